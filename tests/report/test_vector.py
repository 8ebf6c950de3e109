import re
import xml.etree.ElementTree as ET

import matplotlib.pyplot as plt
import pytest
from drafts import crowd, small, unsure

from hedgelens import charts
from hedgelens.charts.network import network_chart
from hedgelens.charts.quotation import quotation_rows
from hedgelens.charts.rows import Bar, Beside, RowChart
from hedgelens.charts.share import share_rows
from hedgelens.report.figures import figures
from hedgelens.report.vector import WIDTH, NetworkPlan, RowPlan, breadth, ticks


def drawn(analysis):
    return [ET.fromstring(figure.svg) for figure in figures(analysis)]


def texts(svg):
    return ["".join(text.itertext()) for text in svg.iter("text")]


@pytest.mark.parametrize("make", [small, unsure, lambda: crowd(30), lambda: crowd(6, chained=True)])
def test_the_charts_of_a_page_are_well_formed_and_say_what_those_of_matplotlib_say(make):
    analysis = make()
    found = drawn(analysis)
    assert len(found) >= 4
    place, of_kinds = next((n, one) for n, one in enumerate(figures(analysis)) if one.title.endswith("by kind of source"))
    ax = charts.share(analysis, by="kind")
    assert {text.get_text() for text in ax.texts[:-1]} <= set(texts(found[place]))
    assert {label.get_text() for label in ax.get_yticklabels()} <= set(texts(found[place]))
    assert of_kinds.alternative == charts.alt_text(ax)
    assert of_kinds.title == ax.get_title(loc="left").replace("\n", " ")
    plt.close("all")


def test_a_page_is_drawn_without_matplotlib(monkeypatch):
    monkeypatch.setattr(plt, "subplots", lambda *args, **options: pytest.fail("matplotlib was asked"))
    assert len(drawn(crowd(6, chained=True))) == 6


def test_an_article_steers_no_chart():
    chart = RowChart(
        title="<b>T", subtitle="&amp;", alternative="", rests="", names=["</svg><script>", '"x" onload=y'], limits=(0, 1), height=1,
        bars=[Bar(0, 0, 1, "#332288")], beside=[Beside(0, 1, "<i>")],
    )  # fmt: skip
    from hedgelens.report.figures import _filled

    svg = str(_filled(chart, "figure0-"))
    assert "<script" not in svg
    assert "<i>" not in svg
    assert set(texts(ET.fromstring(svg))) >= {"</svg><script>", '"x" onload=y', "<i>"}


def test_bars_are_as_long_as_their_numbers_and_leave_room_for_the_words_beside_them():
    plan = RowPlan.of(share_rows(small(), of="sentences"))
    assert plan.x(0) == plan.left
    assert (plan.x(0.4) - plan.left) == pytest.approx(2 * (plan.x(0.2) - plan.left), abs=0.02)
    assert all(plan.x(words.at) + 6 + breadth(words.text, 11) <= WIDTH for words in plan.chart.beside)
    assert plan.y(1) - plan.y(0) == pytest.approx(plan.row)


def test_each_hatching_stands_in_the_chart_under_a_name_of_its_own():
    analysis = small()
    svgs = [str(figure.svg) for figure in figures(analysis)]
    for svg in svgs:
        named, used = re.findall(r'<pattern id="([^"]+)', svg), re.findall(r"url\(#([^)]+)\)", svg)
        assert set(used) <= set(named)
    names = [name for svg in svgs for name in re.findall(r' id="([^"]+)', svg)]
    assert len(names) == len(set(names))
    assert RowPlan.of(quotation_rows(analysis)).hatches


@pytest.mark.parametrize(
    ("low", "high", "numbers"),
    [
        (0, 14, [0, 5, 10]),
        (0, 4, [0, 1, 2, 3, 4]),
        (0, 1, [0, 1]),
        (-3.9, 263, [0, 50, 100, 150, 200, 250]),
        (0, 44, [0, 10, 20, 30, 40]),
    ],
)
def test_ticks_are_round_numbers(low, high, numbers):
    assert ticks(low, high) == numbers


def test_shares_are_written_as_percentages():
    chart = RowChart(
        title="", subtitle="", alternative="", rests="", names=["a"], limits=(-0.01, 0.42), height=1, axis="share", percent=True
    )
    plan = RowPlan.of(chart)
    assert plan.axis_at == pytest.approx((plan.left + WIDTH - 8) / 2, abs=0.01)
    assert [tick.name for tick in plan.ticks] == ["0%", "10%", "20%", "30%", "40%"]
    assert plan.x(plan.ticks[1].at) - plan.x(0) == pytest.approx((plan.right - plan.left) * 0.1 / 0.43, abs=0.02)


def test_a_network_has_its_people_in_columns_and_no_line_over_its_own_name():
    plan = NetworkPlan(network_chart(crowd(6, chained=True)))
    first, *others = plan.chart.people
    assert first.name == "the writer"
    assert all(plan.place(first)[0] < plan.place(person)[0] for person in others)
    for tie in plan.chart.ties:
        start = float(re.match(r"M([\d.]+)", plan.path(tie))[1])
        reporter = plan.chart.people[tie.reporter]
        here, there = plan.place(reporter)[0], plan.place(plan.chart.people[tie.reported])[0]
        assert there <= here or start >= min(here + breadth(reporter.name, 11), there - 24)
