import textwrap

import pytest

from hedgelens.article.wrapping import paragraphs


def lines_of(text):
    return [" ".join(text[start:end].split()) for start, end in paragraphs(text)]


STORY = [
    "Mill Burns Down",
    "The mill at Ellery burned down on Friday night, and the fire spread to two barns before the brigade of the valley could put it out.",
    "Nobody was hurt, said Dana Moss, who leads the brigade and came with four engines from the other side of the river.",
    "The owner was abroad.",
    "Moss said that the roof had been mended in May, and that Ada Berg, the roofer, had warned of the old wires under it.",
    "The county wants to build the mill again, with a roof of tin, if the insurers pay for it before the winter.",
]


@pytest.mark.parametrize("width", [50, 66, 72, 80, 100])
def test_a_text_that_is_wrapped_to_a_width_has_the_paragraphs_that_it_had_before(width):
    assert lines_of("\n\n".join(textwrap.fill(piece, width) for piece in STORY)) == STORY


@pytest.mark.parametrize("width", [50, 66, 72])
def test_a_short_last_line_ends_a_paragraph_where_no_blank_line_does(width):
    story = [" ".join(STORY[first : first + 2]) for first in (1, 3)]
    found = lines_of("\n".join(textwrap.fill(piece, width) for piece in story))
    assert found == story


def test_names_at_the_beginning_of_a_line_do_not_end_a_paragraph():
    text = "The bridge stays shut until the spring, said Mayor\nAda Berg, who spoke to the council of the town\nof Ellery on Monday. The ferry of Lund & Holm,\nBrothers, sails instead."
    assert len(lines_of(text)) == 1


def test_lines_that_need_not_have_ended_are_paragraphs_of_their_own():
    text = "By Dana Okafor\nStaff writer\nMarch 3\n\nThe bridge stays shut.\nThe mayor said so on Monday.\nNobody else did."
    assert len(lines_of(text)) == 6


def test_a_list_is_not_joined():
    text = "Won on Sunday:\n\nLund United\nEllery Rovers\nPort Town\nHolm City"
    assert len(lines_of(text)) == 5


@pytest.mark.parametrize("width", [50, 66, 80])
@pytest.mark.parametrize("indent", ["   ", "\t", "     "])
def test_an_indented_first_line_begins_a_paragraph(width, indent):
    fill = [textwrap.fill(piece, width, initial_indent=indent, expand_tabs=False) for piece in STORY[1:]]
    assert lines_of("\n".join(fill)) == STORY[1:]
    assert lines_of("\n".join([STORY[0], *fill])) == STORY


@pytest.mark.parametrize("mark", ["- ", "1. ", "• "])
def test_lines_that_hang_below_the_first_of_an_item_begin_none(mark):
    fill = [textwrap.fill(piece, 60, initial_indent=mark, subsequent_indent="   ") for piece in STORY[1:]]
    assert lines_of("\n\n".join(fill)) == [mark + piece for piece in STORY[1:]]


@pytest.mark.parametrize("mark", ["> ", ">", ">> "])
def test_lines_that_a_mail_cites_are_those_of_the_text(mark):
    cited = "\n".join(f"{mark}{line}" for piece in STORY for line in [*textwrap.wrap(piece, 62), ""])
    pieces = [" ".join(cited[start:end].replace(mark.strip(), "").split()) for start, end in paragraphs(cited)]
    assert pieces == STORY
    assert [cited[start:end][:1] for start, end in paragraphs(cited)] == [piece[:1] for piece in STORY]
