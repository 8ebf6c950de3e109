"""The list of corrections: each with the words or the name that it is of, as they were just before it was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.corrections import edit_to_dict
from hedgelens.corrections.applying import changed
from hedgelens.corrections.edits import AddAttribution, AddHedge, CarryOn, Edit, RekindSentence
from hedgelens.files.text import shortened
from hedgelens.records import HedgeLensError
from hedgelens.study.coding import Coding, Kept
from hedgelens.study.open_coding import OpenCoding

_LONGEST = 40
"""So many characters of a passage tell it from others."""


class Retelling:
    """What was told of the corrections of an article by one coder: it never changes, as nothing before a correction does."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self._told: dict[int, dict[str, Any]] = {}
        self._states = OpenCoding()

    def of(self, coding: Coding) -> list[dict[str, Any]]:
        """Returns all corrections in their order, each with what it is of and whose or what it became."""
        history = coding.history
        stood: list[Kept] = []
        for one in history:
            while stood and _was_gone(stood[-1], one):
                stood.pop()
            if one.number not in self._told:
                self._told[one.number] = _told(one.edit, self._before(stood, coding))
            stood.append(one)
        return [{"made": one.made, "undone": one.undone, **self._told[one.number]} for one in history]

    def _before(self, stood: Sequence[Kept], coding: Coding) -> Analysis:
        """Returns the analysis with the corrections that stood, made anew from as far as it is known."""
        edits = {one.number: one.edit for one in stood}
        try:
            found = self._states.replayed(coding.base, edits, changed)
        except HedgeLensError:  # which is no reason not to open the article: what nobody knows is called by its id
            return replace(coding.base, attributions=(), hedges=(), sources=())
        self._states.remember_state(list(edits), found)
        return found


def _was_gone(earlier: Kept, later: Kept) -> bool:
    """Tells whether a correction was taken back before a later one was made: the last one is always taken back first."""
    if earlier.taken_back is None:
        return False
    return later.taken_back is None or earlier.taken_back < later.taken_back


def _told(edit: Edit, before: Analysis) -> dict[str, Any]:
    plain_edit, text = edit_to_dict(edit), before.article.text
    attribution, hedge, source = (str(plain_edit.get(field) or "") for field in ("attribution", "hedge", "source_id"))
    names = {one.id: one.name for one in before.sources}
    match edit:
        case RekindSentence() | CarryOn():
            sentence = before.sentences[edit.sentence]
            of = _quoted(text[sentence.start : sentence.end])
        case AddAttribution():
            of = _quoted(before.article.quote(edit.content))
        case AddHedge():
            of = _quoted(text[edit.start : edit.end])
        case _ if attribution:
            of = next((_quoted(before.article.quote(a.content)) for a in before.attributions if a.id == attribution), attribution)
        case _ if hedge:
            of = next((_quoted(h.text) for h in before.hedges if h.id == hedge), hedge)
        case _:
            of = names.get(source, source)
    whose = plain_edit.get("into") or (source if attribution else "")
    to = plain_edit.get("name") or names.get(whose, "")
    return {"of": of, "to": to, **plain_edit}


def _quoted(words: str) -> str:
    return f"“{shortened(words, _LONGEST)}”"
