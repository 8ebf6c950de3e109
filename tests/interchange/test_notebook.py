"""The notebook on correcting by hand, with an article and a corrected sheet of one's own."""

from pathlib import Path

import nbformat
import pytest
from interchange.sheets import Sheet

from hedgelens import analyze
from hedgelens.interchange import write_sheet

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_notebook_takes_an_article_and_the_sheet_that_somebody_corrected(tmp_path, monkeypatch):
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # the kernel starts in another folder
    article, corrected = tmp_path / "own.txt", tmp_path / "mine.xlsx"
    article.write_text("The bridge may fall, Ada Finch said. A nurse said that it rained.\n", encoding="utf-8")
    write_sheet(analyze(article), corrected)
    sheet = Sheet(corrected)
    sheet.sign("Ben Coder", "2026-05-31")
    sheet.set("Hedges", "h1", "category", "conditional")
    sheet.save()
    notebook = nbformat.read(ROOT / "notebooks" / "04_correct_it_by_hand.ipynb", as_version=4)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = f"article, sources, second_coder = {str(article)!r}, '', ''\ncorrected_sheet = {str(corrected)!r}"
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = nbformat.writes(notebook)
    assert "Ben Coder on 2026-05-31 (1 correction)" in shown
    assert "conditional" in shown
    assert (tmp_path / "own-sheet.xlsx").is_file()
