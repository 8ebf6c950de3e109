"""The results in the workbench: filters that count anew, and each chart as a drawing, as pictures and as data."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")

from starlette.testclient import TestClient

from hedgelens.corrections.edits import GiveAttribution
from hedgelens.study import Study
from hedgelens.workbench.application import application

TOKEN, PORT = "secret-token", 8765
TABLE = """id,title,outlet,date,text
bridge,Bridge closed,The Gazette,2026-05-01,Ada Okoro said that the bridge would open in May. It may take longer.
ferry,Ferry stays,Harbor Post,2026-06-01,"According to the Harbor Institute, the ferry is safe. Rain fell all week."
"""


@pytest.fixture
def path(tmp_path):
    """The file of a study with two articles."""
    (tmp_path / "articles.csv").write_text(TABLE, "utf-8")
    with Study.new(tmp_path / "floods.study", engine="rules") as study:
        study.add(tmp_path / "articles.csv")
        study.run()
    return tmp_path / "floods.study"


@pytest.fixture
def browser(path):
    """A browser that came by the address that was printed."""
    client = TestClient(application(path, TOKEN, PORT), base_url=f"http://127.0.0.1:{PORT}", follow_redirects=False)
    client.get(f"/?token={TOKEN}")
    return client


def test_a_filter_counts_anew(browser):
    everything = browser.get("/results").text
    assert "Ada Okoro" in everything
    assert "Harbor Institute" in everything
    for query in ("outlet=Harbor+Post", "first=2026-05-15", "kind=organisation"):
        some = browser.get(f"/results?{query}").text
        assert "Harbor Institute" in some
        assert "Ada Okoro" not in some


def test_only_corrected_articles_can_be_asked_for_and_a_correction_is_seen_at_once(browser, path):
    assert "No article of the study matches these filters" in browser.get("/results?coding=corrected").text
    with Study.open(path) as study:
        coding = study.coding("bridge", "Ines")
        coding.correct(GiveAttribution(coding.analysis.attributions[0].id, name="Mina Reese"))
    for who in ("corrected", "Ines"):
        page = browser.get(f"/results?coding={who}").text
        assert "Mina Reese" in page
        assert "Harbor Institute" not in page


def test_sources_and_outlets_lead_to_their_articles(browser):
    page = browser.get("/results").text
    assert 'href="articles?source=Harbor+Institute"' in page
    assert 'href="articles?outlet=The+Gazette"' in page


def test_each_chart_comes_as_drawing_pictures_and_data(browser):
    assert browser.get("/results/chart?id=dominance").text.strip().startswith("<figure>")
    svg = browser.get("/results/chart.svg?id=dominance")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert "Ada Okoro" in svg.text
    assert browser.get("/results/chart.png?id=dominance").content.startswith(b"\x89PNG")
    table = browser.get("/results/chart.csv?id=dominance&outlet=Harbor+Post")
    assert table.headers["content-disposition"] == 'attachment; filename="dominance.csv"'
    assert table.text.splitlines()[1].startswith("Harbor Institute,organisation")


def test_every_chart_of_the_page_is_there(browser):
    import re

    page = browser.get("/results").text
    drawings = re.findall(r'data-drawing="(results/chart[^"]+)"', page)
    assert len(drawings) > 4
    assert all(browser.get(f"/{address.replace('&amp;', '&')}").status_code == 200 for address in drawings)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/results/chart?id=tides", "no chart 'tides'"),
        ("/results/chart.exe?id=kind", "cannot be saved as 'exe'"),
        ("/results?first=soon", "'soon' is not a date"),
    ],
)
def test_what_is_not_there_is_said(browser, address, said):
    answer = browser.get(address)
    assert answer.status_code == 400
    assert said in answer.json()["problem"]


def test_names_of_articles_are_escaped(browser, path, tmp_path):
    (tmp_path / "evil.csv").write_text(
        'id,title,outlet,text\nevil,x,"<script>alert(1)</script>",Ada said that it rained.\n', "utf-8"
    )
    with Study.open(path) as study:
        study.add(tmp_path / "evil.csv")
        study.run()
    assert "<script>alert" not in browser.get("/results").text
    assert "<script>alert" not in browser.get("/results/chart?id=kind").text
