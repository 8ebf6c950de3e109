"""Tables in workbooks of Excel : the values of their cells as they were saved; nothing is worked out or run."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgelens.article.access import check_file
from hedgelens.article.containing import sound
from hedgelens.article.holding import Limits
from hedgelens.article.tables.table import Row, Table, head, row_of
from hedgelens.records import HedgeLensError

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_PACKED, _SMALL = 200, 10_000_000
"""How many times smaller a large part is packed at most: workbooks of texts reach 20, what is made to fill the memory 1,000."""
_HEAD_WITHIN = 20
"""The names of the columns stand in the first row that has any, among so many."""
_MOST_ROWS = 1_048_576
"""So many rows a sheet of Excel has; a file may say that one stands far below."""
_CONTENTS = "xl/workbook.xml"
_OURS = b"HedgeLens data"
"""The hidden page of a coding sheet."""


def workbook_tables(path: Path, limits: Limits) -> Iterator[Table]:
    """Yields the sheets of a workbook that hold something.

    Raises:
        HedgeLensError: it cannot be read, or was made to fill the memory.
    """
    check_file(path, largest=float("inf"))
    with _sound(path):
        _check(path, limits)
        with _opened(path) as workbook:
            sheets = [sheet.title for sheet in workbook.worksheets]
    for sheet in sheets:
        with _sound(path):
            names = next((head(cells) for _, cells in _cells(path, sheet, most=_HEAD_WITHIN) if any(cells)), ())
        if names:
            yield _table(path, sheet, names, alone=len(sheets) == 1)


def is_coding_sheet(path: Path) -> bool:
    """Says whether a workbook is a coding sheet of HedgeLens."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open(_CONTENTS) as contents:
            return _OURS in contents.read(_SMALL)
    except Exception:  # who reads it says what is wrong
        return False


def _table(path: Path, sheet: str, names: tuple[str, ...], *, alone: bool) -> Table:
    formulas = _Formulas(path, sheet, names)
    return Table(
        called=f"'{path.name}'" if alone else f"the sheet '{sheet}' of '{path.name}'",
        names=names,
        rows=lambda: _rows(path, sheet, names),
        why_empty=formulas.why_empty,
    )


def _rows(path: Path, sheet: str, names: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    is_head = True
    with _sound(path):
        for number, cells in _cells(path, sheet):
            if any(cell not in (None, "") for cell in cells):
                if not is_head:
                    yield number, row_of(names, cells)
                is_head = False


class _Formulas:
    """The formulas of a sheet, looked at where a cell has no value: one that a program wrote may never have been worked out."""

    def __init__(self, path: Path, sheet: str, names: tuple[str, ...]) -> None:
        self._open: Callable[[], Iterator[tuple[int, list[Any]]]] = lambda: _cells(path, sheet, formulas=True)
        self._names = names
        self._rows: Iterator[tuple[int, list[Any]]] | None = None

    def why_empty(self, row: int, column: str) -> str | None:
        """Says that a cell holds a formula, if it does; rows are asked for in their order."""
        if self._rows is None:
            self._rows = self._open()
        place = self._names.index(column)
        cells = next((cells for number, cells in self._rows if number >= row), [])
        if len(cells) > place and str(cells[place] or "").startswith("="):
            return "holds a formula whose result is not saved, and formulas are not worked out: put the texts themselves there"
        return None


def _cells(path: Path, sheet: str, *, formulas: bool = False, most: int = _MOST_ROWS) -> Iterator[tuple[int, list[Any]]]:
    with _opened(path, formulas=formulas) as workbook:
        page: Any = workbook[sheet]
        page.reset_dimensions()  # of a sheet that is only read; a file may say that it has a million rows
        for number, row in enumerate(page.iter_rows(max_row=most), start=1):
            yield number, [_value(cell) for cell in row]


def _value(cell: Any) -> Any:
    if cell.data_type == "e":  # an error such as #REF!
        return None
    return cell.value.replace("_x000D_", "") if isinstance(cell.value, str) else cell.value


@contextmanager
def _opened(path: Path, *, formulas: bool = False) -> Iterator[Workbook]:
    import warnings

    from openpyxl import load_workbook

    with path.open("rb") as file, warnings.catch_warnings():  # a file: of a path, the library asks for an ending
        warnings.simplefilter("ignore")  # what the library says of parts that hold no values
        workbook = load_workbook(file, read_only=True, data_only=not formulas, keep_links=False, keep_vba=False)
        try:
            yield workbook
        finally:
            workbook.close()


def _sound(path: Path) -> AbstractContextManager[None]:
    how = "Save it again as an Excel workbook (.xlsx), or as a .csv file."
    return sound(f"The workbook '{path}' cannot be read", f"it is damaged, protected by a password, or something else. {how}")


def _check(path: Path, limits: Limits) -> None:
    with zipfile.ZipFile(path) as packed:
        parts = packed.infolist()
        whole = sum(part.file_size for part in parts)
        if whole > limits.unpacked or any(p.file_size > max(_SMALL, _MOST_PACKED * p.compress_size) for p in parts):
            raise HedgeLensError(
                f"The workbook '{path}' would take {whole / 1e6:,.0f} MB unpacked, far more than texts do, and was not opened. "
                "Save its texts as a .csv file."
            )
        for part in parts:
            with packed.open(part) as content:
                if b"<!DOCTYPE" in content.read(1_000):
                    raise HedgeLensError(
                        f"The workbook '{path}' defines entities of its own, which no workbook does, and was not opened."
                    )
