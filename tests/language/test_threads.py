"""An analysis multiplies in one thread, and leaves NumPy as many as it had."""

import pytest
from threadpoolctl import ThreadpoolController

from hedgelens import Analyzer
from hedgelens.language.threads import one_thread


def threads():
    return {library["num_threads"] for library in ThreadpoolController().select(user_api="blas").info()}


@pytest.fixture
def two_threads():
    with ThreadpoolController().limit(limits=2, user_api="blas"):
        if threads() != {2}:
            pytest.skip("NumPy's products have one thread here whatever is asked for")
        yield


@pytest.mark.usefixtures("two_threads")
def test_products_have_one_thread_and_then_as_many_as_before():
    with one_thread():
        assert threads() == {1}
    assert threads() == {2}


@pytest.mark.usefixtures("two_threads")
def test_an_analysis_has_one_thread_and_leaves_its_caller_as_many_as_before(monkeypatch):
    had = []
    monkeypatch.setattr(Analyzer, "_analysis", lambda self, article: had.append(threads()))
    for _ in Analyzer(engine="rules").pipe(["The dam holds.", "The dam breaks."]):
        assert threads() == {2}
    assert had == [{1}, {1}]
