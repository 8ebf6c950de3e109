"""What says something inside of what somebody else says, and what only goes on with it.

In a quotation "you" are whoever is spoken to. What cannot speak says nothing there ("no **reason** to believe that …"), and a
verb without a subject of its own only does so if it reports: "…, **saying** that …", not "time to **understand** how …".
"""

from __future__ import annotations

from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import cue_set
from hedgelens.language.grammar import FINITE, VERBAL, auxiliaries, child, head_among, is_passive, own_subject
from hedgelens.language.speakers import can_speak
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set

_PHRASES = frozenset(["according to", "as clause"])


def says_inside(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether an attribution that stands in the content of another one is one."""
    if not candidate.cue or not candidate.source:
        return True
    addressed = {syntax.lower[i] for i in candidate.source} <= word_set("anybody")
    return not addressed and _may_speak(syntax, candidate) and not _borrows_subject(syntax, candidate)


def _may_speak(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether a source can say something, or is a number of those who can ("**half** of the skippers")."""
    head = head_among(syntax, candidate.source)
    if head is None or syntax.lower[head] in ("it", "others"):
        return True
    if syntax.lower[head] == "that":  # "anyone **that** wants to …", not "**that** shows …"
        verb = syntax.head[head]
        return syntax.dep[verb] == "relcl" and can_speak(syntax, syntax.head[verb])
    of = child(syntax, head, "prep")
    part = child(syntax, of, "pobj") if of is not None and syntax.lower[of] == "of" else None
    return can_speak(syntax, head) or (part is not None and can_speak(syntax, part))


def _borrows_subject(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether a verb without tense and without a subject of its own does not report."""
    verb = max((i for i in candidate.cue if syntax.pos[i] in VERBAL), default=None)
    if candidate.sieve in _PHRASES or verb is None or own_subject(syntax, verb) is not None or is_passive(syntax, verb):
        return False
    if any(syntax.tag[i] in FINITE for i in auxiliaries(syntax, verb)):
        return False
    told = {syntax.lower[i] for i in candidate.source} != {"it"}
    return not (told and (_goes_on(syntax, candidate, verb) or _is_purpose(syntax, candidate, verb)))


def _goes_on(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "She wrote to us, **saying** that …", "…, **accusing** the crew of …": not "…, **supporting** the roof"."""
    judges = candidate.sieve in ("object", "preposition") and syntax.lemma[verb] not in cue_set("personal")
    return syntax.tag[verb] == "VBG" and (judges or syntax.lemma[verb] in word_set("reporting"))


def _is_purpose(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "went there **to tell** them that …", "went on **to lie** that …": not "wants **to know** how …"."""
    clause = candidate.sieve == "clause" and syntax.lower[min(candidate.content)] == "that"
    begun = syntax.lemma[syntax.head[verb]] in cue_set("aspect")
    return syntax.tag[verb] == "VB" and (begun or (clause and syntax.lemma[verb] in word_set("reporting")))
