"""Corrections of sources: what they are, sources that are one, and one that is two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from hedgelens.analysis import Analysis
from hedgelens.corrections import places
from hedgelens.corrections.edits import ChangeSource, MergeSources, SplitSource
from hedgelens.records import Attribution, HedgeLensError, HedgeOwner, Naming, Source, SourceKind

A = TypeVar("A", bound=Analysis)


def with_new(analysis: Analysis, name: str, like: Source | None = None) -> tuple[Analysis, str]:
    """Returns an analysis that has a source of a name, and its id: one that is there by this name, or a new one.

    Raises:
        HedgeLensError: the name is blank.
    """
    name = " ".join(name.split())
    if not name:
        raise HedgeLensError("The new source has no name. Give it one, or choose a source from the list.")
    there = next((s for s in analysis.sources if s.name.casefold() == name.casefold()), None)
    if there is not None:
        return analysis, there.id
    id = places.next_id("s", [s.id for s in analysis.sources])
    kind = like.kind if like is not None else SourceKind.UNKNOWN
    naming = Naming.NAMED if name[:1].isupper() else Naming.DESCRIBED
    return replace(analysis, sources=(*analysis.sources, Source(id, name, kind, naming))), id


def with_mentions(before: A, after: A, final: Callable[[str], str] = lambda id: id) -> A:
    """Moves the mentions of sources along with the attributions that they were taken from.

    Args:
        before: the analysis as it was.
        after: the analysis as it is now.
        final: gives for the id of a source that of the one that it really is.
    """
    old, new = _mentioned(before, final), _mentioned(after, final)

    def moved(source: Source) -> Source:
        gone, come = old.get(source.id, set()), new.get(source.id, set())
        mentions = (set(source.mentions) - (gone - come)) | (come - gone)
        return source if mentions == set(source.mentions) else replace(source, mentions=tuple(sorted(mentions)))

    return replace(after, sources=tuple(map(moved, after.sources)))


def change(analysis: Analysis, edit: ChangeSource) -> Analysis:
    """Says something else of a source."""
    source = places.source(analysis, edit.source_id)
    name = " ".join(edit.name.split()) if edit.name is not None else source.name
    if not name:
        raise HedgeLensError("A source needs a name.")
    other = next((s for s in analysis.sources if s.id != source.id and s.name.casefold() == name.casefold()), None)
    if other is not None:
        raise HedgeLensError(f"There is a source '{other.name}' already. If both are the same source, merge them.")
    aliases = source.aliases if name == source.name else tuple(dict.fromkeys((source.name, *source.aliases)))
    new = replace(
        source,
        name=name,
        aliases=tuple(alias for alias in aliases if alias != name),
        kind=edit.kind or source.kind,
        naming=edit.naming or source.naming,
        role=source.role if edit.role is None else edit.role.strip() or None,
        affiliation=source.affiliation if edit.affiliation is None else _house(analysis, source, edit.affiliation),
    )
    return replace(analysis, sources=tuple(new if s.id == source.id else s for s in analysis.sources))


def _house(analysis: Analysis, source: Source, said: str) -> str | None:
    """Returns the body that a source belongs to: the id of a source of that name, else the name."""
    name = " ".join(said.split())
    body = next((s.id for s in analysis.sources if name in (s.id, s.name)), name)
    if body == source.id:
        raise HedgeLensError(f"'{source.name}' cannot belong to itself.")
    return body or None


def with_profile_of(source: Source, other: Source) -> Source:
    """Returns a source with what the article says of another, where that is the same and nothing was known of this one."""
    disclosure = {said.span: said for said in (*source.disclosure, *other.disclosure)}
    return replace(
        source,
        role=source.role or other.role,
        affiliation=source.affiliation or other.affiliation,
        pronoun=source.pronoun or other.pronoun,
        disclosure=tuple(disclosure[span] for span in sorted(disclosure)),
    )


def merge(analysis: Analysis, edit: MergeSources) -> Analysis:
    """Gives all that a source has to the one that it really is; its names become aliases of that."""
    old, new = places.source(analysis, edit.source_id), places.source(analysis, edit.into)
    if old.id == new.id:
        raise HedgeLensError(f"'{old.name}' cannot be merged with itself. Choose another source.")

    def final(id: str | None) -> str | None:
        return new.id if id == old.id else id

    def owner(one: HedgeOwner) -> HedgeOwner:
        return replace(one, owner=new.id) if one.owner == old.id else one

    names = dict.fromkeys((*new.aliases, old.name, *old.aliases))
    names.pop(new.name, None)
    merged = replace(
        with_profile_of(new, old),
        aliases=tuple(names),
        mentions=tuple(sorted({*new.mentions, *old.mentions})),
    )
    kept = (merged if s.id == new.id else s for s in analysis.sources if s.id != old.id)
    carried = {
        (c.sentence, final(c.source_id)): replace(c, source_id=new.id) if c.source_id == old.id else c
        for c in analysis.continuations
    }
    return replace(
        analysis,
        sources=tuple(replace(s, affiliation=final(s.affiliation)) if s.affiliation == old.id else s for s in kept),
        attributions=tuple(_moved(a, old.id, new.id) for a in analysis.attributions),
        continuations=tuple(carried.values()),
        hedges=tuple(
            replace(h, owner=final(h.owner) or h.owner, owners=tuple(map(owner, h.owners)))
            if old.id in (h.owner, *(one.owner for one in h.owners))
            else h
            for h in analysis.hedges
        ),
    )


def _moved(attribution: Attribution, old: str, new: str) -> Attribution:
    if old not in (attribution.source_id, attribution.via):
        return attribution
    source_id = new if attribution.source_id == old else attribution.source_id
    via = new if attribution.via == old else attribution.via
    return replace(attribution, source_id=source_id, via=None if via == source_id else via)


def split(analysis: Analysis, edit: SplitSource) -> Analysis:
    """Gives some attributions of a source to another one, which is new."""
    source = places.source(analysis, edit.source_id)
    wanted = [places.attribution(analysis, id) for id in edit.attributions]
    others = [a.id for a in wanted if a.source_id != source.id]
    if not wanted or others:
        what = f"{', '.join(others)} are not of '{source.name}'" if others else "no attribution was chosen"
        raise HedgeLensError(f"'{source.name}' cannot be split: {what}.")
    if " ".join(edit.name.split()).casefold() == source.name.casefold():
        raise HedgeLensError(f"The other source needs another name than '{source.name}'.")
    after, id = with_new(analysis, edit.name, like=source)
    ids = {a.id for a in wanted}
    given = replace(
        after,
        attributions=tuple(replace(a, source_id=id, link=None) if a.id in ids else a for a in after.attributions),
        hedges=tuple(
            replace(h, owner=id, owners=()) if h.attribution in ids and h.owner == source.id else h for h in after.hedges
        ),
    )
    return with_mentions(analysis, given)


def _mentioned(analysis: Analysis, final: Callable[[str], str]) -> dict[str, set[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for a in analysis.attributions:
        for id, spans in ((a.source_id, a.source), (a.via, a.via_span)):
            if id and spans:
                found.setdefault(final(id), set()).add((spans[0][0], spans[-1][1]))
    return found
