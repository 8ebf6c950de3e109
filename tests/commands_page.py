"""Writes what every command and option is for: ``python tests/commands_page.py > docs/commands.md`` after a change of one."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import typer

from hedgelens.cli import EXIT_CODES, app
from hedgelens.views.rows import markdown_line, markdown_text

HEAD = """# The commands

This page lists every command and option, as `hedgelens --help` and `hedgelens COMMAND --help` show them. If the script is not on
the path, `python -m hedgelens` is the same program.

```sh
hedgelens --version              # which version this is
hedgelens doctor                 # whether everything that it needs is present and works, and how to repair it
hedgelens --install-completion   # makes the Tab key complete commands and options from then on (bash, zsh, fish, PowerShell)
hedgelens --show-completion      # prints the completion script, to put where you like
```
"""
OF_ALL = ("quiet", "verbose")
"""What every command has is said once."""


def commands() -> Iterator[tuple[str, object]]:
    """Yields every command with its name, those of ``study`` among them."""
    for name, command in typer.main.get_command(app).commands.items():
        inner = getattr(command, "commands", None)
        yield from ((f"{name} {one}", of) for one, of in inner.items()) if inner else [(name, command)]


def text() -> str:
    """Returns the page as Markdown."""
    every = dict(commands())
    first = next(iter(every.values()))
    parts = [HEAD, "## Every command has\n", _table(param for param in first.params if param.name in OF_ALL), _exit_codes()]
    for name, command in every.items():
        parts += [f"## hedgelens {name}\n", f"```sh\n{_usage(name, command)}\n```\n", _help(command)]
        # What is hidden is between our own processes.
        if own := [param for param in command.params if param.name not in OF_ALL and not getattr(param, "hidden", False)]:
            parts.append(_table(own))
    return "\n".join(parts)


def _usage(name: str, command) -> str:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    named = [f"{param.metavar}{'...' if param.nargs < 0 else ''}" for param in arguments]
    said = [one if param.required else f"[{one}]" for one, param in zip(named, arguments, strict=True)]
    return " ".join(["hedgelens", name, *said, "[OPTIONS]"])


def _help(command) -> str:
    return "\n\n".join(markdown_text(" ".join(part.split())) for part in inspect.cleandoc(command.help).split("\n\n")) + "\n"


def _table(params) -> str:
    lines = [("argument or option", "what it is for"), ("---", "---")]
    lines += [(f"`{_spelt(param)}`", markdown_text(param.help)) for param in params]
    return "\n".join(map(markdown_line, lines)) + "\n"


def _spelt(param) -> str:
    if param.param_type_name == "argument":
        return param.metavar
    taken = "" if getattr(param, "is_flag", False) else f" {param.metavar}"
    return ", ".join([*sorted(param.opts, key=len), *param.secondary_opts]) + taken


def _exit_codes() -> str:
    lines = [("exit code", "meaning"), ("---", "---"), *((str(code), meaning) for code, meaning in EXIT_CODES.items())]
    return "\n".join(map(markdown_line, lines)) + "\n"


if __name__ == "__main__":
    print(text(), end="")
