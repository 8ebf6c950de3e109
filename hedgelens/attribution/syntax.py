"""Questions to the dependency parse: subjects, verb groups, the extent of clauses and noun phrases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hedgelens.attribution.candidates import Context
from hedgelens.records import Span, Spans

Token = Any
"""A token of spaCy, which ships no types for what is asked here."""

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_VERB_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_RELATIVE = frozenset({"relcl", "acl", "advcl"})
_MARKS = frozenset(",;:—–-\"“”'‘’()[]")


def child(token: Token, *dependencies: str) -> Token | None:
    """Returns the first child with one of the dependencies."""
    return next((c for c in token.children if c.dep_ in dependencies), None)


def governor(verb: Token) -> Token:
    """Climbs coordination: "smiled and **said**" → "smiled"; stops at a verb with a subject of its own."""
    while verb.dep_ == "conj" and child(verb, *SUBJECTS) is None and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb


def subject(verb: Token) -> Token | None:
    """Returns the head of the phrase whose doing the verb is: its own subject, or the one it shares or is controlled by."""
    for _ in range(6):
        own = child(verb, "nsubj", "nsubjpass", "csubj")
        if own is not None:
            return own
        if verb.dep_ in ("acl", "relcl"):
            return verb.head
        if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis") and verb.head.i != verb.i:
            verb = verb.head
            if verb.pos_ not in ("VERB", "AUX", "ADP", "SCONJ", "ADJ"):
                return None
            continue
        return None
    return None


def is_passive(verb: Token) -> bool:
    """Says whether the verb is a passive participle with its auxiliary."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    return verb.tag_ == "VBN" and child(verb, "aux", "nsubj") is None and verb.dep_ in ("advcl", "acl", "relcl", "ROOT", "dep")


def agent(verb: Token) -> Token | None:
    """Returns the head of the agent of a passive ("by **the ministry**")."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def verb_group(verb: Token) -> list[Token]:
    """Returns the verb with its auxiliaries, negation, particle and the adverbs between them, one contiguous piece."""
    members = [c for c in verb.children if c.dep_ in _VERB_GROUP and abs(c.i - verb.i) <= 5]
    first = min([verb.i, *(c.i for c in members)])
    last = max([verb.i, *(c.i for c in members if c.i - verb.i <= 1)])
    doc = verb.doc
    inside = {t.i for t in [verb, *members]} | {c.i for c in verb.children if c.dep_ == "advmod"}
    while first < verb.i and not all(i in inside or doc[i].dep_ == "advmod" for i in range(first, verb.i)):
        first += 1
    while first > 0 and first - 1 in inside and doc[first - 1].dep_ == "advmod" and doc[first - 1].tag_ == "RB":
        first -= 1
    return [doc[i] for i in range(first, last + 1)]


def noun_phrase(head: Token) -> set[int]:
    """Returns the indices of a source's phrase: with determiner, modifiers and apposition, without incidental clauses."""
    indices = set()
    stack = [head]
    while stack:
        token = stack.pop()
        indices.add(token.i)
        for c in token.children:
            if c.dep_ in _RELATIVE and (c.i > token.i and _after_comma(c)):
                continue
            if c.dep_ in ("conj", "cc") and c.pos_ in ("VERB", "AUX"):
                continue
            if c.dep_ in ("ccomp", "parataxis", "dep") and c.pos_ in ("VERB", "AUX"):
                continue
            stack.append(c)
    return _contiguous(head, indices)


def _after_comma(token: Token) -> bool:
    left = token.left_edge.i
    return left > 0 and token.doc[left - 1].text in (",", "—", "–", "-", "--", "(")


def _contiguous(head: Token, indices: set[int]) -> set[int]:
    """Keeps the run of indices around the head; marks between two members belong to the run."""
    doc = head.doc
    run = {head.i}
    for step in (-1, 1):
        i = head.i + step
        gap: list[int] = []
        while 0 <= i < len(doc) and (i in indices or doc[i].text in _MARKS or doc[i].is_space):
            gap.append(i)
            if i in indices and not doc[i].is_punct and not doc[i].is_space:
                run.update(gap)
                gap = []
            i += step
    return run


def subtree(token: Token) -> set[int]:
    """Returns the indices of a token and all it governs."""
    indices, stack = set(), [token]  # a stack of our own: the parse of a long list is as deep as the list is long
    while stack:
        below = stack.pop()
        indices.add(below.i)
        stack += below.children
    return indices


def spans(context: Context, indices: Iterable[int]) -> Spans:
    """Turns token indices into spans of characters: one a run, white space and hanging marks at the edges left out."""
    pieces: list[Span] = []
    run: list[int] = []
    for i in [*sorted(indices), -1]:
        if run and i != run[-1] + 1:
            pieces += trimmed(context, run[0], run[-1])
            run = []
        run.append(i)
    return tuple(pieces)


_OPENING = frozenset("\"“‘'`([«$#@") | {"''", "``"}
_CLOSING = frozenset("\"”’')]»%") | {"''"}


def _is_gap(token: Any) -> bool:
    """Says whether a token is white space, or stands between two blocks, as the mark of a heading does in Markdown."""
    return token.is_space or len(token.text.strip()) < len(token)


def trimmed(context: Context, first: int, last: int) -> list[Span]:
    """Returns the run of tokens as a span without commas, stops, conjunctions and lone brackets at its edges, or nothing.

    A stop before a closing quotation mark is quoted and stays.
    """
    doc, texts = context.doc, context.texts
    while first <= last and (_is_gap(doc[first]) or (doc[first].is_punct and doc[first].text not in _OPENING)):
        first += 1
    while last >= first and (_is_gap(doc[last]) or (doc[last].is_punct and doc[last].text not in _CLOSING)):
        if doc[last].text in ("?", "!", "…") or doc[last].text.endswith("..."):
            break
        last -= 1
    words = texts[first : last + 1]
    if last + 1 < len(doc) and texts[last + 1] == ")" and "(" in words and ")" not in words[words.index("(") :]:
        last += 1
    if not any(ch.isalnum() for word in words for ch in word):
        return []
    return [(context.starts[first], context.starts[last] + len(texts[last]))]
