"""Lists that a saying introduces ("The report found:", "Among the findings:"): their items are what is said, over paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, insort_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import cue_set
from hedgelens.language.grammar import VERBAL, root
from hedgelens.language.tokens import Syntax
from hedgelens.records import Kind, Sentence

RULE = "list"
_ITEM = re.compile(r"[-–—*•·▪●‣+]\s+|\(?(?:\d{1,2}|[a-z])[.)]\s+")
_FEWEST = 2
_ALONE = 0.75
"""Confidence behind a noun alone, set by hand: lists are too rare to measure it."""
_CLOSING = frozenset(":*_")
_LAST = itemgetter(0)


@dataclass(frozen=True)
class _List:
    """A list and the sentence before it, which ends in a colon."""

    opening: Sentence
    items: tuple[Sentence, ...]


def with_lists(syntax: Syntax, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Gives the items of a list to the attribution that introduces it; sentences in them with a source of their own stay out.

    The opening sentence has the cue of an attribution; or it is but a noun for what was said ("Among the findings:"), whose
    source is the one before it.
    """
    result = list(candidates)
    lists = list(_lists(syntax))
    if not lists:
        return result
    read = _Read.of(syntax, candidates)
    for found in lists:
        number = _introducing(syntax, candidates, read, found.opening)
        items = frozenset(
            i for s in found.items if s.index not in read.claimed for i in syntax.tokens_of(s.index) if syntax.pos[i] != "SPACE"
        )
        if number is not None:
            said = replace(result[number], content=result[number].content | items)
            result[number] = replace(said, evidence=f"{said.evidence}, with the list behind it")
        elif (noun := _noun_alone(syntax, found.opening)) is not None and (source := _source_before(syntax, read, noun)):
            insort_left(read.sources, (noun, source), key=_LAST)
            result.append(Candidate.of(syntax, RULE, source, (noun,), items, "{} before a list", confidence=_ALONE))
    return result


@dataclass(frozen=True)
class _Read:
    """The candidates before the lists, by what is asked of them for each list; no list opens in another, so that these stay.

    Attributes:
        claimed: the sentences in which somebody is named who says something.
        cued: by sentence, the numbers of the candidates whose cue begins there.
        said: how many contents hold a token.
        sources: the last token of each cue with a source, in order, and the source.
    """

    claimed: set[int]
    cued: Mapping[int, list[int]]
    said: Counter[int]
    sources: list[tuple[int, frozenset[int]]]

    @classmethod
    def of(cls, syntax: Syntax, candidates: Sequence[Candidate]) -> _Read:
        claimed = {syntax.sentence[i] for c in candidates if not c.cue for i in c.content}
        cued: dict[int, list[int]] = defaultdict(list)
        sources: dict[int, frozenset[int]] = {}
        for number, c in enumerate(candidates):
            if c.cue and c.source:
                cued[syntax.sentence[min(c.cue)]].append(number)
                sources.setdefault(max(c.cue), c.source)
        said = Counter(i for c in candidates for i in c.content)
        return cls(claimed | set(cued), cued, said, sorted(sources.items(), key=_LAST))


def _lists(syntax: Syntax) -> Iterator[_List]:
    """Yields the lists of the body that stand behind a colon, each paragraph of them an item; none opens in another."""
    sentences = [s for s in syntax.sentences if s.kind is Kind.BODY]
    text, listed = syntax.article.text, -1
    for number, opening in enumerate(sentences):
        if number <= listed or not text[opening.start : opening.end].rstrip().endswith((":", ":**", ":*", ":__")):
            continue
        items: list[Sentence] = []
        paragraphs: set[int] = set()
        for sentence in sentences[number + 1 :]:
            begins = sentence.paragraph not in paragraphs and sentence.paragraph != opening.paragraph
            if sentence.paragraph == opening.paragraph or (begins and not _ITEM.match(text, sentence.start)):
                break
            paragraphs.add(sentence.paragraph)
            items.append(sentence)
        if len(paragraphs) >= _FEWEST:
            listed = number + len(items)
            yield _List(opening, tuple(items))


def _introducing(syntax: Syntax, candidates: Sequence[Candidate], read: _Read, opening: Sentence) -> int | None:
    """Returns the number of the attribution that introduces a list: the outermost with its cue in the opening sentence.

    What it says must reach the colon, or be nothing but the list.
    """
    tokens = syntax.tokens_of(opening.index)
    last = max((i for i in tokens if not set(syntax.text[i].strip()) <= _CLOSING), default=-1)
    reaching = [n for n in read.cued.get(opening.index, ()) if last in candidates[n].content | candidates[n].cue]
    firsts = ((min(candidates[n].cue), n) for n in reaching)
    return max(((first, n) for first, n in firsts if read.said[first] == (first in candidates[n].content)), default=(0, None))[1]


def _noun_alone(syntax: Syntax, opening: Sentence) -> int | None:
    """Returns the noun of a sentence that is but one for what was said: "Among the **findings**:", "Its main **demands**:"."""
    tokens = syntax.tokens_of(opening.index)
    head = root(syntax, tokens)
    if head is None or any(syntax.pos[i] in VERBAL and i != head for i in tokens):
        return None
    return next((i for i in tokens if syntax.lemma[i] in cue_set("listed") and syntax.pos[i] == "NOUN"), None)


def _source_before(syntax: Syntax, read: _Read, noun: int) -> frozenset[int]:
    """Returns the source of the last attribution before a noun, in its paragraph or the one before."""
    before = bisect_left(read.sources, noun, key=_LAST)
    if not before:
        return frozenset()
    last, source = read.sources[before - 1]
    return source if syntax.paragraph(noun) - syntax.paragraph(last) <= 1 else frozenset()
