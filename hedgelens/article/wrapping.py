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
_CITED = re.compile(r"[ \t]*>[> \t]*")  # what mails put before the lines that they answer
_ITEM = re.compile(r"[-*+•‣·]\s|\d{1,3}[.)]\s")
_TAB = 4
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
    groups = [part for lines in _lines_between_blanks(text) for part in _parted_by_indents(text, lines)]
    worded = [_worded(text, lines) for lines in groups]
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
    """Yields lines, trimmed and without the marks of what a mail cites, in groups that no blank line parts."""
    group: list[Span] = []
    end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        cited = _CITED.match(line)
        visible = line[cited.end() :] if cited else line
        blank = not visible.strip()
        if group and (blank or len(_LINE_END.findall(text, end, match.start())) > 1):
            yield group
            group = []
        if not blank:
            group.append((match.end() - len(visible.lstrip()), match.start() + len(line.rstrip())))
        end = match.end()
    if group:
        yield group


def _parted_by_indents(text: str, lines: Sequence[Span]) -> Iterator[list[Span]]:
    """Yields lines in groups that each begin with an indented line, as paragraphs do where no blank line parts them."""
    indents = [_indent(text, start) for start, _ in lines]
    base = min(indents)
    flush = [text[start:end] for (start, end), indent in zip(lines, indents, strict=True) if indent == base]
    hangs = all(map(_ITEM.match, flush))  # the lines of an item stand behind its mark
    cuts = [0]
    for i in range(1, len(lines)):
        before = text[slice(*lines[i - 1])]
        opens = indents[i] > base and not text[lines[i][0]].islower() and (i == 1 or ends_sentence(before))
        if opens and not hangs:
            cuts.append(i)
    yield from (list(lines[first:after]) for first, after in itertools.pairwise([*cuts, len(lines)]))


def _worded(text: str, lines: Sequence[Span]) -> list[str]:
    """Returns the words of lines that no blank line parts; what the first is indented more than the others takes of its width."""
    further = _indent(text, lines[0][0]) - min(_indent(text, start) for start, _ in lines)
    return [" " * further + text[slice(*lines[0])], *(text[start:end] for start, end in lines[1:])]


def _indent(text: str, start: int) -> int:
    """Returns how far a line is indented whose first visible character stands at an offset."""
    before = text[max(start - _WIDEST, 0) : start]
    blanks = before[len(before.rstrip(" \t\u00a0")) :]
    return len(blanks.expandtabs(_TAB))


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
