"""Label Studio: whose annotation of a task counts, and results that are none."""

import json

import pytest
from hard_article import hard

from hedgelens.interchange import read_all
from hedgelens.records import HedgeLensError


def in_label_studio(tmp_path, *annotations):
    path = tmp_path / "tasks.json"
    hard().export(path, format="label-studio", force=True)
    tasks = json.loads(path.read_text("utf-8"))
    tasks[0]["annotations"] = [make(tasks[0]["annotations"][0]["result"]) for make in annotations]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def untouched(result):
    return {"result": result}


def without_hedges(result):
    return {"result": [one for one in result if not str(one.get("id", "")).startswith("h")]}


def test_in_label_studio_the_annotation_that_somebody_made_counts(tmp_path):
    (found,) = read_all(in_label_studio(tmp_path, untouched, without_hedges))
    assert (len(found.attributions), found.hedges) == (len(hard().attributions), ())
    (found,) = read_all(in_label_studio(tmp_path, untouched, untouched))
    assert found == hard()


def test_in_label_studio_the_work_of_several_annotators_is_not_one_coding(tmp_path):
    with pytest.raises(HedgeLensError, match="Task 1 .* it has 2 annotations; keep one of them there"):
        read_all(in_label_studio(tmp_path, without_hedges, untouched, lambda _: {"result": []}))


def test_in_label_studio_a_task_that_nobody_annotated_is_passed_over(tmp_path):
    with pytest.raises(HedgeLensError, match="holds no annotated article"):
        read_all(in_label_studio(tmp_path))


@pytest.mark.parametrize("labels", [3, None, [None], "Cue"])
def test_in_label_studio_labels_that_are_none_are_named(labels, tmp_path):
    path = in_label_studio(tmp_path, untouched)
    tasks = json.loads(path.read_text("utf-8"))
    tasks[0]["annotations"][0]["result"][0]["value"]["labels"] = labels
    path.write_text(json.dumps(tasks), encoding="utf-8")
    with pytest.raises(HedgeLensError, match=r"result\[0\]\.labels"):
        read_all(path)
