"""doccano's JSON lines with relations: an article a line, its stretches as entities, ties between them as relations.

A label of doccano has no features: the category of a hedge stands in its label ("Hedge:epistemic"), all else in the column
``hedgelens``, which doccano keeps as it is. It numbers entities anew, so that what is noted of them is told by where they stand,
in offsets for which an end of a line is one character. Those of entities are in characters. (https://doccano.github.io/doccano/.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.files.checking import MisfitError, value
from hedgelens.formats.annotations import Found, Role, annotations_of, note_of
from hedgelens.formats.matching import plain_offsets
from hedgelens.formats.plain_files import lines_in, note_in, put, span_of
from hedgelens.formats.tying import Detail, Stretch, groups_of, stretches_of, tied
from hedgelens.records import HedgeLensError, Span
from hedgelens.views.rows import json_text

_Place = tuple[str, int, int]
"""The label of a stretch, and where it stands."""


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
    place = _places_in(analysis.article.text)
    noted = [
        {"id": one.id, "said": dict(one.said), "more": dict(one.more), "at": [place(s.role, s.span) for s in some]}
        for some in of_each
        for one in [some[0].of]
    ]
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
    marked: dict[str, tuple[Role, Span]] = {}
    categories: dict[str, str] = {}
    passed_over = []
    for number, entity in enumerate(_entities(row)):
        label, _, category = str(entity.get("label")).partition(":")
        if label not in list(Role):
            passed_over.append(str(entity.get("label")))
            continue
        key = str(entity.get("id", f"at {number}"))
        span = span_of(entity.get("start_offset"), entity.get("end_offset"), f"entities[{number}]")
        put(marked, key, (Role(label), span), "entities")
        if category:
            categories[key] = category
    relations = value(tuple[dict[str, Any], ...], row.get("relations", ()), "relations")
    arrows = [(str(one.get("from_id")), str(one.get("to_id"))) for one in relations]
    arrows = [(one, other) for one, other in arrows if one in marked and other in marked]
    given = (note or {}).get("entities")
    noted = value(tuple[dict[str, Any], ...], given if isinstance(given, list) else (), "hedgelens.entities")
    place = _places_in(row["text"])
    places = {id: place(*given) for id, given in marked.items()}
    details = _details(groups_of(marked, arrows), places, categories, noted)
    return Found(tied(marked, arrows, details), text=row["text"], note=note, id=id, passed_over=passed_over)


def _details(
    groups: Sequence[Sequence[str]],
    places: Mapping[str, _Place],
    categories: Mapping[str, str],
    noted: Sequence[Mapping[str, Any]],
) -> dict[str, Detail]:
    """Returns what is noted on stretches, by the first of those that belong together."""
    found = {}
    own = _told_apart([[places[id] for id in ids] for ids in groups], [_noted_places(one) for one in noted])
    for number, ids in enumerate(groups):
        category = next((categories[id] for id in ids if id in categories), None)
        of_label = {} if category is None else {"category": category}
        if number in own:
            known = noted[own[number]]
            said, more = (value(dict[str, Any], known.get(of), of) for of in ("said", "more"))
            found[ids[0]] = Detail(str(known.get("id")), {**said, **of_label}, more)
        elif of_label:
            found[ids[0]] = Detail(f"e{ids[0]}", of_label)
    return found


def _places_in(text: str) -> Callable[[Role, Span], _Place]:
    """Returns what says where in a text a stretch stands, whatever ends of lines it has."""
    plain = plain_offsets(text)

    def place(role: Role, span: Span) -> _Place:
        start, end = (plain[offset] if 0 <= offset < len(plain) else -1 for offset in span)
        return str(role), start, end

    return place


def _noted_places(noted: Mapping[str, Any]) -> list[_Place]:
    return list(value(tuple[tuple[str, int, int], ...], noted.get("at", ()), "hedgelens.entities.at"))


def _told_apart(groups: Sequence[Sequence[_Place]], noted: Sequence[Sequence[_Place]]) -> dict[int, int]:
    """Returns for groups of stretches which of those that were noted they are: the one that most of them stand in the place of.

    One that has moved is the same as before where its first stretch, or more than half of them, stayed.
    """
    of_place: dict[_Place, list[int]] = defaultdict(list)
    for number, places in enumerate(noted):
        for place in places:
            of_place[place].append(number)
    shared = Counter((one, other) for one, places in enumerate(groups) for place in places for other in of_place[place])
    found: dict[int, int] = {}
    taken: set[int] = set()
    for (one, other), number in shared.most_common():
        stayed = noted[other][0] in groups[one] or 2 * number > len(noted[other])
        if stayed and one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _entities(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Returns the stretches of a line, which older and simpler files list as [start, end, label]."""
    given = next(row[key] for key in _LISTS if isinstance(row.get(key), list))
    return [
        dict(zip(("start_offset", "end_offset", "label"), one, strict=False))
        if isinstance(one, list)
        else value(dict[str, Any], one, "entities")
        for one in given
    ]
