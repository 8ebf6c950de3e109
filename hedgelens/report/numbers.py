"""Numbers, colours and one-line explanations for what a page marks.

Identifiers that a page uses as names of elements are counted here and never taken from the analysis, which may come from
elsewhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hedgelens.analysis import Analysis, Links
from hedgelens.files.text import labels
from hedgelens.measures import short_name
from hedgelens.measures.position import chain
from hedgelens.records import AUTHOR, Attribution, Continuation, Hedge, Source
from hedgelens.settings import EVERYTHING
from hedgelens.views.colours import OTHER, SOURCE_COLOURS, palette
from hedgelens.views.explanation import TOO_UNSURE, how_given, how_sure, never_counts

_LABEL = 18
_NONE_COUNTS = "not counted: no attribution to this source counts"


class Numbers:
    """For one analysis the number of every source, attribution, hedge and continuation on its page."""

    def __init__(self, analysis: Analysis) -> None:
        """Counts what there is."""
        self._analysis = analysis
        colours = palette(analysis)
        places = {colour: place for place, colour in enumerate(SOURCE_COLOURS, start=1)} | {OTHER: 0}
        names = labels([_acronym(s) or short_name(analysis, s.id, _LABEL) for s in analysis.sources], _LABEL)
        self._labels = {s.id: name for s, name in zip(analysis.sources, names, strict=True)}
        self.source = {s.id: number for number, s in enumerate(analysis.sources)}
        self.colour: dict[str | None, int] = {s.id: places[colours[s.id]] for s in analysis.sources}
        self.attribution = {a.id: number for number, a in enumerate(analysis.attributions)}
        self.hedge = {h.id: number for number, h in enumerate(analysis.hedges)}
        self.hedges = {h.id: h for h in analysis.hedges}
        self.carried: dict[int, list[str]] = defaultdict(list)
        for c in analysis.continuations:
            self.carried[c.sentence].append(c.source_id)
        self.continuation = {(c.sentence, c.source_id): number for number, c in enumerate(analysis.continuations)}

    def owner_colour(self, owner: str | None) -> str:
        """Returns the number of the colour of a hedge's owner."""
        return "w" if owner == AUTHOR else str(self.colour.get(owner, 0))

    def rests_on(self, links: Links) -> tuple[str, str]:
        """Returns the numbers of the sources that a sentence rests on, and of those whose account it carries on."""
        strict, carried = (
            " ".join(str(self.source[id]) for id in ids if id in self.source) for ids in (links.sources, links.continued)
        )
        return strict, carried

    def label(self, id: str | None) -> str:
        """Returns a short name of a source: its acronym where it has one."""
        return self._labels.get(id or "", "?")

    def attribution_title(self, id: str) -> str:
        """Returns what is said of an attribution where there is no room for more than a line."""
        a = self._analysis.attribution(id)
        through = " ← ".join(chain(self._analysis, id))
        return f"{through} · {how_given(a)} · confidence {how_sure(self._analysis, a)} · {a.why}"

    def hedge_title(self, id: str) -> str:
        """Returns what is said of a hedge where there is no room for more than a line."""
        h = self.hedges[id]
        what = f"Hedge, {h.category} ({h.category.gloss})"
        return f"{what}: {self._analysis.name_of(h.owner)} · confidence {h.confidence:.2f} · {h.why}"

    def continuation_title(self, sentence: int, source: str) -> str:
        """Returns what is said of a sentence that carries on an account."""
        c = self._analysis.continuations[self.continuation[sentence, source]]
        sure = f"{c.confidence:.2f}" if self._analysis.counts_source(source) else f"{c.confidence:.2f}, {_NONE_COUNTS}"
        return f"Continues the account of {self._analysis.name_of(source)} · confidence {sure} · {c.why}"

    def details(self) -> dict[str, Any]:
        """Returns what the page says of each mark when it is pointed at, by the numbers of the marks."""
        analysis, name_of = self._analysis, self._analysis.name_of
        countable = analysis.counting(min_confidence=EVERYTHING)
        return {
            "counts_from": analysis.min_confidence,
            "too_unsure": TOO_UNSURE,
            "attributions": [
                {
                    **self._detail(a, a.source_id, name_of(a.source_id), " ← ".join(chain(analysis, a.id)), how_given(a)),
                    "counts_to": a.confidence if countable.counts(a) else None,
                    "sure": a.confidence,
                    "uncounted": "" if countable.counts(a) else never_counts(analysis, a),
                }
                for a in analysis.attributions
            ],
            "hedges": [
                self._detail(
                    h, h.owner, f"“{h.text}”", f"whose doubt: {name_of(h.owner)}", f"hedge, {h.category}: {h.category.gloss}"
                )
                for h in analysis.hedges
            ],
            "continuations": [
                {
                    **self._detail(c, c.source_id, name_of(c.source_id), "continued account", "no attribution in this sentence"),
                    "uncounted": _NONE_COUNTS,
                }
                for c in analysis.continuations
            ],
        }

    def _detail(
        self, mark: Attribution | Hedge | Continuation, source: str | None, head: str, chain: str, what: str
    ) -> dict[str, Any]:
        number = self.source.get(source or "")
        return {
            "head": head,
            "source": None if number is None else str(number),
            "colour": self.owner_colour(source),
            "chain": chain,
            "what": what,
            "confidence": f"{mark.confidence:.2f}",
            "why": mark.why,
        }


def _acronym(source: Source) -> str | None:
    return next((alias for alias in source.aliases if alias.isupper() and 2 <= len(alias) <= 8), None)
