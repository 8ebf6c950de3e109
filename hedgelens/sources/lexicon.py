"""What words say about sources, by the tables of ``hedgelens.language.words`` and by the names that people bear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set
from functools import cache, lru_cache
from importlib.metadata import distribution
from pathlib import Path

from hedgelens.language.words import marked, patterns, related, word_list

MALE, FEMALE = "male", "female"
_SURNAMES = 20_000
_RATIO = 4.0
"""A first name is a man's when it is this many times as common among men as among women, and the other way round."""


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
    return noun in heads or any(
        heads & related(*table).get(noun, frozenset()) for table in (("stands_for", "heads"), ("same", "words"))
    )


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
