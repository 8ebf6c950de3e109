"""The corpus keeps its own rules: hashes, spans, references, counts, agreement."""

import hashlib
import json
import re
import tomllib
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from hedgelens.commands.agree import agree as agree_command
from hedgelens.evaluation.coders import agree
from hedgelens.interchange.codings import read_codings
from hedgelens.records import AttributionType, Category, Kind, Naming, Quotation, SourceKind

CORPUS = Path(__file__).parent.parent / "corpus"
NAMES = sorted(path.stem for path in (CORPUS / "articles").glob("*.txt"))
FOLDERS = ("gold", "passes/first", "passes/second")
ANNOTATIONS = [(folder, name) for folder in FOLDERS for name in NAMES]
QUOTES = "\"“”‘'"
FEWEST = 25
"""Marks, and look-alikes, that every category of hedge has at least."""


def read(folder, name):
    text = (CORPUS / "articles" / f"{name}.txt").read_bytes().decode("utf-8")
    return text, json.loads((CORPUS / folder / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(params=NAMES)
def gold(request):
    return read("gold", request.param)


@pytest.fixture(params=ANNOTATIONS, ids="/".join)
def annotation(request):
    return read(*request.param)


def inside(span, pieces):
    return any(start <= span[0] and span[1] <= end for start, end in pieces)


def touches(pieces, sentence):
    return any(start < sentence["end"] and sentence["start"] < end for start, end in pieces)


def by_id(data):
    return {a["id"]: a for a in data["attributions"]}


def depth(attribution, attributions):
    return 1 + depth(attributions[attribution["parent"]], attributions) if attribution["parent"] else 0


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_article_is_annotated(folder):
    assert NAMES
    assert sorted(path.stem for path in (CORPUS / folder).glob("*.json")) == NAMES


def test_the_annotation_is_of_this_text(annotation):
    text, data = annotation
    assert data["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert data["chars"] == len(text)
    assert "\r" not in text


def test_the_annotation_says_who_made_it(annotation):
    assert annotation[1]["annotators"] == "language models"


def test_sentences_cover_every_visible_character(annotation):
    text, data = annotation
    sentences = data["sentences"]
    assert [s["index"] for s in sentences] == list(range(len(sentences)))
    assert all(one["end"] <= other["start"] for one, other in pairwise(sentences))
    covered = {i for s in sentences for i in range(s["start"], s["end"])}
    assert not [text[i] for i in range(len(text)) if i not in covered and not text[i].isspace()]
    for sentence in sentences:
        piece = text[sentence["start"] : sentence["end"]]
        assert piece
        assert piece == piece.strip()
        assert sentence["kind"] in set(Kind)


def test_pieces_are_ordered_disjoint_and_trimmed(annotation):
    text, data = annotation
    for attribution in data["attributions"]:
        roles = [attribution[role] for role in ("source", "cue", "content")]
        for pieces in (*roles, attribution.get("via_span", [])):
            assert all(0 <= start < end <= len(text) for start, end in pieces), attribution
            assert all(one[1] <= other[0] for one, other in pairwise(pieces)), attribution
            assert all(text[start:end] == text[start:end].strip() for start, end in pieces), attribution
        together = sorted(piece for pieces in roles for piece in pieces)
        assert all(one[1] <= other[0] for one, other in pairwise(together)), attribution
        assert len(attribution["cue"]) <= 1


def test_every_attribution_has_content_and_a_cue_or_a_source(gold):
    _, data = gold
    assert data["attributions"]
    assert [a for a in data["attributions"] if not a["content"] or not (a["cue"] or a["source"])] == []


def test_values_are_those_of_the_contract(annotation):
    _, data = annotation
    for source in data["sources"]:
        assert source["kind"] in set(SourceKind)
        assert source["naming"] in set(Naming)
    for attribution in data["attributions"]:
        assert attribution["quotation"] in set(Quotation)
        assert attribution["type"] in set(AttributionType)
    assert {h["category"] for h in data["hedges"]} <= set(Category)


def test_what_is_all_in_quotation_marks_is_direct(gold):
    text, data = gold
    for attribution in data["attributions"]:
        pieces = [text[start:end] for start, end in attribution["content"]]
        if attribution["quotation"] == "direct":
            # A quotation that goes on in the next paragraph is closed only there.
            assert all(piece[0] in QUOTES for piece in pieces), attribution
            assert pieces[-1][-1] in QUOTES, attribution
        else:
            quoted = any(mark in piece for piece in pieces for mark in '"“')
            assert quoted == (attribution["quotation"] == "mixed"), attribution
            assert re.search(r"\w", re.sub(r'“[^”]*”|"[^"]*"', "", " ".join(pieces))), attribution


def test_the_stop_of_a_sentence_stays_outside_unless_quoted(gold):
    text, data = gold
    for attribution in data["attributions"]:
        for start, end in attribution["content"] if attribution["quotation"] != "direct" else ():
            piece = text[start:end]
            assert piece[-1] not in ",;:", attribution
            assert piece[-1] != "." or re.search(r"\b(U\.S|[ap]\.m|Corp|Co|[A-Z])\.$", piece), attribution


def test_parents_hold_the_cues_of_their_children(gold):
    _, data = gold
    attributions = by_id(data)
    assert len(attributions) == len(data["attributions"])
    for attribution in data["attributions"]:
        holders = [
            a
            for a in data["attributions"]
            if a is not attribution and attribution["cue"] and inside(attribution["cue"][0], a["content"])
        ]
        if attribution["parent"]:
            parent = attributions[attribution["parent"]]
            assert parent is max(holders, key=lambda a: depth(a, attributions)), attribution
        else:
            assert not holders, attribution


def test_an_attribution_stands_in_the_sentence_of_its_cue(gold):
    _, data = gold
    for attribution in data["attributions"]:
        sentence = data["sentences"][attribution["sentence"]]
        start = (attribution["cue"] or attribution["content"])[0][0]
        assert sentence["start"] <= start < sentence["end"], attribution
        assert sentence["kind"] == "body", attribution


def test_names_are_those_of_listed_sources(gold):
    text, data = gold
    names = [source["canonical"] for source in data["sources"]]
    assert len(set(names)) == len(names)
    used = {name for a in data["attributions"] for name in (a["canonical"], a.get("via")) if name}
    assert used == set(names)
    assert {name for s in data["sentences"] for name in (*s["sources"], *s["continued"])} <= used
    assert {name for members in data["groups"].values() for name in members} <= used
    assert {h["owner"] for h in data["hedges"]} <= used | {"author"}
    spoken = text.replace("\u00a0", " ").casefold()
    assert [s["canonical"] for s in data["sources"] if s["naming"] == "named" and s["canonical"].casefold() not in spoken] == []
    aliases = Counter(alias.casefold() for source in data["sources"] for alias in source["aliases"])
    assert [alias for alias, count in aliases.items() if count > 1 or alias not in spoken] == []


def test_sources_of_a_sentence_are_what_its_attributions_imply(annotation):
    _, data = annotation
    for sentence in data["sentences"]:
        expected = {
            name
            for a in data["attributions"]
            if sentence["kind"] == "body" and touches(a["cue"] + a["content"], sentence)
            for name in (a["canonical"], a.get("via"))
            if name
        }
        if sentence["kind"] == "body":
            assert set(sentence["sources"]) == expected, sentence
        assert not set(sentence["continued"]) & expected, sentence


def test_marks_of_hedges_and_look_alikes_are_their_texts(annotation):
    text, data = annotation
    marks = [*data["hedges"], *data["not_hedges"]]
    for mark in marks:
        start, end = mark["span"]
        assert text[start:end] == mark["text"]
        sentence = data["sentences"][mark["sentence"]]
        assert sentence["start"] <= start < end <= sentence["end"], mark
    spans = sorted(mark["span"] for mark in marks)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


def test_hedges_stand_in_the_body_and_look_alikes_say_what_they_resemble(gold):
    _, data = gold
    assert {data["sentences"][mark["sentence"]]["kind"] for mark in (*data["hedges"], *data["not_hedges"])} == {"body"}
    assert {mark["category"] for mark in data["not_hedges"]} <= set(Category)
    assert all(mark["why"] for mark in data["not_hedges"])


def test_a_hedge_belongs_to_the_innermost_source_that_says_it(gold):
    _, data = gold
    attributions = by_id(data)
    for hedge in data["hedges"]:
        holders = [a for a in data["attributions"] if a["canonical"] and inside(hedge["span"], a["content"])]
        owner = max(holders, key=lambda a: depth(a, attributions))["canonical"] if holders else "author"
        start, end = hedge["span"]
        believers = [
            a["canonical"] for a in data["attributions"] if a["canonical"] and any(s < end and start < e for s, e in a["cue"])
        ]
        if hedge["category"] == "doxastic" and believers:
            owner = believers[0]
        assert hedge["owner"] == owner, hedge


def test_registries_list_sources_of_their_article_in_the_groups_of_the_gold():
    paths = sorted((CORPUS / "registries").glob("*.toml"))
    assert paths
    for path in paths:
        text, data = read("gold", path.stem)
        known = {source["canonical"] for source in data["sources"]}
        for source in tomllib.loads(path.read_text(encoding="utf-8"))["source"]:
            assert source["name"] in known, (path.stem, source["name"])
            assert all(word.casefold() in text.casefold() for word in source["name"].split()), (path.stem, source["name"])
            assert source["kind"] in set(SourceKind)
            for group in source.get("groups", ()):
                assert source["name"] in data["groups"][group], (path.stem, group, source["name"])


DISCLOSURES = {
    "declined to comment",
    "did not respond",
    "could not be reached",
    "asked not to be named",
    "on condition of anonymity",
}


def strings(value):
    if isinstance(value, dict):
        for key, item in value.items():
            assert key not in {"text", "why", "quote", "sentence_text"}
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, str):
        yield value


EXTERNAL = sorted((CORPUS / "gold-external").glob("*.json"))
PASSES = [path for name in ("first", "second") for path in sorted((CORPUS / "passes" / f"external-{name}").glob("*.json"))]


@pytest.mark.parametrize("path", [*EXTERNAL, *PASSES], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_annotation_of_an_outside_article_is_stand_off(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["attributions"]
    assert not (CORPUS / "articles" / f"{path.stem}.txt").exists()
    names = {a["canonical"] for a in data["attributions"]} | {a.get("via") for a in data["attributions"]}
    for source in data.get("sources", ()):
        names |= {source["canonical"], source.get("affiliation"), *source.get("aliases", ())}
    names |= {s for group, members in data.get("groups", {}).items() for s in (group, *members)}
    disclosures = {one["what"] for source in data.get("sources", ()) for one in source.get("disclosure", ())}
    assert disclosures <= DISCLOSURES
    labels = names | disclosures | {data["sha256"], data["id"], data.get("annotators"), data.get("genre")}
    assert max((len(s.split()) for s in strings(data) if s not in labels), default=1) == 1
    assert max(len(s.split()) for s in names if s) <= 11


@pytest.mark.parametrize("path", [*EXTERNAL, *PASSES], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_marks_of_an_outside_article_lie_in_its_text_and_name_what_there_is(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    ids = {a["id"] for a in data["attributions"]}
    assert len(ids) == len(data["attributions"])
    for one in data["attributions"]:
        spans = [*one["source"], *one["cue"], *one["content"]]
        assert all(0 <= start < end <= data["chars"] for start, end in spans)
        assert one["parent"] in {None, *ids} - {one["id"]}
    for hedge in data["hedges"]:
        assert 0 <= hedge["span"][0] < hedge["span"][1] <= data["chars"]
        assert hedge["category"] in set(Category)
    assert all(one["end"] <= other["start"] for one, other in pairwise(data["sentences"]))


def test_real_news_is_parted_and_its_origin_named():
    rows = (CORPUS / "gold-external" / "SOURCES.tsv").read_text(encoding="utf-8").splitlines()[1:]
    news = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in EXTERNAL if path.stem != "movie-exposes"}
    assert [row.split("\t")[0] for row in rows] == list(news)
    assert Counter(data["part"] for data in news.values()) == {"train": 40, "dev": 20}
    assert {path.stem for path in PASSES} == {name for name, data in news.items() if data["part"] == "dev"}
    assert {data["annotators"] for data in news.values()} == {"language models"}
    text = (CORPUS / "DATASHEET.md").read_text(encoding="utf-8")
    for number in (
        sum(len(data["attributions"]) for data in news.values()),
        sum(len(data["hedges"]) for data in news.values()),
        sum(bool(s["continued"]) for data in news.values() for s in data["sentences"]),
    ):
        assert f"{number:,}" in text


def sentences():
    lines = (CORPUS / "sentences" / "hedges.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_marks_in_the_sentences_are_their_texts():
    rows = sentences()
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)
    for row in rows:
        marks = [*row["hedges"], *row["not_hedges"]]
        assert marks, row
        for mark in marks:
            start, end = mark["span"]
            assert row["text"][start:end] == mark["text"] == mark["text"].strip()
            assert mark["category"] in set(Category)
        assert all(mark["why"] for mark in row["not_hedges"])
        spans = sorted(mark["span"] for mark in marks)
        assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("kind", ["hedges", "not_hedges"])
def test_every_category_has_enough_marks_and_look_alikes(kind):
    counts = Counter(mark["category"] for row in (*sentences(), *(read("gold", name)[1] for name in NAMES)) for mark in row[kind])
    assert {category: counts[category] for category in Category if counts[category] < FEWEST} == {}


FLOORS = {
    "attribution": 0.93,
    "content": 0.94,
    "cue": 0.94,
    "source words": 0.96,
    "content words": 0.98,
    "hedge overlap": 0.98,
    "hedge exact": 0.96,
}


@pytest.fixture(scope="module")
def sheet():
    return (CORPUS / "DATASHEET.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def passes():
    return [CORPUS / "passes" / "first", CORPUS / "passes" / "second"]


def test_the_two_passes_agree(passes):
    found = agree(read_codings(passes))
    assert {name: found.spans[name].f1 for name, floor in FLOORS.items() if found.spans[name].f1 < floor} == {}
    variables = {v.variable: v for v in found.variables}
    assert variables["hedge: category"].observed > 0.99
    assert variables["hedge: owner"].observed > 0.97
    sentences = ("kind of sentence", "attributed", "sources of sentence", "hedged")
    assert {name: variables[name].alpha for name in sentences if variables[name].alpha < 0.96} == {}


@pytest.mark.filterwarnings("ignore:'(first|second)' was marked by language models")
def test_the_datasheet_shows_the_agreement_as_it_is(passes, sheet, capfdbinary):
    agree_command(passes, format="md", table="articles")
    assert capfdbinary.readouterr().out.decode() in sheet


def test_the_datasheet_counts_the_articles_right(sheet):
    totals = Counter()
    for name in NAMES:
        text, data = read("gold", name)
        counts = {"words": len(text.split()), **{key: len(data[key]) for key in ("attributions", "hedges", "not_hedges")}}
        totals.update(counts)
        row = next(line for line in sheet.splitlines() if line.startswith(f"| `{name}` |"))
        assert row.endswith(" | " + " | ".join(map(str, counts.values())) + " |"), row
    assert "| **all** | | " + " | ".join(map(str, totals.values())) + " |" in sheet


def test_the_datasheet_counts_the_categories_right(sheet):
    articles = [read("gold", name)[1] for name in NAMES]
    for category in Category:
        counts = [
            sum(mark["category"] == category for row in rows for mark in row[kind])
            for kind in ("hedges", "not_hedges")
            for rows in (articles, sentences())
        ]
        assert f"| `{category}` | " + " | ".join(map(str, counts)) + " |" in sheet


def test_the_datasheet_counts_the_constructions_right(sheet):
    attributions = [a for name in NAMES for a in read("gold", name)[1]["attributions"]]
    constructions = {
        "nested in another attribution": [a for a in attributions if a["parent"]],
        "relayed by a named medium (`via`)": [a for a in attributions if "via" in a],
        "without a recoverable source": [a for a in attributions if a["canonical"] is None],
        "without a cue": [a for a in attributions if not a["cue"]],
        "with content in more than one piece": [a for a in attributions if len(a["content"]) > 1],
        "direct": [a for a in attributions if a["quotation"] == "direct"],
        "mixed": [a for a in attributions if a["quotation"] == "mixed"],
    }
    for name, found in constructions.items():
        assert f"| {name} | {len(found)} |" in sheet
