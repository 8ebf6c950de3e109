"""Texts to learn from beside those of a corpus in brat's format."""

import hashlib
import json

import pytest

from hedgelens.records import HedgeLensError
from hedgelens.training.further import read_further
from hedgelens.training.texts import read_texts

TEXT = "The mayor said the dike would hold. Rain fell.\n"


@pytest.fixture
def inline(tmp_path):
    folder = tmp_path / "inline"
    folder.mkdir()
    marked = "<s1>The mayor</s1> <c1>said</c1> <q1>the dike would hold</q1>. Rain fell.\n"
    (folder / "dike.txt").write_text(marked, encoding="utf-8")
    return folder


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "mole.txt").write_text(TEXT, encoding="utf-8")
    return folder


def annotate(folder, **other):
    folder.mkdir(exist_ok=True)
    mark = {"id": "a1", "source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 34]], "parent": None}
    inner = mark | {"id": "a2", "parent": "a1"}
    data = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "part": "train", "attributions": [mark, inner]}
    (folder / "mole.json").write_text(json.dumps(data | other), encoding="utf-8")
    return folder


def test_texts_with_marks_and_annotations_of_texts_elsewhere(inline, texts, tmp_path):
    found = list(read_further([inline, annotate(tmp_path / "marks")], texts))
    assert [(t.id, t.text) for t in found] == [("dike", TEXT), ("mole", TEXT)]
    assert found[0].attributions[0].content == found[1].attributions[0].content == ((15, 34),)
    assert [len(t.attributions) for t in found] == [1, 1]  # the outermost


def test_what_is_named_twice_weighs_twice(inline):
    assert [t.id for t in read_further([inline, inline])] == ["dike", "dike"]


def test_annotations_of_other_parts_are_not_learned_from(texts, tmp_path):
    with pytest.raises(HedgeLensError, match="part 'train'"):
        list(read_further([annotate(tmp_path / "marks", part="dev")], texts))


@pytest.mark.parametrize(
    ("change", "said"),
    [({"sha256": "0"}, "a different text"), ({"attributions": [{"id": "a1"}]}, r"attributions\[0\].source: is missing")],
)
def test_what_is_wrong_with_an_annotation_is_said(change, said, texts, tmp_path):
    with pytest.raises(HedgeLensError, match=said):
        list(read_further([annotate(tmp_path / "marks", **change)], texts))


def test_a_folder_without_texts_is_named(texts, tmp_path):
    with pytest.raises(HedgeLensError, match="--texts FOLDER"):
        list(read_further([annotate(tmp_path / "marks")]))
    for wrong in (tmp_path / "nowhere", texts.parent):
        with pytest.raises(HedgeLensError, match="holds no texts to learn from"):
            list(read_further([wrong]))


def test_further_texts_are_learned_from_and_not_measured_on(inline, tmp_path):
    for part in ("train", "dev"):
        (tmp_path / part / "text").mkdir(parents=True)
        (tmp_path / part / "text" / f"{part}.txt").write_text(TEXT, encoding="utf-8")
    found = read_texts(tmp_path, also=[inline])
    assert [t.id for t in found.train] == ["train", "dike"]
    assert [t.id for t in found.dev] == ["dev"]
