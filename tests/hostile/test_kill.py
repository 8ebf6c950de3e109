"""Whenever a command is killed, every file is as it was before or as it should be, and no correction is lost."""

import json
import os
import random
import shutil
import signal
import sys
import time

import pytest
from sheet.sheets import Sheet

import hedgelens.report.batch  # noqa: F401 (its parts are replaced below)
from hedgelens import bundled, cli
from hedgelens.article import read_article
from hedgelens.commands import demo
from hedgelens.sheet import read_sheet

if sys.platform == "win32":
    pytest.skip("nothing can be forked here", allow_module_level=True)

OLD = "The old bridge may stay shut until May, the mayor said on Friday.\n"
NEW = "The new bridge may stay shut until June, a driver said on Friday.\n\nAccording to the Harbour Office, about forty boats wait.\n"
RULES = ("--engine", "rules")

COMMANDS = {
    "analyze as json": ["analyze", "one.txt", *RULES, "--format", "json", "-o", "out.json"],
    "analyze as jsonl": ["analyze", "articles", *RULES, "--format", "jsonl", "-o", "out.jsonl"],
    "analyze as csv": ["analyze", "articles", *RULES, "--format", "csv", "-o", "out.csv"],
    "report": ["report", "one.txt", *RULES],
    "report of a folder": ["report", "--batch", "articles", *RULES, "-o", "out"],
    "sheet": ["sheet", "out.xlsx", "one.txt", *RULES],
    "sheet by force over a corrected one": ["sheet", "ada.xlsx", "one.txt", *RULES, "--force"],
    "sources": ["sources", "one.txt", *RULES, "-o", "reg.toml"],
    "import-sheet": ["import-sheet", "ada.xlsx", "-o", "out.json"],
    "demo": ["demo", *RULES],
}
SOME = ("analyze as jsonl", "report of a folder", "sheet by force over a corrected one", "import-sheet")
"""One command of each way in which files are written; the slow tests have them all."""
DEALINGS = ("write", "fsync", "replace", "ftruncate", "unlink")
"""What of the system is called where files are written."""
MADE_ANEW = ("sources",)
"""Commands that write over nothing."""


class Place:
    """A folder in which a command was run before on other texts, and is now to be run again."""

    def __init__(self, folder, arguments, run):
        self.folder, self.arguments = folder, arguments
        articles(folder, OLD)
        run("sheet", "ada.xlsx", "one.txt", *RULES)
        sheet = Sheet(folder / "ada.xlsx")
        sheet.sign("Ada", "2026-03-04")
        sheet.save()
        if arguments[0] not in MADE_ANEW:
            assert run(*arguments)[0] == 0
        articles(folder, NEW)
        if arguments[0] == "import-sheet":
            sheet = Sheet(folder / "ada.xlsx")
            sheet.set("Hedges", "h1", "category", "conditional")
            sheet.save()
        self.kept = folder.parent / f"{folder.name}-kept"
        shutil.copytree(folder, self.kept)
        self.before = contents(folder)
        assert run(*arguments)[0] == 0
        self.after = contents(folder)
        _, lines, _ = run("analyze", "articles", *RULES, "--format", "jsonl")
        self.lines = lines.encode()
        assert self.before != self.after

    def restore(self):
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self.kept, self.folder, dirs_exist_ok=True)

    def check(self):
        for name, content in contents(self.folder).items():
            if name.rpartition("/")[2].startswith(".hedgelens-"):
                continue  # nobody takes it for anything
            if ".partial" in name:
                whole = self.lines if name.endswith("jsonl") else self.after["out.csv"]
                assert whole.startswith(content), f"'{name}' holds what was never written"
            else:
                assert content in (self.before.get(name), self.after.get(name)), f"'{name}' is neither old nor new"
        assert set(self.before) <= set(contents(self.folder)), "a file is gone"


def articles(folder, text):
    (folder / "articles").mkdir(exist_ok=True)
    (folder / "one.txt").write_text(text, encoding="utf-8")
    for number in range(3):
        (folder / "articles" / f"n{number}.txt").write_text(text.replace("Friday", f"day {number}"), encoding="utf-8")


def contents(folder):
    """What the files of a folder say; workbooks hold the time at which they were written."""
    return {
        path.relative_to(folder).as_posix(): sheet_of(path) if path.suffix == ".xlsx" else path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def sheet_of(path):
    read = read_sheet(path, date="2026-01-01")
    return [json.dumps(analysis.to_dict()) for analysis in read.analyses]


@pytest.fixture
def place(command_line, tmp_path, monkeypatch, request):
    """The folder of a command; pages go without pictures, which take seconds to draw, and the demo is of a short article."""
    monkeypatch.setattr(sys.modules["hedgelens.report.page"], "figures", lambda analysis: [])
    monkeypatch.setattr(sys.modules["hedgelens.report.batch"], "_figures", lambda analyses, tallies: [])
    monkeypatch.setattr(bundled, "article", lambda: read_article(tmp_path / "one.txt"))
    charts = demo._charts()
    monkeypatch.setattr(demo, "_charts", lambda: {"share": charts["share"]})
    return Place(tmp_path, COMMANDS[request.param], command_line)


def in_a_child(arguments, prepare=lambda: None):
    """Runs a command in a copy of this process, which has all loaded already."""
    child = os.fork()
    if child:
        return child
    try:
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        prepare()
        sys.argv = ["hedgelens", *arguments]
        cli.main()
    except BaseException:
        pass
    finally:
        os._exit(0)


def die_at(moment):
    """Has this process killed in the midst of one of its dealings with files: the first, the second …"""
    count = 0

    def dying(work, half):
        def instead(*arguments, **options):
            nonlocal count
            count += 1
            if count == moment:
                half(*arguments)
                os.kill(os.getpid(), signal.SIGKILL)
            return work(*arguments, **options)

        return instead

    write = os.write
    os.write = dying(write, lambda descriptor, data: write(descriptor, data[: len(data) // 2]))
    for name in DEALINGS[1:]:
        setattr(os, name, dying(getattr(os, name), lambda *_: None))


def dealings(place):
    """Says how often a command deals with files."""
    reader, writer = os.pipe()

    def count():
        for name in DEALINGS:
            work = getattr(os, name)
            setattr(os, name, lambda *arguments, work=work, **options: (write(writer, b"."), work(*arguments, **options))[1])

    write = os.write
    place.restore()
    os.waitpid(in_a_child(place.arguments, count), 0)
    assert contents(place.folder) == place.after
    os.close(writer)
    with os.fdopen(reader) as said:
        number = len(said.read())
    assert number > 1
    return number


def check_killed_at(place, moments):
    for moment in moments:
        place.restore()
        child = in_a_child(place.arguments, lambda moment=moment: die_at(moment))
        assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
        place.check()


@pytest.mark.parametrize("place", SOME, indirect=True)
def test_killed_at_some_of_its_dealings_with_files_a_command_leaves_no_half_of_one(place):
    number = dealings(place)
    check_killed_at(place, random.Random(11).sample(range(1, number + 1), min(number, 4)))


@pytest.mark.slow
@pytest.mark.parametrize("place", COMMANDS, indirect=True)
def test_killed_at_any_of_its_dealings_with_files_a_command_leaves_no_half_of_one(place):
    check_killed_at(place, range(1, dealings(place) + 1))


@pytest.mark.slow
@pytest.mark.parametrize("place", COMMANDS, indirect=True)
def test_killed_at_thirty_random_moments_a_command_leaves_no_half_of_a_file(place):
    begin = time.monotonic()
    place.restore()
    os.waitpid(in_a_child(place.arguments), 0)
    lasts = time.monotonic() - begin
    moments = random.Random(11)
    for _ in range(30):
        place.restore()
        child = in_a_child(place.arguments)
        time.sleep(moments.uniform(0, 1.05 * lasts))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        place.check()


@pytest.mark.parametrize("place", ["analyze as jsonl", "report of a folder"], indirect=True)
def test_what_was_killed_goes_on_where_it_was_and_comes_out_the_same(place, command_line, monkeypatch):
    from hedgelens.analyzer import Analyzer

    place.restore()
    os.waitpid(in_a_child(place.arguments, lambda: die_at(3)), 0)  # while the third analysis is written
    assert [path.name.partition(".partial-")[0] for path in place.folder.rglob("*.partial-*")] in (["out"], ["analyses"])
    analysed = []
    analyze = Analyzer.analyze
    monkeypatch.setattr(Analyzer, "analyze", lambda self, article: analysed.append(article.id) or analyze(self, article))
    assert command_line(*place.arguments)[0] == 0
    assert analysed == ["n2"]
    assert contents(place.folder) == place.after


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_what_is_done_when_a_command_is_stopped_has_the_name_that_was_asked_for(
    format, stop, command_line, tmp_path, monkeypatch
):
    from hedgelens.analyzer import Analyzer

    articles(tmp_path, NEW)
    asked = ("analyze", "articles", *RULES, "--format", format, "-o", f"out.{format}")
    analyze = Analyzer.analyze

    def stopped_at_the_third(self, article):
        if article.id == "n2":
            os.kill(os.getpid(), stop)
            time.sleep(5)
        return analyze(self, article)

    monkeypatch.setattr(Analyzer, "analyze", stopped_at_the_third)
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has those that it runs aside not hear it
    code, _, said = command_line(*asked)
    signal.signal(signal.SIGINT, heard)
    assert code == 130
    assert "2 of 3 articles were done" in said
    assert f"'out.{format}'" in said
    begun = (tmp_path / f"out.{format}").read_bytes()
    monkeypatch.setattr(Analyzer, "analyze", analyze)
    assert command_line(*asked)[0] == 0
    whole = (tmp_path / f"out.{format}").read_bytes()
    assert begun.endswith(b"\n")
    assert whole.startswith(begun)
    assert len(whole) > len(begun)
    assert not list(tmp_path.glob("*.partial*"))
