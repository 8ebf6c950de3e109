"""Several coders in a real browser: named, a sample drawn, finished, compared, and settled by a third; by mouse and by key."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from coded import give, remove
from playwright.sync_api import expect

from hedgelens.study import Study

pytestmark = pytest.mark.slow


@pytest.fixture
def own(tmp_path, prepared):
    """A workbench with a copy of the prepared study of its own."""
    import shutil

    from workbench_served import Served

    bench = Served(shutil.copy(prepared, tmp_path / "harbor.study"))
    yield bench
    bench.stop()


def called(person, name):
    """Writes a name into the field for it."""
    field = person.page.locator("#coder")
    field.fill(name)
    field.press("Enter")
    field.blur()


@pytest.fixture
def differing(own):
    """Two coders have finished an article and differ in it."""
    with Study.open(own.path) as study:
        study.name_coders("Ines", "Jo", blind=True)
        study.sample(2, seed=1)
        give(study, "bridge", "Ines", "Mina Reese", done=True)
        remove(study, "bridge", "Jo")
    return own


def test_coders_are_named_a_sample_is_drawn_and_shown_in_the_list(own, visit):
    person = visit(own).go("/together")
    page = person.page
    for name in ("Ines", "Jo"):
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Add coder").click()
        expect(page.get_by_role("button", name=f"Code as {name}")).to_be_visible()
    page.get_by_label("blind").check()
    page.get_by_label("Articles").fill("1")
    page.get_by_label("Seed").fill("3")
    page.get_by_role("button", name="Draw", exact=True).click()
    expect(page.get_by_text("(seed 3)").first).to_be_visible()
    page.get_by_role("button", name="Code as Jo").click()
    expect(page.locator("#coder")).to_have_value("Jo")
    page.get_by_role("link", name="Continue with my sample").click()
    expect(page.get_by_role("status").filter(has_text="1 of 2 articles")).to_be_visible()
    with Study.open(own.path) as study:
        assert (study.coders, study.blind) == (("Ines", "Jo"), True)
        assert list(study.samples()["seed"]) == [3]


def test_agreement_and_disagreements_are_shown(differing, visit):
    from workbench_looks import looks_right

    person = visit(differing).go("/together")
    page = person.page
    expect(page.get_by_role("row", name="attributed")).to_be_visible()
    expect(page.locator("#caption")).to_contain_text("Ines, Jo: N = 1 article")
    page.get_by_label("Between").select_option("Jo, the machine")
    expect(page.locator("#caption")).to_contain_text("Jo, the machine: N = 1 article")
    called(person, "Ines")
    looks_right(page, "together")
    page.get_by_role("link", name="Old bridge").click()
    expect(page.get_by_role("heading", name="Old bridge")).to_be_visible()


def test_a_third_person_settles_by_key_and_by_mouse(differing, visit):
    from workbench_looks import looks_right

    person = visit(differing).go("/settle?id=bridge")
    page = person.page
    called(person, "Ines")
    expect(page.locator("#why-not")).to_contain_text("a third person has to settle it")
    expect(page.locator("#why-not")).to_be_in_viewport(ratio=1)
    page.keyboard.press("1")
    expect(person.problem).to_contain_text("a third person has to settle it")
    called(person, "Kim")
    expect(page.locator("#why-not")).to_be_hidden()
    expect(person.problem).to_be_hidden()
    places = page.locator(".place")
    number = places.count()
    assert number >= 1
    expect(page.locator("#text mark").first).to_be_in_viewport()
    page.keyboard.press("1")
    expect(page.get_by_text("settled: as Ines").first).to_be_visible()
    looks_right(page, "settle")
    for place in range(1, number):
        page.keyboard.press("j")
        places.nth(place).get_by_role("button", name="As the machine").click()
        expect(places.nth(place).get_by_text("settled: as the machine")).to_be_visible()
    page.get_by_role("button", name="All settled").click()
    expect(page.get_by_text("The results use the settled version")).to_be_visible()
    with Study.open(differing.path) as study:
        assert study["bridge"].revisions[-1].by == "Kim"


def test_by_hand_leads_to_the_article(differing, visit):
    person = visit(differing).go("/settle?id=bridge")
    called(person, "Kim")
    person.page.get_by_role("button", name="By hand").first.click()
    person.page.wait_for_url("**/article?id=bridge*")
    expect(person.page.locator("#text .s").first).to_be_visible()
    expect(person.page.locator("#chosen")).to_contain_text("Sentence")


def test_codings_are_brought_in(differing, visit, tmp_path):
    with Study.open(differing.path) as study:
        study.export_codings(tmp_path / "codings.jsonl", "Ines")
    person = visit(differing).go("/together")
    page = person.page
    page.get_by_label("Import coding sheets").set_input_files(tmp_path / "codings.jsonl")
    page.get_by_label("Coded by").fill("Lena")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("Imported: 1 coding by Lena.")).to_be_visible()


def test_a_coder_added_before_the_page_knows_the_others_is_added_to_them(differing, visit):
    person = visit(differing)
    page = person.page
    answer = person.waits_for("/api/together")
    person.go("/together")
    page.get_by_label("Name").fill("Kim")
    page.get_by_role("button", name="Add coder").click()
    answer.comes()
    for name in ("Ines", "Jo", "Kim"):
        expect(page.get_by_role("button", name=f"Code as {name}")).to_be_visible()
    with Study.open(differing.path) as study:
        assert study.coders == ("Ines", "Jo", "Kim")


def test_who_gives_a_name_before_the_places_are_there_may_settle_them(differing, visit):
    person = visit(differing)
    page = person.page
    answer = person.waits_for("/api/settle")
    person.go("/settle?id=bridge")
    called(person, "Ines")
    called(person, "Kim")
    answer.comes()
    expect(page.locator(".place").first).to_be_visible()
    expect(page.locator("#why-not")).to_be_hidden()
    page.get_by_role("button", name="As Ines").first.click()
    expect(page.get_by_text("settled: as Ines").first).to_be_visible()
