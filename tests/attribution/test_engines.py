"""Engines are known by name, or by the folder of a trained one."""

import json
import shutil

import pytest

from hedgelens import Analyzer
from hedgelens.attribution import attribution_engine, engine_min_confidence, trained_engine_folder
from hedgelens.attribution.learned.engine import SHIPPED
from hedgelens.records import HedgeLensError

TEXT = "The ferry is late\n\nThe harbour master said the ferry would leave at noon."


@pytest.fixture
def trained(tmp_path, monkeypatch):
    """A trained engine where the user's engines are kept."""
    monkeypatch.setattr("hedgelens.attribution.user_data_path", lambda name: tmp_path / name)
    folder = trained_engine_folder("mine")
    shutil.copytree(SHIPPED, folder)
    return folder


def test_a_trained_engine_is_found_by_its_name_and_by_its_folder(trained):
    by_name = Analyzer(engine="mine").analyze(TEXT)
    by_folder = Analyzer(engine=str(trained)).analyze(TEXT)
    assert [a.content for a in by_name.attributions] == [a.content for a in by_folder.attributions] != []
    assert by_name.engine == by_folder.engine == "mine"


def test_the_large_engine_is_not_shipped_and_the_message_says_how_to_make_it(tmp_path, monkeypatch):
    monkeypatch.setattr("hedgelens.attribution.user_data_path", lambda name: tmp_path / name)
    with pytest.raises(HedgeLensError, match=r"no engine 'large'.*make it with 'hedgelens train --encoder large'"):
        attribution_engine("large")


def test_a_name_does_not_lead_out_of_the_folder_of_engines(trained):
    assert trained_engine_folder("../../mine") == trained


def say(folder, **settings):
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["settings"] |= settings
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_each_engine_says_from_which_confidence_its_attributions_count(trained):
    assert engine_min_confidence("rules") == 0
    assert engine_min_confidence("learned") == engine_min_confidence("mine") == 0.55
    say(trained, min_confidence=0.97)
    assert engine_min_confidence("mine") == engine_min_confidence(str(trained)) == 0.97
    analysis = Analyzer(engine="mine").analyze(TEXT)
    assert analysis.min_confidence == 0.97
    assert analysis.attributions != analysis.counted == ()


@pytest.mark.parametrize("value", [1.5, "much"])
def test_what_an_engine_cannot_say_of_it_is_refused(trained, value):
    say(trained, min_confidence=value)
    with pytest.raises(HedgeLensError, match="settings.min_confidence: expected"):
        engine_min_confidence("mine")
