"""The notebook on correcting by hand, with an article and a corrected sheet of one's own."""

from pathlib import Path

import nbformat
import pytest
from sheet.sheets import Sheet

from hedgelens import analyze
from hedgelens.sheet import write_sheet

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A function that runs the notebook with parameters in an empty folder, and returns all that it shows."""
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # the kernel starts in another folder

    def shown(**parameters):
        notebook = nbformat.read(ROOT / "notebooks" / "04_correct_it_by_hand.ipynb", as_version=4)
        for cell in notebook.cells:
            if "parameters" in cell.metadata.get("tags", []):
                cell.source += "".join(f"\n{name} = {str(value)!r}" for name, value in parameters.items())
        NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
        return "\n".join(o.get("text", "") or o.get("data", {}).get("text/plain", "") for o in outputs)

    return shown


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "own.txt"
    path.write_text("The bridge may fall, Ada Finch said. A nurse said that it rained.\n", encoding="utf-8")
    return path


def correct(path, who):
    sheet = Sheet(path)
    sheet.sign(who, "2026-05-31")
    sheet.set("Hedges", "h1", "category", "conditional")
    sheet.save()
    return path.read_bytes()


@pytest.mark.slow
def test_run_again_it_reads_the_sheet_that_was_corrected_and_never_writes_over_it(run, article, tmp_path):
    sheet = tmp_path / "own-sheet.xlsx"
    first = run(article=article)
    assert f"written: {sheet}" in first
    assert "nobody corrected it yet" in first
    assert "No second coder is given, so there is no agreement to print" in first
    assert "corrected against machine, not independent" in first
    assert "other coder" not in first
    kept = correct(sheet, "Ben Coder")
    again = run(article=article)
    assert sheet.read_bytes() == kept
    assert f"'{sheet}' is there and is read below" in again
    assert "Ben Coder on 2026-05-31 (1 correction)" in again
    assert "conditional" in again


@pytest.mark.slow
def test_it_takes_a_sheet_of_another_name_and_a_second_coder(run, article, tmp_path):
    mine, second = tmp_path / "mine.xlsx", tmp_path / "second.xlsx"
    for path in (mine, second):
        write_sheet(analyze(article), path)
    kept, other = correct(mine, "Ben Coder"), correct(second, "Cy Coder")
    shown = run(article=article, corrected_sheet=mine, second_coder=second)
    assert (mine.read_bytes(), second.read_bytes()) == (kept, other)
    assert "Ben Coder on 2026-05-31 (1 correction)" in shown
    assert "corrected and other coder" in shown
    assert "both corrected what was marked by the engine 'learned'" in shown
    assert not (tmp_path / "own-sheet.xlsx").exists()


@pytest.mark.slow
def test_one_coding_given_twice_is_no_agreement(run, article, tmp_path):
    write_sheet(analyze(article), tmp_path / "mine.xlsx")
    correct(tmp_path / "mine.xlsx", "Ben Coder")
    shown = run(article=article, corrected_sheet=tmp_path / "mine.xlsx", second_coder=tmp_path / "mine.xlsx")
    assert "hold one and the same coding of 'own': there is no agreement to measure" in shown
    assert "corrected and other coder" not in shown
