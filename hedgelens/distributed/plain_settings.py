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
    """Returns the settings of an analysis as plain data, which can be sent to any machine.

    Args:
        sources: the path of a registry of sources, whose text is included.
        hedges: the path of hedge rules, whose text is included.
        engine: what finds attributions; a trained engine is not sent, but must be available to each worker under this name.
        min_confidence: the confidence from which attributions count; by default the engine's own.
        types: types of attribution that count; by default all four.

    Raises:
        HedgeLensError: a file cannot be read, or an option cannot be used.
    """
    settings = StudySettings().changed(engine=engine, sources=sources, hedges=hedges, min_confidence=min_confidence, types=types)
    settings.check()
    return settings.to_dict()
