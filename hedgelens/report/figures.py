"""Charts as SVG that goes into a page and takes on its colours, light or dark."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from hedgelens import charts
from hedgelens.analysis import Analysis
from hedgelens.charts.frame import on_page
from hedgelens.measures import body_hedges, credited, report_links
from hedgelens.records import AUTHOR
from hedgelens.views.colours import FAINT, INK, OTHER, SOURCE_COLOURS, WRITER

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_VARIABLES = {
    **{colour: f"var(--k{place})" for place, colour in enumerate(SOURCE_COLOURS, start=1)},
    OTHER: "var(--k0)",
    WRITER: "var(--kw)",
    INK: "currentColor",
    FAINT: "var(--faint)",
    "#ffffff": "var(--paper)",  # what is hollow stays so on a dark page
}


SAVED = {"currentColor": INK, **{value[4:-1]: colour for colour, value in _VARIABLES.items() if value.startswith("var(")}}
"""The colours of a chart that is saved from a page, by what the page has for them."""


class PageFigure(NamedTuple):
    """A chart on a page, with what is read out to people who do not see it, its title, and how to read it."""

    svg: Markup
    alternative: str
    title: str = ""
    note: str = ""


def figures(analysis: Analysis) -> Iterator[PageFigure]:
    """Draws the charts of a page; those of what there is none of are left out."""
    makers: list[Callable[[Analysis], Axes]] = []
    if body_hedges(analysis):
        makers += [charts.hedges_by_owner, charts.hedge_rate]
    if credited(analysis):
        makers += [partial(charts.share, by="kind"), charts.quotation_by_source, charts.position]
    if any(link.reporter != AUTHOR for link in report_links(analysis)):
        makers.append(charts.network)
    for number, maker in enumerate(makers):
        yield draw(partial(maker, analysis), number)


def draw(make: Callable[[], Axes], number: int) -> PageFigure:
    """Draws a chart for a page, of which it is the figure of that number."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    # Text stays text: it can be searched and read aloud. The salt makes two runs give the same file.
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "hedgelens"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # the reader's own fonts draw the text, not matplotlib's
        with on_page() as caption:
            ax = make()
        figure = ax.get_figure(root=True)
        assert figure is not None
        svg = _drawn(figure)
        plt.close(figure)
    fitted = Markup(_for_page(svg, f"figure{number}-"))  # matplotlib escapes texts
    return PageFigure(fitted, charts.alt_text(ax), caption.title, caption.note)


def _drawn(figure: Figure) -> str:
    """Draws a figure as ``savefig`` does, without a background, in less time: it is laid out and drawn once, by one renderer.

    ``savefig`` draws it twice, for the sake of the layout, and measures each text again for every step of both.
    """
    from matplotlib.backends import backend_mixed, backend_svg

    for patch in (figure.patch, *(ax.patch for ax in figure.axes)):
        patch.set(facecolor="none", edgecolor="none")
    out, points = io.StringIO(), 72
    width, height = figure.get_size_inches()
    figure.dpi = points
    mixed: Any = backend_mixed  # whose types are not these
    vector: Any = backend_svg
    svg = vector.RendererSVG(width * points, height * points, out, image_dpi=points, metadata={"Date": None})
    renderer = mixed.MixedModeRenderer(figure, width, height, points, svg)
    canvas = vector.FigureCanvasSVG(figure)
    canvas.get_renderer = lambda: renderer  # where the layout asks for one
    if (engine := figure.get_layout_engine()) is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")
    figure.draw(renderer)
    renderer.finalize()
    return out.getvalue()


def _for_page(svg: str, prefix: str) -> str:
    """Fits the SVG file of matplotlib into a page: no prologue, no metadata, names of its own, colours as variables."""
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    head, body = svg.split(">", 1)
    head = re.sub(r' (?:xmlns(?::xlink)?|width|height|version)="[^"]*"', "", head)
    svg = f'{head} aria-hidden="true" focusable="false">{body}'
    # Only inside of tags: the texts are the article's.
    return re.sub(r"<[^<>]+>", lambda tag: _fit_tag(tag[0], prefix), svg)


def _fit_tag(tag: str, prefix: str) -> str:
    tag = re.sub(r'\bid="', f'id="{prefix}', tag)
    tag = tag.replace("url(#", f"url(#{prefix}").replace('xlink:href="#', f'href="#{prefix}')
    return re.sub(r"(?<=: )#[0-9a-f]{6}\b", lambda colour: _VARIABLES.get(colour[0], colour[0]), tag)
