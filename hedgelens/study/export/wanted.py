"""What is to be written of a study, and what the writer of each form is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hedgelens.study.packing import unpacked_bytes
from hedgelens.study.rows import Row, Rows, Told
from hedgelens.study.store import RESULTS, Store
from hedgelens.views.columns import Column


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written.

    Attributes:
        store: the study.
        rows: its rows.
        tables: names of the tables, in their order.
        raw: whether CSV is for scripts: without the mark and the apostrophes that spreadsheets need.
        told: is told how far it is.
    """

    store: Store
    rows: Rows
    tables: tuple[str, ...]
    raw: bool
    told: Told

    def columns(self, table: str) -> tuple[Column, ...]:
        """Returns the columns of a table."""
        return self.rows.columns(table)

    def batches(self, size: int) -> Iterator[tuple[str, list[Row]]]:
        """Yields the rows of all tables, those of one table up to so many together; of a table without rows, none."""
        held: dict[str, list[Row]] = {}
        for table, row in self.rows.each(self.tables, self.told):
            some = held.setdefault(table, [])
            some.append(row)
            if len(some) >= size:
                yield table, held.pop(table)
        yield from held.items()

    def analyses(self) -> Iterator[bytes]:
        """Yields the analyses in the contract of the output, a line each, in the order of the articles."""
        total = self.store.one(f"SELECT count(*) {RESULTS}")[0]
        for done, row in enumerate(self.store.rows(f"SELECT n.content {RESULTS} ORDER BY a.number"), 1):
            yield unpacked_bytes(row["content"]) + b"\n"
            self.told(done, total)
