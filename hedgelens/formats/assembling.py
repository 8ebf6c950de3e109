"""Makes an analysis of what was read in a file: what HedgeLens wrote comes back as it was, and what people changed is theirs."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from hedgelens.analysis import HAND, MARKED_BY, Analysis
from hedgelens.article import article_from_text
from hedgelens.files.checking import MisfitError, shown, value
from hedgelens.formats.annotations import OF_ATTRIBUTIONS, Annotation, Found, Role, digest
from hedgelens.formats.completing import innermost, name_in, new_source, parents, quotation_of, sentences_of
from hedgelens.formats.matching import check_quoted, check_spans, closed, joined, placing
from hedgelens.language.stance import stance_at
from hedgelens.records import (
    AUTHOR,
    UNKNOWN,
    UNNAMED,
    Article,
    AttributionType,
    Category,
    HedgeLensError,
    Revision,
    plain,
    sentence_at,
)
from hedgelens.settings import ALL_TYPES, EVERYTHING
from hedgelens.views.contract import SCHEMA, article_from_dict, article_to_dict, from_dict

A = TypeVar("A", bound=Analysis)

_WHY = f"marked {MARKED_BY[HAND]}"
_SETTINGS = ("engine", "engine_sha256", "model", "model_sha256", "min_confidence", "types", "corrected")


def assembled(
    found: Found, article: Article | None, kind: type[A], *, name: str, by: str | None = None, date: str | None = None
) -> A:
    """Makes the analysis of what was read of one article.

    Of what HedgeLens wrote, that which nobody touched stays as it was; what was added or changed since is taken as marked by
    hand, and a revision says how much that is. What others wrote is taken as marked by hand as a whole.

    Args:
        found: what was read.
        article: the article, or nothing where the file holds its text.
        kind: the class of the analysis.
        name: the file, for messages.
        by: who made or corrected the annotations, for the revision.
        date: when (ISO 8601), by default today.

    Raises:
        HedgeLensError: it annotates another text, the text is nowhere, or something in it cannot be.
    """
    article = _article(found, article, name)
    try:
        rows = _Rows(_placed(found, article, name), article, name)
        data = rows.contract(_revisions(rows, by, date))
        return from_dict(data, article.text, kind)
    except (MisfitError, KeyError, TypeError, ValueError, AttributeError) as error:
        what = str(error) if isinstance(error, MisfitError) else "what HedgeLens noted in it was changed"
        raise HedgeLensError(f"'{name}' cannot be read: {what}.") from None


def _article(found: Found, article: Article | None, name: str) -> Article:
    if article is not None:
        return article
    if found.text is None:
        raise HedgeLensError(
            f"'{name}' does not hold the text of its article. Say where that is: --article FILE, in Python article=."
        )
    about = (found.note or {}).get("article")
    try:
        return article_from_dict(about, found.text) if about else article_from_text(found.text, id=found.id or "article")
    except HedgeLensError as error:
        if about is None:
            raise
        raise HedgeLensError(
            f"The text in '{name}' is not as it was when HedgeLens wrote it ({str(error).rstrip('.')}). "
            "Say where the article is: --article FILE, in Python article=."
        ) from None


def _placed(found: Found, article: Article, name: str) -> Found:
    """Returns what was read in offsets into the article, after a look at whether it is about this text."""
    about = (found.note or {}).get("article") or {}
    if found.text is None and about.get("sha256", article.sha256) != article.sha256:
        raise HedgeLensError(f"'{name}' annotates a different text from that of '{article.id}': their hashes differ.")
    place = placing(article.text if found.text is None else found.text, article.text, name)
    annotations = []
    for one in found.annotations:
        gaps = {(place(start), place(end)) for start, end in one.gaps}
        spans = {}
        for role, given in one.spans.items():
            moved = tuple((place(start), place(end)) for start, end in given)
            check_spans(moved, len(article.text), f"{role} of '{one.id}'", name)
            spans[role] = joined(closed(moved, gaps, article.text))
        annotations.append(replace(one, spans=spans))
    check_quoted([((place(s), place(e)), words) for (s, e), words in found.quoted], article.text, name)
    return replace(found, annotations=annotations)


def _revisions(rows: _Rows, by: str | None, date: str | None) -> list[dict[str, Any]]:
    try:
        day = datetime.date.fromisoformat(date) if date else datetime.date.today()
    except ValueError:
        raise HedgeLensError(f"'{date}' is not a date. Write it as in 2026-07-31.") from None
    number = rows.corrections
    if by is None and (not rows.noted or not number):
        return []
    return [plain(Revision(" ".join((by or UNNAMED).split()) or UNNAMED, day.isoformat(), number))]


class _Rows:
    """The rows of the contract that come of one file."""

    def __init__(self, found: Found, article: Article, name: str) -> None:
        self._article, self._name = article, name
        self.noted = found.note is not None
        self._note: Mapping[str, Any] = found.note or {}
        self._written: dict[str, str] = value(dict[str, str], self._note.get("written", {}), "written")
        order = {id: place for place, id in enumerate(self._written)}
        last = len(order)
        self._all = sorted(_named_apart(found.annotations), key=lambda one: order.get(one.id, last))
        self._sources: list[dict[str, Any]] = [dict(row) for row in self._note.get("sources", ())]
        self._by_id = {str(row["id"]): row for row in self._sources}
        self._by_name = {str(row["name"]): row for row in reversed(self._sources)}
        given = self._note.get("sentences")
        self._sentences = sentences_of(article) if given is None else None
        self._sentence_rows: Sequence[Mapping[str, Any]] = plain(self._sentences) if given is None else given
        self._starts = [int(row["start"]) for row in self._sentence_rows]
        self._let_go: set[str] = set()
        self.corrections = sum(map(self._is_changed, self._all)) + len(self._written.keys() - {one.id for one in self._all})

    def contract(self, revisions: list[dict[str, Any]]) -> dict[str, Any]:
        """Returns the whole as the contract has it."""
        of_attributions = [one for one in self._all if one.is_attribution]
        attributions = [self._attribution(one) for one in of_attributions]
        self._nest(of_attributions, attributions)
        hedges = [self._hedge(one, attributions) for one in self._all if Role.HEDGE in one.spans]
        continuations = [self._continued(one) for one in self._all if Role.CONTINUED in one.spans]
        settings = {key: self._note["settings"][key] for key in _SETTINGS} if self.noted else _by_hand()
        settings["corrected"] = [*settings["corrected"], *revisions]
        rows = {"attributions": attributions, "hedges": hedges, "continuations": continuations}
        return {
            "schema": SCHEMA,
            "article": self._note.get("article") or article_to_dict(self._article),
            "sentences": self._sentence_rows,
            "sources": self._kept_sources(rows),
            **rows,
            "measures": {"settings": settings},
        }

    def _is_changed(self, one: Annotation) -> bool:
        return self._written.get(one.id) != digest(one)

    # -- rows -----------------------------------------------------------------------------------------------------------

    def _attribution(self, one: Annotation) -> dict[str, Any]:
        spans = {role: one.spans.get(role, ()) for role in OF_ATTRIBUTIONS}
        source, cue, content, via = spans.values()
        if not cue and not content:
            raise MisfitError(f"'{one.id}' has neither a cue nor a content; tie its words to those, or take them away")
        same = not self._is_changed(one)
        row = {
            "id": one.id,
            "source": plain(source),
            "cue": plain(cue),
            "content": plain(content),
            "via_span": plain(via),
            "source_id": self._source_id(one, "source", "source_id", source),
            "via": self._source_id(one, "via", "via", via),
            "parent": one.said.get("parent"),
            "quotation": one.said.get("quotation") or str(quotation_of(self._article.text, content)),
            "type": self._word(one, "type", AttributionType, str(AttributionType.ASSERTION)),
        }
        if same:
            return row | {key: one.more.get(key) for key in ("sentence", "confidence", "why", "rule", "link", "stance")}
        stance = stance_at(self._article.text, cue)
        return row | self._judged(one) | {"rule": "", "link": None, "stance": stance}

    def _hedge(self, one: Annotation, attributions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        (start, end), *_ = one.spans[Role.HEDGE]
        row = {
            "id": one.id,
            "start": start,
            "end": end,
            "text": self._article.text[start:end],
            "category": self._word(one, "category", Category, None),
        }
        if not self._is_changed(one):
            kept = ("sentence", "owner", "attribution", "confidence", "why", "rule", "owners")
            return _without_gone(row | {key: one.more.get(key) for key in kept}, attributions)
        owner = one.said.get("owner") or AUTHOR
        if owner not in (AUTHOR, UNKNOWN):
            owner = self._source_id(one, "owner", "owner", ()) or UNKNOWN
        attribution = innermost(attributions, owner, start)
        return row | self._judged(one) | {"owner": owner, "attribution": attribution, "rule": "", "owners": []}

    def _continued(self, one: Annotation) -> dict[str, Any]:
        source = self._source_id(one, "source", "source_id", ())
        if source is None:
            raise MisfitError(f"the continued sentence '{one.id}' has no source; give it the name of the source it carries on")
        if not self._is_changed(one):
            return {**one.more, "source_id": source}
        return self._judged(one) | {"source_id": source}

    def _judged(self, one: Annotation) -> dict[str, Any]:
        """Returns what is so of all that people marked."""
        return {"sentence": self._sentence_of(one.start), "confidence": 1.0, "why": _WHY}

    def _sentence_of(self, offset: int) -> int:
        if self._sentences is not None:
            return sentence_at(self._sentences, offset)
        return max(sum(start <= offset for start in self._starts) - 1, 0)

    def _word(self, one: Annotation, key: str, words: type[AttributionType] | type[Category], default: str | None) -> str:
        said = one.said.get(key) or default
        if said is None or said not in list(words):
            found = "nothing" if said is None else shown(said)
            raise MisfitError(f"{key} of '{one.id}': expected one of {', '.join(words)}, found {found}")
        return said

    # -- sources --------------------------------------------------------------------------------------------------------

    def _source_id(self, one: Annotation, said: str, key: str, spans: Any) -> str | None:
        """Returns the id of a source by its name; one that is not known yet is made."""
        name = " ".join((one.said.get(said) or "").split())
        before = one.more.get(key)
        if not name and one.id not in self._written:
            name = name_in(self._article.text, spans)
        known = self._by_id.get(str(before))
        if known is not None and (str(known["name"]) == one.said.get(said) or known["name"] == name):
            return str(before)
        if known is not None:
            self._let_go.add(str(before))
        return self._named(name, spans) if name else None

    def _named(self, name: str, spans: Any) -> str:
        row = self._by_name.get(name) or self._by_alias(name)
        if row is None:
            row = new_source(self._free_id(), name, spans)
            self._sources.append(row)
            self._by_id[row["id"]] = self._by_name[name] = row
        elif spans and not self.noted:
            row["mentions"] = plain(joined((*map(tuple, row["mentions"]), *spans)))
        return str(row["id"])

    def _by_alias(self, name: str) -> dict[str, Any] | None:
        return next((row for row in self._sources if name in row.get("aliases", ())), None)

    def _free_id(self) -> str:
        number = len(self._sources) + 1
        while f"s{number}" in self._by_id:
            number += 1
        return f"s{number}"

    def _kept_sources(self, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[dict[str, Any]]:
        """Returns the sources without those from whom people took the last thing that was theirs."""
        used = {row.get(key) for some in rows.values() for row in some for key in ("source_id", "via", "owner")}
        used |= {row.get("affiliation") for row in self._sources}
        used |= {owner["owner"] for row in rows["hedges"] for owner in row["owners"] or ()}
        return [row for row in self._sources if row["id"] in used or row["id"] not in self._let_go]

    # -- nesting --------------------------------------------------------------------------------------------------------

    def _nest(self, annotations: Sequence[Annotation], rows: Sequence[dict[str, Any]]) -> None:
        """Gives attributions that others marked, and that say nothing of it, the one in whose content they stand."""
        ids = {row["id"] for row in rows}
        if not self.noted and not any(one.said.get("parent") for one in annotations):
            found = parents({row["id"]: row["content"] for row in rows}, {one.id: one.start for one in annotations})
            for row in rows:
                row["parent"] = found[row["id"]]
        for row in rows:
            if row["parent"] not in ids:  # somebody took it away
                row["parent"] = None


def _named_apart(annotations: Sequence[Annotation]) -> list[Annotation]:
    """Returns annotations of which no two have the same name."""
    taken: set[str] = set()
    result = []
    for one in annotations:
        id, number = one.id, 2
        while id in taken:
            id, number = f"{one.id}-{number}", number + 1
        taken.add(id)
        result.append(one if id == one.id else replace(one, id=id))
    return result


def _without_gone(hedge: dict[str, Any], attributions: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Returns a hedge that stands in no attribution that people took away; it stays its owner's, as they let that stand."""
    there = {None, *(row["id"] for row in attributions)}
    held, owners = hedge["attribution"], hedge["owners"] or ()
    if held not in there:
        held = innermost(attributions, hedge["owner"], hedge["start"])
    return hedge | {"attribution": held, "owners": [one for one in owners if one["attribution"] in there]}


def _by_hand() -> dict[str, Any]:
    return {
        "engine": HAND,
        "engine_sha256": "",
        "model": "",
        "model_sha256": "",
        "min_confidence": EVERYTHING,
        "types": plain(ALL_TYPES),
        "corrected": [],
    }
