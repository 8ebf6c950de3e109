"""What a rule is: it says what a mention names or takes up, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Link

Find = Callable[[Discourse, Mention], Link | None]
Learn = Callable[[Discourse, Mention, Link], None]


def nothing(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Learns nothing from a link."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for mentions of one form; :mod:`hedgelens.sources.reference.reading` has the order of all.

    Attributes:
        name: how it is called in the output.
        find: looks at what is known so far and returns a link, or nothing; changes nothing.
        learn: what is kept in mind of the mention and its entity where the link is taken.
        example: a text in which the rule links the mention between asterisks; ``1[…] 1{…} 1<…>`` are source, cue and content.
        counter: a text in which it does not link the mention between asterisks.
        precision: share of its links of sources that are right, as measured (``docs/sources.md``); ``None`` where it had none.
    """

    name: str
    find: Find
    learn: Learn
    example: str
    counter: str
    precision: float | None


def rule(example: str, counter: str, *, precision: float | None = None, learn: Learn = nothing) -> Callable[[Find], Rule]:
    """Makes a rule of the function below, whose name it takes."""
    return lambda find: Rule(find.__name__.replace("_", "-"), find, learn, example, counter, precision)


Step = tuple[Rule, ...]
"""Rules of equal rank: of their links the one with the nearest antecedent counts."""


def first_link(order: tuple[Step, ...], discourse: Discourse, mention: Mention) -> Link | None:
    """Returns the link of the first step that has one, when what is to be learned of it has been."""
    for step in order:
        taken: Link | None = None
        for rule in step:
            link = rule.find(discourse, mention)
            if link is not None and (taken is None or (link.antecedent or 0) > (taken.antecedent or 0)):
                taken, by = link, rule
        if taken is not None:
            taken.rule = by.name
            by.learn(discourse, mention, taken)
            return taken
    return None
