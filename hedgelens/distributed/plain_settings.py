"""Settings as plain data: what a worker needs to know, with the text of files that it cannot reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hedgelens.settings import Types
from hedgelens.study.settings import StudySettings


def plain_settings(
    *,
    sources: str | Path | None = None,
    hedges: str | Path | None = None,
    engine: str | None = None,
    min_confidence: float | None = None,
    types: Types | None = None,
) -> dict[str, Any]:
    """Returns how articles are analysed as plain data, which any machine can be sent.

    Args:
        sources: the path of a registry of sources; its text goes along.
        hedges: the path of hedge rules; their text goes along.
        engine: what finds attributions; a trained one is not sent, it has to be where each worker finds it under this name.
        min_confidence: the confidence from which attributions count; by default the engine's own.
        types: types of attribution that count; by default all four.

    Raises:
        HedgeLensError: a file cannot be read, or an option cannot be used.
    """
    settings = StudySettings().changed(engine=engine, sources=sources, hedges=hedges, min_confidence=min_confidence, types=types)
    settings.check()
    return settings.to_dict()
