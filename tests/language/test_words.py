"""Tables of words are read by their name; what is wrong with one is said with its file, table and key."""

import pytest

from hedgelens.language import words
from hedgelens.records import HedgeLensError


@pytest.fixture
def room(monkeypatch, tmp_path):
    def make(text):
        (tmp_path / "made.toml").write_text(text, "utf-8")
        monkeypatch.setattr(words, "files", lambda room: tmp_path)
        return text  # a name under which nothing is kept yet

    return make


PAIR = "example = 'a'\ncounter = 'b'\n"


def test_a_table_is_joined_from_its_entries(room):
    name = room(
        f"[[sort]]\nwords = 'oak elm'\nclass = 'tree'\n{PAIR}[[sort]]\nwords = ['rose', 'sea elm', 'elm']\nclass = 'c d'\n{PAIR}"
    )
    assert words.word_list("sort", room=name) == ("oak", "elm", "rose", "sea elm", "elm")
    assert words.word_set("sort", room=name) == {"oak", "elm", "rose", "sea elm"}
    assert words.related("sort", "class", name)["elm"] == {"tree", "c", "d"}
    assert words.marked("sort", "class", name)["rose"] == "c d"


def test_an_entry_may_belong_to_a_second_table(room):
    name = room(f"[[sort]]\nwords = 'oak'\nalso = 'wood'\n{PAIR}[[sort]]\nwords = 'rose'\n{PAIR}")
    assert words.word_set("sort", room=name) == {"oak", "rose"}
    assert words.word_set("wood", room=name) == {"oak"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"[[sort]]\n{PAIR}", "'made.toml', table 'sort', key 'words': expected words, found nothing"),
        ("[[sort]]\nwords = 'oak'\nexample = 'a'\n", "'made.toml', table 'sort', key 'counter'"),
        (f"[[sort]]\nwords = 3\n{PAIR}", "'made.toml', table 'sort', key 'words': expected words, found 3"),
        (f"sort = ['oak']\n{PAIR}", r"'made.toml', table 'sort': its entries must begin with a line \[\[sort\]\]"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(room, text, said):
    with pytest.raises(HedgeLensError, match=said):
        words.tables(room(text))


def test_a_table_that_is_not_there_is_named():
    with pytest.raises(HedgeLensError, match="no table 'titel' with the key 'words'"):
        words.word_set("titel")
    with pytest.raises(HedgeLensError, match="no table 'title' with the key 'word'"):
        words.word_set("title", "word")
