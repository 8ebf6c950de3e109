"""One source, attribution, hedge or sentence, as a notebook shows it."""

from dataclasses import replace

import pytest
from drafts import Draft, crowd, small, unsure

from hedgelens.records import HedgeLensError


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("s1", "Ida Mayor"),
        ("Ida Mayor", "Ida Mayor"),
        ("im", "Ida Mayor"),
        ("a1", "Ida Mayor"),
        ("a3", "Agency ← engineers"),
        ("h1", "“may”: epistemic (possible or probable, not certain); whose doubt: the writer"),
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


def test_a_slip_in_a_sources_name_is_answered_by_what_was_meant():
    with pytest.raises(HedgeLensError, match=r"Did you mean 'Ida Mayor'\?"):
        small().show("Ida Mayer")
    with pytest.raises(HedgeLensError, match=r"\(a1, h1\)\.$"):
        small().show("a name that is like none")


def test_the_analysis_is_left_as_it_was():
    analysis = small()
    analysis.show("s1")
    assert analysis == replace(small())


def test_other_names_that_differ_by_capitals_are_named_once():
    d = Draft("The report finds rust.\nOk.")
    d.says(d.source("Rust in Towers", aliases=("the report", "The report", "RT")), "finds", "rust")
    assert "also called the report, RT;" in str(d.done().show("s1"))


def test_what_does_not_count_says_so():
    analysis = unsure()
    assert "confidence 0.42, not counted: what counts is ≥ .5" in str(analysis.show("a2"))
    assert "not counted" not in str(analysis.show("a1"))
    assert "not counted: no attribution to it counts" in str(analysis.show("s2"))
    assert 'class="c unsure' in analysis.show("a2")._repr_html_()
    sentence = str(analysis.show(1))
    assert "sure    0.42, not counted: what counts is ≥ .5" in sentence
    assert "sure    0.60\n" in sentence
    typed = str(analysis.counting(types="fact", min_confidence=0).show(1))
    assert "sure    0.60, not counted: it is of the type assertion" in typed


def test_a_name_of_several_sources_is_none_of_them():
    analysis = small()
    both = replace(analysis, sources=tuple(replace(source, aliases=("RT",)) for source in analysis.sources))
    with pytest.raises(HedgeLensError, match=r"Several sources are called 'RT': s1 \(Ida Mayor\), s2 .*Give the id of one\."):
        both.show("RT")
    assert "Ida Mayor" in str(both.show("Ida Mayor"))
