"""What the sieves see where the network sees nothing, by constructions that are sure: they are right where it is silent.

How often each is, on articles of many outlets, says docs/attribution.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import cue_set
from hedgelens.attribution.sieves.verbs import is_told, states
from hedgelens.language.grammar import FINITE, VERBAL, agent, auxiliaries, child, head_among, own_subject
from hedgelens.language.speakers import can_speak
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set

Sure = Callable[[Syntax, Candidate], bool]
"""Says whether what a sieve found is right also where the network found nothing."""


def sure_of(syntax: Syntax, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Returns those of the sieves' finds that stand without the network."""
    told = (c for c in candidates if c.content and c.cue and not any(syntax.quoted[i] for i in c.cue))
    return [c for c in told if (sure := SURE.get(c.sieve)) is not None and sure(syntax, c)]


def _by_speaker(syntax: Syntax, candidate: Candidate) -> bool:
    """Finds "according to the mayor": not "according to his mood"."""
    return (head := head_among(syntax, candidate.source)) is not None and can_speak(syntax, head)


def is_quotation_beside(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether all that is said is a quotation beside somebody who can speak, in the same sentence."""
    words = syntax.visible(candidate.content)
    beside = candidate.sieve in ("reporting clause", "quotation beside")
    return beside and all(syntax.quoted[i] for i in words) and _by_speaker(syntax, candidate)


def _by_reporting_clause(syntax: Syntax, candidate: Candidate) -> bool:
    """Finds "The pumps, Bellamy added, cost $300", and a quotation whatever the verb beside it."""
    return is_quotation_beside(syntax, candidate) or _by_plain_speech(syntax, candidate)


def _by_plain_speech(syntax: Syntax, candidate: Candidate) -> bool:
    """Finds "The pumps, Bellamy added, cost $300": a verb that only reports, and somebody else than the writer."""
    verb = max(candidate.cue)
    quoted = any(syntax.quoted[i] for i in candidate.content)
    mine = not quoted and {syntax.lower[i] for i in candidate.source} <= word_set("mine")
    plain = syntax.lemma[verb] in word_set("plain_report") or syntax.lemma[verb] not in word_set("reporting")
    return plain and not mine and _by_speaker(syntax, candidate)


def _by_passive(syntax: Syntax, candidate: Candidate) -> bool:
    """Finds "No injuries were reported", "The plan was called a farce by the mayor"."""
    verb = max((i for i in candidate.cue if syntax.pos[i] == "VERB"), default=max(candidate.cue))
    if agent(syntax, verb) is not None:
        return bool(candidate.source) and _by_speaker(syntax, candidate)
    negated = any(syntax.dep[i] == "neg" or syntax.tag[i] == "MD" for i in candidate.cue)
    return syntax.lemma[verb] in cue_set("told_of") and own_subject(syntax, verb) is not None and not negated


def _by_own_subject(syntax: Syntax, candidate: Candidate) -> bool:
    """Finds "Marsh said the dam leaks", "The findings show …": a verb in the past or present, with a subject of its own."""
    verb = max(candidate.cue)
    if states(syntax, verb) and min(candidate.content) == verb + 1:
        return True
    head = own_subject(syntax, verb)
    told = syntax.lemma[verb] in word_set("plain_report") and syntax.tag[verb] in ("VBD", "VBZ", "VBP")
    asserted = syntax.dep[verb] in ("ROOT", "conj") and min(candidate.content) == max(candidate.cue) + 1
    return told and asserted and head is not None and head in candidate.source and _by_plain_speech(syntax, candidate)


def _by_clause(syntax: Syntax, candidate: Candidate) -> bool:
    """Finds "Marsh said the dam leaks", "Clerks were told by Marsh that the dam leaks"."""
    told = any(is_told(syntax, i) and agent(syntax, i) in candidate.source for i in candidate.cue)
    return _by_speaker(syntax, candidate) if told else _by_own_subject(syntax, candidate)


def _by_view(syntax: Syntax, candidate: Candidate) -> bool:
    """Finds "Ines Wren came to the conclusion that the dam leaks": neither asked, denied nor only possible."""
    verb = next((i for i in sorted(candidate.cue) if syntax.lemma[i] in cue_set("taking") and syntax.pos[i] in VERBAL), None)
    if verb is None or syntax.lemma[max(candidate.cue)] not in cue_set("taking", "nouns"):
        return False
    forms = auxiliaries(syntax, verb)
    plain = child(syntax, verb, "neg") is None and not any(syntax.tag[i] == "MD" for i in forms)
    return plain and any(syntax.tag[i] in FINITE for i in forms) and _by_speaker(syntax, candidate)


def _by_maker(syntax: Syntax, candidate: Candidate) -> bool:
    """Finds "The announcement that … was made by the mayor"."""
    made = any(syntax.dep[i] == "nsubjpass" and agent(syntax, syntax.head[i]) in candidate.source for i in candidate.cue)
    return made and _by_speaker(syntax, candidate)


def _is_quoted(syntax: Syntax, candidate: Candidate) -> bool:
    return bool(candidate.source) and any(syntax.quoted[i] for i in candidate.content)


def _is_quoted_by_speaker(syntax: Syntax, candidate: Candidate) -> bool:
    return _is_quoted(syntax, candidate) and _by_speaker(syntax, candidate)


SURE: dict[str, Sure] = {
    "according to": _by_speaker,
    "as clause": _by_speaker,
    "reporting clause": _by_reporting_clause,
    "passive": _by_passive,
    "quotation after": _is_quoted_by_speaker,
    "quotation beside": _is_quoted,
    "signature": lambda syntax, candidate: bool(candidate.source),
    "announced": _is_quoted,
    "colon": _is_quoted,
    "noun": _by_maker,
    "object": _by_view,
    "clause": _by_clause,
}
"""By the sieve: what makes a find of it sure."""
