"""The workbench is killed between two clicks, and started again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect
from workbench_served import Command

from hedgelens.study import Study

pytestmark = pytest.mark.slow


def test_no_correction_is_lost_and_the_page_says_what_happened(prepared, visit, tmp_path, complaints):
    path = Path(shutil.copy(prepared, tmp_path / "harbor.study"))
    complaints.expect("Failed to load resource")
    first = Command(path)
    try:
        person = visit(first).opens("bridge", coder="Ines")
        person.clicks("that it was full")
        person.corrects(person.panel.get_by_role("button", name="No attribution").click)
        expect(person.history).to_have_count(1)
    finally:
        first.kill()

    # The page says so, and keeps what is clicked meanwhile.
    person.clicks("the steel has rusted")
    person.panel.get_by_role("button", name="No attribution").click()
    expect(person.problem).to_contain_text("does not answer")
    expect(person.problem).to_contain_text("safe")
    expect(person.history).to_have_count(1)

    # Started again, as the page asks for: what was corrected is there, and what was clicked meanwhile comes after it.
    second = Command(path, first.port)
    try:
        person.page.context.new_page().goto(second.address)
        expect(person.history).to_have_count(2, timeout=20_000)
        expect(person.problem).to_be_hidden()
        with Study.open(path) as study:
            edits = [type(one.edit).__name__ for one in study.coding("bridge", "Ines").history]
        assert edits == ["RemoveAttribution", "RemoveAttribution"]
    finally:
        second.kill()
