"""The edges of an attribution and of a hedge are dragged, or moved by a word with the keys."""

from __future__ import annotations

from itertools import count

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

from playwright.sync_api import expect

from hedgelens.study import Study

pytestmark = pytest.mark.slow
_numbers = count(1)


@pytest.fixture
def at_bridge(person):
    """Somebody new at the article about the bridge."""
    person.coder = f"Edges {next(_numbers)}"
    return person.opens("bridge", coder=person.coder)


def kept(served, person):
    """Returns the analysis that is kept."""
    with Study.open(served.path) as study:
        return study.coding("bridge", person.coder).analysis


def contents(analysis):
    return [analysis.article.quote(one.content) for one in analysis.attributions]


def handle(person, name):
    return person.page.get_by_role("button", name=name)


def knob(box):
    """Where a right edge is taken hold of: below its line, so that words are selected as ever."""
    return box["x"] + box["width"] / 2, box["y"] + box["height"] + 4


def drag(person, name, words):
    """Drags an edge onto the first letter of words."""
    expect(handle(person, name)).to_be_visible()
    box = handle(person, name).bounding_box()
    person.page.mouse.move(*knob(box))
    person.page.mouse.down()
    person.page.mouse.move(*person._places(words, 0)["on"], steps=5)
    person.page.mouse.up()


def test_an_edge_is_dragged_to_the_edge_of_a_word(served, at_bridge):
    at_bridge.clicks("the steel has rusted")
    at_bridge.corrects(lambda: drag(at_bridge, "Right edge of the content", "rusted"))
    expect(at_bridge.history).to_have_count(1)
    assert "the steel has" in contents(kept(served, at_bridge))


def test_edges_are_moved_by_keys_alone_several_words_at_once(served, at_bridge):
    at_bridge.clicks("the steel has rusted")
    expect(handle(at_bridge, "Right edge of the content")).to_be_visible()
    at_bridge.corrects(lambda: at_bridge.presses("Shift+ArrowLeft", "Shift+ArrowLeft", "Alt+Shift+ArrowRight"))
    expect(at_bridge.history).to_have_count(1)
    assert "steel has rusted at" in contents(kept(served, at_bridge))


def test_a_handle_is_moved_by_the_arrow_keys_and_says_what_it_is(served, at_bridge):
    at_bridge.clicks("the steel has rusted")
    handle(at_bridge, "Right edge of the cue").focus()
    at_bridge.corrects(lambda: at_bridge.presses("ArrowLeft"))
    analysis = kept(served, at_bridge)
    assert "According" in [analysis.article.quote(one.cue) for one in analysis.attributions]


def test_a_hedge_has_edges_too(served, at_bridge):
    at_bridge.clicks("Perhaps")
    expect(handle(at_bridge, "Right edge of the hedge")).to_be_visible()
    at_bridge.corrects(lambda: at_bridge.presses("Shift+ArrowRight"))
    assert "Perhaps it" in [hedge.text for hedge in kept(served, at_bridge).hedges]


def test_a_finger_drags_as_a_mouse_does(served, visit):
    person = visit(served, has_touch=True, viewport={"width": 390, "height": 844})
    person.coder = f"Edges {next(_numbers)}"
    person.opens("bridge", coder=person.coder)
    person.clicks("the steel has rusted")
    name = "Right edge of the content"
    expect(handle(person, name)).to_be_visible()
    box, to = handle(person, name).bounding_box(), person._places("rusted", 0)["on"]
    box = handle(person, name).bounding_box()
    touch = person.page.context.new_cdp_session(person.page)
    start = dict(zip("xy", knob(box), strict=True))
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [start]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": to[0], "y": to[1]}]})
    person.corrects(lambda: touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []}))
    assert "the steel has" in contents(kept(served, person))
