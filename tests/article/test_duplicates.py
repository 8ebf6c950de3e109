"""Articles that repeat an earlier one are found; those of two writers on one event are none."""

import pytest

import hedgelens as hl
from hedgelens.article import ReadingOptions, article_from_text, read_files
from hedgelens.article.duplicates import Duplicates
from hedgelens.records import HedgeLensError

pytest.importorskip("rensa")

HEAD, OTHER_HEAD = "Ferry runs aground off Norrey", "Passengers wait for hours after ferry hits sandbank"
LEAD = (
    "A ferry with 212 people on board ran aground off the island of Norrey on Tuesday evening, and nobody was hurt, the harbour "
    "office said."
)
OTHER_LEAD = (
    "More than two hundred people spent most of the night on a ferry that had hit a sandbank near Norrey, according to officials "
    "at the port, who spoke of luck."
)
REST = """The captain had left the marked channel because of a fishing boat, the harbour office said in a statement. It did not say
how fast the ferry was going.

“We heard a long scraping sound, and then it was very quiet,” said Ilse Brandt, a passenger from Oldhaven. Children were crying, she
said, but the crew handed out blankets and tea within minutes.

Two tugs tried to pull the ship free at high tide shortly before midnight, and failed. A third attempt at dawn succeeded, the coast guard
said, and the ferry reached Oldhaven under its own power.

The line has run the route since 1987. Its spokesman, Henk Ruyter, declined to comment on the cause before the inquiry is finished,
which could take several weeks.

Last year an inspector had warned that the channel was silting up, and asked for it to be dredged before the winter. The ministry said
that it was looking into the matter."""
OTHER_WRITER = f"""{OTHER_HEAD}

It began with a jolt that knocked the coffee off the tables. Within minutes the passengers of the Norrey ferry understood that they
would not be home that night.

“We heard a long scraping sound, and then it was very quiet,” Ilse Brandt told this newspaper on the quay at Oldhaven. She had been
visiting her sister.

According to the coast guard, the third tug made the difference. An engineer who knows the fairway blames the sand that nobody removes;
an inspector wrote as much a year ago, and the ministry is still thinking about it.

Why the captain left the channel is what an inquiry is to find out. The line says nothing until then."""


def article(text, id):
    return article_from_text(text, id=id)


def first_repeated(*texts):
    duplicates = Duplicates()
    return [duplicates.of(article(text, str(number))) for number, text in enumerate(texts)]


def test_agency_copy_with_another_headline_and_first_paragraph_is_found():
    wire, copy = f"{HEAD}\n\n{LEAD}\n\n{REST}", f"{OTHER_HEAD}\n\n{OTHER_LEAD}\n\n{REST}"
    assert first_repeated(wire, OTHER_WRITER, copy) == [None, None, "0"]


def test_copy_word_for_word_is_found_whatever_its_marks_lines_and_headline():
    assert first_repeated(f"{HEAD}\n\n{REST}", f"{OTHER_HEAD}\n\n{REST.replace('“', chr(34)).replace(' ', chr(160))}") == [
        None,
        "0",
    ]


def test_the_earliest_is_named_and_short_texts_are_told_apart():
    assert first_repeated("It rained.", "It rained!", "It snowed.", "It rained.") == [None, "0", None, "0"]


@pytest.fixture
def folder(tmp_path):
    for name, lead in (("a", LEAD), ("b", OTHER_LEAD)):
        (tmp_path / f"{name}.txt").write_text(f"{lead}\n\n{REST}", encoding="utf-8")
    (tmp_path / "c.txt").write_text(OTHER_WRITER, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("way", "expected", "said"),
    [
        (
            "report",
            [("a", None), ("b", "a"), ("c", None)],
            "1 article repeats an earlier one, word for word or nearly so, and is analysed",
        ),
        ("leave-out", [("a", None), ("c", None)], "is left out: b."),
        ("keep", [("a", None), ("b", None), ("c", None)], None),
    ],
)
def test_what_becomes_of_them_is_what_the_user_says(folder, way, expected, said):
    reading = read_files([folder], ReadingOptions(duplicates=way))
    assert [(one.id, one.near_duplicate_of) for one in reading.articles] == expected
    assert said in reading.notes[0] if said else reading.notes == ()
    collection = hl.Collection.analyze(folder, duplicates=way, engine="rules") if way == "keep" else None
    assert collection is None or len(collection) == 3


def test_a_way_that_there_is_not_is_said(folder):
    with pytest.raises(HedgeLensError, match="report, leave-out, keep"):
        read_files([folder], ReadingOptions(duplicates="drop"))
