from datetime import UTC, datetime

import pytest

from hedgelens import bundled
from hedgelens.article import read_article
from hedgelens.collection import Collection
from hedgelens.notebook import choose_article, choose_articles


def test_the_bundled_article_is_worked_on_until_another_is_chosen():
    choice = choose_article()
    assert choice.path == bundled.path()
    assert choice.sources == bundled.registry_path()
    assert bundled.article().title in repr(choice)


def test_what_the_cell_of_parameters_names_is_taken(tmp_path):
    (tmp_path / "mine.txt").write_text("Mine\n\nThe mayor said so.\n")
    choice = choose_article(tmp_path / "mine.txt")
    assert choice.path == tmp_path / "mine.txt"
    assert choice.sources is None
    assert choice._repr_mimebundle_() == {"text/plain": "Works on: mine.txt"}


def test_an_article_that_is_uploaded_is_worked_on():
    choice = choose_article()
    path = choice.upload([("mine.txt", b"Mine\n\nThe mayor said so.\n")])
    assert choice.path == path
    assert choice.sources is None
    assert read_article(path).title == "Mine"


@pytest.mark.parametrize("name", ["../../out.txt", "C:\\Users\\Ada\\out.txt", "/etc/out.txt", "..", "a\x00b\x1b.txt", ""])
def test_the_name_of_an_upload_leads_nowhere(name):
    choice = choose_articles()
    folder = choice.upload([(name, b"Mine\n\nThe mayor said so.\n")])
    assert [path.parent for path in folder.iterdir()] == [folder]
    assert folder.name.startswith("hedgelens-")


def test_two_uploads_of_one_name_are_both_kept():
    choice = choose_articles()
    folder = choice.upload([("one.txt", b"A"), ("one.txt", b"B")])
    assert sorted(path.read_bytes() for path in folder.iterdir()) == [b"A", b"B"]


def test_with_nothing_uploaded_three_articles_and_a_page_that_holds_none_are_there():
    choice = choose_articles()
    assert sorted(path.suffix for path in choice.path.iterdir()) == [".html", ".html", ".txt", ".txt"]
    assert choice.sources is None
    found = Collection.analyze(choice.path, engine="rules")
    assert len(found) == 3
    assert [problem.article.endswith("broken.html") for problem in found.problems] == [True]


def test_without_widgets_it_says_what_to_do(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ipywidgets", None)
    assert "pip install ipywidgets" in choose_article()._repr_mimebundle_()["text/plain"]


def test_widgets_change_what_is_worked_on():
    widgets = pytest.importorskip("ipywidgets")
    choice = choose_article()
    row, state = choice._widgets(widgets).children
    offered, button = row.children
    offered.value = bundled.article("valley-flood").title
    assert choice.path == bundled.path("valley-flood")
    assert "run the cells below" in state.value
    button.value = (
        {"name": "mine.txt", "content": memoryview(b"Mine"), "size": 4, "type": "", "last_modified": datetime.now(UTC)},
    )
    assert choice.path.name == "mine.txt"
    assert "1 file taken" in state.value
    assert "application/vnd.jupyter.widget-view+json" in choice._repr_mimebundle_()


def test_after_an_upload_what_was_offered_can_be_chosen_again():
    widgets = pytest.importorskip("ipywidgets")
    choice = choose_articles()
    bundled_ones = choice.path
    row, _ = choice._widgets(widgets).children
    offered, button = row.children
    (name,) = offered.options
    button.value = ({"name": "a.txt", "content": memoryview(b"A"), "size": 1, "type": "", "last_modified": datetime.now(UTC)},)
    assert (choice.path == bundled_ones, offered.value) == (False, None)
    offered.value = name
    assert choice.path == bundled_ones
