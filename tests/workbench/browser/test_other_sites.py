"""A page of somebody else, open in the same browser, tries to change something, to read something, and to frame the workbench."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from hedgelens.study import Study

pytestmark = pytest.mark.slow

EDIT = '{"id": "bridge", "coder": "Eve", "edit": {"edit": "RemoveAttribution", "attribution": "a1"}}'


class _OtherSite(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>Somebody else</title><p>Free ferry tickets")

    def log_message(self, *said):
        """Says nothing."""


@pytest.fixture(scope="module")
def other_site():
    """The address of a page that is not ours: "localhost" is another host than "127.0.0.1"."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _OtherSite)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def elsewhere(served, visit, other_site):
    """Somebody who has the workbench open, and a page of another site beside it."""
    person = visit(served).go("/")
    page = person.page.context.new_page()
    page.goto(other_site)
    yield page
    with Study.open(served.path) as study:
        assert not list(study.codings("Eve")), "nothing has changed"


FETCHES = [
    "{ method: 'POST', body: edit, mode: 'no-cors', credentials: 'include' }",
    "{ method: 'POST', body: edit, credentials: 'include', headers: { 'Content-Type': 'text/plain' } }",
    "{ method: 'POST', body: edit, credentials: 'include', headers: { 'X-HedgeLens': '1', 'Content-Type': 'application/json' } }",
]


@pytest.mark.parametrize("how", FETCHES)
def test_it_cannot_post(elsewhere, served, how):
    said = elsewhere.evaluate(
        f"([url, edit]) => fetch(url, {how}).then((answer) => answer.type + ' ' + answer.status, () => 'refused')",
        [f"{served.origin}/api/correct", EDIT],
    )
    assert said in ("refused", "opaque 0")


def test_it_cannot_post_a_form(elsewhere, served):
    with elsewhere.expect_navigation() as gone:
        elsewhere.evaluate(
            """([url, edit]) => {
              const form = document.createElement("form"), field = document.createElement("input");
              Object.assign(form, { method: "post", action: url, enctype: "text/plain" });
              Object.assign(field, { name: edit.slice(0, -1) + ', "x": "', value: '"}' });
              form.append(field);
              document.body.append(form);
              form.submit();
            }""",
            [f"{served.origin}/api/correct", EDIT],
        )
    assert gone.value.status == 403


@pytest.mark.parametrize("path", ["/api/article?id=bridge&coder=Eve", "/articles", "/export?as=.jsonl"])
def test_it_cannot_read(elsewhere, served, path):
    asked = "(url) => fetch(url, { credentials: 'include' }).then((answer) => answer.text(), () => 'refused')"
    assert elsewhere.evaluate(asked, f"{served.origin}{path}") == "refused"


def test_it_cannot_take_the_scripts_of_the_workbench_for_its_own(elsewhere, served):
    loads = """(url) => new Promise((done) => {
      const script = document.createElement("script");
      script.onload = () => done("loaded");
      script.onerror = () => done("refused");
      script.src = url;
      document.body.append(script);
    })"""
    assert elsewhere.evaluate(loads, f"{served.origin}/static/common.js") == "refused"


def test_it_cannot_frame_the_workbench(elsewhere, served):
    elsewhere.evaluate(
        """(url) => new Promise((done) => {
          const frame = document.createElement("iframe");
          frame.onload = done;
          frame.src = url;
          document.body.append(frame);
        })""",
        f"{served.origin}/articles",
    )
    assert "Articles" not in elsewhere.frames[1].content()


@pytest.mark.parametrize("path", ["/", "/articles", "/article?id=bridge", "/results", "/api/article?id=bridge&coder=Eve"])
def test_who_does_not_have_the_token_gets_nothing(browser, served, path):
    context = browser.new_context()
    answer = context.new_page().goto(f"{served.origin}{path}")
    assert answer.status in (401, 403)
    assert "Okoro" not in answer.text()
    context.close()


def test_a_name_that_only_leads_here_is_refused(browser, served):
    """As where somebody lets a name of theirs lead to this machine (DNS rebinding)."""
    context = browser.new_context(extra_http_headers={})
    answer = context.request.get(served.address, headers={"Host": f"evil.example:{served.port}"})
    assert 400 <= answer.status < 500
    assert "Okoro" not in answer.text()
    context.close()
