"""One source, attribution, hedge or sentence, as a notebook shows it."""

from dataclasses import replace

import pytest
from drafts import Draft, crowd, small

from hedgelens.records import HedgeLensError


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("s1", "Ida Mayor"),
        ("a1", "Ida Mayor"),
        ("a3", "Agency ← engineers"),
        ("h1", "“may”: epistemic, doubt of the writer"),
        (1, "Sentence 1"),
        ("old bridge", "Sentence 1"),
    ],
)
def test_everything_is_shown_as_html_and_as_text(what, said):
    shown = small().show(what)
    assert said in shown._repr_html_()
    assert said in str(shown)
    assert repr(shown) == str(shown)


def test_a_source_comes_with_its_share_and_its_sentences():
    shown = str(small().show("s1"))
    assert "named government; also called IM; in the group officials; 16.2–35.1% of the body's words" in shown
    assert [line[:2] for line in shown.splitlines()[2:]] == ["1:", "2:"]


def test_what_stands_in_the_article_is_no_html():
    html = crowd(2).show("s1")._repr_html_()
    assert "<b>Funds" not in html
    assert "&lt;b&gt;Funds" in html


def test_what_is_not_there_is_said_with_what_could_be():
    with pytest.raises(HedgeLensError, match="a1, h1"):
        small().show("s99")
    with pytest.raises(HedgeLensError, match="no sentence 99"):
        small().show(99)


def test_the_analysis_is_left_as_it_was():
    analysis = small()
    analysis.show("s1")
    assert analysis == replace(small())


def test_other_names_that_differ_by_capitals_are_named_once():
    d = Draft("The report finds rust.\nOk.")
    d.says(d.source("Rust in Towers", aliases=("the report", "The report", "RT")), "finds", "rust")
    assert "also called the report, RT;" in str(d.done().show("s1"))
