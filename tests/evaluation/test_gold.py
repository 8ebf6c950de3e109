import json

import pytest

from hedgelens import bundled
from hedgelens.evaluation.gold import from_annotation, read_gold
from hedgelens.records import AUTHOR, Disclosure, HedgeLensError, Pronoun, Speaking
from hedgelens.report import page

NAMES = [name for name in bundled.names() if bundled.gold_path(name)]


@pytest.mark.parametrize("name", NAMES)
def test_links_of_the_gold_are_those_that_its_sentences_list(name):
    gold = json.loads(bundled.gold_path(name).read_text(encoding="utf-8"))
    analysis = read_gold(bundled.gold_path(name), bundled.path(name))
    assert len(analysis.sentences) == len(gold["sentences"])
    for sentence, links in zip(gold["sentences"], analysis.links, strict=True):
        assert {analysis.name_of(s) for s in links.sources} == set(sentence["sources"]), sentence["index"]
        assert {analysis.name_of(s) for s in links.continued} == set(sentence["continued"]), sentence["index"]
    assert [h.owner == AUTHOR for h in analysis.hedges] == [h["owner"] == AUTHOR for h in gold["hedges"]]


def test_another_text_and_another_file_are_refused(tmp_path):
    with pytest.raises(HedgeLensError, match="a different text"):
        read_gold(bundled.gold_path(NAMES[0]), bundled.path(NAMES[1]))
    broken = tmp_path / "gold.json"
    broken.write_text("{}")
    with pytest.raises(HedgeLensError, match="not an annotation"):
        read_gold(broken, bundled.path(NAMES[0]))


def test_an_annotation_says_who_made_it_wherever_it_is_shown():
    data = json.loads(bundled.gold_path("ferry-agency").read_text(encoding="utf-8"))
    article = bundled.article("ferry-agency")
    models = from_annotation(data, article, "gold.json")
    people = from_annotation({key: value for key, value in data.items() if key != "annotators"}, article, "gold.json")
    for analysis, engine, words in (
        (models, "annotation by language models", "marked by language models under the codebook"),
        (people, "hand annotation", "marked by hand"),
    ):
        assert analysis.to_dict()["measures"]["settings"]["engine"] == engine
        assert {a.why for a in analysis.attributions} == {words}
        assert f"All of this was {words}." in analysis.why(3)
        assert f"M{words[1:]} (attributions: {engine})" in page(analysis)
    with pytest.raises(HedgeLensError, match="not an annotation"):
        from_annotation({**data, "annotators": "somebody"}, article, "gold.json")


def test_what_an_annotation_says_of_a_source_beside_its_name_is_read():
    article = bundled.article("ferry-agency")
    data = json.loads(bundled.gold_path("ferry-agency").read_text(encoding="utf-8"))
    first, second, *_ = dict.fromkeys(a["canonical"] for a in data["attributions"] if a["canonical"])
    told = {
        "canonical": first,
        "role": [0, 10],
        "affiliation": second,
        "pronoun": "she",
        "disclosure": [{"what": "did not respond", "span": [3, 9]}],
    }
    analysis = from_annotation({**data, "sources": [told]}, article, "gold.json")
    source = next(s for s in analysis.sources if s.name == first)
    assert source.role == article.text[:10].strip()
    assert analysis.affiliation_of(source) == second
    assert analysis.source(source.affiliation) is not None
    assert source.pronoun == Pronoun.SHE
    assert source.disclosure == (Disclosure(Speaking.NO_RESPONSE, (3, 9)),)
