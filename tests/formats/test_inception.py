"""Projects for INCEpTION, held against the Java classes that read them there, and what comes back from it.

The names of fields and values are those of INCEpTION's source (https://github.com/inception-project/inception): the classes of the
module ``inception-model-export``, the values of ``inception-model``, the layers of ``TokenLayerInitializer`` and
``SentenceLayerInitializer``. What a file must keep to be opened is in ``DocumentImportExportServiceImpl``, which runs all checks of the
module ``inception-diag`` on XMI; what curation keeps is in ``CasMerge``; where annotations lie in an exported project is in
``AnnotationDocumentExporter`` and ``CuratedDocumentsExporter``.
"""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from hard_article import TEXT, archive, hard, span
from lxml import etree

from hedgelens.article.words import word_starts
from hedgelens.formats import cas, inception
from hedgelens.formats.matching import Utf16
from hedgelens.interchange import read, read_all, write
from hedgelens.records import HedgeLensError

TYPES = {"text": (str, type(None)), "flag": (bool,), "number": (int,), "list": (list,), "object": (dict, type(None))}
EXPORTED_PROJECT = {
    "text": {"name", "slug", "description", "mode"},
    "number": {"version"},
    "list": {"source_documents", "annotation_documents", "project_permissions", "tag_sets", "layers"},
}
EXPORTED_SOURCE_DOCUMENT = {"text": {"name", "format", "state"}}
EXPORTED_TAG_SET = {"text": {"name", "description", "language"}, "list": {"tags"}, "flag": {"create_tag"}}
EXPORTED_TAG = {"text": {"tag_name", "tag_description"}}
EXPORTED_LAYER = {
    "text": {"name", "uiName", "type", "description", "anchoring_mode", "overlap_mode", "validation_mode"},
    "flag": {
        *("enabled", "built_in", "readonly", "allow_stacking", "cross_sentence", "show_hover"),
        *("lock_to_token_offset", "multiple_tokens", "linked_list_behavior"),
    },
    "list": {"features"},
    "object": {"attach_type", "attach_feature"},
}
EXPORTED_FEATURE = {
    "text": {"name", "uiName", "type", "description", "multi_value_mode", "link_mode"},
    "flag": {"enabled", "visible", "include_in_hover", "required", "remember", "hideUnconstraintFeature", "curatable"},
    "number": {"rank"},
    "object": {"tag_set"},
}
VALUES = {
    "mode": {"ANNOTATION"},
    "state": {"NEW", "ANNOTATION_IN_PROGRESS", "ANNOTATION_FINISHED", "CURATION_IN_PROGRESS", "CURATION_FINISHED"},
    "format": {"xmi"},
    "anchoring_mode": {"CHARACTERS", "SINGLE_TOKEN", "TOKENS", "SENTENCES"},
    "overlap_mode": {"NO_OVERLAP", "OVERLAP_ONLY", "STACKING_ONLY", "ANY_OVERLAP"},
    "validation_mode": {"NEVER", "ALWAYS"},
    "multi_value_mode": {"NONE", "ARRAY"},
    "link_mode": {"NONE", "SIMPLE", "WITH_ROLE"},
}
LAYER_TYPES = {"span", "relation", "chain", "document-metadata"}


def project():
    with zipfile.ZipFile(io.BytesIO(inception.write([hard()]))) as archive:
        return json.loads(archive.read("exportedproject.json")), archive.namelist()


def held_against(row, fields):
    kinds = {name: kind for kind, names in fields.items() for name in names}
    assert set(row) <= set(kinds)
    for name, value in row.items():
        assert isinstance(value, TYPES[kinds[name]]), name
        assert name not in VALUES or value in VALUES[name], name


def test_every_field_is_one_that_inception_reads():
    given, _ = project()
    held_against(given, EXPORTED_PROJECT)
    assert given["name"]
    assert given["version"] > 0  # 0 is a project of WebAnno 1, with built-in tag sets
    for document in given["source_documents"]:
        held_against(document, EXPORTED_SOURCE_DOCUMENT)
    for tags in given["tag_sets"]:
        held_against(tags, EXPORTED_TAG_SET)
        assert all(set(tag) == EXPORTED_TAG["text"] for tag in tags["tags"])  # the only class that refuses other fields
    for layer in given["layers"]:
        held_against(layer, EXPORTED_LAYER)
        assert layer["type"] in LAYER_TYPES
        for feature in layer["features"]:
            held_against(feature, EXPORTED_FEATURE)


def test_what_the_project_refers_to_is_in_it():
    given, names = project()
    assert {f"source/{document['name']}" for document in given["source_documents"]} <= set(names)
    layers = {layer["name"]: layer for layer in given["layers"]}
    tag_sets = {tags["name"] for tags in given["tag_sets"]}
    assert len(layers) == len(given["layers"])
    assert {layer["attach_type"]["name"] for layer in layers.values() if layer["type"] == "relation"} <= set(layers)
    assert {
        feature["tag_set"]["name"] for layer in layers.values() for feature in layer["features"] if "tag_set" in feature
    } <= tag_sets
    types = etree.fromstring(cas.type_system().encode())
    described = {node.text for node in types.iterfind(".//{*}typeDescription/{*}name")}
    assert set(layers) <= described


def test_tokens_and_sentences_are_the_layers_that_inception_has_itself():
    layers = {layer["uiName"]: layer for layer in project()[0]["layers"]}
    token, sentence = layers["Token"], layers["Sentence"]
    for layer in (token, sentence):
        assert (layer["built_in"], layer["readonly"], layer["enabled"], layer["overlap_mode"]) == (
            True,
            True,
            False,
            "NO_OVERLAP",
        )
    assert (token["anchoring_mode"], token["cross_sentence"]) == ("CHARACTERS", False)
    assert (sentence["anchoring_mode"], sentence["cross_sentence"]) == ("TOKENS", True)


def test_curation_takes_every_feature_over_and_annotators_cannot_delete_the_note():
    layers = {layer["uiName"]: layer for layer in project()[0]["layers"]}
    assert all(feature["curatable"] for layer in layers.values() for feature in layer["features"])
    assert layers["HedgeLens"]["readonly"]
    assert not layers["Attribution span"]["readonly"]


# -- what a file must keep to be opened -------------------------------------------------------------------------------------

WOMEN = "👩\u200d👩\u200d👧"
STRANGE = f"{TEXT}\n\u200b{WOMEN} wave\u200b.\n\n  No sentence \u00a0\n\u2028\n"


def strange():
    """An analysis of a text with joiners and blanks without a width, a mark that ends with one, and words in no sentence."""
    article, words = replace(hard().article, text=STRANGE), tuple(word_starts(STRANGE))
    start, _ = span("\u200b👩", STRANGE)
    _, end = span("wave\u200b", STRANGE)
    attributions = (replace(hard().attributions[0], content=((start, end),)),)
    return replace(hard(), article=article, word_starts=words, attributions=attributions, hedges=())


def marked(analysis):
    """Returns the text and all that is marked in it, by layer, with its offsets in units of UTF-16."""
    root = etree.fromstring(cas.write([analysis]))
    elements = [(etree.QName(one).localname, one) for one in root if one.get("begin") is not None]
    text = root.find("{*}Sofa").get("sofaString")
    return text, [(name, int(one.get("begin")), int(one.get("end")), one) for name, one in elements]


@pytest.mark.parametrize("analysis", [hard(), strange()], ids=["hard", "strange"])
def test_all_that_is_marked_begins_and_ends_with_what_is_seen_and_in_a_sentence(analysis):
    text, rows = marked(analysis)
    characters = Utf16(text).characters
    sentences = [(start, end) for name, start, end, _ in rows if name == "Sentence"]
    assert [name for name, *_ in rows].count("DocumentMetaData") == 1
    for name, start, end, _ in rows:
        if name == "DocumentMetaData":
            continue
        words = text[characters(start) : characters(end)]
        assert words
        assert words.strip().strip("\u200b\u200c\u200d\u200e\u200f\u2060") == words
        assert any(first <= start <= last for first, last in sentences)
        assert any(first <= end <= last for first, last in sentences)


def test_sentences_do_not_overlap_and_lines_without_one_become_one():
    text, rows = marked(strange())
    characters = Utf16(text).characters
    sentences = [(characters(start), characters(end)) for name, start, end, _ in rows if name == "Sentence"]
    assert all(one[1] <= other[0] for one, other in zip(sentences, sentences[1:], strict=False))
    lines = [text[slice(*one)] for one in sentences]
    assert lines[2] == "🌊"
    assert lines[-2:] == [f"{WOMEN} wave\u200b.", "No sentence"]


def test_a_relation_stands_where_the_span_stands_that_it_leads_to():
    _, rows = marked(hard())
    places = {one.get("{http://www.omg.org/XMI}id"): (start, end) for _, start, end, one in rows}
    links = [(start, end, one.get("Dependent")) for name, start, end, one in rows if name == cas.LINK]
    assert links
    assert all(places[dependent] == (start, end) for start, end, dependent in links)


def test_spans_of_different_attributions_differ_so_that_curation_keeps_both():
    first, second = hard().attributions[:2]
    analysis = replace(hard(), attributions=(first, replace(second, source=first.source, parent=None)), hedges=())
    _, rows = marked(analysis)
    spans = [
        tuple(sorted((key, value) for key, value in one.items() if "id" not in key.split("}")))
        for name, *_, one in rows
        if name == cas.SPAN
    ]
    assert len(set(spans)) == len(spans)


def test_what_cannot_be_seen_at_the_edges_of_a_mark_is_not_lost(tmp_path):
    write([strange()], tmp_path / "p.zip", format="inception")
    assert read_all(tmp_path / "p.zip") == [strange()]


# -- what comes back --------------------------------------------------------------------------------------------------------


def packed(content):
    return archive(io.BytesIO(), {"x.xmi": content, "TypeSystem.xml": cas.type_system()}).getvalue()


WHOLE = cas.write([hard()])
OTHER = cas.write([replace(hard(), article=replace(hard().article, id="other"))])
THEIRS = WHOLE.replace(b'attributionType="assertion"', b'attributionType="belief"', 1)


def test_each_article_gives_what_was_curated_else_what_one_annotator_made(tmp_path):
    files = {
        "exportedproject.json": "{}",
        "source/ferry.xmi": WHOLE,
        "source/other.xmi": OTHER,
        "source/third.xmi": OTHER,
        "annotation/ferry.xmi/INITIAL_CAS.zip": packed(WHOLE),
        "annotation/ferry.xmi/ines.zip": packed(WHOLE),
        "annotation/ferry.xmi/omar.zip": packed(WHOLE),
        "annotation/other.xmi/ines.zip": packed(OTHER),
        "annotation/third.xmi/INITIAL_CAS.zip": packed(OTHER),
        "curation/ferry.xmi/CURATION_USER.zip": packed(THEIRS),
    }
    ferry, other = read_all(archive(tmp_path / "p.zip", files))
    assert (ferry.attributions[0].type, other.article.id) == ("belief", "other")


@pytest.mark.parametrize("kept", ["annotation_ser/ferry.xmi/ines.ser", "curation_ser/ferry.xmi/CURATION_USER.ser"])
def test_work_that_is_not_there_as_xmi_is_not_passed_over(kept, tmp_path):
    files = {"exportedproject.json": "{}", "source/ferry.xmi": WHOLE, kept: b"\xac\xed", "annotation/ferry.xmi/ines.tsv": "x"}
    with pytest.raises(HedgeLensError, match=r"no annotations of 'ferry\.xmi' as XMI.*secondary format"):
        read(archive(tmp_path / "p.zip", files))


def test_where_nobody_has_worked_the_articles_are_as_they_were(tmp_path):
    files = {"exportedproject.json": "{}", "source/ferry.xmi": WHOLE, "annotation_ser/ferry.xmi/INITIAL_CAS.ser": b"\xac\xed"}
    assert read(archive(tmp_path / "p.zip", files)) == hard()


@pytest.mark.parametrize("sheet", ["exportedproject8403.json", "/exportedproject.json"])
def test_archives_of_older_versions_are_recognised(sheet, tmp_path):
    path = archive(tmp_path / "p.zip", {sheet: "{}", "/source/ferry.xmi": WHOLE})
    assert read(path) == hard()


def test_a_note_that_curation_dropped_is_that_of_the_article_as_it_was_brought_in(tmp_path):
    root = etree.fromstring(THEIRS)
    root.remove(root.find(f"{{*}}{cas.NOTE}"))
    files = {"exportedproject.json": "{}", "source/ferry.xmi": WHOLE}
    files["curation/ferry.xmi/CURATION_USER.zip"] = packed(etree.tostring(root))
    found = read(archive(tmp_path / "p.zip", files))
    assert found.attributions[1:] == hard().attributions[1:]
    assert (found.sources, found.sentences, found.attributions[0].type) == (hard().sources, hard().sentences, "belief")
    damaged = read(archive(tmp_path / "q.zip", {**files, "source/ferry.xmi": WHOLE[:200]}))
    assert [one.content for one in damaged.attributions] == [one.content for one in found.attributions]


def test_an_article_of_others_is_called_after_its_document_not_after_the_annotator(tmp_path):
    root = etree.fromstring(WHOLE)
    root.remove(root.find(f"{{*}}{cas.NOTE}"))
    about = root.find("{*}DocumentMetaData")
    for key, value in {"documentId": "ines", "documentTitle": "gull.txt", "documentUri": "harbor/gull.txt"}.items():
        about.set(key, value)
    (tmp_path / "ines.xmi").write_bytes(etree.tostring(root))
    assert read(tmp_path / "ines.xmi").article.id == "gull"
