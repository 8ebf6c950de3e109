"""What is said in the turns of an interview or a transcript: all of a turn is its speaker's, over paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hedgelens.attribution.candidates import Candidate
from hedgelens.language.tokens import Syntax
from hedgelens.language.turns import Turn, find_turns
from hedgelens.language.words import words_with
from hedgelens.records import AttributionType

RULE = "turn"
_LABELLED, _UNLABELLED = 0.95, 0.85


def with_turns(syntax: Syntax, candidates: list[Candidate]) -> list[Candidate]:
    """Returns candidates with one for each turn; those of others within a turn end with it and stand inside of it.

    The questions of the paper are no source's. What speakers say of themselves ("I think") is no attribution of its own.
    """
    turns = find_turns(syntax)
    if not turns:
        return candidates
    turn_of: dict[int, int] = {}
    for number, turn in enumerate(turns):
        turn_of |= dict.fromkeys(_tokens(turn, syntax), number)
    labels = {i for turn in turns for span in (turn.label, turn.mark) if span is not None for i in syntax.touching(span)}
    kept = (_within(c, turn_of) for c in candidates if not (c.cue | c.source) & labels)
    return [*(c for c in kept if not _is_own(c, turns, turn_of, syntax)), *_said(turns, syntax)]


def _tokens(turn: Turn, syntax: Syntax) -> frozenset[int]:
    return frozenset(i for span in turn.words for i in syntax.touching(span))


def _within(candidate: Candidate, turn_of: dict[int, int]) -> Candidate:
    """Returns a candidate without what of its content stands in another turn than its cue."""
    here = turn_of.get(min(candidate.cue or candidate.content, default=-1))
    return replace(candidate, content=frozenset(i for i in candidate.content if turn_of.get(i) == here))


def _is_own(candidate: Candidate, turns: tuple[Turn, ...], turn_of: dict[int, int], syntax: Syntax) -> bool:
    """Says whether nobody but the speaker of a turn, or nobody at all, is given something."""
    here = turn_of.get(min(candidate.cue or candidate.content, default=-1))
    if here is None:
        return False
    words = {syntax.lower[i] for i in candidate.source}
    if not words:
        return turns[here].asks or not candidate.cue
    return words <= words_with("pronoun", "form", "i") or not candidate.content


def _said(turns: Iterable[Turn], syntax: Syntax) -> list[Candidate]:
    return [_of_turn(turn, syntax) for turn in turns if not turn.asks and turn.words]


def _of_turn(turn: Turn, syntax: Syntax) -> Candidate:
    label, mark = (frozenset(syntax.touching(span)) if span else frozenset[int]() for span in (turn.label, turn.mark))
    name = syntax.article.text[slice(*turn.label)] if turn.label else ""
    return Candidate(
        sieve=RULE,
        source=label,
        cue=mark - label,
        content=_tokens(turn, syntax) - mark,
        type=AttributionType.ASSERTION,
        evidence=f"the label “{name}” before it" if name else "an answer to a question of the paper",
        confidence=_LABELLED if name else _UNLABELLED,
    )
