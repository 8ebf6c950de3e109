"""What others annotated without HedgeLens, from scratch, in each program's own way."""

import csv
import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hard_article import span

from hedgelens import bundled, cli
from hedgelens.analysis import Analysis
from hedgelens.article import article_from_text
from hedgelens.evaluation.coders import agree
from hedgelens.evaluation.gold import read_gold
from hedgelens.interchange import read, read_codings
from hedgelens.interchange.codings import read_folder
from hedgelens.records import HedgeLensError, HedgeLensWarning, Naming, Quotation

TEXT = "Ferries may stop 🌊 soon.\n\nThe mayor said that “the pier is old”, and Teo Marsh, she added, thinks\n that it creaks.\n"
ARTICLE = article_from_text(TEXT, id="pier")


def mark(name, label, words, after=0):
    start, end = span(words, TEXT, after)
    return f"{name}\t{label} {start} {end}\t{words}\n"


BRAT = (
    mark("T1", "Source", "The mayor")
    + mark("T2", "Cue", "said")
    + mark("T3", "Content", "that “the pier is old”")
    + mark("T4", "Attribution", "said")
    + "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
    + mark("T5", "Source", "she")
    + mark("T6", "Cue", "added")
    + f"T7\tContent {TEXT.index('Teo Marsh')} {TEXT.index(', she')};{TEXT.index('thinks')} {TEXT.index('thinks') + 6};"
    + f"{TEXT.index(' that it')} {TEXT.index('.', TEXT.index('creaks'))}\tTeo Marsh thinks  that it creaks\n"
    + mark("T8", "Attribution", "added")
    + "E2\tAttribution:T8 Source:T5 Cue:T6 Content:T7\n"
    + mark("T9", "Source", "Teo Marsh")
    + mark("T10", "Cue", "thinks")
    + mark("T11", "Content", "that it creaks")
    + mark("T12", "Attribution", "thinks")
    + "E3\tAttribution:T12 Source:T9 Cue:T10 Content:T11\n"
    + "#1\tAnnotatorNotes T9\tIs he meant?\n"
    + mark("T13", "Discuss", "soon")
)


def test_brat_as_polnear_has_it(tmp_path):
    (tmp_path / "pier.ann").write_text(BRAT, encoding="utf-8")
    (tmp_path / "pier.txt").write_text(TEXT, encoding="utf-8")
    with pytest.warns(HedgeLensWarning, match=r"1 mark passed over.*'Discuss' \(1\)"):
        found = read(tmp_path / "pier.ann")
    assert found.article.id == "pier"
    assert [found.name_of(a.source_id) for a in found.attributions] == ["mayor", "she", "Teo Marsh"]
    assert [a.parent for a in found.attributions] == [None, None, "E2"]
    assert [a.quotation for a in found.attributions] == [Quotation.MIXED, Quotation.INDIRECT, Quotation.INDIRECT]
    assert found.attributions[1].content[1] == (
        TEXT.index("thinks"),
        TEXT.index(".", TEXT.index("creaks")),
    )  # over the end of a line
    assert found.engine == "hand annotation"
    assert all(map(found.counts, found.attributions))
    assert [s.naming for s in found.sources] == [Naming.DESCRIBED, Naming.DESCRIBED, Naming.NAMED]
    assert [TEXT[s.start : s.end].split()[0] for s in found.sentences][:2] == ["Ferries", "The"]


@pytest.mark.parametrize(
    ("pieces", "name"),
    [
        (["Ada Okoro"], "Ada Okoro"),
        (["Lena This"], "Lena This"),
        (["Ada Okoro", "Teo Marsh"], "Ada Okoro and Teo Marsh"),
        (["The Gazette"], "Gazette"),
        (["some of the crew"], "some of the crew"),
        (["The Gazette", "Lena This"], "Gazette Lena This"),
    ],
)
def test_a_source_is_called_by_the_words_that_others_marked(tmp_path, pieces, name):
    text = "Ada Okoro and Teo Marsh said it may rain. The Gazette, Lena This and some of the crew agree.\n"
    cue = [*span("said", text), "Cue"]
    marks = [cue, *([*span(piece, text), "Source"] for piece in pieces)]
    entities = [{"id": n, "start_offset": s, "end_offset": e, "label": label} for n, (s, e, label) in enumerate(marks)]
    relations = [{"id": n, "from_id": 0, "to_id": n, "type": "Source"} for n in range(1, len(marks))]
    (tmp_path / "d.jsonl").write_text(json.dumps({"text": text, "entities": entities, "relations": relations}), "utf-8")
    found = read(tmp_path / "d.jsonl")
    assert [source.name for source in found.sources] == [name]


def test_doccano_with_labels_alone_and_label_studio_with_units_of_utf_16(tmp_path):
    hedge, soon = span("may", TEXT), span("soon", TEXT)
    (tmp_path / "d.jsonl").write_text(
        json.dumps({"id": 1, "text": TEXT, "label": [[*hedge, "Hedge:epistemic"], [0, 3, "Person"]]}) + "\n", "utf-8"
    )
    with pytest.warns(HedgeLensWarning, match=r"1 mark passed over.*'Person' \(1\)"):
        (found,) = read(tmp_path / "d.jsonl").hedges
    assert (found.text, found.owner, found.category) == ("may", "author", "epistemic")
    region = {"id": "x", "from_name": "label", "to_name": "text", "type": "labels"}
    place = {"start": soon[0] + 1, "end": soon[1] + 1, "text": "soon", "labels": ["Hedge"]}
    choice = {**region, "from_name": "category", "type": "choices", "value": {**place, "choices": ["approximator"]}}
    task = {
        "data": {"text": TEXT},
        "annotations": [{"was_cancelled": True, "result": []}, {"result": [{**region, "value": place}, choice]}],
    }
    (tmp_path / "ls.json").write_text(json.dumps([task]), "utf-8")
    assert [(h.text, h.start) for h in read(tmp_path / "ls.json").hedges] == [("soon", soon[0])]


def test_a_source_that_is_tied_to_nothing_and_a_hedge_without_category_are_said(tmp_path):
    for labels, said in (([[0, 7, "Source"]], "neither a cue nor a content"), ([[8, 11, "Hedge"]], "expected one of hearsay")):
        (tmp_path / "d.jsonl").write_text(json.dumps({"text": TEXT, "label": labels}), "utf-8")
        with pytest.raises(HedgeLensError, match=said):
            read(tmp_path / "d.jsonl")


def test_annotations_of_other_programs_are_gold_and_codings(tmp_path):
    gold = read_gold(bundled.gold_path("ferry-agency"), bundled.path("ferry-agency"))
    gold.export(tmp_path / "ferry-agency.ann")
    assert read_gold(tmp_path / "ferry-agency.ann", bundled.path("ferry-agency")) == gold
    saved = tmp_path / "analysis.json"
    saved.write_text(gold.to_json(), encoding="utf-8")
    assert read_gold(saved, bundled.path("ferry-agency")) == gold
    replace(gold, hedges=gold.hedges[1:]).export(tmp_path / "other.ann")
    codings = read_codings([tmp_path / "other.ann", bundled.gold_path("ferry-agency")])
    assert list(codings) == ["other", "ferry-agency"]
    assert agree(codings).as_dict()["coders"] == ["other", "ferry-agency"]


def test_of_two_articles_of_one_name_that_which_was_read_last_is_annotated(tmp_path):
    gold = read_gold(bundled.gold_path("ferry-agency"), bundled.path("ferry-agency"))
    folder, others = tmp_path / "folder", tmp_path / "others"
    folder.mkdir()
    others.mkdir()
    gold.export(tmp_path / "page.jsonld")
    page = json.loads((tmp_path / "page.jsonld").read_text("utf-8"))
    page = {key: value for key, value in page.items() if not key.startswith("hedgelens")}
    (folder / "ferry-agency.json").write_text(json.dumps(page), encoding="utf-8")
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows([("id", "text"), ("ferry-agency", gold.article.text), ("another", "Tolls may rise.")])
    (others / "ferry-agency.txt").write_text("Ferries stop today.\n", encoding="utf-8")
    found = read_folder(folder, articles=[others])
    (analysis,) = (item for item in found.items if isinstance(item, Analysis))
    assert (analysis.article.text, found.problems) == (gold.article.text, ())


def test_annotations_in_brat_are_gold_for_an_engine(tmp_path, monkeypatch, capfdbinary):
    (tmp_path / "gold").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "gold" / "pier.ann").write_text(BRAT, "utf-8")
    (tmp_path / "texts" / "pier.txt").write_text(TEXT, "utf-8")
    arguments = ["evaluate", "--gold", tmp_path / "gold", "--texts", tmp_path / "texts", "--engine", "rules"]
    monkeypatch.setattr("sys.argv", ["hedgelens", *map(str, arguments)])
    with suppress(SystemExit):
        cli.main()
    shown = capfdbinary.readouterr().out.decode()
    assert "1 text annotated in" in shown
    assert "marked by hand" in shown
