"""The hash of a language model."""

import hashlib

import pytest

from hedgelens.language.model_hash import model_sha256

FILES = {
    "meta.json": "{}",
    "README.md": "what it is",
    "config.cfg": "[nlp]",
    "tokenizer": "rules",
    "vocab/strings.json": "[]",
    "parser/model": "weights",
    "parser/moves": "moves",
    "ner/model": "weights",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in FILES.items():
        file = tmp_path / "model" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path / "model"


def test_it_is_the_hash_of_what_sha256sum_lists(folder):
    names = ["config.cfg", "parser/model", "parser/moves", "tokenizer", "vocab/strings.json"]
    listed = "".join(f"{hashlib.sha256(FILES[name].encode()).hexdigest()}  {name}\n" for name in names)
    assert model_sha256(folder, ["parser"]) == hashlib.sha256(listed.encode()).hexdigest()


@pytest.mark.parametrize("name", ["config.cfg", "tokenizer", "vocab/strings.json", "parser/model", "parser/new"])
def test_another_file_of_what_is_used_is_another_hash(folder, name):
    before = model_sha256(folder, ["parser"])
    (folder / name).write_text("other")
    assert model_sha256(folder, ["parser"]) != before


@pytest.mark.parametrize("name", ["meta.json", "README.md", "ner/model"])
def test_names_notes_and_what_is_not_used_do_not_count(folder, name):
    before = model_sha256(folder, ["parser"])
    (folder / name).write_text("other")
    moved = folder.rename(folder.with_name("under another name"))
    assert model_sha256(moved, ["parser"]) == before
