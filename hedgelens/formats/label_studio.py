"""Label Studio's JSON: a task an article, its stretches as regions with labels, choices and names on them, ties as relations.

Offsets are in characters; versions before 1.5 counted units of UTF-16, which is seen where words do not stand where they should.
What Label Studio has no place for stands in ``data.hedgelens``, which it keeps as it is. (https://labelstud.io/guide/export.)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.files.checking import MisfitError, value
from hedgelens.formats.annotations import Found, Role, annotations_of, digest, note_of
from hedgelens.formats.matching import Utf16
from hedgelens.formats.plain_files import json_in, lines_in, note_in, put, span_of
from hedgelens.formats.tying import Detail, Stretch, stretches_of, tied
from hedgelens.records import AttributionType, Category, HedgeLensError, Quotation, Span
from hedgelens.views.rows import json_text

_CHOICES: dict[str, Iterable[str]] = {"type": AttributionType, "quotation": Quotation, "category": Category}
_NAMES = ("source", "via", "owner", "parent")


def write(analyses: Iterable[Analysis]) -> bytes:
    """Returns the annotations of analyses as tasks."""
    return f"{json_text([_task(analysis) for analysis in analyses], indent=1)}\n".encode()


def beside(analyses: Iterable[Analysis]) -> dict[str, bytes]:
    """Returns what the project in Label Studio is set up with, by the name of the file."""
    labels = "".join(f'\n    <Label value="{role}"/>' for role in Role)
    choices = "".join(
        f'\n  <Choices name="{key}" toName="text" perRegion="true" whenTagName="label" whenLabelValue="{_on(key)}">'
        + "".join(f'\n    <Choice value="{word}"/>' for word in words)
        + "\n  </Choices>"
        for key, words in _CHOICES.items()
    )
    names = "".join(f'\n  <TextArea name="{key}" toName="text" perRegion="true" placeholder="{key}"/>' for key in _NAMES)
    relations = "".join(f'\n    <Relation value="{role}"/>' for role in Role)
    return {
        "label-config.xml": (
            f'<View>\n  <Labels name="label" toName="text">{labels}\n  </Labels>\n  <Text name="text" value="$text"/>'
            f"{choices}{names}\n  <Relations>{relations}\n  </Relations>\n</View>\n"
        ).encode()
    }


def _on(key: str) -> str:
    return "Hedge" if key == "category" else "Cue,Content"


def _task(analysis: Analysis) -> dict[str, Any]:
    annotations = annotations_of(analysis)
    of_each = stretches_of(annotations)
    text = analysis.article.text
    results = [one for some in of_each for one in _results(some, text)]
    regions = {some[0].id: {"id": some[0].of.id, "more": dict(some[0].of.more)} for some in of_each}
    note = {**note_of(analysis, annotations), "regions": regions}
    return {"data": {"hedgelens": note, "id": analysis.article.id, "text": text}, "annotations": [{"result": results}]}


def _results(stretches: list[Stretch], text: str) -> Iterable[dict[str, Any]]:
    first = stretches[0]
    for one in stretches:
        yield _result(one, text, "label", "labels", {"labels": [str(one.role)]})
    for key, word in first.of.said.items():
        if key in _CHOICES:
            yield _result(first, text, key, "choices", {"choices": [word]})
        else:
            yield _result(first, text, key, "textarea", {"text": [word]})
    for other in stretches[1:]:
        yield {"type": "relation", "from_id": first.id, "to_id": other.id, "direction": "right", "labels": [str(other.role)]}


def _result(one: Stretch, text: str, name: str, kind: str, said: dict[str, Any]) -> dict[str, Any]:
    start, end = one.span
    place = {"start": start, "end": end, "text": text[start:end]}
    return {"id": one.id, "from_name": name, "to_name": "text", "type": kind, "value": {**place, **said}}


# -- reading ----------------------------------------------------------------------------------------------------------------


def recognises(data: Any) -> bool:
    """Says whether JSON is of this format."""
    task = data[0] if isinstance(data, list) and data else data
    return isinstance(task, dict) and isinstance(task.get("data"), dict) and isinstance(task.get("annotations"), list)


def read(data: bytes, name: str) -> list[Found]:
    """Reads tasks, as a list or a line each; those that nobody has annotated are passed over.

    An annotation that was cancelled does not count, nor one that is as HedgeLens wrote it where there is another.

    Raises:
        HedgeLensError: a task cannot be read, or has several annotations.
    """
    content = data.lstrip()
    rows = enumerate(json_in(data, name), start=1) if content[:1] == b"[" else lines_in(data, name)
    found = []
    for number, task in rows:
        try:
            if not recognises(task):
                raise MisfitError("expected 'data' and 'annotations'")
            found += _annotated(task, f"{name.rpartition('/')[2].partition('.')[0]}-{number}")
        except MisfitError as error:
            raise HedgeLensError(
                f"Task {number} of '{name}' is not in the format of Label Studio, or cannot be read: {error}."
            ) from None
    return found


def _annotated(task: dict[str, Any], id: str) -> list[Found]:
    """Returns what was annotated in a task, which is nothing or one thing."""
    made = value(tuple[dict[str, Any], ...], task["annotations"], "annotations")
    found = [_found(task["data"], one, id) for one in made if not one.get("was_cancelled")]
    if len(found) > 1:
        found = [one for one in found if not _is_untouched(one)] or found[:1]
    if len(found) > 1:
        raise MisfitError(
            f"it has {len(found)} annotations; keep one of them there, or save the work of each annotator in a file of its own"
        )
    return found


def _is_untouched(found: Found) -> bool:
    return found.note is not None and found.note.get("written") == {one.id: digest(one) for one in found.annotations}


def _found(data: Mapping[str, Any], annotation: Mapping[str, Any], id: str) -> Found:
    text = value(str, data.get("text"), "data.text")
    note = note_in(data.get("hedgelens"))
    noted = (note or {}).get("regions")
    results = value(tuple[dict[str, Any], ...], annotation.get("result"), "result")
    units = _Units(text)
    marked: dict[str, tuple[Role, Span]] = {}
    said: dict[str, dict[str, str]] = {}
    arrows: list[tuple[str, str]] = []
    passed_over = []
    for number, one in enumerate(results):
        key, given = str(one.get("id")), one.get("value")
        if one.get("type") == "relation":
            arrows.append((str(one.get("from_id")), str(one.get("to_id"))))
        elif isinstance(given, dict) and one.get("type") == "labels":
            labels = value(tuple[str, ...], given.get("labels", ()), f"result[{number}].labels")
            role = next((label for label in labels if label in list(Role)), None)
            if role is None:
                passed_over.append(labels[0] if labels else "no label")
            else:
                put(marked, key, (Role(role), units.span(given, f"result[{number}]")), "regions")
        elif isinstance(given, dict):
            said.setdefault(key, {}).update(_said(str(one.get("from_name")), given))
    arrows = [(one, other) for one, other in arrows if one in marked and other in marked]
    details = {key: _detail(key, noted if isinstance(noted, dict) else {}, said.get(key, {})) for key in marked if key in said}
    named = str(data.get("id") or id)
    return Found(tied(marked, arrows, details), text=text, note=note, id=named, passed_over=passed_over)


def _detail(key: str, noted: Mapping[str, Any], said: dict[str, str]) -> Detail:
    own = noted.get(key)
    if not isinstance(own, Mapping):
        return Detail(key, said)
    return Detail(str(own.get("id")), said, value(dict[str, Any], own.get("more"), f"regions.{key}.more"))


def _said(name: str, given: Mapping[str, Any]) -> dict[str, str]:
    words = given.get("choices" if name in _CHOICES else "text")
    first = words[0] if isinstance(words, list) and words else words
    return {name: first} if isinstance(first, str) and name in (*_CHOICES, *_NAMES) else {}


class _Units:
    """What the offsets of a task count: characters, or where its words do not stand there, units of UTF-16."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._utf16: Utf16 | None = None

    def span(self, given: Mapping[str, Any], place: str) -> Span:
        start, end = span_of(given.get("start"), given.get("end"), place)
        words = given.get("text")
        if not isinstance(words, str) or self._text[start:end] == words:
            return start, end
        self._utf16 = self._utf16 or Utf16(self._text)
        other = self._utf16.characters(start), self._utf16.characters(end)
        if self._text[slice(*other)] != words:
            raise MisfitError(f"{place}: its words do not stand at characters {start:,} to {end:,}, but others do")
        return other
