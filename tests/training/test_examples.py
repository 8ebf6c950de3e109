"""Marked texts become labelled windows; no PyTorch is needed for that."""

import random

import numpy as np
import pytest
from marked_texts import corpus, marked_text

from hedgelens.attribution.learned.decoding import LABELS, Reading
from hedgelens.attribution.learned.engine import SHIPPED
from hedgelens.attribution.learned.windows import WindowCutter
from hedgelens.records import HedgeLensError
from hedgelens.training.examples import CutText, batches, examples, labelled
from hedgelens.training.soft_labels import SoftLabels, read_soft_labels, write_soft_labels


@pytest.fixture
def cutter():
    return WindowCutter(SHIPPED / "tokenizer.json", 64)


def cut(cutter, texts):
    return [CutText(t.id, cutter.paragraphs(t.text), t.attributions) for t in texts]


def test_each_marked_word_gets_the_label_of_its_role(cutter):
    text = marked_text("herald_1", 0)
    window = labelled(WindowCutter(SHIPPED / "tokenizer.json").windows(cutter.paragraphs(text.text))[0], text.attributions)
    words = [text.text[start:end] for start, end in window.words]
    said = words.index("said")
    assert [LABELS[k] for k in window.tags[said - 2 : said + 3]] == ["B-source", "I-source", "B-cue", "B-content", "I-content"]
    assert window.cues[0] == (said, said + 1)
    assert set(np.flatnonzero(window.labels[0])) == set(range(said - 2, words.index("May") + 1))


def test_a_cue_counts_before_the_content_that_holds_it(cutter):
    text = marked_text("herald_1", 0)
    outer, inner = text.attributions[0], text.attributions[1]
    overlapping = type(outer)(outer.source, outer.cue, (*outer.content, *inner.cue))
    window = labelled(WindowCutter(SHIPPED / "tokenizer.json").windows(cutter.paragraphs(text.text))[0], [overlapping, inner])
    warned = [text.text[start:end] for start, end in window.words].index("warned")
    assert LABELS[window.tags[warned]] == "B-cue"
    assert LABELS[window.labels[0][warned]] == "B-content"


def test_every_word_of_every_text_is_in_one_window_whatever_the_borders(cutter):
    texts = corpus(3)
    for seed in range(5):
        found = examples(cut(cutter, texts), cutter, random.Random(seed))
        assert sum(len(w.words) for w in found) == sum(len(p.words) for t in cut(cutter, texts) for p in t.paragraphs)
        assert all(len(w.pieces) <= 64 for w in found)
        assert sum(len(w.cues) for w in found) == 12


def test_batches_hold_all_windows_and_are_not_larger_than_asked(cutter):
    windows = examples(cut(cutter, corpus()), cutter, random.Random(1))
    made = batches(windows, 128, random.Random(2))
    assert sorted(id(w) for group in made for w in group) == sorted(id(w) for w in windows)
    assert all(len(g) * max(len(w.pieces) for w in g) <= 128 for g in made)
    again = batches(windows, 128, random.Random(2))
    assert [[id(w) for w in g] for g in made] == [[id(w) for w in g] for g in again]


def test_soft_labels_come_back_from_their_file_and_reach_the_words_they_are_about(cutter, tmp_path):
    text = marked_text("post_0", 0)
    window = examples(cut(cutter, [text]), cutter, random.Random(0))[-1]
    total = window.start + len(window.words)
    tags = np.zeros((total, len(LABELS)), np.float32)
    tags[window.start, 3] = 8.0
    cue = (window.start + window.cues[0][0], window.start + window.cues[0][1])
    reading = Reading(cue, cue[0] - 2, np.eye(7, dtype=np.float32)[[1, 2, 3, 5, 6]] * 9, 2.0, 0.9)
    write_soft_labels(tmp_path / "soft.npz", {"post_0": SoftLabels(tags, [reading])})
    window.learn_from(read_soft_labels(tmp_path / "soft.npz")["post_0"])
    assert window.soft_tags.shape == (len(window.words), len(LABELS))
    assert window.soft_tags[0, 3] > 0.99
    soft = window.soft[window.cues[0]]
    assert soft.start == window.cues[0][0] - 2
    assert soft.labels.argmax(-1).tolist() == [1, 2, 3, 5, 6]
    assert 0.87 < soft.valid < 0.89


@pytest.mark.parametrize("content", [b"", b"PK nothing of the kind", b"texts,words\n"])
def test_a_file_that_holds_no_soft_labels_is_said_in_a_sentence(tmp_path, content):
    path = tmp_path / "soft.npz"
    path.write_bytes(content)
    with pytest.raises(HedgeLensError, match="holds no labels of a teacher"):
        read_soft_labels(path)
