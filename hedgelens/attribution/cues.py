"""The words that attribute, by the construction they do it in (``cues.toml``)."""

from __future__ import annotations

from functools import partial

from hedgelens.language.words import marked, word_set
from hedgelens.records import AttributionType

CUES = "hedgelens.attribution"
"""The room whose tables these are."""

cue_set = partial(word_set, room=CUES)
"""Gives a table of ``cues.toml`` by its name."""


def type_of(lemma: str, default: AttributionType = AttributionType.ASSERTION) -> AttributionType:
    """Returns what a cue gives its source: a statement, a belief, a piece of knowledge or an intention."""
    return AttributionType(marked("type", "type", CUES).get(lemma, default))
