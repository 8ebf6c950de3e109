"""Web annotations: what the Recommendation asks of them, and those of others in the forms that it allows."""

import json
import re
from dataclasses import replace

import pytest
from hard_article import hard, span

from hedgelens.formats import web_annotation
from hedgelens.interchange import read

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def page(analysis):
    return json.loads(web_annotation.write([analysis]))


@pytest.mark.parametrize("url", [None, 'https://example.org/a b?c={d}&e="f"#g', "not an address", "   "])
@pytest.mark.parametrize("id", ["ferry & pier", "../a|b", "\ud83d", " "])
def test_ids_and_sources_are_iris_of_which_no_two_are_the_same(url, id):
    found = page(replace(hard(), article=replace(hard().article, id=id, url=url)))
    ids = [found["id"], *(item["id"] for item in found["items"])]
    sources = {item["target"]["source"] for item in found["items"] if item["motivation"] == "tagging"}
    assert len(set(ids)) == len(ids)
    assert all(IRI.fullmatch(one) for one in (*ids, *sources))
    ends = {end["id"] for item in found["items"] if item["motivation"] == "linking" for end in item["target"]}
    assert ends <= set(ids)


def test_every_annotation_has_what_it_must():
    found = page(hard())
    assert found["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    for item in found["items"]:
        assert item["type"] == "Annotation"
        assert all(body["type"] == "TextualBody" and isinstance(body["value"], str) for body in item["body"])
        if item["motivation"] == "tagging":
            position, quote = item["target"]["selector"]
            assert hard().article.text[position["start"] : position["end"]] == quote["exact"]


def test_a_collection_and_motivations_in_a_list_are_read(tmp_path):
    start, end = span("may")
    body = [{"type": "TextualBody", "purpose": "tagging", "value": "Hedge"}]
    category = {"type": "TextualBody", "purpose": "classifying", "feature": "category", "value": "epistemic"}
    selector = {"type": "TextPositionSelector", "start": start, "end": end}
    item = {"id": "https://example.org/7", "motivation": ["tagging"], "body": [*body, category], "target": {"selector": selector}}
    collection = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "first": {"items": [item]}}
    (tmp_path / "a.jsonld").write_text(json.dumps(collection))
    (found,) = read(tmp_path / "a.jsonld", article=hard().article).hedges
    assert (found.text, found.category) == ("may", "epistemic")
