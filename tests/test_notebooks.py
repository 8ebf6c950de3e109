"""The notebooks: their form, and that they run on another article than the one they are stored with."""

import contextlib
import difflib
import importlib.util
import itertools
import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
_spec = importlib.util.spec_from_file_location("store", ROOT / "notebooks" / "store.py")
store = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(store)
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


def test_no_class_is_defined_before_a_scholar(notebook):
    assert not [cell.source for cell in notebook.cells if re.search(r"^ *class ", cell.source, re.MULTILINE)]


def test_stored_outputs_hold_no_place_of_a_machine(notebook):
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = [
        str(output.get("text", "")) + str(output.get("data", {}).get("text/html", "")) for c in cells for output in c.outputs
    ]
    places = re.compile(r"(?<![\w.<])/(?:root|tmp|var|work|Users|home/(?!you/))|[A-Z]:\\|site-packages|localhost|127\.0\.0\.1")
    assert places.search("in /tmp/hedgelens-x")
    assert places.search(r"C:\Users\Ada")
    assert not places.findall("\n".join(shown))


def test_stored_outputs_belong_to_the_code_beside_them(notebook):
    assert notebook.metadata["hedgelens"]["digest"] == store.digest(notebook), "run notebooks/store.py"


def test_the_digest_sees_code_and_numbers_but_no_pictures(notebook):
    before = store.digest(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    pictures = [o["data"] for cell in code for o in cell.outputs if "image/png" in o.get("data", {})]
    assert pictures
    pictures[0]["image/png"] = "other bytes"
    assert store.digest(notebook) == before
    printed = next(o for cell in code for o in cell.outputs if o.output_type == "stream")
    printed["text"] += "7"
    changed = store.digest(notebook)
    code[0].source += "\n"
    assert len({before, changed, store.digest(notebook)}) == 3


def _likeness(fresh, stored):
    """Returns how far the words that two notebooks show are the same, from 0 to 1."""
    one, other = (list(itertools.chain.from_iterable(cells)) for cells in (fresh, stored))
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_fresh_run_says_what_is_stored(path):
    # Makes of processor round differently: a number here and there is another one, and rows that it sorts change places.
    fresh, stored = store.texts(store.run(path)), store.texts(nbformat.read(path, as_version=4))
    assert [bool(words) for words in fresh] == [bool(words) for words in stored], "run notebooks/store.py"
    assert _likeness(fresh, stored) > 0.9, "run notebooks/store.py"


def test_a_notebook_that_says_something_else_is_not_alike(notebook):
    stored = store.texts(notebook)
    assert _likeness(stored, stored) == 1
    assert _likeness([[word for word in words if not word[0].isdigit()] for words in stored], stored) < 0.9
    assert _likeness(stored[: len(stored) // 2], stored) < 0.9


def test_the_index_names_every_notebook():
    index = (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"\]\((\d\d_\w+\.ipynb)\)", index) == [path.name for path in NOTEBOOKS]


def test_binder_installs_what_notebooks_need():
    assert (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8").split() == [
        ".[notebooks,app]",
        "jupyter-server-proxy>=4.4",
    ]
    assert re.fullmatch(r"python-3\.1[1-3]\n", (ROOT / "binder" / "runtime.txt").read_text(encoding="utf-8"))


@pytest.mark.slow
def test_papermill_runs_a_notebook_on_the_article_it_is_given(tmp_path):
    import papermill

    text = "The bridge is safe, the mayor said. A nurse said that it may rain.\n\n“We wait,” said Ada Finch, a pilot.\n"
    article, done = tmp_path / "own.txt", tmp_path / "done.ipynb"
    article.write_text(text, encoding="utf-8")
    papermill.execute_notebook(
        ROOT / "notebooks" / "01_one_article.ipynb", done, parameters={"article": str(article)}, progress_bar=False,
        kernel_name="python3",
    )  # fmt: skip
    assert "Ada Finch" in done.read_text(encoding="utf-8")


@pytest.fixture
def papermill_run(tmp_path, monkeypatch):
    """A function that has papermill run a notebook in an empty folder, and returns what it shows; errors are shown, too."""
    import papermill

    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # the kernel starts in another folder
    monkeypatch.chdir(tmp_path)

    def shown(number, **parameters):
        (path,) = (ROOT / "notebooks").glob(f"{number}_*.ipynb")
        values = {name: str(value) for name, value in parameters.items()}
        with contextlib.suppress(papermill.PapermillExecutionError):
            papermill.execute_notebook(path, "done.ipynb", parameters=values, progress_bar=False, kernel_name="python3")
        done = nbformat.read("done.ipynb", as_version=4)
        outputs = [output for cell in done.cells for output in cell.get("outputs", ())]
        assert [o.ename for o in outputs if o.output_type == "error"] in ([], ["HedgeLensError"])
        return "\n".join(_shown(output) for output in outputs)

    return shown


def _shown(output):
    if output.output_type == "error":
        return "\n".join(output.traceback)
    return output.get("text", "") or output.get("data", {}).get("text/plain", "")


@pytest.mark.slow
def test_what_a_notebook_cannot_work_with_is_said_in_a_sentence(papermill_run, tmp_path):
    (tmp_path / "movie.docx").write_bytes(b"PK")
    (tmp_path / "one.txt").write_text("The bridge is safe, the mayor Ada Finch said.\n", encoding="utf-8")
    for number, parameters, said in (
        ("01", {"article": "movie.docx"}, "movie.docx"),
        ("05", {"articles": "one.txt"}, "Articles of your own and the folder of their annotations go together"),
    ):
        shown = papermill_run(number, **parameters)
        assert said in shown
        assert "HedgeLensError: " in shown
        assert "Traceback" not in shown
        assert shown.count("\n") < 5


@pytest.mark.slow
def test_an_article_without_a_source_runs_through(papermill_run, tmp_path):
    (tmp_path / "bare.txt").write_text("The bridge fell on Monday. It rained in the town that day.\n", encoding="utf-8")
    assert "No source was found in this article." in papermill_run("01", article="bare.txt")


@pytest.mark.slow
def test_a_folder_of_texts_that_name_no_outlet_is_compared_without_groups(papermill_run, tmp_path):
    (tmp_path / "articles").mkdir()
    for name in ("one", "two"):
        (tmp_path / "articles" / f"{name}.txt").write_text(
            f"The bridge {name} is safe, the mayor Ada Finch said.\n", encoding="utf-8"
        )
    shown = papermill_run("03", data="articles")
    assert "groups: none" in shown
    assert "There are no groups to compare." in shown
    assert "HedgeLensError" not in shown
    table = tmp_path / "table.csv"
    table.write_text("id,outlet,text\na,Post,Ann Lee said it rains.\nb,Post,Bo Ray said it snows.\n", encoding="utf-8")
    shown = papermill_run("03", data="table.csv")
    assert "groups: Post (2)" in shown
    assert "A test takes two groups, and the articles have only one." in shown
    with table.open("a", encoding="utf-8") as more:
        more.write("c,Gazette,Cy Fox said it thunders.\n")
    shown = papermill_run("03", data="table.csv")
    assert "Post minus Gazette" in shown or "Gazette minus Post" in shown
    assert "Warning:" not in shown


@pytest.mark.slow
def test_the_last_notebook_says_where_its_results_are_and_writes_nothing_over(papermill_run, tmp_path):
    (tmp_path / "press.csv").write_text(
        "id,desk,text\na,city,Ann Lee said it rains.\nb,sports,Bo Ray said it snows.\n", encoding="utf-8"
    )
    assert f"The results are in {tmp_path / 'press-hedgelens'}" in papermill_run("06", data="press.csv")
    before = {path: path.read_bytes() for path in (tmp_path / "press-hedgelens").iterdir()}
    assert (tmp_path / "press-hedgelens" / "articles-with-your-columns.csv").read_text(encoding="utf-8").count("city") == 1
    assert f"The results are in {tmp_path / 'press-hedgelens-2'}" in papermill_run("06", data="press.csv")
    assert {path: path.read_bytes() for path in (tmp_path / "press-hedgelens").iterdir()} == before


@pytest.mark.slow
def test_papermill_has_the_last_notebook_write_everything_of_a_folder(tmp_path):
    import papermill

    articles, out = tmp_path / "articles", tmp_path / "out"
    articles.mkdir()
    (articles / "one.txt").write_text("The bridge is safe, the mayor Ada Finch said.\n", encoding="utf-8")
    (articles / "none.html").write_text("<html><body>Wait", encoding="utf-8")
    papermill.execute_notebook(
        ROOT / "notebooks" / "06_your_own_articles.ipynb", tmp_path / "done.ipynb",
        parameters={"data": str(articles), "output": str(out)}, progress_bar=False, kernel_name="python3",
    )  # fmt: skip
    assert {"index.html", "analyses.jsonl", "summary.csv", "articles.csv", "hedges.csv"} <= {p.name for p in out.iterdir()}
    assert "No article was found in the web page" in (tmp_path / "done.ipynb").read_text(encoding="utf-8")
