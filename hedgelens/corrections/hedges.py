"""Corrections of hedges."""

from __future__ import annotations

from dataclasses import replace

from hedgelens.analysis import Analysis
from hedgelens.corrections import places
from hedgelens.corrections.edits import AddHedge, ChangeHedge, RemoveHedge
from hedgelens.records import Hedge, HedgeLensError, sentence_at


def add(analysis: Analysis, edit: AddHedge) -> Analysis:
    """Marks words as a hedge."""
    start, end = _place(analysis, edit.start, edit.end)
    there = next((h for h in analysis.hedges if (h.start, h.end) == (start, end)), None)
    if there is not None:
        raise HedgeLensError(f"'{there.text}' is already a hedge. Change its category or owner instead.")
    owner = places.owner(analysis, edit.owner)
    id = places.next_id("h", [h.id for h in analysis.hedges])
    text = analysis.article.text[start:end]
    index = sentence_at(analysis.sentences, start)
    new = Hedge(id, index, start, end, text, edit.category, owner, _held_by(analysis, start, owner), places.SURE, places.BY_HAND)
    return replace(analysis, hedges=tuple(sorted([*analysis.hedges, new], key=lambda h: (h.start, h.end))))


def change(analysis: Analysis, edit: ChangeHedge) -> Analysis:
    """Says something else of a hedge."""
    old = places.hedge(analysis, edit.hedge)
    new = replace(old, category=edit.category or old.category, confidence=places.SURE, why=f"{old.why}; by hand")
    if edit.owner is not None:
        owner = places.owner(analysis, edit.owner)
        new = replace(new, owner=owner, attribution=_held_by(analysis, old.start, owner), owners=())
    if edit.start is not None or edit.end is not None:
        start, end = _place(analysis, old.start if edit.start is None else edit.start, old.end if edit.end is None else edit.end)
        text = analysis.article.text[start:end]
        new = replace(new, start=start, end=end, text=text, sentence=sentence_at(analysis.sentences, start))
    return replace(analysis, hedges=tuple(new if h.id == old.id else h for h in analysis.hedges))


def remove(analysis: Analysis, edit: RemoveHedge) -> Analysis:
    """Takes a hedge away."""
    old = places.hedge(analysis, edit.hedge)
    return replace(analysis, hedges=tuple(h for h in analysis.hedges if h.id != old.id))


def _place(analysis: Analysis, start: int, end: int) -> tuple[int, int]:
    return places.spans(analysis, ((start, end),), "hedge", may_be_none=False)[0]


def _held_by(analysis: Analysis, start: int, owner: str) -> str | None:
    """Returns the innermost attribution of an owner whose content holds a place."""
    holding = [a for a in analysis.attributions if a.source_id == owner and any(s <= start < e for s, e in a.content)]
    return min(holding, key=lambda a: sum(e - s for s, e in a.content)).id if holding else None
