"""Who says it: attributions, with their source, cue and content."""

import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path

from platformdirs import user_data_path

from hedgelens.attribution.sieves import MIN_CONFIDENCE, attribute_by_rules
from hedgelens.records import Attribution, HedgeLensError, HedgeLensWarning, ParsedArticle

Engine = Callable[[ParsedArticle], tuple[Attribution, ...]]
"""Finds the attributions of a parsed article."""


LARGE = "large"
"""Name of the engine with the large encoder, which users train themselves."""


def _learned(parsed: ParsedArticle, folder: Path | None = None) -> tuple[Attribution, ...]:
    from hedgelens.attribution.learned import SHIPPED, attribute_by_model  # here: ONNX Runtime takes a moment to load

    return attribute_by_model(parsed, folder or SHIPPED)


ENGINES: dict[str, Engine] = {"rules": attribute_by_rules, "learned": _learned}
"""What can find attributions, by name."""


def attribution_engine(name: str) -> Engine:
    """Returns the engine of a name.

    Args:
        name: a built-in one (:data:`ENGINES`), or one that ``hedgelens train`` made: its name, such as ``large``, or its folder.

    Raises:
        HedgeLensError: there is no such engine.
    """
    return ENGINES[name] if name in ENGINES else partial(_learned, folder=_folder(name))


def engine_sha256(name: str) -> str:
    """Returns the hash of the weights of an engine, which is loaded and checked for it; nothing for one without weights.

    Raises:
        HedgeLensError: there is no such engine, or its files cannot be used.
    """
    if ENGINES.get(name) is attribute_by_rules:
        return ""
    from hedgelens.attribution.learned import SHIPPED, SHIPPED_SHA256, load_network

    found = load_network(engine_folder(name)).sha256
    if name in ENGINES and found != SHIPPED_SHA256:
        warnings.warn(
            f"The engine '{name}' in '{SHIPPED}' is not the one that HedgeLens was measured with: its files differ. "
            "Install HedgeLens again, or do not rely on the figures in its documentation.",
            HedgeLensWarning,
            stacklevel=3,
        )
    return found


def engine_min_confidence(name: str) -> float:
    """Returns the confidence from which the attributions of an engine count, where nobody asks for another one.

    Raises:
        HedgeLensError: there is no such engine, or its files cannot be used.
    """
    if ENGINES.get(name) is attribute_by_rules:
        return MIN_CONFIDENCE
    from hedgelens.attribution.learned import load_network

    return load_network(engine_folder(name)).settings.min_confidence


def engine_folder(name: str) -> Path:
    """Returns the folder that holds the weights of an engine.

    Raises:
        HedgeLensError: there is no such engine, or it has no weights.
    """
    from hedgelens.attribution.learned import SHIPPED

    if ENGINES.get(name) is attribute_by_rules:
        raise HedgeLensError(f"The engine '{name}' consists of rules and has no weights. Name a trained engine, such as learned.")
    return SHIPPED if name in ENGINES else _folder(name)


def _folder(name: str) -> Path:
    given, kept = Path(name), trained_engine_folder(name)
    try:
        folder = given if (given / "manifest.json").is_file() or (given.is_dir() and not kept.is_dir()) else kept
        is_there = folder.is_dir()
    except OSError:  # no system takes such a name
        is_there = False
    if not is_there or not name.strip():
        hint = " It is not shipped: make it with 'hedgelens train --encoder large'." if name == LARGE else ""
        raise HedgeLensError(
            f"There is no engine '{name}'. Known engines: {', '.join(ENGINES)}, or the folder of a trained one.{hint}"
        )
    return folder


def trained_engine_folder(name: str) -> Path:
    """Returns the folder in which ``hedgelens train`` keeps the engine of a name for this user."""
    return user_data_path("hedgelens") / "engines" / Path(name).name


__all__ = [
    "ENGINES",
    "LARGE",
    "Engine",
    "attribution_engine",
    "engine_folder",
    "engine_min_confidence",
    "engine_sha256",
    "trained_engine_folder",
]
