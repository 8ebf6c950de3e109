"""However a file is made that looks like an export of a database, it is read in bounded time, nothing is raised, and nothing is lost."""

import re
import time

import pytest
from exported import (
    classic,
    classic_page,
    europresse,
    europresse_articles,
    factiva,
    factiva_page,
    factiva_xml,
    proquest,
    proquest_page,
    uni,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgelens.article.exports import Material, export_in, held
from hedgelens.article.folders import read_files
from hedgelens.records import Article

CITED = r"[\s>]+"
"""White space, and what a mail puts before the lines that it cites: no block has to hold it."""
SECONDS = 30
"""Processor time for each file of a megabyte: far more than any takes, and far less than what grows with the square would."""
MEGABYTE = 1_000_000

LEXIS = "1 of 1 DOCUMENTS\n\nCourier\n\nMarch 2, 2021 Tuesday\n\nFerry\n\nLENGTH: 5 words\n\nThe ferry stays.\n\nLOAD-DATE: March 3, 2021\n"
UNI = "Ferry\nCourier\nMarch 2, 2021\nSection: NEWS\nLength: 5 words\nBody\nThe ferry stays.\nEnd of Document\n"
FACTIVA = "Ferry\n5 words\n2 March 2021\nCourier\nVACO\nEnglish\n(c) 2021\nThe ferry stays.\nDocument VACO000020210302eh3200001\n"
PROQUEST = "Ferry\n\nAuthor: Holm, Ada\n\nFull text: The ferry stays.\n\nPublication title: Courier\n\nProQuest document ID: 9\n"
EUROPRESSE = '<span class="DocPublicationName">C</span><span class="DocHeader">d</span><p class="titreArticleVisu">T</p><p>The ferry stays.</p>'
TEXTS = {
    "documents of one line": (LEXIS, "1 of 2 DOCUMENTS\n"),
    "documents that end at once": (UNI, "End of Document\n"),
    "numbers of documents": (FACTIVA, "Document VACO000020210302eh3200001\n"),
    "rules": (PROQUEST, "_" * 60 + "\n"),
    "one field of many lines": (LEXIS + "GRAPHIC: a\n", "a ferry at the pier\n"),
    "one label over and over": (LEXIS, "SUBJECT: FERRIES (90%)\n"),
    "labels that part nothing": (PROQUEST, "Subject: a\n\nThe ferry.\n\n"),
    "a paragraph without an end": ("1 of 1 DOCUMENTS\n\nCourier\n\nMarch 2, 2021\n\nLENGTH: 5 words\n\n", "Ferry\n"),
    "dates": (UNI, "4 tides 2021\n"),
    "numbers of words": (FACTIVA, "84 words\n4 tides 2021\n"),
    "codes": ("HD\tFerry\nSN\tCourier\nPD\t2 March 2021\nAN\tDocument VACO000020210302eh3200001\n", "HD\t"),
    "brackets": (PROQUEST, "Publication info: ]a]a]a]a:"),
    "blanks": (LEXIS, " "),
    "one line": (UNI, "a "),
    "colons": (PROQUEST, ":"),
}
PAGES = {
    "divisions": (EUROPRESSE, "<div>"),
    "spans with a role": (EUROPRESSE, '<span class="DocPublicationName">'),
    "outlets": (EUROPRESSE, '<span class="DocPublicationName">C</span><br>'),
    "ends of what was never opened": (EUROPRESSE, "</b>"),
    "angles": (EUROPRESSE, "<"),
    "comments that do not end": (EUROPRESSE, "<!--"),
    "scripts that do not end": (EUROPRESSE, "<script "),
    "cells": (EUROPRESSE, "<td>a"),
    "classes": (EUROPRESSE, '<i class="'),
    "references": (EUROPRESSE, "&amp;#"),
    "articles of XML": ('<ppsarticleResultSet count="1"><article>', "<article>"),
    "one element of XML": ('<ppsarticleResultSet count="1"><article><headline>', "<hlt>a"),
}


def filled(beginning, filling):
    return beginning + filling * ((MEGABYTE - len(beginning)) // len(filling))


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_the_time_for_a_text_is_bounded(name):
    check_time(Material(filled(*TEXTS[name])))


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_time_for_a_page_is_bounded(name):
    check_time(Material(markup=filled(*PAGES[name])))


def check_time(material):
    start = time.process_time()
    export = export_in(material)
    assert export is not None
    assert sum(1 for _ in export.documents) == export.found
    assert time.process_time() - start < SECONDS


LINES = sorted(
    {
        line
        for text in (classic(), "\n".join(uni()), "\n".join(factiva()), proquest(), LEXIS, UNI, FACTIVA, PROQUEST)
        for line in text.splitlines()
    }
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=120), start=st.sampled_from(["", LEXIS, UNI, FACTIVA])
)
def test_lines_of_all_databases_in_any_order_raise_nothing(lines, start, tmp_path):
    check(Material(start + "\n".join(lines)), tmp_path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 400)), max_size=6), data=st.data())
def test_pages_of_which_parts_are_missing_raise_nothing(cuts, data, tmp_path):
    page = data.draw(
        st.sampled_from([classic_page(), factiva_page(), factiva_xml(), proquest_page(), europresse(), europresse_articles()])
    )
    for start, length in cuts:
        page = page[:start] + page[start + length :]
    check(Material(markup=page), tmp_path)


def check(material, folder):
    export = export_in(material)
    if export is None:
        return
    results = list(held(export, folder / "a.txt", "a"))
    articles = [result for result in results if isinstance(result, Article)]
    assert len({article.id for article in articles}) == len(articles)
    assert not any("That is an error in HedgeLens" in str(result) for result in results)
    for article in articles:
        covered = "".join(article.text[block.start : block.end] for block in article.blocks)
        assert re.sub(CITED, "", covered) == re.sub(CITED, "", article.text)
        assert [block.start for block in article.blocks] == sorted(block.start for block in article.blocks)


def test_an_export_among_many_files_stops_none_of_them(tmp_path):
    (tmp_path / "a.xml").write_text("<ppsarticleResultSet><article><headline>", "utf-8")
    (tmp_path / "b.txt").write_text(classic(), "utf-8")
    (tmp_path / "c.txt").write_text("The ferry stays in port, she said.", "utf-8")
    reading = read_files([tmp_path])
    assert [article.id for article in reading.articles] == ["b-1", "b-2", "b-3", "c"]
    assert [problem.article for problem in reading.problems] == ["a"]
