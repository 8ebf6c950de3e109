"""Corrections of single attributions and hedges, and new ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from hedgelens.corrections.places import BY_HAND, SURE
from hedgelens.faces import Analysis
from hedgelens.language.stance import stance_at
from hedgelens.records import Attribution, AttributionType, Category, Hedge, Quotation, Sentence, Span, Spans, sentence_at
from hedgelens.sheet.cells import Row
from hedgelens.sheet.matching import Edited
from hedgelens.sheet.pages import ATTRIBUTIONS, DELETE
from hedgelens.sheet.passages import PassageError, find_mark, occurrences_within
from hedgelens.sheet.sources import Sources, word

_Near = Callable[[str, dict[str, Any]], Sequence[Span]]
"""Where the words of a column are looked for first, given what the cells before it said."""


def corrected_attribution(analysis: Analysis, attribution: Attribution, edited: Edited, sources: Sources) -> Attribution:
    """Returns an attribution as its row has it."""
    changed = edited.changed
    if not changed:
        return attribution
    here = [*attribution.source, *attribution.cue, *attribution.content]
    near = {"source": attribution.source or here, "cue": attribution.cue or here, "content": attribution.content}
    said = _attribution(analysis, edited.row, changed, lambda role, _: near[role], sources)
    new = replace(attribution, **said)
    if "source" in changed:
        new = replace(new, link=None)  # how it came to the old one
    if "via" in changed:
        new = replace(new, via_span=())  # that of the old medium says nothing about another one
    if "cue words" in changed:
        new = replace(new, stance=stance_at(analysis.article.text, new.cue))
    if ("cue words" in changed or "content words" in changed) and (new.cue or new.content):
        new = replace(new, sentence=sentence_at(analysis.sentences, (new.cue or new.content)[0][0]))
    new = replace(new, confidence=SURE, why=_by_hand(attribution.why, changed))
    _check_counted(analysis, new, edited)
    return new


def _check_counted(analysis: Analysis, attribution: Attribution, edited: Edited) -> None:
    """Checks that an attribution counts as its row says: one that a person has confirmed does, if its type does."""
    said = edited.changed.get("counted", "")
    if "counted" in edited.changed and said.casefold() != "yes":
        edited.row.problem("counted", f"says '{said}'. Write 'yes', or remove the attribution with '{DELETE}'")
    elif said and not analysis.counts(attribution):
        edited.row.problem(
            "counted", f"says 'yes', but attributions of the type {attribution.type}, or to this source, do not count here"
        )


def new_attribution(analysis: Analysis, id: str, row: Row, sources: Sources) -> Attribution | None:
    """Returns the attribution that a new row describes, nothing where it does not say enough."""
    sentence = _sentence(analysis, row)
    place: Sequence[Span] = [(sentence.start, sentence.end)] if sentence else [(0, len(analysis.article.text))]

    def near(role: str, said: dict[str, Any]) -> Sequence[Span]:
        beside = {"cue": (), "content": said.get("cue"), "source": said.get("cue") or said.get("content")}
        return beside[role] or place

    said = _attribution(analysis, row, [column.name for column in ATTRIBUTIONS.columns], near, sources)
    if not {"quotation", "type"} <= said.keys() or not said["content"]:
        return None
    index = sentence_at(analysis.sentences, (said["cue"] or said["content"])[0][0])
    if sentence is not None and sentence.index != index:
        row.problem("sentence", f"says {sentence.index}, but the words are in sentence {index}")
    stance = stance_at(analysis.article.text, said["cue"])
    return Attribution(id=id, sentence=index, confidence=SURE, why=BY_HAND, stance=stance, **said)


def _attribution(analysis: Analysis, row: Row, columns: Iterable[str], near: _Near, sources: Sources) -> dict[str, Any]:
    """Returns what the cells of some columns say, by field; one of a few words that is none of them is left out."""
    said: dict[str, Any] = {}

    def named(column: str) -> str | None:
        return sources.named(row, column, row[column]) if row[column] else None

    def content() -> Spans:
        if not row["content words"]:
            row.problem("content words", "is blank. Copy what is attributed from the text")
        return _spans(analysis, row, "content words", near("content", said))

    read: dict[str, tuple[str, Callable[[], Any]]] = {
        "quotation": ("quotation", lambda: word(Quotation, row, "quotation")),
        "type": ("type", lambda: word(AttributionType, row, "type")),
        "source": ("source_id", lambda: named("source")),
        "via": ("via", lambda: named("via")),
        "parent": ("parent", lambda: row["parent"].casefold() or None),
        "cue words": ("cue", lambda: _one_piece(analysis, row, "cue words", near("cue", said))),
        "content words": ("content", content),
        "source words": ("source", lambda: _spans(analysis, row, "source words", near("source", said))),
    }
    columns = set(columns)
    for column, (field, value) in read.items():
        if column in columns:
            said[field] = value()
    return {field: value for field, value in said.items() if value is not None or field not in ("quotation", "type")}


def corrected_hedge(analysis: Analysis, hedge: Hedge, edited: Edited, sources: Sources) -> Hedge:
    """Returns a hedge as its row has it."""
    row, changed = edited.row, edited.changed
    if not changed:
        return hedge
    new = hedge
    if "words" in changed and (spans := _one(analysis, row, "words", [(hedge.start, hedge.end)])):
        new = _placed(analysis, new, spans[0])
    if "category" in changed and (category := word(Category, row, "category")):
        new = replace(new, category=category)
    if "owner" in changed and (owner := sources.owner(row, "owner")):
        new = replace(new, owner=owner, owners=())  # it is nobody else's
    if "attribution" in changed:
        new = replace(new, attribution=row["attribution"].casefold() or None, owners=())
    return replace(new, confidence=SURE, why=_by_hand(hedge.why, changed))


def new_hedge(analysis: Analysis, id: str, row: Row, marked: set[Span], sources: Sources) -> Hedge | None:
    """Returns the hedge that a new row describes: the first such words in the sentence that are not marked yet."""
    category = word(Category, row, "category")
    owner = sources.owner(row, "owner")
    spans = _unmarked(analysis, row, marked)
    if category is None or owner is None or not spans:
        return None
    attribution = row["attribution"].casefold() or None
    blank = Hedge(id, 0, *spans[0], "", category, owner, attribution, SURE, BY_HAND)
    return _placed(analysis, blank, spans[0])


def _unmarked(analysis: Analysis, row: Row, marked: set[Span]) -> Spans:
    """Finds the words of a new hedge."""
    sentence = _sentence(analysis, row)
    if not row["words"] or not row["sentence"]:
        return _one(analysis, row, "words", [(0, len(analysis.article.text))])
    if sentence is None:
        return ()
    inside = occurrences_within(analysis.article.text, row["words"], (sentence.start, sentence.end))
    spans = tuple(span for span in inside if span not in marked)[:1]
    if not spans:
        what = "is already marked as a hedge" if inside else "does not occur there"
        row.problem("words", f"'{row['words']}' {what} (sentence {sentence.index})")
    return spans


def _placed(analysis: Analysis, hedge: Hedge, span: Span) -> Hedge:
    start, end = span
    return replace(
        hedge, start=start, end=end, text=analysis.article.text[start:end], sentence=sentence_at(analysis.sentences, start)
    )


def _one(analysis: Analysis, row: Row, column: str, near: Sequence[Span]) -> Spans:
    """Finds words that must be there, and be one piece."""
    if not row[column]:
        row.problem(column, "is blank. Copy the words from the text")
    return _one_piece(analysis, row, column, near)


def _one_piece(analysis: Analysis, row: Row, column: str, near: Sequence[Span]) -> Spans:
    spans = _spans(analysis, row, column, near)
    if len(spans) > 1:
        row.problem(column, f"has {len(spans)} pieces; only one is allowed")
    return spans


def _spans(analysis: Analysis, row: Row, column: str, near: Sequence[Span]) -> Spans:
    if not row[column]:
        return ()
    try:
        return find_mark(analysis.article.text, row[column], near)
    except PassageError as error:
        row.problem(column, str(error))
        return ()


def _sentence(analysis: Analysis, row: Row) -> Sentence | None:
    """Returns the sentence that a new row names, if it names one."""
    said = row["sentence"]
    if not said:
        return None
    if said.isdecimal() and int(said) < len(analysis.sentences):
        return analysis.sentences[int(said)]
    last = len(analysis.sentences) - 1
    row.problem("sentence", f"there is no sentence '{said}' in '{analysis.article.id}'; its sentences are numbered 0 to {last}")
    return None


def _by_hand(why: str, changed: Iterable[str]) -> str:
    return f"{why}; corrected by hand: {', '.join(changed)}"
