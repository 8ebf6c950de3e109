"""The rule engine: sieves tried in a fixed order; every result names the sieve that made it (Lee et al. 2013)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from hedgelens.attribution import beside, clauses, phrases, predicates
from hedgelens.attribution.candidates import Candidate, Context, Sieve, Yields
from hedgelens.attribution.finish import finish
from hedgelens.attribution.lexicon import lexicon
from hedgelens.attribution.quotes import SILENT_KINDS, find_quotes
from hedgelens.attribution.running import run_on
from hedgelens.records import Attribution, ParsedArticle

SIEVES: tuple[Sieve, ...] = (
    phrases.according_to,
    phrases.as_clause,
    beside.reporting_clause,
    clauses.clause,
    beside.quotation_after,
    clauses.infinitive,
    clauses.gerund,
    clauses.raising,
    predicates.noun_object,
    predicates.passive_subject,
    predicates.preposition,
    predicates.adjective,
    phrases.copula,
    phrases.noun,
    phrases.colon,
    phrases.document,
    beside.quoted_fragment,
)
"""The sieves, the most reliable first: a cue that one has taken is not looked at again."""


def attribute_by_rules(parsed: ParsedArticle) -> tuple[Attribution, ...]:
    """Finds attributions with sieves over quotation marks and the dependency parse."""
    context = context_of(parsed)
    return finish(rule_candidates(context), context)


def context_of(parsed: ParsedArticle) -> Context:
    """Returns what the sieves may ask about an article."""
    return Context(parsed, find_quotes(parsed.article), lexicon())


def rule_candidates(context: Context) -> list[Candidate]:
    """Returns what the sieves propose, quotations run on."""
    return run_on(candidates_in(range(len(context.doc)), context), context)


def candidates_in(tokens: Collection[int], context: Context) -> list[Candidate]:
    """Returns what the sieves propose for the sentences that hold some of the tokens."""
    parsed = context.parsed
    found: list[Candidate] = []
    for sentence in parsed.doc.sents:
        if parsed.sentences[parsed.sentence_at(sentence.start_char)].kind not in SILENT_KINDS and any(
            i in tokens for i in range(sentence.start, sentence.end)
        ):
            found += _of_sentence(sentence, context)
    return found


def _of_sentence(sentence: object, context: Context) -> list[Candidate]:
    accepted: list[Candidate] = []
    taken: set[int] = set()
    for sieve in SIEVES:
        for candidate in sieve(sentence, context):
            if not candidate.cue or all(context.doc[i].is_space for i in candidate.content):
                continue
            if candidate.cue & taken:
                continue
            if candidate.yields is Yields.ANYTHING and accepted:
                continue
            if candidate.yields is Yields.SAME_CONTENT and any(candidate.content <= other.content for other in accepted):
                continue
            accepted.append(candidate)
            taken |= candidate.cue
    sisters: dict[frozenset[int], list[Candidate]] = defaultdict(list)
    for candidate in accepted:
        if candidate.source:
            sisters[candidate.source].append(candidate)
    phrases = [candidate for candidate in accepted if candidate.beside]
    return [_without_cues_of_others(c, phrases, sisters[c.source]) for c in accepted]


def _without_cues_of_others(candidate: Candidate, phrases: list[Candidate], sisters: list[Candidate]) -> Candidate:
    """Cuts from a content the parts that a sister with the same source says ("…, he said, adding that …")."""
    content = set(candidate.content)
    for other in (*phrases, *(sister for sister in sisters if not sister.beside)):
        if other.beside and other.cue & content and candidate.cue & other.content:
            content -= other.cue | other.source
        same_source = other is not candidate and other.source and other.source == candidate.source
        outside = same_source and not (other.source & content)
        if outside and other.cue & content and not candidate.cue & other.content:
            content -= other.cue | other.content
    return replace(candidate, content=frozenset(content))
