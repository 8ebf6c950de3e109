"""Who says it: attributions, with their source, cue and content."""

from collections.abc import Callable

from hedgelens.attribution.rules import attribute_by_rules
from hedgelens.records import Attribution, HedgeLensError, ParsedArticle

Engine = Callable[[ParsedArticle], tuple[Attribution, ...]]
"""Finds the attributions of a parsed article."""


def _learned(parsed: ParsedArticle) -> tuple[Attribution, ...]:
    from hedgelens.attribution.learned import attribute_by_model  # here: ONNX Runtime takes a moment to load

    return attribute_by_model(parsed)


ENGINES: dict[str, Engine] = {"rules": attribute_by_rules, "learned": _learned}
"""What can find attributions, by name."""


def attribution_engine(name: str) -> Engine:
    """Returns the engine of a name.

    Raises:
        HedgeLensError: there is no such engine.
    """
    if name not in ENGINES:
        raise HedgeLensError(f"There is no engine '{name}'. Known engines: {', '.join(ENGINES)}.")
    return ENGINES[name]


__all__ = ["ENGINES", "Engine", "attribution_engine"]
