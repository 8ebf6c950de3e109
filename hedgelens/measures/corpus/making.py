"""What of an analysis goes into a tally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from hedgelens.analysis import Analysis
from hedgelens.measures.corpus.source_tally import Counts, Owned, Shared, SourceTally
from hedgelens.measures.counting import Credit, credited
from hedgelens.measures.doubt import hedge_counts, owned_words
from hedgelens.measures.summary import ranked, summary_rows
from hedgelens.records import AUTHOR, UNKNOWN


class Doubt(NamedTuple):
    """The words and hedges of the writer, of each source, and of those who are not known."""

    writer: Owned
    sources: Mapping[str, Owned]
    others: Owned


def doubt_of(analysis: Analysis) -> Doubt:
    """Returns whose the words and the hedges of the body are."""
    hedges = hedge_counts(analysis)
    found = {owner: Owned(sum(words.values())) for owner, words in owned_words(analysis).items()}
    for owner, counts in hedges.items():
        words = found.get(owner, Owned()).words
        found[owner] = Owned(words, {str(category): number for category, number in counts.items()})
    writer, others = found.pop(AUTHOR, Owned()), found.pop(UNKNOWN, Owned())
    return Doubt(writer, found, others)


def source_tallies(analysis: Analysis, doubt: Doubt) -> tuple[SourceTally, ...]:
    """Returns the sources that have a row in the summary, in its order."""
    rows = ranked(summary_rows(analysis))
    attributions = Counter(a.source_id for a in credited(analysis))
    most = max((row.words for row in rows), default=0)
    found = []
    for row in rows:
        source = analysis.source(row.source)
        if source is None:
            continue
        tally = SourceTally(
            id=source.id,
            name=source.name,
            kind=source.kind,
            naming=source.naming,
            role=source.role,
            affiliation=analysis.affiliation_of(source),
            pronoun=source.pronoun,
            groups=source.groups,
            aliases=tuple(alias for alias in source.aliases if alias[:1].isupper() and alias != source.name),
            words=round(row.words),
            sentences=round(row.sentences_explicit),
            attributions=attributions[source.id],
            first=bool(row.words) and row.words == most,
            owned=doubt.sources.get(source.id, Owned()),
        )
        found.append(tally)
    return tuple(found)


def shared_words(credit: Credit) -> tuple[Shared, ...]:
    """Returns the words that several sources are credited with."""
    counts = Counter(tuple(id or UNKNOWN for id in sources) for sources in credit.values() if len(sources) > 1)
    return tuple(Shared(sources, words) for sources, words in counts.items())


def there(counts: Mapping[str, int]) -> Counts:
    """Returns what there is any of."""
    return {str(name): number for name, number in counts.items() if number}
