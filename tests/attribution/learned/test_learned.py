"""The learned engine: its windows, its decoding, and what it finds in sentences of our own."""

import json
import shutil

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgelens.article import article_from_text
from hedgelens.attribution import attribution_engine
from hedgelens.attribution.learned.arrays import by_length, region
from hedgelens.attribution.learned.decoding import WordRoles, best_labels, cue_candidates, decode
from hedgelens.attribution.learned.engine import SHIPPED
from hedgelens.attribution.learned.network import MANIFEST, Network
from hedgelens.attribution.learned.windows import WindowCutter
from hedgelens.language import load_language
from hedgelens.records import HedgeLensError

PIECES = [
    "Ada Finch told the Herald",
    "“It may rain,”",
    "she said.",
    "According to the police,",
    "forty boats sank.",
    "He denied it.",
    "“",
    "\n\n",
]


@pytest.fixture(scope="module")
def cutter():
    return WindowCutter(SHIPPED / "tokenizer.json", longest=24)


def test_words_of_all_windows_are_those_of_the_text_in_order(cutter):
    text = "Ms. Lund said: “It fell.”\n\nThe bridge, an old one, was closed on Monday after a crack had been found.\nShe left.\n"
    windows = cutter.windows(cutter.paragraphs(text))
    words = [text[start:end] for window in windows for start, end in window.words]
    assert words[:9] == ["Ms", ".", "Lund", "said", ":", "“", "It", "fell", "."]
    assert "".join(words) == "".join(text.split())
    assert all(len(window.pieces) <= 24 for window in windows)
    assert [window.start for window in windows][:2] == [0, len(windows[0].words)]


def test_quotation_marks_and_capitals_are_surface_features(cutter):
    (paragraph,) = cutter.paragraphs("NATO said “no”.")
    assert paragraph.cases[0] == 3
    assert [paragraph.quotes[i] for i in paragraph.first] == [0, 0, 2, 1, 3, 0]


def test_the_region_of_a_cue_stays_in_its_paragraph_unless_the_next_continues_it(cutter):
    plain = cutter.windows(cutter.paragraphs("She said so.\nIt fell."))[0]
    quoted = cutter.windows(cutter.paragraphs("She said so:\n“It fell.”"))[0]
    assert region(plain, (1, 2)) == (0, 4)
    assert region(quoted, (1, 2)) == (0, len(quoted.words))


def test_an_inside_label_needs_its_beginning():
    logits = np.full((3, 7), -5.0, np.float32)
    logits[0, 6], logits[0, 5], logits[1, 6], logits[2, 0] = 2.0, 1.0, 3.0, 3.0
    assert best_labels([logits], 0.0) == [[5, 6, 0]]


def test_readings_of_different_lengths_are_searched_together_as_each_alone():
    chance = np.random.default_rng(5)
    readings = [chance.normal(size=(n, 7)).astype(np.float32) * 3 for n in (1, 9, 4, 30, 2)]
    assert best_labels(readings, 0.5) == [best_labels([logits], 0.5)[0] for logits in readings]
    assert [len(labels) for labels in best_labels(readings, 0.5)] == [1, 9, 4, 30, 2]
    assert best_labels([], 0.0) == []


def test_regions_of_like_length_are_read_together(cutter):
    text = "\n".join(["She said so."] * 6 + ["They said that " + "it rained and " * 30 + "so on."] * 2)
    windows = cutter.windows(cutter.paragraphs(text))
    anchors = [
        (b, i, i + 1) for b, w in enumerate(windows) for i, (start, _) in enumerate(w.words) if text[start:].startswith("said")
    ]
    groups = by_length(windows, anchors, 60)
    assert sorted(i for group in groups for i in group) == list(range(len(anchors)))
    sizes = [
        [region(windows[anchors[i][0]], anchors[i][1:])[1] - region(windows[anchors[i][0]], anchors[i][1:])[0] for i in g]
        for g in groups
    ]
    assert all(len(group) == 1 or len(group) * max(group) <= 60 for group in sizes)
    assert sizes == sorted(sizes, key=lambda group: -max(group))


def test_neighbouring_cues_are_two_candidates_when_the_second_begins():
    logits = np.full((3, 7), -5.0, np.float32)
    logits[0, 3], logits[1, 3], logits[2, 0] = 5.0, 5.0, 5.0
    assert [(start, end) for start, end, _ in cue_candidates(logits, 0.1)] == [(0, 1), (1, 2)]


def test_words_go_to_the_more_probable_attribution_and_sources_are_shared():
    sure = WordRoles((0,), (1,), (2, 3), 0.9)
    less = WordRoles((0,), (4,), (3, 5), 0.6)
    inside = WordRoles((), (2,), (5,), 0.5)
    unlikely = WordRoles((), (7,), (8,), 0.1)
    assert decode([unlikely, less, inside, sure], 0.25) == [sure, WordRoles((0,), (4,), (5,), 0.6)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor said that the bridge was safe.", "The mayor", "that the bridge was safe"),
        ("“The bridge will fall,” Ms. Lund warned on Monday.", "Ms. Lund", "“The bridge will fall,”"),
        ("According to the harbour board, the bridge is safe.", "the harbour board", "the bridge is safe"),
    ],
)
def test_what_it_finds(parse, text, source, content):
    (found,) = attribution_engine("learned")(parse(text))
    quote = article_from_text(text).quote
    assert (quote(found.source), quote(found.content)) == (source, content)
    assert 0.25 <= found.confidence <= 1.0
    assert found.why.startswith("learned: “")


def test_what_stands_inside_a_content_comes_from_the_sieves(parse):
    found = attribution_engine("learned")(
        parse("Estimates by the police indicate that forty houses were flooded, the Herald reported.")
    )
    assert {a.parent for a in found} != {None}


@settings(max_examples=25)
@given(st.lists(st.sampled_from(PIECES) | st.text("aB .,“”\n\u00a0\r1é😀", max_size=20), max_size=12))
def test_spans_lie_in_the_text(pieces):
    text = "The mayor said that the bridge is old.\n\n" + " ".join(pieces)
    found = attribution_engine("learned")(load_language().parse(article_from_text(text)))
    assert found
    for attribution in found:
        for start, end in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= start < end <= len(text)


def test_a_file_that_was_changed_is_refused(tmp_path):
    folder = tmp_path / "engine"
    shutil.copytree(SHIPPED, folder)
    with (folder / "decoder.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(HedgeLensError, match=r"decoder\.onnx.*hash differs"):
        Network(folder)
    (folder / "decoder.onnx").unlink()
    with pytest.raises(HedgeLensError, match="lacks the file 'decoder.onnx'"):
        Network(folder)
    (folder / MANIFEST).write_text(json.dumps({"name": "x"}), encoding="utf-8")
    with pytest.raises(HedgeLensError, match="holds no attribution engine"):
        Network(folder)


def test_the_shipped_files_stay_below_thirty_megabytes():
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 30_000_000


@pytest.mark.parametrize("exact", [True, False])
def test_sums_do_not_overflow_on_any_processor(monkeypatch, exact):
    """Without it, an AMD EPYC without VNNI found 512 attributions in the corpus, where a processor that has it found 517."""
    from hedgelens.attribution.learned import network

    monkeypatch.setattr(network, "sums_exactly", lambda: exact)
    options = network._session(SHIPPED / "decoder.onnx").get_session_options()
    if exact:
        with pytest.raises(RuntimeError):
            options.get_session_config_entry("session.x64quantprecision")
    else:
        assert options.get_session_config_entry("session.x64quantprecision") == "1"
