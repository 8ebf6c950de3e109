"""The workbench behind Jupyter: who is let in by it, and who is not."""

from __future__ import annotations

import os
import subprocess

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")

from starlette.testclient import TestClient

from hedgelens._start import VERSION
from hedgelens.commands.jupyter import PROXY_HEADER, PROXY_TOKEN, workbench
from hedgelens.study import Study
from hedgelens.workbench.application import application
from hedgelens.workbench.behind import Behind

TOKEN, PORT = "secret-token", 8765
HERE = f"http://127.0.0.1:{PORT}"
HUB = "https://hub.example"
NAMES = {"names": ["Ines"], "blind": False}


@pytest.fixture
def path(tmp_path):
    """The file of an empty study."""
    path = tmp_path / "floods.study"
    Study.new(path, engine="rules").close()
    return path


def test_jupyter_finds_the_program_where_the_environment_is_not_activated():
    program = workbench()["command"]
    program = program[: program.index("app")]
    env = {**os.environ, "PATH": ""}
    assert subprocess.run([*program, "--version"], env=env, capture_output=True, text=True).stdout == f"hedgelens {VERSION}\n"


def behind(path, how):
    return TestClient(application(path, TOKEN, PORT, behind=how), base_url=HERE, follow_redirects=False)


def test_what_jupyter_passes_on_is_let_in_without_another_token(path):
    client = behind(path, Behind(PROXY_HEADER, "of-jupyter"))
    passed = {PROXY_HEADER: "of-jupyter"}
    assert client.get("/", headers=passed).status_code == 200
    assert client.post("/api/coders", json=NAMES, headers={**passed, "X-HedgeLens": "1", "Origin": HUB}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({PROXY_HEADER: "guessed"}, 403),
        ({PROXY_HEADER: ""}, 403),
        ({PROXY_HEADER: "of-jupyter", "Host": "evil.example"}, 421),
    ],
)
def test_others_are_not(path, headers, status):
    assert behind(path, Behind(PROXY_HEADER, "of-jupyter")).get("/", headers=headers).status_code == status


@pytest.mark.parametrize("more", [{}, {"X-HedgeLens": "1", "Sec-Fetch-Site": "cross-site"}])
def test_a_page_of_another_site_changes_nothing_through_jupyter(path, more):
    client = behind(path, Behind(PROXY_HEADER, "of-jupyter"))
    assert client.post("/api/coders", json=NAMES, headers={PROXY_HEADER: "of-jupyter", **more}).status_code == 403
    assert client.options("/api/coders", headers={PROXY_HEADER: "of-jupyter", "Origin": HUB}).status_code == 403
    with Study.open(path) as study:
        assert study.coders == ()


def test_on_a_hub_the_workbenchs_own_token_is_asked_for(path):
    client = behind(path, Behind())
    hub = {"Host": "hub.example", "X-Forwarded-Prefix": "/user/ines/proxy/8765/"}
    assert client.get("/", headers=hub).status_code == 403
    answer = client.get(f"/?token={TOKEN}", headers=hub)
    assert (answer.status_code, answer.headers["location"]) == (303, "./")
    assert "Path=/user/ines/proxy/8765/" in answer.headers["set-cookie"]
    ours = {**hub, "Cookie": f"hedgelens-token-{PORT}={TOKEN}", "X-HedgeLens": "1"}
    assert client.post("/api/coders", json=NAMES, headers={**ours, "Origin": HUB}).status_code == 200
    assert client.post("/api/coders", json=NAMES, headers={**ours, "Origin": "https://evil.example"}).status_code == 403
    assert client.post("/api/coders", json=NAMES, headers={**hub, "X-HedgeLens": "1", "Origin": HUB}).status_code == 403


def test_jupyter_tells_nobody_else_the_token():
    one, other = workbench(), workbench()
    token = one["environment"][PROXY_TOKEN]
    assert len(token) >= 32
    assert token != other["environment"][PROXY_TOKEN]
    assert token not in " ".join(one["command"])
    assert one["request_headers_override"] == {"Host": "127.0.0.1:{port}", PROXY_HEADER: token}
