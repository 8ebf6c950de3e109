"""Writes the schema of the output: ``python tests/output_schema.py > hedgelens/views/schema.json`` after a change of the contract.

Types come from the records that are written, what each key is from the tables of ``docs/output.md``.
"""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from hedgelens.files.checking import shapes
from hedgelens.measures import Coverage, Diversity, HedgeRate, Share, SummaryRow
from hedgelens.records import (
    Attribution,
    AttributionType,
    Category,
    Continuation,
    Disclosure,
    Hedge,
    HedgeOwner,
    Kind,
    Naming,
    Quotation,
    Revision,
    Sentence,
    Source,
    SourceLink,
    Span,
)
from hedgelens.views.contract import SCHEMA

DOCS = Path(__file__).parents[1] / "docs" / "output.md"
SHARE = {"type": "number", "minimum": 0, "maximum": 1}
COUNT = {"type": "integer", "minimum": 0}
TEXT = {"type": "string"}
HASH = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
SPAN = {"$ref": "#/$defs/span"}
NAMED = {
    Revision: "revision",
    Sentence: "sentence",
    Source: "source",
    Attribution: "attribution",
    Hedge: "hedge",
    HedgeOwner: "owner",
    Continuation: "continuation",
    SourceLink: "link",
    Disclosure: "disclosure",
    SummaryRow: "summary_row",
    Share: "share",
    Coverage: "coverage",
    Diversity: "diversity",
    HedgeRate: "hedge_rate",
}


def schema() -> dict[str, Any]:
    """Returns the schema of one analysis."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:hedgelens:schema:{SCHEMA}",
        "title": "An analysis of HedgeLens",
        "description": "Who says what in an article, how sure they are, and whose doubt it is. docs/output.md describes every key; "
        "a newer version may add keys.",
        **record(
            {
                "schema": {"const": SCHEMA},
                "hedgelens": TEXT,
                "article": record(_article()),
                "sentences": {"type": "array", "items": of(Sentence)},
                "sources": {"type": "array", "items": of(Source)},
                "attributions": {"type": "array", "items": of(Attribution)},
                "hedges": {"type": "array", "items": of(Hedge)},
                "continuations": {"type": "array", "items": of(Continuation)},
                "summary": {"type": "array", "items": of(SummaryRow)},
                "groups": {"type": "array", "items": of(SummaryRow)},
                "measures": _measures(),
            },
            "The object",
        ),
        "$defs": {"span": _span(), **{name: _record_of(kind) for kind, name in NAMED.items()}},
    }


def _span() -> dict[str, Any]:
    return {
        "description": "A stretch of text: its start and its end, in Unicode code points of the text as read; the end is excluded.",
        "type": "array",
        "prefixItems": [COUNT, COUNT],
        "minItems": 2,
        "maxItems": 2,
    }


def _article() -> dict[str, Any]:
    known = ("title", "outlet", "date", "author", "date_text", "section", "page", "url", "near_duplicate_of", "language")
    block = {"type": "array", "prefixItems": [COUNT, COUNT, of(Kind)], "minItems": 3, "maxItems": 3}
    date = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
    return {
        "id": TEXT,
        "sha256": HASH,
        "chars": COUNT,
        "warnings": {"type": "array", "items": TEXT},
        "blocks": {"type": "array", "items": block},
        "fields": {"type": "object", "additionalProperties": TEXT},
        **{name: nullable(TEXT) for name in known},
        "date": date,
    }


_EXTRA: dict[type, dict[str, Any]] = {
    Sentence: {name: {"type": "array", "items": TEXT} for name in ("sources", "continued", "attributions", "hedges")},
    Source: {"colour": {"type": "string", "pattern": "^#[0-9a-f]{6}$"}, "counted": {"type": "boolean"}},
    Attribution: {"counted": {"type": "boolean"}, "confidence": SHARE},
    Hedge: {"confidence": SHARE},
    Continuation: {"confidence": SHARE},
    Diversity: {
        "intervals": {"type": "object", "additionalProperties": {"type": ["array", "null"], "items": {"type": "number"}}}
    },
}
_SECTIONS = {
    Sentence: "`sentences`",
    Source: "`sources`",
    Attribution: "`attributions`",
    SummaryRow: "`summary`",
}


def _record_of(kind: type) -> dict[str, Any]:
    given = {name: of(shape) for name, shape in shapes(kind).items()}
    return record(given | _EXTRA.get(kind, {}), _SECTIONS.get(kind, ""))


def _measures() -> dict[str, Any]:
    counts = {"type": "object", "additionalProperties": COUNT}
    settings = {
        "engine": TEXT,
        "model": TEXT,
        "model_sha256": nullable(HASH),
        "engine_sha256": nullable(HASH),
        "count": {"enum": ["full", "fractional"]},
        "level": {"enum": ["outer", "inner", "all"]},
        "min_confidence": SHARE,
        "types": {"type": "array", "items": of(AttributionType)},
        "corrected": {"type": "array", "items": of(Revision)},
    }
    number = {"type": ["number", "null"]}
    shares = {"type": "object", "additionalProperties": SHARE}
    people = {"type": "object", "additionalProperties": COUNT}
    return record(
        {
            "settings": record(settings, "`measures`"),
            "attributions": COUNT,
            "coverage": of(Coverage),
            "shares": {"type": "array", "items": of(Share)},
            "diversity": record({"attributions": of(Diversity), "words": of(Diversity)}),
            "naming": record(
                {
                    "n": COUNT,
                    "naming": record({str(one): COUNT for one in Naming}),
                    "anonymity_share": number,
                    "named_sources": COUNT,
                }
            ),
            "pronouns": record({"n": COUNT, "attributions": people, "she_share": number, "people": people}),
            "official_share": number,
            "directness": record({"n": COUNT, **{str(one): number for one in Quotation}}),
            "stance": counts,
            "chain_depth": number,
            "first_mention": shares,
            "share_at_top": record({"paragraphs": COUNT, "shares": shares}),
            "hedges_per_1000_words": {"type": "array", "items": of(HedgeRate)},
            "hedges_by_category": {"type": "object", "additionalProperties": {**counts, "propertyNames": of(Category)}},
        }
    )


def record(properties: dict[str, Any], section: str = "") -> dict[str, Any]:
    """Returns the schema of an object whose keys are always there."""
    about = described(section)
    return {
        "type": "object",
        "properties": {key: {**({"description": about[key]} if key in about else {}), **one} for key, one in properties.items()},
        "required": list(properties),
    }


def of(shape: Any) -> dict[str, Any]:
    """Returns the schema of what has a type."""
    origin, inside = get_origin(shape), get_args(shape)
    if shape == Span:
        return SPAN
    if shape in NAMED:
        return {"$ref": f"#/$defs/{NAMED[shape]}"}
    if origin in (Union, UnionType):
        return nullable(of(inside[0]))
    if origin is Literal:
        return {"enum": list(inside)}
    if origin is tuple:
        some = {"type": "array", "items": of(inside[0])}
        return some if inside[-1] is ... else {**some, "minItems": len(inside), "maxItems": len(inside)}
    if origin is dict:
        return {"type": "object", "additionalProperties": of(inside[1])}
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        return {"enum": list(map(str, shape))}
    return {str: TEXT, int: COUNT, float: {"type": "number"}, bool: {"type": "boolean"}, Any: {}}[shape]


def nullable(one: dict[str, Any]) -> dict[str, Any]:
    """Returns the schema of what may be null instead."""
    if isinstance(one.get("type"), str):
        return {**one, "type": [one["type"], "null"]}
    if "enum" in one:
        return {"enum": [*one["enum"], None]}
    return {"anyOf": [one, {"type": "null"}]}


def described(section: str) -> dict[str, str]:
    """Returns what the docs say of the keys in the first table below a heading."""
    text = DOCS.read_text("utf-8")
    if not section or section not in text:
        return {}
    table = text[text.index(f"# {section}" if f"# {section}" in text else section) :].partition("| key |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| (.*) \|$", table, re.MULTILINE)
    return {key: about.replace("`", "").replace("\\|", "|") for keys, about in rows for key in re.findall(r"\w+", keys)}


if __name__ == "__main__":
    print(json.dumps(schema(), indent=1, ensure_ascii=False))
