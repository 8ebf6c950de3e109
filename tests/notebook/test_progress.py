import json
from types import SimpleNamespace

import pytest

from hedgelens.notebook import progress_of, shown


def test_a_notebook_shows_how_far_it_is_and_nothing_stays(monkeypatch):
    told = []
    notebook = pytest.importorskip("IPython")
    monkeypatch.setattr(notebook, "get_ipython", lambda: SimpleNamespace(kernel=1))
    bar = SimpleNamespace(update=lambda data, raw: told.append(data))
    monkeypatch.setattr(notebook.display, "display", lambda data, display_id, raw: (told.append(data), bar)[1])
    monkeypatch.setattr("hedgelens.notebook.progress._EVERY", 0.0)
    assert list(shown("abc", "articles", 3)) == ["a", "b", "c"]
    words = [data["text/plain"].split(",")[0] for data in told]
    assert words == ["articles …", "articles: 1 of 3", "articles: 2 of 3", "articles: 3 of 3", ""]
    assert "<progress" in json.dumps(told[1])


def test_elsewhere_nothing_is_shown(capsys):
    with progress_of("articles") as told:
        told(1, 2)
    assert capsys.readouterr() == ("", "")
