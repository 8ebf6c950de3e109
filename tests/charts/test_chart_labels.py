"""No chart writes one text over another, or out of the figure: measured on the boxes of all texts, in print and on a slide."""

from dataclasses import replace
from itertools import combinations

import invented
import matplotlib as mpl
import pytest
from drafts import crowd, several

mpl.use("agg")

import matplotlib.pyplot as plt
from matplotlib.text import Text

from hedgelens import charts
from hedgelens.measures.rates import Rate
from hedgelens.records import Revision

CROWD = crowd(30)
LONG = "An outlet with a name that is far too long for any chart, number"
RATES = [
    Rate(f"construction with a very long name indeed, number {n}", right, total, confidence)
    for n, (right, total, confidence) in enumerate([(1, 3, 0.51), (4, 8, 0.55), (9, 20, 0.58), (18, 30, 0.6), (40, 41, 0.62),
                                                    (30, 60, 0.83), (95, 100, 0.85), (2, 2, 0.99)])
]  # fmt: skip
MANY = several(30, LONG)
CORPUS = [replace(tally, outlet=f"{LONG} {tally.outlet}") for tally in invented.tallies(400, outlets=14)]
DRAWN = {
    "share": lambda ax: charts.share(CROWD, top=None, ax=ax),
    "share by group": lambda ax: charts.share(CROWD, by="group", of="sentences", ax=ax),
    "strip": lambda ax: charts.strip(CROWD, ax=ax),
    "hedges by owner": lambda ax: charts.hedges_by_owner(CROWD, top=None, ax=ax),
    "hedge rate": lambda ax: charts.hedge_rate(CROWD, top=None, ax=ax),
    "hedged share": lambda ax: charts.hedged_share(CROWD, top=None, ax=ax),
    "quotation by source": lambda ax: charts.quotation_by_source(CROWD, top=None, ax=ax),
    "position": lambda ax: charts.position(CROWD, top=None, ax=ax),
    "network": lambda ax: charts.network(CROWD, top=None, ax=ax),
    "network in chains": lambda ax: charts.network(crowd(30, chained=True), top=None, ax=ax),
    "kinds": lambda ax: charts.kinds(MANY, ax=ax),
    "naming": lambda ax: charts.kinds(CROWD, by="naming", ax=ax),
    "dominant sources": lambda ax: charts.dominant_sources(MANY, ax=ax),
    "over time": lambda ax: charts.over_time(CORPUS, "anonymity_share", every="week", by="outlet", smooth=3, ax=ax),
    "over months": lambda ax: charts.over_time(CORPUS[:40], ax=ax),
    "one source": lambda ax: charts.one_source(CORPUS, ax=ax),
    "one source by outlet": lambda ax: charts.one_source(CORPUS, by="outlet", ax=ax),
    "quoted together": lambda ax: charts.quoted_together(CORPUS, ax=ax),
    "rates by group": lambda ax: charts.rates_by_group(CORPUS, "anonymity_share", ax=ax),
    "key words": lambda ax: charts.keyness(CROWD, "first half", fewest=1, ax=ax),
    "compare articles": lambda ax: charts.compare_articles(MANY, ax=ax),
    "compare groups": lambda ax: charts.compare_groups(MANY, ax=ax),
    "reliability": lambda ax: charts.reliability(RATES, ax=ax),
    "accuracy": lambda ax: charts.accuracy(RATES, title="Right, of what each rule of the whole program found", ax=ax),
}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def written(ax):
    """Returns every text that can be seen, with its box; ticks outside of the axes are not drawn."""
    figure = ax.figure
    figure.canvas.draw()
    unseen = set()
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        unseen |= {
            id(t) for tick in axis.get_major_ticks() if not low <= tick.get_loc() <= high for t in (tick.label1, tick.label2)
        }
    texts = [t for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip() and id(t) not in unseen]
    return [(t.get_text(), t.get_rotation(), t.get_window_extent()) for t in texts]


def collisions(ax):
    boxes = [(text, box.padded(-0.6)) for text, turned, box in written(ax) if turned % 90 == 0]
    return [(one, other) for (one, box), (other, second) in combinations(boxes, 2) if box.overlaps(second)]


@pytest.mark.slow
@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("size", ["print", "slide"])
def test_no_text_stands_on_another_or_leaves_the_figure(name, size):
    given = plt.subplots(figsize=(13.33, 7.5), layout="constrained")[1] if size == "slide" else None
    ax = DRAWN[name](given)
    assert not collisions(ax)
    edge = ax.figure.bbox.padded(1)
    assert not [text for text, _, box in written(ax) if not (edge.contains(box.x0, box.y0) and edge.contains(box.x1, box.y1))]


def test_the_measure_sees_an_overlap():
    _, ax = plt.subplots()
    ax.text(0.5, 0.5, "one")
    ax.text(0.51, 0.5, "other")
    assert collisions(ax) == [("one", "other")]


def test_a_corrected_analysis_says_so_in_every_chart():
    analysis = replace(CROWD, revisions=(Revision("Ada Coder", "2026-05-31", 3),))
    for chart in (charts.share, charts.strip, charts.hedges_by_owner, charts.hedge_rate, charts.hedged_share,
                  charts.quotation_by_source, charts.position, charts.network):  # fmt: skip
        texts = " ".join(text.get_text().replace("\n", " ") for text in chart(analysis).figure.findobj(Text))
        said = "Corrected by hand by Ada Coder on 2026-05-31 (3 corrections)"
        assert said in texts, chart.__name__
        assert said in charts.alt_text(chart(analysis)), chart.__name__
    ax = charts.compare_articles([analysis, CROWD])
    assert any("Corrected by hand: 1 of them" in text.get_text().replace("\n", " ") for text in ax.texts)
    assert "Corrected by hand: 1 of them" in charts.alt_text(ax)
    for chart in (charts.compare_groups, charts.kinds, charts.dominant_sources):
        assert "Corrected by hand: 1 of them" in charts.alt_text(chart([analysis, CROWD])), chart.__name__
    assert "Corrected" not in charts.alt_text(charts.share(CROWD))
    assert "Corrected" not in " ".join(text.get_text() for text in charts.share(CROWD).texts)
