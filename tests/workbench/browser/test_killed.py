"""The workbench, or the browser, is killed in the middle of a correction, and started again."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest
from chromium import PROGRAM, Browser

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect
from workbench_served import Command

from hedgelens.study import Study

pytestmark = pytest.mark.slow


@pytest.fixture
def killed_study(prepared, tmp_path):
    return Path(shutil.copy(prepared, tmp_path / "harbor.study"))


def test_no_correction_is_lost_and_the_page_says_what_happened(killed_study, visit, complaints):
    path = killed_study
    complaints.expect("Failed to load resource")
    first = Command(path)
    try:
        person = visit(first).opens("bridge", coder="Ines")
        person.clicks("that it was full")
        person.corrects(person.panel.get_by_role("button", name="Not an attribution").click)
        expect(person.history).to_have_count(1)
    finally:
        first.kill()

    # The page says so, and keeps what is clicked meanwhile.
    person.clicks("the steel has rusted")
    person.panel.get_by_role("button", name="Not an attribution").click()
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


_CLICK = """(async () => {
  document.querySelector("#text [data-a='5']").dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
  await new Promise((done) => setTimeout(done, 100));
  [...document.querySelectorAll("#chosen button")].find((one) => one.textContent === "Not an attribution").click();
  await new Promise((done) => setTimeout(done, 100));
  return Boolean(localStorage.getItem("hedgelens-waiting"));
})()"""


def _comes(profile, bench, wait_for="document.querySelectorAll('#text .s').length > 0"):
    """A browser of its own at the article, with the name of a coder in it."""
    browser = Browser(profile)
    browser.open(bench.address)
    browser.run("localStorage.setItem('hedgelens-coder', 'Ines')")
    browser.open(f"{bench.origin}/article?id=bridge")
    _until(lambda: browser.run(wait_for))
    return browser


def _has_bytes_for(port):
    """Says whether a connection to a port has bytes that nobody has read yet."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return any(
        local.endswith(f":{port:04X}") and state == "01" and queues.split(":")[1] != "00000000"
        for _, local, _, state, queues, *_ in rows
    )


def _is_on_the_disk(profile):
    """Says whether Chromium has written what the page keeps of a click that was not answered; it does so seconds later."""
    files = (profile / "Default" / "Local Storage" / "leveldb").glob("*.log")
    return any("hedgelens-waiting".encode(form) in file.read_bytes() for file in files for form in ("utf-8", "utf-16-le"))


def _until(true, seconds=20):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it does not come about"
        time.sleep(0.1)


def _history(path):
    with Study.open(path) as study:
        return [type(one.edit).__name__ for one in study.coding("bridge", "Ines").history]


@pytest.mark.skipif(PROGRAM is None or not Path("/proc/net/tcp").exists(), reason="no Chromium, or no Linux to see what was sent")
def test_a_click_that_was_sent_is_kept_though_the_browser_dies_before_the_answer(killed_study, tmp_path):
    bench = Command(killed_study)
    try:
        browser = _comes(tmp_path / "profile", bench)
        os.kill(bench.pid, signal.SIGSTOP)  # the click is on its way, and nothing is answered
        assert browser.run(_CLICK)
        _until(lambda: _has_bytes_for(bench.port))
        browser.close()
        assert _history(killed_study) == []
        os.kill(bench.pid, signal.SIGCONT)
        _until(lambda: _history(killed_study) == ["RemoveAttribution"])
        again = _comes(tmp_path / "profile", bench, "document.querySelectorAll('#history li').length === 1")
        again.close()
        assert _history(killed_study) == ["RemoveAttribution"]
    finally:
        bench.kill()


@pytest.mark.skipif(PROGRAM is None or os.name != "posix", reason="no Chromium that could be killed")
def test_a_click_that_reached_nobody_is_made_when_browser_and_workbench_are_back(killed_study, tmp_path):
    first = Command(killed_study)
    try:
        browser = _comes(tmp_path / "profile", first)
    finally:
        first.kill()
    assert browser.run(_CLICK)
    _until(lambda: _is_on_the_disk(tmp_path / "profile"))
    browser.close()
    assert _history(killed_study) == []
    second = Command(killed_study, first.port)
    try:
        again = _comes(tmp_path / "profile", second, "document.querySelectorAll('#history li').length === 1")
        again.close()
        assert _history(killed_study) == ["RemoveAttribution"]
    finally:
        second.kill()
