"""Runs notebooks and stores their outputs: ``python notebooks/store.py [NAME.ipynb ...]``, by default all.

Each notebook then holds a digest of its code and of its outputs in words and numbers, so that a test can say whether they belong
together. Pictures are left out: another version of matplotlib draws them with other bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import nbformat
from nbclient import NotebookClient

FOLDER = Path(__file__).parent


def run(path: Path) -> Any:
    """Returns a notebook as it is after all of its cells have run, without what differs from run to run."""
    notebook = nbformat.read(path, as_version=4)
    with TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}})
        # Where the environment names a way of drawing, the kernel would show no figures.
        client.execute(env={name: value for name, value in os.environ.items() if name != "MPLBACKEND"})
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", ()):
            # What is chosen with the mouse is there while the notebook runs; what is stored shows the words beside it.
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
            if "text" in output:  # where it was written is nobody's business, and another place each time
                output["text"] = output["text"].replace(str(Path(folder).resolve()), "/home/you")
    notebook.metadata.pop("widgets", None)
    notebook.metadata["hedgelens"] = {"digest": digest(notebook)}
    return notebook


def texts(notebook: Any) -> list[list[str]]:
    """Returns for every cell of code the words of its outputs; how they are spaced does not matter."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [" ".join(map(_text, cell.outputs)).split() for cell in cells]


def _text(output: Any) -> str:
    data = output.get("data", {})
    return "" if "image/png" in data else str(data.get("text/plain") or output.get("text", ""))


def digest(notebook: Any) -> str:
    """Returns a hash of the code and of the words of the outputs."""
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    return hashlib.sha256(json.dumps([sources, texts(notebook)]).encode()).hexdigest()


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(path.name for path in FOLDER.glob("*.ipynb")):
        nbformat.write(run(FOLDER / name), FOLDER / name)
        print(f"stored {name}")
