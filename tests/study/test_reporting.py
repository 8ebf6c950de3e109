"""The report of a study: a page that stands alone, and a page for each article."""

import json
import re
from html.parser import HTMLParser

import pytest

from hedgelens.records import HedgeLensError
from hedgelens.study import Study


@pytest.fixture
def page(study, tmp_path):
    """The page of a study of three articles, and its folder."""
    study.run()
    index = study.report(tmp_path / "report")
    return index.read_text("utf-8")


def rows(page):
    """The data behind the list of articles."""
    return json.loads(re.search(r'<script type="application/json" id="rows">(.*?)</script>', page, re.DOTALL)[1])


def test_the_page_lists_every_article_with_a_page_that_is_there(page, tmp_path):
    listed = {row["title"]: row["page"] for row in rows(page)["rows"]}
    assert sorted(listed.values()) == ["articles/bridge.html", "articles/ferry.html", "articles/levee.html"]
    for path in listed.values():
        article = (tmp_path / "report" / path).read_text("utf-8")
        assert 'href="../index.html"' in article


def test_sources_can_be_searched_for_and_numbers_sorted_by(page):
    (row,) = (row for row in rows(page)["rows"] if "Ada Okoro" in row["sources"])
    words = [column.title for column in _columns()].index("Words")
    assert row["keys"][words] == int(row["cells"][words])
    assert 'data-search="Ada Okoro"' in page


def _columns():
    from hedgelens.report.study_page import COLUMNS

    return COLUMNS


def test_every_section_that_is_linked_is_there(page):
    linked, there = re.findall(r'href="#([\w-]+)"', page), re.findall(r'\bid="([\w-]+)"', page)
    assert {"dominance", "kind", "naming", "one-source", "articles"} <= set(linked) <= set(there)
    assert len(there) == len(set(there))


def test_nothing_is_loaded_from_elsewhere_and_only_our_own_script_runs(page):
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "default-src 'none'" in page
    assert re.search(r"script-src 'sha256-[\w+/=]+'", page)


def test_texts_of_articles_are_escaped(tmp_path, folder):
    (folder / "evil.txt").write_text("</script><script>alert(1)</script>\n\n<b>Ada</b> said that it rained.", "utf-8")
    with Study.new(tmp_path / "evil.study", engine="rules") as study:
        study.add(folder)
        study.run()
        page = study.report(tmp_path / "report").read_text("utf-8")

    class Scripts(HTMLParser):
        number = 0

        def handle_starttag(self, tag, attrs):
            self.number += tag == "script"

    scripts = Scripts()
    scripts.feed(page)
    assert scripts.number == 3  # the data, the colours and our own
    assert "<b>Ada" not in page


def test_without_pages_of_articles_the_list_has_no_links(study, tmp_path):
    study.run()
    page = study.report(tmp_path / "report", articles=False).read_text("utf-8")
    assert all(row["page"] is None for row in rows(page)["rows"])
    assert not (tmp_path / "report" / "articles").exists()


def test_what_could_not_be_read_is_on_the_page(study, folder, tmp_path):
    (folder / "empty.txt").write_text("", "utf-8")
    study.refresh()
    study.run()
    assert "empty.txt" in study.report(tmp_path / "report").read_text("utf-8")


def test_an_article_whose_page_cannot_be_made_is_said_and_has_no_link(study, tmp_path, monkeypatch):
    study.run()
    from hedgelens.study import reporting

    made = reporting.page_in_study
    monkeypatch.setattr(reporting, "page_in_study", lambda a, back: made(a, back) if a.article.id != "ferry" else 1 / 0)
    page = study.report(tmp_path / "report").read_text("utf-8")
    assert [row["page"] for row in rows(page)["rows"]] == ["articles/bridge.html", None, "articles/levee.html"]
    assert "ferry: HedgeLens failed" in page


def test_a_file_that_people_wrote_is_not_replaced(study, tmp_path):
    study.run()
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "index.html").write_text("mine", "utf-8")
    with pytest.raises(HedgeLensError, match="did not write"):
        study.report(tmp_path / "report")
    assert (tmp_path / "report" / "index.html").read_text("utf-8") == "mine"


def test_before_a_run_there_is_nothing_to_report(study, tmp_path):
    with pytest.raises(HedgeLensError, match="study run"):
        study.report(tmp_path / "report")


def test_a_chart_has_its_data_formula_and_sentence(page):
    assert 'href="data:text/csv' in page
    assert 'data-save="png"' in page
    assert "<math" in page
    assert "The dominance of each named source was measured as" in page
    assert "engine &#39;rules&#39;" in page
