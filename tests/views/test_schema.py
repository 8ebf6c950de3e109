"""The JSON Schema of the output: every output is valid by it, and what is wrong is not."""

import copy
import json
from contextlib import suppress

import jsonschema
import pytest
from hard_article import hard
from output_schema import schema as generated

from hedgelens import bundled, cli
from hedgelens.evaluation.gold import read_gold
from hedgelens.views.schema import schema, schema_text

VALIDATOR = jsonschema.Draft202012Validator(schema())


def strict(part):
    """The same schema without room for keys that it does not name."""
    if isinstance(part, dict):
        closed = {key: strict(value) for key, value in part.items()}
        return closed | ({"additionalProperties": False} if {"properties", "required"} <= part.keys() else {})
    return list(map(strict, part)) if isinstance(part, list) else part


STRICT = jsonschema.Draft202012Validator(strict(schema()))


def test_what_is_published_is_what_the_records_are():
    assert schema() == generated(), "if this is meant: python tests/output_schema.py > hedgelens/views/schema.json"
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("name", bundled.names())
def test_annotations_of_all_articles_are_valid_and_have_no_key_that_it_does_not_name(name):
    STRICT.validate(json.loads(read_gold(bundled.gold_path(name), bundled.path(name)).to_json()))


def test_an_analysis_with_all_fields_filled_is_valid():
    STRICT.validate(json.loads(hard().to_json(indent=1)))


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["rules", "learned"])
def test_what_analyze_prints_of_all_articles_is_valid(engine, tmp_path, monkeypatch, capfdbinary):
    def printed(*arguments):
        monkeypatch.setattr("sys.argv", ["hedgelens", "analyze", "--engine", engine, *map(str, arguments)])
        with suppress(SystemExit):
            cli.main()
        return capfdbinary.readouterr().out.decode()

    lines = printed(bundled.folder() / "articles", "--format", "jsonl").splitlines()
    assert len(lines) == len(bundled.names())
    for line in lines:
        STRICT.validate(json.loads(line))
    for name in bundled.names()[:2]:
        STRICT.validate(json.loads(printed(bundled.path(name), "--format", "json", "--types", "assertion")))


def put(data, place, value):
    *way, last = place
    for key in way:
        data = data[key]
    if value is KeyError:
        del data[last]
    else:
        data[last] = value


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["schema"], 2),
        (["schema"], KeyError),
        (["article"], None),
        (["article", "sha256"], "abc"),
        (["article", "date"], "July 31"),
        (["article", "blocks", 0], [0, 3]),
        (["sentences", 0, "kind"], "paragraph"),
        (["sentences", 0, "start"], -1),
        (["sources", 0, "aliases"], "Okoro"),
        (["sources", 0, "naming"], None),
        (["sources", 0, "colour"], "red"),
        (["attributions", 0, "cue"], [[1, 2, 3]]),
        (["attributions", 0, "confidence"], 1.2),
        (["attributions", 0, "type"], "rumour"),
        (["attributions", 0, "parent"], 4),
        (["attributions", 0, "counted"], KeyError),
        (["hedges", 0, "category"], "modal"),
        (["hedges", 0, "owners"], {}),
        (["continuations", 0, "source_id"], None),
        (["summary", 0, "words"], "many"),
        (["measures", "settings", "types"], ["assertion", "claim"]),
        (["measures", "settings", "corrected", 0, "by"], None),
        (["measures", "coverage"], []),
        (["measures", "hedges_by_category"], {"author": {"modal": 1}}),
    ],
)
def test_what_is_wrong_is_not_valid(place, value):
    data = copy.deepcopy(json.loads(hard().to_json()))
    put(data, place, value)
    assert not VALIDATOR.is_valid(data)


def test_a_key_that_a_newer_version_adds_is_no_mistake():
    data = json.loads(hard().to_json())
    data["sources"][0]["born"] = 1970
    VALIDATOR.validate(data)


def test_the_command_prints_it(monkeypatch, capfdbinary):
    monkeypatch.setattr("sys.argv", ["hedgelens", "schema"])
    with suppress(SystemExit):
        cli.main()
    assert capfdbinary.readouterr().out.decode() == schema_text()
