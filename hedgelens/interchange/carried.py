"""The whole analysis and its text as JSON, so that a coding sheet holds everything it was made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.records import Block, Continuation, HedgeLensError, Kind

FORMAT = 1
_PIECE = 30_000


def packed(analysis: Analysis) -> Iterator[str]:
    """Yields an analysis, text and all, as JSON in pieces that fit into cells: plain ASCII that a workbook stores unchanged."""
    contract = analysis.to_dict()
    # Shares and measures are computed anew from the corrected analysis.
    data = {
        "format": FORMAT,
        "text": analysis.article.text,
        "analysis": {**contract, "summary": [], "groups": [], "measures": {"settings": contract["measures"]["settings"]}},
        "beside": {
            "blocks": [[b.start, b.end, str(b.kind)] for b in analysis.article.blocks],
            "continuations": [[c.sentence, c.source_id, c.confidence, c.why] for c in analysis.continuations],
            "attributions": [[a.confidence, [list(span) for span in a.via_span]] for a in analysis.attributions],
            "hedges": [h.confidence for h in analysis.hedges],
        },
    }
    # Spreadsheets take what looks like "_x0041_" for a character, and openpyxl takes "x005F_" out of what it reads.
    whole = re.sub(r"x(?=[0-9A-Fa-f]{4}_)", r"\\u0078", json.dumps(data, ensure_ascii=True, allow_nan=False))
    for start in range(0, len(whole), _PIECE):
        yield whole[start : start + _PIECE]


def unpacked(whole: str) -> Analysis:
    """Makes the analysis of its JSON, exactly as it was.

    Raises:
        HedgeLensError: it is not what :func:`packed` made, or its text is not the one that was analysed.
    """
    try:
        data = json.loads(whole)
        if data["format"] != FORMAT:
            raise HedgeLensError(f"it was made by another version of HedgeLens (format {data['format']}, not {FORMAT})")
        return _with_the_rest(Analysis.from_dict(data["analysis"], data["text"]), data["beside"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise HedgeLensError(f"it was changed or damaged ({type(error).__name__})") from None


def _with_the_rest(analysis: Analysis, beside: Mapping[str, Any]) -> Analysis:
    """Adds what the contract of the output leaves out or rounds."""
    blocks = tuple(Block(start, end, Kind(kind)) for start, end, kind in beside["blocks"])
    return replace(
        analysis,
        article=replace(analysis.article, blocks=blocks),
        continuations=tuple(Continuation(*row) for row in beside["continuations"]),
        attributions=tuple(
            replace(a, confidence=confidence, via_span=tuple((start, end) for start, end in via))
            for a, (confidence, via) in zip(analysis.attributions, beside["attributions"], strict=True)
        ),
        hedges=tuple(replace(h, confidence=c) for h, c in zip(analysis.hedges, beside["hedges"], strict=True)),
    )
