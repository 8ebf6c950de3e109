"""All measures of an article at once, and the verdict in plain words."""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.files.text import counted, shortened
from hedgelens.measures.counting import credited, owner_name
from hedgelens.measures.diversity import diversity
from hedgelens.measures.doubt import hedge_counts, hedge_rates
from hedgelens.measures.naming import anonymity, directness, official_share, pronouns, stance
from hedgelens.measures.position import TOP, chain_depth, first_mention, share_at_top
from hedgelens.measures.shares import coverage, shares
from hedgelens.measures.summary import ranked, summary_rows
from hedgelens.records import AUTHOR, plain

NO_WORDS = "–"
NO_WORDS_MEANS = "–: no words of its own: it only relays another source, is quoted within another source's words, or only hedges."
"""What stands below a table with such a row."""


def measures(analysis: Analysis) -> dict[str, Any]:
    """Returns all measures with the default options, as plain data; ``docs/measures.md`` explains each."""
    return {
        "settings": {
            "engine": analysis.engine,
            "model": analysis.model,
            "model_sha256": analysis.model_sha256 or None,
            "engine_sha256": analysis.engine_sha256 or None,
            "count": "full",
            "level": "outer",
            "min_confidence": analysis.min_confidence,
            "types": list(map(str, analysis.types)),
            "corrected": plain(analysis.revisions),
        },
        "attributions": len(credited(analysis)),
        "coverage": coverage(analysis).as_dict(),
        "shares": [s.as_dict() for s in shares(analysis)],
        "diversity": {of: diversity(analysis, of=of).as_dict() for of in ("attributions", "words")},
        "naming": anonymity(analysis),
        "pronouns": pronouns(analysis),
        "official_share": official_share(analysis),
        "directness": directness(analysis),
        "stance": stance(analysis),
        "chain_depth": chain_depth(analysis),
        "first_mention": first_mention(analysis),
        "share_at_top": {"paragraphs": TOP, "shares": share_at_top(analysis)},
        "hedges_per_1000_words": [rate.as_dict() for rate in hedge_rates(analysis)],
        "hedges_by_category": {owner: {str(c): n for c, n in counts.items()} for owner, counts in hedge_counts(analysis).items()},
    }


def verdict(analysis: Analysis) -> str:
    """Says in plain words how much of an article rests on whom, whose doubt it expresses, what counts, and who corrected it."""
    return " ".join(filter(None, (finding(analysis), what_counts(analysis))))


def finding(analysis: Analysis) -> str:
    """Returns the beginning of the verdict, which depends on nothing but the attributions that count."""
    return " ".join(filter(None, (_rest(analysis), _leaders(analysis), _doubt(analysis))))


def what_counts(analysis: Analysis) -> str:
    """Returns its end: what counts, and who corrected the analysis by hand."""
    return " ".join(filter(None, (analysis.counted_in_words if analysis.body else "", corrections(analysis))))


def _rest(analysis: Analysis) -> str:
    cover = coverage(analysis)
    if not cover.sentences:
        return "This text has no body sentences to analyse."
    if not credited(analysis):
        none = "No attribution that counts was found" if analysis.attributions else "No attribution was found"
        if cover.sentences == 1:
            return f"{none}: the one sentence of the body is the writer's own."
        return f"{none}: all {counted(cover.sentences, 'sentence')} of the body are the writer's own."
    return (
        f"{percent(cover.words_attributed)} of the {cover.words:,} words in the body are attributed to a source; "
        f"{percent(cover.words_unattributed)} are the writer's own."
    )


def _leaders(analysis: Analysis) -> str:
    rows = [row for row in ranked(summary_rows(analysis)) if row.words][:3]
    if not rows:
        return ""
    named = [
        f"{shortened(row.name, 40)} ({percent(row.share_words)}{'' if number else ' of the words'})"
        for number, row in enumerate(rows)
    ]
    return f"It rests mainly on {enumeration(named)}."


def _doubt(analysis: Analysis) -> str:
    counts = {owner: sum(of.values()) for owner, of in hedge_counts(analysis).items()}
    total, own = sum(counts.values()), counts.get(AUTHOR, 0)
    if not total:
        return "No hedges were found." if analysis.body else ""
    most, number = max(((o, n) for o, n in counts.items() if analysis.source(o)), key=itemgetter(1), default=(None, 0))
    tail = f", most often from {shortened(owner_name(analysis, most), 40)} ({number})" if number > 1 else ""
    if own in (0, total):
        every = "The one hedge is" if total == 1 else f"All {total} hedges are"
        return f"{every} the writer's." if own else f"{every} the sources'{tail}."
    return f"Of {counted(total, 'hedge')}, {own} {'is' if own == 1 else 'are'} the writer's and {total - own} the sources'{tail}."


def corrections(analysis: Analysis) -> str:
    """Says who corrected an analysis by hand and when; nothing where nobody did."""
    hands = [f"by {revision}" for revision in analysis.revisions]
    return f"Corrected by hand {enumeration(hands)}." if hands else ""


def percent(share: float) -> str:
    """Writes a share as a percentage without decimals; what is there is never written as nothing, nor as all what is not."""
    text = f"{100 * share:.0f}%"
    return "under 1%" if text == "0%" and share > 0 else "over 99%" if text == "100%" and share < 1 else text


def shown_value(value: float, is_share: bool) -> str:
    """Writes the value of a measure: a share as :func:`percent`, another number with one decimal."""
    return percent(value) if is_share else f"{value:.1f}"


def percent_range(low: float, high: float) -> str:
    """Writes two shares, strict and inclusive, as percentages with one decimal; as one where they are the same."""
    first, last = ("under 0.1" if share > 0 and f"{100 * share:.1f}" == "0.0" else f"{100 * share:.1f}" for share in (low, high))
    return f"{first}%" if first == last else f"{first}–{last}%"


def number_range(low: float, high: float) -> str:
    """Writes two numbers, such as the sentences strictly and inclusively, as one where they are the same."""
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"


def word_share(strict: float, inclusive: float) -> str:
    """Writes the share of a source in the words, as :func:`percent_range`; a dash where it has no words of its own."""
    return percent_range(strict, inclusive) if strict or inclusive else NO_WORDS


def enumeration(items: list[str]) -> str:
    """Writes a list as in a sentence."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
