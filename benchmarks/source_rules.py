"""How often each rule of reference is right about the source of an attribution, and what each is worth.

    python benchmarks/source_rules.py GOLD SPLIT [GOLD SPLIT ...]

``GOLD`` and ``SPLIT`` are those of ``source_accuracy.py``; several pairs are counted together. For each rule, in their order: the
attributions with a gold source whose own words it linked, the share of them that came to the right source, how many fewer do
where the rule is left out, and what F1 of the clusters of one source (B-cubed) loses then. HedgeLens must be installed.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from source_accuracy import Resolved, denotes, placed, score
from source_gold import GoldArticle, read_sources

from hedgelens.article import article_from_text
from hedgelens.language import load_language
from hedgelens.records import Attribution, ParsedArticle
from hedgelens.sources import Registry, resolve_sources
from hedgelens.sources.reference import reading
from hedgelens.sources.reference.rules import Rule, Step

Read = tuple[GoldArticle, ParsedArticle, tuple[Attribution, ...]]


class Worth(NamedTuple):
    """What a rule does on marked articles.

    Attributes:
        rule: its name.
        linked, right: attributions whose source it linked, and how many of these came to the right one.
        lost: how many fewer come to the right source without it.
        f1: how much F1 of the clusters (B-cubed) is lost without it, in points of a hundred.
    """

    rule: str
    linked: int
    right: int
    lost: int | None = None
    f1: float | None = None


def worths(articles: Sequence[Read]) -> list[Worth]:
    """Returns the worth of each rule, in their order; last what else links sources, which cannot be left out."""
    everything = list(_resolved(articles))
    figures, counts = score(everything), _by_rule(everything)
    found = []
    for rule in rules():
        with without(rule):
            left = score(_resolved(articles))
        lost = figures.by_mention["all"][0] - left.by_mention["all"][0]
        f1 = 100 * (figures.b_cubed()[2] - left.b_cubed()[2])
        found.append(Worth(rule.name, *counts.pop(rule.name, (0, 0)), lost, f1))
    return found + [Worth(rule, *pair) for rule, pair in sorted(counts.items())]


def rules() -> list[Rule]:
    """Returns all rules in their order, names and pronouns first."""
    return list(dict.fromkeys(rule for order in (*reading.ORDER.values(), reading.PERSONS) for step in order for rule in step))


@contextmanager
def without(rule: Rule) -> Iterator[None]:
    """Leaves a rule out for a while."""

    def left(order: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(tuple(one for one in step if one is not rule) for step in order)

    orders = {form: left(order) for form, order in reading.ORDER.items()}
    with patch.object(reading, "ORDER", orders), patch.object(reading, "PERSONS", left(reading.PERSONS)):
        yield


def _resolved(articles: Sequence[Read]) -> Iterator[Resolved]:
    for gold, parsed, attributions in articles:
        starts = tuple(sentence.start for sentence in parsed.sentences)
        yield gold, resolve_sources(parsed, attributions, Registry()), starts


def _by_rule(resolved: Sequence[Resolved]) -> dict[str, tuple[int, int]]:
    """Returns by rule how many attributions with a gold source were linked, and how many of these rightly."""
    judged: dict[str, list[bool]] = defaultdict(list)
    for gold, resolution, _ in resolved:
        names = {source.id: source.name for source in resolution.sources}
        found = {attribution.id: attribution for attribution in resolution.attributions}
        for source in (source for source in gold.sources if source.canonical is not None):
            attribution = found[source.id]
            rule = attribution.link.rule if attribution.link is not None else "(not linked)"
            aliases = gold.aliases.get(source.canonical, ())
            judged[rule].append(denotes(names.get(attribution.source_id or ""), source.canonical, aliases))
    return {rule: (len(right), sum(right)) for rule, right in judged.items()}


def read(pairs: Sequence[tuple[str, str]]) -> list[Read]:
    """Reads gold sources and parses their articles."""
    language, articles = load_language(), []
    for gold in (article for pair in pairs for article in read_sources(*map(Path, pair))):
        parsed = language.parse(article_from_text(gold.text, id=gold.id))
        articles.append((gold, parsed, tuple(placed(attribution, parsed) for attribution in gold.attributions)))
    return articles


def main(arguments: Sequence[str]) -> None:
    """Prints a table."""
    if not arguments or len(arguments) % 2:
        sys.exit(__doc__)
    print(f"{'rule':28}{'linked':>8}{'right':>8}{'lost without':>14}{'F1 lost':>9}")
    for worth in worths(read(list(zip(arguments[::2], arguments[1::2], strict=True)))):
        share = f"{worth.right / worth.linked:.3f}" if worth.linked else "–"
        lost = "" if worth.lost is None or worth.f1 is None else f"{worth.lost:14}{worth.f1:9.1f}"
        print(f"{worth.rule:28}{worth.linked:8}{share:>8}{lost}")


if __name__ == "__main__":
    main(sys.argv[1:])
