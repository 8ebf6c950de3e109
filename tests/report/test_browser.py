"""What the page does in a real browser: filters, pointing, the keyboard, copying, no error. Skipped where there is no Chromium."""

import html
import json
import re
import shutil
import subprocess
import time

import pytest
from chromium import FLAGS, PROGRAM
from drafts import Draft, crowd, small, unsure

from hedgelens.records import Article, Quotation
from hedgelens.report import page, write_batch

BUDGET = "--virtual-time-budget=2000"

pytestmark = [pytest.mark.slow, pytest.mark.skipif(PROGRAM is None, reason="no Chromium on this machine")]

HOSTILE = [
    "<script>document.title = 'hacked'</script>",
    '"><img src=x onerror="document.title = 1">',
    "</style></script></textarea><!--",
    "' onmouseover='document.title = 1",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#x3c;",
    "\u202eright to left\u202c",
    "عاجل: قال الوزير إن الجسر آمن",
    "W" * 3000,
    '=HYPERLINK("x","y")',
    "<a href=javascript:alert(1)>press</a>",
    "<svg onload=alert(1)><foreignObject>",
]


def hostile(sources=500):
    """An article of many sources whose text, names, groups and reasons try to be something else than text."""
    words = [f"{HOSTILE[n % len(HOSTILE)]} {n}" for n in range(sources)]
    d = Draft("\n\n".join(f"S{n} says c{n}: {text} maybe{n}.\nMore{n} of it." for n, text in enumerate(words)))
    for n, text in enumerate(words):
        id = d.source(text, groups=(HOSTILE[n % len(HOSTILE)],), aliases=(text,))
        a = d.says(id, f"S{n} says", f"c{n}", quotation=list(Quotation)[n % 3])
        d.hedge(f"maybe{n}", owner=id, attribution=a)
        if n % 3 == 0:
            d.carries_on(2 * n + 1, id)
    made = d.done()
    fields = {f: getattr(made, f) for f in made.__dataclass_fields__}
    article = made.article
    head = {"title": HOSTILE[0], "outlet": HOSTILE[1], "author": HOSTILE[2], "date": HOSTILE[3], "language": '"><b>'}
    return type(made)(**{**fields, "article": Article("<i>&", article.text, article.blocks, **head)})


@pytest.fixture
def in_browser(tmp_path):
    """Opens a page, does there what a script says, and returns what the script noted."""

    def in_browser(shown, script, *flags):
        # The page lets no script but its own run: the test's copy goes without that rule.
        source = shown if isinstance(shown, str) else page(shown)
        source = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", source)
        probe = (
            "<script>const errors = []; addEventListener('error', (event) => errors.push(event.message), true);"
            "addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));"
            "console.error = (...all) => errors.push(all.join(' '));</script>",
            f"<script>(async () => {{ const notes = {{}}; {script}; notes.errors = errors;"
            "notes.asked = performance.getEntriesByType('resource').map((entry) => entry.name);"
            "const out = document.createElement('pre'); out.id = 'notes'; out.textContent = JSON.stringify(notes);"
            "document.body.append(out); })();</script>",
        )
        file = tmp_path / "page.html"
        source = source.replace("<head>", f"<head>{probe[0]}", 1)
        before, after = source.rsplit("</body>", 1)
        file.write_text(f"{before}{probe[1]}</body>{after}", encoding="utf-8")
        command = [PROGRAM, *FLAGS, BUDGET, *flags, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()]
        dom = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
        notes = json.loads(html.unescape(re.search(r'<pre id="notes">(.*?)</pre>', dom, re.DOTALL)[1]))
        assert notes["errors"] == []
        assert notes["asked"] == []
        return notes

    return in_browser


def test_filter_shows_the_sentences_of_a_source_strictly_and_inclusively(in_browser):
    notes = in_browser(
        small(),
        """
        const lit = () => [...document.querySelectorAll('#text .s:not(.off)')].map((s) => s.id);
        const button = document.querySelector('.filters [data-filter="0"]');
        button.click();
        notes.inclusive = lit();
        notes.said = document.getElementById('filter-state').textContent;
        document.getElementById('with-carried').click();
        notes.strict = lit();
        document.getElementById('hide-rest').click();
        notes.hidden = getComputedStyle(document.getElementById('sentence-5')).display;
        notes.pressed = [...document.querySelectorAll('[aria-pressed="true"]')].map((b) => b.textContent);
        document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}));
        notes.all = lit().length;
        """,
    )
    assert notes["inclusive"] == ["sentence-1", "sentence-2"]
    assert notes["strict"] == ["sentence-1"]
    assert notes["said"].startswith("2 of 5 sentences of the body rest on Ida Mayor")
    assert notes["hidden"] == "none"
    assert notes["pressed"] == ["Ida Mayor", "Ida Mayor 1 + 1"], "in the table and beside the text"
    assert notes["all"] == 6


def test_a_source_in_the_table_shows_its_sentences_and_goes_to_the_text(in_browser):
    notes = in_browser(
        small(),
        """
        const lit = () => [...document.querySelectorAll('#text .s:not(.off)')].map((s) => s.id);
        const button = document.querySelector('table [data-filter="2"]');
        button.click();
        notes.lit = lit();
        const { top } = document.getElementById('sentence-3').getBoundingClientRect();
        notes.inView = top > 0 && top < innerHeight;
        button.click();
        notes.all = lit().length;
        """,
        "--window-size=800,300",
    )
    assert notes["lit"] == ["sentence-3"]
    assert notes["inView"]
    assert notes["all"] == 6


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
        inner.click();
        document.getElementById('text').dispatchEvent(new MouseEvent('mouseleave'));
        notes.tapped = why.innerText;
        const stops = [...document.querySelectorAll('#text [tabindex="0"]')];
        notes.stops = stops.map((stop) => stop.dataset.a !== undefined ? 'a' + stop.dataset.a : stop.dataset.h !== undefined ? 'h' + stop.dataset.h : 'r');
        stops.find((stop) => stop.dataset.h === '0').focus();
        notes.focused = why.innerText;
        notes.live = why.getAttribute('aria-live');
        notes.bubbles = document.querySelectorAll('#text [title]').length;
        """,
    )
    assert "engineers" in notes["pointed"]
    assert "Agency ← engineers" in notes["pointed"]
    assert "indirect fact (shows) · confidence 0.90" in notes["pointed"]
    assert "test: found" in notes["pointed"]
    assert notes["left"].startswith("Point at a marked passage")
    assert notes["tapped"] == notes["pointed"]
    assert notes["stops"] == ["a0", "r", "h0", "a1", "a2", "h1", "a3"]
    assert "whose doubt: the writer" in notes["focused"]
    assert notes["live"] == "polite"
    assert notes["bubbles"] == 0


def test_enter_and_space_on_a_marked_passage_show_only_its_source_and_escape_shows_all(in_browser):
    notes = in_browser(
        small(),
        """
        const lit = () => [...document.querySelectorAll('#text .s:not(.off)')].map((s) => s.id);
        const press = (where, key) => where.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
        const stop = (mark) => document.querySelector(`#text [tabindex="0"]${mark}`);
        stop('[data-a="0"]').focus();
        notes.scrolls = press(stop('[data-a="0"]'), ' ');
        notes.space = lit();
        press(stop('[data-a="0"]'), 'Enter');
        notes.again = lit().length;
        press(stop('[data-a="2"]'), 'Enter');
        notes.enter = lit();
        press(document.body, 'Escape');
        notes.escape = lit().length;
        notes.panel = document.getElementById('why').innerText;
        press(stop('[data-a="3"]'), 'Enter');
        press(stop('[data-h="0"]'), 'Enter');
        notes.nobody = lit().length;
        """,
    )
    assert notes["scrolls"] is False, "the blank does not scroll the page"
    assert notes["space"] == ["sentence-1", "sentence-2"]
    assert notes["again"] == 6
    assert notes["enter"] == ["sentence-3"]
    assert notes["escape"] == 6
    assert notes["panel"].startswith("Point at")
    assert notes["nobody"] == 6, "an unknown source and the writer have no sentences to show"


def test_what_the_tab_key_reaches_stands_in_the_order_of_the_page_and_has_a_name(in_browser):
    notes = in_browser(
        small(),
        """
        const stops = [...document.querySelectorAll('a[href], button, input, textarea, [tabindex]')]
          .filter((e) => e.tabIndex >= 0 && e.checkVisibility());
        notes.stops = stops.map((e) => e.id || e.className || e.dataset.filter || e.tagName);
        notes.nameless = stops.filter((e) => !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).length;
        notes.tables = stops.filter((e) => e.closest('table')).map((e) => e.tagName);
        """,
    )
    assert notes["stops"][0] == "skip"
    assert notes["stops"].index("copy") < notes["stops"].index("c d0 k1") < notes["stops"].index("with-carried")
    assert notes["nameless"] == 0
    assert notes["tables"] == ["BUTTON"] * 3


COPY = """
    const wait = () => new Promise((done) => setTimeout(done, 50));
    const button = document.getElementById('copy'), box = document.getElementById('csv');
    button.focus();
    button.click();
    await wait();
    notes.said = document.getElementById('copied').textContent;
    notes.role = document.getElementById('copied').getAttribute('role');
    notes.shown = !box.hidden;
    notes.selected = box.value.slice(box.selectionStart, box.selectionEnd);
    notes.focus = document.activeElement.id;
"""


def clipboard(how):
    return f"Object.defineProperty(navigator, 'clipboard', {{value: {how}}}); const taken = [];"


def test_what_counts_follows_the_slider_everywhere(in_browser):
    notes = in_browser(
        unsure(),
        """
        const seen = () => ({
          verdict: document.getElementById('verdict').textContent,
          card: document.querySelector('.cards li b').textContent,
          rows: [...document.querySelectorAll('table.shares:not(.groups) tbody .name')].map((n) => n.textContent),
          filters: [...document.querySelectorAll('.filters .name')].map((n) => n.textContent),
          own: document.querySelector('tfoot .n').textContent,
          groups: document.querySelectorAll('table.groups tbody tr').length,
          unsure: [...document.querySelectorAll('#text .c.unsure, #text .carried.unsure')].map((m) => m.dataset.a ?? 'carried'),
          strip: [...document.querySelectorAll('.strip a')].map((a) => a.querySelectorAll('rect')[0].getAttribute('class')),
          hedge: document.querySelector('#text [data-h="1"]').className,
          note: document.getElementById('figures-note').hidden,
          said: document.getElementById('from-value').textContent,
        });
        const slider = document.getElementById('from');
        const move = (to) => { slider.value = to; slider.dispatchEvent(new Event('input')); return seen(); };
        notes.first = seen();
        document.querySelector('.filters [data-filter="2"]').click();
        notes.high = move(15);
        notes.freed = document.querySelectorAll('#text .s.off').length;
        notes.low = move(0);
        document.querySelector('#text .c[data-a="2"]').focus();
        notes.chain = document.querySelector('#why .chain').textContent;
        notes.none = move(20);
        document.querySelector('#text .c[data-a="1"]').focus();
        notes.why = document.querySelector('#why .what').textContent;
        document.getElementById('from-default').click();
        notes.last = seen();
        document.getElementById('copy').click();
        """,
    )
    first, high, low, none = (notes[name] for name in ("first", "high", "low", "none"))
    assert (first["rows"], first["filters"], first["unsure"]) == (["Ann", "Cy"], ["Ann", "Cy"], ["1", "carried"])
    assert (first["said"], first["note"]) == (".5, the default", True)
    assert (high["rows"], high["filters"], high["unsure"]) == (["Ann"], ["Ann"], ["1", "2", "carried"])
    assert high["verdict"].endswith("Counted: confidence ≥ .75, all types.")
    assert (high["said"], high["note"], high["groups"]) == (".75", False, 1)
    assert high["strip"] == ["k1 solid", "own", "own", "own"]
    assert (first["hedge"], high["hedge"]) == ("h k2", "h kw")
    assert notes["freed"] == 0, "the source that was shown alone does not count any more"
    assert (low["rows"], low["unsure"]) == (["Bob", "Ann", "Cy"], [])
    assert low["strip"][2] == "k3 more"
    assert notes["chain"] == "Bob ← Cy"
    assert (none["rows"], none["card"], none["groups"]) == ([], "0%", 0)
    assert none["own"].startswith("4 of 4 sentences")
    assert notes["why"] == "indirect fact · confidence 0.42, not counted: what counts is ≥ 1"
    assert notes["last"] == first


def test_the_table_is_copied_as_csv(in_browser):
    how = clipboard("{writeText: async (text) => { taken.push(text); }}")
    notes = in_browser(small(), f"{how}{COPY} notes.taken = taken;")
    assert notes["taken"] == [small().to_csv()]
    assert (notes["said"], notes["role"], notes["shown"]) == ("Copied: the table as CSV.", "status", False)


@pytest.mark.parametrize("how", ["undefined", "{writeText: () => Promise.reject(new Error('refused'))}"])
def test_where_the_clipboard_is_refused_the_csv_stands_selected(in_browser, how):
    notes = in_browser(small(), f"{clipboard(how)} document.execCommand = () => false; {COPY}")
    assert "Ctrl+C" in notes["said"]
    assert (notes["shown"], notes["focus"]) == (True, "csv")
    assert notes["selected"] == small().to_csv()


def test_where_only_the_old_way_to_copy_works_it_is_taken(in_browser):
    notes = in_browser(small(), f"{clipboard('undefined')} document.execCommand = () => true; {COPY}")
    assert (notes["said"], notes["shown"], notes["focus"]) == ("Copied: the table as CSV.", False, "copy")


def test_a_hostile_article_with_five_hundred_sources_shows_as_text_and_is_quick(in_browser):
    notes = in_browser(
        hostile(),
        """
        const took = (what) => { const start = performance.now(); what(); document.body.offsetHeight; return performance.now() - start; };
        notes.text = document.getElementById('text').textContent;
        notes.title = document.title;
        notes.heading = document.querySelector('h1').textContent;
        notes.names = [...document.querySelectorAll('table tbody th .name')].slice(0, 500).map((e) => e.textContent);
        notes.foreign = document.querySelectorAll('img, iframe, foreignObject, a[href^="javascript"], b[id]').length;
        notes.scripts = document.scripts.length;
        notes.handlers = [...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => a.name.startsWith('on'))).length;
        notes.wide = document.documentElement.scrollWidth - innerWidth;
        const share = document.querySelector('table tbody .value').getBoundingClientRect();
        notes.shareInView = share.right < innerWidth;
        const after = (name) => name.parentElement.querySelector('.quiet').getBoundingClientRect().left >= name.getBoundingClientRect().right - 1;
        const turned = [...document.querySelectorAll('.filters .name')].find((e) => e.textContent.includes('\\u202e'));
        notes.countAfterName = after(turned);
        const buttons = document.querySelectorAll('.filters button');
        notes.buttons = buttons.length;
        notes.filter = Math.min(...[1, 2, 3].map(() => took(() => buttons[250].click())));  // on, off and on again
        notes.lit = document.querySelectorAll('#text .s:not(.off)').length;
        const marks = [...document.querySelectorAll('#text .c')];
        notes.hover = took(() => marks.slice(0, 50).forEach((m) => m.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})))) / 50;
        notes.why = document.getElementById('why').textContent;
        """,
        "--window-size=1280,900",
    )
    squeezed = lambda text: "".join(text.split())  # noqa: E731
    assert squeezed(notes["text"]) == squeezed(hostile().article.text)
    assert notes["title"] == f"{HOSTILE[0]}: who it rests on"
    assert notes["heading"] == HOSTILE[0]
    assert {squeezed(name) for name in notes["names"]} == {squeezed(f"{HOSTILE[n % len(HOSTILE)]} {n}") for n in range(500)}
    assert (notes["foreign"], notes["handlers"], notes["buttons"]) == (0, 0, 500)
    assert notes["scripts"] == 5, "the page's three and the test's two"
    assert notes["wide"] <= 0, "a huge word does not make the page scroll sideways"
    assert notes["shareInView"], "nor does it push the figures out of the table"
    assert notes["countAfterName"], "text that runs the other way does not carry off what stands beside it"
    assert notes["lit"] in (1, 2)
    assert notes["filter"] < 1000
    assert notes["hover"] < 50
    assert "confidence 0.90" in notes["why"]


@pytest.mark.parametrize("make", [small, lambda: crowd(40), lambda: hostile(12)])
def test_a_narrow_phone_shows_all_and_does_not_scroll_sideways(in_browser, make, tmp_path):
    # A window of a headless browser is never so narrow; a frame is.
    inner = tmp_path / "inner.html"
    inner.write_text(page(make()), encoding="utf-8")
    notes = in_browser(
        f"<html><head></head><body><iframe src='{inner.name}' style='width:320px;height:640px;border:0'></iframe></body></html>",
        """
        const frame = document.querySelector('iframe');
        await new Promise((done) => { frame.onload = done; setTimeout(done, 1500); });
        notes.wide = frame.contentDocument.documentElement.scrollWidth;
        const inside = frame.contentDocument;
        notes.live = inside.body.classList.contains('live');
        const wider = (element) => element.scrollWidth > element.clientWidth + 1;
        notes.cut = [...inside.querySelectorAll('.scroll:not(.data), figure')].filter(wider).length;
        const lies = () => frame.contentWindow.getComputedStyle(inside.getElementById('why')).display !== 'none';
        notes.before = lies();
        inside.querySelector('#text [data-a]').click();
        notes.tapped = lies();
        inside.querySelector('h1').click();
        notes.after = lies();
        performance.clearResourceTimings();
        """,
        "--allow-file-access-from-files",
    )
    assert notes["live"]
    assert notes["wide"] <= 320
    assert notes["cut"] == 0, "no table or chart is wider than the page"
    assert (notes["before"], notes["tapped"], notes["after"]) == (False, True, False), (
        "the panel lies over it only when asked for"
    )


def test_the_index_of_a_hostile_batch_shows_as_text(in_browser, tmp_path):
    index = write_batch([hostile(12), small()], tmp_path / "out", [(HOSTILE[0], HOSTILE[1])])
    notes = in_browser(
        index.read_text(encoding="utf-8"),
        """
        notes.warning = document.querySelector('.warning').textContent;
        notes.links = [...document.querySelectorAll('tbody a')].map((a) => a.textContent);
        notes.foreign = document.querySelectorAll('img, iframe').length;
        """,
    )
    assert HOSTILE[0] in notes["warning"]
    assert HOSTILE[1] in notes["warning"]
    assert notes["links"] == [HOSTILE[0], "A draft"]
    assert notes["foreign"] == 0


@pytest.mark.parametrize("make", [small, hostile])
def test_the_script_runs_under_the_pages_own_rule(tmp_path, make):
    file = tmp_path / "page.html"
    file.write_text(page(make()), encoding="utf-8")
    command = [
        PROGRAM,
        *FLAGS,
        BUDGET,
        "--enable-logging=stderr",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--dump-dom",
        file.as_uri(),
    ]
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert time.monotonic() - start < 30
    assert "Content Security Policy" not in done.stderr
    assert "CONSOLE" not in done.stderr
    text = done.stdout.split('id="text"')[1].split("</article>")[0]
    assert "title=" not in text, "the script has taken the browser's own bubbles away"


def test_on_paper_there_are_no_controls_and_nothing_is_missing(tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("no pdftotext on this machine")
    file, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(page(crowd(40)), encoding="utf-8")
    command = [PROGRAM, *FLAGS, BUDGET, f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={paper}", file.as_uri()]
    subprocess.run(command, capture_output=True, timeout=60, check=True)
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    assert "Copy as CSV" not in text
    assert "Show only what rests on" not in text
    assert all(f"perhaps{n} today" in " ".join(text.split()) for n in range(40))
    assert len(re.findall(r"number\d+", text)) >= 40, "every row of the table, not only those that a screen shows"
