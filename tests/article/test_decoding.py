"""Every common encoding is read right where it can be told, and what looks wrongly decoded is said."""

from pathlib import Path

import pytest

from hedgelens.article import article_from_text, read_article
from hedgelens.article.decoding import decoded, garbled

TEXT = (
    "Café Olé pays £400\n\n“I don’t know,” said José Núñez, the owner of the café. “It’s my father’s trade – and it may end.”\n\n"
    "The mayor, Anaïs Lefèvre, said that ‘nobody’ had been told… She left at 6:30 p.m."
)
GARBLED = {
    "Windows-1252": lambda text: text.encode().decode("cp1252", "replace"),
    "Latin-1": lambda text: text.encode().decode("latin-1"),
    "Mac Roman": lambda text: text.encode().decode("mac_roman"),
    "Latin-1, twice": lambda text: text.encode().decode("latin-1").encode().decode("latin-1"),
}


def warnings(text):
    return [warning for warning in article_from_text(text).warnings if "wrongly decoded" in warning]


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "cp1252",
        "mac_roman",
        "cp1250",
    ],
)
def test_files_in_common_encodings_are_read_right(encoding):
    text = (
        TEXT
        if encoding != "cp1250"
        else TEXT.replace("José Núñez", "Lech Wałęsa").replace("Anaïs Lefèvre", "Věra Jourová").replace("£", "€")
    )
    read = decoded(text.encode(encoding), Path("a.txt"))
    assert read == text
    assert garbled(read) is None


@pytest.mark.parametrize("wrong", GARBLED)
def test_a_file_that_was_encoded_twice_is_read_as_it_was_before(tmp_path, wrong):
    path = tmp_path / "a.txt"
    path.write_bytes(GARBLED[wrong](TEXT).encode("utf-8"))
    assert read_article(path).text == TEXT


@pytest.mark.parametrize("wrong", GARBLED)
def test_a_garbled_text_that_is_given_as_a_string_stays_as_it_is_and_is_warned_of(wrong):
    text = GARBLED[wrong](TEXT)
    assert article_from_text(text).text == text
    assert warnings(text)


def test_a_file_that_is_garbled_in_part_is_left_as_it_is_and_warned_of(tmp_path):
    text = TEXT + "\n\nThe ferry is late, â€œwe waitâ€\x9d."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    article = read_article(tmp_path / "a.txt")
    assert article.text == text
    assert "wrongly decoded ('â€œ')" in article.warnings[0]


def test_single_bytes_of_windows_in_a_file_in_utf_8_are_read():
    raw = TEXT.encode("utf-8") + b" It\x92s late."
    assert decoded(raw, Path("a.txt")) == TEXT + " It’s late."


@pytest.mark.parametrize(
    "text",
    [
        "The texts of Mr. NÕÐez are ÒgoneÓ, itÕs said, and theyÕre not coming back to PeterÕs cafŽ.",  # Mac Roman read as Windows
        "He said that the \ufffdwhole\ufffd of it was lost.",
        "\x93We wait,\x94 she said.",  # Windows read as Latin-1
    ],
)
def test_what_was_lost_or_read_wrongly_is_warned_of_and_missing_quotation_marks_are_named(text):
    (warning,) = warnings(text)
    assert "no quotation marks" in warning
    assert warning.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "»Wir warten«, said Änne Öhler of the ÖVP. «On attend», said É. Dupont à Paris.",
        "The L’Équipe reporter saw SÃO PAULO and the MAÇÃ bar; 20 °C, 5 µm, ½ a mile, § 4, 3×4, Pe·ter.",
        "O’Neill’s ’90s hit ‘n’ roll… “‘We’re off,’ he said,” she said—and left.",
        "Soft hy\u00adphens in re\u00adpor\u00adted\u00adly long words; 習近平 met 文在寅 and Владимир Путин.",
        "🚢 Ferry!!! 👩🏽\u200d🚒 “heroes 🙏🏽” İstanbul’da ﬁre oﬃcials",
        "Rock band Motörhead, Mötley Crüe and Queensrÿche; naïve façade, Zoë, Ångström, Łódź, Dvořák.",
    ],
)
def test_ordinary_characters_of_other_languages_raise_no_alarm(text):
    assert warnings(text) == []
