"""The open article as a file for another program."""

import io
import zipfile

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")

from starlette.testclient import TestClient

from hedgelens.formats import FORMATS
from hedgelens.interchange import read
from hedgelens.study import Study
from hedgelens.workbench.application import application

TOKEN, PORT = "secret-token", 8766
HERE = f"http://127.0.0.1:{PORT}"
TEXT = "Bridge closed again\n\nAda Okoro said that the bridge would open in May. It may take longer.\n"


@pytest.fixture
def path(tmp_path):
    """The file of a study with one article that is analysed."""
    (tmp_path / "bridge – naïve.txt").write_text(TEXT, "utf-8")
    path = tmp_path / "floods.study"
    with Study.new(path, engine="rules") as study:
        study.add(tmp_path / "bridge – naïve.txt")
        study.run()
    return path


@pytest.fixture
def browser(path):
    client = TestClient(application(path, TOKEN, PORT), base_url=HERE, follow_redirects=False)
    assert client.get(f"/?token={TOKEN}").status_code == 303
    return client


def asked(browser, format, **more):
    return browser.get("/export-article", params={"id": "bridge – naïve", "coder": "Ines", "format": format, **more})


@pytest.mark.parametrize("format", [format.name for format in FORMATS])
def test_every_format_is_given(browser, path, tmp_path, format):
    answer = asked(browser, format)
    assert answer.status_code == 200
    name = answer.headers["content-disposition"].partition("''")[2]
    assert name.startswith("bridge%20_%20na%C3%AFve")
    assert answer.content


def test_what_lies_beside_comes_in_an_archive_and_is_read_back(browser, path, tmp_path):
    with zipfile.ZipFile(io.BytesIO(asked(browser, "brat", version="machine").content)) as archive:
        archive.extractall(tmp_path / "out")
    with Study.open(path) as study:
        analysis = study["bridge – naïve"]
    (annotations,) = (tmp_path / "out").glob("*.ann")
    assert read(annotations) == analysis


def test_what_cannot_be_given_is_said(browser):
    assert "There is no format 'word'" in asked(browser, "word").json()["problem"]
    assert browser.get("/export-article", params={"id": "nobody", "coder": "Ines", "format": "brat"}).status_code == 404


def test_the_page_offers_them_and_says_what_is_lost(browser):
    page = browser.get("/article", params={"id": "bridge – naïve"}).text
    assert all(f'<option value="{format.name}" title="{format.cannot_hold}">' in page for format in FORMATS)
