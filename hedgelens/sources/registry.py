"""The registry of sources: names, aliases, kinds and groups that a scholar gives, in TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from hedgelens.article.access import cannot_be_read
from hedgelens.files.toml_lines import line_of_key, line_of_table
from hedgelens.records import HedgeLensError, SourceKind

_TABLES = {"source": {"name", "aliases", "kind", "groups", "match", "role", "affiliation"}, "group": {"name", "groups"}}
_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")


@lru_cache(maxsize=20_000)
def normal(name: str) -> str:
    """Returns a name as it is compared: lower case, without article, possessive ending and doubled blanks."""
    return _POSSESSIVE.sub("", _LEADING.sub("", " ".join(name.replace("’", "'").split()))).casefold()


@dataclass(frozen=True, slots=True)
class RegisteredSource:
    """One ``[[source]]`` of a registry.

    Raises:
        HedgeLensError: a value is of the wrong kind.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: SourceKind | None = None
    groups: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None

    def __post_init__(self) -> None:
        """Checks what somebody wrote in Python; of a file the reader says more."""
        if not isinstance(self.name, str) or not self.name.strip():
            raise HedgeLensError(f"A registered source needs a name, and {self.name!r} is none.")
        for key in ("aliases", "groups", "match"):
            value = getattr(self, key)
            if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
                raise HedgeLensError(f"The {key} of the source '{self.name}' must be a list of texts, such as ('ORA',).")
        for key in ("role", "affiliation"):
            if getattr(self, key) is not None and not _is_text(getattr(self, key)):
                raise HedgeLensError(f"The {key} of the source '{self.name}' must be a text, such as 'harbor master'.")
        if self.kind is not None and self.kind not in list(SourceKind):
            raise HedgeLensError(f"The kind of the source '{self.name}' must be one of {', '.join(SourceKind)}.")


@dataclass(frozen=True)
class Registry:
    """Names, aliases, kinds and groups of sources, in addition to what an article says.

    Attributes:
        sources: the registered sources.
        parents: for each group, the groups that contain it.
        pins: for each mention (its text, or ``@`` and its offset) the name of its source, an empty name for "unknown";
            under an article's id those that count in that article only.

    Raises:
        HedgeLensError: it is made from something else.
    """

    sources: tuple[RegisteredSource, ...] = ()
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pins: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Checks what somebody made in Python."""
        sources, tables = self.sources, (self.parents, self.pins)
        if (
            not isinstance(sources, list | tuple)
            or not all(isinstance(source, RegisteredSource) for source in sources)
            or not all(isinstance(table, Mapping) for table in tables)
        ):
            raise HedgeLensError(
                "A registry in Python is Registry((RegisteredSource('Ada Okoro', groups=('town',)),)). "
                "Read one from a file with Registry.read('outlets.toml'), or from its text with Registry.parse(text)."
            )

    @cached_property
    def _by_name(self) -> dict[str, RegisteredSource]:
        by_name: dict[str, RegisteredSource] = {}
        for source in self.sources:
            for form in (source.name, *source.aliases):
                by_name.setdefault(normal(form), source)
        return by_name

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], RegisteredSource]]:
        return [(re.compile(pattern), source) for source in self.sources for pattern in source.match]

    @classmethod
    def read(cls, path: str | Path) -> Registry:
        """Reads a registry.

        Raises:
            HedgeLensError: the file is missing or is not a registry; the message names file, line and key.
        """
        if not isinstance(path, str | Path):
            raise HedgeLensError(f"A registry must be the path of its TOML file, or a Registry, not {type(path).__name__}.")
        path = Path(path)
        try:
            text = path.read_text("utf-8")
        except FileNotFoundError:
            raise HedgeLensError(f"There is no registry '{path}'. Check the spelling and the folder you are in.") from None
        except (OSError, ValueError) as error:
            raise HedgeLensError(f"The registry {cannot_be_read(path, error)}") from None
        return cls.parse(text, name=str(path))

    @classmethod
    def parse(cls, text: str, *, name: str = "registry") -> Registry:
        """Reads a registry from its text; ``name`` is used in messages."""
        return _Reader(text, name).registry()

    def named(self, name: str) -> RegisteredSource | None:
        """Returns the source with a name or alias."""
        if not self.sources:
            return None
        return self._by_name.get(normal(name))

    def find(self, name: str) -> RegisteredSource | None:
        """Returns the source with a name or alias, or one whose ``match`` pattern matches the name."""
        found = self.named(name)
        if found is None:
            found = next((source for pattern, source in self._patterns if pattern.search(name)), None)
        return found

    def names(self) -> dict[tuple[str, ...], str]:
        """Returns the name of the source for each name and alias, which are given as words in lower case."""
        return {
            tuple(normal(form).split()): source.name
            for source in self.sources
            for form in (source.name, *source.aliases)
            if normal(form)
        }

    def groups_of(self, source: RegisteredSource) -> tuple[str, ...]:
        """Returns the groups of a source, including those that contain its groups, nearest first."""
        found: list[str] = []
        queue = list(source.groups)
        while queue:
            group = queue.pop(0)
            if group not in found:
                found.append(group)
                queue += self.parents.get(group, ())
        return tuple(found)

    def pinned(self, article_id: str, text: str, offset: int) -> str | None:
        """Returns the source to which a mention is pinned by hand: an empty text if to nobody, ``None`` if it is not pinned."""
        if not self.pins:
            return None
        own = self.pins.get(article_id)
        for pins in (own if isinstance(own, Mapping) else {}, self.pins):
            for key in (f"@{offset}", text):
                value = pins.get(key)
                if isinstance(value, str):
                    return value
        return None


def pins_moved(registry: Registry, article_id: str, place: Callable[[int], int]) -> Registry:
    """Returns a registry with other offsets in the pins of an article: those into the text that is read for it."""
    own = registry.pins.get(article_id)
    if not isinstance(own, Mapping):
        return registry
    moved = {f"@{place(int(key[1:]))}" if re.fullmatch(r"@\d+", key) else key: value for key, value in own.items()}
    return replace(registry, pins={**registry.pins, article_id: moved})


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


class _Reader:
    """Checks a registry's text and says where it is wrong."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name

    def registry(self) -> Registry:
        try:
            data = tomllib.loads(self._text)
        except tomllib.TOMLDecodeError as error:
            raise HedgeLensError(f"The registry '{self._name}' is not valid TOML: {error}.") from None
        for table in data:
            if table not in ("source", "group", "pin"):
                raise self._error(table, "is not known: a registry holds [[source]], [[group]] and [pin]")
        sources = tuple(self._source(i, row) for i, row in self._rows(data, "source"))
        parents = {row["name"]: row.get("groups", ()) for _, row in self._rows(data, "group")}
        self._check_names(sources)
        self._check_cycles(parents)
        return Registry(sources, {name: tuple(groups) for name, groups in parents.items()}, self._pins(data.get("pin", {})))

    def _rows(self, data: dict[str, Any], table: str) -> Iterator[tuple[int, dict[str, Any]]]:
        rows = data.get(table, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self._error(table, f"must be written as [[{table}]], once for each {table}")
        for i, row in enumerate(rows):
            unknown = next((key for key in row if key not in _TABLES[table]), None)
            if unknown is not None:
                known = ", ".join(sorted(_TABLES[table]))
                raise self._error(unknown, f"is not known in [[{table}]]: it may hold {known}", table, i)
            if not _is_text(row.get("name")):
                raise self._error("name", f"is missing or no text in this [[{table}]]: every {table} needs a name", table, i)
            for key in ("aliases", "groups", "match"):
                value = row.get(key, [])
                if not isinstance(value, list) or not all(map(_is_text, value)):
                    raise self._error(key, 'must be a list of texts, such as ["ORA"]', table, i)
            for key in ("role", "affiliation"):
                if key in row and not _is_text(row[key]):
                    raise self._error(key, 'must be a text, such as "harbor master"', table, i)
            yield i, row

    def _source(self, index: int, row: dict[str, Any]) -> RegisteredSource:
        kind = row.get("kind")
        if kind is not None and kind not in list(SourceKind):
            raise self._error("kind", f"is '{kind}', and must be one of {', '.join(SourceKind)}", "source", index)
        for pattern in row.get("match", ()):
            try:
                re.compile(pattern)
            except re.error as error:
                problem = f"holds '{pattern}', which is no regular expression ({error})"
                raise self._error("match", problem, "source", index) from None
        lists = {key: tuple(row.get(key, ())) for key in ("aliases", "groups", "match")}
        return RegisteredSource(
            row["name"],
            kind=SourceKind(kind) if kind is not None else None,
            role=row.get("role"),
            affiliation=row.get("affiliation"),
            aliases=lists["aliases"],
            groups=lists["groups"],
            match=lists["match"],
        )

    def _check_names(self, sources: tuple[RegisteredSource, ...]) -> None:
        owner: dict[str, tuple[int, str]] = {}
        for index, source in enumerate(sources):
            for key, form in (("name", source.name), *(("aliases", alias) for alias in source.aliases)):
                first, other = owner.setdefault(normal(form), (index, source.name))
                if first != index:
                    line = line_of_table(self._text, "source", first)
                    problem = f"gives '{form}' to the source '{source.name}', and it already belongs to '{other}' (line {line})"
                    raise self._error(key, problem, "source", index)

    def _check_cycles(self, parents: dict[str, Any]) -> None:
        for index, group in enumerate(parents):
            above, queue = set(), list(parents[group])
            while queue:
                parent = queue.pop()
                if parent == group:
                    raise self._error("groups", f"makes the group '{group}' a part of itself", "group", index)
                if parent not in above:
                    above.add(parent)
                    queue += parents.get(parent, ())

    def _pins(self, pins: Any) -> dict[str, str | Mapping[str, str]]:
        if not isinstance(pins, dict):
            raise self._error("pin", 'must be a table: [pin], then lines such as "The report" = "Harbor Institute"')
        for key, value in pins.items():
            for mention, name in value.items() if isinstance(value, dict) else [(key, value)]:
                if not isinstance(name, str):
                    raise self._error(mention, "must be pinned to the name of a source, in quotation marks")
        return dict(pins)

    def _error(self, key: str, problem: str, table: str = "", index: int = 0) -> HedgeLensError:
        """Returns what is wrong with a key: of a row of a table, or anywhere."""
        line = line_of_key(self._text, key, line_of_table(self._text, table, index) if table else 0)
        return HedgeLensError(f"The registry '{self._name}', line {line}: '{key}' {problem}.")
