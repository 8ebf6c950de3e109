"""`import hedgelens` says nothing, takes no time, and loads nothing large."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = """
import json, sys, time
began = time.process_time()
import hedgelens
took = time.process_time() - began
print(json.dumps([took, sorted({"spacy", "numpy", "pandas", "matplotlib", "onnxruntime", "rich"} & set(sys.modules))]))
"""


def test_the_import_is_silent_also_where_warnings_are_errors_and_takes_less_than_a_fifth_of_a_second():
    runs = [
        subprocess.run([sys.executable, "-W", "error", "-c", PROGRAM], capture_output=True, text=True, check=True, cwd=ROOT)
        for _ in range(3)
    ]
    assert {run.stderr for run in runs} == {""}
    quickest, loaded = min(json.loads(run.stdout) for run in runs)
    assert loaded == []
    assert quickest <= 0.2
