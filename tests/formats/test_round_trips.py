"""What is written in each format of annotations comes back as it was, and what people change there is theirs."""

import json
import re
from dataclasses import replace

import pytest
from hard_article import ENDING, TEXT, changed, hard, span

from hedgelens import bundled
from hedgelens.article import article_from_text
from hedgelens.article.words import word_starts
from hedgelens.evaluation.gold import read_gold
from hedgelens.faces import Analysis
from hedgelens.formats import FORMATS, READABLE, cas, format_named
from hedgelens.interchange import read, read_all, write
from hedgelens.records import AttributionType, Category, HedgeLensError, HedgeLensWarning, Kind, Sentence

LINES = ("brat", "conllu")
"""Formats of which any number of lines is a file."""


def there_and_back(analysis, name, tmp_path):
    path = tmp_path / f"article{ENDING[name]}"
    write(analysis, path, format=name)
    return read(path, name, analysis.article)


@pytest.mark.parametrize("name", READABLE)
def test_all_of_an_analysis_comes_back(name, tmp_path):
    analysis = hard()
    found = there_and_back(analysis, name, tmp_path)
    assert found.to_dict() == analysis.to_dict()
    assert isinstance(found, Analysis)


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("article", bundled.names()[:3])
def test_annotations_of_whole_articles_come_back(name, article, tmp_path):
    gold = read_gold(bundled.gold_path(article), bundled.path(article))
    assert there_and_back(gold, name, tmp_path) == gold


@pytest.mark.parametrize("name", [name for name in READABLE if name != "web-annotation"])
def test_a_file_with_its_text_is_read_alone(name, tmp_path):
    path = tmp_path / f"ferry{ENDING[name]}"
    hard().export(path, format=name)
    assert read(path, name) == hard()


def test_a_date_that_is_none_is_told_also_where_nothing_was_changed(tmp_path):
    hard().export(tmp_path / "a.ann")
    with pytest.raises(HedgeLensError, match="'3000' is not a date"):
        read(tmp_path / "a.ann", date="3000")


def test_a_file_without_the_text_asks_for_it(tmp_path):
    hard().export(tmp_path / "a.jsonld")
    with pytest.raises(HedgeLensError, match="does not hold the text of its article"):
        read(tmp_path / "a.jsonld")


@pytest.mark.parametrize("name", READABLE)
def test_annotations_of_another_text_are_refused(name, tmp_path):
    path = tmp_path / f"ferry{ENDING[name]}"
    hard().export(path, format=name)
    with pytest.raises(HedgeLensError, match="a different text|text is not the one|do not stand"):
        read(path, name, bundled.article())


@pytest.mark.parametrize("name", READABLE)
def test_what_is_cut_off_or_no_such_file_at_all_is_one_sentence(name, tmp_path):
    path = tmp_path / f"ferry{ENDING[name]}"
    hard().export(path, format=name)
    whole = path.read_bytes()
    for content in (
        b"",
        b"\xff\xfe\x00",
        b"{",
        b"[1, 2]",
        b'{"@context": 3}',
        b"nothing of the kind",
        whole[: len(whole) * 2 // 3],
    ):
        path.write_bytes(content)
        if name in LINES and content in (b"", whole[: len(whole) * 2 // 3]):  # what is left may be whole lines
            continue
        with pytest.raises(HedgeLensError, match=r"[.=]$"):
            read(path, name, hard().article)


@pytest.mark.parametrize("name", [format.name for format in FORMATS if format.many and format.read])
def test_a_file_of_many_articles_gives_them_all(name, tmp_path):
    one, other = hard(), read_gold(bundled.gold_path(), bundled.path())
    path = tmp_path / f"both{ENDING[name]}"
    write([one, other], path, format=name)
    assert read_all(path, name) == [one, other]
    with pytest.raises(HedgeLensError, match="2 articles"):
        read(path, name)


@pytest.mark.parametrize("name", [format.name for format in FORMATS if not format.many and format.read])
def test_several_articles_go_into_a_folder(name, tmp_path):
    one, other = hard(), replace(hard(), article=replace(hard().article, id="pier/2"))
    written = write([one, other], tmp_path / "all", format=name)
    assert [read(path, name, one.article).attributions for path in written] == [one.attributions] * 2
    with pytest.raises(HedgeLensError, match="Name a folder"):
        write([one, other], tmp_path / f"all{ENDING[name]}", format=name)


@pytest.mark.parametrize("name", READABLE)
def test_what_is_there_stays_unless_it_is_just_that(name, tmp_path):
    path = tmp_path / f"ferry{ENDING[name]}"
    hard().export(path, format=name)
    hard().export(path, format=name)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(HedgeLensError, match="may hold what people marked"):
        hard().export(path, format=name)
    hard().export(path, format=name, force=True)
    assert read(path, name, hard().article) == hard()


def test_the_text_beside_annotations_is_never_replaced(tmp_path):
    (tmp_path / "ferry.txt").write_text("another text")
    with pytest.raises(HedgeLensError, match=r"ferry\.txt.*never replaced"):
        hard().export(tmp_path / "ferry.ann", force=True)
    assert not (tmp_path / "ferry.ann").exists()


def test_a_configuration_that_somebody_changed_stays_and_is_named(tmp_path):
    hard().export(tmp_path / "ferry.ann")
    (tmp_path / "annotation.conf").write_text("mine")
    with pytest.warns(HedgeLensWarning, match=r"annotation\.conf' stays as it is"):
        hard().export(tmp_path / "ferry.ann", force=True)
    assert (tmp_path / "annotation.conf").read_text() == "mine"


def test_the_annotations_do_not_take_the_place_of_the_text(tmp_path):
    with pytest.raises(HedgeLensError, match=r"Name the annotations '.*ferry\.ann'"):
        hard().export(tmp_path / "ferry.txt", format="brat")


@pytest.mark.parametrize("name", READABLE)
def test_a_file_of_any_name_that_is_there_stays(name, tmp_path):
    path = tmp_path / "ferry.of.mine.xml"
    path.write_text("mine")
    with pytest.raises(HedgeLensError, match="may hold what people marked"):
        hard().export(path, format=name)
    assert path.read_text() == "mine"


def test_without_an_ending_that_says_so_the_format_is_asked_for(tmp_path):
    with pytest.raises(HedgeLensError, match="does not say in which format"):
        hard().export(tmp_path / "ferry.json")
    with pytest.raises(HedgeLensError, match="There is no format 'word'"):
        hard().export(tmp_path / "ferry", format="word")


@pytest.mark.parametrize("name", ["doccano", "label-studio", "web-annotation"])
def test_half_characters_come_back_where_the_file_is_json(name, tmp_path):
    text = TEXT.replace("🚢", "\ud83d")
    article = replace(hard().article, text=text, title=None)
    moved = replace(hard(), article=article, attributions=(), hedges=(), continuations=())
    assert there_and_back(moved, name, tmp_path).article.text == text


@pytest.mark.parametrize("name", READABLE)
def test_names_and_titles_that_a_format_cannot_hold_come_back(name, tmp_path):
    harbor, *others = hard().sources
    article = replace(hard().article, title="Ferry \ufffe may\x00 stop", author="Teo\x1f \uffff Marsh")
    odd = replace(harbor, name="Ada\x00 \ufffe \ud83d Okoro", aliases=("A\x0c\tOkoro",))
    analysis = replace(hard(), article=article, sources=(odd, *others))
    assert there_and_back(analysis, name, tmp_path).to_dict() == analysis.to_dict()


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("text", [TEXT.replace(" told the", "\ttold\u2028the").replace(" may", "\tmay"), f"\ufeff{TEXT}"])
def test_tabs_in_what_is_marked_and_a_mark_of_the_byte_order_come_back(name, text, tmp_path):
    by = int(text.startswith("\ufeff"))
    article = replace(article_from_text(text, id="ferry"), title=None)
    (start, end), *_ = hard().attributions[3].content
    (one,) = (replace(one, content=((start + by, end + by),)) for one in hard().attributions[3:])
    analysis = replace(hard(), article=article, sources=(), attributions=(one,), hedges=(), continuations=(), colours={})
    path = tmp_path / f"ferry{ENDING[name]}"
    write(analysis, path, format=name)
    assert read(path, name, None if name != "web-annotation" else article).to_dict() == analysis.to_dict()


@pytest.mark.parametrize("name", READABLE)
def test_what_cannot_be_seen_at_the_edges_of_a_mark_comes_back(name, tmp_path):
    text = "The tide\u200b said\u2069 that \u2067boats wait\u2069 and that piers creak."
    article = article_from_text(text, id="ferry")
    words = tuple(word_starts(text))
    one = replace(
        hard().attributions[3],
        source=(span("The tide\u200b", text),),
        cue=(span("said\u2069", text),),
        content=(span("\u2067boats wait\u2069", text), span("that piers creak", text)),
    )
    analysis = Analysis(
        article=article,
        sentences=(Sentence(0, 0, len(text), Kind.BODY, 0, len(words)),),
        word_starts=words,
        sources=(),
        attributions=(one,),
    )
    assert there_and_back(analysis, name, tmp_path).attributions == (one,)


@pytest.mark.parametrize("name", [format.name for format in FORMATS if not format.many and format.read])
def test_ids_that_are_no_names_of_files_have_a_file_each(name, tmp_path):
    ids = ["漢" * 300, "ferry", "FERRY", "../../ferry", "CON", "\x00"]
    written = write([replace(hard(), article=replace(hard().article, id=id)) for id in ids], tmp_path / "all", format=name)
    assert len({path.name.casefold() for path in written}) == len(ids)
    assert [read(path, name, None if name != "web-annotation" else hard().article).article.id for path in written] == ids


# -- what people change -----------------------------------------------------------------------------------------------------


def test_in_brat_a_changed_type_and_a_new_hedge_are_by_hand(tmp_path):
    start, end = span("later")
    found = changed(
        "brat",
        tmp_path,
        lambda text: (
            text.replace("Type E1 assertion", "Type E1 belief")
            + f"T90\tHedge {start} {end}\tlater\nA90\tCategory T90 epistemic\n"
        ),
    )
    first, second = found.attributions[:2]
    assert (first.type, first.confidence, first.why, first.source_id) == (AttributionType.BELIEF, 1.0, "marked by hand", "s1")
    assert second == hard().attributions[1]
    (added,) = [hedge for hedge in found.hedges if hedge.text == "later"]
    assert (added.category, added.owner, added.sentence) == (Category.EPISTEMIC, "author", 1)
    assert (found.revisions[-1].by, found.revisions[-1].corrections) == ("Ines", 2)
    assert found.engine == "learned"


def test_in_brat_another_name_is_another_source(tmp_path):
    found = changed("brat", tmp_path, lambda text: text.replace("HedgeLens:a1\tAda Okoro", "HedgeLens:a1\tTeo Marsh"), by=None)
    assert found.name_of(found.attributions[0].source_id) == "Teo Marsh"
    assert found.source("s1").name == "Ada Okoro"  # a hedge is still hers
    assert found.revisions[-1].by == "an unnamed coder"


def test_what_is_taken_away_is_gone_and_counted(tmp_path):
    def without(text):
        return "".join(line for line in text.splitlines(keepends=True) if "T18" not in line)

    found = changed("brat", tmp_path, without)
    assert len(found.hedges) == len(hard().hedges) - 1
    assert found.revisions[-1].corrections == 1


def without_the_first(text):
    """A file of brat without its first event, and all that is said of that."""
    return "".join(line for line in text.splitlines(keepends=True) if not re.match(r"(T[2-7]|E1|A[12]|N[12]|#2)\t", line))


def test_an_attribution_that_is_taken_away_leaves_the_hedge_in_its_content_to_its_owner(tmp_path):
    found = changed("brat", tmp_path, without_the_first)
    assert [one.id for one in found.attributions] == ["a2", "a3", "a4"]
    before, after = hard().hedges[1], found.hedges[1]
    assert before.attribution == "a1"
    assert after == replace(before, attribution=None, owners=before.owners[1:])
    assert found.revisions[-1].corrections == 1


def test_what_stands_in_an_attribution_that_is_taken_away_stands_in_none(tmp_path):
    def without_a2(text):
        tasks = json.loads(text)
        (annotation,) = tasks[0]["annotations"]
        annotation["result"] = [
            one for one in annotation["result"] if not str(one.get("id", one.get("from_id"))).startswith("a2-")
        ]
        return json.dumps(tasks)

    found = changed("label-studio", tmp_path, without_a2)
    assert [(one.id, one.parent) for one in found.attributions] == [("a1", None), ("a3", None), ("a4", None)]


def test_in_label_studio_a_choice_is_theirs(tmp_path):
    found = changed("label-studio", tmp_path, lambda text: text.replace('"conditional"', '"epistemic"'))
    assert (found.hedges[3].category, found.hedges[3].owner, found.hedges[3].why) == (Category.EPISTEMIC, "s3", "marked by hand")


def test_in_doccano_a_relabelled_hedge_is_theirs(tmp_path):
    found = changed("doccano", tmp_path, lambda text: text.replace("Hedge:conditional", "Hedge:frequency"))
    assert found.hedges[3].category is Category.FREQUENCY


def test_words_that_do_not_stand_there_are_named(tmp_path):
    with pytest.raises(HedgeLensError, match=r"marks 'tolled' at characters \d+ to \d+, and in the article 'told'"):
        changed("brat", tmp_path, lambda text: text.replace("\ttold\n", "\ttolled\n"))
    with pytest.raises(HedgeLensError, match="'Ada Nobody'.*in the article 'Ada Okoro'"):
        changed("web-annotation", tmp_path, lambda text: text.replace('"exact": "Ada Okoro"', '"exact": "Ada Nobody"'))


def test_in_brat_an_argument_that_nothing_marks_is_named(tmp_path):
    with pytest.raises(HedgeLensError, match="'E1' leads to 'T99', and no line marks that"):
        changed("brat", tmp_path, lambda text: text.replace("Cue:T2 ", "Cue:T99 "))


def test_offsets_out_of_the_text_are_named(tmp_path):
    with pytest.raises(HedgeLensError, match="not within the text, which has 24"):
        changed("brat", tmp_path, lambda text: text.replace("T2\tCue 63 67\ttold", "T2\tCue 6300 6700\ttold"))
    with pytest.raises(HedgeLensError, match="cannot be read: type of 'a1': expected one of assertion"):
        changed("brat", tmp_path, lambda text: text.replace("Type E1 assertion", "Type E1 rumour"))


def test_text_with_other_ends_of_lines_is_the_same_text(tmp_path):
    def plain(text):
        line = json.loads(text)
        line["text"] = line["text"].replace("\r\n", "\n")
        for entity in line["entities"]:
            for key in ("start_offset", "end_offset"):
                entity[key] -= TEXT[: entity[key]].count("\r")
        return json.dumps(line)

    assert changed("doccano", tmp_path, plain, by=None) == hard()


def test_every_format_says_what_it_cannot_hold():
    assert all(format.title and format.cannot_hold for format in FORMATS)
    assert format_named("brat").text_beside


# -- what would be lost without a word --------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:.*cannot hold control characters")
@pytest.mark.parametrize("name", READABLE)
def test_marks_that_begin_and_end_in_ends_of_lines_come_back(name, tmp_path):
    text = "Tolls rise\n\nThe mayor said\r\nboats wait\x0c\n\n\u2028\n\npiers creak. It may rain.\n"
    article = article_from_text(text, id="tolls")
    cue, wait, creak = span("said\r\n", text), span("boats wait", text), span("creak.", text)
    one = replace(
        hard().attributions[3],
        id="a 1: é",
        source=(span("\n\nThe mayor", text),),
        cue=(cue,),
        content=((wait[0], wait[1] + 2), (wait[1] + 2, creak[1])),
    )
    rain = replace(hard().hedges[0], start=creak[1], end=span(" It may", text)[1], text=" It may")
    piece = replace(one, id="a2", content=((wait[0], wait[0] + 3), (wait[0] + 3, creak[1])))
    words = tuple(word_starts(text))
    sentence = Sentence(0, 0, len(text.rstrip()), Kind.BODY, 0, len(words))
    analysis = Analysis(
        article=article, sentences=(sentence,), word_starts=words, sources=(), attributions=(one, piece), hedges=(rain,)
    )
    analysis = Analysis.from_dict(analysis.to_dict(), text)  # it is one that can be
    assert there_and_back(analysis, name, tmp_path).to_dict() == analysis.to_dict()


@pytest.mark.parametrize("name", ["conllu", "tei"])
def test_marks_of_nothing_but_white_space_are_warned_of(name, tmp_path):
    start = TEXT.index("\r\n\r\n")
    blank = replace(hard().hedges[0], start=start, end=start + 2, text="\r\n")
    with pytest.warns(HedgeLensWarning, match=r"cannot hold marks of nothing but white space \(1\)"):
        write(replace(hard(), hedges=(blank,)), tmp_path / f"ferry{ENDING[name]}", format=name)


CUE = int(re.search(r'AttributionSpan xmi:id="(\d+)"', cas.write([hard()]).decode())[1])
TWICE = {
    "brat": lambda text: f"{text}T2\tHedge 8 11\tmay\n",
    "cas": lambda text: text.replace(f'xmi:id="{CUE + 1}"', f'xmi:id="{CUE}"'),
    "web-annotation": lambda text: text.replace('pier#a1-2"', 'pier#a1-3"'),
    "doccano": lambda text: text.replace('"id": 2, "label"', '"id": 1, "label"'),
    "label-studio": lambda text: text.replace('"id": "a1-2"', '"id": "a1-1"'),
    "conllu": lambda text: text.replace("# annotation 2 =", "# annotation 1 ="),
    "tei": lambda text: text.replace('<fs xml:id="u2"', '<fs xml:id="u1"'),
}


@pytest.mark.parametrize("name", TWICE)
def test_of_two_marks_with_one_id_none_is_lost_silently(name, tmp_path):
    with pytest.raises(HedgeLensError, match=r"two [a-z ]+ have the id|ID u1 already defined"):
        changed(name, tmp_path, TWICE[name])


def test_spans_in_brat_that_no_event_ties_are_named(tmp_path):
    with pytest.warns(HedgeLensWarning, match=r"1 mark passed over, .*tied to no attribution: 'Source' \(1\)"):
        changed("brat", tmp_path, lambda text: f"{text}T90\tSource 53 62\tAda Okoro\n")
