"""The text of an article with its marks: contents, sources, cues and hedges, nested as they nest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from operator import attrgetter

from markupsafe import Markup, escape

from hedgelens.analysis import Analysis
from hedgelens.measures.counting import holders
from hedgelens.records import Block, Kind, Sentence
from hedgelens.report.numbers import Numbers

_STOP = ("tabindex", 0)
"""Makes a mark a stop of the tab key."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text and the start tag that opens it; ``rank`` says what encloses what where two begin and end together."""

    start: int
    end: int
    rank: int
    tag: Markup


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the article, marked up."""

    kind: Kind
    html: Markup


def paragraphs(analysis: Analysis, numbers: Numbers) -> list[Paragraph]:
    """Returns the blocks of an article with all their marks."""
    return [Paragraph(Kind(block.kind), _block(analysis, block, numbers)) for block in analysis.article.blocks]


def _block(analysis: Analysis, block: Block, numbers: Numbers) -> Markup:
    text = analysis.article.text
    parts: list[Markup] = []
    position = block.start
    start_of = attrgetter("start")
    first, last = (bisect_left(analysis.sentences, place, key=start_of) for place in (block.start, block.end))
    for sentence in analysis.sentences[first:last]:
        parts += [escape(text[position : sentence.start]), _sentence(analysis, sentence, numbers)]
        position = sentence.end
    parts.append(escape(text[position : block.end]))
    return Markup("").join(parts)


def _sentence(analysis: Analysis, sentence: Sentence, numbers: Numbers) -> Markup:
    links = analysis.links[sentence.index]
    strict, carried = numbers.rests_on(links)
    marks = sorted(_marks(analysis, sentence, numbers), key=_order)
    inner = nested(analysis.article.text, sentence.start, sentence.end, marks)
    tag = _tag("s", ("id", f"sentence-{sentence.index}"), ("data-strict", strict), ("data-carried", carried))
    return Markup("").join((tag, inner, Markup("</span>")))


def _tag(classes: str, *attributes: tuple[str, object]) -> Markup:
    """Returns a start tag; every value is escaped."""
    inside = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
    return Markup(f'<span class="{escape(classes)}"{inside}>')


def _marks(analysis: Analysis, sentence: Sentence, numbers: Numbers) -> Iterator[Mark]:
    links = analysis.links[sentence.index]
    unsure = [id for id in numbers.carried[sentence.index] if not analysis.counts_source(id)]
    for carried in (*links.continued, *unsure)[:1]:
        tag = _tag(
            f"carried {'' if links.continued else 'unsure '}k{numbers.colour[carried]}",
            ("data-r", numbers.continuation[sentence.index, carried]),
            _STOP,
            ("title", numbers.continuation_title(sentence.index, carried)),
        )
        yield Mark(sentence.start, sentence.end, 0, tag)
    for id in links.attributions:
        yield from _attribution_marks(analysis, id, numbers)
    for id in links.hedges:
        hedge = numbers.hedges[id]
        about = ("data-h", numbers.hedge[id]), _STOP, ("title", numbers.hedge_title(id))
        tag = _tag(f"h k{numbers.owner_colour(hedge.owner)}", *about)
        yield Mark(hedge.start, hedge.end, 99, tag)


def _attribution_marks(analysis: Analysis, id: str, numbers: Numbers) -> Iterator[Mark]:
    attribution = analysis.attribution(id)
    depth = sum(1 for _ in holders(analysis, attribution))
    number, colour = numbers.attribution[id], numbers.colour.get(attribution.source_id, 0)
    unsure, title = "" if analysis.counts(attribution) else "unsure ", numbers.attribution_title(id)
    for piece, (start, end) in enumerate(attribution.content):
        # One stop for the tab key for each attribution, not for each of its pieces.
        stop = (_STOP, ("data-label", numbers.label(attribution.source_id))) if piece == 0 else ()
        about = ("data-a", number), *stop, ("title", title)
        yield Mark(start, end, 1 + 2 * min(depth, 40), _tag(f"c {unsure}d{min(depth, 3)} k{colour}", *about))
    for name, spans, rank in (
        ("who", attribution.source, 90),
        ("who via", attribution.via_span, 90),
        ("cue", attribution.cue, 91),
    ):
        # A cue without content to stop at is a stop of its own.
        alone = (_STOP,) if name == "cue" and not attribution.content else ()
        for start, end in spans:
            yield Mark(start, end, rank, _tag(f"{name} {unsure}k{colour}", ("data-a", number), *alone))


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.rank


def nested(text: str, start: int, end: int, marks: Iterable[Mark]) -> Markup:
    """Returns a stretch of text with marks around its parts; a mark that runs out of another one is cut there.

    Args:
        text: the whole text.
        start: where the stretch begins.
        end: where it ends.
        marks: the marks, in any order.
    """
    clipped = (replace(m, start=max(m.start, start), end=min(m.end, end)) for m in marks)
    first_to_last = sorted((m for m in clipped if m.start < m.end), key=_order)
    waiting = [(*_order(m), place, m) for place, m in enumerate(first_to_last)]  # sorted, and thus a heap
    parts: list[Markup] = []
    enclosing: list[Mark] = []
    position = start

    def write_to(place: int) -> None:
        nonlocal position
        parts.append(escape(text[position:place]))
        position = place

    def close_before(place: int) -> None:
        while enclosing and enclosing[-1].end <= place:
            write_to(enclosing.pop().end)
            parts.append(Markup("</span>"))

    while waiting:
        *_, place, mark = heappop(waiting)
        close_before(mark.start)
        if enclosing and mark.end > (cut := enclosing[-1].end):
            for piece in (replace(mark, end=cut), replace(mark, start=cut)):
                heappush(waiting, (*_order(piece), place, piece))
            continue
        write_to(mark.start)
        parts.append(mark.tag)
        enclosing.append(mark)
    close_before(end)
    write_to(end)
    return Markup("").join(parts)
