"""doccano gives entities ids of its own: what is noted of them is found by where they stand."""

import json

import pytest
from hard_article import TEXT, changed, hard, span

from hedgelens.interchange import read
from hedgelens.records import HedgeLensWarning


def renumbered(text, more):
    """The file as doccano gives it back: each entity has an id of its database."""
    line = json.loads(text)
    for entity in line["entities"]:
        entity["id"] += more
    for relation in line["relations"]:
        relation |= {key: relation[key] + more for key in ("from_id", "to_id")}
    return line


@pytest.mark.parametrize("more", [0, 1, 5, 1000])
def test_in_doccano_entities_may_have_other_ids(more, tmp_path):
    assert changed("doccano", tmp_path, lambda text: json.dumps(renumbered(text, more)), by=None) == hard()


def test_in_doccano_an_attribution_whose_cue_was_moved_keeps_its_names(tmp_path):
    def moved(text):
        line = renumbered(text, 40)
        line["entities"][0]["end_offset"] += 4  # "told the"
        return json.dumps(line)

    found = changed("doccano", tmp_path, moved)
    assert found.article.quote(found.attributions[0].cue) == "told the"
    assert (found.attributions[0].id, found.attributions[0].source_id, found.attributions[0].via) == ("a1", "s1", "s2")
    assert found.revisions[-1].corrections == 1


def test_in_doccano_what_stands_elsewhere_altogether_is_new(tmp_path):
    def elsewhere(text):
        line = renumbered(text, 0)
        start, end = span("later")
        line["entities"].append({"id": 999, "label": "Cue", "start_offset": start, "end_offset": end})
        return json.dumps(line)

    found = changed("doccano", tmp_path, elsewhere)
    assert [(a.id, a.source_id) for a in found.attributions if found.article.quote(a.cue) == "later"] == [("999", None)]


def test_labels_of_others_are_named(tmp_path):
    path = tmp_path / "d.jsonl"
    labels = [[0, 5, "PERSON"], [8, 11, "Hedge:epistemic"], [20, 23, "cue"], [24, 27, "cue"]]
    path.write_text(json.dumps({"text": TEXT, "label": labels}), encoding="utf-8")
    with pytest.warns(
        HedgeLensWarning, match=r"3 marks passed over, with a label that is none of .*: 'cue' \(2\), 'PERSON' \(1\)"
    ):
        assert len(read(path, article=hard().article).hedges) == 1
