"""From an empty study to corrected results on one's disk, by nothing but the mouse and the file chooser."""

from __future__ import annotations

import json
import zipfile

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect
from workbench_studies import write_articles

pytestmark = pytest.mark.slow


def test_articles_are_brought_in_corrected_and_taken_away(empty, visit, tmp_path):
    person = visit(empty, accept_downloads=True).go("/")
    page = person.page

    # Bring in: the page says how many came, and counts while they are analysed.
    with page.expect_file_chooser() as chooser:
        page.get_by_label("Choose files").click()
    chooser.value.set_files(sorted(write_articles(tmp_path / "articles").iterdir()))
    expect(page.get_by_text("2 files are in.")).to_be_visible()
    expect(page.get_by_text("2 analysed")).to_be_visible(timeout=20_000)

    # Open one from the list.
    page.get_by_role("link", name="Articles", exact=True).click()
    page.get_by_role("link", name="Old bridge stays shut until May").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Old bridge stays shut until May")

    # Correct: the mayor said the first sentence, too.
    person.is_called("Ines")
    before = person.share("Ada Okoro")
    person.selects("The old bridge over the Senn will stay shut until May")
    person.panel.get_by_label("Said by").fill("Ada Okoro")
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
    person.page.get_by_label("Choose files").set_input_files([tmp_path / "empty.txt", tmp_path / "tram.txt"])
    expect(person.page.get_by_text("1 analysed")).to_be_visible(timeout=20_000)
    person.page.get_by_text("1 problem").click()
    expect(person.page.get_by_text("empty.txt")).to_be_visible()


def test_a_folder_is_dragged_onto_the_page(empty, visit, tmp_path):
    folder = write_articles(tmp_path / "harbor" / "articles").parent
    person = visit(empty).go("/")
    box = person.page.get_by_text("Drag files or folders here").bounding_box()
    hand = person.page.context.new_cdp_session(person.page)
    for event in ("dragEnter", "dragOver", "drop"):
        data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
        hand.send("Input.dispatchDragEvent", {"type": event, "x": box["x"] + 5, "y": box["y"] + 5, "data": data})
    expect(person.page.get_by_text("2 analysed")).to_be_visible(timeout=20_000)
