"""The data dictionary says of every column of every table what it holds, and of no other."""

from pathlib import Path

import pytest
from dictionary import text

from hedgelens.measures import ARTICLE_MEASURES
from hedgelens.records import AttributionType, Category, Kind, Naming, Pronoun, Quotation, SourceKind, Stance
from hedgelens.views import tables
from hedgelens.views.columns import TYPES, dictionary

DOCS = Path(__file__).parents[2] / "docs"

KNOWN = {
    ("sentences", "kind"): Kind,
    ("attributions", "quotation"): Quotation,
    ("attributions", "type"): AttributionType,
    ("attributions", "stance"): Stance,
    ("hedges", "category"): Category,
    ("sources", "kind"): SourceKind,
    ("sources", "naming"): Naming,
    ("sources", "pronoun"): Pronoun,
    ("dominant_sources", "kind"): SourceKind,
}


@pytest.mark.parametrize("name", tables.TABLES)
def test_the_dictionary_has_the_columns_of_a_table_in_their_order(name):
    article, outlet, *own, corrected = tables.columns(name)
    assert list(dictionary()[name].columns) == own
    assert {article, outlet} < set(dictionary()["about"].columns)
    assert [corrected] == list(dictionary()["corrected"].columns)


def test_the_dictionary_has_who_dominates_and_every_measure_of_an_article():
    assert tuple(dictionary()["dominant_sources"].columns) == tables.COMMON_COLUMNS
    assert list(dictionary()["articles"].columns)[-len(ARTICLE_MEASURES) :] == list(ARTICLE_MEASURES)


def test_every_column_says_what_it_holds_in_a_sentence():
    for name, table in dictionary().items():
        assert name in ("about", "corrected") or table.rows.endswith("."), name
        for column in table.columns.values():
            assert column.what.endswith("."), column
            assert column.type in TYPES, column


@pytest.mark.parametrize(("place", "words"), KNOWN.items())
def test_the_words_that_a_column_may_hold_are_those_of_the_program(place, words):
    table, column = place
    assert dictionary()[table].columns[column].values == ", ".join(words)


def test_the_docs_show_the_dictionary():
    # Written by: python tests/dictionary.py > docs/dictionary.md
    assert (DOCS / "dictionary.md").read_text("utf-8") == text()
