"""The rule engine: sieves tried in a fixed order; every result names the sieve that made it (Lee et al. 2013)."""

from __future__ import annotations

from dataclasses import replace

from hedgelens.attribution.acts import without_acts
from hedgelens.attribution.assembly import assemble
from hedgelens.attribution.candidates import Candidate, Sieve, Yields
from hedgelens.attribution.lists import with_lists
from hedgelens.attribution.running_on import run_on
from hedgelens.attribution.second import with_second_sayings
from hedgelens.attribution.sieves import beside, clauses, phrases, predicates, reporting
from hedgelens.attribution.turns import with_turns
from hedgelens.language.quotations import SILENT_KINDS
from hedgelens.language.tokens import Syntax
from hedgelens.records import Attribution, ParsedArticle

_CLOSING_OF = {"‘": "’", "'": "'", "“": "”", '"': '"'}

SIEVES: tuple[Sieve, ...] = (
    phrases.according_to,
    phrases.in_opinion,
    phrases.as_clause,
    reporting.reporting_clause,
    clauses.clause,
    reporting.quotation_after,
    beside.signature,
    beside.quotation_beside,
    beside.announced,
    clauses.infinitive,
    clauses.gerund,
    predicates.noun_object,
    predicates.passive_subject,
    predicates.preposition,
    predicates.adjective,
    phrases.copula,
    phrases.noun,
    phrases.colon,
    phrases.document,
    reporting.quoted_fragment,
)
"""The sieves, the most reliable first: a cue that one has taken is not looked at again."""

MIN_CONFIDENCE = 0.0
"""From which the attributions of the sieves count, where nobody asks for another one: all do. What a higher one does to the
shares is measured in docs/measures.md#what-counts."""


def attribute_by_rules(parsed: ParsedArticle) -> tuple[Attribution, ...]:
    """Finds attributions with sieves over quotation marks and the dependency parse."""
    syntax = Syntax.of(parsed)
    return assemble(syntax, with_turns(syntax, rule_candidates(syntax)))


def rule_candidates(syntax: Syntax) -> list[Candidate]:
    """Returns what the sieves propose, quotations and lists run on."""
    return with_lists(syntax, run_on(syntax, with_second_sayings(syntax, candidates_in(syntax))))


def candidates_in(syntax: Syntax) -> list[Candidate]:
    """Returns what the sieves propose, sentence by sentence."""
    found: list[Candidate] = []
    for sentence in syntax.sentences:
        if sentence.kind not in SILENT_KINDS:
            found += _of_sentence(syntax, syntax.tokens_of(sentence.index))
    return without_acts(syntax, found)


def _of_sentence(syntax: Syntax, sentence: range) -> list[Candidate]:
    accepted: list[Candidate] = []
    taken: set[int] = set()
    for sieve in SIEVES:
        for found in sieve(syntax, sentence):
            candidate = _within_quotation(syntax, found)
            if candidate.cue and not candidate.cue & taken and _may_stand(syntax, candidate, accepted):
                accepted.append(candidate)
                taken |= candidate.cue
    return [_without_cues_of_others(candidate, accepted) for candidate in accepted]


def _may_stand(syntax: Syntax, candidate: Candidate, accepted: list[Candidate]) -> bool:
    """Says whether a candidate says something, and something that the sieves before it have not found."""
    if not syntax.visible(candidate.content):
        return False
    if candidate.yields is Yields.SAME_CONTENT:
        return not any(candidate.content <= other.content for other in accepted)
    return candidate.yields is Yields.NOTHING or not accepted


def _within_quotation(syntax: Syntax, candidate: Candidate) -> Candidate:
    """Lets what somebody says in a quotation end with it."""
    quote = syntax.quotes.at(syntax.start[min(candidate.cue)]) if candidate.cue else None
    if quote is None or syntax.quotes.at(syntax.start[max(candidate.cue)]) is not quote:
        return candidate
    inside = frozenset(i for i in candidate.content if quote.start <= syntax.start[i] < quote.end)
    return replace(candidate, content=_to_inner_mark(syntax, inside))


def _to_inner_mark(syntax: Syntax, content: frozenset[int]) -> frozenset[int]:
    """Lets a quotation within a quotation end with its own mark ("“He told me ‘it leaks’ and left”")."""
    first = next(iter(syntax.visible(sorted(content))), None)
    if first and syntax.text[first - 1] in _CLOSING_OF and syntax.start[first - 1] > syntax.end[first - 2]:
        first, content = first - 1, content | {first - 1}
    closing = _CLOSING_OF.get(syntax.text[first]) if first is not None else None
    if first is None or closing is None:
        return content
    last = next((i for i in range(first + 1, max(content) + 1) if syntax.text[i] == closing), None)
    return content if last is None else frozenset(i for i in content if i <= last)


def _without_cues_of_others(candidate: Candidate, accepted: list[Candidate]) -> Candidate:
    """Cuts from a content who says it, and the parts that a sister with the same source says ("…, he said, adding that …")."""
    content = set(candidate.content)
    for other in accepted:
        if other.beside and other.cue & content and candidate.cue & other.content:
            content -= other.cue | other.source
    for sister in _sisters(candidate, accepted):
        if sister.cue & content and not sister.source & content and not candidate.cue & sister.content:
            content -= sister.cue | sister.content
    return candidate if len(content) == len(candidate.content) else replace(candidate, content=frozenset(content))


def _sisters(candidate: Candidate, accepted: list[Candidate]) -> list[Candidate]:
    """Returns the others with the same source, those that stand beside their content first."""
    same = [c for c in accepted if candidate.source and c.source == candidate.source and c is not candidate]
    return sorted(same, key=lambda sister: not sister.beside)
