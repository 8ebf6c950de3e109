"""A room imports only the rooms below it, lazily or for type checkers, too; import-linter reads the floors in pyproject.toml."""

from __future__ import annotations

import re
import sys
import textwrap

import grimp
import pytest
from importlinter.application.use_cases import read_user_options
from importlinter.configuration import configure
from importlinter.contracts.layers import LayersContract
from rooms import PACKAGE, PROJECT, circles, layers, room, upward

configure()


@pytest.fixture
def graph():
    return grimp.build_graph(PACKAGE, cache_dir=None)


@pytest.fixture
def contract():
    """The contract over the rooms of the whole package."""
    options = read_user_options(str(PROJECT / "pyproject.toml"))
    of_house = next(c for c in options.contracts_options if c["type"] == "layers" and c["containers"] == [PACKAGE])
    return LayersContract(of_house["name"], options.session_options, of_house)


def test_no_room_imports_one_above_it(contract, graph):
    assert contract.check(graph, verbose=False).kept


@pytest.mark.parametrize(
    ("low", "high"),
    [
        ("hedgelens.records", "hedgelens.analysis"),
        ("hedgelens.sources", "hedgelens.hedging"),
        ("hedgelens.measures", "hedgelens.charts"),
    ],
)
def test_an_upward_import_is_found(contract, graph, low, high):
    graph.add_import(importer=low, imported=high)
    assert not contract.check(graph, verbose=False).kept


def test_every_room_has_its_floor(graph):
    assert {room(module) for module in graph.modules} - {PACKAGE} == set(layers())


def test_imports_in_functions_and_for_type_checkers_count(tmp_path, monkeypatch):
    (tmp_path / "house_of_two").mkdir()
    for name, text in {
        "__init__": "",
        "low": """
            from typing import TYPE_CHECKING
            if TYPE_CHECKING:
                from house_of_two.high import Roof
            """,
        "high": """
            def roof():
                from house_of_two import low
            """,
    }.items():
        (tmp_path / "house_of_two" / f"{name}.py").write_text(textwrap.dedent(text))
    monkeypatch.syspath_prepend(tmp_path)
    try:
        assert circles(grimp.build_graph("house_of_two", cache_dir=None)) == [["house_of_two.high", "house_of_two.low"]]
    finally:
        sys.modules.pop("house_of_two", None)


def test_nothing_runs_upward_and_nothing_in_a_circle(graph):
    assert upward(graph) == []
    assert circles(graph) == []


def test_no_import_hides_from_the_contract():
    hidden = [
        path.name
        for path in (PROJECT / "hedgelens").rglob("*.py")
        if re.search(r"__import__\(|import_module\(", path.read_text("utf-8"))
    ]
    assert hidden == ["__init__.py"]  # the top of the house, which may ask every room
