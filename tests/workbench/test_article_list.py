"""The list of articles: what is searched, filtered and sorted, what comes next, and the names of sources."""

from __future__ import annotations

from contextlib import closing

import pytest

from hedgelens.corrections.edits import AcceptAttribution, GiveAttribution
from hedgelens.records import HedgeLensError
from hedgelens.study import Study
from hedgelens.study.store import Store
from hedgelens.workbench.article_list import ArticleList, Wanted

TEXTS = {
    "bridge": "Bridge closed again\n\nAda Okoro said that the bridge would open in May.\n",
    "ferry": "Ferry late\n\nThe police said that the ferry was late. Passengers waited at the café.\n",
    "tram": "Tram stops\n\nThe tram stopped at the Old Mill for an hour on Monday.\n",
}


@pytest.fixture
def path(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    with Study.new(tmp_path / "my.study", engine="rules") as study:
        study.add(*(tmp_path / f"{name}.txt" for name in TEXTS))
        study.run()
    return tmp_path / "my.study"


@pytest.fixture
def listed(path):
    """Asks the list as a page does."""
    articles = ArticleList()

    def ask(**asked):
        with closing(Store.open(path)) as store:
            return [row.id for row in articles.shown(store, Wanted.of(asked), 0, 100).rows]

    ask.articles = articles
    return ask


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["bridge", "ferry", "tram"]),
        ({"search": "FERRY"}, ["ferry"]),
        ({"search": "okoro"}, ["bridge"]),
        ({"search": "cafe"}, []),
        ({"search": "cafe", "in_text": "1"}, ["ferry"]),
        ({"source": "ada okoro"}, ["bridge"]),
        ({"kind": "person"}, ["bridge"]),
        ({"kind": "document"}, []),
        ({"first": "2024-01-01"}, []),
        ({"sort": "title", "falling": "1"}, ["tram", "ferry", "bridge"]),
        ({"sort": "words"}, ["bridge", "tram", "ferry"]),
        ({"state": "done"}, []),
    ],
)
def test_what_is_listed(listed, asked, found):
    assert listed(**asked) == found


def test_what_is_finished_and_what_is_not(listed, path):
    with Study.open(path) as study:
        study.coding("ferry", "Ines").finish()
    assert listed(state="done") == ["ferry"]
    assert listed(state="open") == ["bridge", "tram"]
    with Study.open(path) as study:
        study.coding("ferry", "Jo").correct(AcceptAttribution("a1"))
    assert listed(state="open", coder="Jo") == ["bridge", "ferry", "tram"]


def test_unsure_marks_come_first_and_go_when_they_are_accepted(listed, path, monkeypatch):
    monkeypatch.setattr(
        "hedgelens.measures.corpus.tally.UNSURE", 1.01
    )  # what a person says is surer than any mark of the machine
    with Study.open(path) as study:
        study.coding("ferry", "Ines").correct(GiveAttribution("a1", name="Mina Reese"))
    assert listed(unsure="1") == ["ferry"]
    assert listed(sort="unsure", falling="1") == ["ferry", "bridge", "tram"]


def test_a_correction_is_listed_at_once(listed, path):
    assert listed(source="Mina Reese") == []
    with Study.open(path) as study:
        study.coding("ferry", "Ines").correct(GiveAttribution("a1", name="Mina Reese"))
    assert listed(source="Mina Reese") == ["ferry"]


def test_what_comes_before_and_after_follows_filter_and_order(listed, path):
    def beside(id, **asked):
        with closing(Store.open(path)) as store:
            return listed.articles.beside(store, Wanted.of(asked), id)

    assert beside("ferry") == ("bridge", "tram")
    assert beside("ferry", sort="title", falling="1") == ("tram", "bridge")
    assert beside("tram") == ("ferry", None)
    assert beside("gone") == (None, None)
    with Study.open(path) as study:
        study.coding("ferry", "Ines").finish()
    assert beside("ferry", state="open") == ("bridge", "tram")  # it has dropped out, and still has its place
    assert beside("bridge", state="open") == (None, "tram")


def test_names_that_begin_with_what_is_typed_come_first(listed, path):
    with Study.open(path) as study:
        study.coding("ferry", "Ines").correct(GiveAttribution("a1", name="Okapi Fund"))
    with closing(Store.open(path)) as store:
        assert listed.articles.sources(store, "ok", 10) == [("Okapi Fund", 1), ("Ada Okoro", 1)]
        assert listed.articles.sources(store, "", 1) == [("Ada Okoro", 1)]


def test_what_cannot_be_sorted_by_is_said():
    with pytest.raises(HedgeLensError, match="sorted by 'colour'. Use one of: title, date"):
        Wanted.of({"sort": "colour"})
