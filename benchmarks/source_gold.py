"""Reads gold sources: for every attribution of an article the canonical source behind it, how and how far off it is named."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from hedgelens.article import article_from_text
from hedgelens.article.words import word_starts
from hedgelens.evaluation.polnear import joined, read_marked_texts
from hedgelens.language.quotations import QuotedWords, find_quotes
from hedgelens.records import Attribution, AttributionType, Quotation, Span, Spans

PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we", "you", "who", "which", "that", "his", "her", "their", "him", "them"])
IN_THE_MENTION = "in the mention"


@dataclass(frozen=True)
class GoldSource:
    """The canonical source of one gold attribution.

    Attributes:
        id: of the attribution.
        canonical: its name; ``None`` where nobody can be recovered.
        mention: how it is mentioned: ``proper``, ``nominal``, ``pronoun`` or ``none``.
        distance: where the nearest other mention stands that says who it is.
    """

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


def read_sources(gold: Path, split: Path) -> list[GoldArticle]:
    """Reads gold sources: a folder of them with the corpus or the texts they belong to, or one file with its text."""
    if gold.is_dir() and (split / "text").is_dir():
        return _read_marked(gold, split)
    if gold.is_dir():
        return [_read_standoff(path, split / f"{path.stem}.txt") for path in sorted(gold.glob("*.json"))]
    return [_read_standoff(gold, split)]


def _read_marked(gold: Path, split: Path) -> list[GoldArticle]:
    wanted = {data["id"]: data for path in gold.glob("*.sources.json") if (data := json.loads(path.read_text("utf-8")))}
    articles = []
    for marked in read_marked_texts(split):
        if marked.id not in wanted:
            continue
        data = wanted[marked.id]
        spans = {attribution.id: attribution for attribution in marked.attributions}
        rows = [row for row in data["attributions"] if row["id"] in spans]
        records = []
        for row in rows:
            flat = spans[row["id"]]
            roles = {"source": flat.source, "cue": flat.cue, "content": flat.content}
            records.append(_attribution(marked.text, {"id": row["id"], "type": row.get("type"), **roles}))
        articles.append(
            GoldArticle(marked.id, marked.text, tuple(records), tuple(_marked_source(row) for row in rows), data["aliases"])
        )
    return articles


def _marked_source(row: dict[str, Any]) -> GoldSource:
    antecedent = row.get("antecedent")
    distance = str(antecedent.get("nearest_bucket", "later")) if isinstance(antecedent, dict) else IN_THE_MENTION
    return GoldSource(row["id"], row["canonical"], row["mention"], distance)


def _read_standoff(path: Path, text_path: Path) -> GoldArticle:
    data = json.loads(path.read_text("utf-8"))
    text = text_path.read_bytes().decode("utf-8-sig")
    aliases = {source["canonical"]: source.get("aliases", []) for source in data.get("sources", ())}
    sentences = data.get("sentences", ())
    distances = _Distances(text, data["attributions"], aliases, [(s["start"], s["end"]) for s in sentences if "end" in s])
    sources = []
    for row in data["attributions"]:
        mention = _mention(text, row)
        sources.append(GoldSource(row["id"], row["canonical"], mention, distances.of(row, mention)))
    continued = {sentence["start"]: sentence["continued"] for sentence in sentences if sentence["continued"]}
    records = tuple(_attribution(text, row) for row in data["attributions"])
    return GoldArticle(data["id"], text, records, tuple(sources), aliases, continued)


def _mention(text: str, row: dict[str, Any]) -> str:
    """Returns how a source is mentioned: by name, pronoun or description; read off the words where nobody has noted it."""
    if "mention" in row or not row["source"]:
        return str(row.get("mention", "none"))
    spoken = " ".join(text[start:end] for start, end in row["source"])
    if spoken.lower() in PRONOUNS:
        return "pronoun"
    names = {word for word in re.findall(r"\w+", row["canonical"] or "") if word[:1].isupper()}
    return "proper" if names & set(re.findall(r"\w+", spoken)) else "nominal"


class _Distances:
    """How far from a mention the nearest other one of the same source stands, read off names and source spans."""

    def __init__(
        self, text: str, rows: Sequence[dict[str, Any]], aliases: dict[str, list[str]], sentences: Sequence[Span]
    ) -> None:
        self._text = text
        self._rows = rows
        self._aliases = aliases
        self._ends = [end for _, end in sentences]

    def of(self, row: dict[str, Any], mention: str) -> str:
        """Returns where the mention that says who a source is stands from the source of an attribution."""
        if mention in ("proper", "none") or row["canonical"] is None:
            return IN_THE_MENTION
        start, end = row["source"][0][0], row["source"][-1][1]
        others = [(s, e) for s, e in self._mentions(row["canonical"]) if e <= start or s >= end]
        before = max((span for span in others if span[1] <= start), default=None)
        if before is None:
            named = row["canonical"][:1].isupper()
            return "later" if mention == "pronoun" or (named and others) else IN_THE_MENTION
        between = sum(before[1] <= sentence_end <= start for sentence_end in self._ends)
        if between < 2:
            return "previous sentence" if between else "same sentence"
        return "farther" if "\n" in self._text[before[1] : start] else "same paragraph"

    def _mentions(self, canonical: str) -> list[Span]:
        spans = [(r["source"][0][0], r["source"][-1][1]) for r in self._rows if r["canonical"] == canonical and r["source"]]
        for form in {canonical, *self._aliases.get(canonical, ())}:
            if form.lower() not in PRONOUNS:
                spans += [match.span() for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", self._text)]
        return spans


def _attribution(text: str, row: dict[str, Any]) -> Attribution:
    source, cue, content = (_pieces(row.get(role) or ()) for role in ("source", "cue", "content"))
    if source and cue and _looks_swapped(text, source):
        source, cue = cue, source
    kind = row.get("type")
    return Attribution(
        id=row["id"],
        sentence=row.get("sentence", 0),
        source=source,
        cue=cue,
        content=content,
        quotation=Quotation(row["quotation"]) if "quotation" in row else _quoted_words(text).quotation(content),
        type=AttributionType(kind) if kind in list(AttributionType) else AttributionType.ASSERTION,
        confidence=1.0,
        why="gold",
        via_span=_pieces(row.get("via_span") or ()),
        parent=row.get("parent"),
    )


def _looks_swapped(text: str, source: Spans) -> bool:
    """Says whether a coder gave "said" as the source and the speaker as the cue."""
    return text[source[0][0] : source[-1][1]].lower() in ("said", "says", "according to")


def _pieces(spans: Iterable[Sequence[int]]) -> Spans:
    return joined([(span[0], span[1]) for span in spans])


@cache
def _quoted_words(text: str) -> QuotedWords:
    return QuotedWords(find_quotes(article_from_text(text)), tuple(word_starts(text)))
