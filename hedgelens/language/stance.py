"""What a cue makes of the content it brings: it denies, doubts, confirms, shows or claims it, or withholds whether it is so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from hedgelens.language.words import entries, word_list
from hedgelens.records import Span, Stance

_WORDS = re.compile(r"[a-z]+")
_NO_STANCE = "none"
_NEAR = r"(?! (?:only|just|merely|simply)\b)(?: \S+){0,3} $"
"""Behind a negation, up to the words that it turns round; "not only confirmed" confirms, and more."""


class _Rule(NamedTuple):
    """Some words, the stance of a cue that has them, and that of one that negates them.

    One of the two may be missing: such a cue is left to the rules that follow.
    """

    words: re.Pattern[str]
    plain: str | None
    negated: str | None


def stance_of(cue: str) -> Stance | None:
    """Says what the words of a cue make of the content, by the entries of ``words/stance.toml``.

    Of several words in the cue the first entry of the table decides, and a negation before them turns it round ("did not deny").

    Returns:
        The stance; ``None`` for a cue that hands the content on and no more ("said").
    """
    words = " ".join(_WORDS.findall(cue.lower().replace("’", "'").replace("n't", " nt ")))
    for rule in _rules():
        found = rule.words.search(words)
        if found:
            stance = rule.negated if _negation().search(words[: found.start()]) else rule.plain
            if stance is not None:
                return None if stance == _NO_STANCE else Stance(stance)
    return None


def stance_at(text: str, cue: Iterable[Span]) -> Stance | None:
    """Says what the cue that stands in some places of a text makes of its content."""
    return stance_of(" ".join(text[start:end] for start, end in cue))


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_Rule(_one_of(e.words()), e.values.get("stance"), e.values.get("negated")) for e in entries("stance"))


@cache
def _negation() -> re.Pattern[str]:
    words = (word.replace("_", " ").replace("n't", "nt") for word in word_list("stance_negation"))
    return re.compile(_one_of(words).pattern + _NEAR)


def _one_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
