"""The options that say how articles are read, and the text that is piped in."""

import io
import json
import sys

import pytest

TEXT = "The bridge may stay shut until May, the mayor said on Friday.\n"
RULES = ("--engine", "rules", "--format", "jsonl")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "press.csv").write_text(f'Nr,Story,When\n7,"{TEXT.strip()}",2021-04-03\n', encoding="utf-8")
    (tmp_path / "guardian").mkdir()
    (tmp_path / "guardian" / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def piped(monkeypatch, raw):
    stream = io.TextIOWrapper(io.BytesIO(raw))
    monkeypatch.setattr(sys, "stdin", stream)


def articles(out):
    return [json.loads(line)["article"] for line in out.splitlines()]


@pytest.mark.parametrize(
    "named", [("--columns", "text=Story,id=Nr,date=When"), ("--text-column", "Story", "--columns", "id=Nr,date=When")]
)
def test_columns_are_named(command_line, folder, named):
    code, out, _ = command_line("analyze", "press.csv", *named, *RULES)
    assert code == 0
    assert [(one["id"], one["date"]) for one in articles(out)] == [("7", "2021-04-03")]


def test_folders_say_what_they_are_said_to(command_line, folder):
    code, out, _ = command_line("analyze", "guardian", "--fields", "outlet", *RULES)
    assert (code, articles(out)[0]["outlet"]) == (0, "guardian")


@pytest.mark.parametrize("named", ["Story", "body=Story", "text="])
def test_columns_that_say_nothing_are_refused(command_line, folder, named):
    code, out, err = command_line("analyze", "press.csv", "--columns", named, *RULES)
    assert (code, out) == (2, "")
    assert "Write --columns title=Headline" in err


def test_what_is_left_out_of_duplicates_is_said(command_line, folder):
    (folder / "guardian" / "b.txt").write_text(TEXT, encoding="utf-8")
    code, out, err = command_line("analyze", "guardian", "--duplicates", "leave-out", *RULES)
    assert (code, [one["id"] for one in articles(out)]) == (0, ["a"])
    assert "left out: b." in err


GERMAN = "Der Fluss stieg am Montag, sagte die Behörde, und niemand weiß, wann er wieder fällt.\n"


def test_only_english_is_analysed_where_that_is_asked_for_and_the_others_are_named(command_line, folder):
    (folder / "guardian" / "fluss.txt").write_text(GERMAN, encoding="utf-8")
    code, out, err = command_line("analyze", "guardian", *RULES)
    assert (code, [one["id"] for one in articles(out)]) == (0, ["a", "fluss"])
    code, out, err = command_line("analyze", "guardian", "--only-english", *RULES)
    assert (code, [one["id"] for one in articles(out)]) == (3, ["a"])
    assert "'fluss' does not look like English, and was left out" in err


def test_a_text_that_is_piped_in_is_one_article(command_line, folder, monkeypatch):
    piped(monkeypatch, TEXT.encode("utf-16"))
    code, out, _ = command_line("analyze", "-", *RULES)
    assert (code, [one["id"] for one in articles(out)]) == (0, ["standard-input"])


@pytest.mark.parametrize(("raw", "said"), [(b" \n", "empty or blank"), (b"\x81\x8d\x01", "not a text file")])
def test_what_is_piped_in_and_is_no_text_is_said(command_line, folder, monkeypatch, raw, said):
    piped(monkeypatch, raw)
    code, out, err = command_line("analyze", "-", *RULES)
    assert (code, out) == (2, "")
    assert said in err


def test_a_terminal_is_not_waited_for_and_files_are_not_read_beside(command_line, folder, monkeypatch):
    piped(monkeypatch, TEXT.encode())
    assert "Give one or the other" in command_line("analyze", "-", "guardian", *RULES)[2]
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert "hedgelens analyze - < article.txt" in command_line("analyze", "-", *RULES)[2]


def test_a_sentence_of_a_table_of_many_is_not_asked_for(command_line, folder):
    (folder / "many.csv").write_text(f'text,title\n"{TEXT}",a\n"{TEXT} Again.",b\n', encoding="utf-8")
    assert "a sentence belongs to one" in command_line("why", "many.csv", "0", "--engine", "rules")[2]
