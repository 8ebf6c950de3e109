"""Runs the examples of the documentation with the HedgeLens that is installed: ``python tests/examples.py docs``."""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import sys
import tempfile
from pathlib import Path

import spacy

from hedgelens.language.pipeline import SHIPPED


def tutorial(docs: Path) -> doctest.TestResults:
    """Runs the tutorial for programmers in the folder where one is, which gets the file that it reads."""
    page = docs / "programmers.md"
    shown = re.search(r'text = """(.*?)"""', page.read_text("utf-8"), re.DOTALL)[1]
    Path("articles").mkdir()
    Path("articles", "dam.txt").write_text(re.sub(r"^\.\.\. ?", "", shown, flags=re.MULTILINE), "utf-8")
    return doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)


def pipeline(docs: Path) -> list[str]:
    """Runs the how-to on spaCy with the model that comes with HedgeLens; returns what its examples print, and what the page says."""
    page = (docs / "howto" / "spacy.md").read_text("utf-8")
    load, names, printed = spacy.load, {}, []
    spacy.load = lambda name: load(SHIPPED, exclude=["ner", "senter"])
    try:
        for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(block, names)
            printed.append(out.getvalue())
    finally:
        spacy.load = load
    return [*printed, re.search(r"```text\n(.*?)```", page, re.DOTALL)[1]]


def main() -> None:
    """Runs them in a folder of their own, and ends with 1 where one is not as it is shown."""
    docs = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        failed = tutorial(docs).failed
        first, *_, shown = pipeline(docs)
        os.chdir(docs)
    failed += first != shown
    print("the examples are as they are shown" if not failed else f"{failed} examples are not as they are shown")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
