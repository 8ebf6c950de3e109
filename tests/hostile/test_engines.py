"""Folders of engines that are missing something, or hold something else: a sentence when they are loaded, and never a traceback."""

import hashlib
import json
import shutil
from random import Random

import numpy as np
import pytest
import texts

from hedgelens import Analyzer
from hedgelens.attribution import engine_sha256, learned
from hedgelens.attribution.learned import SHIPPED, SHIPPED_SHA256, network
from hedgelens.attribution.learned.decoding import WEIGHTS, evidence
from hedgelens.language import pipeline
from hedgelens.records import HedgeLensError, HedgeLensWarning

TEXT = "The harbour master said the ferry would leave at noon."
FILES = ("reader.onnx", "decoder.onnx", "tokenizer.json")


@pytest.fixture
def engine(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "mine")
    return tmp_path / "mine"


def rewrite(engine, **files):
    """Writes files into an engine, and a manifest that names their hashes."""
    for name, content in files.items():
        (engine / name.replace("_", ".")).write_bytes(content)
    manifest = json.loads((engine / "manifest.json").read_text("utf-8"))
    manifest["sha256"] = {name: hashlib.sha256((engine / name).read_bytes()).hexdigest() for name in FILES}
    (engine / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def other_tokenizer(more):
    data = json.loads((SHIPPED / "tokenizer.json").read_text("utf-8"))
    data["model"]["vocab"] |= more
    return json.dumps(data).encode()


SHIPPED_FILES = {name: (SHIPPED / name).read_bytes() for name in FILES}
BROKEN = {
    "a graph that was cut off": {"reader_onnx": SHIPPED_FILES["reader.onnx"][:1_000_000]},
    "a graph that is none": {"decoder_onnx": b"not a graph" * 99},
    "an empty graph": {"decoder_onnx": b""},
    "one graph in the place of the other": {"reader_onnx": SHIPPED_FILES["decoder.onnx"]},
    "the same graph twice": {"decoder_onnx": SHIPPED_FILES["reader.onnx"]},
    "a tokenizer that is none": {"tokenizer_json": b"{}"},
    "a tokenizer that was cut off": {"tokenizer_json": SHIPPED_FILES["tokenizer.json"][:200_000]},
    "a tokenizer without the special pieces": {"tokenizer_json": SHIPPED_FILES["tokenizer.json"].replace(b"[SEP]", b"[XXX]")},
    "a tokenizer with more pieces than the graph knows": {"tokenizer_json": other_tokenizer({"morepieces": 99_999})},
}


@pytest.mark.parametrize("case", BROKEN)
def test_files_that_are_not_what_they_are_there_for_are_refused(engine, case, capfd):
    rewrite(engine, **BROKEN[case])
    with pytest.raises(
        HedgeLensError, match=r"The attribution engine in '.*mine' cannot be used: .*Install or train it again\.$"
    ):
        Analyzer(engine=str(engine))
    assert capfd.readouterr().err == "", "the runtime says nothing of its own"


class Session:
    """Stands for a graph, and returns arrays that are not what is read from it."""

    def __init__(self, outputs):
        self.run = lambda names, inputs: outputs


@pytest.mark.parametrize(
    "outputs",
    [
        [np.full((1, 6, 9), np.nan), np.zeros((1, 6, 7))],
        [np.zeros((1, 6, 9)), np.full((1, 6, 7), np.inf)],
        [np.zeros((1, 6, 9)), np.zeros((1, 6, 5))],
        [np.zeros((1, 6, 9))],
    ],
    ids=["NaN", "infinite", "other labels", "one output"],
)
def test_weights_that_give_no_numbers_are_refused(engine, outputs, monkeypatch):
    monkeypatch.setattr(network, "_session", lambda path: Session(outputs))
    with pytest.raises(HedgeLensError, match="cannot be used"):
        network.Network(engine)


MANIFESTS = {
    "no object": ([], "expected an object, found a list of 0"),
    "no name": ({"name": 5}, "name: expected a text, found 5"),
    "no window": ({"longest_window": 0}, "longest_window: expected 8 to 512, found 0"),
    "a window like a barn door": ({"longest_window": 10**9}, "longest_window: expected 8 to 512"),
    "half a window": ({"longest_window": 12.5}, "expected a whole number, found 12.5"),
    "no settings": ({"settings": None}, "settings: expected an object, found null"),
    "a setting that is a word": ({"settings": {"bar": "high"}}, "settings.bar: expected a number, found 'high'"),
    "no hashes": ({"sha256": {}}, "hash differs"),
    "hashes of other files": ({"sha256": {"../../etc/passwd": "00"}}, "hash differs"),
}


@pytest.mark.parametrize("case", MANIFESTS)
def test_what_is_wrong_in_a_manifest_is_named(engine, case):
    change, message = MANIFESTS[case]
    manifest = json.loads((engine / "manifest.json").read_text("utf-8"))
    changed = change if isinstance(change, list) else manifest | change
    (engine / "manifest.json").write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(HedgeLensError, match="manifest.json") as caught:
        Analyzer(engine=str(engine))
    assert message in str(caught.value)


@pytest.mark.parametrize("number", [0, 8, 10])
def test_a_manifest_has_a_weight_for_each_thing_that_is_looked_at(engine, number):
    manifest = json.loads((engine / "manifest.json").read_text("utf-8"))
    manifest["settings"]["weights"] = [0.5] * number
    (engine / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(HedgeLensError, match=f"weights: their number: expected 9 to 9, found {number}"):
        Analyzer(engine=str(engine))
    assert evidence([]).shape[1] + 1 == WEIGHTS


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_manifest_is_refused_or_the_engine_works(engine, seed):
    manifest = json.loads((engine / "manifest.json").read_text("utf-8"))
    (engine / "manifest.json").write_text(json.dumps(texts.damaged_data(Random(f"engine {seed}"), manifest)), encoding="utf-8")
    try:
        analyzer = Analyzer(engine=str(engine))
    except HedgeLensError:
        return
    json.loads(analyzer.analyze(TEXT).to_json())


def test_folders_that_hold_nothing_or_links_to_nowhere_are_refused(tmp_path, engine):
    (tmp_path / "empty").mkdir()
    with pytest.raises(HedgeLensError, match=r"empty' holds no attribution engine"):
        Analyzer(engine=str(tmp_path / "empty"))
    (engine / "tokenizer.json").unlink()
    (engine / "tokenizer.json").symlink_to(tmp_path / "nowhere")
    with pytest.raises(HedgeLensError, match="lacks the file 'tokenizer.json'"):
        Analyzer(engine=str(engine))
    (engine / "manifest.json").write_text("[" * 100_000)
    with pytest.raises(HedgeLensError, match="missing or broken"):
        Analyzer(engine=str(engine))
    for name in ("x" * 5000, "no\0thing", "", " "):
        with pytest.raises(HedgeLensError, match="There is no engine"):
            Analyzer(engine=name)


def test_the_hash_of_an_engine_is_that_of_its_files_and_stands_in_every_output(engine):
    listed = "".join(
        f"{hashlib.sha256((engine / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted([*FILES, "manifest.json"])
    )
    expected = hashlib.sha256(listed.encode()).hexdigest()
    analysis = Analyzer(engine=str(engine)).analyze(TEXT)
    assert analysis.engine_sha256 == expected == SHIPPED_SHA256, "the folder is a copy of the engine that is shipped"
    assert analysis.to_dict()["measures"]["settings"]["engine_sha256"] == expected
    assert Analyzer(engine="rules").analyze(TEXT).to_dict()["measures"]["settings"]["engine_sha256"] is None


def test_an_engine_that_was_changed_in_its_folder_is_loaded_again_and_has_another_hash(engine):
    before = engine_sha256(str(engine))
    manifest = json.loads((engine / "manifest.json").read_text("utf-8"))
    manifest["settings"]["threshold"] = 0.999
    (engine / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert engine_sha256(str(engine)) != before
    assert learned.load_network(engine).settings.threshold == 0.999


def test_an_engine_or_a_language_model_that_was_exchanged_is_warned_of(engine, monkeypatch):
    manifest = json.loads((engine / "manifest.json").read_text("utf-8"))
    manifest["settings"]["threshold"] = 0.5
    (engine / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(learned, "SHIPPED", engine)
    with pytest.warns(HedgeLensWarning, match="The engine 'learned' in '.*' is not the one that HedgeLens was measured with"):
        engine_sha256("learned")
    monkeypatch.setattr(pipeline, "MEASURED", dict.fromkeys(pipeline.MEASURED, "00"))
    with pytest.warns(HedgeLensWarning, match="The language model '.*' in '.*' is not the one that HedgeLens was measured with"):
        pipeline.Language()
