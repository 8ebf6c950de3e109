"""Each chart of a study with its data, its formula and its sentence."""

import csv
import io
from dataclasses import replace

import invented
import pytest

from hedgelens import measures as m
from hedgelens.records import Category
from hedgelens.report.study_answers import Asked, answers_of
from hedgelens.report.study_sections import sections_of
from hedgelens.views.methods import Made


@pytest.fixture(scope="module")
def tallies():
    return list(invented.tallies(40, outlets=2, days=200))


@pytest.fixture(scope="module")
def answers(tallies):
    return {answer.id: answer for answer in answers_of(Asked(tallies))}


def test_the_page_asks_who_what_kind_how_named_where_when_and_whose_doubt(answers):
    assert {"dominance", "kind", "naming", "one-source", "doubt", "together"} <= set(answers)
    assert {"time-anonymity-share", "outlet-words-attributed"} <= set(answers)


def test_the_data_are_the_numbers_of_the_measure(answers, tallies):
    rows = list(csv.DictReader(io.StringIO(answers["outlet-anonymity-share"].csv())))
    expected = m.rates_by_group(tallies, "anonymity_share")
    assert [(row["group"], float(row["value"]), float(row["low"])) for row in rows] == [
        (row.group, row.value, row.interval[0]) for row in expected
    ]


def test_a_sentence_says_measure_number_interval_correction_and_settings(answers, tallies):
    said = answers["together"].method(Made("rules"))
    n = sum(1 for tally in tallies if tally.attributed)
    assert f"N = {n} articles with attributed words, {len(answers['together'].rows)} pairs" in said
    assert "adjusted for the number of pairs (Benjamini and Hochberg 1995)" in said
    assert "engine 'rules'" in said
    assert "Means were taken over the articles of each month" in answers["time-anonymity-share"].method(Made("rules"))


def test_questions_about_a_kind_of_source_leave_out_the_others(tallies):
    asked = Asked(tallies, "government")
    answers = {answer.id: answer for answer in answers_of(asked)}
    assert {row.kind for row in answers["dominance"].rows} == {"government"}
    assert all("government" in (row.kind_one, row.kind_other) for row in asked.together)
    assert "naming" not in answers
    given = m.over_time(tallies, m.share_given_to("government"), every=asked.every)
    assert list(answers["time-share-given"].rows) == given
    assert "government sources" in answers["time-share-given"].method(Made("rules"))


def test_a_section_has_its_charts_and_what_there_is_none_of_is_left_out(tallies):
    sections = {section.id: section for section in sections_of(Asked(tallies))}
    assert [answer.id for answer in sections["doubt"].answers] == ["doubt"]
    assert all(line.more == Category(line.cells[0].text).gloss for line in sections["categories"].rows)
    undated = [replace(tally, date=None, outlet=None) for tally in tallies]
    assert {"time", "outlet"}.isdisjoint(section.id for section in sections_of(Asked(undated)))


def test_every_chart_can_be_drawn(answers):
    import matplotlib.pyplot as plt

    from hedgelens.charts import alt_text

    for answer in answers.values():
        ax = answer.make()
        assert alt_text(ax)
        plt.close(ax.figure)
