"""The command line: the app, its commands and its error messages. Everything else is in the library."""

from __future__ import annotations

import functools
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

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
from hedgelens.commands.writing import tell
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
    try:
        if "" in sys.argv[1:]:
            raise HedgeLensError("One of the arguments is empty, perhaps because a shell variable is not set. Give it a value.")
        with _warnings_in_lines(), _stopped_as_by_hand():
            app(prog_name=_COMMAND if _asks_for_completion() else None)
    except HedgeLensError as error:
        tell(" ".join((str(error), *getattr(error, "__notes__", ()))))
        sys.exit(BAD_INPUT)
    except BrokenPipeError:
        # Whoever read the output (`| head`) has enough; a second message at exit would help nobody.
        sys.stderr.close()
        sys.exit(1)


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


def _as_command(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command what all have: how much it says, and that it says what is done where it is stopped."""
    command = with_loudness(command)

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
        print(f"hedgelens {VERSION}")
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
    app.command()(_as_command(command))

app.command("import")(_as_command(import_annotations))
study = typer.Typer(
    name="study",
    help="Many articles and their analyses in one file: it goes on where it was stopped.",
    epilog=_EPILOG,
    no_args_is_help=True,
)
for command in STUDY_COMMANDS:
    study.command()(_as_command(command))
app.add_typer(study)
app.command("app")(_as_command(workbench))


if __name__ == "__main__":
    main()
