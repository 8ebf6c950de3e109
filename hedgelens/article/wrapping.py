"""The paragraphs of a text: its lines, joined where it is wrapped to a width, as mails, archives and pages of a PDF are."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence

from hedgelens.records import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029\f]+")
_LINE_END = re.compile(r"\r\n?|[\n\u2028\u2029\f]")
_DIVIDED = re.compile(r"[^\W\d_]{2}[-‐\u00ad]$")
_SENTENCE_END = re.compile(r"[.!?…:;][^\w.!?…:;]*$")
_LAST = 20
_WIDEST, _NARROWEST = 120, 30
"""Characters that the lines of a wrapped text hold at most, and that the longest of a paragraph's lines holds at least."""
_FORCED, _NEARLY_ALL = 0.65, 0.9
"""Shares of the breaks of a wrapped text that had to be: with the ends of its paragraphs among them, and without."""
_SHORT = 0.6
"""Lines of a smaller share of the width stand for themselves also where blank lines part the paragraphs."""


def paragraphs(text: str) -> list[Span]:
    """Returns the paragraphs of a plain text, trimmed.

    A news page copied as text has one paragraph a line; a mail or an older archive wraps its lines, between two blank ones. Lines
    are wrapped where most of their breaks fall inside a sentence, or where each was broken because the next word did not fit.
    """
    groups = [[(start, end) for start, end in lines] for lines in _lines_between_blanks(text)]
    worded = [[text[start:end] for start, end in lines] for lines in groups]
    width, short = _width(worded)
    found: list[Span] = []
    for lines, words in zip(groups, worded, strict=True):
        ends = [] if not width and _is_wrapped(words) else _ends(words, width, short)
        cuts = [0, *(end + 1 for end in ends), len(lines)]
        found += [(lines[first][0], lines[after - 1][1]) for first, after in itertools.pairwise(cuts)]
    return found


def ends_sentence(line: str) -> bool:
    """Says whether a line ends as sentences do, or with a colon that opens something; marks of any kind and emoji may follow."""
    return _SENTENCE_END.search(line[-_LAST:]) is not None


def _lines_between_blanks(text: str) -> Iterator[list[Span]]:
    """Yields lines, trimmed, in groups that no blank line parts."""
    group: list[Span] = []
    end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        blank = not line.strip()
        if group and (blank or len(_LINE_END.findall(text, end, match.start())) > 1):
            yield group
            group = []
        if not blank:
            group.append((match.start() + len(line) - len(line.lstrip()), match.start() + len(line.rstrip())))
        end = match.end()
    if group:
        yield group


def _is_wrapped(lines: Sequence[str]) -> bool:
    breaks = list(itertools.pairwise(lines))
    if sum(len(line) for line in lines[:-1]) < 40 * len(breaks):
        return False
    inside = sum(1 for before, after in breaks if not ends_sentence(before) and after[:1].islower())
    return len(breaks) >= 2 and inside * 3 >= len(breaks) and max(map(len, lines)) <= _WIDEST


def _width(groups: Sequence[Sequence[str]]) -> tuple[int, float]:
    """Returns the width to which a text is wrapped, 0 where it is not, and how short a line is that may end a paragraph."""
    several = [lines for lines in groups if len(lines) > 1]
    width = max((len(line) for lines in several for line in lines), default=0)
    breaks = [(before, after) for lines in several for before, after in itertools.pairwise(lines)]
    forced = sum(_is_forced(before, after, width) or bool(_DIVIDED.search(before)) for before, after in breaks)
    inside = sum(not ends_sentence(before) for before, _ in breaks)
    wrapped = _NARROWEST <= width <= _WIDEST and forced >= _FORCED * len(breaks) and 2 * inside >= len(breaks) > 2
    if not wrapped:
        return 0, math.inf
    return width, _SHORT * width if forced >= _NEARLY_ALL * len(breaks) else width


def _ends(lines: Sequence[str], width: int, short: float) -> list[int]:
    """Returns which lines end a paragraph: short ones where the next word would have fitted, or all where nothing is wrapped."""
    breaks = enumerate(itertools.pairwise(lines))
    return [i for i, (before, after) in breaks if len(before) < short and not _goes_on(before, after, width)]


def _goes_on(before: str, after: str, width: int) -> bool:
    """Says whether a line goes on in the next: a word is divided, or, where lines are wrapped, a sentence."""
    if _DIVIDED.search(before) and after[:1].islower():
        return True
    return width > 0 and (_is_forced(before, after, width) or (after[:1].islower() and not ends_sentence(before)))


def _is_forced(before: str, after: str, width: int) -> bool:
    """Says whether the first word of a line did not fit behind the line before."""
    return len(before) + 1 + len(after.split(maxsplit=1)[0]) > width
