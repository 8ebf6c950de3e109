"""What the page of an article shows and needs: its text with all marks, its sources, and what was corrected."""

from __future__ import annotations

from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.measures import DEFAULT_COUNTING, summary_rows
from hedgelens.measures.overview import percent
from hedgelens.records import AUTHOR, AttributionType, Category, Kind, Naming, SourceKind, plain
from hedgelens.report.marks import paragraphs
from hedgelens.report.numbers import Numbers
from hedgelens.report.page import shown_date
from hedgelens.report.parts import headline
from hedgelens.settings import UNSURE
from hedgelens.study.coding import Coding
from hedgelens.workbench.retelling import Retelling

CHOICES = {
    "types": list(AttributionType),
    "kinds": list(SourceKind),
    "namings": list(Naming),
    "categories": list(Category),
    "sentence_kinds": list(Kind),
}
"""What one can choose from."""


def view_of(coding: Coding, analysis: Analysis, retelling: Retelling) -> dict[str, Any]:
    """Returns what the page shows of an article as a coder has it, or as the machine had it, with the list of corrections."""
    numbers = Numbers(analysis)
    shares = {row.source: row for row in summary_rows(analysis)}
    return {
        "mark": coding.mark,
        "id": analysis.article.id,
        "title": analysis.article.title or analysis.article.id,
        "outlet": analysis.article.outlet,
        "date": shown_date(analysis.article.date, analysis.article.date_text),
        "verdict": headline(analysis, DEFAULT_COUNTING),
        "paragraphs": [[str(one.kind), str(one.html)] for one in paragraphs(analysis, numbers)],
        "sentences": [[s.start, s.end, str(s.kind)] for s in analysis.sentences],
        "sources": [
            {
                "id": source.id,
                "name": source.name,
                "kind": source.kind,
                "naming": source.naming,
                "role": source.role or "",
                "affiliation": analysis.affiliation_of(source) or "",
                "aliases": list(source.aliases),
                "colour": numbers.colour[source.id],
                "counted": analysis.counts_source(source.id),
                "words": shares[source.id].words if source.id in shares else 0,
                "share": percent(shares[source.id].share_words if source.id in shares else 0.0),
            }
            for source in analysis.sources
        ],
        "attributions": [
            {
                "id": a.id,
                "sentence": a.sentence,
                "source": a.source_id,
                "via": a.via,
                "parent": a.parent,
                "type": a.type,
                "quotation": a.quotation,
                "confidence": a.confidence,
                "counted": analysis.counts(a),
                "unsure": a.confidence < UNSURE,
                "why": a.why,
                "words": analysis.article.quote(a.content),
                "spans": {"content": plain(a.content), "cue": plain(a.cue), "source": plain(a.source)},
            }
            for a in analysis.attributions
        ],
        "hedges": [
            {
                "id": h.id,
                "sentence": h.sentence,
                "words": h.text,
                "start": h.start,
                "end": h.end,
                "category": h.category,
                "owner": h.owner,
                "owner_name": "the writer" if h.owner == AUTHOR else analysis.name_of(h.owner),
                "confidence": h.confidence,
                "why": h.why,
            }
            for h in analysis.hedges
        ],
        "history": retelling.of(coding),
        "coder": coding.coder,
        "begun": coding.begun,
        "done": coding.done,
    }
