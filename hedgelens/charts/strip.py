"""The article as a strip, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hedgelens.analysis import UNKNOWN_NAME, Analysis
from hedgelens.charts.frame import axes, entitled, plain, strip_frame
from hedgelens.charts.rows import HATCH
from hedgelens.files.text import counted, labels
from hedgelens.measures import owner_name, ranked, short_name, summary_rows
from hedgelens.measures.counting import sentence_sources
from hedgelens.records import AUTHOR, UNKNOWN, Sentence
from hedgelens.views.colours import FAINT, INK, OTHER, WRITER, colour_of, palette

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

_GAP = 6  # between paragraphs, in words
_CARRIED: dict[str, Any] = {"facecolor": "none", "hatch": HATCH, "linewidth": 0.6}
_UNKNOWN: dict[str, Any] = {"facecolor": "none", "linewidth": 1}
"""How cells look that carry on an account, and those whose source is not known: it is not one source, and no other one."""


def strip(analysis: Analysis, *, ax: Axes | None = None) -> Axes:
    """Draws the body as a strip, with a cell for each sentence in the colours of the sources that it rests on.

    The width of a cell is the number of words in its sentence. Cells of several sources are divided; hatched ones continue an
    account. Ticks below are hedges, in the colour of their owner, black for the writer.
    """
    ax = axes(ax, 2.7, width=10)
    colours = palette(analysis)
    position, paragraph = 0.0, analysis.body[0].paragraph if analysis.body else 0
    for sentence in analysis.body:
        if sentence.paragraph != paragraph:
            position, paragraph = position + _GAP, sentence.paragraph
        _cell(ax, analysis, sentence, position, colours)
        _ticks(ax, analysis, sentence, position, colours)
        position += max(sentence.words, 1)
    ax.set_xlim(0, max(position, 1))
    ax.set_ylim(-0.32, 1.02)
    ax.set_xticks([])
    ax.set_yticks([])
    strip_frame(ax)
    _legend(ax, analysis, colours)
    return entitled(
        ax,
        "Sentence by sentence: who the article rests on",
        f"{len(analysis.body)} sentences of the body in order; width: number of words; "
        "gaps: paragraphs. Ticks below: hedges, by owner.",
        _alternative(analysis),
        analysis,
    )


def _cell(ax: Axes, analysis: Analysis, sentence: Sentence, left: float, colours: dict[str, str]) -> None:
    explicit = list(sentence_sources(analysis, sentence))
    continued = [s for s in analysis.links[sentence.index].continued if s not in explicit]
    parts = [(s, False) for s in explicit] + [(s, True) for s in continued]
    width = max(sentence.words, 1) - 0.6
    if not parts:
        ax.bar(left, 1, width=width, align="edge", color=WRITER, alpha=0.55, linewidth=0)
    for number, (source, carried) in enumerate(parts):
        height = 1 / len(parts)
        bottom = 1 - (number + 1) * height
        colour = colour_of(colours, source)
        look = _CARRIED if carried else _UNKNOWN if source is None else {"facecolor": colour, "linewidth": 0}
        ax.bar(left, height, bottom=bottom, width=width, align="edge", edgecolor=colour, **look)


def _ticks(ax: Axes, analysis: Analysis, sentence: Sentence, left: float, colours: dict[str, str]) -> None:
    for hedge in analysis.hedges:
        if hedge.sentence == sentence.index:
            at = left + max(sentence.words, 1) * (hedge.start - sentence.start) / max(sentence.end - sentence.start, 1)
            colour = INK if hedge.owner == AUTHOR else OTHER if hedge.owner == UNKNOWN else colour_of(colours, hedge.owner)
            ax.vlines(at, -0.28, -0.08, color=colour, linewidth=1.6, linestyle=":" if hedge.owner == UNKNOWN else "-")


def _legend(ax: Axes, analysis: Analysis, colours: dict[str, str]) -> None:
    legend = ax.legend(
        handles=_handles(analysis, colours), loc="upper left", bbox_to_anchor=(0, -0.02), ncols=4, frameon=False, fontsize=9,
        labelcolor=INK, borderaxespad=0, handlelength=1.2,
    )  # fmt: skip
    for text in legend.get_texts():
        plain(text)


def _handles(analysis: Analysis, colours: dict[str, str]) -> list[Artist]:
    from matplotlib.patches import Patch

    every = summary_rows(analysis)
    rows = ranked(every)
    shown = [row for row in rows if colours[str(row.source)] != OTHER and row.sentences_inclusive]
    handles: list[Artist] = [
        Patch(color=colours[str(row.source)], label=name)
        for row, name in zip(shown, labels([short_name(analysis, r.source, 26) for r in shown], 26), strict=True)
    ]
    if others := sum(colours[str(row.source)] == OTHER for row in rows):
        handles.append(Patch(color=OTHER, label=counted(others, "other source")))
    if any(row.source is None for row in every):
        handles.append(Patch(edgecolor=OTHER, label=UNKNOWN_NAME, **_UNKNOWN))
    carried = Patch(edgecolor=FAINT, label="continued account", **_CARRIED)
    return [*handles, carried, Patch(color=WRITER, alpha=0.55, label="the writer's own")]


def _alternative(analysis: Analysis) -> str:
    parts = []
    for number, sentence in enumerate(analysis.body, start=1):
        sources = [owner_name(analysis, s) for s in sentence_sources(analysis, sentence)]
        carried = [f"continues the account of {owner_name(analysis, s)}" for s in analysis.links[sentence.index].continued]
        parts.append(f"{number}: {', '.join(sources + carried) or 'the writer'}")
    return f"Strip of the body's sentences and the sources each rests on. {'; '.join(parts)}."
