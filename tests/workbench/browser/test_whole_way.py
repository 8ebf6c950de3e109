"""From an empty study to corrected results on one's disk, by nothing but the mouse and the file chooser."""

from __future__ import annotations

import json
import time
import zipfile

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect
from workbench_studies import write_articles

from hedgelens.study import Study
from hedgelens.workbench import bringing_in
from hedgelens.workbench.at_work import AtWork

pytestmark = pytest.mark.slow

LATE = b"It is late again, Mina Reese said.\n"
TABLE = b"title,text\nFerry late,The ferry is late. Mina Reese said so.\n"


def test_articles_are_brought_in_corrected_and_taken_away(empty, visit, tmp_path):
    person = visit(empty, accept_downloads=True).go("/")
    page = person.page

    # Adding: the page says how many came, and counts while they are analysed.
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Choose files").click()
    chooser.value.set_files(sorted(write_articles(tmp_path / "articles").iterdir()))
    expect(page.get_by_text("2 files received.")).to_be_visible()
    expect(page.get_by_text("2 analysed")).to_be_visible(timeout=20_000)

    # Open one from the list.
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("link", name="Old bridge stays shut until May").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Old bridge stays shut until May")

    # Correct: the mayor said the first sentence, too.
    person.is_called("Ines")
    before = person.share("Ada Okoro")
    person.selects("The old bridge over the Senn will stay shut until May")
    person.panel.get_by_role("combobox", name="Source", exact=True).fill("Ada Okoro")
    person.corrects(person.panel.get_by_role("button", name="Mark as an attribution").click)
    expect(person.source("Ada Okoro").locator(".share")).not_to_have_text(before)
    person.corrects(page.get_by_role("button", name="Finished").click)

    # Results: they rest on the correction.
    page.get_by_role("link", name="Results", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Ada Okoro")

    # Take away: what Ines said is in the archive.
    person.go("/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="zip").click()
    taken.value.save_as(tmp_path / "results.zip")
    with zipfile.ZipFile(tmp_path / "results.zip") as packed:
        (name,) = (name for name in packed.namelist() if name.endswith("analyses.jsonl"))
        analyses = {one["article"]["id"]: one for one in map(json.loads, packed.read(name).decode().splitlines())}
        texts = "".join(packed.read(name).decode("utf-8-sig") for name in packed.namelist() if name.endswith(".csv"))
    bridge = analyses["bridge"]
    okoro = next(source["id"] for source in bridge["sources"] if source["name"] == "Ada Okoro")
    first = next(sentence["start"] for sentence in bridge["sentences"] if sentence["kind"] == "body")
    assert any(one["source_id"] == okoro and one["content"][0][0] == first for one in bridge["attributions"])
    assert "Ines" in texts


def test_what_cannot_be_read_is_named_with_the_reason(empty, visit, tmp_path):
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "tram.txt").write_text("The tram is late, Mina Reese said.\n", "utf-8")
    person = visit(empty).go("/")
    person.adds(tmp_path / "empty.txt", tmp_path / "tram.txt")
    expect(person.page.get_by_text("1 analysed")).to_be_visible(timeout=20_000)
    expect(person.page.locator("#read")).to_contain_text("Left out: ")
    expect(person.page.locator("#read")).to_contain_text("empty.txt")
    assert str(tmp_path) not in person.page.locator("body").inner_text()
    person.page.get_by_text("1 problem").click()
    expect(person.page.locator("#said")).to_contain_text("empty.txt")


def test_what_was_read_of_each_article_is_shown_and_the_numbers_are_those_of_now(empty, visit):
    person = visit(empty).go("/")
    for number, name in enumerate(("Ferry late", "Tram late", "Bus late"), start=1):
        mail = f"Subject: {name}\nDate: Mon, 5 Feb 2024 10:00:00 +0000\n\nIt is late again, Mina Reese said.\n".encode()
        person.adds((f"{name}.eml", mail))
        table = person.page.get_by_role("table", name="What was found about the new articles")
        expect(table).to_contain_text(name)
        expect(table).to_contain_text("2024-02-05")
        expect(table.get_by_role("columnheader", name="Outlet (none)")).to_be_visible()
        expect(person.page.locator("#numbers")).to_contain_text(f"{number} analysed")


def test_a_table_that_waits_is_there_after_a_reload_and_can_be_left_out(empty, visit):
    person = visit(empty).go("/")
    table = b"2024-01-03,The ferry is late. Mina Reese said so.\n2024-01-04,The bridge is shut. Ada Okoro said so.\n"
    person.adds(("news.csv", table))
    form = person.page.get_by_role("form", name="Columns of news.csv")
    expect(form).to_contain_text("The first row is taken for the column names")
    person.page.reload()
    expect(form).to_have_count(1)
    form.get_by_role("button", name="Leave it out").click()
    expect(form).to_have_count(0)
    person.page.reload()
    expect(person.page.locator("#numbers")).to_contain_text("0 articles")
    expect(form).to_have_count(0)


def test_a_problem_stays_while_the_numbers_go_on(empty, visit, complaints, monkeypatch):
    complaints.expect("Failed to load resource")
    monkeypatch.setattr(bringing_in, "_LARGEST_UPLOAD", 100)
    person, other = visit(empty).go("/"), visit(empty).go("/")
    person.adds(("long.txt", b"a" * 200))
    expect(person.problem).to_contain_text("the limit is")
    other.adds(("tram.txt", LATE))
    expect(person.page.get_by_text("1 analysed")).to_be_visible(timeout=20_000)
    expect(person.problem).to_contain_text("the limit is")
    person.adds(("bus.txt", LATE))
    expect(person.problem).to_be_hidden()


def test_what_was_left_when_the_workbench_was_stopped_is_analysed_by_a_button(empty, visit, tmp_path):
    with Study.open(empty.path) as study:
        study.add(write_articles(tmp_path / "articles"))
    person = visit(empty).go("/")
    expect(person.page.get_by_text("2 articles still have to be analysed.")).to_be_visible()
    person.page.get_by_role("button", name="Analyse now").click()
    expect(person.page.get_by_text("2 analysed")).to_be_visible(timeout=20_000)
    expect(person.page.get_by_role("button", name="Analyse now")).to_be_hidden()


def test_a_window_that_was_refused_hears_of_the_work_again(empty, visit, complaints):
    complaints.expect("Failed to load resource")
    person, refused = visit(empty), []

    def answers(route):
        if refused:
            route.continue_()
        else:
            refused.append(route)
            route.fulfill(status=403, body="Open the workbench with the whole address.")

    person.page.route("**/api/progress", answers)
    person.go("/")
    expect(person.page.locator("#numbers")).to_contain_text("0 analysed")
    visit(empty).go("/").adds(("tram.txt", LATE))
    expect(person.page.get_by_text("1 analysed")).to_be_visible(timeout=20_000)


def test_that_the_work_failed_is_said_on_the_list_too_and_stays(empty, visit, monkeypatch):
    def fails(*_):
        time.sleep(0.6)  # so long that every window hears that something is done
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(AtWork, "_read", fails)
    adding, listing = visit(empty).go("/"), visit(empty)
    with listing.page.expect_response(lambda answer: "/api/articles" in answer.url):
        listing.go("/articles")
    with listing.page.expect_response(lambda answer: "/api/articles" in answer.url) as drawn:
        adding.adds(("tram.txt", LATE))
    drawn.value.finished()
    for person in (adding, listing):
        person.page.wait_for_timeout(300)  # for what would take it back
        expect(person.problem).to_contain_text("the disk is gone")


def test_the_form_of_a_table_goes_in_every_window_when_it_is_added(empty, visit):
    person = visit(empty).go("/")
    person.adds(("news.csv", TABLE))
    other = visit(empty).go("/")
    form, others = (one.page.get_by_role("form", name="Columns of news.csv") for one in (person, other))
    expect(others).to_have_count(1)
    form.get_by_role("button", name="Add these articles").click()
    expect(form).to_have_count(0)
    expect(others).to_have_count(0)


def test_an_answer_from_before_a_table_was_added_does_not_put_its_form_back(empty, visit):
    person, held = visit(empty), []
    person.page.route("**/api/status*", lambda route: route.continue_() if held else held.append(route))
    person.go("/")
    person.adds(("news.csv", TABLE))
    form = person.page.get_by_role("form", name="Columns of news.csv")
    expect(form).to_have_count(1)
    older = held[0].fetch()
    assert [table["file"] for table in older.json()["tables"]] == ["news.csv"]
    form.get_by_role("button", name="Add these articles").click()
    expect(form).to_have_count(0)
    held[0].fulfill(response=older)
    expect(person.page.get_by_text("1 analysed")).to_be_visible(timeout=20_000)
    expect(form).to_have_count(0)


def test_a_folder_is_dragged_onto_the_page(empty, visit, tmp_path):
    folder = write_articles(tmp_path / "harbor" / "articles").parent
    write_articles(folder / ".drafts")
    (folder / ".DS_Store").write_bytes(b"\0")
    person = visit(empty).go("/")
    box = person.page.get_by_text("Drag files or folders here").bounding_box()
    hand = person.page.context.new_cdp_session(person.page)
    for event in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
        hand.send("Input.dispatchDragEvent", {"type": event, "x": box["x"] + 5, "y": box["y"] + 5, "data": data})
    said = "2 files received. 1 hidden folder that may hold articles is not read: .drafts."
    expect(person.page.get_by_text(said)).to_be_visible()
    expect(person.page.get_by_text("2 analysed")).to_be_visible(timeout=20_000)
