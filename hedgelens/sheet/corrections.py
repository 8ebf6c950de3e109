"""Applies the corrections of a coding sheet to the analysis of one article: exactly what the cells say, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from hedgelens.analysis import WRITER, Links
from hedgelens.corrections.sentences import continuation
from hedgelens.corrections.sources import with_mentions, with_profile_of
from hedgelens.faces import Analysis
from hedgelens.records import UNKNOWN, Attribution, Continuation, Hedge, HedgeOwner, Kind, Sentence, Span
from hedgelens.sheet.cells import Row
from hedgelens.sheet.findings import Findings
from hedgelens.sheet.mark_corrections import corrected_attribution, corrected_hedge, new_attribution, new_hedge
from hedgelens.sheet.matching import Edited, Matched, match, new_row
from hedgelens.sheet.pages import ATTRIBUTIONS, BASES, HEDGES, SENTENCES, SOURCES, Page
from hedgelens.sheet.sources import Sources, word
from hedgelens.views.colours import with_kept_colours


def corrected(analysis: Analysis, pages: Mapping[Page, Sequence[Row]], findings: Findings) -> Analysis:
    """Returns the analysis of an article with the corrections on its rows; notes changes, problems and warnings.

    Where there is a problem, the result is not to be used.
    """
    matched = {page: match(page, analysis, pages[page], findings) for page in (SENTENCES, ATTRIBUTIONS, HEDGES, SOURCES)}
    sources = Sources(analysis, matched[SOURCES])
    attributions = _attributions(analysis, matched[ATTRIBUTIONS], sources)
    hedges = _hedges(analysis, matched[HEDGES], sources, attributions)
    result = replace(
        analysis,
        sentences=_sentences(analysis, matched[SENTENCES]),
        sources=tuple(sources.all.values()),
        attributions=attributions,
        continuations=_continuations(analysis, matched[SENTENCES], sources),
        hedges=hedges,
    )
    _check_owners(result, matched[HEDGES])
    result = _with_merged(result, sources)
    _check_bases(result, matched[SENTENCES])
    _check_deleted_sources(result, sources)
    return with_kept_colours(analysis, with_mentions(analysis, _without(result, sources), sources.final))


def _sentences(analysis: Analysis, matched: Matched) -> tuple[Sentence, ...]:
    kinds = {int(e.key): kind for e in matched.edited if "kind" in e.changed and (kind := word(Kind, e.row, "kind")) is not None}
    return tuple(replace(s, kind=kinds[s.index]) if s.index in kinds else s for s in analysis.sentences)


def _continuations(analysis: Analysis, matched: Matched, sources: Sources) -> tuple[Continuation, ...]:
    """Returns whose account sentences carry on: what the column says where it was changed; nobody's where the basis says so."""
    new: dict[int, list[Continuation]] = {}
    for edited in matched.edited:
        index = int(edited.key)
        if "carries on" in edited.changed:
            before = {c.source_id: c for c in analysis.continuations if c.sentence == index}
            named = _named(edited, sources)
            new[index] = [before.get(id) or continuation(index, id) for id in named]
        elif edited.changed.get("basis", "").casefold() in ("explicit", WRITER):
            new[index] = []
    if not new:
        return analysis.continuations
    kept = (c for c in analysis.continuations if c.sentence not in new)
    return tuple(sorted([*kept, *chain.from_iterable(new.values())], key=attrgetter("sentence")))


def _named(edited: Edited, sources: Sources) -> list[str]:
    """Returns the ids of the sources in a cell; a name may itself hold a semicolon."""
    cell = edited.row["carries on"]
    if not cell:
        return []
    names = [cell] if sources.knows(cell) else [part.strip() for part in cell.split(";") if part.strip()]
    found = (sources.named(edited.row, "carries on", name) for name in names)
    return list(dict.fromkeys(id for id in found if id is not None))


def _attributions(analysis: Analysis, matched: Matched, sources: Sources) -> tuple[Attribution, ...]:
    kept = {a.id: a for a in analysis.attributions}
    rows: dict[str, Row] = {}
    for edited in matched.edited:
        rows[edited.key] = edited.row
        kept[edited.key] = corrected_attribution(analysis, kept[edited.key], edited, sources)
    for id, row in matched.numbered("a", list(kept)):
        new_row(ATTRIBUTIONS, analysis, row, id)
        rows[id] = row
        if (added := new_attribution(analysis, id, row, sources)) is not None:
            kept[id] = added
    deleted = {edited.key for edited in matched.edited if edited.deleted}
    _check_parents(kept, rows)
    found = tuple(_held(a, kept, deleted) for a in kept.values() if a.id not in deleted)
    _check_credit(analysis.attributions, found, rows, sources)
    return found


def _held(attribution: Attribution, all: Mapping[str, Attribution], deleted: set[str]) -> Attribution:
    """Hands an attribution whose parent is taken away to the parent's parent."""
    parent = attribution.parent
    while parent in deleted:
        parent = all[parent].parent
    return attribution if parent == attribution.parent else replace(attribution, parent=parent)


def _check_parents(all: Mapping[str, Attribution], rows: Mapping[str, Row]) -> None:
    for attribution in all.values():
        seen, parent = {attribution.id}, attribution.parent
        while parent is not None and parent in all and parent not in seen:
            seen.add(parent)
            parent = all[parent].parent
        row = rows.get(attribution.id)
        if parent is not None and parent not in all and row is not None:
            row.problem("parent", f"there is no attribution '{parent}'")
        elif parent == attribution.id and row is not None:
            row.problem("parent", "an attribution cannot be nested in its own content")


def _check_credit(before: Iterable[Attribution], after: Sequence[Attribution], rows: Mapping[str, Row], sources: Sources) -> None:
    """Says where a correction gives words to two sources, neither of which speaks within the words of the other."""
    old = {a.id: a for a in before}
    said: set[str] = set()
    for one in after:
        if old.get(one.id) == one:
            continue
        for other in after:
            was = one.id in old and other.id in old and _shares(old[one.id], old[other.id], sources)
            if other.id not in said and not was and _shares(one, other, sources):
                row = rows[other.id]
                rows[one.id].warning(
                    "content words",
                    f"some of these words are also in the content of {other.id} (row {row.number}, "
                    f"{row['source'] or 'source unknown'}), so both sources are credited with them. If one attribution is "
                    "nested in the content of the other, write the id of the outer one in the cell 'parent' of the inner one",
                )
        said.add(one.id)


def _shares(one: Attribution, other: Attribution, sources: Sources) -> bool:
    """Says whether two outermost attributions credit two sources with the same words."""
    return (
        one.parent is other.parent is None
        and (one.source_id and sources.final(one.source_id)) != (other.source_id and sources.final(other.source_id))
        and any(start < stop and begin < end for start, end in one.content for begin, stop in other.content)
    )


def _hedges(analysis: Analysis, matched: Matched, sources: Sources, attributions: Iterable[Attribution]) -> tuple[Hedge, ...]:
    kept = {h.id: h for h in analysis.hedges}
    held_by = {a.id: a for a in attributions}
    rows: dict[str, Row] = {}
    for edited in matched.edited:
        rows[edited.key] = edited.row
        if edited.deleted:
            del kept[edited.key]
        else:
            kept[edited.key] = corrected_hedge(analysis, kept[edited.key], edited, sources)
    marked: set[Span] = {(h.start, h.end) for h in kept.values()}
    for id, row in matched.numbered("h", (h.id for h in analysis.hedges)):
        new_row(HEDGES, analysis, row, id)
        rows[id] = row
        if (added := new_hedge(analysis, id, row, marked, sources)) is not None:
            kept[id] = added
            marked.add((added.start, added.end))
    before = {a.id: a for a in analysis.attributions}
    return tuple(_owned(_checked(h, rows.get(h.id), before, held_by), held_by) for h in kept.values())


def _checked(hedge: Hedge, row: Row | None, before: Mapping[str, Attribution], attributions: Mapping[str, Attribution]) -> Hedge:
    """Says where the owner of a hedge may have to follow a correction of the attribution that holds it."""
    id = hedge.attribution
    if id is None or row is None:
        return hedge
    stays = f"the owner of the hedge is still '{row['owner']}', although its attribution {id}"
    if id not in before and id not in attributions:
        row.problem("attribution", f"there is no attribution '{id}'")
    elif id not in attributions:
        row.warning("owner", f"{stays} was deleted; check whether the owner is still right")
        return replace(hedge, attribution=None)
    elif id in before and before[id].source_id == hedge.owner != attributions[id].source_id:
        row.warning("owner", f"{stays} now has another source; check whether the owner is still right")
    return hedge


def _check_owners(result: Analysis, matched: Matched) -> None:
    """Says where the owner of a hedge may have to follow an attribution that counts after all."""
    hedges = {h.id: h for h in result.hedges}
    for edited in matched.edited:
        hedge = hedges.get(edited.key)
        nearest = result.owner_of(hedge) if hedge is not None and hedge.owners else None
        if hedge is not None and nearest is not None and nearest.attribution not in (None, hedge.attribution):
            now = f"although {nearest.attribution}, which contains it, now counts"
            edited.row.warning(
                "owner", f"the owner of the hedge is still '{edited.row['owner']}', {now}; check whether the owner is still right"
            )


def _owned(hedge: Hedge, attributions: Mapping[str, Attribution]) -> Hedge:
    """Takes from those whose a hedge may be the ones whose attribution is gone, and the new sources of the others."""
    found, gone = list[HedgeOwner](), set[str]()
    for owner in hedge.owners:
        held = attributions.get(owner.attribution or "")
        if owner.attribution is not None and (held is None or (held.source_id or UNKNOWN) != owner.owner):
            gone.add(owner.owner)
        if held is not None and owner.attribution != hedge.attribution:
            found.append(replace(owner, owner=held.source_id or UNKNOWN))
        elif held is not None or (owner.attribution is None and (owner.owner not in gone or owner is hedge.owners[-1])):
            found.append(owner)
    known = any((o.owner, o.attribution) == (hedge.owner, hedge.attribution) for o in found)
    return replace(hedge, owners=tuple(found) if known else ())


def _check_bases(result: Analysis, matched: Matched) -> None:
    """Says where the basis that a person gave a sentence is not what the pages then say."""
    for edited in matched.edited:
        said, links = edited.row["basis"].casefold(), result.links[int(edited.key)]
        if "basis" not in edited.changed or said == links.basis:
            continue
        if said in BASES:
            what = f"says '{said}', but {_against(said, links)}"
        else:
            shown = f"says '{edited.row['basis']}'" if said else "is blank"
            what = f"{shown}. Use one of: {', '.join(BASES)}"
        edited.row.problem("basis", what)


def _against(basis: str, links: Links) -> str:
    """Says what of a sentence speaks against a basis."""
    wanted, attributions = basis in ("explicit", "both"), links.counted
    if wanted and not attributions and links.attributions:
        listed = ", ".join(links.attributions)
        return f"no attribution in it counts ({listed}): write 'yes' in 'counted' of the right one (page {ATTRIBUTIONS.title})"
    if wanted and not attributions:
        return f"there is no attribution in the sentence: add one on the page {ATTRIBUTIONS.title}"
    if attributions and not wanted:
        return f"there are attributions in it ({', '.join(attributions)}): delete them on the page {ATTRIBUTIONS.title}"
    if basis in ("continued", "both"):
        return "'carries on' is blank: enter whose account it continues"
    return "'carries on' names a source: clear that cell"


def _check_deleted_sources(result: Analysis, sources: Sources) -> None:
    used = {id for a in result.attributions for id in (a.source_id, a.via)} | {c.source_id for c in result.continuations}
    used |= {h.owner for h in result.hedges}
    for id, row in sources.deleted.items():
        if id in used:
            still = f"'{row['name']}' still has attributions, sentences or hedges"
            row.problem("delete", f"{still}. Assign those to another source first, or choose one under 'same as'")


def _with_merged(analysis: Analysis, sources: Sources) -> Analysis:
    """Gives everything that sources have which are really another one to that other one."""
    if not sources.merged:
        return analysis
    final = sources.final
    continued = [replace(c, source_id=final(c.source_id)) for c in analysis.continuations]
    return replace(
        analysis,
        attributions=tuple(
            replace(a, source_id=a.source_id and final(a.source_id), via=a.via and final(a.via)) for a in analysis.attributions
        ),
        continuations=tuple({(c.sentence, c.source_id): c for c in reversed(continued)}.values())[::-1],
        hedges=tuple(
            replace(h, owner=final(h.owner), owners=tuple(replace(o, owner=final(o.owner)) for o in h.owners))
            for h in analysis.hedges
        ),
    )


def _without(analysis: Analysis, sources: Sources) -> Analysis:
    """Takes away the sources that are deleted or are really another one, whose names become aliases of that."""
    kept = {s.id: s for s in analysis.sources if s.id not in sources.merged and s.id not in sources.deleted}
    for id in sources.merged:
        old, new = sources.all[id], kept.get(sources.final(id))
        if new is not None:
            names = dict.fromkeys((*new.aliases, old.name, *old.aliases))
            names.pop(new.name, None)
            mentions = tuple(sorted({*new.mentions, *old.mentions}))
            kept[new.id] = replace(with_profile_of(new, old), aliases=tuple(names), mentions=mentions)
    return replace(analysis, sources=tuple(sources.affiliated(source) for source in kept.values()))
