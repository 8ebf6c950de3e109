"""Charts of many articles: what they show, with N, intervals and gaps, also of one article and of none."""

import re
from dataclasses import replace
from datetime import date
from itertools import combinations

import invented
import matplotlib as mpl
import pytest
from drafts import Draft, small

mpl.use("agg")

import matplotlib.dates
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from hedgelens import charts
from hedgelens import measures as m
from hedgelens.measures import Tally
from hedgelens.records import HedgeLensError, Revision

LONG = "An outlet with a name that is far too long for any chart, number"


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def named_at_length(tallies):
    return [
        replace(
            tally,
            outlet=f"{LONG} {tally.outlet} $x^{{2}}$ <b>",
            sources=tuple(
                replace(source, name=f"Joint Committee for the Very Long Names of {source.name}") for source in tally.sources
            ),
        )
        for tally in tallies
    ]


def spoken(number):
    """Analyses in which Ann speaks of rain and the board of snow."""
    found = []
    for n in range(number):
        d = Draft("Ann says rain falls and rain stays.\nThe board says snow falls and snow stays.")
        d.says(d.source("Ann"), "Ann says", "rain falls and rain stays")
        d.says(d.source("Board", kind="government"), "board says", "snow falls and snow stays")
        done = d.done()
        found.append(replace(done, article=replace(done.article, id=f"a{n}")))
    return found


CHARTS = {
    "over_time": charts.over_time,
    "one_source": charts.one_source,
    "one_source by outlet": lambda articles, **more: charts.one_source(articles, by="outlet", **more),
    "rates_by_group": charts.rates_by_group,
    "quoted_together": charts.quoted_together,
    "dominant_sources": charts.dominant_sources,
}


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_every_chart_says_its_n_and_has_an_alternative_text(chart):
    tallies = invented.tallies(60)
    ax = chart(iter(tallies))
    assert isinstance(ax, Axes)
    assert ax.get_title(loc="left")
    assert "N = " in " ".join(text.get_text() for text in ax.texts).replace("\n", " ")
    assert len(charts.alt_text(ax)) > 60
    _, (left, right) = plt.subplots(1, 2)
    assert chart(tallies, ax=right) is right
    assert not left.has_data()


@pytest.mark.parametrize(
    "articles", [[], invented.tallies(1), invented.tallies(2), [Tally("empty")]], ids=["none", "undated", "two", "empty"]
)
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_none_and_one_are_drawn_too(chart, articles):
    ax = chart(articles)
    ax.figure.canvas.draw()
    assert charts.alt_text(ax)
    said = " ".join([charts.alt_text(ax), *(text.get_text() for text in ax.texts)]).replace("\n", " ")
    assert not re.search(r"\b1 articles\b", said)


@pytest.mark.slow
@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)
def test_long_names_of_twelve_outlets_do_not_collide(chart):
    by = {"by": "outlet"} if chart is charts.over_time else {}
    ax = chart(named_at_length(invented.tallies(400, outlets=14)), **by)
    ax.figure.canvas.draw()
    legend = ax.get_legend()
    texts = [*(label for label in ax.get_yticklabels() if label.get_text()), *(legend.get_texts() if legend else [])]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    for (one, box), (other, second) in combinations(boxes, 2):
        assert not box.overlaps(second), f"{one} over {other}"
    assert len({text for text, _ in boxes}) == len(boxes)
    assert all(ax.figure.bbox.x0 - 1 <= box.x0 and box.x1 <= ax.figure.bbox.x1 + 1 for _, box in boxes)
    assert len(ax.get_yticklabels()) <= 12


def days(line):
    return [matplotlib.dates.num2date(day).date() for day in matplotlib.dates.date2num(line.get_xdata())]


def test_a_line_has_a_gap_where_there_is_no_article():
    articles = [
        Tally(str(n), date=day, values={"anonymity_share": (0.1 * n, 5)})
        for n, day in enumerate(("2026-01-01", "2026-02-01", "2026-04-01", None))
    ]
    ax = charts.over_time(articles, "anonymity_share")
    line = ax.lines[0]
    assert days(line) == [date(2026, month, 1) for month in (1, 2, 3, 4)]
    assert np.isnan(line.get_ydata()).tolist() == [False, False, True, False]
    said = " ".join(text.get_text() for text in ax.texts).replace("\n", " ")
    assert "N = 4 articles, 0 to 1 a month" in said
    assert "Not shown: 1 without a date" in said
    assert charts.alt_text(ax).startswith(
        "Line chart by month: share of attributions to unnamed sources. All articles: first 2026-01 0%"
    )
    assert [bar.get_height() > 0 for bar in ax.patches] == [True, True, False, True]


def test_dots_of_few_articles_are_hollow():
    few, many = ([Tally(f"{day}{n}", date=day, values={"anonymity_share": (0.2, 5)}) for n in range(number)]
                 for day, number in (("2026-01-01", 9), ("2026-02-01", 10)))  # fmt: skip
    ax = charts.over_time([*few, *many], "anonymity_share")
    filled, hollow = ax.lines[1:]
    assert (days(filled), filled.get_markerfacecolor() == "white") == ([date(2026, 2, 1)], False)
    assert (days(hollow), hollow.get_markerfacecolor()) == ([date(2026, 1, 1)], "white")


def test_of_many_groups_those_with_most_articles_have_lines():
    ax = charts.over_time(invented.tallies(300, outlets=9, days=90), by="outlet", top=4)
    assert len(ax.get_legend().get_texts()) == 4
    assert "Not shown: 5 groups with fewer articles" in " ".join(text.get_text() for text in ax.texts).replace("\n", " ")


def test_bars_of_one_source_are_the_shares_of_the_measure():
    tallies = invented.tallies(80)
    ax = charts.one_source(tallies)
    rows = m.one_source(tallies)
    assert [round(bar.get_width(), 4) for bar in ax.patches] == [row.share for row in rows]
    assert f"rests on one source: {rows[0].share:.0%} ({rows[0].articles} of {rows[0].n})" in charts.alt_text(ax)


def test_pairs_are_shown_beside_what_chance_would_have():
    tallies = invented.tallies(80, names=20)
    ax = charts.quoted_together(tallies, top=3)
    rows = m.quoted_together(tallies)[:3]
    assert [bar.get_width() for bar in ax.patches] == [row.articles for row in rows]
    assert [line.get_xdata()[0] for line in ax.lines] == [row.expected for row in rows]
    assert f"{rows[0].one} and {rows[0].other}: {rows[0].articles} articles" in charts.alt_text(ax)


@pytest.mark.parametrize("chart", [charts.dominant_sources, charts.quoted_together])
def test_a_kind_of_source_that_there_is_not_is_no_empty_chart(chart):
    with pytest.raises(HedgeLensError, match="'goverment' is not a kind of source. Use one of: person, "):
        chart(invented.tallies(3), kind="goverment")


def test_key_words_of_both_groups_stand_on_their_sides():
    ax = charts.keyness(iter(spoken(4)), "person", "government")
    words = [label.get_text() for label in ax.get_yticklabels()]
    assert words[0].startswith("rain (8 : 0)")
    assert words[-1].startswith("snow (0 : 8)")
    assert "rain: 4.0 (8 and 0)" in charts.alt_text(ax)
    assert "N = 4 articles, 20 and 20 words" in " ".join(text.get_text() for text in ax.texts).replace("\n", " ")
    none = charts.keyness(spoken(1), "person", fewest=99)
    assert "There are none" in charts.alt_text(none)
    with pytest.raises(HedgeLensError, match="No words are attributed to 'media'"):
        charts.keyness(spoken(1), "media")


@pytest.mark.parametrize("chart", [*CHARTS.values(), lambda articles: charts.keyness(articles, "government", fewest=1)])
def test_what_counts_and_who_corrected_stands_below(chart):
    corrected = replace(small().counting(min_confidence=0.5), revisions=(Revision("Eve", "2026-05-31", 2),))
    ax = chart([corrected, replace(small(), article=replace(small().article, id="other")).counting(min_confidence=0.5)])
    said = charts.alt_text(ax)
    assert "Counted: confidence ≥ .5, all types. Corrected by hand: 1 of them." in said
