"""What looks like an attribution and is none: acts, impressions that nobody has, what is known of a thing, what a picture shows.

A verdict, a vote, a filing or a dismissal is an act, also where it implies words ("convicted", "sued for"); "ruled that" and
"ordered the mill to close" state something. *seem* and *appear* give an impression to nobody, and are hedges of whoever speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import CUES, cue_set
from hedgelens.language.grammar import FINITE, agent, child, children, has_to, is_finite, is_passive, own_subject
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import related, word_set

Exclusion = Callable[[Syntax, Candidate, int], bool]
"""Takes an attribution and the verb of its cue, and says whether nothing is attributed."""


def without_acts(syntax: Syntax, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Returns those candidates that attribute something."""
    return [candidate for candidate in candidates if not attributes_nothing(syntax, candidate)]


def attributes_nothing(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether an attribution is none."""
    verb = max((i for i in candidate.cue if _is_full_verb(syntax, i)), default=None)
    if verb is None:
        return False
    done = child(syntax, verb, "xcomp") if syntax.lemma[verb] in cue_set("aspect") else None
    return any(excludes(syntax, candidate, verb if done is None else done) for excludes in EXCLUSIONS)


def _is_full_verb(syntax: Syntax, token: int) -> bool:
    return syntax.pos[token] in ("VERB", "AUX") and syntax.dep[token] not in ("aux", "auxpass")


def _is_act(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "The council approved the plan", "A jury convicted him of arson"; what is quoted or a clause is said.

    A verb may be an act unless a preposition says what its object is found to be ("identified rust as the reason").
    """
    if syntax.lemma[verb] not in cue_set("act"):
        return False
    findings = related("act", "unless", CUES).get(syntax.lemma[verb], frozenset())
    finds = any(syntax.lower[i] in findings and syntax.dep[i] == "prep" for i in range(verb + 1, syntax.right[verb] + 1))
    return not finds and _is_plain(syntax, candidate, verb)


def _is_vote(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "Senators voted against the bill"."""
    if syntax.lemma[verb] not in cue_set("vote"):
        return False
    phrase = any(syntax.lower[c] in cue_set("vote", "prepositions") for c in children(syntax, verb, "prep"))
    return phrase and _is_plain(syntax, candidate, verb)


def _is_decision(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "The court dismissed the case": not "The mayor dismissed the report", "The court rejected the claim"."""
    if syntax.lemma[verb] not in cue_set("decision") or not _is_plain(syntax, candidate, verb):
        return False
    decides = {syntax.lemma[i] for i in candidate.source} & word_set("deciding")
    thing = child(syntax, verb, "dobj", "nsubjpass")
    said = thing is not None and syntax.lemma[thing] in (cue_set("noun") | cue_set("light", "nouns")) - word_set("decided")
    return bool(decides) and not said


def _is_verdict(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "The panel found him guilty": not "The panel found that he was guilty"."""
    if syntax.lemma[verb] not in cue_set("verdict"):
        return False
    found = any(syntax.lower[i] in cue_set("verdict", "found") for i in candidate.content)
    finite = any(syntax.tag[i] in FINITE for i in candidate.content)
    return found and not finite and _is_plain(syntax, candidate, verb)


def _is_impression(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "The plan seems a joke": not "It seems lost to the council", "She seemed to agree"."""
    verbs = {syntax.lemma[i] for i in candidate.cue if _is_full_verb(syntax, i)}
    to_somebody = bool(candidate.source) and max(candidate.source) > min(candidate.cue)
    return verbs <= cue_set("raising") and not to_somebody


def _is_name(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "The reef is known as the Wall", "She was named head of the port", "in Lindholm, also called the Mole"."""
    if syntax.lemma[verb] not in cue_set("naming") or agent(syntax, verb) is not None:
        return False
    if candidate.source and own_subject(syntax, verb) is not None:
        return False
    as_name = any(syntax.lower[c] in cue_set("naming", "prepositions") for c in children(syntax, verb, "prep"))
    participle = is_passive(syntax, verb) or syntax.tag[verb] in ("VBN", "VBD")
    other = syntax.lower[verb - 1] in cue_set("naming", "adverbs")
    return participle and (as_name or other or syntax.lemma[verb] in cue_set("naming", "alone"))


def _is_unknown(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "It is not known what Holm thinks": the writer's doubt."""
    if syntax.lemma[verb] not in cue_set("acquaintance") or not any(syntax.dep[i] == "neg" for i in candidate.cue):
        return False
    return is_passive(syntax, verb) and agent(syntax, verb) is None


def _is_acquaintance(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "Viewers know him from his films": not "She knows that …", "knows of …"."""
    thing = child(syntax, verb, "dobj") if syntax.lemma[verb] in cue_set("acquaintance") else None
    if thing is None or thing < verb or child(syntax, verb, "ccomp", "xcomp") is not None:
        return False
    return not any(syntax.lower[c] in word_set("opens_clause") for c in (thing, syntax.left[thing]))


def _is_picture(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "The film shows a man walking": not "The film shows how …"."""
    shows = syntax.lemma[verb] in cue_set("picturing") and {syntax.lemma[i] for i in candidate.source} & word_set("picture")
    return bool(shows) and _is_plain(syntax, candidate, verb)


def _is_yielding(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "The keeper conceded a penalty": not "conceded defeat"."""
    thing = child(syntax, verb, "dobj") if syntax.lemma[verb] in cue_set("yielding") else None
    return thing is not None and syntax.lemma[thing] in cue_set("yielding", "things")


def _is_question(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "What did the council say?": the question word is all that would be said."""
    if syntax.text[syntax.visible(syntax.sentence_of(verb))[-1]] != "?":
        return False
    words = {syntax.lower[i] for i in candidate.content if syntax.text[i].isalpha()}
    return bool(words) and words <= word_set("question_word")


def _is_silence(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "Pugh said nothing for a while": not "said nothing of the fire", and a bare "said nothing", which is a refusal."""
    if syntax.lemma[verb] not in word_set("reporting"):
        return False
    first = min(candidate.content, default=len(syntax))
    return (
        syntax.lower[first : first + 1] == ["nothing"]
        and not any(syntax.quoted[i] for i in candidate.content)
        and bool(set(syntax.lower[first + 1 : first + 2]) & cue_set("silence", "prepositions"))
    )


def _is_anybody(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Finds "You would take the silo for a chimney", "One might say so": the writer's words to the reader.

    Without a modal, *one* is somebody: "Two pilots came. One said so."
    """
    words = {syntax.lower[i] for i in candidate.source if syntax.text[i].isalpha()}
    modal = any(syntax.tag[c] == "MD" for c in children(syntax, verb, "aux"))
    anybody = word_set("anybody") | (word_set("anybody", "with_modal") if modal else frozenset())
    return bool(words) and words <= anybody and not any(syntax.quoted[i] for i in candidate.source)


def _is_plain(syntax: Syntax, candidate: Candidate, verb: int) -> bool:
    """Says whether a content is neither quoted nor a clause of the verb, nor what somebody is to do."""
    if any(syntax.quoted[i] for i in candidate.content):
        return False
    clauses = [c for c in children(syntax, verb, "ccomp", "xcomp") if c in candidate.content]
    return not any((syntax.pos[c] in ("VERB", "AUX") and is_finite(syntax, c)) or has_to(syntax, c) for c in clauses)


EXCLUSIONS: tuple[Exclusion, ...] = (
    _is_act,
    _is_vote,
    _is_decision,
    _is_verdict,
    _is_impression,
    _is_name,
    _is_unknown,
    _is_acquaintance,
    _is_picture,
    _is_yielding,
    _is_question,
    _is_silence,
    _is_anybody,
)
"""What is no attribution."""
