"""Corrections of the sources: names, kinds, sources that are one, new ones; and whom a name in a cell means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from hedgelens.faces import Analysis
from hedgelens.records import AUTHOR, UNKNOWN, Naming, Pronoun, Source, SourceKind
from hedgelens.sheet.cells import Row, normal
from hedgelens.sheet.matching import Matched, is_deleted, new_row
from hedgelens.sheet.pages import SOURCES, Labels

Word = TypeVar("Word", bound=StrEnum)


def word(kind: type[Word], row: Row, column: str) -> Word | None:
    """Reads a cell that holds one of a few words; says so where it does not."""
    said = row[column].casefold()
    try:
        return kind(said)
    except ValueError:
        shown = f"says '{row[column]}'" if said else "is blank"
        row.problem(column, f"{shown}. Use one of: {', '.join(kind)}")
        return None


class Sources:
    """The sources of one article as the sheet has them.

    Attributes:
        all: every source, in order, the new ones last.
        merged: for each source that is really another one, the id of that.
        deleted: ids of sources to take away, each with the row that says so.
    """

    def __init__(self, analysis: Analysis, matched: Matched) -> None:
        self._labels = Labels(analysis)
        self._article = analysis.article.id
        sources = {source.id: source for source in analysis.sources}
        for edited in matched.edited:
            sources[edited.key] = self._corrected(sources[edited.key], edited.row, edited.changed)
        added = dict(matched.numbered("s", sources))
        for id, row in added.items():
            new_row(SOURCES, analysis, row, id)
            sources[id] = self._new(id, row)
        self.all: dict[str, Source] = sources
        placed = {**{edited.key: edited.row for edited in matched.edited}, **added}
        self._names = self._distinct(placed)
        changed = {edited.key: edited.changed for edited in matched.edited}
        for id, row in placed.items():
            if id in added or "affiliation" in changed[id]:
                self.all[id] = replace(self.all[id], affiliation=self._body(id, row))
        self.deleted = {id: row for id, row in placed.items() if is_deleted(row)}
        self.merged = self._merged(placed)

    def knows(self, name: str) -> bool:
        """Says whether a name means a source."""
        return normal(name).casefold() in self._names

    def named(self, row: Row, column: str, name: str) -> str | None:
        """Returns the id of the source that a name in a cell means; says so where there is none."""
        found = self._names.get(normal(name).casefold())
        if found is None:
            missing = f"there is no source '{name}' in '{self._article}'"
            row.problem(column, f"{missing}. Choose one from the list, or add a row for it on the page {SOURCES.title}")
        return found

    def owner(self, row: Row, column: str) -> str | None:
        """Returns the id of the owner that a cell names."""
        said = row[column].casefold()
        if not said:
            row.problem(column, f"is blank. Say whose doubt it is: '{AUTHOR}' or a source")
            return None
        return said if said in (AUTHOR, UNKNOWN) else self.named(row, column, row[column])

    def final(self, id: str) -> str:
        """Returns the id of the source that one really is."""
        seen = {id}
        while (following := self.merged.get(id)) is not None and following not in seen:
            seen.add(following)
            id = following
        return id

    def affiliated(self, source: Source) -> Source:
        """Lets the body that a source belongs to follow: it may be another source by now, or none, and then is but a name."""
        body = self.final(source.affiliation or "")
        named = self.all[body].name if body in self.deleted else body
        return replace(source, affiliation=named if named and named != source.id else None)

    def _corrected(self, source: Source, row: Row, changed: Mapping[str, str]) -> Source:
        if "name" in changed:
            source = replace(source, name=self._name(row))
        if "kind" in changed and (kind := word(SourceKind, row, "kind")):
            source = replace(source, kind=kind)
        if "naming" in changed and (naming := word(Naming, row, "naming")):
            source = replace(source, naming=naming)
        if "aliases" in changed:
            source = replace(source, aliases=_listed(row["aliases"]))
        if "role" in changed:
            source = replace(source, role=normal(row["role"]) or None)
        if "pronoun" in changed:
            source = replace(source, pronoun=_pronoun(row))
        return replace(source, groups=_listed(row["groups"])) if "groups" in changed else source

    def _new(self, id: str, row: Row) -> Source:
        kind = word(SourceKind, row, "kind")
        naming = word(Naming, row, "naming")
        name = self._name(row)
        lists = _listed(row["aliases"]), _listed(row["groups"])
        role, pronoun = normal(row["role"]) or None, _pronoun(row)
        return Source(id, name, kind or SourceKind.UNKNOWN, naming or Naming.NONE, *lists, role=role, pronoun=pronoun)

    def _body(self, id: str, row: Row) -> str | None:
        """Returns the body that a cell says a source belongs to: the id of a source, or any other name."""
        said = normal(row["affiliation"])
        body = self._names.get(said.casefold(), said)
        if said and body == id:
            row.problem("affiliation", "a source cannot belong to itself")
        return body or None

    def _name(self, row: Row) -> str:
        name = normal(row["name"])
        if not name:
            row.problem("name", "is blank. Give the source a name")
        if name.casefold() in (AUTHOR, UNKNOWN):
            row.problem("name", f"'{name}' is reserved for owners of hedges. Give the source another name")
        return name

    def _distinct(self, placed: Mapping[str, Row]) -> dict[str, str]:
        """Returns the id behind each name: those on the page first, then those the sheet was made with, then the ids."""
        names: dict[str, str] = {}
        for id, row in placed.items():
            name = normal(row["name"]).casefold()
            if not name:
                continue
            if name in names:
                # The cell to mend is the one that was changed.
                mine = id if name != normal(self._labels.of.get(id, "")).casefold() else names[name]
                twice = f"'{placed[mine]['name']}' is also the name of another source"
                placed[mine].problem(
                    "name", f"{twice}. If they are one source, choose it under 'same as'; if not, give them different names"
                )
            names.setdefault(name, id)
        for id, label in self._labels.of.items():
            names.setdefault(normal(label).casefold(), id)
        for id in self.all:
            names.setdefault(id, id)
        return names

    def _merged(self, placed: Mapping[str, Row]) -> dict[str, str]:
        merged: dict[str, str] = {}
        for id, row in placed.items():
            if row["same as"] and (other := self.named(row, "same as", row["same as"])) is not None:
                merged[id] = other
        for id in merged:
            met, place = {id}, merged[id]
            while place in merged and place not in met:
                met.add(place)
                place = merged[place]
            if place in met or place in self.deleted:
                why = "which leads back to itself" if place in met else "which is marked to be deleted"
                placed[id].problem("same as", f"says '{placed[id]['same as']}', {why}")
        return merged


def _pronoun(row: Row) -> Pronoun | None:
    return word(Pronoun, row, "pronoun") if row["pronoun"] else None


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for item in cell.split(";") if (part := normal(item))))
