from itertools import combinations

import matplotlib as mpl
import pytest
from drafts import Draft, crowd, small, unsure

mpl.use("agg")

import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from hedgelens import charts
from hedgelens import measures as m
from hedgelens.measures.overview import percent
from hedgelens.views.colours import OTHER, SOURCE_COLOURS, WRITER

ALL = [
    charts.share,
    charts.strip,
    charts.hedges_by_owner,
    charts.hedge_rate,
    charts.hedged_share,
    charts.quotation_by_source,
    charts.position,
    charts.network,
]


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.__name__)
def test_every_chart_returns_axes_with_title_and_alternative_text(chart):
    ax = chart(small())
    assert isinstance(ax, Axes)
    assert ax.get_title(loc="left")
    assert len(charts.alt_text(ax)) > 40


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.__name__)
def test_every_chart_draws_on_the_axes_it_is_given(chart):
    figure, (left, right) = plt.subplots(1, 2)
    assert chart(small(), ax=right) is right
    assert not left.has_data()
    assert figure.axes == [left, right]


@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.__name__)
def test_an_article_without_sources_and_hedges_is_drawn_too(chart):
    ax = chart(Draft("Nobody said a word.\nIt was quiet.").done())
    ax.figure.canvas.draw()
    said = charts.alt_text(ax)
    assert "none" in said or "the writer" in said
    assert " ." not in said


@pytest.mark.slow
@pytest.mark.parametrize("chart", ALL, ids=lambda chart: chart.__name__)
def test_thirty_long_names_do_not_collide_nor_leave_the_figure(chart):
    options = {} if chart is charts.strip else {"top": None}
    ax = chart(crowd(30), **options)
    figure = ax.figure
    figure.canvas.draw()
    named = [label for label in ax.get_yticklabels() if label.get_text()] + (
        ax.get_legend().get_texts() if ax.get_legend() else []
    )
    boxes = [(text.get_text(), text.get_window_extent()) for text in named]
    for (one, box), (other, second) in combinations(boxes, 2):
        assert not box.overlaps(second), f"{one} over {other}"
    assert all(figure.bbox.x0 - 1 <= box.x0 for _, box in boxes)
    assert len({label for label, _ in boxes}) == len(boxes)
    title = ax.title if ax.title.get_text() else ax._left_title
    assert title.get_window_extent().x1 <= figure.bbox.x1


def test_share_titles_say_what_p_is():
    assert "words by source" in charts.share(small()).get_title(loc="left")
    assert "sentences by group" in charts.share(small(), of="sentences", by="group").get_title(loc="left")


def test_kinds_are_stacked_to_the_whole_and_said_in_words():
    ax = charts.kinds(small())
    ends = {round(patch.get_x() + patch.get_width(), 3) for patch in ax.patches}
    assert max(ends) == pytest.approx(1, abs=0.002)
    for kind, share in m.composition(small()).items():
        assert f"{kind} {percent(share)}" in charts.alt_text(ax)


def test_dominant_sources_have_the_colour_of_their_kind_and_the_number_of_their_articles():
    ax = charts.dominant_sources([small(), small()])
    (first, *_) = m.common_sources([small(), small()])
    assert ax.get_yticklabels()[0].get_text() == first.name
    assert to_hex(ax.patches[0].get_facecolor()) == charts.palette(small(), by="kind")[first.kind]
    assert any(text.get_text().endswith(f"{first.articles} of 2") for text in ax.texts)


def test_share_bars_are_strict_and_what_carries_on():
    ax = charts.share(small(), of="sentences")
    mayor = [bar for bar in ax.patches if round(bar.get_y() + bar.get_height() / 2) == 0]
    assert [(round(bar.get_x(), 3), round(bar.get_width(), 3)) for bar in mayor] == [(0, 0.2), (0.2, 0.2)]
    assert [label.get_text() for label in ax.get_yticklabels()] == [
        "Ida Mayor",
        "Agency",
        "engineers",
        "unknown source",
        "the writer's own",
    ]


def test_one_source_has_one_colour_everywhere():
    analysis = small()
    colour = charts.palette(analysis)["s1"]
    assert colour == SOURCE_COLOURS[0]
    assert to_hex(charts.share(analysis).patches[0].get_facecolor()) == colour
    assert colour in {to_hex(patch.get_facecolor()) for patch in charts.strip(analysis).patches}
    first = next(line for line in charts.position(analysis).lines if line.get_marker() == "o")
    assert to_hex(first.get_color()) == colour
    assert charts.palette(analysis, by="group")["officials"] == colour


def test_sources_beyond_the_palette_share_a_grey_and_the_writer_is_never_a_sources_colour():
    colours = charts.palette(crowd(30))
    assert sorted(colours.values()).count(OTHER) == 30 - len(SOURCE_COLOURS)
    assert WRITER not in SOURCE_COLOURS
    assert len(set(SOURCE_COLOURS)) == len(SOURCE_COLOURS)


def test_the_strip_says_whose_its_grey_is():
    def said(analysis):
        return [text.get_text() for text in charts.strip(analysis).get_legend().get_texts()][-3]

    assert said(crowd(30)) == "21 other sources"
    assert said(crowd(10)) == "1 other source"
    assert "other" not in said(crowd(9))
    assert said(small()) == "unknown source"


def test_dollar_signs_are_no_formulas():
    d = Draft("Ann says $x_1$ costs $5.\nOk.")
    d.says(d.source("Ann $\\frac$ Co"), "Ann says", "costs")
    ax = charts.share(d.done())
    assert [label.get_parse_math() for label in ax.get_yticklabels()] == [False] * 2
    ax.figure.canvas.draw()  # raises where \frac is taken for mathematics


def test_hedges_table_counts_by_category_and_sums_up():
    texts = [text.get_text() for text in charts.hedges_by_owner(small()).texts]
    assert texts[:4] == ["1", "1", "1", "1"]
    assert any("N = 2 hedges in the body, 1 in the core" in text for text in texts)


def test_charts_say_what_counts_and_draw_nothing_else():
    said = "Counted: confidence ≥ .5, all types."
    for chart in (charts.share, charts.strip, charts.position, charts.quotation_by_source, charts.network):
        ax = chart(unsure())
        assert said in charts.alt_text(ax)
        assert said in " ".join(" ".join(text.get_text() for text in ax.texts).split())
        assert "Bob" not in charts.alt_text(ax)
        assert "Counted" not in charts.alt_text(chart(unsure().counting(min_confidence=0)))
        plt.close("all")


def test_a_comparison_says_each_way_of_counting_once():
    otherwise = [unsure(), unsure(), unsure().counting(min_confidence=0.7)]
    said = charts.alt_text(charts.compare_articles(otherwise, "words_attributed"))
    assert said.count("Counted: confidence ≥ .5") == said.count("Counted: confidence ≥ .7") == 1
    plt.close("all")
