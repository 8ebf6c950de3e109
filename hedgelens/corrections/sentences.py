"""Corrections of sentences: what they are, and whose account they carry on."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter

from hedgelens.analysis import Analysis
from hedgelens.corrections import places
from hedgelens.corrections.edits import CarryOn, RekindSentence
from hedgelens.records import Continuation


def carry_on(analysis: Analysis, edit: CarryOn) -> Analysis:
    """Says whose account a sentence carries on."""
    sentence = places.sentence(analysis, edit.sentence)
    ids = dict.fromkeys(places.source(analysis, id).id for id in edit.source_ids)
    new = [continuation(sentence.index, id) for id in ids]
    kept = [c for c in analysis.continuations if c.sentence != sentence.index]
    return replace(analysis, continuations=tuple(sorted([*kept, *new], key=attrgetter("sentence"))))


def continuation(sentence: int, source_id: str) -> Continuation:
    """Returns what says that a sentence carries on an account, because a person says so."""
    return Continuation(sentence, source_id, places.SURE, f"{places.BY_HAND} as carrying on this account")


def rekind(analysis: Analysis, edit: RekindSentence) -> Analysis:
    """Says what a sentence is."""
    old = places.sentence(analysis, edit.sentence)
    return replace(analysis, sentences=tuple(replace(s, kind=edit.kind) if s is old else s for s in analysis.sentences))
