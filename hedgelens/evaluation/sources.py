"""How often an attribution is brought to the right source, with gold attributions as input.

    python -m hedgelens.evaluation.sources GOLD SPLIT [--errors N]

``GOLD`` is a folder of ``NAME.sources.json`` files (the canonical source of every attribution, aliases), ``SPLIT`` a part of the
PolNeAR corpus (``text/NAME.txt``, ``attributions/NAME_CODER.ann``). ``GOLD`` may also be one stand-off annotation of an article
(offsets and canonical sources in one file) with the article's text as ``SPLIT``, or a folder of them with that of the texts.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hedgelens.article import article_from_text
from hedgelens.language import load_language
from hedgelens.records import Attribution, AttributionType, Quotation, Resolution, Spans
from hedgelens.sources import Registry, resolve_sources

_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "senator", "the", "a", "an", "former", "judge", "prof"]
)
_PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who", "which", "that", "his", "her", "their", "him", "them"])
_SPAN = re.compile(r"^(T\d+)\t(\w+) ([\d ;]+)\t", re.MULTILINE)
_EVENT = re.compile(r"^(E\d+)\t(.+)$", re.MULTILINE)


@dataclass(frozen=True)
class GoldSource:
    """The canonical source of one gold attribution."""

    id: str
    canonical: str | None
    mention: str
    distance: str


@dataclass(frozen=True)
class GoldArticle:
    """An article with gold attributions and their canonical sources."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    sources: tuple[GoldSource, ...]
    aliases: dict[str, list[str]]
    continued: dict[int, list[str]] = field(default_factory=dict)
    """For the offset of each sentence that carries on an account, whose it is."""


@dataclass
class Score:
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
        precision = recall = 0.0
        for gold, predicted in self.clusters:
            same_gold = {i for i, (g, _) in enumerate(self.clusters) if g == gold}
            same_predicted = {i for i, (_, p) in enumerate(self.clusters) if p == predicted}
            precision += len(same_gold & same_predicted) / len(same_predicted)
            recall += len(same_gold & same_predicted) / len(same_gold)
        n = max(len(self.clusters), 1)
        precision, recall = precision / n, recall / n
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)

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
    if not words or (len(words) == 1 and words[0] in _PRONOUNS):
        return False
    named = canonical[:1].isupper() or "(" in canonical
    capitals = set(name_words(" ".join(word for word in canonical.split() if word[:1].isupper())))
    for form in (canonical, *(alias for alias in aliases if not named or _shares_name(alias, capitals))):
        gold = name_words(form)
        if not gold or (len(gold) == 1 and gold[0] in _PRONOUNS):
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


def _score_continuations(gold: GoldArticle, resolution: Resolution, starts: Sequence[int], result: Score) -> None:
    names = {source.id: source.name for source in resolution.sources}
    for continuation in resolution.continuations:
        owners = gold.continued.get(starts[continuation.sentence], [])
        name = names[continuation.source_id]
        result.continued[0] += any(denotes(name, owner, gold.aliases.get(owner, ())) for owner in owners)
        result.continued[1] += 1
    result.continued[2] += len(gold.continued)


def score(articles: Iterable[Resolved]) -> Score:
    """Scores resolutions of gold attributions."""
    result = Score()
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


def read_gold(gold: Path, split: Path) -> list[GoldArticle]:
    """Reads gold sources: a folder of them with the corpus or the texts they belong to, or one file with its text."""
    if gold.is_dir() and (split / "text").is_dir():
        return [_read_polnear(path, split) for path in sorted(gold.glob("*.sources.json"))]
    if gold.is_dir():
        return [_read_standoff(path, split / f"{path.stem}.txt") for path in sorted(gold.glob("*.json"))]
    return [_read_standoff(gold, split)]


def _read_text(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


def _read_polnear(path: Path, split: Path) -> GoldArticle:
    data = json.loads(path.read_text("utf-8"))
    text = _read_text(split / "text" / f"{data['id']}.txt")
    coded = sorted((split / "attributions").glob(f"{data['id']}_*.ann"))[0]
    spans = {record["id"]: record for record in read_brat(coded.read_bytes().decode("utf-8"))}
    rows = [row for row in data["attributions"] if row["id"] in spans]
    records = [_attribution(text, {**spans[row["id"]], "type": row.get("type")}) for row in rows]
    return GoldArticle(data["id"], text, tuple(records), tuple(_gold_source(row) for row in rows), data["aliases"])


def _read_standoff(path: Path, text_path: Path) -> GoldArticle:
    data = json.loads(path.read_text("utf-8"))
    text = _read_text(text_path)
    records = tuple(_attribution(text, row) for row in data["attributions"])
    aliases = {source["canonical"]: source.get("aliases", []) for source in data.get("sources", ())}
    sources = tuple(GoldSource(row["id"], row["canonical"], _mention(text, row), "any") for row in data["attributions"])
    continued = {sentence["start"]: sentence["continued"] for sentence in data.get("sentences", ()) if sentence["continued"]}
    return GoldArticle(data["id"], text, records, sources, aliases, continued)


def _mention(text: str, row: dict[str, Any]) -> str:
    """Returns how a source is mentioned: by name, pronoun or description; read off the words where nobody has noted it."""
    if "mention" in row or not row["source"]:
        return str(row.get("mention", "none"))
    spoken = " ".join(text[start:end] for start, end in row["source"])
    if spoken.lower() in _PRONOUNS:
        return "pronoun"
    names = {word for word in re.findall(r"\w+", row["canonical"] or "") if word[:1].isupper()}
    return "proper" if names & set(re.findall(r"\w+", spoken)) else "nominal"


def _gold_source(row: dict[str, Any]) -> GoldSource:
    antecedent = row.get("antecedent")
    distance = str(antecedent.get("nearest_bucket", "later")) if isinstance(antecedent, dict) else "in the mention"
    return GoldSource(row["id"], row["canonical"], row["mention"], distance)


def read_brat(text: str) -> list[dict[str, Any]]:
    """Reads attributions from brat stand-off: pieces of source, cue and content by offsets."""
    spans = {m[1]: [tuple(map(int, piece.split())) for piece in m[3].split(";")] for m in _SPAN.finditer(text)}
    records = []
    for event in _EVENT.finditer(text):
        record: dict[str, Any] = {"id": event[1], "source": [], "cue": [], "content": []}
        for argument in event[2].split():
            role, _, mark = argument.partition(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in record and mark in spans:
                record[role] += spans[mark]
        records.append(record)
    return records


def _attribution(text: str, row: dict[str, Any]) -> Attribution:
    source, cue, content = (_pieces(row.get(role) or ()) for role in ("source", "cue", "content"))
    if source and cue and _looks_swapped(text, source, cue):
        source, cue = cue, source
    kind = row.get("type")
    return Attribution(
        id=row["id"],
        sentence=row.get("sentence", 0),
        source=source,
        cue=cue,
        content=content,
        quotation=Quotation(row["quotation"]) if "quotation" in row else _quotation(text, content),
        type=AttributionType(kind) if kind in list(AttributionType) else AttributionType.ASSERTION,
        confidence=1.0,
        why="gold",
        via_span=_pieces(row.get("via_span") or ()),
        parent=row.get("parent"),
    )


def _looks_swapped(text: str, source: Spans, cue: Spans) -> bool:
    """Says whether a coder gave "said" as the source and the speaker as the cue."""
    return text[source[0][0] : source[-1][1]].lower() in ("said", "says", "according to")


def _pieces(spans: Sequence[Sequence[int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span[0], span[1]) for span in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif end > start:
            merged.append((start, end))
    return tuple(merged)


def _quotation(text: str, content: Spans) -> Quotation:
    marks = [span for match in re.finditer(r"“[^”\n]*”?|\"[^\"\n]*\"?", text) if (span := match.span())]
    words = [match.start() + start for start, end in content for match in re.finditer(r"\w+", text[start:end])]
    inside = sum(any(start <= word < end for start, end in marks) for word in words)
    if not inside:
        return Quotation.INDIRECT
    return Quotation.DIRECT if inside == len(words) else Quotation.MIXED


def resolve_gold(articles: Iterable[GoldArticle], registry: Registry) -> Iterator[Resolved]:
    """Resolves the sources of gold attributions."""
    language = load_language()
    for gold in articles:
        parsed = language.parse(article_from_text(gold.text, id=gold.id))
        placed = tuple(_placed(attribution, parsed.sentence_at) for attribution in gold.attributions)
        yield gold, resolve_sources(parsed, placed, registry), tuple(sentence.start for sentence in parsed.sentences)


def _placed(attribution: Attribution, sentence_at: Any) -> Attribution:
    spans = attribution.cue or attribution.content or attribution.source
    return replace(attribution, sentence=sentence_at(spans[0][0]) if spans else 0)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(
        prog="python -m hedgelens.evaluation.sources", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("split", type=Path)
    parser.add_argument("--registry", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args(arguments)
    registry = Registry.read(options.registry) if options.registry else Registry()
    for line in score(resolve_gold(read_gold(options.gold, options.split), registry)).lines(options.errors):
        print(line)


if __name__ == "__main__":
    main()
