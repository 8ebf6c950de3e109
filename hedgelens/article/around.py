"""Finds what stands around an article's body and cannot be told by its own words alone: lists of links, teasers, galleries."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from hedgelens.article.lines import Line, Mark, matches
from hedgelens.records import Kind

_LABEL = re.compile(r"[A-Z][A-Z’' -]{2,30}:\s")
_SIGNED = re.compile(r"[.!?…”\"]\s*[―—–-]\s?[^\W\d_a-z][^.!?]{0,100}$")  # “…” — Ada Okoro, engineer
_QUOTED = re.compile('["“”„«»‘]')
_FEWEST_TEASERS = 3
_TEASER_SHARE = 0.4
_TEASER_WORDS = 12
_CUT_WORDS = 20
_FEWEST_WHOLE, _CUT_BEFORE = 3, 0.2
_HEADLINE_WORDS = 4
_SENDER_LINES = 4


def mark_lists(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Marks lists of links to other stories, and pictures of a gallery, each a list of one."""
    for first, after in _lists(lines):
        items = lines[first:after]
        if after < len(lines) and matches("source", lines[after].text) and all(map(_is_figure, items)):  # a graphic, no text
            kinds[first:after] = [Kind.BOILERPLATE] * len(items)
        if any(item.is_sentence and not item.text.endswith("?") for item in items):
            continue
        if len(items) > 1 and (_are_links(items) or (first > 0 and _opens_links(lines[first - 1], kinds[first - 1]))):
            kinds[first:after] = [Kind.BOILERPLATE] * len(items)
        elif len(items) == 1 and kinds[first] is Kind.BODY and _is_picture(items[0], lines[first - 1] if first else None):
            kinds[first] = Kind.CAPTION


def _is_figure(item: Line) -> bool:
    """Says whether an item is what a graphic shows: a figure and what it counts, or words that say nothing."""
    if matches("told", item.text):
        return False
    return re.search(r"\d", item.text) is not None or not (item.is_sentence or matches("verb", item.text))


def _is_picture(item: Line, before: Line | None) -> bool:
    """Says whether the only item of a list is a picture of a gallery: nobody's words, and nothing that a colon leads to."""
    led = before is not None and before.text.endswith(":")
    return item.words > _HEADLINE_WORDS and not led and _QUOTED.search(item.text) is None


def _lists(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    for is_list, run in itertools.groupby(enumerate(lines), key=lambda numbered: numbered[1].mark is Mark.ITEM):
        places = [place for place, _ in run]
        if is_list:
            yield places[0], places[-1] + 1


def _opens_links(line: Line, kind: Kind) -> bool:
    return kind is Kind.BOILERPLATE and matches("related", line.text)


def _are_links(items: Sequence[Line]) -> bool:
    """Says whether all items of a list are headlines: behind a label in capitals each, or in title case."""
    return all(_LABEL.match(item.text) for item in items) or all(map(_is_headline, items))


def _is_headline(item: Line) -> bool:
    long = [word for word in re.findall(r"[^\W\d_][\w’']*", item.text) if len(word) > 3]
    longest = max(len(part.split()) for part in re.split("[,;]", item.text))  # names and places stand between commas
    return longest >= _HEADLINE_WORDS and len(long) > 2 and all(word[0].isupper() for word in long)


def mark_teasers(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Marks what follows an article to its end where most paragraphs break off: teasers of other stories do."""
    bodies = [i for i, kind in enumerate(kinds) if kind is Kind.BODY]
    cut = [i for i in bodies if _is_cut(lines[i])]
    for place, first in enumerate(cut[: 1 - _FEWEST_TEASERS]):
        before = [i for i in bodies if i < first]
        long = sum(i >= first and lines[i].words >= _TEASER_WORDS for i in bodies)
        whole = len(before) >= _FEWEST_WHOLE and place <= _CUT_BEFORE * len(before)
        if whole and len(cut) - place >= max(_FEWEST_TEASERS, _TEASER_SHARE * long):
            kinds[first:] = [Kind.BOILERPLATE if kind in (Kind.BODY, Kind.HEADING) else kind for kind in kinds[first:]]
            return


def _is_cut(line: Line) -> bool:
    """Says whether a paragraph breaks off: in the middle of a sentence, or with "… more"."""
    if line.mark is not None or line.words < _TEASER_WORDS:
        return False
    return matches("cut", line.text) or (line.words >= _CUT_WORDS and line.text[-1].isalpha() and not _SIGNED.search(line.text))


def mark_sender(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Marks what a press release says of who sent it: the last paragraphs, where they begin with what the title names."""
    bodies = [i for i, kind in enumerate(kinds) if kind is Kind.BODY]
    title = next((line.text for line, kind in zip(lines, kinds, strict=True) if kind is Kind.TITLE), "")
    for i in reversed(bodies[1:][-_SENDER_LINES:]):
        told = matches("told", lines[i].text)
        if told or not matches("sender", lines[i].text) or lines[i].text.split()[0] not in title.split():
            return
        kinds[i] = Kind.BOILERPLATE


def mark_archive(lines: Sequence[Line], kinds: list[Kind]) -> None:
    """Marks the fields that an archive of articles puts around each, where a line of its own says that the article ends."""
    ends = [i for i, line in enumerate(lines) if matches("archive-end", line.text)]
    if not ends:
        return
    for i, line in enumerate(lines):
        if i in ends or i > ends[-1] or matches("archive-field", line.text):
            kinds[i] = Kind.BOILERPLATE
        elif matches("archive-byline", line.text):
            kinds[i] = Kind.BYLINE
        elif i - 1 in ends or matches("archive-highlight", line.text):
            kinds[i] = Kind.TITLE if i - 1 in ends else Kind.HEADING
