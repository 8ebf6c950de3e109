"""What tests with either engine share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hedgelens import Analyzer

Outermost = Callable[[str], list[tuple[str, str]]]
"""Returns source and content of the outermost attributions of a text, as words."""


@pytest.fixture(scope="session", params=["rules", "learned"])
def either(request: pytest.FixtureRequest) -> Analyzer:
    """An analyzer, with each engine."""
    return Analyzer(engine=request.param)


@pytest.fixture(scope="session")
def outermost(either: Analyzer) -> Outermost:
    """A function that analyses a text with each engine."""

    def found(text: str) -> list[tuple[str, str]]:
        analysis = either.analyze(text)
        quote = analysis.article.quote
        return [(quote(a.source), quote(a.content)) for a in analysis.attributions if a.parent is None]

    return found
