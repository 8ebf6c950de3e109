"""The first page of a coding sheet: who codes, and how it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.sheet.pages import LIST, OWNER_LIST, PAGES, PIECES, SOURCE_LIST, SOURCES

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CODER, DATE = "Coder", "Date"

_STEPS = (
    "1. Enter your name and the date (such as 2026-05-31) in the two cells above.",
    "2. Read the page Sentences from top to bottom; correct what is wrong on it and on the pages Attributions, Hedges and "
    "Sources. You may edit the white columns; leave the grey ones as they are. Rows may be sorted and filtered.",
    "3. To remove a mark, choose 'delete' in its row. Do not remove the row itself: a missing row may be an accident.",
    "4. To add what was missed, fill in a row below the last one: the article, the sentence, the words copied from the text, and "
    "every column with a drop-down list. Leave the id blank.",
    f"5. A new source first needs a row on the page {SOURCES.title}. If two sources are one, choose the right one under 'same "
    "as' in the row of the other.",
    f"6. Separate several names in one cell by '{LIST.strip()}', and several pieces of text by '{PIECES.strip()}' with a blank "
    "on each side.",
    "7. Save as .xlsx, and read it back: hedgelens import-sheet FILE.xlsx. It names every cell that cannot be read.",
)


def explanation(sheet: Worksheet) -> None:
    """Fills the page."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="FF1F3A5F")
    sheet["A1"] = "HedgeLens coding sheet: who says it, how sure are they, and whose doubt is it"
    sheet["A1"].font = Font(bold=True, size=14)
    for row, label in ((3, CODER), (4, DATE)):
        sheet.cell(row=row, column=1, value=label).font = Font(bold=True)
        field = sheet.cell(row=row, column=2)
        field.fill, field.number_format = PatternFill("solid", fgColor="FFFFF6D6"), "@"
        field.border = Border(left=line, right=line, top=line, bottom=line)
    for row, step in enumerate(_STEPS, start=6):
        sheet.cell(row=row, column=1, value=step).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        sheet.row_dimensions[row].height = 15 * (1 + len(step) // 110)
    row = 7 + len(_STEPS)
    for place, title in enumerate(("Page", "Column", "What it holds", "Choices"), start=1):
        sheet.cell(row=row, column=place, value=title).font = Font(bold=True)
    for page in PAGES:
        for column in page.columns:
            row += 1
            choices = {
                SOURCE_LIST: f"names on the page {SOURCES.title}",
                OWNER_LIST: f"author, unknown, names on the page {SOURCES.title}",
            }
            offered = choices.get(column.choices[0], ", ".join(column.choices)) if column.choices else ""
            about = column.about if column.editable else f"{column.about} Do not change it."
            for place, text in enumerate((page.title, column.name, about, offered), start=1):
                cell = sheet.cell(row=row, column=place, value=text)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (16, 26, 62, 50), strict=True):
        sheet.column_dimensions[letter].width = width
