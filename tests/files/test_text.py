import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelens.files.text import counted, did_you_mean, encodable, first_of, labels, one_line, printable, shortened


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ann Lee", "Ann Lee"),
        ("Department of Inland Waterways and Ferries", "Department of Inlan…nd Ferries"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_long_name_keeps_beginning_and_end(name, short):
    assert shortened(name) == short


def test_names_that_differ_only_in_their_middle_show_it():
    names = [f"Committee of the Ninth Assembly number {n} on Rivers and Canals" for n in (1, 2)]
    assert labels(names) == ["…1 on Rivers and Canals", "…2 on Rivers and Canals"]


def test_the_same_name_twice_is_numbered():
    assert labels(["Lee", "Kim", "Lee"]) == ["Lee (1)", "Kim", "Lee (2)"]


def test_one_thing_is_no_plural():
    assert [counted(number, "source") for number in (0, 1, 2, 1200)] == ["0 sources", "1 source", "2 sources", "1,200 sources"]


@given(st.lists(st.text("ab c", min_size=1, max_size=60), max_size=6), st.integers(10, 40))
def test_labels_differ_and_stay_near_their_length(names, longest):
    cut = labels(names, longest)
    assert len(set(cut)) == len(cut)
    assert all(len(label) <= longest + 6 for label in cut)


def test_what_steers_a_terminal_is_a_blank():
    assert printable("a\x1b[31mb\x9bc\x07d\x00e\rf\tg\x7fh\u202ei\u2066j\u2028k") == "a [31mb c d e f g h i j k"
    assert printable("two\nlines, naïve, 漢字, 👩\u200d🚀") == "two\nlines, naïve, 漢字, 👩\u200d🚀"
    assert one_line(" a\n\x1b b\u00a0c ") == "a b c"


def test_half_a_character_can_be_written():
    assert encodable("a\ud83d b\udce9") == "a\ufffd b\ufffd"
    assert printable("\ud83d") == "\ufffd"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b", "c"], "a, b, c"),
        ([*"abcd"], "a, b, c and 1 more"),
        (["a"] * 1203, "a, a, a and 1,200 more"),
    ],
)
def test_the_first_of_many_are_named_and_the_others_counted(names, said):
    assert first_of(names) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Goverment", " Did you mean 'Government'?"),
        ("tide bord", " Did you mean 'Tide Board' or 'Tide Boards'?"),
        ("Ferry", ""),
        ("", ""),
    ],
)
def test_a_slip_in_a_name_is_asked_after_whatever_its_case(name, said):
    assert did_you_mean(name, ["Government", "Tide Boards", "Tide Board"]) == said


def test_a_name_is_asked_after_as_it_is_to_be_written_and_only_so_many_are_compared():
    assert did_you_mean("b.txt", ["a.txt"], shown=lambda name: f"news/{name}") == " Did you mean 'news/a.txt'?"
    assert did_you_mean("ferry", ["2020/ferry", "2021/ferry"], most=1, cutoff=0.6).count("ferry'") == 1
    assert did_you_mean("ferry", ["2020/ferry"]) == ""
    endless = (f"tram {number}" for number in range(10**12))
    assert did_you_mean("ferry", endless) == ""
