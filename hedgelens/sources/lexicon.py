"""What words say about sources: titles, occupations, bodies, documents. The data stand in ``lexicon.toml``."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

MALE, FEMALE = "male", "female"
_SURNAMES = 20_000
_RATIO = 4.0
"""A first name is a man's when it is this many times as common among men as among women, and the other way round."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of ``lexicon.toml`` by what they do; phrases are joined by ``_``.

    Attributes:
        titles: what stands before a name, with its gender.
        classes: what a noun denotes (``person``, ``organisation``, ``government``, ``media``, ``document``, ``work`` …).
        genders: gender of nouns that have one.
        person_endings: endings of nouns that denote people.
        same: document nouns that may be called by each other's names.
        stands_for: for a general noun, the heads of names it may take up.
        parts, measures: nouns before "of" that are not themselves the source.
        issuing: verbs whose subject issues the document that is their object.
        anonymous: formulas of anonymity.
        additive, additive_phrases, hearsay, remainder, story: words that carry on an account.
        document_verbs: verbs of attribution that a document can be the subject of.
        showing: those of them that documents are the subject of more often than people.
        quantifiers, epithets, named_after, whereabouts, calendar, times, conjunctions, particles, place_words: see the
            comments in ``lexicon.toml``.
        relaying: the classes of what relays the words of whoever tells it something.
        picking: sources that are a member of a group spoken of before.
        parties, party_letters: for each word, and each letter behind a name, the number of a party.
        peoples: endings of the names of peoples and parties.
        sentence_openers: words that hang on the name before them where a blank was lost.
        only_in_names: words that have the class of an institution in names only ("the news", "the Denholm News").
        nicknames: for a first name the other forms of it.
        outlets: names of media that do not tell that they are any.
        alike: adjectives that say the same of a body.
        dummy: what an "it" that stands for a clause is said to be.
        events: for a verb of attribution, the document nouns that may take it up.
    """

    titles: dict[str, str | None]
    classes: dict[str, frozenset[str]]
    genders: dict[str, str]
    person_endings: tuple[str, ...]
    same: dict[str, frozenset[str]]
    stands_for: dict[str, frozenset[str]]
    parts: frozenset[str]
    measures: frozenset[str]
    issuing: frozenset[str]
    anonymous: tuple[re.Pattern[str], ...]
    additive: frozenset[str]
    additive_phrases: tuple[str, ...]
    hearsay: frozenset[str]
    remainder: frozenset[str]
    story: frozenset[str]
    document_verbs: frozenset[str]
    showing: frozenset[str]
    quantifiers: frozenset[str]
    epithets: frozenset[str]
    named_after: frozenset[str]
    whereabouts: frozenset[str]
    calendar: frozenset[str]
    times: frozenset[str]
    sentence_openers: frozenset[str]
    conjunctions: frozenset[str]
    particles: frozenset[str]
    place_words: frozenset[str]
    events: dict[str, tuple[str, ...]]
    relaying: frozenset[str]
    picking: frozenset[str]
    dummy: frozenset[str]
    parties: dict[str, int]
    party_letters: dict[str, int]
    alike: dict[str, frozenset[str]]
    peoples: tuple[str, ...]
    only_in_names: frozenset[str]
    outlets: frozenset[str]
    nicknames: dict[str, frozenset[str]]

    def classes_of(self, noun: str) -> frozenset[str]:
        """Returns what a noun (in lower case, singular or plural) denotes."""
        found = self.classes.get(noun)
        if found is None and len(noun) > 5 and noun.endswith(self.person_endings):
            return frozenset({"person"})
        return found or frozenset()

    def parties_of(self, words: Iterable[str]) -> set[int]:
        """Returns the parties that words in lower case speak of."""
        return {self.parties[word] for word in words if word in self.parties}

    def is_anonymous(self, text: str) -> bool:
        """Says whether a description hides who the source is by a formula."""
        return any(pattern.search(text) for pattern in self.anonymous)

    def may_stand_for(self, noun: str, heads: set[str] | frozenset[str]) -> bool:
        """Says whether a general noun ("agency") can take up something whose name or description has one of these heads."""
        return (
            noun in heads
            or bool(self.stands_for.get(noun, frozenset()) & heads)
            or bool(self.same.get(noun, frozenset()) & heads)
        )


def raw_lexicon() -> dict[str, list[dict[str, Any]]]:
    """Returns the tables of ``lexicon.toml`` as they stand there, with examples and counter-examples."""
    return tomllib.loads((files("hedgelens.sources") / "lexicon.toml").read_text("utf-8"))


@cache
def lexicon() -> Lexicon:
    """Returns the lexicon, read at the first call only."""
    raw = raw_lexicon()
    classes: dict[str, set[str]] = defaultdict(set)
    for rule in raw["noun"]:
        for word in rule["words"].split():
            classes[word].add(rule["class"])
    same: dict[str, set[str]] = defaultdict(set)
    for rule in raw["same"]:
        for word in rule["words"].split():
            same[word].update(rule["words"].split())
    stands_for: dict[str, set[str]] = defaultdict(set)
    for rule in raw["stands_for"]:
        for noun in rule["noun"].split():
            stands_for[noun].update(rule["heads"].split())
    return Lexicon(
        titles={word: rule.get("gender") for rule in raw["title"] for word in rule["words"].split()},
        classes={word: frozenset(found) for word, found in classes.items()},
        genders={word: rule["gender"] for rule in raw["noun"] if "gender" in rule for word in rule["words"].split()},
        person_endings=tuple(ending for rule in raw["suffix"] for ending in rule["words"].split()),
        same={word: frozenset(words) for word, words in same.items()},
        stands_for={noun: frozenset(heads) for noun, heads in stands_for.items()},
        parts=_words(raw["part"]),
        measures=_words(raw["measure"]),
        issuing=_words(raw["issuing"]),
        anonymous=tuple(re.compile(rule["pattern"]) for rule in raw["anonymous"]),
        additive=_words(raw["additive"]),
        additive_phrases=tuple(phrase for rule in raw["additive"] for phrase in rule["phrases"]),
        hearsay=_words(raw["hearsay"]),
        remainder=_words(raw["remainder"]),
        story=_words(raw["story"]),
        document_verbs=_words(raw["document_verb"]),
        showing=_words(raw["showing"]),
        quantifiers=_words(raw["quantifier"]),
        epithets=_words(raw["epithet"]),
        named_after=_words(raw["named_after"]),
        whereabouts=_words(raw["whereabouts"]),
        calendar=_words(raw["calendar"]),
        times=_words(raw["time"]),
        sentence_openers=_words(raw["sentence_opener"]),
        conjunctions=_words(raw["conjunction"]),
        particles=_words(raw["particle"]),
        place_words=_words(raw["place_word"]),
        events={verb: tuple(rule["nouns"].split()) for rule in raw["event"] for verb in rule["verbs"].split()},
        relaying=_words(raw["relaying"]),
        picking=frozenset(phrase for rule in raw["picking"] for phrase in rule["phrases"]),
        dummy=_words(raw["dummy"]),
        peoples=tuple(word for rule in raw["people"] for word in rule["words"].split()),
        only_in_names=frozenset(word for rule in raw["noun"] if rule.get("only_in_names") for word in rule["words"].split()),
        nicknames={word: frozenset(rule["words"].split()) for rule in raw["nickname"] for word in rule["words"].split()},
        outlets=_words(raw["outlet"]),
        parties={word: number for number, rule in enumerate(raw["party"]) for word in rule["words"].split()},
        party_letters={rule["letter"]: number for number, rule in enumerate(raw["party"])},
        alike={word: frozenset(rule["words"].split()) for rule in raw["alike"] for word in rule["words"].split()},
    )


def _words(rules: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(word for rule in rules for word in rule["words"].split())


@cache
def first_names() -> dict[str, str | None]:
    """Returns first names in lower case with their gender, ``None`` where both bear them (US census of 1990)."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for gender in (MALE, FEMALE):
        for line in _census(f"dist.{gender}.first"):
            name, share, *_ = line.split()
            shares[name.lower()][gender] = float(share)
    return {name: _gender(share.get(MALE, 0.0), share.get(FEMALE, 0.0)) for name, share in shares.items()}


@cache
def surnames() -> frozenset[str]:
    """Returns the commoner surnames in lower case (US census of 1990)."""
    return frozenset(line.split(None, 1)[0].lower() for line in _census("dist.all.last")[:_SURNAMES])


def _census(file: str) -> list[str]:
    """Reads a list of the package ``names`` without importing that: a file ``names.py`` beside a script would be taken for it."""
    return Path(str(distribution("names").locate_file(f"names/{file}"))).read_text("ascii").splitlines()


def _gender(male: float, female: float) -> str | None:
    if male > _RATIO * female:
        return MALE
    return FEMALE if female > _RATIO * male else None
