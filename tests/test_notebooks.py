"""The notebooks: their form, and that they run on another article than the one they are stored with."""

from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.name)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def test_stored_outputs_are_there_and_none_is_an_error(notebook):
    nbformat.validate(notebook)
    ran = [cell for cell in notebook.cells if cell.cell_type == "code" and "parameters" not in cell.metadata.get("tags", [])]
    assert ran
    assert all(cell.outputs for cell in ran)
    assert [cell.execution_count for cell in notebook.cells if cell.cell_type == "code"] == list(range(1, len(ran) + 2))
    outputs = [output for cell in ran for output in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]


def test_one_cell_is_tagged_for_parameters_and_the_end_says_what_numbers_do_not_show(notebook):
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in notebook.cells) == 1
    assert "do not show" in notebook.cells[-1].source


@pytest.mark.slow
def test_the_notebook_runs_on_the_article_it_is_given(tmp_path):
    from nbclient import NotebookClient

    text = "The bridge is safe, the mayor said. A nurse said that it may rain.\n\n“We wait,” said Ada Finch, a pilot.\n"
    article = tmp_path / "own.txt"
    article.write_text(text, encoding="utf-8")
    notebook = nbformat.read(ROOT / "notebooks" / "01_one_article.ipynb", as_version=4)
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = f"article = {str(article)!r}\nsources = ''"
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    assert "Ada Finch" in nbformat.writes(notebook)
