"""The hash of a language model: says whether two parses come of the same weights, whatever the model is called."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

SHARED = ("config.cfg", "tokenizer", "vocab")
"""What of the folder of a spaCy model every component of it works with."""


def model_sha256(folder: Path, components: Collection[str]) -> str:
    """Returns the hash of the files of a model that a parse depends on.

    That is the SHA-256 of the list that ``sha256sum`` prints of these files, by their paths within the folder and in the order of
    these; the names and notes of the model, and components that are not used, do not count.

    Args:
        folder: the folder of the model, as spaCy writes it.
        components: names of the components that are used.
    """
    listed = hashlib.sha256()
    for path, file in sorted((file.relative_to(folder).as_posix(), file) for file in _files(folder, components)):
        listed.update(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {path}\n".encode())
    return listed.hexdigest()


def _files(folder: Path, components: Collection[str]) -> Iterator[Path]:
    for name in {*SHARED, *components}:
        found = folder / name
        yield from [found] if found.is_file() else (path for path in found.rglob("*") if path.is_file())
