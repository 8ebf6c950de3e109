"""What the sieves over verbs share: cue, source, addressee and the extent of the content of a verb."""

from __future__ import annotations

from hedgelens.attribution.candidates import Candidate, Context
from hedgelens.attribution.syntax import Token, agent, is_passive, noun_phrase, subject, verb_group
from hedgelens.records import AttributionType

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs."""


def proposal(
    sieve: str,
    verb: Token,
    content: set[int],
    context: Context,
    seen: str,
    addressee: set[int] | frozenset[int] = frozenset(),
    default: AttributionType = AttributionType.ASSERTION,
) -> Candidate:
    """Builds the candidate of an active verb: cue and source are read off the verb, the content is given."""
    cue = cue_of(verb)
    source = frozenset(source_of(verb)) - cue
    kind = context.lexicon.type_of(verb.lemma_.lower(), default)
    return Candidate(
        sieve,
        source,
        cue,
        frozenset(content - cue - source),
        kind,
        f"“{context.text(cue)}” {seen}",
        addressee=frozenset(addressee),
    )


def cue_of(verb: Token) -> frozenset[int]:
    """Returns the tokens of the verb group that attributes."""
    return frozenset(t.i for t in verb_group(verb))


def cue_text(verb: Token) -> str:
    """Returns the words of the verb group, for explanations."""
    return " ".join(t.text for t in verb_group(verb))


def source_of(verb: Token) -> set[int]:
    """Returns the tokens of the one who says it; dummy "it" and "there" are nobody."""
    if is_passive(verb):
        by = agent(verb)
        return noun_phrase(by) if by is not None else set()
    head = subject(verb)
    if head is None or (head.dep_ == "expl") or (head.lower_ == "it" and verb.lemma_ in ("seem", "appear", "turn")):
        return set()
    return noun_phrase(head)


def addressee_of(verb: Token, start: int, context: Context) -> set[int]:
    """Returns the tokens of the one spoken to, between verb and clause."""
    if verb.lemma_.lower() not in context.lexicon.addressee:
        return set()
    person = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < start), None)
    return noun_phrase(person) if person is not None else set()


def content_from(start: int, verb: Token, complement: Token, context: Context) -> set[int]:
    """Returns the content that begins at ``start``: the complement, and what follows it as long as nothing new begins.

    The parser hangs what ends the complement ("… because …", "… on Monday") often on the verb; a comma before it, a coordinated
    verb or another cue says that it is not content.
    """
    end = max(complement.right_edge.i, start)
    for dependent in sorted((c for c in verb.children if c.i > complement.i), key=lambda c: c.i):
        left = dependent.left_edge.i
        if left <= end:
            continue
        joined = left == end + 1 and dependent.dep_ not in ("conj", "cc", "punct", "npadvmod")
        if not joined or (dependent.dep_ == "advcl" and dependent.tag_ == "VBG"):
            break
        end = dependent.right_edge.i
    return _to_end_of_quotation(start, end, verb, context)


def rest_of_verb(start: int, verb: Token, context: Context) -> set[int]:
    """Returns the content that begins at ``start`` and goes on with the objects and phrases of the verb, up to a comma."""
    end = start
    for dependent in sorted((c for c in verb.children if c.i >= start or c.right_edge.i >= start), key=lambda c: c.i):
        comma = dependent.left_edge.i > start and verb.doc[dependent.left_edge.i - 1].text in (",", ";", "—", "–")
        if dependent.dep_ in ("conj", "cc", "punct", "npadvmod") or (comma and dependent.dep_ not in ("dobj", "oprd", "attr")):
            if dependent.dep_ == "punct" and dependent.i == end + 1:
                continue
            break
        end = max(end, dependent.right_edge.i)
    return _to_end_of_quotation(start, end, verb, context)


def _trailing_quotation(end: int, context: Context) -> int:
    """A quotation after a comma that ends the sentence goes on with the content before it."""
    doc = context.doc
    last = doc[end].sent.end - 1
    if end + 2 <= last and doc[end + 1].text == "," and not context.quoted(end + 1):
        quote = context.quotes.at(doc[end + 2].idx)
        if quote is not None and doc[end + 2].idx == quote.start and doc[end + 3].text[:1].islower():
            words = [i for i in range(end + 2, last + 1) if doc[i].is_alpha]
            if all(doc[i].idx < quote.end for i in words):
                return int(last)
    return end


def _to_end_of_quotation(start: int, end: int, verb: Token, context: Context) -> set[int]:
    """Lets a content that ends inside a quotation run to the closing mark."""
    doc = verb.doc
    end = _trailing_quotation(end, context)
    quote = context.quotes.at(doc[end].idx)
    last = doc[end].sent.end - 1 if quote is not None else end
    while quote is not None and end < last and doc[end + 1].idx < quote.end:
        end += 1
    if quote is None and end + 1 < doc[end].sent.end and doc[end + 1].text in ("”", '"', "''"):
        end += 1
    opening = context.quotes.at(doc[start].idx)
    if opening is not None and start > 0 and doc[start - 1].idx == opening.start and start - 1 >= doc[start].sent.start:
        start -= 1
    return set(range(start, end + 1))


def is_finite(head: Token) -> bool:
    """Says whether a clause has a finite verb, or a question word before its infinitive ("what to do")."""
    forms = [head, *(c for c in head.children if c.dep_ in ("aux", "auxpass"))]
    if any(f.tag_ == "TO" for f in forms):
        return any(f.lower_ in ("what", "how", "whether", "where", "when") for f in head.lefts)
    return any(f.tag_ in FINITE for f in forms) or head.pos_ not in ("VERB", "AUX")
