"""What a command may write over, and what it writes to: files of others, links, pipes, devices, full disks."""

import json
import os
import stat
import subprocess
import sys
import threading
import time
import unicodedata
from pathlib import Path

import pytest
from drafts import small
from openpyxl.comments import Comment
from sheet.sheets import Sheet

import hedgelens as hl
from hedgelens.analyzer import Analyzer
from hedgelens.files import writing as files
from hedgelens.records import HedgeLensError
from hedgelens.report import write_batch
from hedgelens.sheet import read_sheet, write_sheet

resource = pytest.importorskip("resource")

RULES = ("--engine", "rules")
TEXT = "The bridge may stay shut until May, the mayor said on Friday.\n"
OTHER = "According to the Harbour Office, about forty boats wait. A nurse said that it may rain.\n"
MINE = "article,coder,remark\none,Ada,look again\n"


@pytest.fixture
def run(command_line, tmp_path):
    """Runs the command line in a folder with two articles, which are also in a folder of their own."""
    (tmp_path / "articles").mkdir()
    for folder in (tmp_path, tmp_path / "articles"):
        (folder / "one.txt").write_text(TEXT, encoding="utf-8")
        (folder / "two.txt").write_text(OTHER, encoding="utf-8")
    return command_line


def refused(run, *arguments, because):
    """Says that a command writes nothing, in one sentence, and alters no file."""
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    code, out, err = run(*arguments)
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    assert (code, out) == (2, "")
    assert because in err
    return err


# -- what people made stays -------------------------------------------------------------------------------------------------

WRITERS = {
    "table": ["analyze", "one.txt", *RULES, "-o", "mine"],
    "csv": ["analyze", "one.txt", *RULES, "--format", "csv", "-o", "mine"],
    "md": ["analyze", "one.txt", *RULES, "--format", "md", "-o", "mine"],
    "json": ["analyze", "one.txt", *RULES, "--format", "json", "-o", "mine"],
    "jsonl": ["analyze", "one.txt", *RULES, "--format", "jsonl", "-o", "mine"],
    "report": ["report", "one.txt", *RULES, "-o", "mine"],
    "report as md": ["report", "one.txt", *RULES, "--format", "md", "-o", "mine"],
    "report as json": ["report", "one.txt", *RULES, "--format", "json", "-o", "mine"],
    "report as csv": ["report", "one.txt", *RULES, "--format", "csv", "-o", "mine"],
    "sheet": ["sheet", "mine.xlsx", "one.txt", *RULES],
    "import-sheet": ["import-sheet", "ada.xlsx", "-o", "mine"],
    "corrections": ["import-sheet", "ada.xlsx", "--format", "csv", "--table", "corrections", "-o", "mine"],
    "sources": ["sources", "one.txt", *RULES, "-o", "mine"],
    "agree": ["agree", "ada.xlsx", "ben.xlsx", "-o", "mine"],
    "concordance": ["concordance", "bridge", "one.txt", *RULES, "-o", "mine"],
    "concordance as csv": ["concordance", "bridge", "one.txt", *RULES, "--format", "csv", "-o", "mine"],
    "concordance as json": ["concordance", "bridge", "one.txt", *RULES, "--format", "json", "-o", "mine"],
    "collocations": ["collocations", "one.txt", *RULES, "--format", "csv", "-o", "mine"],
    "contrasts": ["contrasts", "one.txt", "--format", "csv", "-o", "mine"],
}
"""Every command that writes a file."""

AGAIN = [name for name in WRITERS if name not in ("table", "sources", "agree", "concordance")]
"""Those of them whose files can be told from anybody else's."""


@pytest.fixture
def coded(run):
    """The same, with the coding sheets of two people."""
    for coder in ("ada", "ben"):
        run("sheet", f"{coder}.xlsx", "one.txt", *RULES)
        sheet = Sheet(Path(f"{coder}.xlsx"))
        sheet.sign(coder.title(), "2026-03-04")
        sheet.save()
    return run


def target(arguments):
    return Path(next(argument for argument in reversed(arguments) if argument.startswith("mine")))


@pytest.mark.parametrize("writer", WRITERS)
def test_no_command_writes_over_what_somebody_else_wrote(coded, writer):
    path = target(WRITERS[writer])
    path.write_text(MINE, encoding="utf-8")
    refused(coded, *WRITERS[writer], because=str(path))


@pytest.mark.parametrize("writer", [name for name in WRITERS if name != "sources"])
def test_with_force_a_command_writes_over_it_and_says_so(coded, writer):
    path = target(WRITERS[writer])
    path.write_text(MINE, encoding="utf-8")
    code, _, err = coded(*WRITERS[writer], "--force")
    assert (code, err.splitlines()[-1]) == (0, f"hedgelens: wrote {path}")
    assert path.read_bytes() != MINE.encode()


@pytest.mark.parametrize("writer", AGAIN)
def test_a_command_writes_over_what_it_wrote_itself_and_over_an_empty_file(coded, writer):
    path = target(WRITERS[writer])
    path.touch()
    assert coded(*WRITERS[writer])[0] == 0
    before = path.read_bytes()
    assert coded(*WRITERS[writer])[0] == 0
    assert path.suffix == ".xlsx" or path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),  # as a spreadsheet program ends its lines
        lambda text: text.replace(",", ";"),
        lambda text: "\n".join(f"{line},remark" for line in text.splitlines()),
    ],
)
def test_a_table_that_a_spreadsheet_program_saved_again_is_somebodys(run, change):
    run("analyze", "one.txt", *RULES, "--format", "csv", "-o", "mine.csv")
    path = Path("mine.csv")
    path.write_bytes(change(path.read_text(encoding="utf-8")).encode())
    refused(run, "analyze", "one.txt", *RULES, "--format", "csv", "-o", "mine.csv", because="did not write it in this form")


def test_the_forms_of_hedgelens_are_told_from_one_another(run):
    run("analyze", "one.txt", *RULES, "--format", "csv", "-o", "mine")
    for form in (["csv", "--table", "hedges"], ["json"], ["jsonl"], ["md"]):
        refused(run, "analyze", "one.txt", *RULES, "--format", *form, "-o", "mine", because="did not write it in this form")


EDITS = {
    "a cell": lambda sheet: sheet.set("Hedges", "h1", "category", "conditional"),
    "a name": lambda sheet: sheet.sign("Ada"),
    "a note": lambda sheet: sheet.set("Sentences", 0, "note", "ask Ben"),
    "a row": lambda sheet: sheet.add("Hedges", sentence=0, words="may", category="epistemic", owner="author"),
    "a colour": lambda sheet: setattr(sheet.cell("Hedges", "h1", "words"), "style", "Good"),
    "a page": lambda sheet: sheet.workbook.create_sheet("Mine"),
    "a comment": lambda sheet: setattr(sheet.cell("Hedges", "h1", "words"), "comment", Comment("really?", "Ada")),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_sheet_that_somebody_worked_in_is_never_lost(run, edit):
    run("sheet", "s.xlsx", "one.txt", *RULES)
    sheet = Sheet(Path("s.xlsx"))
    EDITS[edit](sheet)
    sheet.save()
    because = "'s.xlsx' was saved by somebody since HedgeLens wrote it, and may hold corrections."
    assert "--force" in refused(run, "sheet", "s.xlsx", "one.txt", *RULES, because=because)
    with pytest.raises(HedgeLensError, match="may hold corrections"):
        write_sheet(small(), "s.xlsx")
    assert run("sheet", "s.xlsx", "one.txt", *RULES, "--force")[0] == 0
    assert not read_sheet("s.xlsx").changes


def test_a_sheet_that_cannot_be_read_may_be_somebodys(run):
    run("sheet", "s.xlsx", "one.txt", *RULES)
    whole = Path("s.xlsx").read_bytes()
    for broken in (whole[:-100], whole.replace(b"core.xml", b"c\0re.xml"), bytes([*whole[:300], whole[300] ^ 255, *whole[301:]])):
        Path("s.xlsx").write_bytes(broken)
        refused(run, "sheet", "s.xlsx", "one.txt", *RULES, because="'s.xlsx' ")


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "md"])
def test_corrections_that_were_read_back_are_not_replaced_by_what_has_none(coded, format):
    assert coded("import-sheet", "ada.xlsx", "--format", format, "-o", "mine")[0] == 0
    refused(coded, "analyze", "one.txt", *RULES, "--format", format, "-o", "mine", because="holds corrections that people made")
    refused(coded, "import-sheet", "ben.xlsx", "--format", format, "-o", "mine", because="holds corrections that people made")
    assert coded("import-sheet", "ada.xlsx", "--format", format, "-o", "mine")[0] == 0


def test_the_page_of_a_corrected_analysis_is_not_replaced_by_that_of_another(coded):
    assert coded("report", "ada.xlsx", "-o", "one.html")[0] == 0
    refused(coded, "report", "one.txt", *RULES, because="'one.html' holds corrections that people made")
    assert coded("report", "ada.xlsx", "-o", "one.html")[0] == 0


def test_the_report_of_a_folder_with_corrections_is_not_replaced_by_one_without(coded):
    Path("ada.xlsx").rename("articles/ada.xlsx")
    for _ in range(2):
        assert coded("report", "--batch", "articles", *RULES, "-o", "out")[0] == 0
    Path("articles", "ada.xlsx").unlink()
    refused(coded, "report", "--batch", "articles", *RULES, "-o", "out", because="holds corrections that people made")


def test_a_date_in_an_article_is_no_correction(run):
    Path("one.txt").write_text(
        "The mayor spoke on 2026-03-04 (3), and said that it may rain on 2026-03-05 (12).\n", encoding="utf-8"
    )
    for command in (
        ["analyze", "one.txt", *RULES, "--format", "csv", "--table", "sentences", "-o", "mine"],
        ["report", "one.txt", *RULES],
    ):
        for _ in range(2):
            assert run(*command)[0] == 0


def test_the_saved_page_beside_an_article_is_not_replaced_by_its_report(run):
    Path("one.html").write_text("<html><title>One</title><p>As it was in the paper.</p></html>", encoding="utf-8")
    refused(run, "report", "one.txt", *RULES, because="'one.html' already exists")


# -- what is read is never written over --------------------------------------------------------------------------------------

REGISTRY = '[[source]]\nname = "Harbour Office"\n'
READ = {
    "the article": ["analyze", "one.txt", "-o", "one.txt"],
    "one of several": ["analyze", "one.txt", "two.txt", "-o", "two.txt"],
    "an article of the folder": ["analyze", "articles", "--format", "csv", "-o", "articles/one.txt"],
    "one by another way": ["analyze", "articles", "--format", "csv", "-o", "link.txt"],
    "the registry": ["analyze", "one.txt", "--sources", "reg.toml", "-o", "reg.toml"],
    "the rules": ["analyze", "one.txt", "--hedges", "rules.toml", "-o", "rules.toml"],
    "an article of a report": ["report", "one.txt", "-o", "one.txt"],
    "the registry of a report": ["report", "one.txt", "--sources", "reg.toml", "--format", "md", "-o", "reg.toml"],
    "a sheet": ["import-sheet", "ada.xlsx", "-o", "ada.xlsx"],
    "a coding": ["agree", "ada.xlsx", "ben.xlsx", "-o", "ben.xlsx"],
    "an article of a coding": ["agree", "ada.xlsx", "ben.xlsx", "--articles", "articles", "-o", "articles/two.txt"],
    "the article of a sheet": ["sheet", "one.xlsx", "one.xlsx"],
    "an article for words": ["concordance", "bridge", "articles", "-o", "articles/two.txt"],
    "an article for contrasts": ["contrasts", "articles", "-o", "articles/two.txt"],
}


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("case", READ)
def test_no_file_that_a_command_reads_is_written_over(coded, case, force):
    Path("reg.toml").write_text(REGISTRY, encoding="utf-8")
    Path("rules.toml").write_text('off = ["frequency"]\n', encoding="utf-8")
    Path("one.xlsx").write_text(TEXT, encoding="utf-8")
    Path("link.txt").symlink_to("articles/two.txt")
    refused(coded, *READ[case], *force, because="hedgelens: '")


def test_nothing_is_written_that_would_be_read_as_an_article_the_next_time(run):
    err = refused(run, "analyze", "articles", *RULES, "--format", "md", "-o", "articles/all.md", because="the next time")
    assert "another folder" in err
    assert run("analyze", "articles", *RULES, "--format", "csv", "-o", "articles/all.csv")[0] == 0


@pytest.mark.parametrize(
    "name",
    [
        "articles.csv",
        "dominant-sources.csv",
        "summary.csv",
        "report.json",
        "report.md",
        "index.html",
        "one.html",
        "analyses.jsonl",
    ],
)
def test_a_report_of_a_folder_writes_over_no_file_of_the_same_name_and_says_so_at_once(run, monkeypatch, name):
    monkeypatch.setattr(Analyzer, "__init__", lambda self, **options: pytest.fail("the analysis began"))
    Path("out").mkdir()
    Path("out", name).write_text("<p>mine</p>" if name.endswith("html") else MINE, encoding="utf-8")
    refused(run, "report", "--batch", "articles", *RULES, "-o", "out", because=f"'out/{name}' already exists")
    assert [path.name for path in Path("out").iterdir()] == [name]


def test_the_demo_writes_over_no_file_of_the_same_name(run, monkeypatch):
    monkeypatch.setattr(Analyzer, "analyze", lambda self, article: pytest.fail("the analysis began"))
    for name in ("report.html", "analysis.json", "strip.png"):
        Path("hedgelens-demo").mkdir(exist_ok=True)
        Path("hedgelens-demo", name).write_text("mine", encoding="utf-8")
        refused(run, "demo", *RULES, because=f"{name}' already exists")
        Path("hedgelens-demo", name).unlink()


@pytest.mark.parametrize("name", ["engine/manifest.json", "engine/tokenizer.json", "engine/MODEL_CARD.md", "soft.npz", "weights"])
def test_a_training_writes_over_no_engine_and_no_file(run, name):
    Path("engine").mkdir()
    Path(name).write_text(MINE, encoding="utf-8")
    command = ["train", "articles", "-o", "engine", "--soft-labels", "soft.npz", "--weights", "weights"]
    refused(run, *command, because=f"'{name}' already exists")
    Path("engine", "training.safetensors").touch()  # it was broken off
    assert "already exists" not in run(*command)[2]


def test_what_a_killed_run_left_is_taken_away_after_a_day(run):
    for name, age in ((".hedgelens-old.tmp", 25), (".hedgelens-new.tmp", 1), (".hedgelens-mine", 100)):
        Path(name).write_text("half", encoding="utf-8")
        os.utime(name, (time.time() - age * 3600,) * 2)
    run(*CSV, "mine.csv")
    assert sorted(path.name for path in Path().glob(".*")) == [".hedgelens-mine", ".hedgelens-new.tmp"]


def test_python_writes_over_nothing_either_unless_it_is_told_to(tmp_path):
    analysis = small()
    collection = hl.Collection((analysis,))
    path = tmp_path / "mine"
    for write in (
        analysis.to_html,
        analysis.to_csv,
        analysis.to_markdown,
        collection.to_csv,
        collection.to_jsonl,
        lambda path, **options: write_sheet(analysis, path, **options),
    ):
        path.write_text(MINE, encoding="utf-8")
        with pytest.raises(HedgeLensError, match="force=True"):
            write(path)
        assert path.read_text(encoding="utf-8") == MINE
        write(path, force=True)
        write(path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "articles.csv").write_text(MINE, encoding="utf-8")
    for report in (collection.report, lambda folder, **options: write_batch(iter([analysis]), folder, **options)):
        with pytest.raises(HedgeLensError, match=r"articles\.csv' already exists"):
            report(tmp_path / "out")
        assert (tmp_path / "out" / "articles.csv").read_text(encoding="utf-8") == MINE
    collection.report(tmp_path / "out", force=True)


# -- links, pipes, devices, disks --------------------------------------------------------------------------------------------

CSV = ("analyze", "one.txt", *RULES, "--format", "csv", "-o")


def test_a_link_stays_and_the_file_that_it_leads_to_is_written(run):
    Path("store").mkdir()
    for name in ("there", "dangling"):
        Path(name).symlink_to(Path("store", f"{name}.csv"))
    Path("store", "there.csv").touch()
    for name in ("there", "dangling"):
        assert run(*CSV, name)[0] == 0
        assert Path(name).is_symlink()
        assert Path("store", f"{name}.csv").read_text(encoding="utf-8").startswith("article,")
    Path("circle").symlink_to("circle")
    Path("nowhere").symlink_to("none/such.csv")
    for name in ("circle", "nowhere"):
        refused(run, *CSV, name, because=f"'{name}'" if name == "circle" else "no folder")


def test_rights_are_kept_and_what_is_protected_stays(run):
    run(*CSV, "mine.csv")
    assert stat.S_IMODE(Path("mine.csv").stat().st_mode) == 0o666 & ~files._umask()
    Path("mine.csv").chmod(0o640)
    assert run(*CSV, "mine.csv")[0] == 0
    assert stat.S_IMODE(Path("mine.csv").stat().st_mode) == 0o640
    Path("mine.csv").chmod(0o440)
    refused(run, *CSV, "mine.csv", because="write-protected")
    refused(run, *CSV, "mine.csv", "--force", because="write-protected")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there are no such devices here")
@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "table"])
def test_a_device_is_written_to_and_stays_one(run, format):
    for device in ("/dev/null", "/dev/full"):
        code, _, err = run("analyze", "one.txt", *RULES, "--format", format, "-o", device)
        assert code == (2 if device == "/dev/full" else 0)
        assert err.count("\n") == 1
        assert stat.S_ISCHR(Path(device).stat().st_mode)
    assert "No space left on device" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there are no such devices here")
def test_what_is_printed_onto_a_full_disk_is_said_in_a_sentence(run):
    with Path("/dev/full").open("wb") as full:
        done = in_a_process("analyze", "one.txt", *RULES, stdout=full)
    assert (done.returncode, done.stderr) == (2, "hedgelens: The output cannot be written: No space left on device.\n")


@pytest.mark.parametrize("format", ["csv", "jsonl", "json"])
def test_a_pipe_gets_what_is_written(run, format):
    os.mkfifo("pipe")
    got = []
    reader = threading.Thread(target=lambda: got.append(Path("pipe").read_text(encoding="utf-8")))
    reader.start()
    assert run("analyze", "one.txt", *RULES, "--format", format, "-o", "pipe")[0] == 0
    reader.join(timeout=10)
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)
    assert got == [run("analyze", "one.txt", *RULES, "--format", format)[1]]


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="there is no such device here")
def test_what_the_output_goes_into_already_is_added_to(run):
    Path("log").write_text("before\n", encoding="utf-8")
    for name in ("/dev/stdout", "log"):
        with Path("log").open("ab") as log:
            assert in_a_process(*CSV, name, stdout=log).returncode == 0
    lines = Path("log").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "before"
    assert [line.partition(",")[0] for line in lines[1:]].count("article") == 2


def in_a_process(*arguments, stdout=subprocess.PIPE):
    """Runs a command in a process of its own, whose streams are no files that pytest keeps."""
    command = [sys.executable, "-c", "from hedgelens.cli import main; main()", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path(hl.__file__).parents[1])}
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False, env=environment)


@pytest.fixture
def full_disk():
    """A function that lets no file of this process grow beyond some bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("writer", ["csv", "json", "report", "sheet"])
def test_on_a_full_disk_the_old_file_stays_and_nothing_lies_about(run, writer, full_disk):
    assert run(*WRITERS[writer])[0] == 0
    full_disk(100)
    done = in_a_process(*WRITERS[writer])
    full_disk(resource.RLIM_INFINITY)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "File too large" in done.stderr or "IO_EFBIG" in done.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["articles", target(WRITERS[writer]).name, "one.txt", "two.txt"]
    assert run(*WRITERS[writer])[0] == 0


def test_what_was_done_before_the_disk_was_full_is_kept_in_whole_lines(run, full_disk):
    whole = run("analyze", "articles", *RULES, "--format", "jsonl")[1]
    full_disk(len(whole.encode()) - 100)
    done = in_a_process("analyze", "articles", *RULES, "--format", "jsonl", "-o", "all.jsonl")
    full_disk(resource.RLIM_INFINITY)
    assert done.returncode == 2
    assert "File too large. What is done is in 'all.jsonl'; the same call goes on from there." in done.stderr
    assert Path("all.jsonl").read_text(encoding="utf-8") == whole.splitlines(keepends=True)[0]
    assert run("analyze", "articles", *RULES, "--format", "jsonl", "-o", "all.jsonl")[0] == 0
    assert Path("all.jsonl").read_text(encoding="utf-8") == whole
    assert not list(Path().glob("*.partial*"))


def test_file_names_may_be_as_long_as_the_system_lets_them_be(run):
    for name in ("n" * 251 + ".csv", "𝒏" * 62 + ".csv"):
        assert run(*CSV, name)[0] == 0
    for name in ("n" * 251, "𝒏" * 62):
        Path("articles", f"{name}.txt").write_text(TEXT, encoding="utf-8")
    assert run("report", "--batch", "articles", *RULES, "-o", "out")[0] == 0
    assert len(list(Path("out").glob("*.html"))) == 5


def test_pages_whose_names_some_systems_take_for_the_same_are_told_apart(tmp_path):
    ids = ["Café", "cafe\u0301", "CAFÉ", "ﬁle", "file"]
    index = hl.Collection.analyze(dict.fromkeys(ids, TEXT), engine="rules").report(tmp_path)
    pages = [one["page"] for one in json.loads((index.parent / "report.json").read_text(encoding="utf-8"))["articles"]]
    assert len({unicodedata.normalize("NFKC", page).casefold() for page in pages}) == len(ids)
