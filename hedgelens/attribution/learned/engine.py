"""The learned engine: the network finds cues, sources and contents; the sieves add what it was not taught."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path

from hedgelens.attribution.candidates import Candidate, Context
from hedgelens.attribution.finish import finish
from hedgelens.attribution.learned.decoding import DecoderSettings, Reading, WordRoles, decode, probabilities_of, roles_of
from hedgelens.attribution.learned.joining import join
from hedgelens.attribution.learned.network import Network, load_network
from hedgelens.attribution.quotes import SILENT_KINDS
from hedgelens.attribution.rules import candidates_in, context_of
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
    seen = candidates_of(network, context, settings)
    by_rules = candidates_in(frozenset().union(*(c.cue | c.content for c in seen)), context)
    return finish(run_on(join(seen, by_rules, context), context), context)


def candidates_of(network: Network, context: Context, settings: DecoderSettings) -> list[Candidate]:
    """Returns what the network finds in an article, without anything of the sieves."""
    words, readings = read_parsed(network, context.parsed)
    return [_candidate(roles, words, network, context) for roles in decode(_proposals(readings, settings), settings.threshold)]


def read_parsed(network: Network, parsed: ParsedArticle) -> tuple[list[Span], list[Reading]]:
    """Returns the words of an article and a reading for each place that may be a cue, where anybody can say something."""
    blocks = [(b.start, b.end) for b in parsed.article.blocks if b.kind not in SILENT_KINDS]
    return network.read(parsed.article.text, blocks)


def _proposals(readings: Sequence[Reading], settings: DecoderSettings) -> list[WordRoles]:
    said = zip(readings, probabilities_of(readings, settings), strict=True)
    # The improbable go before the search for the best labels, which is the costly part.
    likely = [(reading, probability) for reading, probability in said if probability >= settings.threshold]
    found = roles_of([reading for reading, _ in likely], settings.switch)
    return [
        WordRoles(tuple(roles["source"]), tuple(roles["cue"]), tuple(roles["content"]), probability)
        for roles, (_, probability) in zip(found, likely, strict=True)
    ]


def _candidate(roles: WordRoles, words: Sequence[Span], network: Network, context: Context) -> Candidate:
    source, cue, content = (_tokens([words[i] for i in part], context) for part in (roles.source, roles.cue, roles.content))
    lemma = context.doc[max(cue, key=lambda i: context.doc[i].pos_ == "VERB")].lemma_.lower()
    return Candidate(
        sieve=network.name,
        source=source - cue,
        cue=cue,
        content=content - cue - source,
        type=context.lexicon.type_of(lemma),
        evidence=f"“{context.text(cue)}” as a cue ({roles.probability:.0%})",
        confidence=round(roles.probability, 3),
    )


def _tokens(spans: Iterable[Span], context: Context) -> frozenset[int]:
    touched = (context.parsed.tokens(span) for span in spans)
    return frozenset(token.i for tokens in touched for token in tokens)
