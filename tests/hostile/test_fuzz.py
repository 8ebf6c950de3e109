"""Three hundred hostile inputs, and that what must hold of an analysis is really looked at."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import drafts
import fuzz
import invariants
import pytest
import texts

from hedgelens.records import HedgeLensError

INPUTS = 300


@pytest.mark.slow
def test_hostile_inputs_raise_nothing_else_and_break_no_invariant():
    failures = fuzz.run(INPUTS, seed=11, engine="rules")
    assert not failures, "\n\n".join([f"{len(failures)} of {INPUTS} inputs failed", *failures[:5]])


def test_an_input_is_drawn_from_its_seed_alone():
    assert texts.article(Random("0 1")) == texts.article(Random("0 1")) != texts.article(Random("0 2"))


def changed(kind, **values):
    """Returns a function that changes the first mark of a kind."""
    return lambda a: replace(a, **{kind: (replace(getattr(a, kind)[0], **values), *getattr(a, kind)[1:])})


BROKEN = {
    "content outside of the text": changed("attributions", content=((0, 10**6),)),
    "content that is empty": changed("attributions", content=()),
    "a piece that is empty": changed("attributions", content=((3, 3),)),
    "pieces out of order": changed("attributions", content=((40, 44), (36, 39))),
    "a piece that ends in a blank": changed("attributions", content=((30, 35),)),
    "cue in the content": changed("attributions", cue=((30, 33),), content=((26, 39),)),
    "source that is none": changed("attributions", source_id="s9"),
    "medium that is the source": changed("attributions", via="s1"),
    "parents in a circle": changed("attributions", parent="a1"),
    "wrong sentence": changed("attributions", sentence=5),
    "confidence above 1": changed("attributions", confidence=1.1),
    "hedge of other words": changed("hedges", text="might"),
    "owner that is none": changed("hedges", owner="s9"),
    "sentence that begins with a blank": lambda a: replace(
        a, sentences=tuple(replace(s, start=s.start - (s.index == 1)) for s in a.sentences)
    ),
    "sentence that is missing": lambda a: replace(a, sentences=a.sentences[:-1]),
    "two sources of one id": changed("sources", id="s2"),
    "figure that is none": changed("hedges", confidence=float("nan")),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_found(case):
    analysis = drafts.small()
    invariants.check_all(analysis, analysis.article.text)
    with pytest.raises((AssertionError, ValueError, KeyError)):
        invariants.check_all(BROKEN[case](analysis), analysis.article.text)


@pytest.mark.parametrize("text", ["| a |\n| --- |\n| b | c |\n", "| a\x1b |\n"])
def test_a_table_that_is_ragged_or_steers_a_terminal_is_found(text):
    with pytest.raises(AssertionError):
        invariants.check_markdown(text)


def test_a_page_that_holds_what_came_from_the_article_is_found():
    with pytest.raises(AssertionError, match="onclick"):
        invariants.holds(invariants.elements("<p onclick=x>a</p>") <= {"p"}, "@onclick")
    with pytest.raises(AssertionError, match="closes what is not open"):
        invariants.elements("<p>a</b></p>")


def test_what_takes_too_long_and_what_raises_fails_with_its_traceback(tmp_path, monkeypatch):
    def forever(*_):
        while True:
            pass

    def refused(*_):
        raise HedgeLensError("It is refused.")

    monkeypatch.setattr(fuzz, "STOP", 0.2)
    monkeypatch.setattr(fuzz, "KINDS", {"a": (1, forever), "b": (1, lambda *_: 1 / 0), "c": (1, refused)})
    failures = {kind: fuzz.run(1, 0, "rules", kinds=[kind], failing=tmp_path) for kind in "abc"}
    assert "TooSlowError" in failures["a"][0]
    assert "ZeroDivisionError" in failures["b"][0]
    assert failures["c"] == []
    assert sorted(path.parent.name for path in tmp_path.glob("*/traceback.log")) == ["0-0-a", "0-0-b"]
