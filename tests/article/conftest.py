"""A folder that tests lay files into."""

import pytest


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder, which is the one that the test is in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
