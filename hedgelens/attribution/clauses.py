"""Sieves over verbs whose content is a clause: finite, infinitive or gerund."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hedgelens.attribution.candidates import Candidate, Context
from hedgelens.attribution.syntax import Token, agent, child, governor, is_passive, noun_phrase, subject, subtree
from hedgelens.attribution.verb_parts import (
    addressee_of,
    content_from,
    cue_of,
    cue_text,
    is_finite,
    proposal,
)
from hedgelens.records import AttributionType

_QUESTION_WORDS = frozenset({"what", "how", "why", "who", "when", "where", "which", "whether", "if", "that"})


def clause(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb with a finite clause after it: "X said (that) …", "X was told that …", "…, adding that …"."""
    for verb in context.verbs(sentence):
        complement = next((c for c in verb.children if _is_complement(c, verb)), None)
        if complement is None or not _attributes_clause(verb, complement, context):
            continue
        start = complement.left_edge.i
        addressee = addressee_of(verb, start, context)
        content = content_from(start, verb, complement, context) - addressee
        made = proposal("clause", verb, content, context, "with the clause after it", addressee)
        if made.source or verb.tag_ not in ("VB", "VBG"):
            yield made


def _is_complement(token: Token, verb: Token) -> bool:
    """Says whether a token heads the clause that is said; after "asked" the parser takes "if …" for a condition."""
    if token.i < verb.i:
        return False
    asked = verb.lemma_ in ("ask", "wonder", "question") and token.dep_ == "advcl"
    return bool(token.dep_ == "ccomp" or (asked and token.doc[token.left_edge.i].lower_ in ("if", "whether")))


def _attributes_clause(verb: Token, complement: Token, context: Context) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in context.lexicon.clause_never or not is_finite(complement):
        return False
    opening = verb.doc[complement.left_edge.i].lower_
    if lemma in context.lexicon.clause_marked_only and opening not in _QUESTION_WORDS:
        return context.quoted(complement.left_edge.i)
    return verb.pos_ == "VERB" or opening in _QUESTION_WORDS


def infinitive(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb of wish, promise or order with an infinitive: "X vowed to …", "X urged Y to …", "is expected to …"."""
    frame = context.lexicon.complements["infinitive"]
    for verb in context.verbs(sentence):
        lemma = verb.lemma_.lower()
        complement = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i and _has_to(c)), None)
        if complement is None:
            continue
        if is_passive(verb):
            if lemma in context.lexicon.passive_infinitive:
                yield _passive(verb, complement, context)
        elif lemma in frame.lemmas and verb.tag_ != "VBN":
            start = complement.left_edge.i
            person = child(verb, "dobj", "dative")
            if person is not None and person.i < start:
                start = person.left_edge.i
            made = proposal(
                "infinitive",
                verb,
                content_from(start, verb, complement, context),
                context,
                "with an infinitive",
                default=frame.type,
            )
            if made.source:
                yield made


def gerund(sentence: Any, context: Context) -> Iterator[Candidate]:
    """A verb of denial, memory or advice with a gerund: "X denied taking the money"."""
    frame = context.lexicon.complements["gerund"]
    for verb in context.verbs(sentence):
        if verb.lemma_.lower() not in frame.lemmas or is_passive(verb):
            continue
        complement = next((c for c in verb.children if c.dep_ == "xcomp" and c.i > verb.i and c.tag_ == "VBG"), None)
        if complement is not None:
            content = content_from(complement.left_edge.i, verb, complement, context)
            made = proposal("gerund", verb, content, context, "with a gerund")
            if made.source:
                yield made


def _passive(verb: Token, complement: Token, context: Context) -> Candidate:
    head = child(governor(verb), "nsubjpass", "nsubj")
    content = content_from(complement.left_edge.i, verb, complement, context)
    if head is not None and head.tag_ not in ("WDT", "WP"):
        content |= subtree(head)
    by = agent(verb)
    source = noun_phrase(by) if by is not None else set()
    kind = context.lexicon.type_of(verb.lemma_.lower())
    return Candidate(
        "passive",
        frozenset(source),
        cue_of(verb),
        frozenset(content - source - cue_of(verb)),
        kind,
        f"passive “{cue_text(verb)}” with an infinitive",
    )


def _has_to(head: Token) -> bool:
    return any(c.tag_ == "TO" for c in head.children)


def raising(sentence: Any, context: Context) -> Iterator[Candidate]:
    """Finds "seems to", "appeared to": an impression that is given to nobody; its subject belongs to the content."""
    for verb in context.verbs(sentence):
        if verb.lemma_.lower() not in context.lexicon.complements["raising"].lemmas:
            continue
        complement = next((c for c in verb.children if c.dep_ in ("xcomp", "oprd", "acomp") and c.i > verb.i), None)
        head = subject(verb)
        if complement is None or (complement.dep_ == "xcomp" and not _has_to(complement)):
            continue
        content = content_from(complement.left_edge.i, verb, complement, context)
        if head is not None and head.i < verb.i:
            content |= noun_phrase(head)
        yield Candidate(
            "raising",
            frozenset(),
            cue_of(verb),
            frozenset(content - cue_of(verb)),
            AttributionType.BELIEF,
            f"“{cue_text(verb)}” gives an impression",
        )
