"""Where output goes that cannot go out: streams that are closed, a full disk, files that may not be read or written."""

import os
import subprocess
import sys
from errno import EACCES, ENOENT
from pathlib import Path

import pytest

from hedgelens import cli

TEXT = "Bridge closed\n\nThe old bridge may stay shut until May, the mayor said on Friday.\n"
START = f'"{sys.executable}" -m hedgelens'


@pytest.fixture
def shell(tmp_path):
    """Runs a line of the shell in a folder with an article, and returns exit code and messages."""
    (tmp_path / "bridge.txt").write_text(TEXT, encoding="utf-8")

    def run(line, **environment):
        given = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1]), "PYTHONUNBUFFERED": "", **environment}
        done = subprocess.run(["sh", "-c", f"{START} {line}"], capture_output=True, text=True, cwd=tmp_path, env=given)
        return done.returncode, done.stderr

    return run


@pytest.mark.parametrize("command", ["--help", "--version", "analyze --engine rules bridge.txt"])
def test_output_that_is_closed_goes_nowhere(shell, command):
    assert shell(f"{command} >&-") == (0, "")


def test_messages_go_nowhere_where_the_error_stream_is_closed(shell):
    assert shell("analyze gone.txt 2>&-") == (2, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("command", ["--help", "--version", "analyze --help", "schema", "bundled", "--show-completion bash"])
def test_a_full_disk_is_one_sentence_and_exit_code_2(shell, command):
    said = "hedgelens: The output cannot be written: No space left on device.\n"
    assert shell(f"{command} >/dev/full", _TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION="1") == (2, said)


def test_completion_that_cannot_be_installed_is_one_sentence(shell, tmp_path):
    (tmp_path / "home").write_text("a file where the folder should be")
    settings = {"HOME": str(tmp_path / "home"), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    code, said = shell("--install-completion bash", **settings)
    assert code == 2
    assert said.startswith(f"hedgelens: '{tmp_path / 'home'}")
    assert said.count("\n") == 1


def test_the_folder_one_is_in_may_have_been_deleted(command_line, tmp_path, monkeypatch):
    def cwd():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT))

    monkeypatch.setattr(Path, "cwd", cwd)
    _, _, err = command_line("analyze", "gone.txt")
    assert err == "hedgelens: There is no file 'gone.txt'. The folder you are in has been deleted: go to another one.\n"


def test_an_article_that_may_not_be_read_is_left_out_and_the_others_are_analysed(command_line, tmp_path, monkeypatch):
    for name in ("bridge", "locked"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    opens = Path.open

    def opened(path, *given, **options):
        if path.name == "locked.txt":
            raise PermissionError(EACCES, os.strerror(EACCES), str(path))
        return opens(path, *given, **options)

    monkeypatch.setattr(Path, "open", opened)
    monkeypatch.setattr(os, "access", lambda path, *_, **__: Path(path).name != "locked.txt")
    code, out, err = command_line("analyze", "--engine", "rules", "locked.txt", "bridge.txt")
    assert code == 3
    assert err == "hedgelens: left out: locked.txt: 'locked.txt' cannot be read: Permission denied.\n"
    assert out.startswith("Bridge closed\n")


@pytest.mark.parametrize(
    "command",
    [
        "import-sheet locked.xlsx",
        "agree locked.xlsx bridge.xlsx",
        "report locked.xlsx",
        "study status locked.study",
        "analyze bridge.txt --sources locked.toml",
        "analyze bridge.txt --hedges locked.toml",
    ],
)
def test_what_may_not_be_read_is_not_taken_for_something_else(command_line, tmp_path, monkeypatch, command):
    locked = next(part for part in command.split() if part.startswith("locked"))
    for name in (locked, "bridge.txt", "bridge.xlsx"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    reads = Path.read_text

    def read(path, *given, **options):
        if path.stem == "locked":
            raise PermissionError(EACCES, os.strerror(EACCES), str(path))
        return reads(path, *given, **options)

    monkeypatch.setattr(Path, "read_text", read)
    monkeypatch.setattr(os, "access", lambda path, *_, **__: Path(path).stem != "locked")
    code, _, err = command_line(*command.split())
    assert code == 2
    assert err.endswith(f"'{locked}' cannot be read: Permission denied.\n")
