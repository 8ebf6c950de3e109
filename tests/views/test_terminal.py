import pytest
from drafts import Draft, crowd, small

from hedgelens.views.terminal import render


@pytest.mark.parametrize("make", [small, crowd])
@pytest.mark.parametrize("width", [70, 80, 110])
def test_no_line_is_wider_than_the_terminal_and_every_row_ends_with_its_hedges(make, width):
    lines = render([make()], width=width).splitlines()
    assert all(len(line) <= width for line in lines)
    head = next(line for line in lines if line.startswith("Source"))
    assert head.split() == ["Source", "Words", "Sentences", "dir/mix/ind", "Hedges"]


def test_rows_give_strict_to_inclusive():
    lines = render([small()], width=80).splitlines()
    assert next(line for line in lines if line.startswith("Ida Mayor")).split()[2:] == ["16.2–35.1%", "1–2", "0/0/1", "0"]
    assert next(line for line in lines if line.startswith("the writer's own")).split()[3:] == ["43.2–62.2%", "1–2", "1"]


def test_the_unknown_source_stands_last_and_many_sources_are_cut():
    assert render([small()], width=80).index("unknown source") > render([small()], width=80).index("engineers")
    assert "… and 10 more" in render([crowd(30)], width=80)


def test_brackets_are_no_markup_and_control_characters_do_not_reach_the_terminal():
    d = Draft("Ann says rain.\nOk.")
    d.says(d.source("[red]Ann\x1b[2J[/red]"), "Ann says", "rain")
    shown = render([d.done()], width=80, colour=True)
    assert "[red]Ann [2J[/red]" in shown
    assert "\x1b[2J" not in shown


def test_one_sentence_is_one():
    d = Draft("Ann says rain.")
    d.says(d.source("Ann"), "Ann says", "rain")
    assert "Shares of the 3 words and 1 sentence in the body" in " ".join(render([d.done()], width=80).split())


def test_several_articles_stand_below_one_another():
    assert render([small(), small()], width=80).count("A draft") == 2
