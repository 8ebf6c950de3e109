"""Corrections of single attributions and hedges, and new ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hedgelens.faces import Analysis
from hedgelens.records import Attribution, AttributionType, Category, Hedge, Quotation, Sentence, Span, Spans
from hedgelens.sheet.cells import Row
from hedgelens.sheet.findings import Findings
from hedgelens.sheet.matching import Edited
from hedgelens.sheet.passages import PassageError, find_mark, occurrences_within
from hedgelens.sheet.sources import Sources, word

_CERTAIN = 1.0


def corrected_attribution(
    analysis: Analysis, attribution: Attribution, edited: Edited, sources: Sources, findings: Findings
) -> Attribution:
    """Returns an attribution as its row has it."""
    row, changed = edited.row, edited.changed
    if not changed:
        return attribution
    new = attribution
    if "source" in changed:
        new = replace(new, source_id=sources.named(row, "source", row["source"]) if row["source"] else None, link=None)
    if "via" in changed:
        # The span of the old medium says nothing about another one.
        new = replace(new, via=sources.named(row, "via", row["via"]) if row["via"] else None, via_span=())
    if "quotation" in changed and (quotation := word(Quotation, row, "quotation", findings)):
        new = replace(new, quotation=quotation)
    if "type" in changed and (type := word(AttributionType, row, "type", findings)):
        new = replace(new, type=type)
    if "parent" in changed:
        new = replace(new, parent=row["parent"].casefold() or None)
    here = [*attribution.source, *attribution.cue, *attribution.content]
    if "source words" in changed:
        new = replace(new, source=_spans(analysis, row, "source words", attribution.source or here, findings))
    if "cue words" in changed:
        new = replace(new, cue=_cue(analysis, row, attribution.cue or here, findings))
    if "content words" in changed:
        new = replace(new, content=_content(analysis, row, attribution.content, findings))
    if ("cue words" in changed or "content words" in changed) and (new.cue or new.content):
        new = replace(new, sentence=_sentence_at(analysis, (new.cue or new.content)[0][0]))
    return replace(new, confidence=_CERTAIN, why=_by_hand(attribution.why, changed))


def new_attribution(analysis: Analysis, id: str, row: Row, sources: Sources, findings: Findings) -> Attribution | None:
    """Returns the attribution that a new row describes, nothing where it does not say enough."""
    quotation = word(Quotation, row, "quotation", findings)
    type = word(AttributionType, row, "type", findings)
    source = sources.named(row, "source", row["source"]) if row["source"] else None
    via = sources.named(row, "via", row["via"]) if row["via"] else None
    sentence = _sentence(analysis, row, findings)
    near: Sequence[Span] = [(sentence.start, sentence.end)] if sentence else [(0, len(analysis.article.text))]
    cue = _cue(analysis, row, near, findings)
    content = _content(analysis, row, cue or near, findings)
    who = _spans(analysis, row, "source words", cue or content or near, findings)
    if quotation is None or type is None or not content:
        return None
    parent = row["parent"].casefold() or None
    index = _sentence_at(analysis, (cue or content)[0][0])
    if sentence is not None and sentence.index != index:
        findings.problems.append(f"{row.place('sentence')}: says {sentence.index}, but the words stand in sentence {index}.")
    return Attribution(
        id, index, who, cue, content, quotation, type, _CERTAIN, "marked by hand", source_id=source, via=via, parent=parent
    )


def corrected_hedge(analysis: Analysis, hedge: Hedge, edited: Edited, sources: Sources, findings: Findings) -> Hedge:
    """Returns a hedge as its row has it."""
    row, changed = edited.row, edited.changed
    if not changed:
        return hedge
    new = hedge
    if "words" in changed and (spans := _one(analysis, row, "words", [(hedge.start, hedge.end)], findings)):
        new = _placed(analysis, new, spans[0])
    if "category" in changed and (category := word(Category, row, "category", findings)):
        new = replace(new, category=category)
    if "owner" in changed and (owner := sources.owner(row, "owner")):
        new = replace(new, owner=owner)
    if "attribution" in changed:
        new = replace(new, attribution=row["attribution"].casefold() or None)
    return replace(new, confidence=_CERTAIN, why=_by_hand(hedge.why, changed))


def new_hedge(analysis: Analysis, id: str, row: Row, marked: set[Span], sources: Sources, findings: Findings) -> Hedge | None:
    """Returns the hedge that a new row describes: the first such words in the sentence that are not marked yet."""
    category = word(Category, row, "category", findings)
    owner = sources.owner(row, "owner")
    sentence = _sentence(analysis, row, findings)
    spans: Spans = ()
    if sentence is not None and row["words"]:
        inside = occurrences_within(analysis.article.text, row["words"], (sentence.start, sentence.end))
        spans = tuple(span for span in inside if span not in marked)[:1]
        if not spans:
            what = "is marked as a hedge already" if inside else "does not stand there"
            findings.problems.append(f"{row.place('words')}: '{row['words']}' {what} (sentence {sentence.index}).")
    elif not row["sentence"]:
        spans = _one(analysis, row, "words", [(0, len(analysis.article.text))], findings)
    elif not row["words"]:
        findings.problems.append(f"{row.place('words')}: is blank. Copy the words that hedge from the text.")
    if category is None or owner is None or not spans:
        return None
    attribution = row["attribution"].casefold() or None
    blank = Hedge(id, 0, *spans[0], "", category, owner, attribution, _CERTAIN, "marked by hand")
    return _placed(analysis, blank, spans[0])


def _placed(analysis: Analysis, hedge: Hedge, span: Span) -> Hedge:
    start, end = span
    return replace(hedge, start=start, end=end, text=analysis.article.text[start:end], sentence=_sentence_at(analysis, start))


def _content(analysis: Analysis, row: Row, near: Sequence[Span], findings: Findings) -> Spans:
    if not row["content words"]:
        findings.problems.append(f"{row.place('content words')}: is blank. Copy what is attributed from the text.")
        return ()
    return _spans(analysis, row, "content words", near, findings)


def _cue(analysis: Analysis, row: Row, near: Sequence[Span], findings: Findings) -> Spans:
    return _one(analysis, row, "cue words", near, findings) if row["cue words"] else ()


def _one(analysis: Analysis, row: Row, column: str, near: Sequence[Span], findings: Findings) -> Spans:
    """Finds words that must be one piece."""
    if not row[column]:
        findings.problems.append(f"{row.place(column)}: is blank. Copy the words from the text.")
        return ()
    spans = _spans(analysis, row, column, near, findings)
    if len(spans) > 1:
        findings.problems.append(f"{row.place(column)}: has {len(spans)} pieces, and only one can be.")
    return spans


def _spans(analysis: Analysis, row: Row, column: str, near: Sequence[Span], findings: Findings) -> Spans:
    if not row[column]:
        return ()
    try:
        return find_mark(analysis.article.text, row[column], near)
    except PassageError as error:
        findings.problems.append(f"{row.place(column)}: {error}.")
        return ()


def _sentence(analysis: Analysis, row: Row, findings: Findings) -> Sentence | None:
    """Returns the sentence that a new row names, if it names one."""
    said = row["sentence"]
    if not said:
        return None
    if said.isdecimal() and int(said) < len(analysis.sentences):
        return analysis.sentences[int(said)]
    findings.problems.append(
        f"{row.place('sentence')}: there is no sentence '{said}' in '{analysis.article.id}'; "
        f"it has 0 to {len(analysis.sentences) - 1}."
    )
    return None


def _sentence_at(analysis: Analysis, offset: int) -> int:
    """Returns the index of the sentence that holds a character; the last one before it, where it stands between two."""
    return max((s.index for s in analysis.sentences if s.start <= offset), default=0)


def _by_hand(why: str, changed: Iterable[str]) -> str:
    return f"{why}; corrected by hand: {', '.join(changed)}"
