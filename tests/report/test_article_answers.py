"""Each chart of an article with its data, its formula and its sentence."""

import csv
import io
from urllib.parse import unquote

from drafts import crowd, small

from hedgelens import measures as m
from hedgelens.report.article_answers import article_answers
from hedgelens.report.figures import figures


def answers(analysis):
    return {answer.id: answer for answer in article_answers(analysis, figures(analysis))}


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(unquote(answer.csv.partition(",")[2]))))


def test_every_chart_has_its_data_formula_and_sentence():
    found = answers(small())
    assert list(found) == ["hedges", "hedging-rate", "kinds", "quotation", "position", "links"]
    assert all(answer.rows and answer.formulas and "N = " in answer.method for answer in found.values())


def test_the_data_are_the_numbers_of_the_measure():
    analysis = small()
    rates = {row["owner"]: row["per_1000"] for row in rows_of(answers(analysis)["hedging-rate"])}
    assert rates == {rate.name: "" if rate.per_1000 is None else str(rate.per_1000) for rate in m.hedge_rates(analysis)}
    number = sum(int(row["hedges"]) for row in rows_of(answers(analysis)["hedges"]))
    assert f"N = {number} hedges in the body" in answers(analysis)["hedges"].method


def test_a_page_shows_some_rows_and_says_how_many_more_there_are():
    answer = answers(crowd(70))["quotation"]
    assert len(answer.rows) + answer.more == len(rows_of(answer))
    assert answer.more > 0
