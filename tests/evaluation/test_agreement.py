import copy
import hashlib
import json

import pytest

from hedgelens.evaluation.agreement import agreement, main
from hedgelens.records import HedgeLensError

TEXT = "Ms. Lund said the bridge may fall. The pier is old. Critics think it will fall. It rained."


def sentence(index, text, sources=()):
    start = TEXT.index(text)
    return {"index": index, "start": start, "end": start + len(text), "kind": "body", "sources": list(sources), "continued": []}


def span(text):
    return [TEXT.index(text), TEXT.index(text) + len(text)]


ANNOTATION = {
    "id": "bridge",
    "sha256": "0",
    "sentences": [
        sentence(0, "Ms. Lund said the bridge may fall.", ["Lund"]),
        sentence(1, "The pier is old."),
        sentence(2, "Critics think it will fall.", ["critics"]),
        sentence(3, "It rained."),
    ],
    "sources": [{"canonical": "Lund", "aliases": ["Ms. Lund"]}],
    "attributions": [
        {"source": [span("Ms. Lund")], "cue": [span("said")], "content": [span("the bridge may fall")]},
        {"source": [span("Critics")], "cue": [span("think")], "content": [span("it will fall")]},
    ],
    "hedges": [
        {"span": span("may"), "category": "epistemic", "owner": "Lund"},
        {"span": span("Critics think"), "category": "vague-attribution", "owner": "author"},
    ],
}


def test_two_identical_annotations_agree_fully():
    result = agreement([(TEXT, ANNOTATION, ANNOTATION)])
    assert {score.f1 for score in result.scores.values()} == {1.0}
    assert set(result.shares.values()) == {1.0}
    assert result.kappa["attributed"] == result.alpha["hedged"] == 1.0


def test_each_difference_shows_where_it_is():
    other = copy.deepcopy(ANNOTATION)
    other["sentences"][2]["sources"] = []
    other["attributions"].pop()
    other["hedges"][0]["category"] = "conditional"
    other["hedges"][1]["span"] = span("think")
    result = agreement([(TEXT, ANNOTATION, other)])
    assert round(result.scores["attribution"].f1, 2) == 0.67
    assert round(result.scores["source of sentence"].f1, 2) == 0.67
    assert (result.scores["hedge overlap"].f1, result.scores["hedge exact"].f1) == (1.0, 0.5)
    assert result.shares == {"category": 0.0, "owner": 1.0}
    assert result.kappa["attributed"] == 0.5


def test_a_source_may_go_by_its_alias():
    other = copy.deepcopy(ANNOTATION)
    other["sentences"][0]["sources"] = ["ms. lund"]
    assert agreement([(TEXT, other, ANNOTATION)]).scores["source of sentence"].f1 == 1.0


def test_annotations_of_different_texts_are_refused():
    with pytest.raises(HedgeLensError, match="not of the same text"):
        agreement([(TEXT, ANNOTATION, {**ANNOTATION, "sha256": "1"})])


@pytest.fixture
def folders(tmp_path):
    """Folders of texts, one coder's annotations and another's, who misses one hedge in the second of two articles."""
    annotation = {**ANNOTATION, "sha256": hashlib.sha256(TEXT.encode()).hexdigest()}
    paths = [tmp_path / name for name in ("articles", "first", "second")]
    for path in paths:
        path.mkdir()
    for name in ("bridge", "pier"):
        hedges = annotation["hedges"] if name == "bridge" else annotation["hedges"][:1]
        (paths[0] / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        (paths[1] / f"{name}.json").write_text(json.dumps({**annotation, "id": name}), encoding="utf-8")
        (paths[2] / f"{name}.json").write_text(json.dumps({**annotation, "id": name, "hedges": hedges}), encoding="utf-8")
    return paths


def rows(capsys):
    head, *lines = capsys.readouterr().out.splitlines()
    cells = [line.replace("all articles", "all").split() for line in lines]
    names = head.replace(" w.", "-w.").replace("a ", "a-").replace("hedge ", "hedge-").split()
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in cells}


def test_the_command_prints_a_row_an_article_and_one_of_all(folders, capsys):
    main([str(path) for path in folders])
    table = rows(capsys)
    assert list(table) == ["bridge", "pier", "all"]
    assert [table[name]["hedge-="] for name in table] == ["1.000", "0.667", "0.857"]
    assert table["pier"]["attrib."] == "1.000"
    assert table["all"]["a-kind"] == "-"


def test_an_article_can_be_left_out(folders, capsys):
    main([*map(str, folders), "--leave-out", "pier"])
    table = rows(capsys)
    assert list(table) == ["bridge", "all"]
    assert table["all"]["hedge-="] == "1.000"


def missing(folders):
    (folders[2] / "pier.json").unlink()
    return []


def broken(folders):
    (folders[1] / "pier.json").write_text("{", encoding="utf-8")
    return []


def another_text(folders):
    (folders[0] / "pier.txt").write_text(TEXT + "!", encoding="utf-8")
    return []


def empty(folders):
    for path in folders[1].iterdir():
        path.unlink()
    return []


def unknown(_):
    return ["--leave-out", "quay"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (missing, "pier.json' cannot be read"),
        (broken, "annotation of 'pier' is not JSON"),
        (another_text, "annotations of 'pier' are not of the text"),
        (empty, "There are no annotations"),
        (unknown, "There is no article 'quay' to leave out"),
    ],
)
def test_the_command_says_what_is_wrong(folders, capsys, change, message):
    options = change(folders)
    with pytest.raises(SystemExit):
        main([*map(str, folders), *options])
    assert message in capsys.readouterr().err.replace("\n", " ")
