"""The charts of one article, each with its data, its formula, and the sentences for a methods section."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from hedgelens.analysis import Analysis
from hedgelens.files.text import counted
from hedgelens.measures import (
    credited,
    hedge_counts,
    hedge_rates,
    owner_name,
    report_links,
    shares,
    size,
    summary_rows,
)
from hedgelens.measures.formulas import formulas
from hedgelens.records import UNKNOWN
from hedgelens.report.figures import PageFigure
from hedgelens.report.shown_answers import ShownAnswer, in_page_of
from hedgelens.views.methods import Made, method

Rows = Iterable[Sequence[Any]]


class _Data(NamedTuple):
    """What a chart is drawn of.

    Attributes:
        formula: the name of its formula.
        columns: the names of the columns.
        rows: gives the rows.
        n: says over how many, in words.
    """

    formula: str
    columns: tuple[str, ...]
    rows: Callable[[Analysis], Rows]
    n: Callable[[Analysis], str]


def article_answers(analysis: Analysis, drawn: Iterable[PageFigure]) -> Iterator[ShownAnswer]:
    """Yields what stands at each chart of a page."""
    made = Made.of(analysis)
    for figure in drawn:
        data = _DATA[figure.name]
        said = f"{method([formulas()[data.formula]], data.n(analysis))} {made.sentences}"
        yield in_page_of(figure.name, figure, [formulas()[data.formula]], said, data.columns, list(data.rows(analysis)))


def _hedges(analysis: Analysis) -> Rows:
    for owner, counts in hedge_counts(analysis).items():
        yield from ([owner_name(analysis, owner), str(category), number] for category, number in counts.items())


def _rates(analysis: Analysis) -> Rows:
    for rate in hedge_rates(analysis):
        yield [rate.name, rate.hedges, rate.words, rate.per_1000, *(rate.interval or (None, None))]


def _shares(analysis: Analysis) -> Rows:
    return ([one.name, one.words, one.words_inclusive] for one in shares(analysis, by="kind"))


def _quotations(analysis: Analysis) -> Rows:
    rows = summary_rows(analysis)
    return ([row.name, row.direct, row.mixed, row.indirect] for row in rows if row.direct + row.mixed + row.indirect)


def _positions(analysis: Analysis) -> Rows:
    for number, sentence in enumerate(analysis.body, start=1):
        links = analysis.links[sentence.index]
        for basis, ids in (("explicit", links.sources), ("continued", links.continued)):
            yield from ([number, analysis.name_of(id), basis] for id in ids)


def _links(analysis: Analysis) -> Rows:
    def name(key: str) -> str:
        return owner_name(analysis, None if key == UNKNOWN else key)

    return ([name(link.reporter), name(link.reported), link.number, link.relayed] for link in report_links(analysis))


def _words(analysis: Analysis) -> str:
    return f"{counted(size(analysis).words, 'word')} in the body"


def _hedge_number(analysis: Analysis) -> str:
    return f"{counted(size(analysis).hedges, 'hedge')} in the body"


def _attributions(analysis: Analysis) -> str:
    return f"{counted(len(credited(analysis)), 'outermost attribution')} in the body"


def _sentences(analysis: Analysis) -> str:
    return f"{counted(size(analysis).sentences, 'sentence')} in the body"


_DATA = {
    "hedges": _Data("hedge-counts", ("owner", "category", "hedges"), _hedges, _hedge_number),
    "hedging-rate": _Data("hedge-rate", ("owner", "hedges", "words", "per_1000", "low", "high"), _rates, _words),
    "kinds": _Data("share", ("kind", "share_words", "share_words_inclusive"), _shares, _words),
    "quotation": _Data("directness", ("source", "direct", "mixed", "indirect"), _quotations, _attributions),
    "position": _Data("position", ("sentence", "source", "basis"), _positions, _sentences),
    "links": _Data("links", ("reporter", "reported", "attributions", "relayed"), _links, _attributions),
}
"""The data of the charts by their names."""
