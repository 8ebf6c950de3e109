"""One thing of an analysis, to look at in a notebook: a source, an attribution, a hedge or a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

from hedgelens.analysis import Analysis
from hedgelens.files.text import did_you_mean, encodable, printable
from hedgelens.measures import owner_name, shares
from hedgelens.measures.overview import percent_range
from hedgelens.measures.position import chain
from hedgelens.records import Block, HedgeLensError, Source
from hedgelens.report.filling import stylesheet
from hedgelens.report.marks import paragraphs
from hedgelens.report.numbers import Numbers
from hedgelens.views.explanation import find_sentence, how_given, how_sure, why


@dataclass(frozen=True)
class Shown:
    """What is displayed: as HTML in a notebook, as text elsewhere."""

    text: str
    html: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def show(analysis: Analysis, what: int | str) -> Shown:
    """Shows a source (by id, "s1", or what it is called), an attribution ("a1"), a hedge ("h1") or a sentence (index or words).

    Raises:
        HedgeLensError: there is nothing of this name, or several sources are called so.
    """
    if isinstance(what, str):
        if source := analysis.source(what) or _called(analysis, what):
            return _source(analysis, source)
        if any(a.id == what for a in analysis.attributions):
            return _attribution(analysis, what)
        for hedge in analysis.hedges:
            if hedge.id == what:
                head = (
                    f"“{hedge.text}”: {hedge.category} ({hedge.category.gloss}); whose doubt: {owner_name(analysis, hedge.owner)}"
                )
                return _shown(analysis, head, f"confidence {hedge.confidence:.2f}; {hedge.why}", [hedge.sentence])
    try:
        sentence = find_sentence(analysis, what)
    except HedgeLensError as error:
        names = (called for source in analysis.sources for called in (*source.aliases, source.name))
        also = "Sources are shown by their name or id (s1), too, and attributions and hedges by their id (a1, h1)."
        raise HedgeLensError(f"{error} {also}{did_you_mean(str(what), names)}") from None
    shown = _shown(analysis, f"Sentence {sentence.index}", "", [sentence.index])
    return replace(shown, text=why(analysis, sentence.index))


def _called(analysis: Analysis, name: str) -> Source | None:
    """Returns the source of a name or an alias, in capitals or not; its own name comes before an alias."""
    wanted = " ".join(name.split()).casefold()
    named = [source for source in analysis.sources if source.name.casefold() == wanted]
    found = named or [source for source in analysis.sources if wanted in map(str.casefold, source.aliases)]
    if len(found) > 1:
        which = ", ".join(f"{source.id} ({source.name})" for source in found)
        raise HedgeLensError(f"Several sources are called '{name}': {which}. Give the id of one.")
    return found[0] if found else None


def _source(analysis: Analysis, source: Source) -> Shown:
    share = next((s for s in shares(analysis) if s.source == source.id), None)
    words = (share.words, share.words_inclusive) if share else (0.0, 0.0)
    names = {alias.casefold(): alias for alias in reversed(source.aliases)}  # "the report", and "The report" not again
    about = (
        (f"{source.naming} {source.kind}", True),
        (f"also called {', '.join(reversed(names.values()))}", names),
        (f"in the group{'s' if len(source.groups) > 1 else ''} {', '.join(source.groups)}", source.groups),
        (f"{percent_range(*words)} of the body's words", any(words)),
        ("not counted: no attribution to it counts", not analysis.counts_source(source.id)),
    )
    here = [n for n, links in enumerate(analysis.links) if source.id in links.sources or source.id in links.continued]
    return _shown(analysis, source.name, "; ".join(text for text, there in about if there), here)


def _attribution(analysis: Analysis, id: str) -> Shown:
    a = analysis.attribution(id)
    about = f"{how_given(a)}; confidence {how_sure(analysis, a)}; {a.why}"
    return _shown(analysis, " ← ".join(chain(analysis, id)), about, [a.sentence])


def _shown(analysis: Analysis, head: str, about: str, indices: Iterable[int]) -> Shown:
    sentences = [analysis.sentences[index] for index in indices]
    # Each sentence as a block of its own, so that the marks of the page are drawn around it alone.
    alone = replace(analysis, article=replace(analysis.article, blocks=tuple(Block(s.start, s.end, s.kind) for s in sentences)))
    marked = paragraphs(alone, Numbers(analysis))
    lines = [f"{s.index}: {' '.join(analysis.article.text[s.start : s.end].split())}" for s in sentences]
    pieces = "".join(f"<p><small>{s.index}</small> {p.html}</p>" for s, p in zip(sentences, marked, strict=True))
    html = f"<p><strong>{escape(head)}</strong><br>{escape(about)}</p><div class='text'>{pieces}</div>"
    return Shown(
        printable("\n".join(line for line in (head, about, *lines) if line)),
        encodable(f"<div class='hedgelens in-notebook'><style>{stylesheet()}</style>{html}</div>"),
    )
