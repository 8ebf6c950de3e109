"""Sentences for a methods section."""

from drafts import small

from hedgelens.analysis import HAND
from hedgelens.measures.formulas import Formula
from hedgelens.views.methods import Made, method


def test_a_measure_is_told_with_its_formula_number_and_intervals():
    shares = Formula(
        "share", "w / W", "w: words; W: all words", "Shares were taken by {part}", "95% intervals after Wilson (1927)"
    )
    said = method([shares], "312 articles", "outlet")
    assert said == (
        "Shares were taken by outlet. Formula: w / W, with w: words; W: all words. N = 312 articles; 95% intervals after Wilson (1927)."
    )


def test_the_coding_is_told_with_engine_hashes_threshold_and_corrections():
    made = Made(
        "learned", "d6c08b354ff95fa9", "en_core_web_sm 3.8.0", "6885cbfde4e6", ("attributions with a confidence of at least .55",),
        corrected=2, articles=12, chosen="Only articles from the outlet The Gazette were included.", version="1.0",
    )  # fmt: skip
    assert made.sentences == (
        "Attributions and hedges were coded automatically with HedgeLens 1.0 (engine 'learned', SHA-256 d6c08b354ff9; language model "
        "en_core_web_sm 3.8.0, SHA-256 6885cbfde4e6). Attributions with a confidence of at least .55 were counted. The coding of 2 of "
        "12 articles was corrected by hand. Only articles from the outlet The Gazette were included."
    )


def test_what_people_marked_is_not_called_automatic():
    assert Made(HAND).sentences.startswith("Attributions and hedges were marked by hand")


def test_one_analysis_tells_how_it_was_made():
    analysis = small()
    assert f"engine '{analysis.engine}'" in Made.of(analysis).sentences
