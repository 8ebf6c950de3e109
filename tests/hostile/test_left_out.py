"""One article that fails, whatever it fails of, stops no other; and what is done when a command is stopped is kept."""

import json
import threading
from pathlib import Path

import pytest
from drafts import small
from sheet.sheets import Sheet

import hedgelens as hl
from hedgelens.analyzer import Analyzer
from hedgelens.files.locks import alone_in
from hedgelens.records import HedgeLensError
from hedgelens.sheet import read_sheet

RULES = ("--engine", "rules")
TEXTS = {
    "one": "The bridge may stay shut until May, the mayor said on Friday.\n",
    "two": "The bridge is safe, the Harbour Office said. It may rain.\n",
    "three": "A nurse said that the bridge is full.\n",
}


@pytest.fixture
def run(command_line, tmp_path):
    """Runs the command line in a folder that holds a folder of three articles."""
    (tmp_path / "articles").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    return command_line


def raising(monkeypatch, error, name="three"):
    """Has the analysis of one article raise an error; returns the list of the articles whose analysis begins."""
    begun = []
    analysis = Analyzer._analysis

    def instead(self, article):
        begun.append(article.id)
        if article.id == name:
            raise error
        return analysis(self, article)

    monkeypatch.setattr(Analyzer, "_analysis", instead)
    return begun


MANY = {
    "table": ["analyze", "articles", *RULES],
    "csv": ["analyze", "articles", *RULES, "--format", "csv"],
    "jsonl": ["analyze", "articles", *RULES, "--format", "jsonl"],
    "md": ["analyze", "articles", *RULES, "--format", "md"],
    "sources": ["sources", "articles", *RULES],
    "concordance": ["concordance", "bridge", "articles", *RULES],
    "collocations": ["collocations", "articles", *RULES, "--min", "1", "--format", "csv"],
    "contrasts": ["contrasts", "articles"],
}
"""Every command that goes over many articles and prints something."""


ERRORS = [MemoryError(), RecursionError(), HedgeLensError("It is odd.")]


@pytest.mark.parametrize(
    ("command", "error"),
    [*((name, IndexError("out of range")) for name in MANY if name != "contrasts"), *(("jsonl", error) for error in ERRORS)],
)
def test_every_command_goes_on_after_an_article_that_fails(run, monkeypatch, command, error):
    whole = run(*MANY[command])[1]
    raising(monkeypatch, error)
    code, out, err = run(*MANY[command])
    assert code == 3
    assert err.startswith("hedgelens: left out: three: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    if command != "collocations":
        assert out not in ("", whole)
    if command in ("csv", "jsonl", "md"):
        assert set(out.splitlines()) < set(whole.splitlines())


@pytest.mark.parametrize("command", MANY)
def test_every_command_goes_on_after_a_file_that_cannot_be_read(run, command):
    whole = run(*MANY[command])[1]
    Path("articles", "blank.txt").write_text(" \n")
    Path("articles", "picture.txt").write_bytes(bytes(range(256)))
    code, out, err = run(*MANY[command])
    assert (code, out) == (3, whole)
    assert [line.partition(": '")[0].partition(": The")[0] for line in err.splitlines()] == [
        "hedgelens: left out: blank.txt",
        "hedgelens: left out: picture.txt",
    ]
    code, out, err = run(*MANY[command], "nowhere.txt")
    assert (code, out) == (3, whole)
    assert "hedgelens: left out: nowhere.txt: There is no file 'nowhere.txt'." in err


def test_what_of_an_article_cannot_be_written_leaves_that_article_out(run, monkeypatch):
    to_dict = hl.Analysis.to_dict
    monkeypatch.setattr(hl.Analysis, "to_dict", lambda self: {}["x"] if self.article.id == "three" else to_dict(self))
    for output in ((), ("-o", "all.jsonl")):
        code, out, err = run(*MANY["jsonl"], *output)
        assert code == 3
        assert "left out: three: HedgeLens failed at it (KeyError in test_left_out.py, line " in err
        lines = (Path("all.jsonl").read_text(encoding="utf-8") if output else out).splitlines()
        assert [json.loads(line)["article"]["id"] for line in lines] == ["one", "two"]


def test_words_are_counted_in_the_articles_that_do_not_fail(run, monkeypatch):
    from hedgelens.concordance import contrasts

    counts = contrasts._counts
    monkeypatch.setattr(contrasts, "_counts", lambda p, rules: {}["x"] if p.article.id == "three" else counts(p, rules))
    code, out, err = run(*MANY["contrasts"])
    assert code == 3
    assert "left out: three: HedgeLens failed at it (KeyError in " in err
    assert "one" in out


def test_a_sheet_holds_the_articles_that_do_not_fail(run, monkeypatch):
    from hedgelens.sheet import writing

    raising(monkeypatch, IndexError())
    code, _, err = run("sheet", "s.xlsx", "articles", *RULES)
    assert code == 3
    assert [a.article.id for a in read_sheet("s.xlsx").analyses] == ["one", "two"]
    assert "hedgelens: left out: three: " in err
    packed = writing.packed
    monkeypatch.setattr(writing, "packed", lambda analysis: {}["x"] if analysis.article.id == "two" else packed(analysis))
    code, _, err = run("sheet", "s.xlsx", "articles", *RULES)
    assert code == 3
    assert [a.article.id for a in read_sheet("s.xlsx").analyses] == ["one"]
    assert "hedgelens: left out: two: HedgeLens failed at it (KeyError in " in err


def test_where_all_fail_that_is_said_and_nothing_is_written(run, monkeypatch):
    monkeypatch.setattr(Analyzer, "_analysis", lambda self, article: [][0])
    for command in ("csv", "jsonl", "table", "sources"):
        code, out, err = run(*MANY[command], "-o", "out")
        assert (code, out) == (2, "")
        assert err.count("left out: ") == 3
        assert err.endswith("hedgelens: None of the 3 articles could be processed.\n")
        assert [path.name for path in Path().iterdir()] == ["articles"]


def test_python_names_the_article_that_fails(run, monkeypatch):
    raising(monkeypatch, IndexError("out of range"))
    with pytest.raises(HedgeLensError, match=r"The article 'three' cannot be analysed\. .* \(IndexError in ") as raised:
        hl.analyze(Path("articles/three.txt"), engine="rules")
    assert isinstance(raised.value.__cause__, IndexError)
    collection = hl.Collection.analyze("articles", engine="rules")
    assert [a.article.id for a in collection] == ["one", "two"]
    assert [problem.article for problem in collection.problems] == ["three"]


# -- stopped -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ("jsonl", "What is done is in 'all'; the same call goes on from there."),
        ("csv", "What is done is in 'all'."),
        ("md", "What is done is in 'all'."),
        ("table", "Nothing was written to 'all'."),
    ],
)
def test_a_command_that_is_stopped_says_what_is_done_and_keeps_it(run, monkeypatch, format, said):
    arguments = ["analyze", "articles", *RULES, "--format", format, "-o", "all"]
    assert run(*arguments)[0] == 0
    whole = Path("all").read_bytes()
    Path("all").unlink()
    raising(monkeypatch, KeyboardInterrupt(), "two")  # the last of them
    code, out, err = run(*arguments)
    assert (code, out) == (130, "")
    assert err == f"hedgelens: stopped. 2 of 3 articles were done. {said}\n"
    assert Path("all").exists() == (format != "table")
    if format != "table":
        done = Path("all").read_bytes()
        assert done
        assert whole.startswith(done)
        assert done.endswith(b"\n")


def test_the_old_file_stays_until_the_new_one_is_whole(run, monkeypatch):
    arguments = ["analyze", "articles", *RULES, "--format", "jsonl", "-o", "all.jsonl"]
    assert run(*arguments)[0] == 0
    before = Path("all.jsonl").read_bytes()
    Path("articles", "one.txt").write_text("The road is shut, the mayor said.\n", encoding="utf-8")
    with monkeypatch.context() as patched:
        raising(patched, KeyboardInterrupt(), "two")
        assert run(*arguments)[0] == 130
    assert Path("all.jsonl").read_bytes() == before
    assert run(*arguments)[0] == 0
    assert Path("all.jsonl").read_bytes() != before
    assert sorted(path.name for path in Path().iterdir()) == ["all.jsonl", "articles"]


def test_a_stopped_report_of_a_folder_goes_on_from_its_analyses_and_comes_out_the_same(run, monkeypatch):
    arguments = ["report", "--batch", "articles", *RULES, "-o"]
    assert run(*arguments, "whole")[0] == 0
    with monkeypatch.context() as patched:
        raising(patched, KeyboardInterrupt(), "two")
        code, _, err = run(*arguments, "out")
    assert code == 130
    assert "stopped. 2 of 3 articles were done. What is done is in 'out/analyses.jsonl'; the same call goes on" in err
    begun = raising(monkeypatch, None, "nobody")
    assert run(*arguments, "out")[0] == 0
    assert begun == ["two"]
    assert {p.name: p.read_bytes() for p in Path("out").iterdir()} == {p.name: p.read_bytes() for p in Path("whole").iterdir()}


def analyses(**options):
    return hl.Collection.analyze("articles", engine="rules", save="all.jsonl", **options)


def test_python_keeps_each_analysis_and_goes_on_where_it_was_stopped(run, monkeypatch):
    whole = analyses()
    lines = Path("all.jsonl").read_text(encoding="utf-8")
    assert lines == run(*MANY["jsonl"])[1]
    with monkeypatch.context() as patched:
        raising(patched, KeyboardInterrupt(), "two")
        with pytest.raises(KeyboardInterrupt) as stopped:
            analyses()
    assert "What is done is in 'all.partial-" in stopped.value.__notes__[0]
    assert Path("all.jsonl").read_text(encoding="utf-8") == lines
    begun = raising(monkeypatch, None, "nobody")
    again = analyses()
    assert begun == ["two"]
    assert again == whole
    assert [a.colours for a in again] == [a.colours for a in whole]
    assert Path("all.jsonl").read_text(encoding="utf-8") == lines


def changed_text():
    Path("articles", "one.txt").write_text("The road is shut, the mayor said.\n", encoding="utf-8")
    return {}


def with_a_registry():
    Path("reg.toml").write_text('[[source]]\nname = "Harbour Office"\ngroups = ["port"]\n', encoding="utf-8")
    return {"sources": "reg.toml"}


def with_rules():
    Path("rules.toml").write_text('off = ["epistemic"]\n', encoding="utf-8")
    return {"hedges": "rules.toml"}


@pytest.mark.parametrize("change", [changed_text, with_a_registry, with_rules])
def test_nothing_is_taken_over_from_a_run_on_other_texts_or_with_other_settings(run, monkeypatch, change):
    with monkeypatch.context() as patched:
        raising(patched, KeyboardInterrupt(), "two")
        with pytest.raises(KeyboardInterrupt):
            analyses()
    options = change()
    begun = raising(monkeypatch, None, "nobody")
    found = analyses(**options)
    assert sorted(begun) == ["one", "three", "two"]
    assert found == hl.Collection.analyze("articles", engine="rules", **options)


def test_a_cut_last_line_and_what_follows_an_article_that_failed_are_made_again(run, monkeypatch):
    with monkeypatch.context() as patched:
        raising(patched, KeyboardInterrupt(), "two")
        with pytest.raises(KeyboardInterrupt):
            analyses()
    (partial,) = Path().glob("all.partial-*")
    partial.write_bytes(partial.read_bytes()[:-20])
    with monkeypatch.context() as patched:
        begun = raising(patched, ValueError(), "one")
        partial.write_bytes(b"")
        assert [problem.article for problem in analyses().problems] == ["one"]
        assert begun == ["one", "three", "two"]
    assert [a.article.id for a in analyses()] == ["one", "three", "two"]


def test_what_was_done_stays_when_the_next_run_is_stopped_before_it_comes_to_it(run, monkeypatch):
    with monkeypatch.context() as patched:
        raising(patched, KeyboardInterrupt(), "two")
        with pytest.raises(KeyboardInterrupt):
            analyses()
    done = Path("all.jsonl").read_bytes()
    Path("all.jsonl").unlink()  # as if it had been killed
    monkeypatch.setattr("hedgelens.collection.saving._kept", lambda line, article: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        analyses()
    assert Path("all.jsonl").read_bytes() == done


def test_two_runs_that_do_the_same_do_not_write_into_one_file(run):
    from hedgelens.collection.saving import saving

    lines = run(*MANY["jsonl"])[1].splitlines(keepends=True)
    articles = hl.collection.read_many("articles").articles
    with saving("all.jsonl", Analyzer(engine="rules"), articles) as file:
        file.add(lines[0])
        code, _, err = run(*MANY["jsonl"], "-o", "all.jsonl")
        assert code == 2
        assert "'all.jsonl' is being written by another run of HedgeLens." in err
        file.drop()
    assert run(*MANY["jsonl"], "-o", "all.jsonl")[0] == 0


def test_two_reports_are_written_into_one_folder_one_after_the_other(tmp_path, monkeypatch):
    import hedgelens.report.batch as batch

    monkeypatch.setattr(batch, "page", lambda analysis, counting: '<meta name="generator" content="HedgeLens ')  # at once
    monkeypatch.setattr(batch, "_figures", lambda analyses, tallies: [])
    written = threading.Event()

    def write():
        batch.write_batch([small()], tmp_path)
        written.set()

    with alone_in(tmp_path):
        other = threading.Thread(target=write)
        other.start()
        assert not written.wait(2)
        assert not list(tmp_path.iterdir())
    other.join()
    assert (tmp_path / "index.html").is_file()


def test_an_empty_argument_is_no_folder(run):
    for arguments in (["analyze", ""], ["report", "--batch", ""], ["sheet", "s.xlsx", ""], ["analyze", "articles", "-o", ""]):
        code, out, err = run(*arguments)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "One of the arguments is empty" in err


def test_articles_of_one_name_are_told_apart_by_their_folders_in_every_command(run):
    for year in ("2020", "2021"):
        Path(year).mkdir()
        Path(year, "article.txt").write_text(TEXTS["one"], encoding="utf-8")
    both = ("2020/article.txt", "2021/article.txt")
    assert {line.partition(",")[0] for line in run("analyze", *both, *RULES, "--format", "csv")[1].splitlines()[1:]} == {
        "2020/article",
        "2021/article",
    }
    for command in (("concordance", "bridge"), ("contrasts",)):
        out = run(*command, *both, *(RULES if command[0] == "concordance" else ()))[1]
        assert "2020/article" in out
        assert "2021/article" in out
    assert run("sheet", "s.xlsx", *both, *RULES)[0] == 0
    sheet = Sheet(Path("s.xlsx"))
    sheet.sign("Ada", "2026-03-04")
    sheet.save()
    lines = run("import-sheet", "s.xlsx", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["article"]["id"] for line in lines] == ["2020/article", "2021/article"]
    collection = hl.Collection.analyze(list(map(Path, both)), engine="rules")
    index = collection.report("out")
    pages = [one["page"] for one in json.loads((index.parent / "report.json").read_text(encoding="utf-8"))["articles"]]
    assert pages == ["2020-article.html", "2021-article.html"]
