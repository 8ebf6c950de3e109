"""W3C Web Annotation in JSON-LD: an annotation a stretch of text, and one of the motivation "linking" for each tie between two.

Offsets are in characters, as the Recommendation has it; beside them stand the words and what is around them. (Web Annotation Data
Model, W3C Recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from hedgelens.analysis import Analysis
from hedgelens.files.checking import MisfitError, shown, value
from hedgelens.files.text import encodable
from hedgelens.formats.annotations import Found, Role, annotations_of, note_of
from hedgelens.formats.plain_files import iri, json_in, note_in, put, span_of
from hedgelens.formats.tying import Detail, Stretch, stretches_of, tied
from hedgelens.records import HedgeLensError, Span
from hedgelens.views.rows import json_text

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OWN = {"@id": "urn:hedgelens:note", "@type": "@json"}
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_AROUND = 32
"""So many characters before and behind the words stand beside them."""


def write(analyses: Iterable[Analysis]) -> bytes:
    """Returns the annotations of one analysis as a page of annotations."""
    (analysis,) = analyses
    annotations = annotations_of(analysis)
    own = f"urn:hedgelens:{_quoted(analysis.article.id)}"
    address = iri(analysis.article.url or "")
    source = address if _ABSOLUTE.match(address) else own
    items: list[dict[str, Any]] = []
    for stretches in stretches_of(annotations):
        ids = [f"{own}#{_quoted(one.id)}" for one in stretches]
        items += [_marked(id, one, analysis.article.text, source) for id, one in zip(ids, stretches, strict=True)]
        items += [_link(ids[0], id, f"{id}-tie", one.role) for id, one in zip(ids[1:], stretches[1:], strict=True)]
    page = {
        "@context": [CONTEXT, {"hedgelens": _OWN, "feature": "urn:hedgelens:feature"}],
        "id": f"{own}#annotations",
        "type": "AnnotationPage",
        "hedgelens": note_of(analysis, annotations),
        "items": items,
    }
    return f"{json_text(page, indent=1)}\n".encode()


def _quoted(id: str) -> str:
    return quote(encodable(id), safe="") or "-"


def _marked(id: str, one: Stretch, text: str, source: str) -> dict[str, Any]:
    start, end = one.span
    said = one.of.said if one.first else {}
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": str(one.role)}]
    bodies += [{"type": "TextualBody", "purpose": "classifying", "feature": key, "value": word} for key, word in said.items()]
    noted = {"hedgelens": {"id": one.of.id, **one.of.more}} if one.first else {}
    quoted = {"exact": text[start:end], "prefix": text[max(start - _AROUND, 0) : start], "suffix": text[end : end + _AROUND]}
    selectors = [{"type": "TextPositionSelector", "start": start, "end": end}, {"type": "TextQuoteSelector", **quoted}]
    target = {"type": "SpecificResource", "source": source, "selector": selectors}
    return {"id": id, "type": "Annotation", "motivation": "tagging", "body": bodies, "target": target, **noted}


def _link(first: str, other: str, id: str, role: Role) -> dict[str, Any]:
    return {
        "id": id,
        "type": "Annotation",
        "motivation": "linking",
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": str(role)}],
        "target": [{"id": first}, {"id": other}],
    }


# -- reading ----------------------------------------------------------------------------------------------------------------


def recognises(data: Any) -> bool:
    """Says whether JSON is of this format."""
    context = data.get("@context") if isinstance(data, dict) else None
    return CONTEXT in (context if isinstance(context, list) else [context])


def read(data: bytes, name: str) -> list[Found]:
    """Reads a page of annotations of one article; annotations without a label of ours are passed over.

    Raises:
        HedgeLensError: it cannot be read.
    """
    page = json_in(data, name)
    if not recognises(page):
        raise HedgeLensError(f"'{name}' is not a page of Web Annotations: its '@context' is not '{CONTEXT}'.")
    try:
        return [_found(page)]
    except MisfitError as error:
        raise HedgeLensError(f"'{name}' cannot be read: {error}.") from None


def _found(page: dict[str, Any]) -> Found:
    first = page.get("first")
    page = {**page, **first} if isinstance(first, dict) else page  # a collection that holds its only page
    items = value(tuple[dict[str, Any], ...], page.get("items", (page,)), "items")
    marked: dict[str, tuple[Role, Span]] = {}
    arrows: list[tuple[str, str]] = []
    details: dict[str, Detail] = {}
    quoted: list[tuple[Span, str]] = []
    passed_over = []
    for number, item in enumerate(items):
        place, id = f"items[{number}]", str(item.get("id", number))
        tags = [body.get("value") for body in _bodies(item) if body.get("purpose") == "tagging"]
        if "linking" in _listed(item.get("motivation")):
            ends = [str(one.get("id") if isinstance(one, dict) else one) for one in _listed(item.get("target"))]
            arrows += [(ends[0], other) for other in ends[1:]]
        elif (role := next((tag for tag in tags if tag in list(Role)), None)) is not None:
            span, words = _selected(item, place)
            put(marked, id, (Role(role), span), "annotations")
            quoted += [(span, words)] if words is not None else []
            details |= _detail(id, item)
        else:
            passed_over.append(str(tags[0]) if tags else "no label")
    return Found(tied(marked, arrows, details), note=note_in(page.get("hedgelens")), quoted=quoted, passed_over=passed_over)


def _detail(id: str, item: dict[str, Any]) -> dict[str, Detail]:
    own = item.get("hedgelens")
    said = {str(body["feature"]): str(body.get("value")) for body in _bodies(item) if "feature" in body}
    if not isinstance(own, dict):
        return {id: Detail(id.rpartition("#")[2] or id, said)} if said else {}
    return {id: Detail(str(own.get("id", id)), said, {key: kept for key, kept in own.items() if key != "id"})}


def _bodies(item: dict[str, Any]) -> list[dict[str, Any]]:
    return [body for body in _listed(item.get("body")) if isinstance(body, dict)]


def _selected(item: dict[str, Any], place: str) -> tuple[Span, str | None]:
    targets = [one for one in _listed(item.get("target")) if isinstance(one, dict)]
    selectors = [one for target in targets for one in _listed(target.get("selector")) if isinstance(one, dict)]
    by_type = {str(one.get("type")): one for one in selectors}
    position = by_type.get("TextPositionSelector")
    if position is None:
        raise MisfitError(f"{place}.target: expected a TextPositionSelector, found {shown(list(by_type))}")
    words = by_type.get("TextQuoteSelector", {}).get("exact")
    span = span_of(position.get("start"), position.get("end"), f"{place}.target.selector")
    return span, words if isinstance(words, str) else None


def _listed(given: Any) -> list[Any]:
    return given if isinstance(given, list) else [] if given is None else [given]
