"""Attributions of which nobody is the source: empty "it", things that cannot speak, words that point at nobody.

Such an attribution stays on the list, without a source and with the confidence that it has by that: few of them are any.
"""

from __future__ import annotations

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.records import Attribution, SourceKind
from hedgelens.sources.mentions.source_spans import SourceMap
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.source_kinds import source_kind

CONFIDENCE = 0.1
"""Of 14 such attributions that counted in the training part of the annotated real news, the annotators have one."""
_POINTS = frozenset(["it", "this", "that", "these", "those", "which"])
_ANYBODY = frozenset(["you", "who", "they"])
_BARE = frozenset(["clause", "infinitive", "object"])
"""Sieves that take whatever stands at a verb; what the network or the form of a quotation shows needs no more than that."""
_BE = frozenset(["’s", "'s", "’"])


def why_nobody(syntax: Syntax, sources: SourceMap, index: int, attribution: Attribution, entity: Entity | None) -> str | None:
    """Says why an attribution has nobody as its source, whatever its source words took up; ``None`` where they have somebody."""
    tokens = sources.spans[index]
    pronoun = syntax.lower[tokens[0]] if len(tokens) == 1 else ""
    if entity is None:
        points = (pronoun in _POINTS or pronoun in _ANYBODY) and attribution.rule in _BARE
        return f"'{pronoun}' points at nobody that is named" if points else None
    if pronoun == "it" and _stands_for_clause(syntax, tokens[0], sources.cues[index]):
        return "'it' stands for what follows"
    if pronoun in ("this", "that") and syntax.tag[tokens[0]] == "DT":
        return f"'{pronoun}' points at what was said"
    if pronoun in _POINTS and attribution.rule in _BARE and not _has_spoken(entity):
        return f"'{pronoun}' refers to what cannot speak"
    if _is_thing(entity) and (attribution.rule in _BARE or not _says(syntax, sources.cues[index])):
        return f"'{entity.name}' cannot speak"
    return None


def _is_thing(entity: Entity) -> bool:
    """Says whether an entity is called by a noun that is none of people, bodies or papers, and by nothing else."""
    return not entity.is_named and not entity.taken_up_by and source_kind(entity) is SourceKind.UNKNOWN


def _says(syntax: Syntax, cue: list[int]) -> bool:
    """Says whether a cue reports words: whatever noun says something is somebody that no list knows."""
    verbs = {syntax.lemma[i] for i in cue if syntax.pos[i] == "VERB"}
    return not verbs.isdisjoint(word_set("reporting")) or any(syntax.lower[i] in ("according", "per") for i in cue)


def _stands_for_clause(syntax: Syntax, token: int, cue: list[int]) -> bool:
    """Says whether the cue stands in what an "it" with a verb of being is said of ("It is hard to say")."""
    verb = syntax.head[token]
    lemma = syntax.lemma[verb]
    empty = lemma in word_set("linking") or lemma in word_set("dummy_verb") or syntax.lower[verb] in _BE
    said = next((i for i in cue if syntax.head[i] not in cue), verb)
    while said != verb and syntax.dep[said] == "conj":
        said = syntax.head[said]
    return empty and said != verb and verb not in cue


def _has_spoken(entity: Entity) -> bool:
    """Says whether a pronoun takes up somebody, or what said something elsewhere or says what it says as papers do."""
    return entity.person is True or entity.spoke or entity.is_body or entity.is_document or entity.is_state
