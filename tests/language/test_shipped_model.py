"""The language model that comes with HedgeLens: all of it is there, unchanged, and nothing in it is run when it is loaded."""

import hashlib
import io
import json

import numpy as np
import pytest
import spacy
import srsly

from hedgelens.language import Language, load_language
from hedgelens.language.pipeline import MEASURED, SHIPPED
from hedgelens.records import HedgeLensError

LISTED = dict(reversed(line.split("  ")) for line in (SHIPPED / "SHA256SUMS").read_text("utf-8").splitlines())
TEXTS = {"LICENSE", "LICENSES_SOURCES", "config.cfg"}


def test_every_file_is_listed_with_its_hash():
    there = {path.relative_to(SHIPPED).as_posix(): path for path in SHIPPED.rglob("*") if path.is_file()}
    assert there.keys() - LISTED.keys() == {"SHA256SUMS", "ORIGIN.md"}
    assert {name: hashlib.sha256(there[name].read_bytes()).hexdigest() for name in LISTED} == LISTED


@pytest.mark.parametrize("name", sorted(LISTED.keys() - TEXTS))
def test_no_file_is_a_pickle(name):
    data = (SHIPPED / name).read_bytes()
    if name == "vocab/vectors":
        assert np.load(io.BytesIO(data), allow_pickle=False).size == 0
    else:
        read = json.loads if data[:1] in b"{[" else srsly.msgpack_loads
        assert read(data) is not None


def test_it_is_what_is_loaded_under_the_name_of_its_makers_and_no_other_installed_model(monkeypatch):
    monkeypatch.setattr(spacy.util, "is_package", lambda name: pytest.fail(f"'{name}' was looked for"))
    language = Language()
    assert {language.name: language.sha256} == MEASURED


def test_the_hash_is_the_one_that_the_docs_compute():
    used = ("config.cfg", "tokenizer", "vocab/", "tok2vec/", "tagger/", "parser/", "attribute_ruler/", "lemmatizer/")
    lines = "".join(f"{LISTED[name]}  {name}\n" for name in sorted(LISTED) if name.startswith(used))
    assert hashlib.sha256(lines.encode()).hexdigest() == load_language().sha256
    assert load_language().sha256 in (SHIPPED / "ORIGIN.md").read_text("utf-8")


def test_the_makers_licence_and_that_of_wordnet_are_beside_it():
    assert (SHIPPED / "LICENSE").read_text("utf-8").startswith("Copyright 2021 ExplosionAI GmbH")
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in (SHIPPED / "LICENSES_SOURCES").read_text("utf-8")


def test_where_it_is_broken_the_cure_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr("hedgelens.language.pipeline.SHIPPED", tmp_path / "gone")
    with pytest.raises(HedgeLensError, match=r"gone' cannot be loaded: .*\. Install HedgeLens again\."):
        Language()
