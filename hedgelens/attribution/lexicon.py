"""The words that attribute (``cues.toml``), read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from hedgelens.records import AttributionType


@dataclass(frozen=True)
class Frame:
    """Words that attribute in one construction.

    Attributes:
        lemmas: lemmas of the cue's head.
        type: what the source is given by default.
        prepositions: for cues that need one, the prepositions that may follow.
    """

    lemmas: frozenset[str]
    type: AttributionType
    prepositions: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Phrase:
    """A fixed phrase that introduces a source, and the words after which it does not."""

    words: tuple[str, ...]
    not_before: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All of ``cues.toml``."""

    clause_never: frozenset[str]
    clause_marked_only: frozenset[str]
    reporting: frozenset[str]
    addressee: frozenset[str]
    complements: dict[str, Frame]
    personal: frozenset[str]
    estimates: frozenset[str]
    estimate_preposition: str
    light_verbs: frozenset[str]
    light_nouns: frozenset[str]
    light_prepositions: frozenset[str]
    prepositions: dict[str, Frame]
    passive_infinitive: frozenset[str]
    passive_object: frozenset[str]
    passive_agentless: frozenset[str]
    phrases: tuple[Phrase, ...]
    as_clause: frozenset[str]
    nouns: dict[str, Frame]
    adjectives: Frame
    copula_nouns: frozenset[str]
    documents: frozenset[str]
    titles: frozenset[str]
    hearsay: frozenset[str]
    blame: frozenset[str]
    blamed: frozenset[str]
    types: dict[str, AttributionType]
    confidence: dict[str, float]
    """How often an attribution that a sieve makes is right, by sieve."""

    def type_of(self, lemma: str, default: AttributionType = AttributionType.ASSERTION) -> AttributionType:
        """Returns what a cue gives its source: a statement, a belief, a piece of knowledge or an intention."""
        return self.types.get(lemma, default)


@cache
def data() -> dict[str, Any]:
    """Returns ``cues.toml`` as it stands."""
    return tomllib.loads((files("hedgelens.attribution") / "cues.toml").read_text("utf-8"))


@cache
def lexicon() -> Lexicon:
    """Returns the words that attribute, by construction."""
    table = data()
    frames = {rule["name"]: _frame(rule) for rule in table["complement"]}
    return Lexicon(
        clause_never=_words(table["clause"]["never"]),
        clause_marked_only=_words(table["clause"]["marked_only"]),
        reporting=_words(table["reporting"]["lemmas"]),
        addressee=_words(table["addressee"]["lemmas"]),
        complements=frames,
        personal=_words(table["personal"]["lemmas"]),
        estimates=_words(table["estimate"]["lemmas"]),
        estimate_preposition=table["estimate"]["preposition"],
        light_verbs=_words(table["light"]["verbs"]),
        light_nouns=_words(table["light"]["nouns"]),
        light_prepositions=_words(table["light"]["prepositions"]),
        prepositions={word: _frame(rule) for rule in table["preposition"] for word in rule["words"].split()},
        passive_infinitive=_words(table["passive"]["infinitive"]),
        passive_object=_words(table["passive"]["object"]),
        passive_agentless=_words(table["passive"]["agentless"]),
        phrases=tuple(Phrase(tuple(r["words"]), frozenset(r.get("not_before", ()))) for r in table["phrase"]),
        as_clause=_words(table["as_clause"]["lemmas"]),
        nouns={lemma: frame for rule in table["noun"] for frame in [_frame(rule)] for lemma in frame.lemmas},
        adjectives=Frame(
            _words(table["adjective"]["lemmas"]), AttributionType.BELIEF, _words(table["adjective"]["prepositions"])
        ),
        copula_nouns=_words(table["copula"]["nouns"]),
        documents=_words(table["document"]["nouns"]),
        titles=_words(table["title"]["words"]),
        hearsay=_words(table["hearsay"]["adverbs"]),
        blame=_words(table["blame"]["nouns"]),
        blamed=_words(table["blame"]["words"]),
        types={
            lemma: kind
            for kind in (AttributionType.EVENTUALITY, AttributionType.FACT, AttributionType.BELIEF)
            for lemma in _words(table["types"][kind.value])
        },
        confidence=table["confidence"],
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _frame(rule: dict[str, Any]) -> Frame:
    return Frame(_words(rule["lemmas"]), AttributionType(rule["type"]), _words(rule.get("prepositions", "")))
