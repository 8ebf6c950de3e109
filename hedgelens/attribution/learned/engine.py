"""The learned engine: the network finds cues, sources and contents; the sieves add what it was not taught.

PolNeAR, from which the network learned, marks outermost attributions only. What stands inside a content (``parent``), the medium
that relays (``via``), the type and the words of the explanation come from the sieves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np

from hedgelens.attribution.candidates import Candidate, Context
from hedgelens.attribution.finish import finish
from hedgelens.attribution.learned.decoding import DecoderSettings, Reading, WordRoles, decode, evidence, roles_of
from hedgelens.attribution.learned.network import Network, load_network
from hedgelens.attribution.quotes import SILENT_KINDS
from hedgelens.attribution.rules import context_of, rule_candidates
from hedgelens.attribution.running import run_on
from hedgelens.records import Attribution, ParsedArticle, Span

SHIPPED = Path(str(files("hedgelens.attribution.learned") / "weights"))
"""Folder of the engine that comes with HedgeLens."""


def attribute_by_model(parsed: ParsedArticle, folder: str | Path = SHIPPED) -> tuple[Attribution, ...]:
    """Finds attributions with a trained network.

    Args:
        parsed: the article.
        folder: where the engine lies; by default the one that is shipped.
    """
    network = load_network(folder)
    return attribute_with(network, parsed, network.settings)


def attribute_with(network: Network, parsed: ParsedArticle, settings: DecoderSettings) -> tuple[Attribution, ...]:
    """Finds attributions with a network that is loaded, and settings that need not be its own."""
    context = context_of(parsed)
    words, readings = read_parsed(network, parsed)
    by_rules = rule_candidates(context)
    by_cue = {token: candidate for candidate in reversed(by_rules) for token in candidate.cue}
    proposals = [proposal for reading in readings if (proposal := _proposal(reading, settings)) is not None]
    found = [_candidate(roles, words, by_cue, network, context) for roles in decode(proposals, settings.threshold)]
    return finish(run_on([*found, *_nested(found, by_rules)], context), context)


def read_parsed(network: Network, parsed: ParsedArticle) -> tuple[list[Span], list[Reading]]:
    """Returns the words of an article and a reading for each place that may be a cue, where anybody can say something."""
    blocks = [(b.start, b.end) for b in parsed.article.blocks if b.kind not in SILENT_KINDS]
    return network.read(parsed.article.text, blocks)


def _proposal(reading: Reading, settings: DecoderSettings) -> WordRoles | None:
    features = [*evidence(reading), 1.0]
    probability = 1.0 / (1.0 + float(np.exp(-np.dot(features, settings.weights))))
    if probability < settings.threshold:
        return None  # before the search for the best labels, which is the costly part
    roles = roles_of(reading, settings.switch)
    return WordRoles(tuple(roles["source"]), tuple(roles["cue"]), tuple(roles["content"]), probability)


def _candidate(
    roles: WordRoles, words: Sequence[Span], by_cue: Mapping[int, Candidate], network: Network, context: Context
) -> Candidate:
    source, cue, content = (_tokens([words[i] for i in part], context) for part in (roles.source, roles.cue, roles.content))
    same = next((by_cue[token] for token in sorted(cue) if token in by_cue), None)
    lemma = context.doc[max(cue, key=lambda i: context.doc[i].pos_ == "VERB")].lemma_.lower()
    seen = f"“{context.text(cue)}” as a cue ({roles.probability:.0%})"
    return Candidate(
        sieve=network.name,
        source=source - cue,
        cue=cue,
        content=content - cue - source,
        type=same.type if same else context.lexicon.type_of(lemma),
        evidence=f"{seen}, seen by the sieve “{same.sieve}” too" if same else seen,
        addressee=same.addressee if same else frozenset(),
        confidence=round(roles.probability, 3),
    )


def _tokens(spans: Iterable[Span], context: Context) -> frozenset[int]:
    touched = (context.parsed.tokens(span) for span in spans)
    return frozenset(token.i for tokens in touched for token in tokens)


def _nested(found: Sequence[Candidate], by_rules: Iterable[Candidate]) -> list[Candidate]:
    """Returns what the sieves see inside a content that the network found, and what it left alone."""
    cues = frozenset().union(*(c.cue for c in found))
    holders: dict[int, set[int]] = {}
    for number, candidate in enumerate(found):
        for token in candidate.content:
            holders.setdefault(token, set()).add(number)
    return [
        replace(candidate, evidence=f"{candidate.evidence}, inside a content")
        for candidate in by_rules
        if candidate.cue
        and not candidate.cue & cues
        and set.intersection(*(holders.get(token, set()) for token in candidate.cue))
    ]
