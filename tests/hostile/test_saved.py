"""Saved analyses and annotations: what comes back is what was saved, and what cannot be right is named with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import drafts
import invariants
import pytest
import texts

from hedgelens import Collection, bundled
from hedgelens.analyzer import Analyzer
from hedgelens.evaluation.gold import from_annotation, read_gold
from hedgelens.faces import Analysis
from hedgelens.interchange.codings import analyses_of_json
from hedgelens.records import HedgeLensError, HedgeLensWarning
from hedgelens.report import fragment, page
from hedgelens.sheet import read_sheet, write_sheet


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["rules", "learned"])
def test_bundled_articles_come_back_from_json_lines_and_sheets_as_they_were(engine, tmp_path):
    analyzer = Analyzer(engine=engine)
    collection = Collection(tuple(analyzer.analyze(bundled.path(name)) for name in bundled.names()))
    for analysis in collection:
        invariants.check_json(analysis)
    collection.to_jsonl(tmp_path / "all.jsonl")
    read = Collection.from_jsonl(tmp_path / "all.jsonl")
    assert read.analyses == collection.analyses
    assert read.to_jsonl() == collection.to_jsonl()
    write_sheet(collection, tmp_path / "all.xlsx")
    assert read_sheet(tmp_path / "all.xlsx").analyses == collection.analyses
    assert any(a.continuations for a in collection)
    assert any(m.via_span for a in collection for m in a.attributions)


@pytest.mark.parametrize("seed", range(100))
def test_what_is_changed_in_a_saved_analysis_is_refused_or_can_be_shown(seed, tmp_path):
    random = Random(f"saved {seed}")
    analysis = random.choice([drafts.small(), drafts.crowd(4, chained=True)])
    for _ in range(4):
        data = texts.damaged_data(random, analysis.to_dict())
        try:
            read = Analysis.from_dict(data, analysis.article.text)
        except HedgeLensError:
            continue
        invariants.check_json(read)
        invariants.check_tables(read)
        invariants.check_shown(read)
        fragment(read)
        if not seed % 25:
            page(read)
            write_sheet(read, tmp_path / "read.xlsx")
            assert read_sheet(tmp_path / "read.xlsx").analyses == (read,)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_changed_in_an_annotation_is_refused_or_can_be_shown(seed):
    random = Random(f"annotation {seed}")
    name = random.choice(bundled.names())
    article, gold = bundled.article(name), json.loads(bundled.gold_path(name).read_text("utf-8"))
    for _ in range(4):
        try:
            read = from_annotation(texts.damaged_data(random, gold), article, "gold.json")
        except HedgeLensError:
            continue
        invariants.check_json(read)
        invariants.check_tables(read)


WRONG = {
    "sources.0.aliases": (5, "sources[0].aliases: expected a list of texts, found 5"),
    "sources.0.aliases.0": (None, "sources[0].aliases[0]: expected a text, found null"),
    "sources.1.id": ("s1", "sources[1].id: 's1' is no id, or is another one's, too"),
    "sources.2.id": ("\x1b[2J", "is no id"),
    "sources.0.kind": ("human", "sources[0].kind: expected one of person, organisation"),
    "sources.0.mentions": ([[0, 10**30]], "is no passage of a text of"),
    "sentences.1.start": (True, "sentences[1].start: expected a whole number, found true"),
    "sentences.1.words": (8, "sentences[1].words: there are 9, and not 8"),
    "sentences.1.index": (0, "sentences[1].index: 0 is not its place in the list"),
    "sentences.1.end": (99, "sentences: [15, 99] and [59, 97] overlap"),
    "sentences.2.paragraph": (-1, "sentences[2].paragraph: expected a number from 0"),
    "attributions.0.confidence": (float("nan"), "attributions[0].confidence: expected a number, found nan"),
    "attributions.1.confidence": (10**400, "attributions[1].confidence: expected a number, found 1000"),
    "attributions.2.confidence": (1.5, "attributions[2].confidence: expected a number from 0 to 1, found 1.5"),
    "attributions.0.content": ([[40, 45], [30, 35]], "attributions[0].content: [40, 45] and [30, 35] overlap, or are not in order"),
    "attributions.0.cue": ([[1, 2, 3]], "attributions[0].cue[0]: expected a list of 2, found a list of 3"),
    "attributions.0.sentence": (77, "attributions[0].sentence: there is no sentence 77"),
    "attributions.1.parent": ("a3", "it stands in its own content"),
    "attributions.1.via": ("s9", "attributions[1].via: there is no source 's9'"),
    "hedges.0.text": ("might", "hedges[0].text: 'might' does not stand there, but 'may'"),
    "hedges.0.owner": ({}, "hedges[0].owner: expected a text, found an object"),
    "continuations.0.source_id": ("s8", "continuations[0].source_id: there is no source 's8'"),
    "article.blocks.0": ([0, 5, "poem"], "article.blocks[0][2]: expected one of title"),
    "article.warnings": ("none", "article.warnings: expected a list of texts, found 'none'"),
    "measures.settings.engine": (["rules"], "measures.settings.engine: expected a text, found a list of 1"),
    "measures.settings.corrected": ([{"by": "Ada"}], "measures.settings.corrected[0].date: is missing"),
    "attributions": (None, "attributions: expected a list, found null"),
}  # fmt: skip


@pytest.mark.parametrize("place", WRONG)
def test_the_value_that_cannot_be_right_is_named(place):
    analysis = drafts.small()
    data = analysis.to_dict()
    *way, last = (int(step) if step.isdecimal() else step for step in place.split("."))
    holder = data
    for step in way:
        holder = holder[step]
    value, message = WRONG[place]
    holder[last] = value
    with pytest.raises(HedgeLensError) as caught:
        Analysis.from_dict(data, analysis.article.text)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 300


def saved(tmp_path, content, name="saved.jsonl"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


DEEP = "[" * 100_000


@pytest.mark.parametrize("name", ["saved.json", "saved.jsonl"])
@pytest.mark.parametrize(
    "content", [DEEP, '{"article":' + DEEP, "", "[]", "null", b"\xff\xfe", "1" * 5000, '{"article": {}}', "NaN"]
)
def test_what_is_no_json_of_ours_is_refused_in_a_sentence(tmp_path, name, content):
    with pytest.raises(HedgeLensError, match="saved"):
        analyses_of_json(saved(tmp_path, content, name), {})


def test_deep_annotations_are_refused(tmp_path):
    with pytest.raises(HedgeLensError, match=r"gold\.json"):
        read_gold(saved(tmp_path, DEEP, "gold.json"), bundled.article())


def test_of_lines_that_were_cut_off_the_whole_ones_are_read(tmp_path):
    one = drafts.small()
    other = replace(one, article=replace(one.article, id="øther"))
    lines = Collection((one, other)).to_jsonl().encode("utf-8")
    start = lines.index(b"\n") + 1
    middle_of_a_letter = lines.index("ø".encode()) + 1
    for end in (start + 1, middle_of_a_letter, len(lines) - 2):
        with pytest.warns(HedgeLensWarning, match=r"The last line of '.*' is cut off and was left out"):
            assert analyses_of_json(saved(tmp_path, lines[:end]), {one.article.sha256: one.article}) == [one]
    # Whole without the end of the line, and cut where there is no other line.
    assert analyses_of_json(saved(tmp_path, lines[:-1]), {one.article.sha256: one.article}) == [one, other]
    with pytest.raises(HedgeLensError, match=r"Line 1 of '.*' is not JSON"):
        analyses_of_json(saved(tmp_path, lines[:90]), {})
    with pytest.raises(HedgeLensError, match=r"Line 2 of '.*' is not JSON"):
        analyses_of_json(saved(tmp_path, lines[: start + 9] + b"\n" + lines), {one.article.sha256: one.article})


def test_a_line_that_is_no_analysis_is_named(tmp_path):
    one = drafts.small()
    bad = {**one.to_dict(), "hedges": 3}
    path = saved(tmp_path, one.to_json() + "\n" + json.dumps(bad) + "\n")
    with pytest.raises(HedgeLensError, match=r"Line 2 of '.*' cannot be read\. .*hedges: expected a list, found 3"):
        analyses_of_json(path, {one.article.sha256: one.article})


def test_a_collection_is_read_with_the_texts_of_its_articles(tmp_path):
    one = drafts.small()
    collection = Collection((one,))
    path = saved(tmp_path, collection.to_jsonl())
    (tmp_path / "draft.txt").write_text(one.article.text, encoding="utf-8")
    for articles in (tmp_path / "draft.txt", {"anything": one.article.text}, [one.article]):
        read = Collection.from_jsonl(path, articles=articles)
        assert read.analyses == (one,)
    with pytest.raises(HedgeLensError, match="does not hold the text of its article"):
        Collection.from_jsonl(path)
