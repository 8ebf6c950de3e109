"""Sieves over predicates whose content is an object, a phrase or the subject: "criticised Y", "warned of Y", "was accused"."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import CUES, cue_set, type_of
from hedgelens.attribution.sieves.verbs import proposal, rest_of_verb, source_of
from hedgelens.language.grammar import (
    agent,
    child,
    children,
    governor,
    is_finite,
    is_passive,
    noun_phrase,
    subject,
    subtree,
    verb_group,
)
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, related
from hedgelens.records import AttributionType


def noun_object(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A verb of judgement or mention and its object: "X criticised Y for …", "The report mentions Y", "raised doubts about Y"."""
    for verb in syntax.verbs_of(sentence):
        taken = _taken(syntax, verb)
        if taken is not None:
            yield taken
            continue
        thing = child(syntax, verb, "dobj", "oprd", "attr") if not is_passive(syntax, verb) else None
        if thing is not None and thing > verb:
            made = _of_object(syntax, verb, thing)
            if made is not None:
                yield made


def _taken(syntax: Syntax, verb: int) -> Candidate | None:
    """Reads "came to the conclusion that …", "took the view that …", "has the feeling that …"."""
    if syntax.lemma[verb] not in cue_set("taking") or is_passive(syntax, verb):
        return None
    phrases = (c for c in children(syntax, verb, "prep") if syntax.lower[c] in cue_set("taking", "prepositions"))
    things = (child(syntax, verb, "dobj"), *(child(syntax, c, "pobj") for c in phrases))
    noun = next((i for i in things if i is not None and i > verb and syntax.lemma[i] in cue_set("taking", "nouns")), None)
    clause = child(syntax, noun, "acl", "ccomp", "relcl") if noun is not None else None
    if noun is None or clause is None or syntax.left[clause] != noun + 1 or syntax.lower[noun + 1] != "that":
        return None
    if not is_finite(syntax, clause) or any(syntax.lower[c] == "that" for c in children(syntax, clause, "nsubj", "dobj")):
        return None  # "the view that opened before them"
    source, cue = source_of(syntax, verb), range(verb_group(syntax, verb).start, noun + 1)
    return Candidate.of(syntax, "object", source, cue, subtree(syntax, clause), "{} and a clause", type_of(syntax.lemma[noun]))


def _of_object(syntax: Syntax, verb: int, thing: int) -> Candidate | None:
    lemma = syntax.lemma[verb]
    if lemma in cue_set("estimate") and (made := _estimate(syntax, verb, thing)) is not None:
        return made
    if lemma in cue_set("light") and syntax.lemma[thing] in cue_set("light", "nouns"):
        return _light(syntax, verb, thing)
    if lemma not in cue_set("object") or child(syntax, verb, "ccomp") is not None:
        return None
    made = proposal(syntax, "object", verb, rest_of_verb(syntax, syntax.left[thing], verb), "with its object")
    if not made.source or (lemma in cue_set("personal") and _is_impersonal(syntax, made.source)):
        return None
    return made


def _is_impersonal(syntax: Syntax, source: Collection[int]) -> bool:
    return len(source) == 1 and syntax.lower[min(source)] in cue_set("impersonal")


def _estimate(syntax: Syntax, verb: int, thing: int) -> Candidate | None:
    """Reads "put the loss at two million"; the phrase must hold a figure."""
    phrases = [c for top in (verb, thing) for c in children(syntax, top, "prep") if c > thing]
    phrase = next((c for c in phrases if syntax.lower[c] in cue_set("estimate", "preposition")), None)
    if phrase is None or not any(syntax.number[i] for i in subtree(syntax, phrase)):
        return None
    content = subtree(syntax, thing) | subtree(syntax, phrase)
    return proposal(syntax, "object", verb, set(range(min(content), max(content) + 1)), "with a figure")


def _light(syntax: Syntax, verb: int, thing: int) -> Candidate | None:
    """Reads "raised doubts about Y", "have the view that …"."""
    prepositions = cue_set("light", "prepositions")
    phrase = next(
        (
            c
            for c in children(syntax, thing, "prep", "acl", "ccomp")
            if c > thing and (syntax.dep[c] != "prep" or syntax.lower[c] in prepositions)
        ),
        None,
    )
    if phrase is None:
        return None
    source = source_of(syntax, verb)
    return _up_to(syntax, "object", verb_group(syntax, verb).start, thing, phrase, source, AttributionType.ASSERTION)


def _up_to(syntax: Syntax, sieve: str, first: int, last: int, phrase: int, source: set[int], kind: AttributionType) -> Candidate:
    """Builds the candidate of a predicate whose cue ends with its last word, or with the preposition before the content."""
    cue = range(first, (phrase if syntax.dep[phrase] == "prep" else last) + 1)
    return Candidate.of(syntax, sieve, source, cue, subtree(syntax, phrase), "{} and what follows", kind)


def passive_subject(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A passive whose subject is what is said: "The closures were widely reported", "She was accused of …"."""
    for verb in syntax.verbs_of(sentence):
        head = _said_subject(syntax, verb)
        if head is None:
            continue
        source = noun_phrase(syntax, agent(syntax, verb))
        phrases = (c for c in children(syntax, verb, "prep", "oprd") if c > verb and syntax.lower[c] in ("of", "as", "for"))
        content = noun_phrase(syntax, head).union(*(subtree(syntax, c) for c in phrases)) - source
        cue = [*verb_group(syntax, verb), *(c for c in children(syntax, verb, "agent") if c == verb + 1)]
        seen, kind = "passive {}, its subject is what is said", type_of(syntax.lemma[verb])
        yield Candidate.of(syntax, "passive", source, cue, content, seen, kind)


def _said_subject(syntax: Syntax, verb: int) -> int | None:
    """Returns the subject of a passive whose verb makes it what is said; some verbs do so without an agent, too."""
    above = governor(syntax, verb)
    if not is_passive(syntax, above) or child(syntax, verb, "xcomp", "ccomp") is not None:
        return None
    verbs = cue_set("passive", "agentless" if agent(syntax, verb) is None else "words")
    return child(syntax, above, "nsubjpass") if syntax.lemma[verb] in verbs else None


def preposition(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """A verb with the preposition that brings in what it is about: "X warned of …", "X called for …"."""
    with_preposition = related("preposition", "verbs", CUES)
    for verb in syntax.verbs_of(sentence):
        lemma = syntax.lemma[verb]
        if child(syntax, verb, "ccomp", "dobj", "xcomp") is not None and lemma != "accuse":
            continue
        for phrase in (c for c in children(syntax, verb, "prep") if verb < c <= verb + 3):
            if lemma in with_preposition.get(syntax.lower[phrase], ()) and not is_passive(syntax, verb):
                kind = type_of(lemma, AttributionType(marked("preposition", "type", CUES)[syntax.lower[phrase]]))
                first = verb_group(syntax, verb).start
                yield _up_to(syntax, "preposition", first, phrase, phrase, source_of(syntax, verb), kind)


def adjective(syntax: Syntax, sentence: range) -> Iterator[Candidate]:
    """Finds "is confident that …", "was concerned about …"."""
    lemmas = cue_set("adjective")
    for word in sentence:
        if syntax.lemma[word] not in lemmas or not _is_predicate(syntax, word):
            continue
        phrase = next((c for c in syntax.children[word] if c > word and _is_what_about(syntax, c)), None)
        verb = syntax.head[word] if syntax.dep[word] == "acomp" else word
        head = subject(syntax, verb)
        if phrase is not None and head is not None and syntax.lower[head] not in ("it", "there"):
            first = verb_group(syntax, verb).start if verb < word else word
            yield _up_to(syntax, "adjective", first, word, phrase, noun_phrase(syntax, head), AttributionType.BELIEF)


def _is_predicate(syntax: Syntax, word: int) -> bool:
    return syntax.dep[word] in ("acomp", "ROOT", "conj", "advcl") and syntax.pos[word] != "NOUN"


def _is_what_about(syntax: Syntax, token: int) -> bool:
    if syntax.dep[token] == "prep":
        return syntax.lower[token] in cue_set("adjective", "prepositions")
    return syntax.dep[token] == "ccomp" and is_finite(syntax, token)
