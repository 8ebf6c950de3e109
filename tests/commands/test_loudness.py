"""How much a command says: --quiet, --verbose, and what is always said."""

import re

import pytest

from hedgelens.commands import progress
from hedgelens.commands.writing import LOUDNESS, Loudness

TEXT = "The old bridge may stay shut until May, the mayor said on Friday.\n"


@pytest.fixture
def articles(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{name}. {TEXT}", encoding="utf-8")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0 old")
    return tmp_path


def said(command_line, articles, *options):
    return command_line("analyze", articles, "--format", "jsonl", "-o", articles / "out.jsonl", "--engine", "rules", *options)[2]


def test_quiet_says_what_is_left_out_and_nothing_of_what_went_well(command_line, articles):
    usual = said(command_line, articles).splitlines()
    quiet = said(command_line, articles, "--quiet").splitlines()
    assert f"hedgelens: wrote {articles / 'out.jsonl'}" in usual
    assert [line for line in usual if "left out" in line] == quiet != []


def test_quiet_keeps_errors(command_line):
    code, _, err = command_line("analyze", "gone.txt", "-q")
    assert code == 2
    assert "gone.txt" in err


def test_verbose_says_how_long_it_took_and_how_far_it_is_where_there_is_no_terminal(command_line, articles, monkeypatch):
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    lines = said(command_line, articles, "-v").splitlines()
    assert "hedgelens: Analysing: 1 of 2" in lines
    assert re.fullmatch(r"hedgelens: took \d+\.\d seconds", lines[-1])
    assert LOUDNESS.get() is Loudness.USUAL


def test_both_are_one_too_many(command_line, articles):
    code, _, err = command_line("analyze", articles, "-q", "-v")
    assert code == 2
    assert err == "hedgelens: --quiet and --verbose contradict each other. Give only one of them.\n"
