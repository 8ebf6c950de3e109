"""The page of a study: what is asked of many articles, with intervals and charts, and a list of them to search and sort."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

from hedgelens._start import VERSION
from hedgelens.measures.corpus import Tally
from hedgelens.measures.corpus.tally import counted_in_words
from hedgelens.measures.overview import percent
from hedgelens.records import Problem
from hedgelens.report.figures import SAVED, draw
from hedgelens.report.filling import filled, in_script, script_of, stylesheet
from hedgelens.report.shown_answers import in_page
from hedgelens.report.study_answers import Asked
from hedgelens.report.study_sections import cards_of, sections_of
from hedgelens.views.methods import Made

MOST_LISTED = 20_000
"""So many articles the page lists; a browser has enough of these."""
_WITHOUT_SCRIPT = 200
_MOST_SOURCES = 40
"""So many sources of an article can be searched for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the list of articles.

    Attributes:
        title: its head.
        text: whether it holds words, which are sorted from A on.
        explained: what it says, where the head is too short for it.
        of: what an article has in it, to be sorted by.
        shown: how that is written.
    """

    title: str
    of: Callable[[Tally], Any]
    shown: Callable[[Any], str] = str
    text: bool = False
    explained: str = ""


def _value(name: str) -> Callable[[Tally], Any]:
    return lambda tally: tally.values[name][0] if name in tally.values else None


COLUMNS = (
    Column("Date", lambda tally: tally.date, text=True),
    Column("Words", lambda tally: tally.words, "{:,}".format),
    Column("Attributions", lambda tally: tally.attributions, explained="outermost attributions in the body"),
    Column("Attributed", _value("words_attributed"), percent, explained="share of words attributed to a source"),
    Column("Unnamed sources", _value("anonymity_share"), percent, explained="share of attributions to unnamed sources"),
    Column("Effective sources", _value("effective_number"), "{:.1f}".format, explained="effective number of sources, 1/HHI"),
    Column("Hedges per 1,000 words", _value("hedges_per_1000"), "{:.1f}".format),
)
"""The columns of the list behind the title."""


def study_page(
    name: str,
    tallies: Sequence[Tally],
    *,
    pages: Mapping[str, str],
    problems: Sequence[Problem] = (),
    notes: Sequence[str] = (),
    how: str = "",
    made: str = "",
    coded: Made,
) -> str:
    """Returns the self-contained page of a study.

    Args:
        name: what the study is called.
        tallies: what is known of its articles.
        pages: for the id of an article the path of its page, relative to this one.
        problems: what could not be read or analysed.
        notes: what was passed over on purpose.
        how: a sentence on how the articles were analysed.
        made: when, and with what.
        coded: how they were analysed, for methods sections.
    """
    script, script_hash = script_of("list.js", "answers.js", "study.js")
    asked = Asked(tallies)
    sections = sections_of(asked)
    numbers = count()
    rows = [_row(tally, pages.get(tally.id)) for tally in islice(tallies, MOST_LISTED)]
    days = sorted(tally.date for tally in tallies if tally.date)
    return filled(
        "study.html.j2",
        study=name,
        number=len(tallies),
        span=f"{days[0]} to {days[-1]}" if days else "",
        cards=cards_of(asked),
        problems=[(problem.article, problem.reason) for problem in problems],
        notes=notes,
        sections=sections,
        shown={s.id: [in_page(a, coded, draw(a.make, next(numbers))) for a in s.answers] for s in sections},
        listed=True,
        list_of=None,
        colours=in_script(SAVED),
        outlets=sorted({tally.outlet for tally in tallies if tally.outlet}),
        article_columns=[{"title": "Article", "explained": ""}, *({"title": c.title, "explained": c.explained} for c in COLUMNS)],
        first_rows=rows[:_WITHOUT_SCRIPT],
        cut=MOST_LISTED if len(tallies) > MOST_LISTED else None,
        rows=in_script({"columns": [{"text": True}, *({"text": column.text} for column in COLUMNS)], "rows": rows}),
        how=how,
        counted=counted_in_words(tallies),
        made=made,
        style=stylesheet(),
        script=script,
        script_hash=script_hash,
        version=VERSION,
    )


def _row(tally: Tally, page: str | None) -> dict[str, Any]:
    keys = [column.of(tally) for column in COLUMNS]
    return {
        "title": tally.title or tally.id,
        "outlet": tally.outlet,
        "date": tally.date,
        "page": page,
        "sources": [source.name for source in tally.sources[:_MOST_SOURCES]],
        "keys": keys,
        "cells": ["–" if key is None else column.shown(key) for column, key in zip(COLUMNS, keys, strict=True)],
    }
