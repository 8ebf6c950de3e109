"""What ``docs/howto/r.md`` has R do with a study: the columns it names are there, and where R is, it runs."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "r.md"
BLOCKS = re.findall(r"^```r\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
SCRIPT = shutil.which("Rscript")


@pytest.fixture
def exported(study, tmp_path):
    """The files that the page begins with."""
    study.run()
    study.export(f"{tmp_path / 'floods'}/")
    study.export(tmp_path / "articles.csv")
    study.export(tmp_path / "attributions.csv", table="attributions")
    study.export(tmp_path / "floods.jsonl")
    return tmp_path


def test_the_columns_that_the_page_names_are_in_the_files(exported):
    parquet = pytest.importorskip("pyarrow.parquet")
    heads = {
        name: (exported / f"{name}.csv").read_text("utf-8-sig").partition("\n")[0].split(",")
        for name in ("articles", "attributions")
    }
    heads["sentences"] = heads["body"] = parquet.read_schema(exported / "floods" / "sentences.parquet").names
    heads["counted"] = heads["attributions"]
    used = re.findall(r"\b(articles|attributions|sentences|body|counted)\$(\w+)", "".join(BLOCKS))
    assert len(used) >= 6
    assert all(column in heads[name] for name, column in used)
    assert {"attributions", "outlet"} <= set(heads["articles"])
    assert json.loads((exported / "floods.jsonl").read_text("utf-8").partition("\n")[0])["article"]["title"]


@pytest.mark.skipif(SCRIPT is None, reason="R is not there")
@pytest.mark.parametrize("block", [block for block in BLOCKS if "reticulate" not in block])
def test_each_block_runs_in_r(block, exported):
    needed = re.findall(r"library\((\w+)\)", block)
    there = subprocess.run([SCRIPT, "-e", "; ".join(f"library({name})" for name in needed)], capture_output=True, check=False)
    if there.returncode:
        pytest.skip(f"R has not all of {', '.join(needed)}")
    found = subprocess.run([SCRIPT, "-e", block], cwd=exported, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
