"""The hash of a language model: says whether two parses come of the same weights, whatever the model is called."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

SHARED = ("config.cfg", "tokenizer", "vocab")
"""What of the folder of a spaCy model every component of it works with."""


LIST = "SHA256SUMS"
"""The list of the files of a model that is shipped, with their hashes."""


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
        listed.update(f"{_sha256(file)}  {path}\n".encode())
    return listed.hexdigest()


def changed_files(folder: Path) -> list[str]:
    """Returns the files of a folder that are not those that its list names: changed or gone; in their order.

    Args:
        folder: one with a list as ``sha256sum`` writes it, ``SHA256SUMS``.

    Raises:
        OSError: there is no such list.
    """
    listed = (line.partition("  ") for line in (folder / LIST).read_text("utf-8").splitlines())
    return [name for expected, _, name in listed if _sha256(folder / name) != expected]


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _files(folder: Path, components: Collection[str]) -> Iterator[Path]:
    for name in {*SHARED, *components}:
        found = folder / name
        yield from [found] if found.is_file() else (path for path in found.rglob("*") if path.is_file())
