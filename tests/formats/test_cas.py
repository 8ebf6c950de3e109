"""UIMA CAS: what dkpro-cassis makes of it, projects of INCEpTION, and files that would do harm."""

import io
import json
import zipfile

import pytest
from hard_article import TEXT, archive, hard

from hedgelens import bundled
from hedgelens.evaluation.gold import read_gold
from hedgelens.formats import cas
from hedgelens.interchange import read, read_all, write
from hedgelens.records import HedgeLensError

SPAN = "webanno.custom.AttributionSpan"


def test_another_reader_finds_the_same_words_in_the_same_layers():
    cassis = pytest.importorskip("cassis")
    types = cassis.load_typesystem(io.BytesIO(cas.type_system().encode()))
    found = cassis.load_cas_from_xmi(io.BytesIO(cas.write([hard()])), typesystem=types)
    assert found.sofa_string == TEXT
    spans = {(one.identifier, one.role): one.get_covered_text() for one in found.select(SPAN) if one.identifier}
    assert spans[("a1", "Cue")] == "told"
    assert spans[("a4", "Content")] == "Ferry 🚢 may stop"
    assert [(one.get_covered_text(), one.category, one.owner) for one in found.select("webanno.custom.Hedge")][1] == (
        "perhaps",
        "epistemic",
        "Ada Okoro",
    )
    ties = [
        (one.Governor.get_covered_text(), one.role, one.Dependent.get_covered_text())
        for one in found.select("webanno.custom.AttributionLink")
    ]
    assert ("told", "Source", "Ada Okoro") in ties
    begin = [one.get_covered_text().split()[0] for one in found.select("Sentence")]
    assert begin == ["Ferry", "The", "🌊", "The", "Police", "Boats"]  # what stands between two sentences is one as well


def test_what_another_program_writes_anew_is_read(tmp_path):
    cassis = pytest.importorskip("cassis")
    types = cassis.load_typesystem(io.BytesIO(cas.type_system().encode()))
    found = cassis.load_cas_from_xmi(io.BytesIO(cas.write([hard()])), typesystem=types)
    found.to_xmi(tmp_path / "anew.xmi")
    assert read(tmp_path / "anew.xmi") == hard()


def packed(files):
    return archive(io.BytesIO(), files).getvalue()


def test_a_project_names_its_layers_tags_and_articles(tmp_path):
    other = read_gold(bundled.gold_path(), bundled.path())
    write([hard(), other], tmp_path / "project.zip", format="inception")
    with zipfile.ZipFile(tmp_path / "project.zip") as file:
        project = json.loads(file.read("exportedproject.json"))
        assert {f"source/{one['name']}" for one in project["source_documents"]} < set(file.namelist())
    layers = {layer["name"]: layer for layer in project["layers"]}
    assert layers["webanno.custom.AttributionLink"]["attach_type"] == {"name": SPAN}
    types = {feature["name"]: feature for feature in layers[SPAN]["features"]}
    assert [tag["tag_name"] for tag in types["attributionType"]["tag_set"]["tags"]] == [
        "assertion",
        "belief",
        "fact",
        "eventuality",
    ]
    assert read_all(tmp_path / "project.zip") == [hard(), other]


def test_of_an_exported_project_the_annotators_work_is_read_and_the_curated_before_it(tmp_path):
    whole = cas.write([hard()])
    theirs = whole.replace(b'attributionType="assertion"', b'attributionType="belief"', 1)
    files = {
        "exportedproject.json": "{}",
        "source/ferry.xmi": whole,
        "annotation/ferry.xmi/INITIAL_CAS.zip": packed({"a.xmi": whole}),
    }
    path = archive(tmp_path / "p.zip", {**files, "annotation/ferry.xmi/ines.zip": packed({"ines.xmi": theirs})})
    assert read(path).attributions[0].type == "belief"
    both = {
        "annotation/ferry.xmi/ines.zip": packed({"ines.xmi": theirs}),
        "annotation/ferry.xmi/omar.zip": packed({"omar.xmi": whole}),
    }
    with pytest.raises(HedgeLensError, match=r"several annotators worked on 'ferry\.xmi'"):
        read(archive(tmp_path / "two.zip", {**files, **both}))
    curated = {"curation/ferry.xmi/CURATION_USER.zip": packed({"c.xmi": theirs})}
    assert read(archive(tmp_path / "cur.zip", {**files, **both, **curated})).attributions[0].type == "belief"
    with pytest.raises(HedgeLensError, match="secondary format"):
        read(archive(tmp_path / "none.zip", {"exportedproject.json": "{}"}), "inception")


def test_an_archive_that_would_fill_the_memory_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("hedgelens.formats.inception._MOST", 1000)
    write([hard()], tmp_path / "p.zip", format="inception")
    with pytest.raises(HedgeLensError, match="unpacks to more than"):
        read(tmp_path / "p.zip")


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xmi:XMI xmlns:xmi="http://www.omg.org/XMI">&b;</xmi:XMI>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'


@pytest.mark.parametrize("content", [BOMB, FILE])
@pytest.mark.parametrize("name", ["cas"])
def test_entities_are_not_expanded(content, name, tmp_path):
    (tmp_path / "x.xmi").write_text(content)
    with pytest.raises(HedgeLensError, match="declares a document type or entities"):
        read(tmp_path / "x.xmi", name)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('begin="64"', 'begin="99999"', "not within the text"),
        ('begin="64"', 'begin="-4"', "expected a number"),
        ("Governor=", "Nobody=", "no stretch of text"),
        ("sofaString=", "other=", "holds no text"),
    ],
)
def test_what_leads_nowhere_is_said(old, new, said, tmp_path):
    text = cas.write([hard()]).decode()
    assert old in text
    (tmp_path / "x.xmi").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(HedgeLensError, match=said):
        read(tmp_path / "x.xmi")


def test_control_characters_are_warned_of_and_stay_in_place(tmp_path):
    from dataclasses import replace

    from hedgelens.records import HedgeLensWarning

    text = TEXT.replace("Boats would", "Boats\x01would")
    analysis = replace(hard(), article=replace(hard().article, text=text))
    with pytest.warns(HedgeLensWarning, match=r"cannot hold control characters and the like \(1, written as"):
        analysis.export(tmp_path / "x.xmi")
    assert read(tmp_path / "x.xmi", article=analysis.article) == analysis
    with pytest.raises(HedgeLensError, match="Say where the article is"):
        read(tmp_path / "x.xmi")


@pytest.mark.parametrize(
    "spans", ['{"Cue": [[0, 999999999999]]}', '{"Cue": [[-5, 3]]}', '{"Cue": [[0, 1' + "0" * 30 + "]]}", "[]"]
)
def test_spans_of_a_note_that_are_not_in_the_text_are_those_that_the_marks_have(tmp_path, spans):
    whole = cas.write([hard()]).decode()
    quoted = spans.replace('"', "&quot;")
    noted = whole.replace('note="{&quot;sentence&quot;: 1', f'note="{{&quot;spans&quot;: {quoted}, &quot;sentence&quot;: 1')
    assert noted != whole
    (tmp_path / "a.xmi").write_text(noted, encoding="utf-8")
    (tmp_path / "b.xmi").write_text(whole, encoding="utf-8")
    assert read(tmp_path / "a.xmi").attributions == read(tmp_path / "b.xmi").attributions
