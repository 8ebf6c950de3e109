"""Charts as SVG that goes into a page and takes on its colours, light or dark.

Those of one article, and those that compare articles row by row, are drawn by a template of ours, of the same data as
matplotlib's (``charts/rows.py``): a page has up to six of them, and matplotlib takes a tenth of a second for each. The others, a
few on the page of a whole study, are matplotlib's.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from hedgelens.analysis import Analysis
from hedgelens.charts.doubt import owner_rows, rate_rows
from hedgelens.charts.frame import alt_text, on_page
from hedgelens.charts.network import NetworkChart, network_chart
from hedgelens.charts.position import position_rows
from hedgelens.charts.quotation import quotation_rows
from hedgelens.charts.rows import RowChart
from hedgelens.charts.share import share_rows
from hedgelens.measures import body_hedges, credited, report_links
from hedgelens.records import AUTHOR
from hedgelens.report.filling import PAGE_COLOURS, filled
from hedgelens.report.pictures import drawing
from hedgelens.report.vector import NetworkPlan, RowPlan
from hedgelens.views.colours import FAINT, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_LONGEST_IN_NETWORK = 18
SAVED = {"currentColor": INK, **{value[4:-1]: colour for colour, value in PAGE_COLOURS.items() if value.startswith("var(")}}
"""The colours of a chart that is saved from a page, by what the page has for them."""


class PageFigure(NamedTuple):
    """A chart on a page: what is read out to people who do not see it, its title, how to read it, and its name."""

    svg: Markup
    alternative: str
    title: str = ""
    note: str = ""
    name: str = ""


def figures(analysis: Analysis) -> Iterator[PageFigure]:
    """Draws the charts of a page; those of what there is none of are left out."""
    made: dict[str, RowChart | NetworkChart] = {}
    if body_hedges(analysis):
        made |= {"hedges": owner_rows(analysis), "hedging-rate": rate_rows(analysis)}
    if credited(analysis):
        kinds = share_rows(analysis, by="kind")
        made |= {"kinds": kinds, "quotation": quotation_rows(analysis), "position": position_rows(analysis)}
    if any(link.reporter != AUTHOR for link in report_links(analysis)):
        made["links"] = network_chart(analysis, longest=_LONGEST_IN_NETWORK)
    for number, (name, chart) in enumerate(made.items()):
        yield drawn_by_template(chart, number)._replace(name=name)


def drawn_by_template(chart: RowChart | NetworkChart, number: int) -> PageFigure:
    """Draws a chart for a page, of which it is the figure of that number, in a hundredth of the time that matplotlib takes."""
    alternative, note = (f"{text} {chart.rests}".strip() for text in (chart.alternative, chart.subtitle))
    return PageFigure(_filled(chart, f"figure{number}-"), alternative, chart.title, note)


def _filled(chart: RowChart | NetworkChart, prefix: str) -> Markup:
    """Fills the template of a chart, in which the names of patterns begin with the prefix."""
    plan = RowPlan.of(chart) if isinstance(chart, RowChart) else NetworkPlan(chart)
    svg = filled("chart.svg.j2", plan=plan, of_rows=isinstance(chart, RowChart), prefix=prefix, faint=FAINT)
    return Markup(svg)  # the template escapes texts


def draw(make: Callable[[], Axes], number: int) -> PageFigure:
    """Draws a chart for a page, of which it is the figure of that number."""
    import matplotlib.pyplot as plt

    with drawing():
        with on_page() as caption:
            ax = make()
        figure = ax.get_figure(root=True)
        assert figure is not None
        svg = _drawn(figure)
        plt.close(figure)
    fitted = Markup(_for_page(svg, f"figure{number}-"))  # matplotlib escapes texts
    return PageFigure(fitted, alt_text(ax), caption.title, caption.note)


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
    return re.sub(r"(?<=: )#[0-9a-f]{6}\b", lambda colour: PAGE_COLOURS.get(colour[0], colour[0]), tag)
