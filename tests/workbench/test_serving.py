"""Serving: where the workbench answers, what it prints, and what it says where it cannot."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import threading
import urllib.request

import pytest

pytest.importorskip("uvicorn")

from hedgelens.commands.app import app
from hedgelens.commands.writing import LOUDNESS, Loudness
from hedgelens.records import HedgeLensError
from hedgelens.workbench.serving import serve

_RUN = "import sys; from hedgelens.cli import main; sys.argv[0] = 'hedgelens'; main()"


@pytest.mark.slow
def test_the_command_prints_one_line_with_the_address_and_makes_the_study(tmp_path):
    command = [sys.executable, "-P", "-c", _RUN, "app", "new.study", "--no-browser"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True
    ) as process:
        try:
            line = process.stdout.readline().strip()
            assert line.startswith("http://127.0.0.1:")
            assert "token=" in line
            with urllib.request.build_opener(urllib.request.HTTPCookieProcessor()).open(line) as answer:
                assert "Add articles" in answer.read().decode()
            assert (tmp_path / "new.study").exists()
        finally:
            process.terminate()


def test_a_port_that_is_taken_is_said(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(HedgeLensError, match=f"port {port} cannot be used"):
            serve(tmp_path / "my.study", port=port, browser=False, told=print)


@pytest.mark.parametrize("port", [-1, 65536])
def test_a_port_that_cannot_be_is_said(tmp_path, port):
    with pytest.raises(
        HedgeLensError, match=rf"There is no port {port}: ports have numbers up to 65535\. Choose another with --port"
    ):
        serve(tmp_path / "my.study", port=port, browser=False, told=print)


@pytest.mark.parametrize(("loudness", "said"), [(Loudness.USUAL, "the workbench of"), (Loudness.QUIET, "")])
def test_how_it_ends_is_said_once_it_answers_and_not_to_whoever_asked_for_quiet(tmp_path, monkeypatch, capfd, loudness, said):
    def serves(file, *, told, **given):
        assert not capfd.readouterr().err
        thread = threading.Thread(target=told, args=("http://127.0.0.1:1/",))
        thread.start()
        thread.join()

    monkeypatch.setattr("hedgelens.workbench.serve", serves)
    token = LOUDNESS.set(loudness)
    try:
        app(tmp_path / "my.study")
    finally:
        LOUDNESS.reset(token)
    out, err = capfd.readouterr()
    assert out == "http://127.0.0.1:1/\n"
    assert said in err
    assert bool(err) is bool(said)


def test_what_is_not_installed_is_named_with_the_command_that_mends_it(tmp_path, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr("hedgelens.study.extra.find_spec", lambda name: None if name == "starlette" else find(name))
    with pytest.raises(HedgeLensError, match=r"pip install 'hedgelens\[app\]'"):
        serve(tmp_path / "my.study", browser=False, told=print)
    assert not (tmp_path / "my.study").exists()
