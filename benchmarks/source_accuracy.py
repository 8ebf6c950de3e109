"""How often an attribution is brought to the right source, with gold attributions as input.

    python benchmarks/source_accuracy.py GOLD SPLIT [--errors N]

``GOLD`` is a folder of ``NAME.sources.json`` files (the canonical source of every attribution, aliases), ``SPLIT`` a part of the
PolNeAR corpus (``text/NAME.txt``, ``attributions/NAME_CODER.ann``). ``GOLD`` may also be one stand-off annotation of an article
(offsets and canonical sources in one file) with the article's text as ``SPLIT``, or a folder of them with that of the texts.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from source_gold import PRONOUNS, GoldArticle, read_sources

from hedgelens.article import article_from_text
from hedgelens.evaluation.entities import b_cubed
from hedgelens.language import load_language
from hedgelens.records import Attribution, ParsedArticle, Resolution, sentence_at
from hedgelens.sources import Registry, resolve_sources

_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "the", "a", "an", "former", "judge", "prof"]
)


@dataclass
class SourceFigures:
    """Right ones out of all, by mention type (``by_mention``) and by distance of the antecedent (``by_distance``)."""

    by_mention: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    by_distance: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    null: list[int] = field(default_factory=lambda: [0, 0])
    clusters: list[tuple[tuple[str, str], tuple[str, str]]] = field(default_factory=list)
    continued: list[int] = field(default_factory=lambda: [0, 0, 0])
    """Sentences rightly found to carry on an account, found, annotated."""
    errors: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Share of attributions with a source that came to the right one."""
        right, total = self.by_mention["all"]
        return right / max(total, 1)

    def b_cubed(self) -> tuple[float, float, float]:
        """Returns precision, recall and F1 of the clusters (Bagga and Baldwin 1998)."""
        score = b_cubed(self.clusters)
        return score.precision, score.recall, score.f1

    def lines(self, errors: int = 0) -> Iterator[str]:
        """Yields the figures as lines of text."""
        for title, table in (("mention", self.by_mention), ("antecedent", self.by_distance)):
            for key, (right, total) in sorted(table.items()):
                yield f"{title:10} {key:18} n {total:4d}  source accuracy {right / max(total, 1):.3f}"
        if self.null[1]:
            yield f"{'null':10} {'':18} n {self.null[1]:4d}  left without a source {self.null[0] / self.null[1]:.3f}"
        precision, recall, f1 = self.b_cubed()
        yield f"B-cubed    P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        if any(self.continued):
            right, found, annotated = self.continued
            yield f"continued  right {right} found {found} annotated {annotated}"
        yield from self.errors[:errors]


def name_words(name: str | None) -> list[str]:
    """Returns the words of a name in lower case, titles and possessive endings left out."""
    found = re.findall(r"[\w']+", (name or "").lower().replace("’s", "").replace("'s", ""))
    return [word for word in found if word not in _TITLES]


def denotes(predicted: str | None, canonical: str, aliases: Iterable[str] = ()) -> bool:
    """Says whether a predicted name stands for the gold source: a name of its own, or for unnamed sources the head word."""
    words = name_words(predicted)
    if not words or (len(words) == 1 and words[0] in PRONOUNS):
        return False
    named = canonical[:1].isupper() or "(" in canonical
    capitals = set(name_words(" ".join(word for word in canonical.split() if word[:1].isupper())))
    for form in (canonical, *(alias for alias in aliases if not named or _shares_name(alias, capitals))):
        gold = name_words(form)
        if not gold or (len(gold) == 1 and gold[0] in PRONOUNS):
            continue
        if words == gold or (words[-1] == gold[-1] and (not named or set(words) <= set(gold) or set(gold) <= set(words))):
            return True
    parts = canonical.split(" + ")
    return len(parts) > 1 and all(set(name_words(part)) & set(words) for part in parts)


def _shares_name(alias: str, capitals: set[str]) -> bool:
    return bool(re.search(r"\b[A-Z]{2,}\b", alias)) or any(
        w[:1].isupper() and set(name_words(w)) & capitals for w in alias.split()
    )


Resolved = tuple[GoldArticle, Resolution, tuple[int, ...]]
"""A gold article, what became of its attributions, and the offsets of its sentences."""


def _score_continuations(gold: GoldArticle, resolution: Resolution, starts: Sequence[int], result: SourceFigures) -> None:
    names = {source.id: source.name for source in resolution.sources}
    for continuation in resolution.continuations:
        owners = gold.continued.get(starts[continuation.sentence], [])
        name = names[continuation.source_id]
        result.continued[0] += any(denotes(name, owner, gold.aliases.get(owner, ())) for owner in owners)
        result.continued[1] += 1
    result.continued[2] += len(gold.continued)


def score(articles: Iterable[Resolved]) -> SourceFigures:
    """Scores resolutions of gold attributions."""
    result = SourceFigures()
    for gold, resolution, starts in articles:
        _score_continuations(gold, resolution, starts, result)
        names = {source.id: source.name for source in resolution.sources}
        found = {attribution.id: attribution.source_id for attribution in resolution.attributions}
        for source in gold.sources:
            source_id = found.get(source.id)
            name = names.get(source_id) if source_id else None
            if source.canonical is None:
                result.null[0] += name is None
                result.null[1] += 1
                continue
            right = denotes(name, source.canonical, gold.aliases.get(source.canonical, ()))
            for table, key in (
                (result.by_mention, "all"),
                (result.by_mention, source.mention),
                (result.by_distance, source.distance),
            ):
                table[key][0] += right
                table[key][1] += 1
            result.clusters.append(((gold.id, source.canonical), (gold.id, source_id or f"none {source.id}")))
            if not right:
                why = resolution.explanations.get(source.id, "")
                result.errors.append(
                    f"  wrong: {gold.id} {source.id} [{source.mention}] gold '{source.canonical}', found '{name}' ({why})"
                )
    return result


def resolve_gold(articles: Iterable[GoldArticle], registry: Registry) -> Iterator[Resolved]:
    """Resolves the sources of gold attributions."""
    language = load_language()
    for gold in articles:
        parsed = language.parse(article_from_text(gold.text, id=gold.id))
        attributions = tuple(placed(attribution, parsed) for attribution in gold.attributions)
        yield gold, resolve_sources(parsed, attributions, registry), tuple(sentence.start for sentence in parsed.sentences)


def placed(attribution: Attribution, parsed: ParsedArticle) -> Attribution:
    """Returns a gold attribution with the index of its sentence."""
    spans = attribution.cue or attribution.content or attribution.source
    return replace(attribution, sentence=sentence_at(parsed.sentences, spans[0][0]) if spans else 0)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("split", type=Path)
    parser.add_argument("--registry", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args(arguments)
    registry = Registry.read(options.registry) if options.registry else Registry()
    for line in score(resolve_gold(read_sources(options.gold, options.split), registry)).lines(options.errors):
        print(line)


if __name__ == "__main__":
    main()
