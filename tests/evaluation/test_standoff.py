import json
import shutil

import pytest

from hedgelens import bundled
from hedgelens.analyzer import Analyzer
from hedgelens.evaluation.analyses import gold_in_words, score_analyses
from hedgelens.evaluation.gold import read_gold
from hedgelens.evaluation.standoff import annotation_files, standoff_pairs
from hedgelens.interchange import write
from hedgelens.records import HedgeLensError

NAME = "ferry-agency"


@pytest.fixture
def folders(tmp_path):
    """A folder with the annotation of one article, which is of the part "dev", and one with its text."""
    gold, texts = tmp_path / "gold", tmp_path / "texts"
    gold.mkdir()
    texts.mkdir()
    data = json.loads(bundled.gold_path(NAME).read_text(encoding="utf-8"))
    (gold / f"{NAME}.json").write_text(json.dumps({**data, "part": "dev"}), encoding="utf-8")
    shutil.copy(bundled.path(NAME), texts)
    return gold, texts


def test_an_annotation_meets_its_text_elsewhere(folders):
    ((gold, found),) = standoff_pairs(*folders, "rules", part="dev")
    assert gold.article.text == found.article.text
    scores = score_analyses([(gold, found)])
    assert 0.5 < scores["attributed"].f1 <= 1
    assert 0.5 < scores["voice"].f1 <= 1


@pytest.mark.parametrize(("corrected", "said"), [(True, "corrected by people"), (False, "corrected by nobody")])
def test_what_an_engine_marked_is_gold_that_says_so(tmp_path, corrected, said):
    text = bundled.path(NAME).read_text("utf-8")
    Analyzer(engine="rules").analyze(bundled.path(NAME)).export(tmp_path / f"{NAME}.ann")
    with (tmp_path / f"{NAME}.ann").open("a", encoding="utf-8") as file:
        file.write(f"T900\tHedge 0 3\t{text[:3]}\nA900\tCategory T900 epistemic\n" if corrected else "")
    pairs = list(standoff_pairs(tmp_path, tmp_path, "rules"))
    assert gold_in_words(tmp_path, pairs).endswith(f"marked by the engine 'rules' ({said})")


@pytest.mark.parametrize(("name", "format"), [("a.jsonl", "doccano"), ("a.json", "label-studio"), ("a.conllu", "conllu")])
def test_a_file_of_many_articles_is_gold_for_each_of_them(tmp_path, name, format):
    golds = [read_gold(bundled.gold_path(one), bundled.path(one)) for one in bundled.names()[:2]]
    write(golds, tmp_path / name, format=format)
    assert [gold for gold, _ in standoff_pairs(tmp_path, tmp_path, "rules")] == golds
    with pytest.raises(HedgeLensError, match="holds 2 articles, and one is wanted"):
        read_gold(tmp_path / name, golds[0].article)


def test_lines_that_are_of_no_other_program_are_no_annotations(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": "It may rain."}\n', encoding="utf-8")
    with pytest.raises(HedgeLensError, match="There is no annotation"):
        annotation_files(tmp_path, many=True)


def test_a_part_that_nothing_is_of_is_said(folders):
    with pytest.raises(HedgeLensError, match="no annotation .* of the part 'train'"):
        annotation_files(folders[0], "train")


def test_an_annotation_that_is_cut_off_is_named_whatever_part_is_asked_for(folders):
    gold, texts = folders
    (gold / "half.json").write_text('{"id": "half", "sentences": [', encoding="utf-8")
    (texts / "half.txt").write_text("It rained.\n", encoding="utf-8")
    with pytest.raises(HedgeLensError, match="half.json"):
        list(standoff_pairs(gold, texts, "rules", part="dev"))


def test_a_text_whose_name_goes_on_is_another_one(folders):
    (folders[1] / f"{NAME}.a.txt").write_text("It rained.\n", encoding="utf-8")
    assert len(list(standoff_pairs(*folders, "rules"))) == 1


def test_a_text_that_is_not_there_is_named(folders):
    (folders[1] / f"{NAME}.txt").unlink()
    with pytest.raises(HedgeLensError, match=f"no text of '{NAME}'"):
        list(standoff_pairs(*folders, "rules"))


def test_the_command_says_who_marked_them(folders, command_line):
    gold, texts = map(str, folders)
    code, out, _ = command_line("evaluate", "--gold", gold, "--texts", texts, "--part", "dev", "--engine", "rules")
    assert code == 0
    assert "1 text annotated in" in out
    assert "by language models under the codebook" in out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--texts", "a"], "--texts needs --gold"),
        (["--part", "dev"], "--part needs --texts"),
        (["--texts", "a", "--gold", "b", "--by", "article"], "accepts only --by hedge"),
        (["--gold", "b", "--types", "belief"], "--min-confidence and --types determine what shares and sources are based on"),
        (["--by", "hedge", "--min-confidence", "0.7"], "without --by"),
        (["--min-confidence", "7"], "from 0 (all count) to 1"),
        (["--types", "doubt"], "no type of attribution 'doubt'"),
    ],
)
def test_options_that_do_not_go_together_are_said(options, said, command_line):
    code, _, err = command_line("evaluate", *options)
    assert code != 0
    assert said in err


def test_what_counts_may_be_said(folders, command_line):
    gold, texts = map(str, folders)

    def evaluated(*options):
        data = json.loads(
            command_line("evaluate", "--gold", gold, "--texts", texts, "--engine", "rules", "--format", "json", *options)[1]
        )
        return data, {name: data[name]["predicted"] for name in ("attribution", "explicit")}

    data, everything = evaluated("--min-confidence", "0")
    none, nothing = evaluated("--min-confidence", "1")
    assert nothing["attribution"] == everything["attribution"]
    assert (nothing["explicit"], none["shares"]["sentences"]["found"]) == (0, 0)
    narrowed, _ = evaluated("--types", "belief")
    assert narrowed["explicit"]["gold"] < data["explicit"]["gold"]
    assert "Counted: confidence ≥ 0, belief." in narrowed["about"]
