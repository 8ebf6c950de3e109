"""Agreement of coders: figures that can be worked out by hand."""

from dataclasses import replace

import drafts
import pytest

from hedgelens import bundled
from hedgelens.analysis import BY_MODELS, HAND
from hedgelens.evaluation.attributions import Score
from hedgelens.evaluation.coders import agree, by_article, compared, corrected, reliabilities
from hedgelens.evaluation.units import Code
from hedgelens.interchange.codings import read_codings
from hedgelens.records import AttributionType, Category, HedgeLensError, Kind, Revision


def coded(table, variable="v"):
    return [
        Code(variable, str(unit), coder, frozenset([label] if isinstance(label, str) else label))
        for coder, labels in table.items()
        for unit, label in enumerate(labels)
        if label
    ]


def test_kappa_and_alpha_of_two_coders():
    """Eight of ten the same; one says yes 5 times, the other 5 times: expected by chance 1/2; alpha over the pooled 20 codes."""
    (v,) = reliabilities(coded({"A": ["y"] * 5 + ["n"] * 5, "B": ["y"] * 4 + ["n"] * 5 + ["y"]}))
    assert (v.units, v.observed) == (10, 0.8)
    assert v.kappa == pytest.approx((0.8 - 0.5) / 0.5)
    assert v.alpha == pytest.approx(1 - 0.2 / (2 * 10 * 10 / (20 * 19)))


def test_krippendorffs_own_example_with_missing_codes():
    """The nominal data of Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability": four observers, alpha .743."""
    rows = {
        "A": "1 2 3 3 2 1 4 1 2 . . .",
        "B": "1 2 3 3 2 2 4 1 2 5 . 3",
        "C": ". 3 3 3 2 3 4 2 2 5 1 .",
        "D": "1 2 3 3 2 4 4 1 2 5 1 .",
    }
    (v,) = reliabilities(coded({coder: [None if x == "." else x for x in row.split()] for coder, row in rows.items()}))
    assert v.alpha == pytest.approx(0.743, abs=0.0005)
    assert v.units == 11


def test_one_code_only_says_nothing_about_chance():
    (v,) = reliabilities(coded({"A": ["y", "y"], "B": ["y", "y"]}))
    assert (v.observed, v.alpha, v.kappa) == (1.0, None, None)


def test_sets_that_overlap_disagree_less_than_sets_that_do_not():
    near = reliabilities(coded({"A": [{"x"}, {"y"}], "B": [{"x", "y"}, {"y"}]}, "sources of sentence"))
    far = reliabilities(coded({"A": [{"x"}, {"y"}], "B": [{"z"}, {"y"}]}, "sources of sentence"))
    assert near[0].alpha > far[0].alpha


def by(analysis, *people):
    """Signs an analysis as corrected by some people, one after the other."""
    return replace(analysis, revisions=tuple(Revision(name, "2026-03-04", 1) for name in people))


def test_people_who_correct_alike_agree_fully_and_nothing_is_listed():
    one = drafts.small()
    found = agree({"A": [by(one, "Ada")], "B": [by(one, "Ben")]})
    assert {v.alpha for v in found.variables} <= {1.0, None}
    assert {s.f1 for s in found.spans.values()} == {1.0}
    assert found.disagreements == ()


def test_each_disagreement_is_listed_once_where_it_is():
    one = drafts.small()
    a = list(one.attributions)
    a[0] = replace(a[0], type=AttributionType.BELIEF, content=(one_span(one, "the old bridge is safe"),))
    a[1] = replace(a[1], source_id="s1")
    del a[3]
    hedges = (replace(one.hedges[0], category=Category.CONDITIONAL), replace(one.hedges[1], owner="author"))
    sentences = (replace(one.sentences[0], kind=Kind.HEADING), *one.sentences[1:])
    other = replace(one, attributions=tuple(a), hedges=hedges, sentences=sentences)
    found = compared({"A": [one], "B": [other]})
    listed = [(d.sentence, d.variable, d.codes["A"], d.codes["B"]) for d in found.disagreements]
    assert listed == [
        (0, "kind of sentence", "title", "heading"),
        (1, "attribution: content words", "that the old bridge is safe", "the old bridge is safe"),
        (1, "attribution: type", "assertion", "belief"),
        (2, "hedge: category", "epistemic", "conditional"),
        (3, "attribution: source", "Agency", "Ida Mayor"),
        (3, "sources of sentence", "Agency; engineers", "Ida Mayor; engineers"),
        (3, "hedge: owner", "engineers", "author"),
        (4, "attributed", "yes", "no"),
        (4, "basis", "explicit", "writer"),
        (4, "attribution", "marked", "not marked"),
    ]


def one_span(analysis, words):
    start = analysis.article.text.index(words)
    return start, start + len(words)


def test_a_source_is_the_same_under_an_alias():
    one = drafts.small()
    renamed = tuple(replace(s, name="IM", aliases=("Ida Mayor",)) if s.id == "s1" else s for s in one.sources)
    assert compared({"A": [one], "B": [replace(one, sources=renamed)]}).disagreements == ()


def test_three_coders_and_articles_of_one_only():
    one, alone = drafts.small(), drafts.crowd(2)
    lone = replace(alone, article=replace(alone.article, id="alone"))
    other = replace(one, hedges=one.hedges[:1])
    found = agree({"A": [by(one, "A"), lone], "B": [by(one, "B")], "C": [by(other, "C")]})
    assert (found.articles, found.left_out) == (("draft",), ("alone",))
    hedged = next(v for v in found.variables if v.variable == "hedged")
    assert hedged.units == 5
    assert hedged.observed == pytest.approx(1 - 2 / 15)  # of 15 pairs, two differ in the sentence with the missing hedge
    (row,) = [d for d in found.disagreements if d.variable == "hedge"]
    assert row.codes == {"A": "marked", "B": "marked", "C": "not marked"}


def test_what_cannot_be_compared_is_said():
    one = drafts.small()
    with pytest.raises(HedgeLensError, match="at least two coders"):
        agree({"A": [one]})
    with pytest.raises(HedgeLensError, match="'A' has the article 'draft' twice"):
        agree({"A": [one, replace(one, hedges=())], "B": [one]})
    with pytest.raises(HedgeLensError, match="no article in common"):
        agree({"A": [one], "B": [drafts.crowd(2)]})


def test_the_codings_of_a_folder_go_by_its_name():
    passes = bundled.folder() / "passes"
    found = agree(read_codings([passes / "first", passes / "second"]))
    assert found.coders == ("first", "second")
    assert set(found.articles) == set(bundled.names())


def test_each_difference_shows_where_it_is():
    one = drafts.small()
    hedges = (replace(one.hedges[0], category=Category.CONDITIONAL), *one.hedges[1:-1])
    other = replace(one, attributions=one.attributions[:-1], hedges=hedges)
    found = compared({"A": [one], "B": [other]})
    n = len(one.attributions)
    assert found.spans["attribution"].f1 == pytest.approx(2 * (n - 1) / (2 * n - 1))
    k = len(one.hedges)
    assert found.spans["hedge overlap"] == found.spans["hedge exact"] == Score(k - 1, k - 1, k)
    shares = {v.variable: v.observed for v in found.variables}
    assert shares["hedge: category"] == pytest.approx((k - 2) / (k - 1))
    assert shares["hedge: owner"] == 1.0


def test_the_figures_of_each_article_stand_alone():
    small, crowd = drafts.small(), drafts.crowd(2)
    found = list(by_article({"A": [small, crowd], "B": [crowd, replace(small, hedges=())]}))
    assert [one.articles for one in found] == [(small.article.id,), (crowd.article.id,)]
    assert [one.spans["hedge exact"].right for one in found] == [0, len(crowd.hedges)]


def test_agreement_is_only_of_codings_that_were_made_independently():
    machine = drafts.small()
    other = replace(machine, hedges=())
    ada, again = by(other, "Ada"), by(machine, "Ada", "Ben")
    for codings, message in (
        ((machine, machine), "one and the same coding of 'draft'"),
        ((ada, ada), "one and the same coding"),
        ((replace(machine, engine=HAND), replace(machine, engine=HAND)), "one and the same coding"),
        ((machine, other), "both contain the marks of a machine"),
        ((machine, replace(other, engine="learned")), "both contain the marks of a machine"),
        ((machine, ada), "'B' is a correction of 'A'"),
        ((ada, machine), "'A' is a correction of 'B'"),
        ((ada, again), "'B' is a correction of 'A'"),
    ):
        with pytest.raises(HedgeLensError, match=message) as raised:
            agree({"A": [codings[0]], "B": [codings[1]]})
        assert "two codings of a text that were made independently" in str(raised.value)


def test_what_draws_codings_together_and_what_is_nobodys_coding_is_said():
    machine = drafts.small()
    other = replace(machine, hedges=())
    ada, ben = by(machine, "Ada"), by(other, "Ben")

    def notes(one, other):
        return agree({"A": [one], "B": [other]}).notes

    (note,) = notes(ada, ben)
    assert "both corrected what was marked by the engine 'rules'" in note
    assert notes(ada, replace(other, engine=HAND)) == ()
    assert notes(replace(ada, engine="learned"), ben) == ()
    (note,) = notes(machine, replace(other, engine=HAND))
    assert "'A' is what the engine 'rules' marked: this is agreement with a machine" in note
    (note,) = notes(replace(machine, engine=BY_MODELS), replace(other, engine=HAND))
    assert "'A' was marked by language models under the codebook" in note


def test_how_much_was_corrected_has_its_own_name():
    machine = drafts.small()
    found = corrected(machine, by(replace(machine, hedges=machine.hedges[:1]), "Ada"))
    assert found.coders == ("before", "corrected")
    assert [d.codes for d in found.disagreements if d.variable == "hedge"] == [{"before": "marked", "corrected": "not marked"}]


def test_one_path_is_a_path_and_not_its_letters():
    gold = bundled.gold_path("ferry-agency")
    for path in (gold, str(gold)):
        (analyses,) = read_codings(path, articles=str(bundled.path("ferry-agency"))).values()
        assert [a.article.id for a in analyses] == ["ferry-agency"]


def test_what_a_program_lists_and_does_not_count_is_not_coded():
    one = drafts.unsure()
    without = replace(
        one, attributions=tuple(replace(a, parent=None) for a in one.attributions if a.id != "a2"), continuations=()
    )
    assert compared({"A": [one], "B": [without]}).disagreements == ()
    assert compared({"A": [one.counting(min_confidence=0)], "B": [without]}).disagreements != ()
