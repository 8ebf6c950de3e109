"""The learned engine: the network finds cues, sources and contents; the sieves add what it was not taught."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from hedgelens.attribution.assembly import assemble
from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import type_of
from hedgelens.attribution.learned.agreement import with_agreement
from hedgelens.attribution.learned.decoding import DecoderSettings, Reading, WordRoles, decode, probabilities_of, roles_of
from hedgelens.attribution.learned.joining import join, with_inner
from hedgelens.attribution.learned.network import Network, load_network
from hedgelens.attribution.lists import with_lists
from hedgelens.attribution.running_on import run_on
from hedgelens.attribution.sieves import candidates_in
from hedgelens.attribution.turns import with_turns
from hedgelens.language.capitals import without_capitals
from hedgelens.language.quotations import SILENT_KINDS, in_english_marks
from hedgelens.language.tokens import Syntax
from hedgelens.records import Attribution, ParsedArticle, Span

SHIPPED = Path(str(files("hedgelens.attribution.learned") / "weights"))
"""Folder of the engine that comes with HedgeLens."""

SHIPPED_SHA256 = "335619930557fd2e647f738fd3580b5903ac4bd73e58a520037690c09b60a99e"
"""Hash of its files; other ones are warned of."""


def attribute_by_model(parsed: ParsedArticle, folder: str | Path = SHIPPED) -> tuple[Attribution, ...]:
    """Finds attributions with a trained network.

    Args:
        parsed: the article.
        folder: where the engine lies; by default the one that is shipped.
    """
    network = load_network(folder)
    return attribute(look(network, parsed), network.settings)


@dataclass(frozen=True)
class Look:
    """What is seen in an article before anything is decided.

    Attributes:
        engine: name of the engine.
        syntax: its columns.
        words: those of the network.
        readings: what the decoder says about each place that may be a cue.
    """

    engine: str
    syntax: Syntax
    words: Sequence[Span]
    readings: Sequence[Reading]


def look(network: Network, parsed: ParsedArticle) -> Look:
    """Lets a network read an article, where anybody can say something."""
    blocks = [(b.start, b.end) for b in parsed.article.blocks if b.kind not in SILENT_KINDS]
    syntax = Syntax.of(parsed)
    text = in_english_marks(without_capitals(parsed.article.text, parsed.article.blocks), syntax.quotes)
    return Look(network.name, syntax, *network.read(text, blocks))


def attribute(seen: Look, settings: DecoderSettings) -> tuple[Attribution, ...]:
    """Makes attributions of what was seen, with settings that need not be the network's own."""
    syntax = seen.syntax
    found = candidates_of(seen, settings)
    by_rules = candidates_in(syntax)
    joined = with_inner(run_on(syntax, join(syntax, found, by_rules)), by_rules)
    made = assemble(syntax, with_turns(syntax, with_lists(syntax, joined)))
    return with_agreement(syntax, made, by_rules, seen.engine, settings.agreement)


def candidates_of(seen: Look, settings: DecoderSettings) -> list[Candidate]:
    """Returns what the network found in an article, without anything of the sieves."""
    return [_candidate(roles, seen) for roles in decode(_proposals(seen.readings, settings), settings.threshold)]


def _proposals(readings: Sequence[Reading], settings: DecoderSettings) -> list[WordRoles]:
    said = zip(readings, probabilities_of(readings, settings), strict=True)
    # The improbable go before the search for the best labels, which is the costly part.
    likely = [(reading, probability) for reading, probability in said if probability >= settings.threshold]
    found = roles_of([reading for reading, _ in likely], settings.switch)
    return [
        WordRoles(tuple(roles["source"]), tuple(roles["cue"]), tuple(roles["content"]), probability)
        for roles, (_, probability) in zip(found, likely, strict=True)
    ]


def _candidate(roles: WordRoles, seen: Look) -> Candidate:
    syntax = seen.syntax
    source, cue, content = (_tokens(syntax, [seen.words[i] for i in part]) for part in (roles.source, roles.cue, roles.content))
    kind = type_of(syntax.lemma[max(cue, key=lambda i: syntax.pos[i] == "VERB")])
    evidence = f"{{}} as a cue ({roles.probability:.0%})"
    confidence = round(roles.probability, 3)
    return Candidate.of(syntax, seen.engine, source, cue, content - source, evidence, kind, confidence=confidence)


def _tokens(syntax: Syntax, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(token for span in spans for token in syntax.touching(span))
