import re
import subprocess
import sys
from pathlib import Path

import pytest

SCALING = Path(__file__).parents[2] / "benchmarks" / "scaling.py"


def printed(*options):
    command = [sys.executable, str(SCALING), *options, "--engine", "rules"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_one_job_and_two_are_compared():
    found = printed("jobs", "--articles", "6", "--rounds", "1")
    rates = [float(rate) for rate in re.findall(r"([\d.]+) articles a second", found)]
    ratio = float(re.search(r"two jobs are ([\d.]+) times", found)[1])
    assert ratio == pytest.approx(rates[1] / rates[0], rel=0.05)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory of processes is read from /proc")
def test_memory_is_that_of_all_processes():
    sizes = [
        float(size.replace(",", "")) for size in re.findall(r"([\d.]+) MB", printed("memory", "--articles", "2", "--jobs", "2"))
    ]
    assert len(sizes) == 1
    assert 300 < sizes[0] < 5_000


@pytest.mark.slow
def test_storage_is_given_by_article_of_each_set(tmp_path):
    (tmp_path / "quay.txt").write_text("The ferry may sail on Monday, the mayor said.\n")
    found = printed("storage", "--articles", "4", "--texts", str(tmp_path))
    assert re.findall(r": (\d) articles of", found) == ["4", "1"]
    assert len(re.findall(r"in a study +([\d,]+)", found)) == 2
    assert len(re.findall(r"Parquet, analyses +([\d,]+)", found)) == 2
