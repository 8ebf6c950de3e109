"""Sieves over reporting clauses that stand after, inside or before their content: "…, X said, …", "X said: “…”"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from hedgelens.attribution.candidates import Candidate, Context, Yields
from hedgelens.attribution.syntax import (
    Token,
    agent,
    child,
    governor,
    is_passive,
    noun_phrase,
    subject,
    subtree,
    verb_group,
)
from hedgelens.attribution.verb_parts import FINITE, addressee_of
from hedgelens.records import AttributionType

_BREAKS = frozenset({",", "—", "–", "--", "-", ";", ":", "”", '"', "''", "’", "?", "!", "…", "."})
_FRAGMENT_WORDS = 4
_ADVERBIALS = frozenset({"prep", "npadvmod", "advmod", "advcl", "dative", "dobj", "agent", "pcomp", "tmod", "oprd"})


def reporting_clause(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A reporting clause beside its content: "…, said X", "…, X said", "…, X said, …"."""
    for verb in sentence:
        if verb.pos_ not in ("VERB", "AUX") or verb.lemma_.lower() not in context.lexicon.reporting or context.quoted(verb.i):
            continue
        if any(c.dep_ == "ccomp" and c.i > verb.i and c.left_edge.i > verb.i and _is_after(c, verb) for c in verb.children):
            continue
        clause = _clause_tokens(verb, context)
        if clause is None:
            continue
        first, last = min(clause), max(clause)
        content = _beside(sentence, verb, first, last, context)
        if content:
            cue = frozenset(t.i for t in verb_group(verb))
            source = frozenset(_subject_tokens(verb)) - cue
            kind = context.lexicon.type_of(verb.lemma_.lower())
            yield Candidate(
                "reporting clause",
                source,
                cue,
                frozenset(content - source - cue),
                kind,
                f"“{context.text(cue)}” beside what is said",
                frozenset(addressee_of(verb, len(context.doc), context)),
                beside=True,
                relays=True,
            )


def _is_after(complement: Token, verb: Token) -> bool:
    """The complement stands behind the verb and nothing of the sentence is before its clause that could be content."""
    return not any(c.dep_ in ("ccomp", "parataxis") and c.i < verb.i for c in verb.children)


def _reporter(verb: Token) -> Token | None:
    """Returns the head of the subject; in "…, reported the Herald" the parser often calls it an object."""
    own = child(verb, "nsubj", "nsubjpass")
    if own is not None:
        return own
    after = child(verb, "dobj")
    inverted = after is not None and after.left_edge.i == verb.i + 1 and verb.tag_ in ("VBD", "VBZ", "VBP")
    return after if inverted and verb.i > 0 and verb.doc[verb.i - 1].text in _BREAKS else None


def _subject_tokens(verb: Token) -> set[int]:
    head = _reporter(verb) or subject(governor(verb))
    return noun_phrase(head) if head is not None else set()


def _clause_tokens(verb: Token, context: Context) -> set[int] | None:
    """Returns the tokens of the reporting clause itself, one run, or ``None`` where the verb has no subject of its own."""
    head = _reporter(verb)
    if head is None or head.dep_ == "expl" or abs(head.i - verb.i) > 40:
        return None
    tokens = {t.i for t in verb_group(verb)} | noun_phrase(head)
    for c in verb.children:
        if c.dep_ in _ADVERBIALS and not any(context.quoted(i) for i in subtree(c)) and c.lower_ not in ("as",):
            tokens |= subtree(c) if c.dep_ != "advcl" or c.i > verb.i else set()
    run = set(range(min(head.i, verb.i), max(head.i, verb.i) + 1))
    for step in (-1, 1):
        i = (min(run) if step < 0 else max(run)) + step
        while i in tokens:
            run.add(i)
            i += step
    return run


def _beside(sentence: Any, verb: Token, first: int, last: int, context: Context) -> set[int]:
    """Returns the content around a reporting clause: what is before it, and after it what belongs to the same clause."""
    doc = verb.doc
    start, end = sentence.start, sentence.end
    left: set[int] = set()
    if first > start and doc[first - 1].text in _BREAKS:
        left = set(range(_after_colon(start, first, context), first))
    if not _can_be_said(left, verb, context):
        return set()
    if verb.dep_ in ("advcl", "relcl", "acl") and not any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children):
        return set()
    right = _right_part(verb, last, end, left, context) if last + 1 < end else set()
    return left | right


def _can_be_said(left: set[int], verb: Token, context: Context) -> bool:
    """What stands before a reporting clause is its content if it is quoted, or is a clause and the verb has no object."""
    words = [context.doc[i] for i in left if context.doc[i].is_alpha or context.doc[i].like_num]
    if not words:
        return False
    if context.quoted(words[-1].i) or (verb.doc[min(left)].sent.root.i == verb.i and _has_clause_before(verb)):
        return True
    if verb.dep_ == "parataxis" or any(c.dep_ == "ccomp" and c.left_edge.i < verb.i for c in verb.children):
        return True
    own = next(
        (c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "xcomp", "oprd") and not context.quoted(c.i)),
        None,
    )
    if own is not None and own == _reporter(verb):
        own = None
    if own is not None and verb.lemma_.lower() not in context.lexicon.addressee:
        return False
    return any(t.tag_ in FINITE for t in words if t.dep_ != "relcl") and not all(_in_adverbial(t, verb) for t in words)


def _has_clause_before(verb: Token) -> bool:
    return any(c.dep_ in ("ccomp", "parataxis") and c.i < verb.i for c in verb.children)


def _in_adverbial(token: Token, verb: Token) -> bool:
    """Says whether a token belongs to an adverbial clause or phrase of the verb ("As the race turned, he …")."""
    while token.head.i != token.i and token.head.i != verb.i:
        token = token.head
    return bool(token.head.i == verb.i and token.dep_ in ("advcl", "prep", "npadvmod", "advmod", "punct", "cc", "mark"))


def _after_colon(start: int, first: int, context: Context) -> int:
    """Where a quotation after a colon stands right before the reporting clause, only the quotation is its content."""
    quote = context.quotes.at(context.doc[first - 1].idx)
    opening = next((i for i in range(start, first) if quote is not None and context.doc[i].idx >= quote.start), start)
    return opening if opening > start and context.doc[opening - 1].text == ":" else start


def _right_part(verb: Token, last: int, end: int, left: set[int], context: Context) -> set[int]:
    doc = verb.doc
    if doc[last + 1].text not in _BREAKS:
        return set()
    rest = set(range(last + 1, end))
    words = [i for i in rest if doc[i].is_alpha or doc[i].like_num]
    if not words:
        return set()
    if context.quoted(words[0]) or (last + 2 < end and context.quoted(last + 2)):
        quote = context.quotes.at(doc[words[0]].idx)
        return {i for i in rest if quote is not None and (doc[i].idx < quote.end)} | (
            rest if _mixed_tail(rest, context) else set()
        )
    head = _main(left, doc)
    return {i for i in rest if head is not None and _governed(doc[i], head, verb)}


def _mixed_tail(rest: set[int], context: Context) -> bool:
    return bool(rest) and context.quoted(max(i for i in rest if not context.doc[i].is_space)) is True


def _main(left: set[int], doc: Any) -> Token | None:
    """Returns the head of the content before the reporting clause."""
    for i in sorted(left):
        if doc[i].head.i not in left or doc[i].head.i == i:
            token = doc[i]
            if token.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON"):
                return token if token.pos_ in ("VERB", "AUX") else token.head if token.head.i != token.i else token
    return None


def _governed(token: Token, head: Token, verb: Token) -> bool:
    below = subtree(verb) if not head.is_ancestor(verb) else set()
    return (token.i == head.i or head.is_ancestor(token)) and (token.i not in below or head.is_ancestor(token))


def quotation_after(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb with a subject, then a comma or colon, then a quotation: "X put it bluntly: “…”"."""
    doc = context.doc
    for quote in context.quotes.within((sentence.start_char, sentence.end_char)):
        opening = context.between(quote.start, quote.end).start
        if opening >= sentence.end or quote.start < sentence.start_char or opening - 1 <= sentence.start:
            continue
        if doc[opening - 1].text not in (",", ":", "—", "–") or _is_mid_clause(doc, opening):
            continue
        verb = _verb_before(sentence, opening, context)
        if verb is None:
            continue
        cue = frozenset(t.i for t in verb_group(verb))
        source = frozenset(_subject_tokens(verb)) - cue
        content = frozenset(range(opening, min(context.between(quote.start, quote.end).stop, sentence.end)))
        kind = context.lexicon.type_of(verb.lemma_.lower())
        yield Candidate(
            "quotation after",
            source,
            cue,
            content - source - cue,
            kind,
            f"“{context.text(cue)}”, then a quotation",
            frozenset(addressee_of(verb, len(context.doc), context)),
            yields=Yields.SAME_CONTENT,
        )


def _is_mid_clause(doc: Any, opening: int) -> bool:
    return bool(doc[opening - 1].text == "," and opening + 1 < len(doc) and doc[opening + 1].text[:1].islower())


def _verb_before(sentence: Any, opening: int, context: Context) -> Token | None:
    verbs = context.full_verbs(sentence)
    before = verbs[: bisect_left(verbs, opening, key=lambda verb: verb.i)]
    colon = context.texts[opening - 1] == ":"
    said = (v for v in reversed(before) if not context.quoted(v.i) and (colon or v.lemma_.lower() in context.lexicon.reporting))
    return next((verb for verb in said if subject(verb) is not None), None)


def quoted_fragment(sentence: Any, context: Context) -> Iterator[Candidate]:
    """Words in quotation marks inside the writer's own sentence: they are those of the agent or subject of the clause."""
    for quote in context.quotes.within((sentence.start_char, sentence.end_char)):
        if quote.start < sentence.start_char or quote.end > sentence.end_char:
            continue
        inside = [context.doc[i] for i in context.between(quote.start, quote.end)]
        words = [t for t in inside if t.is_alpha]
        if len(words) < _FRAGMENT_WORDS or all(t.text[:1].isupper() for t in words if len(t) > 3):
            continue
        verb = _clause_verb(inside, context)
        head = None if verb is None else agent(verb) if is_passive(verb) else subject(verb)
        if verb is None or head is None or head.pos_ not in ("PROPN", "PRON", "NOUN") or head.i in {t.i for t in inside}:
            continue
        source = frozenset(noun_phrase(head))
        cue = frozenset(t.i for t in verb_group(verb)) - source
        content = frozenset(t.i for t in inside)
        yield Candidate(
            "quoted fragment",
            source - content,
            cue - content,
            content,
            AttributionType.ASSERTION,
            f"quoted words in the clause of “{context.text(cue)}”",
            yields=Yields.SAME_CONTENT,
        )


def _clause_verb(inside: list[Token], context: Context) -> Token | None:
    """Returns the verb outside the quotation that governs it."""
    members = {t.i for t in inside}
    token = next(t for t in inside if t.head.i not in members or t.head.i == t.i)
    for _ in range(12):
        if token.head.i == token.i:
            break
        token = token.head
        if token.i not in members and token.pos_ == "VERB" and not context.quoted(token.i):
            return token
    return None
