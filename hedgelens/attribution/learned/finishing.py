"""Ends the contents of the network where a phrase ends: it reads words one by one, and may stop within one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from hedgelens.attribution.candidates import Candidate
from hedgelens.language.grammar import VERBAL, child, children
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set

_BEFORE_HEAD = frozenset(["det", "compound", "amod", "poss", "nummod", "mark", "aux", "auxpass", "nmod", "quantmod", "case"])
_FURTHEST = 40
_HANGING = frozenset(["CCONJ", "SCONJ", "DET", "ADP"])


def finished(syntax: Syntax, candidate: Candidate) -> Candidate:
    """Returns a candidate whose content ends with a phrase, and takes in what says more of the last words of it."""
    last = _last(syntax, candidate)
    if last is None or syntax.quotes.at(syntax.start[last]) is not None:
        return candidate
    barred = candidate.cue | candidate.source
    end = _end(syntax, last, candidate.content)
    if end is None:
        end = _reason_or_group(syntax, last)
    if end is None or end - last > _FURTHEST or any(i in barred for i in range(last + 1, end + 1)):
        return _without_hanging(syntax, candidate, last)
    return replace(candidate, content=candidate.content | frozenset(range(last + 1, end + 1)))


def with_whole_name(syntax: Syntax, candidate: Candidate) -> Candidate:
    """Returns a candidate whose source does not end within a phrase or a name, nor before the name of whom it describes."""
    source = set(candidate.source)
    if not source:
        return candidate
    head = syntax.head[max(source)]
    if syntax.dep[max(source)] in _BEFORE_HEAD and max(source) < head:
        source |= set(range(max(source) + 1, head + 1))
    source |= set(_name_beside(syntax, max(source)))
    source |= {i + 1 for i in source if i + 2 in source and syntax.text[i + 1] == ","}
    while max(source) + 1 < len(syntax) and _goes_on(syntax, max(source) + 1):
        source.add(max(source) + 1)
    if source & candidate.cue or (source == candidate.source and source.isdisjoint(candidate.content)):
        return candidate
    return replace(candidate, source=frozenset(source), content=candidate.content - source)


def _name_beside(syntax: Syntax, last: int) -> range:
    """Returns the comma and the name behind a source that ends in what the person is: "the mayor**, Ines Wren**"."""
    name = next((c for c in children(syntax, last, "appos") if syntax.pos[c] == "PROPN" and syntax.left[c] == last + 2), None)
    return range(last + 1, name + 1 if name is not None and syntax.text[last + 1] == "," else last + 1)


def _goes_on(syntax: Syntax, token: int) -> bool:
    """Says whether a name goes on with a token."""
    same = syntax.sentence[token] == syntax.sentence[token - 1] and syntax.start[token] == syntax.end[token - 1] + 1
    return same and all(syntax.pos[i] == "PROPN" and syntax.text[i][:1].isupper() for i in (token - 1, token))


def _last(syntax: Syntax, candidate: Candidate) -> int | None:
    words = [i for i in candidate.content if not syntax.punct[i] and not syntax.text[i].isspace()]
    last = max(words, default=None)
    inside = last is not None and bool(candidate.cue) and syntax.sentence[last] == syntax.sentence[min(candidate.cue)]
    return last if inside else None


def _end(syntax: Syntax, last: int, content: Collection[int]) -> int | None:
    """Returns the last word of the phrase that a content breaks off in."""
    head = syntax.head[last]
    if syntax.dep[last] in _BEFORE_HEAD and head > last and head not in content:
        return syntax.right[head] if syntax.dep[last] in ("mark", "aux", "auxpass") else max(head, _right_of_name(syntax, head))
    if syntax.dep[last] in ("prep", "agent", "dative") and child(syntax, last, "pobj", "pcomp") is not None:
        return syntax.right[last]
    if syntax.dep[last] == "cc":
        joined = next((c for c in children(syntax, head, "conj") if c > last), None)
        return None if joined is None else syntax.right[joined]
    return None


def _right_of_name(syntax: Syntax, head: int) -> int:
    """Returns the last word that belongs to a noun without a comma before it."""
    right = syntax.right[head]
    comma = next((i for i in range(head + 1, right + 1) if syntax.text[i] in (",", ";", "—", "–")), right + 1)
    return comma - 1


def _reason_or_group(syntax: Syntax, last: int) -> int | None:
    """Returns the end of "…, because …" and "…, many of whom …" behind a content."""
    words = [*syntax.lower[last + 1 : min(last + 5, syntax.sentence_of(last).stop)], "", "", "", ""]
    group = words[1] in word_set("quantifier") | {"none", "half"} and words[2] == "of" and words[3] in ("whom", "which", "them")
    if words[0] != "," or (words[1] != "because" and not group):
        return None
    head = next((i for i in syntax.ancestors(last + 4 if group else last + 2) if syntax.pos[i] in VERBAL), None)
    return None if head is None or head < last else max(syntax.right[head], head)


def _without_hanging(syntax: Syntax, candidate: Candidate, last: int) -> Candidate:
    """Returns a candidate without a conjunction or preposition that leads to nothing at its end."""
    content = set(candidate.content)
    while last in content and syntax.pos[last] in _HANGING and syntax.dep[last] in ("cc", "mark", "det") and len(content) > 1:
        content.discard(last)
        last -= 1
    return candidate if len(content) == len(candidate.content) else replace(candidate, content=frozenset(content))
