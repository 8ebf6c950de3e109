"""Help texts: every command and option has one, and the page of commands says the same."""

from pathlib import Path

import commands_page
import pytest

from hedgelens.cli import EXIT_CODES

COMMANDS = dict(commands_page.commands())
OPTIONS = [(name, param) for name, command in COMMANDS.items() for param in command.params]


def test_the_page_of_commands_says_what_they_say():
    page = Path(__file__).parents[2] / "docs" / "commands.md"
    assert commands_page.text() == page.read_text("utf-8"), "python tests/commands_page.py > docs/commands.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_is_for_in_a_sentence(name):
    first = COMMANDS[name].help.splitlines()[0]
    assert first[0].isupper()
    assert first.endswith(".")
    assert len(first) <= 126  # a line of the code


@pytest.mark.parametrize(("name", "param"), OPTIONS, ids=[f"{name} {param.name}" for name, param in OPTIONS])
def test_every_option_says_what_it_is_for_and_what_it_takes(name, param):
    assert param.help
    assert param.help.endswith(".")
    assert param.metavar or param.is_flag


@pytest.mark.parametrize("group", ["", "study"])
def test_the_list_of_commands_cuts_no_sentence_off(command_line, group):
    listed = " ".join(command_line(*group.split(), "-h")[1].split())
    names = [name for name in COMMANDS if (name.split()[0] == "study") is bool(group)]
    assert all(" ".join(COMMANDS[name].help.split("\n\n")[0].split()) in listed for name in names)


def test_the_help_shows_no_types_of_python(command_line):
    shown = command_line("analyze", "-h")[1]
    assert "\n  FILE  Articles or tables of articles" in shown
    assert "\n  --engine NAME " in shown


def test_the_help_names_every_exit_code(command_line):
    code, out, _ = command_line("-h")
    assert code == 0
    assert all(f"{number} {meaning}" in " ".join(out.split()) for number, meaning in EXIT_CODES.items())
    assert command_line("--help")[1] == out


@pytest.mark.parametrize("command", ["analyze", "study run"])
def test_a_short_option_asks_for_help(command_line, command):
    assert command_line(*command.split(), "-h") == command_line(*command.split(), "--help")
