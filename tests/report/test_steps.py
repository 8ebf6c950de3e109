"""The slider of the page: what counts from each confidence, computed as everything else is."""

import json
import re

from drafts import Draft, analyses, small, unsure
from hypothesis import given, settings

from hedgelens import bundled, measures
from hedgelens.evaluation.gold import read_gold
from hedgelens.measures import DEFAULT_COUNTING, Counting
from hedgelens.report import fragment, page
from hedgelens.report.steps import steps_of
from hedgelens.views.tables import to_csv


def of(steps, confidence):
    number = steps.data["steps"]["from"].index(confidence)
    return steps.data["states"][steps.data["steps"]["states"][number]]


def names(steps, confidence):
    return [steps.lines[number].row.name for number in of(steps, confidence)["lines"]]


def test_each_step_shows_what_an_analysis_counted_so_shows():
    steps = steps_of(unsure(), DEFAULT_COUNTING)
    assert (steps.labels[steps.chosen], len(steps.labels)) == (".5", 21)
    assert [names(steps, confidence) for confidence in (0, 0.4, 0.5, 0.75, 1)] == [
        ["Bob", "Ann", "Cy"], ["Bob", "Ann", "Cy"], ["Ann", "Cy"], ["Ann"], [],
    ]  # fmt: skip
    for number, confidence in enumerate(steps.data["steps"]["from"]):
        counted = unsure().counting(min_confidence=confidence)
        assert steps.data["steps"]["verdicts"][number] == measures.verdict(counted)
        assert of(steps, confidence)["counted"] == len(counted.counted)
        lines = [steps.data["lines"][line] for line in of(steps, confidence)["lines"]]
        assert to_csv([counted]).splitlines()[1:] == [line.rstrip("\n") for line in lines]


def test_a_default_between_two_twentieths_is_a_step_of_its_own():
    steps = steps_of(unsure().counting(min_confidence=0.62), DEFAULT_COUNTING)
    assert (steps.labels[steps.chosen], len(steps.labels)) == (".62", 22)
    assert names(steps, 0.62) == ["Ann"]


def test_of_text_and_strip_only_what_differs_is_there():
    steps = steps_of(unsure(), DEFAULT_COUNTING)
    state = of(steps, 0.75)
    assert state["sentences"] == {0: ("0", ""), 1: ("", ""), 2: ("", "")}
    assert {number: title for number, (title, _) in state["cells"].items()} == {
        0: "Sentence 1: Ann", 1: "Sentence 2: the writer", 2: "Sentence 3: the writer",
    }  # fmt: skip
    assert [*state["hedges"]] == [0, 1]
    assert state["hedges"][1]["chain"] == "whose doubt: the writer"
    assert of(steps, 0)["attributions"] == {2: {"chain": "Bob ← Cy"}}
    assert of(steps, 0.5)["attributions"] == {2: {"chain": "Cy"}}


def test_a_source_has_one_colour_from_every_confidence():
    steps = steps_of(unsure(), DEFAULT_COUNTING)
    colours = {(line.row.name, line.colour) for line in steps.lines}
    assert len(colours) == len({name for name, _ in colours}) == 3


def test_groups_and_shares_follow_and_levels_stay():
    steps = steps_of(unsure(), Counting(level="inner"))
    assert [steps.groups[number].row.words for number in of(steps, 0)["groups"]] == [10]
    assert [steps.groups[number].row.words for number in of(steps, 0.5)["groups"]] == [7]
    assert of(steps, 1)["groups"] == []


def test_where_all_is_equally_sure_there_is_no_slider():
    gold = read_gold(bundled.gold_path(), bundled.article())
    assert steps_of(gold, DEFAULT_COUNTING) is None
    assert 'type="range"' not in page(gold)
    assert 'type="range"' in page(small())


def test_unsure_marks_look_unsure_and_say_why():
    html = page(unsure())
    marks = re.findall(
        r'<span class="(c|who|cue|carried) (unsure )?(?:d\d )?k\d" data-[ar]="(\d)"(?:[^>]*title="([^"]*)")?', html
    )
    assert {(name, number) for name, unsure, number, _ in marks if unsure} == {("c", "1"), ("cue", "1"), ("carried", "0")}
    (title,) = {title for name, _, number, title in marks if (name, number) == ("c", "1")}
    assert "confidence 0.42, not counted: what counts is ≥ .5" in title
    (carried,) = {title for name, _, _, title in marks if name == "carried"}
    assert "confidence 0.70, not counted: no attribution to this source counts" in carried
    assert 'class="c unsure' in fragment(unsure())
    assert "Counted: confidence ≥ .5, all types." in fragment(unsure())


def test_what_never_counts_is_unsure_from_every_confidence():
    html = page(unsure().counting(types="assertion"))
    details = json.loads(re.search(r'id="details">(.*?)</script>', html)[1])
    assert [one["counts_to"] for one in details["attributions"]] == [0.9, None, 0.6]


def test_what_is_of_a_type_that_does_not_count_says_so_and_blames_no_confidence():
    d = Draft("The ferry sank, Ada Quist said.\nAda Quist thinks that the pier is next.\nWe know that it rained.")
    ada, writer = d.source("Ada Quist"), d.source("author", kind="author")
    d.says(ada, "said", "The ferry sank", confidence=0.9)
    d.says(ada, "thinks", "that the pier is next", confidence=0.8, type="belief")
    d.says(writer, "know", "that it rained", confidence=0.9, type="belief")
    analysis = d.done().counting(types="belief", min_confidence=0.5)
    html = page(analysis)
    details = json.loads(re.search(r'id="details">(.*?)</script>', html)[1])
    reasons = ["not counted: it is of the type assertion", "", "not counted: it is the writer's own"]
    assert [one["uncounted"] for one in details["attributions"]] == reasons
    assert "confidence 0.90, not counted: it is of the type assertion" in html
    assert "confidence 0.80 " in html
    assert "what counts is" not in re.sub(r"<script.*?</script>", "", html, flags=re.S)


@settings(max_examples=15, deadline=None)
@given(analyses())
def test_any_analysis_has_its_steps(analysis):
    steps = steps_of(analysis, DEFAULT_COUNTING)
    for state in steps.data["states"] if steps else ():
        assert {*state["lines"]} <= {*range(len(steps.lines))}
    json.dumps(steps.data if steps else {})
