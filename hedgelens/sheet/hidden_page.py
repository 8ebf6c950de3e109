"""The whole analysis and its text as JSON, so that a coding sheet holds everything it was made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from hedgelens.faces import Analysis
from hedgelens.records import HedgeLensError

FORMAT, FIRST = 2, 1
_PIECE = 30_000


def packed(analysis: Analysis) -> Iterator[str]:
    """Yields an analysis, text and all, as JSON in pieces that fit into cells: plain ASCII that a workbook stores unchanged."""
    contract = analysis.to_dict()
    # Shares and measures are computed anew from the corrected analysis.
    data = {
        "format": FORMAT,
        "text": analysis.article.text,
        "analysis": {**contract, "summary": [], "groups": [], "measures": {"settings": contract["measures"]["settings"]}},
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
        if data["format"] not in (FIRST, FORMAT):
            raise HedgeLensError(f"it was made by another version of HedgeLens (format {data['format']}, not {FORMAT})")
        saved = data["analysis"] if data["format"] == FORMAT else _with_the_rest(data["analysis"], data["beside"])
        return Analysis.from_dict(saved, str(data["text"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise HedgeLensError(f"it was changed or damaged ({type(error).__name__})") from None


def _with_the_rest(analysis: Mapping[str, Any], beside: Mapping[str, Any]) -> dict[str, Any]:
    """Adds to an analysis what stood beside it in the first format, before it had a place in the contract of the output."""
    return {
        **analysis,
        "article": {**analysis["article"], "blocks": beside["blocks"]},
        "attributions": [
            {**row, "via_span": via} for row, (_, via) in zip(analysis["attributions"], beside["attributions"], strict=True)
        ],
        "continuations": [
            {"sentence": sentence, "source_id": source, "confidence": round(confidence, 3), "why": why}
            for sentence, source, confidence, why in beside["continuations"]
        ],
    }
