"""Applies corrections to an analysis: each gives another analysis, or a sentence that says why it cannot be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from hedgelens.analysis import Analysis
from hedgelens.corrections import attributions, hedges, sentences, sources
from hedgelens.corrections.edits import (
    AcceptAttribution,
    AddAttribution,
    AddHedge,
    CarryOn,
    ChangeHedge,
    ChangeSource,
    Edit,
    GiveAttribution,
    MergeSources,
    MoveAttribution,
    NestAttribution,
    RekindSentence,
    RelayAttribution,
    RemoveAttribution,
    RemoveHedge,
    RetypeAttribution,
    SplitSource,
)
from hedgelens.records import Revision
from hedgelens.views.colours import with_kept_colours

A = TypeVar("A", bound=Analysis)

_APPLIED: Mapping[type[Any], Callable[[Any, Any], Analysis]] = {
    AddAttribution: attributions.add,
    MoveAttribution: attributions.move,
    GiveAttribution: attributions.give,
    RelayAttribution: attributions.relay,
    RetypeAttribution: attributions.retype,
    NestAttribution: attributions.nest,
    AcceptAttribution: attributions.accept,
    RemoveAttribution: attributions.remove,
    CarryOn: sentences.carry_on,
    RekindSentence: sentences.rekind,
    AddHedge: hedges.add,
    ChangeHedge: hedges.change,
    RemoveHedge: hedges.remove,
    ChangeSource: sources.change,
    MergeSources: sources.merge,
    SplitSource: sources.split,
}


def apply(analysis: A, edit: Edit) -> A:
    """Returns an analysis with a correction.

    Raises:
        HedgeLensError: it cannot be made: what it is about is not there, or it would say nothing.
    """
    return with_kept_colours(analysis, changed(analysis, edit))


def changed(analysis: A, edit: Edit) -> A:
    """Returns the same, but does not see to the colours of sources, which takes by far most of the time.

    Raises:
        HedgeLensError: it cannot be made.
    """
    return cast("A", _APPLIED[type(edit)](analysis, edit))


def corrected(analysis: A, edits: Iterable[Edit], by: str, day: str | None = None) -> A:
    """Returns an analysis with all corrections of a person, one after the other, and a revision that says whose they are.

    Args:
        analysis: the analysis, as it was before the first correction.
        edits: the corrections, in their order.
        by: who made them.
        day: when, in ISO 8601; today where it is not said.

    Raises:
        HedgeLensError: one of them cannot be made.
    """
    number = 0
    for number, edit in enumerate(edits, start=1):  # noqa: B007
        analysis = apply(analysis, edit)
    revision = Revision(by, day or date.today().isoformat(), number)
    return replace(analysis, revisions=(*analysis.revisions, revision))
