import json

import pytest

from hedgelens import bundled
from hedgelens.evaluation.gold import read_gold
from hedgelens.records import AUTHOR, HedgeLensError

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
    with pytest.raises(HedgeLensError, match="another text"):
        read_gold(bundled.gold_path(NAMES[0]), bundled.path(NAMES[1]))
    broken = tmp_path / "gold.json"
    broken.write_text("{}")
    with pytest.raises(HedgeLensError, match="not an annotation"):
        read_gold(broken, bundled.path(NAMES[0]))
