"""Where an article says that somebody would not speak, could not be asked, or spoke without a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from hedgelens.language.grammar import VERBAL, child, children, conjuncts, subject, verb_above
from hedgelens.language.places import Places
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import entries, word_set
from hedgelens.records import Attribution, Disclosure, Kind, Naming, Span, Speaking
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity

HIDING = frozenset([Speaking.NOT_NAMED, Speaking.ANONYMITY, Speaking.NOT_AUTHORIZED])
"""What is said of who speaks without a name."""

_NAME = frozenset(["name", "identity"])

HIDDEN = frozenset([Naming.DESCRIBED, Naming.GENERIC])
"""How those may be told of who turn out to be anonymous."""


@cache
def _formulas() -> tuple[tuple[tuple[str, ...], re.Pattern[str], Speaking], ...]:
    rows = entries("disclosure", "what")
    return tuple(
        (tuple(row.words("holds")), re.compile(str(row.value("pattern"))), Speaking(str(row.value("what")))) for row in rows
    )


def formulas_in(text: str) -> Iterator[Disclosure]:
    """Yields the formulas in a text, in their order; of those that overlap the first one."""
    lower = text.lower()
    likely = ((pattern, what) for holds, pattern, what in _formulas() if any(word in lower for word in holds))
    found = sorted(
        ((match.span(), what) for pattern, what in likely for match in pattern.finditer(text)),
        key=lambda pair: (pair[0][0], -pair[0][1]),
    )
    end = 0
    for span, what in found:
        if span[0] >= end:
            yield Disclosure(what, span)
            end = span[1]


def disclosed(
    discourse: Discourse, attributions: Sequence[Attribution], ids: Mapping[Entity, str]
) -> dict[str, list[Disclosure]]:
    """Returns what the body of an article discloses of its sources, by their ids; those who are none are passed over."""
    found: dict[str, list[Disclosure]] = defaultdict(list)
    by_cue = Places((a.source_id, a.cue) for a in attributions if a.source_id is not None)
    for sentence in discourse.syntax.sentences:
        if sentence.kind is not Kind.BODY:
            continue
        for formula in formulas_in(discourse.syntax.article.text[sentence.start : sentence.end]):
            start, end = (sentence.start + place for place in formula.span)
            for id in dict.fromkeys(_whose(discourse, by_cue, ids, (start, end))):
                found[id].append(Disclosure(formula.what, (start, end)))
    return found


def _whose(discourse: Discourse, by_cue: Places[str], ids: Mapping[Entity, str], span: Span) -> Iterator[str]:
    """Yields the ids of those of whom a formula is said: whose attribution it is the cue of, else who is its subject."""
    if attributed := by_cue.touching(span):
        yield attributed[0]
        return
    for entity in _subjects(discourse, span):
        for one in (entity, *(member.root for member in entity.members)):
            if one in ids:
                yield ids[one]


def _subjects(discourse: Discourse, span: Span) -> Iterator[Entity]:
    """Yields who is the subject of a formula, or to whom the request went that the subject is ("emails to Okoro went …")."""
    syntax = discourse.syntax
    tokens = syntax.within((span,))
    verb = next((i for i in tokens if syntax.pos[i] in VERBAL and syntax.dep[i] not in ("aux", "auxpass")), None)
    verb = verb if verb is not None else verb_above(syntax, tokens[0])
    head = _subject(syntax, verb) if verb is not None else None
    heads = [head] if head is not None else []
    if head is not None and syntax.dep[head] in ("nsubj", "nsubjpass"):
        heads = conjuncts(syntax, head)
    heads = [whose for one in heads if (whose := child(syntax, one, "poss")) is not None and syntax.lemma[one] in _NAME] or heads
    requests = [i for i in (*heads, *tokens) if syntax.lemma[i] in word_set("request")]
    heads += [whom for noun in requests for whom in _asked(syntax, noun)]
    yield from (entity for one in heads if (entity := discourse.entity(one)) is not None)


def _subject(syntax: Syntax, verb: int) -> int | None:
    """Returns the head of the subject of a verb, or of the nearest one above it that has any."""
    return next((found for above in (verb, *syntax.ancestors(verb)) if (found := subject(syntax, above)) is not None), None)


def _asked(syntax: Syntax, noun: int) -> Iterator[int]:
    """Yields who was asked, or was to answer ("an email **to Okoro**", "no comment **from Okoro**")."""
    for to in children(syntax, noun, "prep", "acl"):
        whom = child(syntax, to, "pobj", "dobj") if syntax.lower[to] in ("to", "from", "with", "reach", "contact") else None
        if whom is not None:
            yield from conjuncts(syntax, whom)
