"""Corrections of attributions."""

from __future__ import annotations

from dataclasses import replace

from hedgelens.analysis import Analysis
from hedgelens.corrections import places, sources
from hedgelens.corrections.edits import (
    AcceptAttribution,
    AddAttribution,
    GiveAttribution,
    MoveAttribution,
    NestAttribution,
    RelayAttribution,
    RemoveAttribution,
    RetypeAttribution,
)
from hedgelens.language.quotations import QuotedWords, find_quotes
from hedgelens.language.stance import stance_at
from hedgelens.records import Attribution, HedgeLensError, HedgeOwner, Quotation, Spans, sentence_at


def add(analysis: Analysis, edit: AddAttribution) -> Analysis:
    """Gives words to a source."""
    content = places.spans(analysis, edit.content, "content", may_be_none=False)
    cue, source = places.spans(analysis, edit.cue, "cue"), places.spans(analysis, edit.source, "source")
    after, source_id = _with_source(analysis, edit.source_id, edit.name)
    parent = places.attribution(analysis, edit.parent).id if edit.parent else None
    new = Attribution(
        id=places.next_id("a", [a.id for a in analysis.attributions]),
        sentence=sentence_at(analysis.sentences, (cue or content)[0][0]),
        source=source,
        cue=cue,
        content=content,
        source_id=source_id,
        via=None,
        parent=parent,
        quotation=_quotation(analysis, content),
        type=edit.type,
        confidence=places.SURE,
        why=places.BY_HAND,
        stance=stance_at(analysis.article.text, cue),
    )
    ordered = sorted([*after.attributions, new], key=lambda a: a.start)
    return sources.with_mentions(analysis, replace(after, attributions=tuple(ordered)))


def move(analysis: Analysis, edit: MoveAttribution) -> Analysis:
    """Marks other words."""
    old = places.attribution(analysis, edit.attribution)
    content = old.content if edit.content is None else places.spans(analysis, edit.content, "content", may_be_none=False)
    cue = old.cue if edit.cue is None else places.spans(analysis, edit.cue, "cue")
    source = old.source if edit.source is None else places.spans(analysis, edit.source, "source")
    place = cue or content or source
    new = replace(
        old,
        content=content,
        cue=cue,
        source=source,
        quotation=_quotation(analysis, content) if content != old.content else old.quotation,
        stance=stance_at(analysis.article.text, cue) if cue != old.cue else old.stance,
        sentence=sentence_at(analysis.sentences, place[0][0]) if place else old.sentence,
    )
    return _with(analysis, new, "words")


def give(analysis: Analysis, edit: GiveAttribution) -> Analysis:
    """Gives an attribution to another source, and with it the doubt that was the old one's by it."""
    old = places.attribution(analysis, edit.attribution)
    after, source_id = _with_source(analysis, edit.source_id, edit.name)
    new = replace(old, source_id=source_id, link=None, via=None if old.via == source_id else old.via)
    changed = _with(after, new, "source")
    hedges = tuple(
        replace(h, owner=source_id, owners=())
        if source_id is not None and h.attribution == old.id and h.owner == old.source_id
        else h
        for h in changed.hedges
    )
    return replace(changed, hedges=hedges)


def relay(analysis: Analysis, edit: RelayAttribution) -> Analysis:
    """Says through whom an attribution reached the article."""
    old = places.attribution(analysis, edit.attribution)
    via = places.source(analysis, edit.via).id if edit.via else None
    if via is not None and via == old.source_id:
        raise HedgeLensError("A source cannot relay its own words. Choose another source.")
    return _with(analysis, replace(old, via=via, via_span=()), "via")


def retype(analysis: Analysis, edit: RetypeAttribution) -> Analysis:
    """Says what the source is given."""
    return _with(analysis, replace(places.attribution(analysis, edit.attribution), type=edit.type), "type")


def nest(analysis: Analysis, edit: NestAttribution) -> Analysis:
    """Puts an attribution into the content of another one."""
    old = places.attribution(analysis, edit.attribution)
    above = edit.parent
    while above is not None:
        if above == old.id:
            raise HedgeLensError("An attribution cannot be nested in its own content. Choose another one.")
        above = places.attribution(analysis, above).parent
    return _with(analysis, replace(old, parent=edit.parent), "parent")


def accept(analysis: Analysis, edit: AcceptAttribution) -> Analysis:
    """Confirms an attribution."""
    return _with(analysis, places.attribution(analysis, edit.attribution), "confirmed")


def remove(analysis: Analysis, edit: RemoveAttribution) -> Analysis:
    """Takes an attribution away; what stood in it stands in what it stood in, and doubt that was its source's goes outward."""
    old = places.attribution(analysis, edit.attribution)
    left = tuple(replace(a, parent=old.parent) if a.parent == old.id else a for a in analysis.attributions if a.id != old.id)
    outer = next((a for a in left if a.id == old.parent), None)
    hedges = tuple(
        replace(h, owner=(outer.source_id if outer else None) or h.owner, attribution=outer.id if outer else None, owners=())
        if h.attribution == old.id and outer is not None
        else replace(h, attribution=None if h.attribution == old.id else h.attribution, owners=_without(h.owners, old.id))
        for h in analysis.hedges
    )
    return sources.with_mentions(analysis, replace(analysis, attributions=left, hedges=hedges))


def _without(owners: tuple[HedgeOwner, ...], attribution: str) -> tuple[HedgeOwner, ...]:
    """Returns those whose a hedge may be, without the one whose attribution is gone."""
    return tuple(owner for owner in owners if owner.attribution != attribution)


def _with(analysis: Analysis, new: Attribution, what: str) -> Analysis:
    """Puts a corrected attribution into its place: a person has looked at it, and it is sure."""
    why = f"{new.why}; {what} by hand" if not new.why.endswith("by hand") else new.why
    sure = replace(new, confidence=places.SURE, why=why)
    changed = replace(analysis, attributions=tuple(sure if a.id == new.id else a for a in analysis.attributions))
    return sources.with_mentions(analysis, changed)


def _with_source(analysis: Analysis, source_id: str | None, name: str | None) -> tuple[Analysis, str | None]:
    if name is not None:
        return sources.with_new(analysis, name)
    return analysis, places.source(analysis, source_id).id if source_id is not None else None


def _quotation(analysis: Analysis, content: Spans) -> Quotation:
    words = list(analysis.word_starts)
    return QuotedWords(find_quotes(analysis.article), words).quotation(content)
