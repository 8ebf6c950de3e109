"""Nothing leaves the machine, nothing is written but the output, and no file of the user's is taken for a module of HedgeLens."""

import ast
import json
import os
import shutil
import subprocess
import sys
from importlib.machinery import BuiltinImporter, FrozenImporter
from pathlib import Path

import docx
import pytest

from hedgelens import bundled
from hedgelens._start import LOADED, TELEMETRY_OFF
from hedgelens.cli import app

ROOT = Path(__file__).parents[2]
ARTICLE = "The harbour may shut on Monday, the mayor said.\n\nOfficials reportedly denied it. They said that boats would sail.\n"
PAGE = f"<html><head><title>Harbour</title></head><body><article><p>{ARTICLE * 6}</p></article></body></html>"

RUNS = [
    ["analyze", "in", "--format", "jsonl", "-o", "all.jsonl"],
    ["report", "in/one.txt", "-o", "one.html"],
    ["report", "--batch", "in", "-o", "pages"],
    ["sources", "in/one.txt", "-o", "registry.toml"],
    ["why", "in/one.txt", "0"],
    ["concordance", "boats", "in"],
    ["collocations", "in/one.txt", "--min", "1"],
    ["contrasts", "in/one.txt"],
    ["sheet", "ferry.xlsx", str(bundled.path("ferry-agency"))],
    ["import-sheet", "ferry.xlsx", "-o", "ferry.json"],
    ["export", str(bundled.gold_path("ferry-agency")), "-o", "ferry.ann"],
    ["import", "ferry.ann", "-o", "back.json"],
    ["schema"],
    ["agree", "ferry.xlsx", str(bundled.gold_path("ferry-agency"))],
    ["demo", "-o", "demo"],
    ["bundled", "valley-flood", "-o", "flood.txt"],
    ["evaluate"],
    ["doctor"],
    ["study", "new", "ferry.study"],
    ["study", "add", "ferry.study", "in"],
    ["study", "run", "ferry.study"],
    ["study", "coders", "ferry.study", "Ines", "Jo"],
    ["study", "sample", "ferry.study", "--n", "1"],
    ["study", "agree", "ferry.study"],
    ["analyze", "in/page.html", "--format", "jsonl", "-o", "page.jsonl"],
    ["study", "import-codings", "ferry.study", "page.jsonl", "--coder", "Ines"],
    ["study", "codings", "ferry.study", "codings.jsonl"],
    ["study", "report", "ferry.study", "-o", "study"],
    ["study", "export", "ferry.study", "tables.xlsx"],
    ["study", "export", "ferry.study", "tables/"],
    ["study", "query", "ferry.study", "SELECT count(*) FROM articles"],
]
OUTPUT = {"all.jsonl", "one.html", "pages", "registry.toml", "ferry.xlsx", "ferry.json", "demo", "flood.txt", "in"}
OUTPUT |= {"ferry.ann", "ferry.txt", "annotation.conf", "back.json"}
OUTPUT |= {"page.jsonl", "codings.jsonl", "ferry.study", "study", "tables.xlsx", "tables", "ferry.study.duckdb"}
LASTS = 16.0
"""Seconds that a process must live: the first look-up of a telemetry that is on comes ten seconds after the import."""

# Runs the commands, and notes the sockets that Python opens and, ten times a second, those that anything else has open.
WATCHED = """
import sys
there_from_the_start = set(sys.modules)
import json, os, threading, time
import urllib3  # at its import it asks the system whether it knows addresses of the new kind: a socket, and nobody is spoken to
began, sockets, ended = time.monotonic(), set(), []
sys.addaudithook(lambda event, given: event.startswith("socket.") and sockets.add(f"{event} {given[1:]}"))

def watch():
    while not ended:
        for number in os.listdir("/proc/self/fd"):
            try:
                if os.readlink(f"/proc/self/fd/{number}").startswith("socket:"):
                    sockets.add("a socket that is no socket of Python's")
            except OSError:
                pass
        time.sleep(0.1)

if os.path.isdir("/proc/self/fd"):
    threading.Thread(target=watch, daemon=True).start()
from hedgelens import cli
failed = []
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["hedgelens", *arguments]
    try:
        cli.main()
    except SystemExit as stop:
        if stop.code:
            failed.append([arguments, stop.code])
time.sleep(max(0.0, float(os.environ["LASTS"]) - (time.monotonic() - began)))
ended.append(True)
loaded = {name.partition(".")[0] for name in sys.modules} - there_from_the_start
json.dump([failed, sorted(sockets), sorted(loaded)], open(os.environ["FOUND"], "w"))
"""


def environment(folder):
    """An environment with a home and a folder for temporary files of its own, both empty."""
    (folder / "home").mkdir()
    (folder / "temporary").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "MPLCONFIGDIR", "ORT_"))}
    return {
        **kept,
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "temporary"),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "OMP_NUM_THREADS": "1",
        "MPLBACKEND": "agg",
    }


@pytest.fixture
def work(tmp_path):
    folder = tmp_path / "work"
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "one.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "in" / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "in" / "mail.eml").write_text(f"Subject: Harbour\nDate: 30 août 2025\n\n{ARTICLE}", encoding="utf-8")
    (folder / "in" / "rich.rtf").write_text(f"{{\\rtf1 {ARTICLE}}}", encoding="utf-8")
    document = docx.Document()
    document.add_paragraph(ARTICLE)
    document.save(folder / "in" / "word.docx")
    return folder


def test_every_command_is_run_but_those_that_train_and_that_serve():
    there = {command.name or command.callback.__name__.replace("_", "-") for command in app.registered_commands}
    # What the workbench answers, and whom, is looked at in tests/workbench.
    assert there - {run[0] for run in RUNS} == {"train", "app"}


@pytest.mark.slow
def test_a_run_of_every_command_opens_no_connection_and_writes_nothing_but_its_output(tmp_path, work):
    given = {**environment(tmp_path), "LASTS": str(LASTS), "FOUND": str(tmp_path / "found.json")}
    trace = tmp_path / "trace"
    strace = [*_strace(), "-o", str(trace)] if _strace() else []
    done = subprocess.run(
        [*strace, sys.executable, "-c", WATCHED, json.dumps(RUNS)], cwd=work, env=given, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    failed, sockets, loaded = json.loads((tmp_path / "found.json").read_text())
    assert failed == [], done.stderr
    assert sockets == []
    # What Python brings differs from one version to the next: a file of the user's must not hide any of it.
    assert {name for name in loaded if _can_be_hidden(name)} - LOADED == set()
    if strace:
        calls = [line.split(None, 1)[1] for line in trace.read_text().splitlines()]
        assert [call for call in calls if call.startswith(("connect(", "sendto(", "sendmsg(", "sendmmsg("))] == []
    assert {path.name for path in work.iterdir()} == OUTPUT
    assert list((tmp_path / "temporary").iterdir()) == []
    written = {path.relative_to(tmp_path / "home").as_posix() for path in (tmp_path / "home").rglob("*") if path.is_file()}
    assert [name for name in written if not name.startswith(".cache/matplotlib/fontlist-")] == []


def _can_be_hidden(name):
    """Says whether a user's file of this name would be loaded instead of a module of Python's own."""
    return (
        name in sys.stdlib_module_names
        and not name.startswith("_")
        and not (BuiltinImporter.find_spec(name) or FrozenImporter.find_spec(name))
    )


def _strace():
    """The beginning of a command line that notes what a process asks of the network; nothing where there is no such program."""
    program = shutil.which("strace")
    command = [program or "", "-f", "-qq", "-e", "trace=network"]
    usable = program and subprocess.run([*command, "true"], capture_output=True).returncode == 0
    return command if usable else []


def _python(tmp_path, work, code):
    return subprocess.run([sys.executable, "-c", code], cwd=work, env=environment(tmp_path), capture_output=True, text=True)


def test_telemetry_is_off_for_all_that_is_loaded_after_hedgelens(tmp_path, work):
    done = _python(tmp_path, work, f"import hedgelens, onnxruntime, os; print(os.environ['{TELEMETRY_OFF}'])")
    assert done.stdout == "1\n", done.stderr
    assert list((tmp_path / "home").iterdir()) == list((tmp_path / "temporary").iterdir()) == []


def test_whoever_loaded_the_runtime_first_is_warned_of_its_telemetry(tmp_path, work):
    done = _python(tmp_path, work, "import onnxruntime, hedgelens")
    assert f"set {TELEMETRY_OFF}=1 before you start Python" in done.stderr


def test_the_list_of_modules_holds_all_that_hedgelens_imports():
    imported = set()
    for path in (ROOT / "hedgelens").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                imported.add(node.module.partition(".")[0])
    there_from_the_start = {"__future__", "codecs", "errno", "gc", "hedgelens", "io", "os", "stat", "sys"}
    assert imported - LOADED - there_from_the_start == set()


def _beside(tmp_path, work, name, command):
    (work / "script.py").write_text("import hedgelens\nhedgelens.analyze('The mayor said that boats would sail.')\n")
    (work / f"{name}.py").write_text("raise SystemError('this is not what anybody asked for')\n")
    return subprocess.run(
        [sys.executable, *command], cwd=work, env=environment(tmp_path), capture_output=True, text=True, encoding="utf-8"
    )


SCRIPT, MODULE = ["script.py"], ["-m", "hedgelens.cli", "analyze", "in/one.txt"]


@pytest.mark.parametrize("command", [SCRIPT, MODULE], ids=["script", "-m"])
@pytest.mark.parametrize(
    "name",
    ["names", *(pytest.param(name, marks=pytest.mark.slow) for name in ("tables", "files", "records", "measures", "test"))],
)
def test_files_beside_a_script_change_nothing(tmp_path, work, name, command):
    done = _beside(tmp_path, work, name, command)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", [SCRIPT, MODULE], ids=["script", "-m"])
@pytest.mark.parametrize("name", ["tokenizers", "rich", "requests", "google", "statistics", "calendar", "dataclasses"])
def test_files_beside_a_script_that_hide_a_module_are_named(tmp_path, work, name, command):
    done = _beside(tmp_path, work, name, command)
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1] == (
        f"hedgelens.records.HedgeLensError: Your file '{work / name}.py' hides the module '{name}' that HedgeLens needs: "
        "Python loads your file instead. Give the file another name."
    )


def test_a_folder_of_installed_packages_hides_nothing(tmp_path, work):
    (work / "rich").mkdir()
    (work / "rich" / "__init__.py").write_text("")
    (work / "rich-99.dist-info").mkdir()
    assert _python(tmp_path, work, "import hedgelens").returncode == 0
