"""Every quotation has its speaker, whatever the verb, the marks, the paragraph; with either engine."""

import pytest

from hedgelens import Analyzer


@pytest.fixture
def found(outermost):
    return lambda text: outermost(f"The town news\n\nIt rained all day long in the town.\n\n{text}\n\nIt rained again.\n")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“Not the tax office,” deadpanned Jola.", "Jola"),
        ("“The lamp is out,” he drawled.", "he"),
        ("“The lamp is out,” drawled Greta Holm, the keeper.", "Greta Holm, the keeper"),
        ("“The lamp is out,” Greta Holm breathed.", "Greta Holm"),
        ("“Out again?” tutted her brother.", "her brother"),
        ("“The lamp is out,” shrugged Ada Okoro.", "Ada Okoro"),
        ("“Nobody will miss it,” sighed the baker.", "the baker"),
        ("“We lit it twice,” protested Holm’s deputy, Teo Marsh.", "Holm’s deputy, Teo Marsh"),
        ("“The lamp is out,” the keeper rasped.", "the keeper"),
        ("“The lamp is out,” volunteered a sailor.", "a sailor"),
    ],
)
def test_whatever_the_verb(text, source, found):
    ((who, content),) = found(text)
    assert who == source
    assert content == text[: text.rindex("”") + 1]


@pytest.mark.parametrize("marks", ["“”", "»«", "«»", "„“", "„”", "””", '""', "‘’", "''"])
def test_whatever_the_marks(marks, found):
    opening, closing = marks
    text = f"{opening}The lamp isn’t lit{closing}, said Greta Holm on Monday. {opening}We lit it twice.{closing}"
    ((who, content),) = found(text)
    assert who == "Greta Holm"
    assert "We lit it twice" in content


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“We know every lock on this coast.” — Ada Okoro, engineer", "Ada Okoro, engineer"),
        ("“We know every lock on this coast.” -Commissioner Ada Okoro", "Commissioner Ada Okoro"),
        ("“We know every lock on this coast.”\n\n— Ada Okoro, chair of the board", "Ada Okoro, chair of the board"),
        ("“We know every lock on this coast,” – Ada Okoro.", "Ada Okoro"),
        ("And from Chair Ada Okoro:\n\n“She knows every lock on this coast.”", "Chair Ada Okoro"),
        ("From the desk of Ada Okoro, analyst:\n\n“Ports spend less on this coast.”", "Ada Okoro, analyst"),
        ("Ada Okoro said in a statement:\n\n“She knows every lock on this coast.”", "Ada Okoro"),
        ("Ada Okoro (@okoro): “That is news to us.”", "Ada Okoro (@okoro)"),
        ("“The deal we saw is another one,” tweeted Ada Okoro (@okoro).", "Ada Okoro (@okoro)"),
        ("We won the case at last! — Ada Okoro (@okoro) May 4, 2020", "Ada Okoro (@okoro)"),
    ],
)
def test_signed_and_announced_ones(text, source, found):
    ((who, content),) = found(text)
    assert who == source
    assert "at last" in content or "us" in content or "coast" in content or "another" in content


@pytest.mark.parametrize(
    "text",
    [
        "“A Ladder for Two,” a film by Teo Marsh, starts on Sunday.",
        "The word “perhaps” is missing from the contract.",
        "The council put up “art” in the square last year.",
        "The yard is old — Ada Okoro’s father built it — and wet.",
        'The boards are 6" wide, and the planks are 8" long.',
    ],
)
def test_titles_single_words_dashes_and_inches_are_nobodys(text, found):
    assert found(text) == []


def test_a_stray_mark_spoils_nothing_behind_its_sentence(found):
    text = "Teo Marsh told the board “the rules are unfair. The chair, Ada Okoro, said the “rules” stay."
    assert [who for who, _ in found(text)] == ["Teo Marsh", "The chair, Ada Okoro"]


def test_a_lost_opening_mark_is_the_sentences_first(found):
    ((who, content),) = found('The dairies blame the hotels, and the ministry sends a postcard, " the mayor, Ada Okoro, said.')
    assert who == "the mayor, Ada Okoro"
    assert content.startswith("The dairies")


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“He told me ‘the lamp is out’ and left,” Holm said.", "‘the lamp is out’"),
        ("‘He told me “the lamp is out” and left,’ Holm said.", "“the lamp is out”"),
        ("“She said, ‘the lamp isn’t out,’ and we all laughed,” Holm said.", "‘the lamp isn’t out,’"),
    ],
)
def test_a_quotation_in_a_quotation_ends_with_its_own_mark(text, inner):
    for engine in ("rules", "learned"):
        analysis = Analyzer(engine=engine).analyze(f"The town news\n\n{text} It rained.\n")
        assert inner in [analysis.article.quote(a.content) for a in analysis.attributions if a.parent is not None]


@pytest.mark.parametrize(
    ("first", "reply", "who"),
    [
        ("“The lamp has gone out,” Ines Falk warned as the fog came in. “Nobody steers by it.”", "“Since when do you care who steers?” Hugo Reed asked, folding a map.", "Hugo Reed"),
        ("“The nets are torn,” Ada Okoro said. “We have no twine.”", "“Then buy some in town!” Jon Reed shouted, slamming the door.", "Jon Reed"),
        ("“It rained for nine days,” Mina Holm said from the porch. “The cellar is full.”", "“And who left the hatch open?” Karl Voss wondered, looking at the boys.", "Karl Voss"),
        ("“Prices have doubled,” grocer Dana Wells complained. “I cannot buy flour.”", "“Nobody forces you to bake,” the miller replied, shrugging.", "the miller"),
        ("“The verdict is a disgrace,” Lena Ortiz said outside the court. “We will appeal.”", "“They will lose again,” prosecutor Hugh Marsh predicted.", "prosecutor Hugh Marsh"),
        ("“They took the bell,” the sexton said. “It weighed two tons.”", "“How do you steal two tons?” the bishop demanded.", "the bishop"),
        ("“The boat is mine,” Rhea Pike insisted. “I have the papers.”", "“You have a copy,” the clerk corrected her, tapping the stamp.", "the clerk"),
    ],
)  # fmt: skip
def test_a_reply_in_the_same_paragraph_is_of_who_stands_beside_it(first, reply, who, found):
    said, answered = (pair for pair in found(f"{first} {reply}") if pair[1].startswith("“"))
    assert said[0] in first[first.index("”") :]
    assert said[1].endswith(first[first.rindex("“") :])
    assert answered == (who, reply[: reply.rindex("”") + 1])
