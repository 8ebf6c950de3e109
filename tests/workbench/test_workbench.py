"""The workbench as a browser asks it: who gets in, what is brought in, corrected, undone and taken away."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")

from starlette.testclient import TestClient

from hedgelens import workbench
from hedgelens.corrections.edits import ChangeSource
from hedgelens.study import Study
from hedgelens.workbench.application import application
from hedgelens.workbench.bringing_in import _safe_parts

SCRIPTS = [f"/static/{path.name}" for path in sorted((Path(workbench.__file__).parent / "pages").glob("*.js"))]
TOKEN, PORT = "secret-token", 8765
HERE = f"http://127.0.0.1:{PORT}"
OURS = {"X-HedgeLens": "1", "Origin": HERE}
TEXT = "Bridge closed again\n\nAda Okoro said that the bridge would open in May. It may take longer.\n"


@pytest.fixture
def path(tmp_path):
    """The file of a study with one article that is analysed."""
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    path = tmp_path / "floods.study"
    with Study.new(path, engine="rules") as study:
        study.add(tmp_path / "bridge.txt")
        study.run()
    return path


@pytest.fixture
def outside(path):
    """A browser that does not know the token."""
    return TestClient(application(path, TOKEN, PORT), base_url=HERE, follow_redirects=False)


@pytest.fixture
def browser(outside):
    """A browser that came by the address that was printed."""
    assert outside.get(f"/?token={TOKEN}").status_code == 303
    return outside


def correct(browser, edit, coder="Ines"):
    return browser.post("/api/correct", json={"id": "bridge", "coder": coder, "edit": edit}, headers=OURS)


def text_of(view):
    return "\n".join(html for _, html in view["paragraphs"])


# -- who gets in ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", ["/", "/articles", "/article?id=bridge", "/results", "/api/status", "/export?as=.csv", "/?token=wrong"]
)
def test_without_the_token_nobody_gets_in(outside, page):
    answer = outside.get(page)
    assert answer.status_code == 403
    assert "Ada Okoro" not in answer.text


def test_the_token_is_taken_out_of_the_address_and_kept_where_no_script_reads_it(outside):
    answer = outside.get(f"/?token={TOKEN}")
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", "localhost", ""])
def test_a_foreign_host_gets_no_answer(browser, host):
    assert browser.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-HedgeLens": "1", "Origin": "http://evil.example"},
        {"X-HedgeLens": "1", "Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE},
    ],
)
def test_a_page_of_another_site_changes_nothing(browser, path, headers):
    edit = {"edit": "RemoveAttribution", "attribution": "a1"}
    answer = browser.post("/api/correct", json={"id": "bridge", "coder": "Ines", "edit": edit}, headers=headers)
    assert answer.status_code == 403
    with Study.open(path) as study:
        assert not list(study.codings())


def test_pages_run_no_script_but_our_own(browser):
    policy = browser.get("/articles").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert browser.get("/static/article.js").status_code == 200
    assert browser.get("/static/../application.py").status_code == 404


# -- reading ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", ["/", "/articles", "/article?id=bridge", "/results", "/static/style.css", "/static/list.js", "/favicon.ico"]
)
def test_every_page_is_there(browser, page):
    assert browser.get(page).status_code in (200, 204)


def test_the_list_has_what_it_is_searched_and_sorted_by(browser):
    (row,) = browser.get("/api/articles").json()["rows"]
    assert (row["id"], row["analysed"], row["attributions"], row["coders"]) == ("bridge", True, 1, [])


def test_an_article_comes_with_its_marks_and_places(browser):
    view = browser.get("/api/article", params={"id": "bridge", "coder": "Ines"}).json()
    assert [source["name"] for source in view["sources"]] == ["Ada Okoro"]
    start, end, kind = view["sentences"][1]
    assert TEXT[start:end].startswith("Ada Okoro said")
    assert kind == "body"
    assert 'data-a="0"' in text_of(view)


def test_what_is_not_there_is_said(browser):
    answer = browser.get("/api/article", params={"id": "tram", "coder": "Ines"})
    assert answer.status_code == 404
    assert "no article 'tram'" in answer.json()["problem"]


# -- correcting -------------------------------------------------------------------------------------------------------------


def test_a_correction_is_saved_at_once_undone_and_done_again(browser, path):
    view = correct(browser, {"edit": "GiveAttribution", "attribution": "a1", "name": "Mina Reese"}).json()
    assert "Mina Reese" in {source["name"] for source in view["sources"]}
    with Study.open(path) as study:  # another process would see it now
        assert "Mina Reese" in {source.name for source in study["bridge"].sources}
    ask = {"id": "bridge", "coder": "Ines"}
    undone = browser.post("/api/undo", json=ask, headers=OURS).json()
    assert [one["undone"] for one in undone["history"]] == [True]
    again = browser.post("/api/redo", json=ask, headers=OURS).json()
    assert [one["undone"] for one in again["history"]] == [False]
    machine = browser.get("/api/article", params={**ask, "version": "machine"}).json()
    assert "Mina Reese" not in {source["name"] for source in machine["sources"]}


def test_a_click_is_answered_by_what_it_changed(browser):
    ask = {"id": "bridge", "coder": "Ines"}
    seen = browser.get("/api/article", params=ask).json()
    edit = {"edit": "GiveAttribution", "attribution": "a1", "name": "Mina Reese"}
    answer = browser.post("/api/correct", json={**ask, "edit": edit, "seen": seen["mark"]}, headers=OURS).json()
    assert answer["since"] == seen["mark"]
    assert "title" not in answer["values"]
    now = browser.get("/api/article", params=ask).json()
    for key, places in answer["places"].items():
        for n, one in places.items():
            seen[key][int(n)] = one
    assert {**seen, **answer["values"]} == now


def test_a_correction_of_what_is_no_longer_so_is_not_made(browser):
    ask = {"id": "bridge", "coder": "Ines"}
    seen = browser.get("/api/article", params=ask).json()["mark"]
    correct(browser, {"edit": "RemoveAttribution", "attribution": "a1"})  # in another window
    edit = {"edit": "AcceptAttribution", "attribution": "a1"}
    answer = browser.post("/api/correct", json={**ask, "edit": edit, "seen": seen}, headers=OURS)
    assert answer.status_code == 409
    assert "in another window" in answer.json()["problem"]
    assert answer.json()["view"]["attributions"] == []
    assert len(answer.json()["view"]["history"]) == 1


def test_half_a_character_in_a_text_breaks_no_answer(path, browser):
    with Study.open(path) as study:
        coding = study.coding("bridge", "Ines")
        coding.correct(ChangeSource(coding.analysis.sources[0].id, role="mayor \ud83d of Denholm"))
    view = browser.get("/api/article", params={"id": "bridge", "coder": "Ines"})
    assert view.status_code == 200
    assert view.json()["sources"][0]["role"] == "mayor \ufffd of Denholm"


def test_two_coders_see_their_own_corrections(browser):
    correct(browser, {"edit": "RemoveAttribution", "attribution": "a1"}, coder="Ines")
    other = browser.get("/api/article", params={"id": "bridge", "coder": "Jo"}).json()
    assert len(other["attributions"]) == 1
    assert not other["begun"]


def test_an_article_is_finished(browser):
    view = browser.post("/api/finish", json={"id": "bridge", "coder": "Ines", "done": True}, headers=OURS).json()
    assert view["done"]
    assert browser.get("/api/articles").json()["rows"][0]["finished"] == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", json.dumps({"id": "bridge", "coder": "", "edit": {"edit": "AcceptAttribution", "attribution": "a1"}}).encode(),
     json.dumps({"id": "bridge", "coder": "Ines", "edit": {"edit": "Explode"}}).encode(), b"x" * 1_000_001],
)  # fmt: skip
def test_what_is_no_correction_is_answered_by_a_sentence(browser, body):
    answer = browser.post("/api/correct", content=body, headers=OURS)
    assert answer.status_code == 400
    assert answer.json()["problem"].endswith((".", "'"))


def test_a_hostile_text_is_escaped(path, tmp_path, browser):
    (tmp_path / "evil.txt").write_text("<img src=x onerror=alert(1)> said that <script>alert(2)</script> rained.", "utf-8")
    with Study.open(path) as study:
        study.add(tmp_path / "evil.txt")
        study.run()
    text = text_of(browser.get("/api/article", params={"id": "evil", "coder": "Ines"}).json())
    assert "<script>" not in text
    assert "<img" not in text


# -- in and out -------------------------------------------------------------------------------------------------------------


def test_files_that_are_brought_in_are_read_and_analysed(browser, path):
    files = [
        ("./ferry.txt", ("ferry.txt", b"The ferry is late, Mina Reese said.\n")),
        ("post/tram.txt", ("tram.txt", b"The tram is late, Lena Varga said.\n")),
    ]
    assert browser.post("/api/bring-in", files=files, headers=OURS).json() == {"files": 2, "not_read": "", "tables": []}
    for _ in range(200):
        found = browser.get("/api/status").json()
        if found["analysed"] == 3 and not found["work"]["doing"]:
            break
        time.sleep(0.1)
    assert found["analysed"] == 3
    assert (path.parent / "floods-files" / "post" / "tram.txt").exists()


def test_what_was_left_when_the_workbench_was_stopped_is_analysed_when_asked_for(browser, path, tmp_path):
    (tmp_path / "ferry.txt").write_text("The ferry is late, Mina Reese said.\n", "utf-8")
    with Study.open(path) as study:
        study.add(tmp_path / "ferry.txt")
    assert browser.get("/api/status").json()["to_do"] == 1
    assert browser.post("/api/analyse", json={}, headers=OURS).status_code == 200
    assert wait_for(browser, 2)["to_do"] == 0


TABLE = 'headline,story,paper,source\nFerry late,"The ferry is late, Mina Reese said.",Courier,wire <b>7</b>\n'


def wait_for(browser, articles):
    for _ in range(200):
        found = browser.get("/api/status").json()
        if found["analysed"] == articles and not found["work"]["doing"]:
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def test_a_table_waits_until_somebody_says_which_column_holds_what(browser, path):
    files = [("./news.csv", ("news.csv", TABLE.encode()))]
    answer = browser.post("/api/bring-in", files=files, headers=OURS).json()
    (table,) = answer["tables"]
    assert table["columns"] == ["headline", "story", "paper", "source"]
    assert table["taken"]["text"] == "story"
    assert table["rows"][0][3] == "wire <b>7</b>"  # the page shows it as text
    assert browser.get("/api/status").json()["articles"] == 1
    columns = {"text": "story", "title": "headline", "outlet": "paper", "author": ""}
    asked = {"file": table["file"], "columns": columns, "duplicates": "leave-out"}
    assert browser.post("/api/add-table", json=asked, headers=OURS).status_code == 200
    found = wait_for(browser, 2)
    assert "1 article is new" in found["work"]["said"][0]
    with Study.open(path) as study:
        (read,) = (analysis.article for analysis in study if analysis.article.id != "bridge")
    assert (read.title, read.outlet, dict(read.fields)["source"]) == ("Ferry late", "Courier", "wire <b>7</b>")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"file": "../../etc/passwd", "columns": {"text": "a"}}, "no longer there"),
        ({"file": "news.csv", "columns": {"title": "headline"}}, "holds the texts"),
        ({"file": "news.csv", "columns": {"text": "story", "colour": "x"}}, "holds the texts"),
        ({"file": "news.csv", "columns": {"text": "story"}, "duplicates": "burn"}, "treated as 'burn'"),
        ({"file": "news.csv", "columns": {"text": "story"}, "fields": "a/a"}, "folders above"),
    ],
)
def test_what_a_table_cannot_be_read_by_is_said(browser, asked, said):
    browser.post("/api/bring-in", files=[("./news.csv", ("news.csv", TABLE.encode()))], headers=OURS)
    answer = browser.post("/api/add-table", json=asked, headers=OURS)
    assert answer.status_code == 400
    assert said in answer.json()["problem"]


def test_a_table_waits_also_where_the_page_is_opened_again_until_it_is_left_out(browser):
    browser.post("/api/bring-in", files=[("./news.csv", ("news.csv", TABLE.encode()))], headers=OURS)
    (table,) = browser.get("/api/status").json()["tables"]
    assert table["file"] == "news.csv"
    assert browser.post("/api/leave-table", json={"file": "news.csv"}, headers=OURS).status_code == 200
    assert browser.get("/api/status").json()["tables"] == []


def test_the_answer_says_what_was_read_of_each_article_and_what_was_left_out(browser):
    columns = {"text": "story", "title": "headline", "outlet": "paper"}
    browser.post("/api/bring-in", files=[("./news.csv", ("news.csv", TABLE.encode()))], headers=OURS)
    browser.post("/api/add-table", json={"file": "news.csv", "columns": columns}, headers=OURS)
    arrived = wait_for(browser, 2)["work"]["arrived"]
    assert arrived == {"articles": 1, "dated": 0, "placed": 1, "titled": 1, "first": [["Ferry late", "Courier", None]]}

    browser.post("/api/bring-in", files=[("./scan.docx", ("scan.docx", b""))], headers=OURS)
    found = wait_for(browser, 2)
    assert found["work"]["said"][1:] == ["Left out: 'scan.docx' is empty: it has 0 bytes. Save or download it again."]
    assert found["work"]["arrived"] is None
    assert found["problems"] == ["'scan.docx' is empty: it has 0 bytes. Save or download it again."]


def test_many_that_are_left_out_are_counted(browser):
    files = [(f"./{n}.docx", (f"{n}.docx", b"")) for n in range(10)]
    browser.post("/api/bring-in", files=files, headers=OURS)
    found = wait_for(browser, 1)
    assert len(found["problems"]) == 10
    assert found["work"]["said"][9:] == ["2 more were left out; all are listed under problems."]


def test_what_comes_twice_is_said_to_be_there(browser):
    files = [("./ferry.txt", ("ferry.txt", b"The ferry is late, Mina Reese said.\n"))]
    browser.post("/api/bring-in", files=files, headers=OURS)
    wait_for(browser, 2)
    browser.post("/api/bring-in", files=files, headers=OURS)
    found = wait_for(browser, 2)
    assert found["work"]["said"] == ["0 articles are new, 1 file is in the study already."]


def test_what_systems_leave_lying_about_is_passed_over(browser, path):
    names = (".DS_Store", "~$ferry.docx", "._ferry.txt", "post/Thumbs.db", "Desktop.ini", "__MACOSX/post/ferry.txt")
    lying = [(f"./{name}", (Path(name).name, b"\0")) for name in names]
    answer = browser.post("/api/bring-in", files=lying, headers=OURS)
    assert "no articles" in answer.json()["problem"]
    files = [*lying, ("./ferry.txt", ("ferry.txt", b"The ferry is late, Mina Reese said.\n"))]
    assert browser.post("/api/bring-in", files=files, headers=OURS).json()["files"] == 1
    assert wait_for(browser, 2)["problems"] == []
    assert [one.name for one in (path.parent / "floods-files").iterdir()] == ["ferry.txt"]


@pytest.mark.parametrize(
    "name", ["...And Then There Were None.txt", ".archive/ferry.txt", "post/.ferry.txt", "thumbs.db.txt", "_MACOSX/ferry.txt"]
)
def test_a_file_that_somebody_wrote_is_read_whatever_its_name_begins_with(browser, name):
    file = (f"./{name}", (Path(name).name, b"The ferry is late, Mina Reese said.\n"))
    assert browser.post("/api/bring-in", files=[file], headers=OURS).json()["files"] == 1
    assert wait_for(browser, 2)["problems"] == []


def test_hidden_folders_in_a_folder_are_not_kept_and_those_with_articles_are_named(browser, path):
    names = ("post/ferry.txt", "post/.drafts/old.txt", "post/a/.drafts/older.txt", "post/.git/config")
    files = [(name, (Path(name).name, b"The ferry is late, Mina Reese said.\n")) for name in names]
    answer = browser.post("/api/bring-in", files=files, headers=OURS).json()
    assert answer["files"] == 1
    assert answer["not_read"] == "2 hidden folders that may hold articles are not read: .drafts, a/.drafts."
    wait_for(browser, 2)
    assert [one.name for one in (path.parent / "floods-files").rglob("*.txt")] == ["ferry.txt"]
    answer = browser.post("/api/bring-in", files=files[1:], headers=OURS).json()
    assert "2 hidden folders" in answer["problem"]


def test_folders_say_what_they_are_asked_for(browser, path):
    files = [("Courier/2024/tram.txt", ("tram.txt", b"The tram is late, Lena Varga said.\n"))]
    browser.post("/api/bring-in", files=files, data={"fields": "outlet/year"}, headers=OURS)
    wait_for(browser, 2)
    with Study.open(path) as study:
        (read,) = (analysis.article for analysis in study if analysis.article.id != "bridge")
    assert (read.outlet, dict(read.fields)["year"]) == ("Courier", "2024")


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "a/../../b", "", "...", "con\0.txt", "x" * 1000, "報" * 200 + ".txt"],
)
def test_the_name_of_a_file_leads_nowhere_else(name):
    parts = _safe_parts(name)
    assert parts
    assert not {"..", ".", "/"} & set(parts)
    assert all(part and "/" not in part and "\\" not in part and "\0" not in part and len(part.encode()) <= 200 for part in parts)


@pytest.mark.parametrize("stem", ["On the bridge and its piers " * 12, "橋" * 200])
def test_a_file_with_a_long_name_is_read_as_what_its_ending_says(browser, stem):
    file = (f"./{stem}.txt", (f"{stem}.txt", b"The ferry is late, Mina Reese said.\n"))
    assert browser.post("/api/bring-in", files=[file], headers=OURS).json()["files"] == 1
    assert wait_for(browser, 2)["problems"] == []


def test_results_are_taken_away_with_the_corrections(browser):
    correct(browser, {"edit": "GiveAttribution", "attribution": "a1", "name": "Mina Reese"})
    answer = browser.get("/export?as=.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        for name in ("analyses.jsonl", "codings.jsonl", "charts/dominance.svg"):
            assert "Mina Reese" in packed.read(name).decode()
    assert browser.get("/export?as=.exe").status_code == 400
    assert "Mina Reese" in browser.get("/results").text


# -- behind another server --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["/", "/articles", "/article?id=bridge", *SCRIPTS])
def test_no_page_leads_out_of_the_address_that_the_workbench_stands_behind(browser, page):
    text = browser.get(page).text
    assert not re.findall(r"""(?:href|src)=["'`]/|location\.href = ["'`]/|EventSource\(["'`]/""", text)
