"""Sieves over verbs whose content is a clause: finite, infinitive or gerund."""

from __future__ import annotations

from collections.abc import Iterator

from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import cue_set, type_of
from hedgelens.attribution.sieves.verbs import addressee_of, content_from, is_told, proposal, states
from hedgelens.language.grammar import (
    agent,
    child,
    children,
    governor,
    has_to,
    is_finite,
    is_passive,
    noun_phrase,
    own_subject,
    subtree,
    verb_group,
)
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.records import AttributionType


def clause(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A verb with a finite clause after it: "X said (that) …", "X was told that …", "…, adding that …"."""
    for verb in syntax.verbs_of(sentence):
        complement = next((c for c in syntax.children[verb] if _is_complement(syntax, c, verb)), None)
        complement = _under_teller(syntax, verb) if complement is None else complement
        if complement is None or not _attributes_clause(syntax, verb, complement):
            continue
        start = syntax.left[complement]
        addressee = addressee_of(syntax, verb, start)
        content = content_from(syntax, start, verb, complement) - addressee
        made = proposal(syntax, "clause", verb, content, "with the clause after it", addressee)
        if made.source or syntax.tag[verb] not in ("VB", "VBG"):
            yield made


def _is_complement(syntax: Syntax, token: int, verb: int) -> bool:
    """Says whether a token heads the clause that is said; after "asked" the parser takes "if …" for a condition."""
    if token < verb:
        return False
    asked = syntax.lemma[verb] in cue_set("asking") and syntax.dep[token] == "advcl"
    return syntax.dep[token] == "ccomp" or (asked and syntax.lower[syntax.left[token]] in ("if", "whether"))


def _under_teller(syntax: Syntax, verb: int) -> int | None:
    """Returns the clause that the parser hangs on who told it ("clerks were told by the mayor **that cuts would start**").

    Such a clause is whole: who or what does something in it is not the word that opens it ("a guard that had lost his keys").
    """
    teller = agent(syntax, verb) if is_told(syntax, verb) else None
    under = children(syntax, teller, "relcl", "acl") if teller is not None else ()
    return next((c for c in under if _is_whole(syntax, c)), None)


def _is_whole(syntax: Syntax, verb: int) -> bool:
    opener, head = syntax.left[verb], own_subject(syntax, verb)
    asks = syntax.lower[opener] in word_set("opens_clause")
    return asks and head is not None and opener != head


def _attributes_clause(syntax: Syntax, verb: int, complement: int) -> bool:
    if syntax.lemma[verb] in cue_set("clause_never") or not is_finite(syntax, complement):
        return False
    asking = syntax.lower[syntax.left[complement]] in word_set("opens_clause")
    if syntax.lemma[verb] in cue_set("clause_marked_only") and not asking:
        return syntax.quoted[syntax.left[complement]] or states(syntax, verb)
    return asking or syntax.pos[verb] == "VERB"


def infinitive(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A verb of wish, promise or order with an infinitive: "X vowed to …", "X urged Y to …", "is expected to …"."""
    for verb in syntax.verbs_of(sentence):
        complement = next((c for c in children(syntax, verb, "xcomp", "ccomp") if c > verb and has_to(syntax, c)), None)
        if complement is None:
            continue
        if is_passive(syntax, verb):
            ordered = syntax.lemma[verb] in cue_set("infinitive") and agent(syntax, verb) is not None
            if ordered or syntax.lemma[verb] in cue_set("passive", "infinitive"):
                yield _passive(syntax, verb, complement)
        elif syntax.lemma[verb] in cue_set("infinitive") and _has_tense(syntax, verb):
            content = content_from(syntax, _person_or_clause(syntax, verb, complement), verb, complement)
            made = proposal(syntax, "infinitive", verb, content, "with an infinitive", default=AttributionType.EVENTUALITY)
            if made.source:
                yield made


def _has_tense(syntax: Syntax, verb: int) -> bool:
    """Says whether a verb is no bare participle: "had **asked** to see", not "those **asked** to leave"."""
    return syntax.tag[verb] != "VBN" or child(syntax, verb, "aux") is not None


def _person_or_clause(syntax: Syntax, verb: int, complement: int) -> int:
    """Returns where the content of an order begins: with the one who is to do it ("urged **Y** to …"), or with the infinitive."""
    person, start = child(syntax, verb, "dobj", "dative"), syntax.left[complement]
    return syntax.left[person] if person is not None and person < start else start


def gerund(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A verb of denial, memory or advice with a gerund: "X denied taking the money"."""
    for verb in syntax.verbs_of(sentence):
        if syntax.lemma[verb] not in cue_set("gerund") or is_passive(syntax, verb):
            continue
        complement = next((c for c in children(syntax, verb, "xcomp") if c > verb and syntax.tag[c] == "VBG"), None)
        if complement is not None:
            content = content_from(syntax, syntax.left[complement], verb, complement)
            made = proposal(syntax, "gerund", verb, content, "with a gerund")
            if made.source:
                yield made


def _passive(syntax: Syntax, verb: int, complement: int) -> Candidate:
    head = child(syntax, governor(syntax, verb), "nsubjpass", "nsubj")
    content = content_from(syntax, syntax.left[complement], verb, complement)
    if head is not None and syntax.tag[head] not in ("WDT", "WP"):
        content |= subtree(syntax, head)
    source, kind = noun_phrase(syntax, agent(syntax, verb)), type_of(syntax.lemma[verb])
    cue = verb_group(syntax, verb)
    return Candidate.of(syntax, "passive", source, cue, content - source, "passive {} with an infinitive", kind)
