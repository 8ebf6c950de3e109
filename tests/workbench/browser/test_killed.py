"""The workbench is killed between two clicks, and started again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect
from workbench_served import Command

pytestmark = pytest.mark.slow


def test_what_was_corrected_is_there_and_the_page_says_what_happened(prepared, visit, tmp_path, complaints):
    path = Path(shutil.copy(prepared, tmp_path / "harbor.study"))
    complaints.expect("net::ERR_")
    first = Command(path)
    try:
        person = visit(first).opens("bridge", coder="Ines")
        person.clicks("that it was full")
        person.corrects(person.panel.get_by_role("button", name="No attribution").click)
    finally:
        first.kill()
    person.clicks("the steel has rusted")
    person.panel.get_by_role("button", name="No attribution").click()
    expect(person.problem).to_contain_text("nothing that was saved is lost")
    expect(person.history).to_have_count(1)

    second = Command(path)
    try:
        again = visit(second).opens("bridge", coder="Ines")
        expect(again.history).to_have_count(1)
        assert again.share("Tomas Brandt") == "0%"
        again.clicks("the steel has rusted")
        again.corrects(again.panel.get_by_role("button", name="No attribution").click)
        expect(again.history).to_have_count(2)
    finally:
        second.kill()
