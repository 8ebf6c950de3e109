"""Tags the hedges of a parsed article, and counts the words that are kept for contrast."""

from __future__ import annotations

from hedgelens.hedging.matcher import Mark, find_marks
from hedgelens.hedging.owners import Owners, holder_of
from hedgelens.hedging.rules import Contrast, HedgeRules
from hedgelens.language.tokens import Syntax
from hedgelens.records import Attribution, Category, Hedge, HedgeOwner, ParsedArticle, Span


def tag_hedges(parsed: ParsedArticle, attributions: tuple[Attribution, ...], rules: HedgeRules) -> tuple[Hedge, ...]:
    """Finds the hedges of an article and says whose they are.

    Args:
        parsed: the article.
        attributions: who says what in it, linked to sources.
        rules: what is a hedge.

    Returns:
        The hedges in the order of the text, with ids ``h1``, ``h2`` …; no two of them overlap. Each is that of its nearest
        owner, and holds whose else it may be where that one's attribution does not count.
    """
    syntax = Syntax.of(parsed).without_space
    owners = Owners(Syntax.of(parsed), attributions)
    hedges: list[Hedge] = []
    viewers: dict[int, Span] = {}  # by sentence: "in her view" holds for what follows it there
    for mark in find_marks(syntax, rules.hedges):
        category = mark.rule.category
        if not isinstance(category, Category):
            continue
        start, end = syntax.start[mark.first], syntax.end[mark.last]
        sentence = syntax.sentence[mark.first]
        holder = holder_of(syntax, mark)
        if holder and mark.rule.reaches_on:
            viewers[sentence] = holder
        found = owners.of((start, end), category, sentence=sentence, holder=holder or viewers.get(sentence))
        whose = tuple(HedgeOwner(one.owner, one.attribution, _why(mark, one.reason)) for one in found)
        hedges.append(
            Hedge(
                id=f"h{len(hedges) + 1}",
                sentence=sentence,
                start=start,
                end=end,
                text=parsed.article.text[start:end],
                category=category,
                owner=whose[0].owner,
                attribution=whose[0].attribution,
                confidence=mark.rule.confidence,
                why=whose[0].why,
                rule=mark.rule.name,
                owners=whose if len(whose) > 1 else (),
            )
        )
    return tuple(hedges)


def tag_contrasts(parsed: ParsedArticle, rules: HedgeRules) -> dict[Contrast, tuple[Span, ...]]:
    """Finds the boosters, factives and neutral reporting verbs of an article: no hedges, but good to count beside them."""
    syntax = Syntax.of(parsed).without_space
    found: dict[Contrast, list[Span]] = {contrast: [] for contrast in Contrast}
    for mark in find_marks(syntax, rules.contrasts):
        if isinstance(mark.rule.category, Contrast):
            found[mark.rule.category].append((syntax.start[mark.first], syntax.end[mark.last]))
    return {contrast: tuple(spans) for contrast, spans in found.items()}


def _why(mark: Mark, reason: str) -> str:
    note = f" ({mark.rule.note})" if mark.rule.note else ""
    return f"rule {mark.rule.name}{note}; {reason}"
