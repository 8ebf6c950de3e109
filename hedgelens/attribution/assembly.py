"""From candidates to attributions: spans, nesting, kind of quotation, ids. Shared by all engines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.inner import says_inside
from hedgelens.language.stance import stance_at
from hedgelens.language.tokens import Syntax
from hedgelens.records import Attribution, Span, Spans

_OPENING = frozenset("\"“‘'`([«$#@") | {"''", "``"}
_CLOSING = frozenset("\"”’')]»%") | {"''"}
_ENDS = ("?", "!", "…")

CONFIDENCE = {
    "clause": 0.79,
    "reporting clause": 0.90,
    "quotation after": 0.69,
    "quotation beside": 0.75,
    "signature": 0.85,
    "announced": 0.80,
    "quoted fragment": 0.46,
    "quotation": 0.56,
    "infinitive": 0.57,
    "gerund": 0.65,
    "object": 0.61,
    "passive": 0.67,
    "preposition": 0.51,
    "adjective": 0.68,
    "according to": 0.85,
    "as clause": 0.64,
    "noun": 0.34,
    "copula": 0.55,
    "document": 0.45,
    "colon": 0.54,
}
"""How often an attribution that a sieve makes was right (content overlaps by half and the source is the right one) on PolNeAR's
training part when this was set, rounded; the lists of words come from there, too. ``python benchmarks/attribution.py sieves DIR``
prints how often it is today. Those of quotations beside a name, signed and announced ones were set by hand, and so was
that of quotations without a cue: PolNeAR's annotators leave most of them out, others give them to who spoke before."""


def assemble(syntax: Syntax, candidates: Sequence[Candidate]) -> tuple[Attribution, ...]:
    """Turns candidates into attributions in text order, with their parents."""
    kept = [c for c in candidates if spans(syntax, _apart(c).content)]
    kept.sort(key=lambda c: (min(c.cue | c.source | c.content), min(c.cue, default=-1)))
    kept = [c for c, parent in zip(kept, _parents(kept), strict=True) if parent is None or says_inside(syntax, c)]
    parents = _parents(kept)
    ids = [f"a{i + 1}" for i in range(len(kept))]
    return tuple(
        _attribution(syntax, _apart(candidate), ids[i], ids[parent] if (parent := parents[i]) is not None else None)
        for i, candidate in enumerate(kept)
    )


def _parents(candidates: Sequence[Candidate]) -> list[int | None]:
    """Returns for each attribution the one with the smallest content that holds its cue (or its content)."""
    keys = [candidate.cue or candidate.content for candidate in candidates]
    first_tokens = frozenset(map(min, keys))
    holding: dict[int, list[int]] = defaultdict(list)
    for i, candidate in enumerate(candidates):
        for token in first_tokens & candidate.content:
            holding[token].append(i)
    for others in holding.values():
        others.sort(key=lambda i: len(candidates[i].content))

    def parent(i: int, mine: Candidate, key: frozenset[int]) -> int | None:
        others = ((k, candidates[k]) for k in holding[min(key)] if k != i)
        holders = (
            k for k, c in others if key <= c.content and len(c.content) > len(key) and not (c.cue and c.cue <= mine.content)
        )
        return next(holders, None)

    return [parent(i, candidate, key) for i, (candidate, key) in enumerate(zip(candidates, keys, strict=True))]


def _apart(candidate: Candidate) -> Candidate:
    """Parts cue, source and content: the cue is one run, and what stands in the phrase of a source is no word of its name."""
    cue = _run(candidate.cue, candidate.source)
    source, content = candidate.source - cue, candidate.content - cue
    if content <= source:  # "posts accusing her of **fraud**" are the phrase, and the posts the source
        return replace(candidate, cue=cue, source=source - content, content=content)
    if (cue, source, content - source) == (candidate.cue, candidate.source, candidate.content):
        return candidate
    return replace(candidate, cue=cue, source=source, content=content - source)


def _run(cue: frozenset[int], source: frozenset[int]) -> frozenset[int]:
    """Returns the cue as one piece; where the source stands within it ("**had** the office **confirmed**"), its longest one."""
    if not cue:
        return cue
    ends = [min(cue) - 1, *sorted(i for i in source - cue if min(cue) < i < max(cue)), max(cue) + 1]
    pieces = [range(before + 1, after) for before, after in pairwise(ends)]
    inside = [[i for i in piece if i in cue] for piece in pieces]
    longest = max((piece for piece in inside if piece), key=lambda piece: (len(piece), piece))
    return frozenset(range(longest[0], longest[-1] + 1))


def _attribution(syntax: Syntax, candidate: Candidate, id: str, parent: str | None) -> Attribution:
    content = spans(syntax, candidate.content)
    anchor = min(candidate.cue or candidate.content)
    cue = _cue(syntax, candidate)
    return Attribution(
        id=id,
        sentence=syntax.sentence[anchor],
        source=spans(syntax, candidate.source),
        cue=cue,
        content=content,
        quotation=syntax.quoted_words.quotation(content),
        type=candidate.type,
        confidence=CONFIDENCE[candidate.sieve] if candidate.confidence is None else candidate.confidence,
        why=f"{candidate.sieve}: {candidate.evidence}",
        via_span=spans(syntax, candidate.addressee),
        parent=parent,
        rule=candidate.sieve,
        stance=stance_at(syntax.article.text, cue),
    )


def _cue(syntax: Syntax, candidate: Candidate) -> Spans:
    """Returns the cue as one piece; a mark of punctuation counts as a cue too."""
    if not candidate.cue:
        return ()
    return ((syntax.start[min(candidate.cue)], syntax.end[max(candidate.cue)]),)


def spans(syntax: Syntax, tokens: Iterable[int]) -> Spans:
    """Turns tokens into spans of characters: one a run, white space and hanging marks at the edges left out."""
    pieces: list[Span] = []
    run: list[int] = []
    for i in [*sorted(tokens), -1]:
        if run and i != run[-1] + 1:
            pieces += _trimmed(syntax, run[0], run[-1])
            run = []
        run.append(i)
    return tuple(pieces)


def _trimmed(syntax: Syntax, first: int, last: int) -> list[Span]:
    """Returns the run of tokens as a span without commas, stops, conjunctions and lone brackets at its edges, or nothing.

    A stop before a closing quotation mark is quoted and stays.
    """
    while first <= last and _hangs(syntax, first, _OPENING):
        first += 1
    while last >= first and _hangs(syntax, last, _CLOSING) and not _ends(syntax.text[last]):
        last -= 1
    words = syntax.text[first : last + 1]
    if last + 1 < len(syntax) and syntax.text[last + 1] == ")" and "(" in words and ")" not in words[words.index("(") :]:
        last += 1
    return [(syntax.start[first], syntax.end[last])] if any(map(str.isalnum, "".join(words))) else []


def _hangs(syntax: Syntax, token: int, belonging: frozenset[str]) -> bool:
    """Says whether a token at an edge is none of the words: white space, the mark of a heading in Markdown, a mark."""
    text = syntax.text[token]
    return len(text.strip()) < len(text) or (bool(syntax.punct[token]) and text not in belonging)


def _ends(text: str) -> bool:
    return text in _ENDS or text.endswith("...")
