"""Who says it: attributions, with their source, cue and content."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from platformdirs import user_data_path

from hedgelens.attribution.rules import attribute_by_rules
from hedgelens.records import Attribution, HedgeLensError, ParsedArticle

Engine = Callable[[ParsedArticle], tuple[Attribution, ...]]
"""Finds the attributions of a parsed article."""


LARGE = "large"
"""Name of the engine with the large encoder, which users train themselves."""


def _learned(parsed: ParsedArticle) -> tuple[Attribution, ...]:
    from hedgelens.attribution.learned import attribute_by_model  # here: ONNX Runtime takes a moment to load

    return attribute_by_model(parsed)


def _trained(parsed: ParsedArticle, folder: Path) -> tuple[Attribution, ...]:
    from hedgelens.attribution.learned import attribute_by_model

    return attribute_by_model(parsed, folder)


ENGINES: dict[str, Engine] = {"rules": attribute_by_rules, "learned": _learned}
"""What can find attributions, by name."""


def attribution_engine(name: str) -> Engine:
    """Returns the engine of a name.

    Args:
        name: a built-in one (:data:`ENGINES`), or one that ``hedgelens train`` made: its name, such as ``large``, or its folder.

    Raises:
        HedgeLensError: there is no such engine.
    """
    if name in ENGINES:
        return ENGINES[name]
    folder = Path(name) if (Path(name) / "manifest.json").is_file() else trained_engine_folder(name)
    if not folder.is_dir():
        hint = " It is not shipped: make it with 'hedgelens train --encoder large'." if name == LARGE else ""
        raise HedgeLensError(
            f"There is no engine '{name}'. Known engines: {', '.join(ENGINES)}, or the folder of a trained one.{hint}"
        )
    return partial(_trained, folder=folder)


def trained_engine_folder(name: str) -> Path:
    """Returns the folder in which ``hedgelens train`` keeps the engine of a name for this user."""
    return user_data_path("hedgelens") / "engines" / Path(name).name


__all__ = ["ENGINES", "LARGE", "Engine", "attribution_engine", "trained_engine_folder"]
