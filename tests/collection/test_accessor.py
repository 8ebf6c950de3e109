"""``import hedgelens`` is enough for the accessor of pandas, before or after pandas, and does not import pandas itself."""

import subprocess
import sys

import pytest


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "imports",
    ["import pandas, hedgelens", "import hedgelens, pandas", "import hedgelens\nfrom pandas import DataFrame\nimport pandas"],
)
def test_a_column_of_texts_has_the_accessor(imports):
    done = run(f"{imports}\nprint(hasattr(pandas.Series(['x']), 'hedgelens'), hasattr(pandas.DataFrame(), 'hedgelens'))")
    assert done.stdout == "True True\n", done.stderr


def test_hedgelens_alone_imports_no_pandas_numpy_or_spacy():
    done = run("import hedgelens, sys\nprint([m for m in ('pandas', 'numpy', 'spacy', 'matplotlib') if m in sys.modules])")
    assert done.stdout == "[]\n", done.stderr


def test_pandas_is_imported_as_ever():
    done = run("import hedgelens, pandas, importlib\nprint(pandas.__spec__.name, importlib.reload(pandas) is pandas)")
    assert done.stdout == "pandas True\n", done.stderr
