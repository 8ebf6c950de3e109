"""What the page does in a real browser: filters, pointing, the keyboard, no error. Skipped where there is no Chromium."""

import json
import re
import shutil
import subprocess

import pytest
from drafts import small

from hedgelens.report import page

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --virtual-time-budget=2000"
).split()

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture
def in_browser(tmp_path):
    """Opens the page of an analysis, does there what a script says, and returns what the script noted."""

    def in_browser(analysis, script):
        # The page lets no script but its own run: the test's copy goes without that rule.
        html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page(analysis))
        probe = (
            "<script>const errors = []; addEventListener('error', (event) => errors.push(event.message));</script>",
            f"<script>const notes = {{}}; {script}; notes.errors = errors;"
            "const out = document.createElement('pre'); out.id = 'notes'; out.textContent = JSON.stringify(notes);"
            "document.body.append(out);</script>",
        )
        file = tmp_path / "page.html"
        file.write_text(html.replace("<head>", f"<head>{probe[0]}").replace("</body>", f"{probe[1]}</body>"), encoding="utf-8")
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()]
        dom = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
        return json.loads(re.search(r'<pre id="notes">(.*?)</pre>', dom, re.DOTALL)[1].replace("&amp;", "&").replace("&gt;", ">"))

    return in_browser


def test_filter_shows_the_sentences_of_a_source_strictly_and_inclusively(in_browser):
    notes = in_browser(
        small(),
        """
        const lit = () => [...document.querySelectorAll('#text .s:not(.off)')].map((s) => s.id);
        const button = document.querySelector('[data-filter="0"]');
        button.click();
        notes.inclusive = lit();
        notes.said = document.getElementById('filter-state').textContent;
        document.getElementById('with-carried').click();
        notes.strict = lit();
        document.getElementById('hide-rest').click();
        notes.hidden = getComputedStyle(document.getElementById('sentence-5')).display;
        notes.pressed = button.getAttribute('aria-pressed');
        document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
        notes.all = lit().length;
        """,
    )
    assert notes["inclusive"] == ["sentence-1", "sentence-2"]
    assert notes["strict"] == ["sentence-1"]
    assert notes["said"].startswith("2 of 5 sentences of the body rest on Ida Mayor")
    assert notes["hidden"] == "none"
    assert notes["pressed"] == "true"
    assert notes["all"] == 6
    assert notes["errors"] == []


def test_pointing_and_the_keyboard_show_source_chain_confidence_and_reason(in_browser):
    notes = in_browser(
        small(),
        """
        const why = document.getElementById('why');
        const inner = document.querySelector('#text .c[data-a="2"]');
        inner.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
        notes.pointed = why.innerText;
        document.getElementById('text').dispatchEvent(new MouseEvent('mouseleave'));
        notes.left = why.innerText;
        const stops = [...document.querySelectorAll('#text [tabindex="0"]')];
        notes.stops = stops.map((stop) => stop.dataset.a !== undefined ? 'a' + stop.dataset.a : stop.dataset.h !== undefined ? 'h' + stop.dataset.h : 'r');
        stops.find((stop) => stop.dataset.h === '0').focus();
        notes.focused = why.innerText;
        notes.bubbles = document.querySelectorAll('#text [title]').length;
        """,
    )
    assert "engineers" in notes["pointed"]
    assert "Agency ← engineers" in notes["pointed"]
    assert "indirect fact · confidence 0.90" in notes["pointed"]
    assert "test: found" in notes["pointed"]
    assert notes["left"].startswith("Point at a marked passage")
    assert notes["stops"] == ["a0", "r", "h0", "a1", "a2", "h1", "a3"]
    assert "doubt of the writer" in notes["focused"]
    assert notes["bubbles"] == 0
    assert notes["errors"] == []


def test_the_script_runs_under_the_pages_own_rule(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(page(small()), encoding="utf-8")
    command = [
        CHROMIUM,
        *FLAGS,
        "--enable-logging=stderr",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom",
        file.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert "Content Security Policy" not in done.stderr
    text = done.stdout.split('id="text"')[1].split("</article>")[0]
    assert "title=" not in text, "the script has taken the browser's own bubbles away"
