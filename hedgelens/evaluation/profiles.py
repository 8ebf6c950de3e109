"""Scores what an engine says of sources beside their names: role, affiliation, pronoun, and what is disclosed of speaking."""

from __future__ import annotations

from collections.abc import Iterable

from hedgelens.analysis import Analysis
from hedgelens.evaluation.attributions import Score
from hedgelens.evaluation.entities import met_sources, touch
from hedgelens.records import Source
from hedgelens.sources.names.parts import initials, is_acronym

Met = tuple[Analysis, Source, Analysis, Source]
"""A source of the gold in its analysis, and the one that an engine has in its place in its own."""

_SMALL = frozenset(["the", "a", "an", "of", "for", "at", "and", "in", "s"])


def score_profiles(pairs: Iterable[tuple[Analysis, Analysis]]) -> dict[str, Score]:
    """Scores profiles, one unit a source of the gold that the engine found (see :func:`score_entities`).

    A role is right where the words of one wording hold those of the other ("mayor", "former mayor of Denholm"), exact where
    they are the same; an affiliation where that is so of a name or alias of the two bodies, or one has the initials of the
    other; a disclosure where one of the same kind overlaps. Precision is over what the engine says of these sources, recall over
    what the gold does.

    Returns:
        A score for each of these, but for what the gold says of nobody.
    """
    met = [(gold, one, found, other) for gold, found in pairs for one, other in met_sources(gold, found)]
    roles = [(g.role, f.role) for _, g, _, f in met]
    scores = {
        "source role": _score((bool(g), bool(f), same_role(g, f)) for g, f in roles),
        "role exact": _score((bool(g), bool(f), _words(g) == _words(f)) for g, f in roles),
        "source affiliation": _score((bool(m[1].affiliation), bool(m[3].affiliation), same_affiliation(*m)) for m in met),
        "source pronoun": _score((bool(g.pronoun), bool(f.pronoun), g.pronoun is f.pronoun) for _, g, _, f in met),
        "source disclosure": _disclosures(met),
    }
    return {name: score for name, score in scores.items() if score.gold}


def _score(rows: Iterable[tuple[bool, bool, bool]]) -> Score:
    rows = list(rows)
    right = sum(given and told and same for given, told, same in rows)
    return Score(right, sum(told for _, told, _ in rows), sum(given for given, _, _ in rows))


def same_role(gold: str | None, found: str | None) -> bool:
    """Says whether two roles are the same, one perhaps worded more fully."""
    return _one_holds_other(_words(gold), _words(found))


def same_affiliation(gold: Analysis, one: Source, found: Analysis, other: Source) -> bool:
    """Says whether two sources belong to the same body, by one of its names."""
    return any(
        _one_holds_other(_words(theirs), _words(ours)) or _is_short_for(theirs, ours) or _is_short_for(ours, theirs)
        for theirs in _names(gold, one)
        for ours in _names(found, other)
    )


def _is_short_for(short: str, name: str) -> bool:
    return is_acronym(short) and initials(tuple(name.split())) == short.replace(".", "")


def _names(analysis: Analysis, source: Source) -> list[str]:
    body = analysis.source(source.affiliation)
    return [body.name, *body.aliases] if body else [source.affiliation] if source.affiliation else []


def _words(text: str | None) -> set[str]:
    words = "".join(c if c.isalnum() else " " for c in (text or "").casefold()).split()
    return set(words) - _SMALL or set(words)


def _one_holds_other(some: set[str], others: set[str]) -> bool:
    return bool(some and others) and (some <= others or others <= some)


def _disclosures(met: Iterable[Met]) -> Score:
    right = given = told = 0
    for _, one, _, other in met:
        given, told = given + len(one.disclosure), told + len(other.disclosure)
        right += sum(any(d.what is o.what and touch([d.span], [o.span]) for o in other.disclosure) for d in one.disclosure)
    return Score(right, told, given)
