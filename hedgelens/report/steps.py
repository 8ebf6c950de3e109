"""An analysis counted from every twentieth of the confidence: what the slider of its page shows, all of it computed here.

The page holds each line of a table once; a step names the lines that it has. Of the text and the strip it holds what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.measures import Counting
from hedgelens.measures.overview import finding
from hedgelens.measures.remembering import remembering
from hedgelens.report.numbers import Numbers
from hedgelens.report.parts import GroupRow, TableRow, cards, group_rows, headline, note_of, own_of, strip_cells, table_rows
from hedgelens.settings import short
from hedgelens.views.colours import with_kept_colours
from hedgelens.views.tables import csv_lines_of

_STEPS = 20

_OF_OWNERS = ("source", "colour", "chain", "why")
"""What another owner changes in what is said of a hedge."""

Differing = dict[str, dict[int, Any]]
"""Of what differs between the steps, by its kind and number, what it is in one of them."""


@dataclass(frozen=True)
class Steps:
    """All steps of a page.

    Attributes:
        labels: the confidence of each.
        chosen: the number of the one that the page begins with.
        lines, groups: every line that a table has in any of them.
        data: what the script needs beside them.
    """

    labels: Sequence[str]
    chosen: int
    lines: Sequence[TableRow]
    groups: Sequence[GroupRow]
    data: dict[str, Any]

    @property
    def widest(self) -> float:
        """The greatest share in any of them: bars are drawn to one scale."""
        return max([line.inclusive for line in self.lines] + [0.01])


@dataclass(frozen=True)
class _State:
    """An analysis as some attributions count; several steps may have the same."""

    lines: list[TableRow]
    csv: list[str]
    groups: list[GroupRow]
    figures: dict[str, Any]
    differing: Differing
    found: str


def steps_of(analysis: Analysis, counting: Counting) -> Steps | None:
    """Returns the steps of a page; nothing where all of them would show the same."""
    confidences = sorted({analysis.min_confidence, *(number / _STEPS for number in range(_STEPS + 1))})
    kept = with_kept_colours(analysis, analysis)
    states: dict[tuple[str, ...], _State] = {}
    places, verdicts = [], []
    for confidence in confidences:
        step = kept.counting(min_confidence=confidence)
        key = tuple(a.id for a in step.counted)
        if key not in states:
            with remembering(step):
                states[key] = _state(step, counting)
        places.append([*states].index(key))
        verdicts.append(headline(step, counting, states[key].found))
    if len(states) == 1:
        return None
    found = list(states.values())
    lines, groups = _all(state.lines for state in found), _all(state.groups for state in found)
    chosen = confidences.index(analysis.min_confidence)
    data = {
        "steps": {"from": confidences, "states": places, "verdicts": verdicts, "chosen": chosen},
        "states": _as_data(found, lines, groups),
        "lines": _csv_of(found, lines),
    }
    return Steps([short(confidence) for confidence in confidences], chosen, list(lines), list(groups), data)


def _state(analysis: Analysis, counting: Counting) -> _State:
    numbers = Numbers(analysis)
    details = numbers.details()
    lines, groups = table_rows(analysis, numbers, counting), group_rows(analysis, counting)
    return _State(
        lines=lines,
        csv=list(csv_lines_of([analysis], "summary", counting)),
        groups=groups,
        figures={
            "counted": len(analysis.counted),
            "own": own_of(analysis),
            "notes": [note_of(lines), note_of(groups)],
            "cards": cards(analysis),
        },
        differing={
            "cells": {cell.index: [cell.title, cell.parts] for cell in strip_cells(analysis, numbers)},
            "sentences": {index: numbers.rests_on(links) for index, links in enumerate(analysis.links)},
            "hedges": {n: {key: one[key] for key in _OF_OWNERS} for n, one in enumerate(details["hedges"])},
            "attributions": {number: {"chain": one["chain"]} for number, one in enumerate(details["attributions"])},
        },
        found=finding(analysis),
    )


def _all(rows: Iterable[Iterable[Any]]) -> dict[Any, int]:
    """Numbers the lines of all tables, each once."""
    return {row: number for number, row in enumerate(dict.fromkeys(row for of_one in rows for row in of_one))}


def _csv_of(states: Iterable[_State], lines: Mapping[TableRow, int]) -> list[str]:
    """Returns the row in CSV of each line, in their order."""
    text = {line: row for state in states for line, row in zip(state.lines, state.csv[1:], strict=True)}
    return [text[line] for line in lines]


def _as_data(states: Sequence[_State], lines: Mapping[TableRow, int], groups: Mapping[GroupRow, int]) -> list[dict[str, Any]]:
    varying = {
        kind: [n for n, one in states[0].differing[kind].items() if any(state.differing[kind][n] != one for state in states)]
        for kind in states[0].differing
    }
    return [
        {
            "lines": [lines[line] for line in state.lines],
            "groups": [groups[group] for group in state.groups],
            **state.figures,
            **{kind: {n: state.differing[kind][n] for n in numbers} for kind, numbers in varying.items()},
        }
        for state in states
    ]
