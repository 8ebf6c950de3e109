"""Coding together as a browser asks for it: coders, samples, agreement, settling, codings out and in, and blindness."""

from __future__ import annotations

import io
import json
import tempfile
import zipfile

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")

from coded import give, remove
from starlette.testclient import TestClient

from hedgelens.corrections.edits import ChangeSource
from hedgelens.formats import FORMATS
from hedgelens.records import HedgeLensError
from hedgelens.sheet import read_sheet
from hedgelens.study import Study
from hedgelens.workbench import codings
from hedgelens.workbench.application import application

TOKEN, PORT = "secret-token", 8765
HERE = f"http://127.0.0.1:{PORT}"
OURS = {"X-HedgeLens": "1", "Origin": HERE}
TEXTS = {
    "bridge": "Bridge closed again\n\nAda Okoro said that the bridge would open in May. It may take longer.\n",
    "ferry": "Ferry stays\n\nAccording to the Harbor Institute, the ferry is safe. Rain fell for most of the week.\n",
}


@pytest.fixture
def path(tmp_path):
    """The file of a study of two articles."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    path = tmp_path / "floods.study"
    with Study.new(path, engine="rules") as study:
        study.add(*(tmp_path / f"{name}.txt" for name in TEXTS))
        study.run()
    return path


@pytest.fixture
def browser(path):
    """A browser that came by the address that was printed."""
    client = TestClient(application(path, TOKEN, PORT), base_url=HERE, follow_redirects=False)
    client.get(f"/?token={TOKEN}")
    return client


def post(browser, address, **data):
    return browser.post(address, json=data, headers=OURS)


def differ(path):
    """Has two coders finish an article in which they differ."""
    with Study.open(path) as study:
        give(study, "bridge", "Ines", "Mina Reese", done=True)
        remove(study, "bridge", "Jo")


@pytest.mark.parametrize("page", ["/together", "/settle?id=bridge", "/static/together.js", "/static/settle.js"])
def test_every_page_is_there(browser, page):
    assert browser.get(page).status_code == 200


def test_coders_are_named_and_a_sample_is_drawn_for_them(browser):
    found = post(browser, "/api/coders", names=["Ines", "Jo"], blind=True).json()
    assert (found["coders"], found["blind"], found["can_be_drawn"]) == (["Ines", "Jo"], True, 2)
    assert browser.get("/api/coders").json() == ["Ines", "Jo"]
    found = post(browser, "/api/sample", n=1, by="outlet", seed=3).json()
    (sample,) = found["samples"]
    assert (sample["seed"], sample["articles"], sample["coders"]) == (3, 1, ["Ines", "Jo"])
    assert [(row["coder"], row["finished"], row["articles"]) for row in found["progress"]] == [("Ines", 0, 1), ("Jo", 0, 1)]
    assert sum("Ines" in row["assigned"] for row in browser.get("/api/articles").json()["rows"]) == 1


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/api/coders", {"names": "Ines", "blind": True}),
        ("/api/coders", {"names": ["Ines", 3], "blind": True}),
        ("/api/coders", {"names": ["Ines", "  "], "blind": True}),
        ("/api/sample", {"n": 50}),
        ("/api/sample", {"n": "all"}),
        ("/api/sample", {"n": 1, "by": "mood"}),
        ("/api/settle", {"id": "bridge", "coder": "Kim", "place": "x", "took": "Ines"}),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(browser, address, data):
    before = browser.get("/api/together").json()
    answer = post(browser, address, **data)
    assert answer.status_code == 400
    assert answer.json()["problem"].endswith(".")
    assert browser.get("/api/together").json() == before


def test_agreement_comes_with_n_and_the_machine(browser, path):
    differ(path)
    found = browser.get("/api/agreement").json()
    rows = {(row["coders"], row["variable"]): row for row in found["variables"]}
    assert rows["Ines, Jo", "attributed"]["same"] == 0.5
    assert rows["Ines, Jo", "attributed"]["units"] == 2
    assert ("Jo, the machine", "attributed") in rows
    (article,) = found["differing"]
    assert (article["article"], article["coders"], article["finished"]) == ("bridge", ["Ines", "Jo"], False)


def test_a_third_person_settles_and_the_results_follow(browser, path):
    differ(path)
    view = browser.get("/api/settle", params={"id": "bridge", "coder": "Kim"}).json()
    assert view["coders"] == ["Ines", "Jo", "the machine"]
    assert view["why_not"] is None
    assert "".join(one["text"] for one in view["paragraphs"][1]).startswith("Ada Okoro said")
    for place in view["places"]:
        view = post(browser, "/api/settle", id="bridge", coder="Kim", place=place["key"], took="Ines").json()
    assert set(view["decisions"].values()) == {"Ines"}
    view = post(browser, "/api/settled", id="bridge", coder="Kim", done=True).json()
    assert view["done"]
    assert "Mina Reese" in browser.get("/results").text
    mine = browser.get("/api/settle", params={"id": "bridge", "coder": "Ines"}).json()
    assert "a third person has to settle it" in mine["why_not"]
    assert mine["places"]


def test_half_a_character_does_not_break_settling(browser, path):
    with Study.open(path) as study:
        coding = study.coding("bridge", "Ines")
        coding.correct(ChangeSource(coding.analysis.sources[0].id, role="mayor \ud83d of Denholm"))
        coding.finish()
        study.coding("bridge", "Jo").finish()
    answer = browser.get("/api/settle", params={"id": "bridge", "coder": " Kim "})
    assert answer.status_code == 200
    (place,) = answer.json()["places"]
    assert place["said"]["Ines"]["role"].startswith("mayor ")
    answer = post(browser, "/api/settle", id="bridge", coder=" Kim ", place=place["key"], took="Ines")
    assert answer.status_code == 200
    assert (answer.json()["mine"], list(answer.json()["decisions"].values())) == ("Kim", ["Ines"])
    assert answer.json() == browser.get("/api/settle", params={"id": "bridge", "coder": "Kim"}).json()


@pytest.mark.parametrize(("address", "writes"), [("/export", "export"), ("/codings?as=.jsonl", "export_codings")])
def test_a_file_leaves_no_folder_behind_whether_it_is_made_or_not(browser, path, tmp_path, monkeypatch, address, writes):
    differ(path)
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert browser.get(address).status_code == 200
    assert not list(folder.iterdir())

    made = []

    def breaks(study, target, *given, **named):
        made.append(target.parent)
        raise HedgeLensError("There is no room left.")

    monkeypatch.setattr(Study, writes, breaks)
    assert browser.get(address).json() == {"problem": "There is no room left."}
    assert [place.parent for place in made] == [folder]
    assert not list(folder.iterdir())


def test_blind_coders_see_nothing_of_each_other_anywhere(browser, path):
    post(browser, "/api/coders", names=["Ines", "Jo"], blind=True)
    post(browser, "/api/sample", n=2)
    with Study.open(path) as study:
        give(study, "bridge", "Ines", "Mina Reese", done=True)
    for address in (
        "/api/articles", "/api/together", "/api/agreement", "/results", "/api/article?id=bridge&coder=Jo",
        "/export?as=.csv", "/export?as=.jsonl", "/api/settle?id=bridge&coder=Kim", "/codings?as=.jsonl&me=Jo", "/codings?as=.jsonl",
    ):  # fmt: skip
        assert b"Mina Reese" not in browser.get(address).content, address
    assert b"Mina Reese" in browser.get("/codings?as=.jsonl&me=Ines").content
    sheet = path.with_name("ines.xlsx")
    sheet.write_bytes(browser.get("/codings?as=.xlsx&coder=Ines&me=Jo").content)
    assert [analysis.article.id for analysis in read_sheet(sheet).analyses] == ["ferry"]  # what she has still to do
    with Study.open(path) as study:
        study.coding("bridge", "Jo").finish()
    assert "Mina Reese" in browser.get("/api/settle?id=bridge&coder=Kim").text
    assert b"Mina Reese" in browser.get("/codings?as=.jsonl&me=Jo").content


def test_codings_go_out_and_come_in(browser, path):
    differ(path)
    lines = browser.get("/codings?as=.jsonl&me=Kim").content
    assert [json.loads(line)["coding"]["coder"] for line in lines.splitlines()] == ["Ines", "Jo"]
    files = [("file", ("codings.jsonl", lines.splitlines()[0] + b"\n"))]
    found = browser.post("/api/import-codings", files=files, data={"coder": "Lena"}, headers=OURS).json()
    assert (found["kept"], found["coders"]) == (1, ["Lena"])
    assert browser.post("/api/import-codings", files=files, headers=OURS).json()["same"] == 1
    sheet = browser.get("/codings?as=.xlsx&coder=Jo&me=Jo")
    assert sheet.content.startswith(b"PK")
    answer = browser.post("/api/import-codings", files=[("file", ("../x.xlsx", b"no"))], headers=OURS)
    assert answer.status_code == 400
    assert browser.post("/api/import-codings", data={"coder": "Lena"}, headers=OURS).status_code == 400
    assert browser.get("/codings?as=.exe").status_code == 400


def imported(browser, name, content, coder="Lena"):
    files = [("file", (name, content))]
    return browser.post("/api/import-codings", files=files, data={"coder": coder}, headers=OURS)


@pytest.mark.parametrize("format", [format.name for format in FORMATS if format.read is not None])
def test_an_article_comes_back_as_the_file_that_the_workbench_gave(browser, path, format):
    differ(path)
    given = browser.get("/export-article", params={"id": "bridge", "coder": "Ines", "format": format})
    name = given.headers["content-disposition"].partition("''")[2]
    answer = imported(browser, name, given.content)
    assert answer.json()["kept"] == 1
    with Study.open(path) as study:
        assert [source.name for source in study.coding("bridge", "Lena").analysis.sources] == ["Ada Okoro", "Mina Reese"]


def archive(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bridge.txt", b"The bridge", "'bridge.txt' is no file of codings: those end in .json,"),
        ("bridge.ann", b"\xff\xfe\x00", "bridge.ann"),
        ("bridge.json", b"[1,", "'bridge.json' is not JSON"),
        ("bridge.zip", b"PK", "'bridge.zip' cannot be unpacked"),
        ("bridge.zip", archive(readme="nothing"), "The folder 'bridge' holds no codings"),
        ("../../bridge.zip", archive(**{"../../../out.ann": "T1"}), "out.ann"),
        ("bridge.zip", archive(**{"a.ann": "x" * 3000}), "'bridge.zip' is too large"),
        ("bridge.zip", archive(**{"ines/a.ann": "T1", "jo/a.ann": "T2"}), "'bridge.zip' holds two files called 'a.ann'"),
    ],
)
def test_what_holds_no_codings_is_said_by_its_own_name(browser, tmp_path, monkeypatch, name, content, said):
    monkeypatch.setattr(codings, "_LARGEST", 2000)
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    answer = imported(browser, name, content)
    assert answer.status_code == 400
    assert said in answer.json()["problem"]
    assert str(folder) not in answer.json()["problem"]
    assert not list(folder.iterdir())
    assert not list(tmp_path.rglob("out.ann"))
