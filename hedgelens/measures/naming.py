"""How openly sources are named, who among them is official, how directly they speak, and what the writer's cues make of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.measures.counting import Level, credited, narrowed
from hedgelens.measures.size import body_sources, named
from hedgelens.records import Attribution, Naming, Pronoun, Quotation, Source, SourceKind, Stance
from hedgelens.settings import Types, several

_ENGAGEMENT: Mapping[Stance | None, str] = {
    Stance.CLAIMS: "distancing",
    Stance.DOUBTS: "distancing",
    Stance.CONFIRMS: "endorsing",
    Stance.SHOWS: "endorsing",
}
_NOT_NAMED = (Naming.ANONYMOUS, Naming.GENERIC, Naming.NONE)


def anonymity(analysis: Analysis, *, level: Level = "outer", types: Types | None = None) -> dict[str, Any]:
    """Returns how the sources of the attributions are named.

    ``anonymity_share`` is the share of attributions whose source the reader cannot identify: anonymous ("sources"), generic
    ("critics") or none at all. Sources that are described ("a senior official") are given separately. ``named_sources`` is the
    number of sources in the summary that have a name. ``n`` is the number of attributions, and ``naming`` gives it for each way
    of naming. After Culbertson (1978).

    Args:
        analysis: the analysis.
        level: which attributions count: ``"outer"`` (outermost), ``"inner"`` (innermost) or ``"all"``.
        types: types of attribution that count; by default those of the analysis.

    Raises:
        HedgeLensError: there is no such level or type.
    """
    analysis = narrowed(analysis, types)
    counted = credited(analysis, level=level)
    naming = dict.fromkeys(map(str, Naming), 0)
    for attribution in counted:
        source = analysis.source(attribution.source_id)
        naming[source.naming if source else Naming.NONE] += 1
    return {
        "n": len(counted),
        "naming": naming,
        "anonymity_share": _share(sum(naming[n] for n in _NOT_NAMED), len(counted)),
        "named_sources": named(body_sources(analysis)),
    }


def pronouns(analysis: Analysis, *, level: Level = "outer", types: Types | None = None) -> dict[str, Any]:
    """Counts attributions to people by the pronoun that the article uses for them; none is guessed from a name.

    Returns:
        ``n``, the number of attributions to people; ``attributions``, how many of them go to somebody who is called he, she or
        they, or by no pronoun (``none``); ``she_share``, the share of she in those of he and she, ``None`` without any;
        ``people``, the same numbers of the people themselves.
    """
    people = [
        (a, source)
        for a in credited(analysis, level=level, types=types)
        if (source := analysis.source(a.source_id)) and source.kind is SourceKind.PERSON
    ]
    attributions = _by_pronoun(source for _, source in people)
    return {
        "n": len(people),
        "attributions": attributions,
        "she_share": _share(attributions["she"], attributions["she"] + attributions["he"]),
        "people": _by_pronoun({source.id: source for _, source in people}.values()),
    }


def _by_pronoun(sources: Iterable[Source]) -> dict[str, int]:
    counts = dict.fromkeys(("he", "she", "they", "none"), 0)
    for source in sources:
        counts[str(source.pronoun) if source.pronoun in (Pronoun.HE, Pronoun.SHE, Pronoun.THEY) else "none"] += 1
    return counts


def is_not_named(analysis: Analysis, attribution: Attribution) -> bool:
    """Says whether the reader cannot identify the source of an attribution: anonymous, generic, or none at all."""
    source = analysis.source(attribution.source_id)
    return source is None or source.naming in _NOT_NAMED


def is_official(
    analysis: Analysis,
    attribution: Attribution,
    *,
    kinds: str | Collection[str] = (SourceKind.GOVERNMENT,),
    groups: str | Collection[str] = (),
) -> bool:
    """Says whether the source of an attribution is known and of one of some kinds or registry groups."""
    source = analysis.source(attribution.source_id)
    names = (groups,) if isinstance(groups, str) else groups
    return source is not None and (source.kind in several(kinds) or any(group in names for group in source.groups))


def official_share(
    analysis: Analysis,
    *,
    kinds: str | Collection[str] = (SourceKind.GOVERNMENT,),
    groups: str | Collection[str] = (),
    level: Level = "outer",
    types: Types | None = None,
) -> float | None:
    """Returns the share of attributions to known sources that go to officials: to sources of certain kinds or registry groups.

    From 0 to 1; ``None`` without attributions to known sources. After Sigal (1973) and Bennett (1990).

    Args:
        analysis: the analysis.
        kinds: the kinds of sources that are officials; by default government.
        groups: groups of the registry that are officials, too.
        level: which attributions count: ``"outer"`` (outermost), ``"inner"`` (innermost) or ``"all"``.
        types: types of attribution that count; by default those of the analysis.

    Raises:
        HedgeLensError: there is no such level or type.
    """
    known = [a for a in credited(analysis, level=level, types=types) if analysis.source(a.source_id)]
    return _share(sum(is_official(analysis, a, kinds=kinds, groups=groups) for a in known), len(known))


def directness(analysis: Analysis, *, level: Level = "outer", types: Types | None = None) -> dict[str, Any]:
    """Returns the shares of attributions that are direct, mixed and indirect, each from 0 to 1, with their number ``n``.

    After Zelizer (1989).

    Args:
        analysis: the analysis.
        level: which attributions count: ``"outer"`` (outermost), ``"inner"`` (innermost) or ``"all"``.
        types: types of attribution that count; by default those of the analysis.

    Raises:
        HedgeLensError: there is no such level or type.
    """
    counted = credited(analysis, level=level, types=types)
    return {"n": len(counted), **{str(q): _share(sum(a.quotation is q for a in counted), len(counted)) for q in Quotation}}


def stance(analysis: Analysis, *, level: Level = "outer", types: Types | None = None) -> dict[str, int]:
    """Counts the attributions whose cue is distancing ("claimed"), endorsing ("pointed out") or neutral.

    The classes are those of Martin and White (2005, chapter 3): attribution that distances, and proclamation that endorses. They
    follow from the ``stance`` of an attribution: cues that claim or doubt are distancing, and cues that confirm or show are
    endorsing. Those that deny or withhold are neutral, because what they report is the source's own denial.
    """
    counts: dict[str, int] = {"neutral": 0, "distancing": 0, "endorsing": 0}
    for attribution in credited(analysis, level=level, types=types):
        counts[_ENGAGEMENT.get(attribution.stance, "neutral")] += 1
    return counts


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
