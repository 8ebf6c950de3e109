"""What words say about sources, by the tables of ``hedgelens.language.words`` and by lists of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache
from importlib.resources import files

from hedgelens.language.words import marked, patterns, related, word_list, word_set

MALE, FEMALE = "male", "female"

INSTITUTION = frozenset({"organisation", "government", "media"})
"""What nouns for institutions denote."""
WORK = frozenset({"document", "work"})
"""What nouns for documents and works denote."""
BODY = INSTITUTION | WORK
"""What nouns for whatever is no person denote, and can be a source."""


@lru_cache(maxsize=20_000)
def classes_of(noun: str) -> frozenset[str]:
    """Returns what a noun (in lower case, singular or plural) denotes."""
    found = related("noun", "class").get(noun)
    if found is None and len(noun) > 5 and noun.endswith(word_list("person_ending")):
        return frozenset({"person"})
    return found or frozenset()


def parties_of(words: Iterable[str]) -> set[str]:
    """Returns the parties, by their letters, that words in lower case speak of."""
    parties = marked("party", "letter")
    return {parties[word] for word in words if word in parties}


def is_anonymous(text: str) -> bool:
    """Says whether a description hides who the source is by a formula."""
    return any(pattern.search(text) for pattern in patterns("anonymity"))


def may_stand_for(noun: str, heads: Set[str]) -> bool:
    """Says whether a general noun ("agency") can take up something whose name or description has one of these heads."""
    return noun in heads or not _stands_for(noun).isdisjoint(heads)


@lru_cache(maxsize=20_000)
def _stands_for(noun: str) -> frozenset[str]:
    none = frozenset[str]()
    return related("stands_for", "heads").get(noun, none) | related("same", "words").get(noun, none)


def one_of_same(noun: str) -> str:
    """Returns one of the nouns that mean the same, always the same of them."""
    return min(related("same", "words").get(noun, {noun}))


@cache
def like(noun: str) -> tuple[str, ...]:
    """Returns the other nouns whose bearers a noun may take up."""
    others = (related(table, key).get(noun, frozenset()) for table, key in (("stands_for", "heads"), ("same", "words")))
    return tuple(sorted(frozenset().union(*others) - {noun}))


@cache
def first_names() -> dict[str, str | None]:
    """Returns first names in lower case with their gender, ``None`` where both bear them."""
    names = _gazetteer("first_names")
    genders = {"male": MALE, "female": FEMALE, "either": None}
    return {name: gender for key, gender in genders.items() for name in names[key]}


@cache
def surnames() -> frozenset[str]:
    """Returns surnames in lower case."""
    return frozenset().union(*_gazetteer("surnames").values())


@cache
def cities() -> frozenset[str]:
    """Returns the names of large cities, in lower case, their words joined by underscores."""
    return frozenset(_gazetteer("cities")["words"])


def are_common(words: Sequence[str]) -> bool:
    """Says whether some words, in lower case, are several common ones ("climate", "compass"), which make no person's name."""
    return len(words) > 1 and all(word in word_set("common_in_names") for word in words)


def _gazetteer(name: str) -> dict[str, list[str]]:
    """Reads a list of names by others: words below a line "[KEY]", behind the lines that say where they are from."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in files("hedgelens.sources.gazetteers").joinpath(f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words += line.split()
    return found
