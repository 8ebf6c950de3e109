"""The workbench opened from Python: it answers at once, says where, and ends when it is told to or its opener is gone."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar

import pytest

pytest.importorskip("uvicorn")

from hedgelens.records import HedgeLensError
from hedgelens.study.opening import HUB_PREFIX, OpenWorkbench, _through


def page(url):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with opener.open(url, timeout=10) as answer:
        return answer.read().decode()


@pytest.mark.slow
def test_it_answers_until_it_is_stopped(analysed, capsys):
    with analysed.app() as bench:
        assert capsys.readouterr().out == f"{bench.url}\n"
        assert "Add articles" in page(bench.url)
        assert f'href="{bench.url}"' in bench._repr_html_()
    assert not bench.running
    with pytest.raises(urllib.error.URLError):
        page(bench.url)
    bench.stop()  # a second time does no harm


@pytest.mark.slow
def test_it_ends_with_the_program_that_opened_it(analysed):
    code = "import os, sys; from hedgelens.study import Study; Study.open(sys.argv[1]).app(); sys.stdout.flush(); os._exit(0)"
    program = subprocess.run([sys.executable, "-c", code, str(analysed.path)], stdout=subprocess.PIPE, text=True, check=True)
    url = program.stdout.strip()
    for _ in range(100):
        try:
            page(url)
        except urllib.error.URLError:
            return
        time.sleep(0.1)
    pytest.fail("the workbench still answers")


@pytest.mark.slow
def test_what_keeps_it_from_starting_is_said(analysed):
    with analysed.app() as bench, pytest.raises(HedgeLensError, match="port .* cannot be used"):
        analysed.app(port=int(bench.url.split(":")[2].split("/")[0]))


@pytest.mark.slow
def test_on_a_hub_it_is_reached_through_jupyter(analysed, monkeypatch, capsys):
    monkeypatch.setenv(HUB_PREFIX, "/user/ines/")
    with analysed.app() as bench:
        assert bench.url.startswith("/user/ines/proxy/")
        port, token = bench.url.split("/")[4], bench.url.partition("token=")[2]
        request = urllib.request.Request(f"http://127.0.0.1:{port}/?token={token}")
        request.add_header("Host", "hub.example")
        request.add_header("X-Forwarded-Prefix", f"/user/ines/proxy/{port}/")
        opener = urllib.request.build_opener(_NoRedirect)
        with pytest.raises(urllib.error.HTTPError) as answer:
            opener.open(request, timeout=10)
        assert answer.value.headers["location"] == "./"
        assert f"Path=/user/ines/proxy/{port}/" in answer.value.headers["set-cookie"]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def test_the_address_on_a_hub():
    assert _through("/user/ines/", "http://127.0.0.1:8765/?token=x") == "/user/ines/proxy/8765/?token=x"


def test_a_workbench_that_has_ended_says_so():
    with subprocess.Popen([sys.executable, "-c", ""], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.wait()
        bench = OpenWorkbench(process, "http://127.0.0.1:1/")
        assert "ended" in repr(bench)
        assert bench._repr_html_() == "The workbench has ended."
        bench.stop()
