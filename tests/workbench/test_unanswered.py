"""What is asked for and not there: whoever opens an address sees a page with a sentence, whoever asks from a script gets it as JSON."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")

from starlette.testclient import TestClient

from hedgelens.study import Study
from hedgelens.workbench import answering
from hedgelens.workbench.application import application

TOKEN, PORT = "secret-token", 8765
HERE = f"http://127.0.0.1:{PORT}"
OURS = {"X-HedgeLens": "1", "Origin": HERE}
OPENED = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
TEXT = "Bridge closed again\n\nAda Okoro said that the bridge would open in May. It may take longer.\n"


@pytest.fixture
def path(tmp_path):
    """The file of a study with an article that is not analysed."""
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    path = tmp_path / "floods.study"
    with Study.new(path, engine="rules") as study:
        study.add(tmp_path / "bridge.txt")
    return path


@pytest.fixture
def browser(path):
    """A browser that was let in."""
    client = TestClient(application(path, TOKEN, PORT), base_url=HERE, follow_redirects=False, raise_server_exceptions=False)
    assert client.get(f"/?token={TOKEN}").status_code == 303
    return client


@pytest.mark.parametrize(("address", "up"), [("/artcles", ""), ("/harbor/texts/1", "../../"), ("/static/nothing.js", "../")])
def test_a_wrong_address_is_answered_by_a_page_with_ways_out_of_it(browser, address, up):
    answer = browser.get(address, headers=OPENED)
    assert answer.status_code == 404
    assert f"The workbench has nothing at &#39;{address}&#39;." in answer.text
    assert f'<a href="{up or "./"}">Add articles</a>' in answer.text
    for link in re.findall(r'(?:href|src)="([^"#]+)"', answer.text):
        assert browser.get(str(answer.url.join(link))).status_code == 200, link
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("headers", [{}, OPENED])
def test_the_interface_for_scripts_answers_in_json_whoever_asks(browser, headers):
    answer = browser.get("/api/artcles", headers=headers)
    assert (answer.status_code, answer.json()) == (
        404,
        {"problem": "The workbench has nothing at '/api/artcles'. Check the address."},
    )


def test_a_script_that_asks_for_a_page_gets_the_sentence_alone(browser):
    assert browser.get("/artcles").json()["problem"].startswith("The workbench has nothing at '/artcles'.")


def test_an_address_without_end_is_cut_and_nothing_in_it_is_run(browser):
    answer = browser.get(f"/<script>alert(1)</script>{'x' * 5000}", headers=OPENED)
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert "x" * 200 not in answer.text


def test_a_wrong_method_is_named_with_the_right_one(browser):
    answer = browser.get("/api/correct", headers=OPENED)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert answer.json()["problem"].startswith("'/api/correct' takes POST, not GET.")
    answer = browser.post("/articles", headers={**OURS, **OPENED})
    assert answer.status_code == 405
    assert "&#39;/articles&#39; takes GET or HEAD, not POST." in answer.text


@pytest.mark.parametrize("address", ["/article?id=ferry", "/settle?id=ferry", "/export-article?id=ferry&coder=Ines&format=brat"])
def test_an_article_that_is_no_longer_there_is_said_on_a_page_with_the_list(browser, address):
    answer = browser.get(address, headers=OPENED)
    assert answer.status_code == 404
    assert "The study has no article &#39;ferry&#39;" in answer.text
    assert '<a href="articles">list of articles</a>' in answer.text


def test_an_article_that_is_no_longer_there_is_said_to_the_page_that_has_it_open(browser):
    answer = browser.post("/api/undo", json={"id": "ferry", "coder": "Ines"}, headers=OURS)
    assert answer.status_code == 404
    assert answer.json()["problem"].startswith("The study has no article 'ferry'")


def test_an_article_that_is_not_analysed_is_not_said_to_be_missing(browser):
    answer = browser.get("/article?id=bridge", headers=OPENED)
    assert answer.status_code == 400
    assert "The article &#39;bridge&#39; is not analysed yet." in answer.text


def test_what_a_link_cannot_be_answered_by_is_said_on_a_page(browser):
    answer = browser.get("/results?first=soon", headers=OPENED)
    assert answer.status_code == 400
    assert "&#39;soon&#39; is not a date." in answer.text
    answer = browser.get("/codings?as=.jsonl", headers=OPENED)
    assert "Nobody has coded anything in this study yet" in answer.text


def test_more_files_than_come_at_once_are_said_by_their_limit(browser, monkeypatch):
    monkeypatch.setattr(answering, "_MOST_FILES", 2)
    files = [(f"./{n}.txt", (f"{n}.txt", b"It is late, Mina Reese said.\n")) for n in range(3)]
    answer = browser.post("/api/bring-in", files=files, headers=OURS)
    assert answer.status_code == 400
    assert answer.json()["problem"].endswith("Send at most 2 files at once.")


def test_a_fault_of_our_own_is_a_sentence_too_and_guarded_as_all_else(browser, monkeypatch):
    def fails(*_):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(Study, "status", fails)
    answer = browser.get("/api/status")
    assert answer.status_code == 500
    assert answer.json() == {"problem": "HedgeLens failed (RuntimeError: the disk is gone). Please report it."}
    assert answer.headers["x-content-type-options"] == "nosniff"
