"""Why an attribution has its source: the chain of antecedents, from a pronoun to what names or describes the source."""

from __future__ import annotations

from itertools import pairwise

from hedgelens.records import SourceLink, Span
from hedgelens.sources.mentions.finding import pronoun_of
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity, Link, Reason

_STEPS = 4
"""Steps of a chain that an explanation shows."""


def reason_for(discourse: Discourse, head: int, entity: Entity, link: Link | None) -> Reason:
    """Says why the mention with a head token is of an entity; a name that no mention stands for has no link."""
    mention = discourse.mentions.get(head)
    name = mention.name if mention is not None else None
    if link is None:
        shown = name.text if name is not None else discourse.syntax.text[head]
        return Reason(f"the name '{shown if head in discourse.index.entity_of else entity.name}'", SourceLink("name"))
    if link.antecedent is None:
        return Reason(f"the name '{name.text}'" if name is not None else link.why, SourceLink(link.rule))
    chain = _chain(discourse, head, link.antecedent)
    steps = ", which refers to ".join(_step(discourse, later, earlier) for later, earlier in pairwise(chain))
    why = f"{link.why}: antecedent {steps} ({entity.full_name})"
    return Reason(why, SourceLink(link.rule, _span(discourse, link.antecedent)))


def _chain(discourse: Discourse, head: int, antecedent: int) -> list[int]:
    """Follows pronouns to what names or describes the source: he, who took up "He", who took up "Ada Okoro"."""
    chain = [head, antecedent]
    while pronoun_of(discourse.syntax, chain[-1]) and len(chain) <= _STEPS:
        further = discourse.links.get(chain[-1])
        if further is None or further.antecedent is None or further.antecedent >= chain[-1]:
            break
        chain.append(further.antecedent)
    return chain


def _step(discourse: Discourse, head: int, antecedent: int) -> str:
    """Says how an antecedent is worded and how far off it stands."""
    syntax = discourse.syntax
    distance = syntax.sentence[head] - syntax.sentence[antecedent]
    near = {0: "in the same sentence", 1: "in the sentence before"}
    where = "further on" if distance < 0 else near.get(distance, f"{distance} sentences before")
    still = ", still speaking" if antecedent in discourse.speaking else ""
    return f"'{syntax.words(*_tokens(discourse, antecedent))}'{still} {where}"


def _tokens(discourse: Discourse, antecedent: int) -> tuple[int, int]:
    """Returns the first token of an antecedent and the one behind it; of who still speaks, those that name the speaker."""
    head = discourse.speaking.get(antecedent, antecedent)
    mention = discourse.mentions.get(head)
    return (mention.left, mention.head + 1) if mention is not None else (head, head + 1)


def _span(discourse: Discourse, antecedent: int) -> Span:
    start, end = _tokens(discourse, antecedent)
    return discourse.syntax.start[start], discourse.syntax.end[end - 1]
