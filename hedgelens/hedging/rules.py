"""Hedge rules: read from TOML, checked, compiled; what is wrong with one is said with its file, line and key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from hedgelens.article.access import cannot_be_read
from hedgelens.hedging.conditions import Condition, Match, Walk, compile_condition, compile_walk
from hedgelens.hedging.pattern import Pattern, compile_pattern
from hedgelens.hedging.rule_file import RuleFile, Table, read_rule_file
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import tables, word_set
from hedgelens.records import Category, HedgeLensError


class Contrast(StrEnum):
    """Words that are no hedges, kept for comparison: they strengthen, presuppose or merely report."""

    BOOSTER = "booster"
    FACTIVE = "factive"
    REPORTING = "reporting"


PSEUDO = "pseudo"
"""The role of rules that match look-alikes: no hedge is marked where one of them matches."""

DEFAULT_CONFIDENCE = 0.95


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        name: ``category/name``, which is also how a user's file switches it off.
        category: what it marks; ``None`` for a pseudo rule.
        patterns: the words that it looks for, one or more.
        must: conditions that all hold.
        must_not: conditions of which none holds.
        also: walks to tokens that belong to the mark as well.
        within: the mark may not become longer than this many tokens by ``also``.
        confidence: how often a match of it is right.
        examples: sentences in which it marks what stands in brackets.
        counters: sentences in which it marks nothing.
        note: the reason of the rule, for readers of ``why``.
        reaches_on: whether who holds the mark ("in her view") holds what follows in the sentence, too.
    """

    name: str
    category: Category | Contrast | None
    patterns: tuple[Pattern, ...]
    must: tuple[Condition, ...] = ()
    must_not: tuple[Condition, ...] = ()
    also: tuple[Walk, ...] = ()
    within: int = 10
    confidence: float = DEFAULT_CONFIDENCE
    examples: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    note: str = ""
    reaches_on: bool = False

    def mark(self, syntax: Syntax, pattern: Pattern, token: int) -> tuple[int, int] | None:
        """Returns the first and last token that the rule marks around an anchor word, if it holds there."""
        found = pattern.match_at(syntax, token)
        if found is None:
            return None
        match: Match = (*found, _head_of(syntax, *found))
        if not all(holds(syntax, match) for holds in self.must) or any(holds(syntax, match) for holds in self.must_not):
            return None
        first, last = found
        for walk in self.also:
            reached = walk(syntax, match)
            low, high = min((first, *reached)), max((last, *reached))
            if high - low < self.within:
                first, last = low, high
        return first, last


def _head_of(syntax: Syntax, first: int, last: int) -> int:
    """Returns the token of a match that governs it: the first one whose head lies outside."""
    for token in range(first, last + 1):
        head = syntax.head[token]
        if (head == token or not first <= head <= last) and syntax.pos[token] != "PUNCT":
            return token
    return first


@dataclass(frozen=True)
class HedgeRules:
    """A set of hedge rules.

    Attributes:
        rules: the rules; of two rules that mark the same words, the earlier one wins.
        made_of: text and name of the file that adds to the built-in ones, empty for these alone: other processes make them of it.
    """

    rules: tuple[Rule, ...] = field(repr=False)
    made_of: tuple[str, str] | None = field(default=None, repr=False, compare=False)

    def __reduce__(self) -> tuple[Any, ...]:
        """Lets them be sent to another process, which compiles them anew.

        Raises:
            HedgeLensError: they were put together in Python.
        """
        if self.made_of is None:
            raise HedgeLensError(
                "Hedge rules that were built in Python cannot be sent to other processes. Give the path of a TOML file instead."
            )
        return _of_text, self.made_of

    @classmethod
    def built_in(cls, extra: str | Path | None = None) -> HedgeRules:
        """Returns the rules that come with HedgeLens, with those of a file added or switched off.

        Args:
            extra: a TOML file in the same form; ``off = ["frequency", "epistemic/could"]`` switches categories and rules off.

        Raises:
            HedgeLensError: the file is missing or wrong; the message names file, line and key.
        """
        return _of_text() if extra is None else _of_text(_text_of(extra), str(extra))

    def of(self, category: Category | Contrast | None) -> tuple[Rule, ...]:
        """Returns the rules of one category (``None``: the pseudo rules)."""
        return tuple(rule for rule in self.rules if rule.category is category)

    @cached_property
    def hedges(self) -> HedgeRules:
        """The rules that mark hedges, with the pseudo rules that stop them."""
        return HedgeRules(tuple(rule for rule in self.rules if not isinstance(rule.category, Contrast)))

    @cached_property
    def contrasts(self) -> HedgeRules:
        """The rules of the contrast lists."""
        return HedgeRules(tuple(rule for rule in self.rules if isinstance(rule.category, Contrast)))

    @cached_property
    def by_word(self) -> dict[str, tuple[tuple[int, Rule, Pattern], ...]]:
        """The patterns that a word can anchor, by the word, each with the rank of its rule."""
        return self._index("words")

    @cached_property
    def by_lemma(self) -> dict[str, tuple[tuple[int, Rule, Pattern], ...]]:
        """The patterns that a lemma can anchor, by the lemma, each with the rank of its rule."""
        return self._index("lemmas")

    def _index(self, kind: str) -> dict[str, tuple[tuple[int, Rule, Pattern], ...]]:
        index: dict[str, list[tuple[int, Rule, Pattern]]] = {}
        for rank, rule in enumerate(self.rules):
            for pattern in rule.patterns:
                for word in getattr(pattern.elements[pattern.anchor], kind):
                    index.setdefault(word, []).append((rank, rule, pattern))
        return {word: tuple(entries) for word, entries in index.items()}


def _of_text(text: str = "", name: str = "") -> HedgeRules:
    """Returns the rules that come with HedgeLens, with those of the text of a file added or switched off."""
    further = [read_rule_file(text, name)] if name else []
    return HedgeRules(_compile([*_built_in_files(), *further]), (text, name))


def _built_in_files() -> list[RuleFile]:
    folder = files("hedgelens.hedging") / "lexicon"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return [read_rule_file((folder / name).read_text("utf-8"), name) for name in names]


def _text_of(path: str | Path) -> str:
    if not isinstance(path, str | Path):
        raise HedgeLensError(f"Hedge rules must be the path of their TOML file, or HedgeRules, not {type(path).__name__}.")
    try:
        return Path(path).read_text("utf-8")
    except FileNotFoundError:
        raise HedgeLensError(f"There is no file of hedge rules '{path}'.") from None
    except (OSError, ValueError) as error:
        raise HedgeLensError(f"The hedge rules {cannot_be_read(Path(path), error)}") from None


def _compile(sources: Sequence[RuleFile]) -> tuple[Rule, ...]:
    lists = {name: word_set(name) for name, (first, *_) in tables().items() if "words" in first.values}
    conditions: dict[str, str] = {}
    for source in sources:
        lists |= source.lists
        conditions |= source.conditions
    rules: dict[str, Rule] = {}
    for source in sources:
        rules |= _rules_of(source, lists, conditions)  # a user's rule takes the place of the built-in one of its name
    off = {name for source in sources for name in _checked_off(source, rules)}
    order = [None, *Category, *Contrast]
    kept = (rule for rule in rules.values() if off.isdisjoint((rule.name, rule.name.split("/")[0])))
    return tuple(sorted(kept, key=lambda rule: order.index(rule.category)))


def _rules_of(source: RuleFile, lists: Mapping[str, frozenset[str]], conditions: Mapping[str, str]) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for table in source.tables:
        rule = _rule(table, lists, conditions)
        if rule.name in found:
            raise table.error("name", f"there is another rule '{rule.name}' in this file")
        found[rule.name] = rule
    return found


def _checked_off(source: RuleFile, rules: Iterable[str]) -> Iterable[str]:
    known = {*rules, *(name.split("/")[0] for name in rules)}
    for name in source.off:
        if name not in known:
            raise source.error("off", f"there is neither a rule nor a category '{name}'")
        yield name


def _rule(table: Table, lists: Mapping[str, frozenset[str]], conditions: Mapping[str, str]) -> Rule:
    def compiled(key: str, compile_one: Any, *arguments: Any) -> tuple[Any, ...]:
        found = []
        for value in table.strings(key):
            try:
                found.append(compile_one(value, *arguments))
            except ValueError as error:
                raise table.error(key, f"'{value}' cannot be used, {error}") from None
        return tuple(found)

    role = table.category
    return Rule(
        name=f"{role}/{table.string('name')}",
        category=None if role == PSEUDO else Contrast(role) if role in list(Contrast) else Category(role),
        patterns=compiled("match", compile_pattern, lists),
        must=compiled("must", compile_condition, lists, conditions),
        must_not=compiled("must_not", compile_condition, lists, conditions),
        also=compiled("also", compile_walk, lists),
        within=int(table.number("within", 10)),
        confidence=table.number("confidence", DEFAULT_CONFIDENCE),
        examples=table.strings("example"),
        counters=table.strings("counter"),
        note=table.string("note", ""),
        reaches_on=_reaches_on(table),
    )


def _reaches_on(table: Table) -> bool:
    reach = table.string("reach", "mark")
    if reach not in ("mark", "sentence"):
        raise table.error("reach", f"'{reach}' is neither 'mark' nor 'sentence'")
    return reach == "sentence"
