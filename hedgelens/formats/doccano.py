"""doccano's JSON lines with relations: an article a line, its stretches as entities, ties between them as relations.

A label of doccano has no features: the category of a hedge stands in its label ("Hedge:epistemic"), all else in the column
``hedgelens``, which doccano keeps as it is. Offsets are in characters. (https://doccano.github.io/doccano/.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.files.checking import MisfitError, value
from hedgelens.formats.annotations import Found, Role, annotations_of, note_of
from hedgelens.formats.plain_files import lines_in, note_in, span_of
from hedgelens.formats.tying import Detail, Stretch, stretches_of, tied
from hedgelens.records import HedgeLensError, Span
from hedgelens.views.rows import json_text


def write(analyses: Iterable[Analysis]) -> bytes:
    """Returns the annotations of analyses, a line each."""
    return "".join(f"{json_text(_line(analysis))}\n" for analysis in analyses).encode()


def _line(analysis: Analysis) -> dict[str, Any]:
    annotations = annotations_of(analysis)
    of_each = stretches_of(annotations)
    numbers = {one.id: number for number, one in enumerate((s for some in of_each for s in some), start=1)}
    entities = [
        {"id": numbers[one.id], "label": _label(one), "start_offset": one.span[0], "end_offset": one.span[1]}
        for some in of_each
        for one in some
    ]
    ties = [(some[0], other) for some in of_each for other in some[1:]]
    relations = [
        {"id": number, "from_id": numbers[one.id], "to_id": numbers[other.id], "type": str(other.role)}
        for number, (one, other) in enumerate(ties, start=1)
    ]
    noted = {
        str(numbers[some[0].id]): {"id": one.id, "said": dict(one.said), "more": dict(one.more)}
        for some in of_each
        for one in [some[0].of]
    }
    note = {**note_of(analysis, annotations), "entities": noted}
    return {"hedgelens": note, "text": analysis.article.text, "entities": entities, "relations": relations, "Comments": []}


def _label(one: Stretch) -> str:
    return f"{one.role}:{one.of.said['category']}" if one.role is Role.HEDGE else str(one.role)


# -- reading ----------------------------------------------------------------------------------------------------------------


def recognises(data: Any) -> bool:
    """Says whether a line of JSON is of this format."""
    return isinstance(data, dict) and isinstance(data.get("text"), str) and any(isinstance(data.get(key), list) for key in _LISTS)


_LISTS = ("entities", "label", "labels")


def read(data: bytes, name: str) -> list[Found]:
    """Reads the annotated articles of a file; labels that are none of ours are passed over.

    Raises:
        HedgeLensError: a line cannot be read.
    """
    found = []
    for number, row in lines_in(data, name):
        if not recognises(row):
            raise HedgeLensError(
                f"Line {number} of '{name}' is not in the format of doccano: expected a 'text' and its 'entities' or 'label'."
            )
        try:
            found.append(_found(row, f"{name.rpartition('/')[2].partition('.')[0]}-{number}"))
        except MisfitError as error:
            raise HedgeLensError(f"Line {number} of '{name}' cannot be read: {error}.") from None
    return found


def _found(row: dict[str, Any], id: str) -> Found:
    note = note_in(row.get("hedgelens"))
    noted = (note or {}).get("entities")
    noted = noted if isinstance(noted, dict) else {}
    marked: dict[str, tuple[Role, Span]] = {}
    details: dict[str, Detail] = {}
    for number, entity in enumerate(_entities(row)):
        label, _, category = str(entity.get("label")).partition(":")
        if label in list(Role):
            key = str(entity.get("id", number))
            marked[key] = Role(label), span_of(entity.get("start_offset"), entity.get("end_offset"), f"entities[{number}]")
            details |= _detail(key, noted.get(key), category)
    relations = value(tuple[dict[str, Any], ...], row.get("relations", ()), "relations")
    arrows = [(str(one.get("from_id")), str(one.get("to_id"))) for one in relations]
    arrows = [(one, other) for one, other in arrows if one in marked and other in marked]
    return Found(tied(marked, arrows, details), text=row["text"], note=note, id=id)


def _detail(key: str, own: Any, category: str) -> dict[str, Detail]:
    of_label = {"category": category} if category else {}
    if not isinstance(own, Mapping):
        return {key: Detail(f"e{key}", of_label)} if of_label else {}
    said, more = (value(dict[str, Any], own.get(of), of) for of in ("said", "more"))
    return {key: Detail(str(own.get("id")), {**said, **of_label}, more)}


def _entities(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Returns the stretches of a line, which older and simpler files list as [start, end, label]."""
    given = next(row[key] for key in _LISTS if isinstance(row.get(key), list))
    return [
        dict(zip(("start_offset", "end_offset", "label"), one, strict=False))
        if isinstance(one, list)
        else value(dict[str, Any], one, "entities")
        for one in given
    ]
