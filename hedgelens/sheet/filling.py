"""Types into a coding sheet what an annotation says, as a coder would who comes to the same result."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.evaluation.source_units import Names
from hedgelens.evaluation.units import attribution_clusters, hedge_clusters
from hedgelens.files.writing import write_whole
from hedgelens.records import Attribution, Hedge
from hedgelens.sheet.archive import opened, untouched_sheet
from hedgelens.sheet.pages import ATTRIBUTIONS, DELETE, HEDGES, README, SOURCES, Page


def fill_in(path: str | Path, analysis: Analysis, annotation: Analysis, *, by: str, date: str, until: int | None = None) -> None:
    """Corrects a coding sheet to what an annotation says: attributions, hedges, and the sources that they need.

    This shows what a corrected sheet looks like, and what corrections change, before anybody has corrected one.

    Args:
        path: a coding sheet that nobody has corrected.
        analysis: what it was written from.
        annotation: another analysis of the same article, such as an annotation of a bundled one.
        by: who is to be named as the coder.
        date: the date of the coding.
        until: the index of the last sentence that is corrected; all of them by default.

    Raises:
        HedgeLensError: somebody has corrected the sheet, or it cannot be written.
    """
    filling = _Filling(Path(path), analysis, annotation)
    for found, right in _pairs(attribution_clusters(filling.sides), until):
        filling.attribution(found, right)
    for found, right in _pairs(hedge_clusters(filling.sides), until):
        filling.hedge(found, right)
    filling.book[README]["B3"], filling.book[README]["B4"] = by, date
    out = io.BytesIO()
    filling.book.save(out)
    write_whole(path, out.getvalue(), untouched_sheet)


def _pairs(clusters: list[dict[str, Any]], until: int | None) -> Iterator[tuple[Any, Any]]:
    """Yields each mark as the sheet has it and as the annotation has it; one of the two may be missing."""
    for cluster in clusters:
        if until is None or next(iter(cluster.values())).sentence <= until:
            yield cluster.get("found"), cluster.get("right")


class _Filling:
    """A sheet that is being filled in."""

    def __init__(self, path: Path, analysis: Analysis, annotation: Analysis) -> None:
        self.book = opened(path)
        self.sides = {"found": analysis, "right": annotation}
        self._article, self._annotation = analysis.article, annotation
        self._names = Names(self.sides.values())
        self._labels = {self._names.of(analysis, source.id): source.name for source in analysis.sources}

    def attribution(self, found: Attribution | None, right: Attribution | None) -> None:
        """Deletes, corrects or adds an attribution."""
        if right is None:
            self._write(ATTRIBUTIONS, found, {DELETE: DELETE})
            return
        words = {f"{role} words": self._article.quote(getattr(right, role)) for role in ("source", "cue", "content")}
        cells = {"source": self._label(right.source_id), "via": self._label(right.via), "type": str(right.type)}
        self._write(ATTRIBUTIONS, found, {**cells, **words, "quotation": str(right.quotation)}, right.sentence)

    def hedge(self, found: Hedge | None, right: Hedge | None) -> None:
        """Deletes, corrects or adds a hedge."""
        if right is None:
            self._write(HEDGES, found, {DELETE: DELETE})
            return
        cells = {"words": right.text, "category": str(right.category), "owner": self._label(right.owner) or right.owner}
        self._write(HEDGES, found, cells, right.sentence)

    def _label(self, id: str | None) -> str | None:
        """Returns what the sheet calls a source of the annotation; one that it lacks first gets a row."""
        source = self._annotation.source(id)
        if source is None:
            return None
        name = self._names.of(self._annotation, id)
        if name not in self._labels:
            self._labels[name] = source.name
            self._write(SOURCES, None, {"name": source.name, "kind": str(source.kind), "naming": str(source.naming)})
        return self._labels[name]

    def _write(
        self, page: Page, mark: Attribution | Hedge | None, cells: Mapping[str, str | None], sentence: int | None = None
    ) -> None:
        """Writes into the row of a mark, or into a new one."""
        sheet = self.book[page.title]
        column = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
        filled = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column["article"]).value]
        if mark is None:
            row = filled[-1] + 1
            cells = {"article": self._article.id, **cells} | ({} if sentence is None else {"sentence": str(sentence)})
        else:
            row = next(row for row in filled if sheet.cell(row, column["id"]).value == mark.id)
        for name, value in cells.items():
            sheet.cell(row, column[name]).value = value
