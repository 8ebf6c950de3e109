import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hedgelens import __version__, bundled, cli
from hedgelens.files import writing as files

TEXT = (
    "Bridge closed for repairs\n\n"
    "The old bridge may stay shut until May, the mayor said on Friday.\n\n"
    "According to the Harbour Office, about forty boats wait for it to open.\n"
)


@pytest.fixture
def run(command_line):
    """Runs the command line in an empty folder and returns exit code, output and messages."""
    return command_line


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_table_fits_eighty_columns_and_names_the_sources(run, article):
    code, out, err = run("analyze", article)
    assert (code, err) == (0, "")
    assert "Harbour Office" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_json_is_one_object_and_jsonl_one_a_line_in_input_order(run, article, tmp_path):
    data = json.loads(run("analyze", article, "--format", "json")[1])
    assert data["schema"] == 1
    assert data["hedgelens"] == __version__
    assert data["article"]["id"] == "bridge"
    other = tmp_path / "a-second.txt"
    other.write_text(TEXT, encoding="utf-8")
    lines = run("analyze", article, other, "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["bridge", "a-second"]
    assert json.loads(lines[0]) == data


def test_a_folder_is_read_in_alphabetical_order(run, article, tmp_path):
    (tmp_path / "a-second.txt").write_text(TEXT, encoding="utf-8")
    code, out, _ = run("analyze", tmp_path, "--format", "jsonl")
    assert code == 0
    assert [json.loads(line)["article"]["id"] for line in out.splitlines()] == ["a-second", "bridge"]


def test_csv_and_markdown_have_a_head_and_a_row_for_each_source(run, article):
    out = run("analyze", article, "--format", "csv")[1].splitlines()
    assert out[0].startswith("article,outlet,source,name,sentences_explicit")
    assert any(line.startswith("bridge,") and "Harbour Office" in line for line in out[1:])
    assert "| article | outlet | index |" in run("analyze", article, "--format", "md", "--table", "sentences")[1]


def test_offsets_in_json_point_into_the_file_as_it_stands(run, tmp_path):
    text = TEXT.replace("\n", "\r\n").replace("forty", "forty 🚢").replace(" on Friday", "\u00a0on Friday")
    path = tmp_path / "windows.txt"
    path.write_bytes(text.encode("utf-8"))
    data = json.loads(run("analyze", path, "--format", "json")[1])
    assert data["article"]["chars"] == len(text)
    assert {h["text"] for h in data["hedges"]} >= {"may", "about"}
    assert all(text[h["start"] : h["end"]] == h["text"] for h in data["hedges"])


def test_output_goes_to_a_file_and_the_terminal_says_where_it_is(run, article, tmp_path):
    target = tmp_path / "out.json"
    assert run("analyze", article, "--format", "json", "-o", target) == (0, "", f"hedgelens: wrote {target}\n")
    assert json.loads(target.read_text(encoding="utf-8"))["article"]["id"] == "bridge"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bridge.txt", "out.json"]


def test_report_writes_a_page_named_after_the_article(run, article, tmp_path):
    assert run("report", article) == (0, "", "hedgelens: wrote bridge.html\n")
    page = (tmp_path / "bridge.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Harbour Office" in page


def test_sources_writes_a_registry_that_analyze_takes(run, article, tmp_path):
    assert run("sources", article, "-o", "reg.toml") == (0, "", "hedgelens: wrote reg.toml\n")
    assert 'name = "Harbour Office"' in (tmp_path / "reg.toml").read_text(encoding="utf-8")
    code, out, _ = run("analyze", article, "--sources", "reg.toml")
    assert code == 0
    assert "Harbour Office" in out


def test_why_prints_the_reasons_of_one_sentence(run, article):
    by_words = run("why", article, "forty boats")
    assert by_words[0] == 0
    assert "Harbour Office is credited with" in by_words[1]
    assert by_words == run("why", article, "2")


@pytest.mark.slow
def test_demo_prints_the_table_and_fills_a_folder_that_it_names(run, tmp_path):
    code, out, err = run("demo")
    assert code == 0
    assert "Radio Free Asia" in out
    assert "hedgelens-demo/report.html" in err
    names = {p.name for p in (tmp_path / "hedgelens-demo").iterdir()}
    assert {"report.html", "analysis.json", "share.png", "strip.png", "hedges.png"} <= names
    assert (tmp_path / "hedgelens-demo" / "share.png").read_bytes().startswith(b"\x89PNG")
    groups = json.loads((tmp_path / "hedgelens-demo" / "analysis.json").read_text(encoding="utf-8"))["groups"]
    assert {row["source"] for row in groups} == {"RFA", "USIP", "Chinese media", "Mr. Xing"}


def test_the_articles_that_come_with_it_are_listed_and_printed_as_they_are(run, tmp_path):
    code, out, _ = run("bundled")
    assert code == 0
    assert "valley-flood" in [line.split()[0] for line in out.splitlines()]
    text = bundled.path("valley-flood").read_bytes().decode()
    assert run("bundled", "valley-flood")[1] == text
    assert run("bundled", "valley-flood", "-o", tmp_path / "flood.txt")[0] == 0
    assert (tmp_path / "flood.txt").read_bytes().decode() == text
    assert run("bundled", "valley-flood", "-o", tmp_path / "flood.txt")[0] == 2  # it may have been marked since
    assert "valley-flood" in run("bundled", "valey-flood")[2]


def broken(tmp_path):
    """Files that cannot be worked with."""
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\t\n")
    (tmp_path / "other.txt").write_text(TEXT.split()[0] + " rained, he said.", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "folder").mkdir()
    (tmp_path / "key.toml").write_text('[[source]]\nname = "X"\nkynd = "media"\n')
    (tmp_path / "syntax.toml").write_text('[[source]]\nname = "X\n')


BAD = {
    "missing file": (["analyze", "nowhere.txt"], ["nowhere.txt"]),
    "folder without articles": (["analyze", "folder"], ["folder", "no articles"]),
    "empty file": (["analyze", "empty.txt"], ["empty"]),
    "blank file": (["analyze", "blank.txt"], ["blank"]),
    "binary file": (["analyze", "binary.txt"], ["binary.txt", "not a text file"]),
    "unknown kind of file": (["analyze", "picture.png"], [".png"]),
    "unknown format": (["analyze", "bridge.txt", "--format", "xml"], ["'xml'", "jsonl"]),
    "json of several": (["analyze", "bridge.txt", "other.txt", "--format", "json"], ["--format jsonl"]),
    "unknown table": (["analyze", "bridge.txt", "--table", "quotes"], ["'quotes'", "sentences"]),
    "table of a format without one": (["analyze", "bridge.txt", "--table", "hedges"], ["'hedges'", "--format csv"]),
    "unknown engine": (["analyze", "bridge.txt", "--engine", "magic"], ["'magic'", "rules"]),
    "registry with an unknown key": (["analyze", "bridge.txt", "--sources", "key.toml"], ["key.toml", "line 3", "kynd"]),
    "registry that is no TOML": (["analyze", "bridge.txt", "--sources", "syntax.toml"], ["syntax.toml", "line 2"]),
    "missing registry": (["analyze", "bridge.txt", "--sources", "none.toml"], ["none.toml"]),
    "missing hedge rules": (["analyze", "bridge.txt", "--hedges", "none.toml"], ["none.toml"]),
    "output into no folder": (["analyze", "bridge.txt", "-o", "no/where.txt"], ["no", "folder"]),
    "output over the article": (["report", "bridge.txt", "-o", "bridge.txt"], ["bridge.txt", "article itself"]),
    "output is a folder": (["report", "bridge.txt", "-o", "folder"], ["folder"]),
    "report of a folder": (["report", "folder"], ["folder"]),
    "registry over what exists": (["sources", "bridge.txt", "-o", "key.toml"], ["key.toml", "exists"]),
    "registry from nowhere": (["sources", "nowhere.txt"], ["nowhere.txt"]),
    "why of a folder": (["why", "folder", "1"], ["folder"]),
    "why of no such sentence": (["why", "bridge.txt", "99"], ["'99'", "0 to 2"]),
    "why of words that nowhere stand": (["why", "bridge.txt", "tunnel"], ["'tunnel'"]),
    "demo into a file": (["demo", "-o", "bridge.txt"], ["bridge.txt"]),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_one_sentence_and_exit_code_2_and_nothing_is_written(run, article, tmp_path, case):
    broken(tmp_path)
    arguments, named = BAD[case]
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("hedgelens: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert all(word in err for word in named), err
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_what_is_not_english_is_warned_of_and_analysed_all_the_same(run, tmp_path):
    path = tmp_path / "de.txt"
    path.write_text("Der Minister sagte, dass die Lage ernst sei. Mehr wollte er am Abend dazu nicht sagen.\n", encoding="utf-8")
    code, out, err = run("analyze", path, "--format", "json")
    assert code == 0
    assert "does not look like English" in err
    assert json.loads(out)["article"]["language"] is None


def test_an_unknown_option_is_no_traceback(run):
    code, _, err = run("analyze", "--nonsense")
    assert code == 2
    assert "--nonsense" in err
    assert "Traceback" not in err


def test_it_runs_as_a_module():
    root = Path(cli.__file__).parents[1]
    done = subprocess.run([sys.executable, "-m", "hedgelens", "--version"], capture_output=True, text=True, cwd=root)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"hedgelens {__version__}\n", "")


@pytest.mark.parametrize(
    ("typed", "number", "completed"),
    [
        ("hedgelens con", 1, ["concordance", "contrasts"]),
        ("hedgelens export a.txt --format g", 4, ["graphml", "gexf"]),
        ("hedgelens export a.txt --fo", 3, ["--format", "--force"]),
        ("hedgelens analyze a.txt --engine l", 4, ["learned"]),
        ("hedgelens bundled burma", 2, ["burma-compounds"]),
    ],
)
def test_the_shell_completes_commands_and_options_and_what_these_take(typed, number, completed, tmp_path):
    script = tmp_path / "hedgelens"
    script.write_text("from hedgelens.cli import main\nmain()\n")
    asked = {"_HEDGELENS_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(number)}
    given = {**os.environ, **asked, "PYTHONPATH": str(Path(cli.__file__).parents[1])}
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=given)
    assert (done.stdout.split(), done.stderr) == (completed, "")


def test_the_completion_of_the_module_is_that_of_the_command():
    given = {**os.environ, "SHELL": "/bin/bash", "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    root = Path(cli.__file__).parents[1]
    asked = [sys.executable, "-m", "hedgelens", "--show-completion", "bash"]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=root, env=given)
    assert done.stdout.endswith("_hedgelens_completion hedgelens\n")


def test_version(run):
    assert run("--version") == (0, f"hedgelens {__version__}\n", "")


def test_help_names_the_commands_and_loads_no_big_library(tmp_path):
    code = (
        "import sys; sys.argv = ['hedgelens', '--help']\n"
        "from hedgelens.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'spacy', 'pandas', 'matplotlib', 'numpy', 'jinja2'} & set(sys.modules)))"
    )
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(cli.__file__).parents[1]
    )
    assert time.monotonic() - start < 5
    assert done.stdout.splitlines()[-1] == "[]"
    assert all(command in done.stdout for command in ("analyze", "report", "demo"))


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "page.html"
    target.write_text("old")

    def fails(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(files.HedgeLensError, match="No space left"):
        files.write_whole(target, "new", force=True)
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_bundled_articles_are_listed_and_read():
    assert bundled.DEMO in bundled.names()
    assert bundled.article().text == bundled.path().read_text(encoding="utf-8")
    with pytest.raises(files.HedgeLensError, match="no bundled article 'x'"):
        bundled.path("x")
