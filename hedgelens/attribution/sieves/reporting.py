"""Sieves over reporting clauses that stand after, inside or before their content: "…, X said, …", "X said: “…”"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from hedgelens.attribution.candidates import Candidate, Yields
from hedgelens.attribution.cues import cue_set, type_of
from hedgelens.attribution.sieves.verbs import addressee_of, is_told
from hedgelens.language.grammar import (
    FINITE,
    VERBAL,
    agent,
    child,
    children,
    doer,
    governor,
    noun_phrase,
    own_subject,
    root,
    subject,
    subtree,
    verb_group,
)
from hedgelens.language.speakers import can_speak
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set

_BREAKS = frozenset({",", "—", "–", "--", "-", ";", ":", "”", '"', "''", "’", "?", "!", "…", "."})
_FRAGMENT_WORDS = 4
_FURTHEST_SUBJECT = 40
_ADVERBIALS = frozenset({"prep", "npadvmod", "advmod", "advcl", "dative", "dobj", "agent", "pcomp", "tmod", "oprd"})
_FURTHEST_VERB = 12  # steps up
_HEADS = VERBAL | {"NOUN", "PROPN", "ADJ", "PRON"}
_BESIDE_VERB = frozenset({"advcl", "prep", "npadvmod", "advmod", "punct", "cc", "mark"})


def reporting_clause(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A reporting clause beside its content: "…, said X", "…, X said", "…, X said, …"."""
    for verb in sentence:
        if syntax.pos[verb] not in VERBAL or syntax.quoted[verb]:
            continue
        if syntax.lemma[verb] not in word_set("reporting") and not _closes_with(syntax, verb, sentence):
            continue
        clause = None if _has_clause_after(syntax, verb) else _clause_tokens(syntax, verb)
        content = _beside(syntax, sentence, verb, clause) if clause is not None else set()
        if content:
            seen = "{} beside what is said"
            yield _reporting(syntax, "reporting clause", verb, content, seen, beside=True, relays=True)


def _closes_with(syntax: Syntax, verb: int, sentence: range) -> bool:
    """Says whether a sentence ends with somebody and any verb behind a whole clause ("The lamps were out, Holm charged.")."""
    head = own_subject(syntax, verb)
    last = next((i for i in reversed(sentence) if not syntax.punct[i] and not syntax.text[i].isspace()), None)
    if head is None or verb != last or syntax.right[head] != verb - 1 or not can_speak(syntax, head):
        return False
    before = range(sentence.start, verb)
    in_own_words = not any(syntax.quoted[i] or syntax.lemma[i] in word_set("plain_report") for i in before)
    return in_own_words and _has_clause_before(syntax, verb) and syntax.tag[verb] == "VBD"


def _reporting(syntax: Syntax, sieve: str, verb: int, content: set[int], seen: str, **further: Any) -> Candidate:
    head = _reporter(syntax, verb)
    if is_told(syntax, verb):
        head = agent(syntax, verb)  # "…, residents were told by police"
    elif head is None:
        head = subject(syntax, governor(syntax, verb))
    source = noun_phrase(syntax, head)
    addressee, kind = frozenset(addressee_of(syntax, verb, len(syntax))), type_of(syntax.lemma[verb])
    cue = verb_group(syntax, verb)
    return Candidate.of(syntax, sieve, source, cue, content - source, seen, kind, addressee=addressee, **further)


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


def _clause_tokens(syntax: Syntax, verb: int) -> range | None:
    """Returns the tokens of the reporting clause itself, one run, or ``None`` where the verb has no subject of its own."""
    head = _reporter(syntax, verb)
    if head is None or syntax.dep[head] == "expl" or abs(head - verb) > _FURTHEST_SUBJECT:
        return None
    tokens = {*verb_group(syntax, verb), *noun_phrase(syntax, head)}
    for c in children(syntax, verb, *_ADVERBIALS):
        tokens |= _adverbial(syntax, c, verb)
    first, last = min(head, verb), max(head, verb)
    while first - 1 in tokens:
        first -= 1
    while last + 1 in tokens:
        last += 1
    return range(first, last + 1)


def _adverbial(syntax: Syntax, token: int, verb: int) -> set[int]:
    """Returns an object or adverbial of a reporting verb, unless it is quoted, or a clause that stands before the verb."""
    if syntax.lower[token] == "as" or (syntax.dep[token] == "advcl" and token < verb):
        return set()
    phrase = subtree(syntax, token)
    return set() if any(syntax.quoted[i] for i in phrase) else phrase


def _beside(syntax: Syntax, sentence: range, verb: int, clause: range) -> set[int]:
    """Returns the content around a reporting clause: what is before it, and after it what belongs to the same clause."""
    first = clause.start
    if first <= sentence.start or syntax.text[first - 1] not in _BREAKS:
        return set()
    left = range(_after_colon(syntax, sentence.start, first), first)
    if not _can_be_said(syntax, left, verb):
        return set()
    if syntax.dep[verb] in ("advcl", "relcl", "acl") and not any(c < verb for c in children(syntax, verb, "ccomp")):
        return set()
    return {*left, *_right_part(syntax, verb, range(clause.stop, sentence.stop), left)}


def _can_be_said(syntax: Syntax, left: range, verb: int) -> bool:
    """What stands before a reporting clause is its content if it is quoted, or is a clause and the verb has no object."""
    words = _words(syntax, left)
    if not words:
        return False
    if syntax.quoted[words[-1]] or _is_told(syntax, left, verb):
        return True
    if _has_object(syntax, verb) and syntax.lemma[verb] not in cue_set("addressee"):
        return False
    has_finite_verb = any(syntax.tag[i] in FINITE and syntax.dep[i] != "relcl" for i in words)
    return has_finite_verb and not all(_in_adverbial(syntax, i, verb) for i in words)


def _words(syntax: Syntax, tokens: range) -> list[int]:
    return [i for i in tokens if syntax.text[i].isalpha() or syntax.number[i]]


def _is_told(syntax: Syntax, left: range, verb: int) -> bool:
    """Says whether the parser takes what stands before a verb for its clause, or the verb for an insertion."""
    if syntax.dep[verb] == "parataxis" or any(syntax.left[c] < verb for c in children(syntax, verb, "ccomp")):
        return True
    return root(syntax, syntax.sentence_of(left.start)) == verb and _has_clause_before(syntax, verb)


def _has_object(syntax: Syntax, verb: int) -> bool:
    """Says whether the verb has an object of its own behind it, which is neither quoted nor its subject."""
    own = next((c for c in children(syntax, verb, "dobj", "xcomp", "oprd") if c > verb and not syntax.quoted[c]), None)
    return own is not None and own != _reporter(syntax, verb)


def _in_adverbial(syntax: Syntax, token: int, verb: int) -> bool:
    """Says whether a token belongs to an adverbial clause or phrase of the verb ("As the race turned, he …")."""
    while syntax.head[token] not in (token, verb):
        token = syntax.head[token]
    return syntax.head[token] == verb and syntax.dep[token] in _BESIDE_VERB


def _after_colon(syntax: Syntax, start: int, first: int) -> int:
    """Where a quotation after a colon stands right before the reporting clause, only the quotation is its content."""
    quote = syntax.quotes.at(syntax.start[first - 1])
    opening = start if quote is None else max(syntax.between(quote.start, quote.end).start, start)
    return opening if opening > start and syntax.text[opening - 1] == ":" else start


def _right_part(syntax: Syntax, verb: int, rest: range, left: range) -> set[int]:
    """Returns what goes on after the reporting clause: the rest of a quotation, or what the clause before it governs."""
    words = _words(syntax, rest)
    if not words or syntax.text[rest.start] not in _BREAKS:
        return set()
    if syntax.quoted[words[0]] or syntax.quoted[rest[:2][-1]]:
        quote = syntax.quotes.at(syntax.start[words[0]])
        if syntax.quoted[syntax.visible(rest)[-1]]:
            return set(rest)
        return set() if quote is None else set(range(rest.start, min(syntax.between(0, quote.end).stop, rest.stop)))
    if syntax.tag[words[0]] == "VBG" and all(syntax.quoted[i] for i in _words(syntax, left)):
        return set()  # what the speaker does: "“…,” Reed asked, **folding** a map"
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


def quotation_after(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A verb with a subject, then a comma or colon, then a quotation: "X put it bluntly: “…”"."""
    for quote in syntax.quotes.within((syntax.start[sentence.start], syntax.end[sentence.stop - 1])):
        tokens = syntax.between(quote.start, quote.end)
        if tokens.start not in sentence[2:] or not _leads_in(syntax, tokens.start):
            continue
        verb = _verb_before(syntax, sentence, tokens.start)
        if verb is not None:
            content = set(range(tokens.start, min(tokens.stop, sentence.stop)))
            seen = "{}, then a quotation"
            yield _reporting(syntax, "quotation after", verb, content, seen, yields=Yields.SAME_CONTENT)


def _leads_in(syntax: Syntax, opening: int) -> bool:
    """Says whether the mark before a quotation leads in to what is said, and not on in the middle of a clause."""
    before, after = syntax.text[opening - 1], syntax.text[opening + 1 : opening + 2]
    return before in (":", "—", "–") or (before == "," and not any(word[:1].islower() for word in after))


def _verb_before(syntax: Syntax, sentence: range, opening: int) -> int | None:
    colon = syntax.text[opening - 1] == ":"
    for verb in reversed(syntax.verbs_of(range(sentence.start, opening))):
        full = syntax.pos[verb] == "VERB" and syntax.dep[verb] != "amod" and not syntax.quoted[verb]
        if full and (colon or syntax.lemma[verb] in word_set("reporting")) and subject(syntax, verb) is not None:
            return verb
    return None


def quoted_fragment(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """Words in quotation marks inside the writer's own sentence: they are those of the agent or subject of the clause."""
    start, end = syntax.start[sentence.start], syntax.end[sentence.stop - 1]
    for quote in syntax.quotes.within((start, end)):
        inside = syntax.between(quote.start, quote.end)
        if quote.start < start or quote.end > end or not _is_fragment(syntax, inside):
            continue
        verb = _clause_verb(syntax, inside)
        head = None if verb is None else doer(syntax, verb)
        if verb is None or head is None or syntax.pos[head] not in ("PROPN", "PRON", "NOUN") or head in inside:
            continue
        source, words = noun_phrase(syntax, head), set(inside)
        cue = {*verb_group(syntax, verb)} - source - words
        seen = "quoted words in the clause of {}"
        yield Candidate.of(syntax, "quoted fragment", source - words, cue, words, seen, yields=Yields.SAME_CONTENT)


def _is_fragment(syntax: Syntax, quotation: range) -> bool:
    """Says whether a quotation is more than a word or two, and no title."""
    words = [syntax.text[i] for i in quotation if syntax.text[i].isalpha()]
    return len(words) >= _FRAGMENT_WORDS and not all(word[:1].isupper() for word in words if len(word) > 3)


def _clause_verb(syntax: Syntax, inside: range) -> int | None:
    """Returns the verb outside the quotation that governs it."""
    token = next(i for i in inside if syntax.head[i] not in inside or syntax.head[i] == i)
    above = islice(syntax.ancestors(token), _FURTHEST_VERB)
    return next((i for i in above if i not in inside and syntax.pos[i] == "VERB" and not syntax.quoted[i]), None)
