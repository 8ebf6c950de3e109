"""Who says it: attributions, with their source, cue and content."""

from collections.abc import Callable

from hedgelens.attribution.rules import attribute_by_rules
from hedgelens.records import Attribution, HedgeLensError, ParsedArticle

ENGINES: dict[str, Callable[[ParsedArticle], tuple[Attribution, ...]]] = {"rules": attribute_by_rules}
"""What can find attributions, by name."""


def attribution_engine(name: str) -> Callable[[ParsedArticle], tuple[Attribution, ...]]:
    """Returns the engine of a name.

    Raises:
        HedgeLensError: there is no such engine.
    """
    if name not in ENGINES:
        raise HedgeLensError(f"There is no engine '{name}'. Known engines: {', '.join(ENGINES)}.")
    return ENGINES[name]


__all__ = ["ENGINES", "attribution_engine"]
