"""An analyzer that a process makes once and keeps, for work that reaches it in pieces."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hedgelens.study.settings import StudySettings

if TYPE_CHECKING:
    from hedgelens.analyzer import Analyzer

_KEPT = 2
"""So many analyzers a process keeps: each holds a language model and weights."""
_MAKING = threading.Lock()


class Held(NamedTuple):
    """What a process keeps for some settings.

    Attributes:
        analyzer: the analyzer.
        key: by what its analyses are known; the same on every machine that analyses in the same way.
    """

    analyzer: Analyzer
    key: str


class _Kept(NamedTuple):
    held: Held
    at_work: threading.Lock


@contextmanager
def held(settings: str) -> Iterator[Held]:
    """Gives the analyzer of settings to one thread at a time: neither spaCy nor what stands on it is made for several at once.

    Args:
        settings: those of :class:`StudySettings` as JSON.

    Raises:
        HedgeLensError: they cannot be used here.
    """
    with _MAKING:  # of several threads that come first, one makes it
        kept = _kept(settings)
    with kept.at_work:
        yield kept.held


@lru_cache(maxsize=_KEPT)
def _kept(text: str) -> _Kept:
    settings = StudySettings.from_dict(json.loads(text))
    with settings.analyzer() as analyzer:
        return _Kept(Held(analyzer, settings.key(analyzer)), threading.Lock())
