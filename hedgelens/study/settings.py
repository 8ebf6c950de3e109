"""How the articles of a study are analysed: kept in its file, so that every run does it in the same way."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hedgelens.files.checking import MisfitError, record
from hedgelens.records import DEFAULT_ENGINE, AttributionType, HedgeLensError, plain
from hedgelens.settings import Types, confidence_of, types_of

if TYPE_CHECKING:
    from hedgelens.analyzer import Analyzer


@dataclass(frozen=True, slots=True)
class Given:
    """A file that somebody wrote for the study: a registry of sources, or hedge rules.

    Attributes:
        path: where it lies.
        text: what it held when it was last read: the study goes on with it where the file is gone.
    """

    path: str
    text: str

    @classmethod
    def of(cls, path: str | Path) -> Given:
        """Reads a file.

        Raises:
            HedgeLensError: it cannot be read.
        """
        path = Path(path).absolute()
        try:
            return cls(str(path), path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise HedgeLensError(f"'{path}' cannot be read: {reason}. Check the spelling and the folder you are in.") from None

    def read_again(self) -> Given:
        """Returns it as the file is now, or as it was where that is gone."""
        return Given.of(self.path) if Path(self.path).is_file() else self


@dataclass(frozen=True, slots=True)
class StudySettings:
    """What decides how the articles of a study are analysed, and what counts of it.

    Attributes:
        engine: what finds attributions.
        sources: the registry of sources.
        hedges: hedge rules that add to the built-in ones.
        min_confidence: the confidence from which attributions count; ``None`` for the engine's own.
        types: the types of attribution that count.
    """

    engine: str = DEFAULT_ENGINE
    sources: Given | None = None
    hedges: Given | None = None
    min_confidence: float | None = None
    types: tuple[AttributionType, ...] = field(default_factory=lambda: types_of(None))

    @classmethod
    def from_dict(cls, data: Any) -> StudySettings:
        """Reads settings from plain data.

        Raises:
            HedgeLensError: they are none.
        """
        try:
            return record(cls, data, "settings")
        except MisfitError as error:
            raise HedgeLensError(
                f"The settings of the study are damaged: {error}. Take the study from your last backup."
            ) from None

    def to_dict(self) -> dict[str, Any]:
        """Returns the settings as plain data."""
        found: dict[str, Any] = plain(self)
        return found

    def changed(
        self,
        *,
        engine: str | None = None,
        sources: str | Path | None = None,
        hedges: str | Path | None = None,
        min_confidence: float | None = None,
        types: Types | None = None,
    ) -> StudySettings:
        """Returns the settings with what is given, and with files as they are now."""
        return replace(
            self,
            engine=engine or self.engine,
            sources=Given.of(sources) if sources else self.sources and self.sources.read_again(),
            hedges=Given.of(hedges) if hedges else self.hedges and self.hedges.read_again(),
            min_confidence=self.min_confidence if min_confidence is None else confidence_of(min_confidence),
            types=self.types if types is None else types_of(types),
        )

    def check(self) -> None:
        """Checks what can be without loading any weights: the engine's name, the registry and the hedge rules.

        Raises:
            HedgeLensError: one of them cannot be used.
        """
        from hedgelens.attribution import attribution_engine
        from hedgelens.hedging import HedgeRules
        from hedgelens.sources import Registry

        attribution_engine(self.engine)
        if self.sources is not None:
            Registry.parse(self.sources.text, name=self.sources.path)
        if self.hedges is not None:
            HedgeRules.built_in(extra=self.hedges.path)

    @contextmanager
    def analyzer(self) -> Iterator[Analyzer]:
        """Gives an analyzer with these settings.

        Raises:
            HedgeLensError: an option cannot be used.
        """
        from hedgelens.analyzer import Analyzer
        from hedgelens.sources import Registry

        with tempfile.TemporaryDirectory(prefix="hedgelens-") as folder:
            hedges = None
            if self.hedges is not None:
                hedges = Path(folder) / Path(self.hedges.path).name
                hedges.write_text(self.hedges.text, "utf-8")
            yield Analyzer(
                sources=Registry.parse(self.sources.text, name=self.sources.path) if self.sources else None,
                hedges=hedges,
                engine=self.engine,
                min_confidence=self.min_confidence,
                types=self.types,
            )

    def key(self, analyzer: Analyzer) -> str:
        """Returns a hash of all but an article that decides what is found in it: settings, weights, language model, program."""
        made_with = (self.engine, analyzer.engine_sha256, analyzer.language_sha256, program())
        files = tuple(file and file.text for file in (self.sources, self.hedges))
        return hashlib.sha256(repr((made_with, files)).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def keys(self, analyzer: Analyzer) -> tuple[str, str]:
        """Returns both keys, that of what is found and that of what counts."""
        return self.key(analyzer), self.counting_key(analyzer)

    def counting_key(self, analyzer: Analyzer) -> str:
        """Says in short what counts of what is found: that may change without a new analysis."""
        return f"{analyzer.min_confidence} {','.join(self.types)}"


@cache
def program() -> str:
    """Returns a hash of the program: of its code, its rules and its words."""
    folder = Path(__file__).parents[1]
    whole = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".toml") and "corpus" not in p.parts):
        whole.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return whole.hexdigest()
