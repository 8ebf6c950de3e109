"""Tables in text files: cells parted by commas, semicolons, tabs or bars, read row by row however long the file is."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from hedgelens.article.access import cannot_be_read, check_file
from hedgelens.article.decoding import encoding_of, mended, name_of, once_encoded
from hedgelens.article.tables.table import Row, Table, head, row_of
from hedgelens.records import HedgeLensError

_SEPARATORS = ",;\t|"
_NONE = "\x1f"
"""Parts nothing: the separator of a table of one column."""
_LOOKED_AT = 200
"""So many rows show what parts the cells."""
_SAMPLE = 1_000_000
"""So many bytes show the encoding; where the first of them are plain English, those from the first strange one on."""
_BLOCK = 1 << 20
_LONGEST_CELL = 20_000_000
"""So many characters a cell may have; a longer one is a quotation mark that is never closed."""
_LONGEST_LINE = 100_000_000
_SAYS = "sep="
"""How Excel says in a first line of its own what parts the cells."""


def delimited_table(path: Path) -> Table:
    """Opens a table in a text file.

    Raises:
        HedgeLensError: it cannot be read, or holds nothing.
    """
    check_file(path, largest=float("inf"))
    codec, is_certain = _encoding(path)
    form = _Form.of(path, codec)
    names = head(next((cells for cells in _parsed(path, codec, form) if isinstance(cells, list) and any(cells)), []))
    if not names:
        raise HedgeLensError(f"'{path}' is empty: there is no table in it.")
    return Table(
        called=f"'{path.name}'",
        names=names,
        rows=lambda: _rows(path, codec, form, names),
        encoding="" if is_certain else name_of(codec),
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """How a file writes its cells.

    Attributes:
        separator: what parts them.
        skipped: lines before the names of the columns.
        escape: what stands before a quotation mark within a cell, where that is not another quotation mark.
        blank: whether a blank follows what parts the cells.
    """

    separator: str
    skipped: int = 0
    escape: str | None = None
    blank: bool = False

    @classmethod
    def of(cls, path: Path, codec: str) -> _Form:
        """Tells it by the first rows."""
        lines = list(islice(_lines(path, codec), _LOOKED_AT))
        first = lines[0].rstrip("\r\n").lower() if lines else ""
        says = first.startswith(_SAYS) and len(first) == len(_SAYS) + 1
        if says:
            separator = first[-1]
        else:
            separator = max(_SEPARATORS, key=lambda separator: _fit(lines, separator)) if _parts(lines) else _NONE
        whole = "".join(lines)
        escape = "\\" if '\\"' in whole and '""' not in whole else None
        return cls(separator, int(says), escape, f'"{separator} "' in whole)

    def parsed(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """Returns what parses lines, and stops at a row whose quotation marks do not match."""
        csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
        return csv.reader(
            islice(lines, self.skipped, None),
            delimiter=self.separator,
            escapechar=self.escape,
            doublequote=self.escape is None,
            skipinitialspace=self.blank,
            strict=True,
        )


def _parts(lines: list[str]) -> bool:
    """Says whether the first line holds something that may part cells."""
    return any(len(_cells(lines[:1], separator)[0]) > 1 for separator in _SEPARATORS if lines)


def _fit(lines: list[str], separator: str) -> tuple[float, int]:
    """Says which share of rows has as many cells as the head, and how many these are; of one cell, nothing."""
    rows = [row for row in _cells(lines, separator) if row]
    if len(rows) > 1 and len(lines) == _LOOKED_AT:
        rows = rows[:-1]  # it may go on
    most = len(rows[0]) if rows else 0
    if most < 2:
        return 0.0, 0
    return sum(len(row) == most for row in rows) / len(rows), most


def _cells(lines: list[str], separator: str) -> list[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    try:
        return list(csv.reader(lines, delimiter=separator)) or [[]]
    except csv.Error:
        return [[]]


def _rows(path: Path, codec: str, form: _Form, names: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    is_head = True
    for number, cells in enumerate(_parsed(path, codec, form), start=1 + form.skipped):
        if isinstance(cells, HedgeLensError):
            yield number, cells
        elif any(cell.strip() for cell in cells):
            if not is_head:
                yield number, row_of(names, cells)
            is_head = False


def _parsed(path: Path, codec: str, form: _Form) -> Iterator[list[str] | HedgeLensError]:
    """Yields the cells of rows; marks of quotation that do not match are an error of their row, since a text may be cut there."""
    reader = form.parsed(_lines(path, codec))
    while True:
        try:
            yield [once_encoded(cell) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            yield HedgeLensError(_unquoted(error))


def _unquoted(error: csv.Error) -> str:
    if "end of data" in str(error) or "field limit" in str(error):
        return "opens a quotation mark that nothing closes, so the cells after it could not be told apart"
    return "has a cell whose quotation marks are not doubled: where it ends cannot be told"


def _lines(path: Path, codec: str) -> Iterator[str]:
    """Yields the lines of a file with their ends."""
    errors = "surrogateescape" if codec == "utf-8-sig" else "replace"
    try:
        with path.open(encoding=codec, errors=errors, newline="") as file:
            for line in iter(lambda: file.readline(_LONGEST_LINE), ""):
                if len(line) == _LONGEST_LINE:
                    raise HedgeLensError(
                        f"'{path}' has a line of more than {_LONGEST_LINE / 1e6:.0f} million characters: it is not a table."
                    )
                yield mended(line) if codec == "utf-8-sig" and not line.isascii() else line
    except OSError as error:
        raise cannot_be_read(path, error) from None


def _encoding(path: Path) -> tuple[str, bool]:
    """Tells the encoding of a file by all of it if it is UTF-8, else by a part that shows it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
            if b"\0" in sample[:_BLOCK] or sample[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                return encoding_of(sample)
            block = sample
            while block:
                decoder.decode(block)
                block = file.read(_BLOCK)
    except UnicodeDecodeError:
        codec, _ = encoding_of(sample if not sample.isascii() else block)
        return codec, codec == "utf-8-sig"
    except OSError as error:
        raise cannot_be_read(path, error) from None
    return "utf-8-sig", True
