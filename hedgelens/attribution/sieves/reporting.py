"""Sieves over reporting clauses that stand after, inside or before their content: "…, X said, …", "X said: “…”"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice
from typing import Any

from hedgelens.attribution.candidates import Candidate, Context, Yields
from hedgelens.attribution.cues import cue_set, type_of
from hedgelens.attribution.sieves.verbs import addressee_of
from hedgelens.language.grammar import (
    FINITE,
    VERBAL,
    child,
    children,
    doer,
    governor,
    noun_phrase,
    own_subject,
    subject,
    subtree,
    verb_group,
)
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set

_BREAKS = frozenset({",", "—", "–", "--", "-", ";", ":", "”", '"', "''", "’", "?", "!", "…", "."})
_FRAGMENT_WORDS = 4
_FURTHEST_SUBJECT = 40
_ADVERBIALS = frozenset({"prep", "npadvmod", "advmod", "advcl", "dative", "dobj", "agent", "pcomp", "tmod", "oprd"})
_FURTHEST_VERB = 12  # steps up
_HEADS = VERBAL | {"NOUN", "PROPN", "ADJ", "PRON"}
_BESIDE_VERB = frozenset({"advcl", "prep", "npadvmod", "advmod", "punct", "cc", "mark"})


def reporting_clause(sentence: range, context: Context) -> Iterator[Candidate]:
    """A reporting clause beside its content: "…, said X", "…, X said", "…, X said, …"."""
    syntax = context.syntax
    for verb in sentence:
        if syntax.pos[verb] not in VERBAL or syntax.lemma[verb] not in word_set("reporting") or context.quoted(verb):
            continue
        clause = None if _has_clause_after(syntax, verb) else _clause_tokens(verb, context)
        content = _beside(sentence, verb, clause, context) if clause is not None else set()
        if content:
            seen = "{} beside what is said"
            yield _reporting("reporting clause", verb, content, seen, context, beside=True, relays=True)


def _reporting(sieve: str, verb: int, content: set[int], seen: str, context: Context, **further: Any) -> Candidate:
    syntax = context.syntax
    head = _reporter(syntax, verb)
    if head is None:
        head = subject(syntax, governor(syntax, verb))
    source = noun_phrase(syntax, head)
    addressee, kind = frozenset(addressee_of(verb, len(syntax), context)), type_of(syntax.lemma[verb])
    cue = verb_group(syntax, verb)
    return context.candidate(sieve, source, cue, content - source, seen, kind, addressee=addressee, **further)


def _has_clause_after(syntax: Syntax, verb: int) -> bool:
    """Says whether a clause behind the verb is its complement, and none before it could be."""
    after = any(c > verb and syntax.left[c] > verb for c in children(syntax, verb, "ccomp"))
    return after and not _has_clause_before(syntax, verb)


def _has_clause_before(syntax: Syntax, verb: int) -> bool:
    return any(c < verb for c in children(syntax, verb, "ccomp", "parataxis"))


def _reporter(syntax: Syntax, verb: int) -> int | None:
    """Returns the head of the subject; in "…, reported the Herald" the parser often calls it an object."""
    own = own_subject(syntax, verb)
    if own is not None:
        return own
    after = child(syntax, verb, "dobj")
    inverted = after is not None and syntax.left[after] == verb + 1 and syntax.tag[verb] in ("VBD", "VBZ", "VBP")
    return after if inverted and verb > 0 and syntax.text[verb - 1] in _BREAKS else None


def _clause_tokens(verb: int, context: Context) -> range | None:
    """Returns the tokens of the reporting clause itself, one run, or ``None`` where the verb has no subject of its own."""
    syntax = context.syntax
    head = _reporter(syntax, verb)
    if head is None or syntax.dep[head] == "expl" or abs(head - verb) > _FURTHEST_SUBJECT:
        return None
    tokens = {*verb_group(syntax, verb), *noun_phrase(syntax, head)}
    for c in children(syntax, verb, *_ADVERBIALS):
        tokens |= _adverbial(c, verb, context)
    first, last = min(head, verb), max(head, verb)
    while first - 1 in tokens:
        first -= 1
    while last + 1 in tokens:
        last += 1
    return range(first, last + 1)


def _adverbial(token: int, verb: int, context: Context) -> set[int]:
    """Returns an object or adverbial of a reporting verb, unless it is quoted, or a clause that stands before the verb."""
    syntax = context.syntax
    if syntax.lower[token] == "as" or (syntax.dep[token] == "advcl" and token < verb):
        return set()
    phrase = subtree(syntax, token)
    return set() if any(context.quoted(i) for i in phrase) else phrase


def _beside(sentence: range, verb: int, clause: range, context: Context) -> set[int]:
    """Returns the content around a reporting clause: what is before it, and after it what belongs to the same clause."""
    syntax, first = context.syntax, clause.start
    if first <= sentence.start or syntax.text[first - 1] not in _BREAKS:
        return set()
    left = range(_after_colon(sentence.start, first, context), first)
    if not _can_be_said(left, verb, context):
        return set()
    if syntax.dep[verb] in ("advcl", "relcl", "acl") and not any(c < verb for c in children(syntax, verb, "ccomp")):
        return set()
    return {*left, *_right_part(verb, range(clause.stop, sentence.stop), left, context)}


def _can_be_said(left: range, verb: int, context: Context) -> bool:
    """What stands before a reporting clause is its content if it is quoted, or is a clause and the verb has no object."""
    syntax = context.syntax
    words = _words(syntax, left)
    if not words:
        return False
    if context.quoted(words[-1]) or _is_told(syntax, left, verb):
        return True
    if _has_object(verb, context) and syntax.lemma[verb] not in cue_set("addressee"):
        return False
    has_finite_verb = any(syntax.tag[i] in FINITE and syntax.dep[i] != "relcl" for i in words)
    return has_finite_verb and not all(_in_adverbial(syntax, i, verb) for i in words)


def _words(syntax: Syntax, tokens: range) -> list[int]:
    return [i for i in tokens if syntax.text[i].isalpha() or syntax.number[i]]


def _is_told(syntax: Syntax, left: range, verb: int) -> bool:
    """Says whether the parser takes what stands before a verb for its clause, or the verb for an insertion."""
    if syntax.dep[verb] == "parataxis" or any(syntax.left[c] < verb for c in children(syntax, verb, "ccomp")):
        return True
    root = next((i for i in syntax.sentence_of(left.start) if syntax.head[i] == i), None)
    return root == verb and _has_clause_before(syntax, verb)


def _has_object(verb: int, context: Context) -> bool:
    """Says whether the verb has an object of its own behind it, which is neither quoted nor its subject."""
    syntax = context.syntax
    own = next((c for c in children(syntax, verb, "dobj", "xcomp", "oprd") if c > verb and not context.quoted(c)), None)
    return own is not None and own != _reporter(syntax, verb)


def _in_adverbial(syntax: Syntax, token: int, verb: int) -> bool:
    """Says whether a token belongs to an adverbial clause or phrase of the verb ("As the race turned, he …")."""
    while syntax.head[token] not in (token, verb):
        token = syntax.head[token]
    return syntax.head[token] == verb and syntax.dep[token] in _BESIDE_VERB


def _after_colon(start: int, first: int, context: Context) -> int:
    """Where a quotation after a colon stands right before the reporting clause, only the quotation is its content."""
    syntax = context.syntax
    quote = syntax.quotes.at(syntax.start[first - 1])
    opening = start if quote is None else max(syntax.between(quote.start, quote.end).start, start)
    return opening if opening > start and syntax.text[opening - 1] == ":" else start


def _right_part(verb: int, rest: range, left: range, context: Context) -> set[int]:
    """Returns what goes on after the reporting clause: the rest of a quotation, or what the clause before it governs."""
    syntax = context.syntax
    words = _words(syntax, rest)
    if not words or syntax.text[rest.start] not in _BREAKS:
        return set()
    if context.quoted(words[0]) or context.quoted(rest[:2][-1]):
        quote = syntax.quotes.at(syntax.start[words[0]])
        if context.quoted(syntax.visible(rest)[-1]):
            return set(rest)
        return set() if quote is None else set(range(rest.start, min(syntax.between(0, quote.end).stop, rest.stop)))
    head = _main(syntax, left)
    return set() if head is None else {i for i in rest if _governed(syntax, i, head, verb)}


def _main(syntax: Syntax, left: range) -> int | None:
    """Returns the head of the content before the reporting clause."""
    for i in left:
        if (syntax.head[i] not in left or syntax.head[i] == i) and syntax.pos[i] in _HEADS:
            return i if syntax.pos[i] in VERBAL else syntax.head[i]
    return None


def _governed(syntax: Syntax, token: int, head: int, verb: int) -> bool:
    """Says whether a token stands under the head of a content, or is that head and not only what the reporting verb governs."""
    if head in syntax.ancestors(token):
        return True
    return token == head and (head in syntax.ancestors(verb) or head not in subtree(syntax, verb))


def quotation_after(sentence: range, context: Context) -> Iterator[Candidate]:
    """A verb with a subject, then a comma or colon, then a quotation: "X put it bluntly: “…”"."""
    syntax = context.syntax
    for quote in syntax.quotes.within((syntax.start[sentence.start], syntax.end[sentence.stop - 1])):
        tokens = syntax.between(quote.start, quote.end)
        if tokens.start not in sentence[2:] or not _leads_in(syntax, tokens.start):
            continue
        verb = _verb_before(sentence, tokens.start, context)
        if verb is not None:
            content = set(range(tokens.start, min(tokens.stop, sentence.stop)))
            seen = "{}, then a quotation"
            yield _reporting("quotation after", verb, content, seen, context, yields=Yields.SAME_CONTENT)


def _leads_in(syntax: Syntax, opening: int) -> bool:
    """Says whether the mark before a quotation leads in to what is said, and not on in the middle of a clause."""
    before, after = syntax.text[opening - 1], syntax.text[opening + 1 : opening + 2]
    return before in (":", "—", "–") or (before == "," and not any(word[:1].islower() for word in after))


def _verb_before(sentence: range, opening: int, context: Context) -> int | None:
    syntax, verbs = context.syntax, context.full_verbs(sentence)
    colon = syntax.text[opening - 1] == ":"
    for verb in reversed(verbs[: bisect_left(verbs, opening)]):
        reporting = colon or syntax.lemma[verb] in word_set("reporting")
        if reporting and not context.quoted(verb) and subject(syntax, verb) is not None:
            return verb
    return None


def quoted_fragment(sentence: range, context: Context) -> Iterator[Candidate]:
    """Words in quotation marks inside the writer's own sentence: they are those of the agent or subject of the clause."""
    syntax = context.syntax
    start, end = syntax.start[sentence.start], syntax.end[sentence.stop - 1]
    for quote in syntax.quotes.within((start, end)):
        inside = syntax.between(quote.start, quote.end)
        if quote.start < start or quote.end > end or not _is_fragment(syntax, inside):
            continue
        verb = _clause_verb(inside, context)
        head = None if verb is None else doer(syntax, verb)
        if verb is None or head is None or syntax.pos[head] not in ("PROPN", "PRON", "NOUN") or head in inside:
            continue
        source, words = noun_phrase(syntax, head), set(inside)
        cue = {*verb_group(syntax, verb)} - source - words
        seen = "quoted words in the clause of {}"
        yield context.candidate("quoted fragment", source - words, cue, words, seen, yields=Yields.SAME_CONTENT)


def _is_fragment(syntax: Syntax, quotation: range) -> bool:
    """Says whether a quotation is more than a word or two, and no title."""
    words = [syntax.text[i] for i in quotation if syntax.text[i].isalpha()]
    return len(words) >= _FRAGMENT_WORDS and not all(word[:1].isupper() for word in words if len(word) > 3)


def _clause_verb(inside: range, context: Context) -> int | None:
    """Returns the verb outside the quotation that governs it."""
    syntax = context.syntax
    token = next(i for i in inside if syntax.head[i] not in inside or syntax.head[i] == i)
    above = islice(syntax.ancestors(token), _FURTHEST_VERB)
    return next((i for i in above if i not in inside and syntax.pos[i] == "VERB" and not context.quoted(i)), None)
