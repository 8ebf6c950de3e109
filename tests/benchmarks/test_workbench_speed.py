"""The workbench answers within bounds that a busy machine keeps, too; docs/workbench.md has what was measured on a calm one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "workbench.py"


@pytest.mark.slow
def test_a_click_a_long_article_and_a_list_of_ten_thousand_are_answered_quickly():
    command = [sys.executable, str(BENCHMARK), "--articles", "10000", "--rounds", "6", "--engine", "rules"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    of = {
        (subject.strip(), what.strip()): int(milliseconds)
        for subject, lines in re.findall(r"^(\S.*)\n((?:  .*\n)+)", printed, re.MULTILINE)
        for what, milliseconds in re.findall(r"^  (.{28}) *(\d+) ms", lines, re.MULTILINE)
    }
    middling, long, study = "an article of 2,000 words", "an article of 10,000 words", "a study of 10,000 articles"
    assert max(of[middling, what] for what in ("a correction", "one taken back", "one made again")) < 300
    assert of[long, "opened for the first time"] < 2_000
    assert of[study, "the list for the first time"] < 2_000
    assert of[study, "the list again"] < 1_000
