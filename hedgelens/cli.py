"""The command line: the app, its commands and its error messages. Everything else is in the library."""

from __future__ import annotations

import functools
import inspect
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TextIO, get_args

import typer
from typer.core import TyperCommand
from typer.models import ParameterInfo

from hedgelens._start import VERSION
from hedgelens.commands.agree import agree
from hedgelens.commands.analyze import analyze
from hedgelens.commands.app import app as workbench
from hedgelens.commands.articles import SOME_LEFT_OUT
from hedgelens.commands.bundled import bundled
from hedgelens.commands.concordance import collocations, concordance, contrasts
from hedgelens.commands.demo import demo
from hedgelens.commands.doctor import doctor
from hedgelens.commands.evaluate import evaluate
from hedgelens.commands.interchange import export, import_annotations, schema
from hedgelens.commands.loudness import with_loudness
from hedgelens.commands.report import report
from hedgelens.commands.sheets import import_sheet, sheet
from hedgelens.commands.sources import sources
from hedgelens.commands.study import COMMANDS as STUDY_COMMANDS
from hedgelens.commands.train import train
from hedgelens.commands.why import why
from hedgelens.commands.writing import say, tell
from hedgelens.records import HedgeLensError, HedgeLensWarning

# The commands import all else where they need it: spaCy, pandas and matplotlib take seconds, and `--help` shall not.

BAD_INPUT, STOPPED = 2, 130

EXIT_CODES = {
    0: "everything is done",
    1: "doctor found something wrong, or nobody read the output to its end",
    BAD_INPUT: "nothing could be done, or an option is wrong: one sentence says what",
    SOME_LEFT_OUT: "done, but some articles were left out: each is named",
    STOPPED: "stopped (Ctrl-C): a message says what is done",
}
"""What a command ends with, and what that means."""

_EPILOG = "Exit codes: " + "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items()) + "."

_COMMAND = "hedgelens"

app = typer.Typer(
    name=_COMMAND,
    help="Reads a news article and says, sentence by sentence, who says it, how sure they are, and whose doubt it is.",
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _asks_for_completion() -> bool:
    """Says whether a shell's completion is asked for: it is that of the command, for shells complete no `python -m hedgelens`."""
    return any(argument.startswith(("--install-completion", "--show-completion")) for argument in sys.argv[1:])


def main() -> None:
    """Runs the command line; what cannot be worked with is said in one sentence, and the exit code is 2."""
    _open_closed_streams()
    try:
        if "" in sys.argv[1:]:
            raise HedgeLensError("One of the arguments is empty, perhaps because a shell variable is not set. Give it a value.")
        with _warnings_in_lines(), _stopped_as_by_hand():
            app(prog_name=_COMMAND if _asks_for_completion() else None)
    except HedgeLensError as error:
        tell(" ".join((str(error), *getattr(error, "__notes__", ()))))
        _end_output()
        sys.exit(BAD_INPUT)
    except BrokenPipeError:
        # Whoever read the output (`| head`) has enough; a second message at exit would help nobody.
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        what = f"'{error.filename}' cannot be read or written" if error.filename else "The output cannot be written"
        tell(f"{what}: {error.strerror or error}.")
        _end_output()
        sys.exit(BAD_INPUT)


def _open_closed_streams() -> None:
    """Has what goes to a closed stream (`>&-`) go nowhere; the next file to be opened would else be taken for that stream."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()


def _end_output() -> None:
    """Lets go of what cannot go out: it would fail again at exit, with a second message and another exit code."""
    try:
        sys.stdout.flush()
    except OSError:
        sys.stdout = _nowhere()


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


@contextmanager
def _warnings_in_lines() -> Iterator[None]:
    """Has each warning of ours said in a line on the error stream."""
    with warnings.catch_warnings():
        show = warnings.showwarning
        warnings.simplefilter("always", HedgeLensWarning)

        def shown(message: Warning | str, category: type[Warning], *rest: Any, **more: Any) -> None:
            if issubclass(category, HedgeLensWarning):
                tell(f"warning: {message}")
            else:
                show(message, category, *rest, **more)

        warnings.showwarning = shown
        yield


@contextmanager
def _stopped_as_by_hand() -> Iterator[None]:
    """Has what ends a program (`timeout`, a system that shuts down) stop it as Ctrl-C does: it says what is done."""
    if threading.current_thread() is not threading.main_thread():  # only that hears signals
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class _Command(TyperCommand):
    """A command whose help shows arguments by their names alone: what Python calls their types says nothing to users."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        for parameter in self.params:
            if parameter.param_type_name == "argument":
                vars(parameter)["display_type_rich"] = lambda ctx: None


def _add(to: typer.Typer, command: Callable[..., None], name: str | None = None) -> None:
    """Adds a command, which the list of commands shows with its first sentence, uncut."""
    first = inspect.cleandoc(command.__doc__ or "").split("\n\n")[0]
    to.command(name, cls=_Command, short_help=" ".join(first.split()))(_as_command(command))


def _as_command(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command what all have: how much it says, and that it says what is done where it is stopped."""
    command = with_loudness(command)
    for parameter in inspect.signature(command).parameters.values():
        for about in get_args(parameter.annotation)[1:]:
            if isinstance(about, ParameterInfo):
                about.readable = False  # is not asked before: what cannot be read is said by what reads, and may be left out

    @functools.wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except KeyboardInterrupt as stop:
            tell(" ".join(("stopped.", *reversed(getattr(stop, "__notes__", ())))))
            raise typer.Exit(STOPPED) from None

    return run


def _version(wanted: bool) -> None:
    if wanted:
        say(f"hedgelens {VERSION}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Reads a news article and says, sentence by sentence, who says it, how sure they are, and whose doubt it is."""


for command in (
    analyze,
    report,
    sources,
    why,
    concordance,
    collocations,
    contrasts,
    sheet,
    import_sheet,
    export,
    schema,
    agree,
    demo,
    doctor,
    bundled,
    evaluate,
    train,
):
    _add(app, command)

_add(app, import_annotations, "import")
_OF_STUDY = "Many articles and their analyses in one file: it goes on where it was stopped."
study = typer.Typer(
    name="study",
    help=_OF_STUDY,
    short_help=_OF_STUDY,
    epilog=_EPILOG,
    no_args_is_help=True,
)
for command in STUDY_COMMANDS:
    _add(study, command)
app.add_typer(study)
_add(app, workbench, "app")


if __name__ == "__main__":
    main()
