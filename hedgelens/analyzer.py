"""Runs the rooms in their order, and nothing else."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from hedgelens.article import as_article
from hedgelens.article.containing import unexpected
from hedgelens.article.words import word_starts
from hedgelens.attribution import attribution_engine, engine_min_confidence, engine_sha256
from hedgelens.faces import Analysis
from hedgelens.files.text import printable
from hedgelens.hedging import HedgeRules, tag_hedges
from hedgelens.language import load_language
from hedgelens.language.threads import one_thread
from hedgelens.moving import moved
from hedgelens.records import DEFAULT_ENGINE, Article, HedgeLensError, HedgeLensWarning, ParsedArticle
from hedgelens.settings import Types, confidence_of, types_of
from hedgelens.sources import Registry, resolve_sources
from hedgelens.sources.registry import pins_moved


class ParsedAnalyzer:
    """Analyses articles that are parsed already, with one set of options: the rooms from attribution on."""

    def __init__(
        self,
        *,
        sources: Registry | str | Path | None = None,
        hedges: HedgeRules | str | Path | None = None,
        engine: str = DEFAULT_ENGINE,
        min_confidence: float | None = None,
        types: Types | None = None,
    ) -> None:
        """Loads what the analyses need; :class:`Analyzer` says what the arguments are.

        Raises:
            HedgeLensError: a file is missing or broken, or there is no such engine, confidence or type.
        """
        self.types = types_of(types)
        self.min_confidence = engine_min_confidence(engine) if min_confidence is None else confidence_of(min_confidence)
        self._given = (engine, hedges)
        self.engine = Path(engine).name  # of a trained engine the name, not where it lies
        self.registry = sources if isinstance(sources, Registry) else Registry.read(sources) if sources else Registry()
        self.hedge_rules = hedges if isinstance(hedges, HedgeRules) else HedgeRules.built_in(extra=hedges)
        self._attribute = attribution_engine(engine)
        self.engine_sha256 = engine_sha256(engine)

    def analyze_parsed(self, parsed: ParsedArticle, registry: Registry | None = None) -> Analysis:
        """Analyses an article that is already parsed.

        Args:
            parsed: the article with its parse.
            registry: the registry of sources for this article; by default the analyzer's own.
        """
        resolution = resolve_sources(parsed, self._attribute(parsed), self.registry if registry is None else registry)
        hedges = tag_hedges(parsed, resolution.attributions, self.hedge_rules)
        return Analysis.of(
            parsed,
            resolution,
            hedges,
            engine=self.engine,
            engine_sha256=self.engine_sha256,
            min_confidence=self.min_confidence,
            types=self.types,
        )


class Analyzer(ParsedAnalyzer):
    """Analyses articles with one set of options; make it once for many articles.

    It can be sent to other processes, which load the models themselves.

    Example:
        >>> analyzer = Analyzer(sources="outlets.toml")
        >>> [analysis.summary() for analysis in analyzer.pipe(texts)]
    """

    def __init__(
        self,
        *,
        sources: Registry | str | Path | None = None,
        hedges: HedgeRules | str | Path | None = None,
        engine: str = DEFAULT_ENGINE,
        min_confidence: float | None = None,
        types: Types | None = None,
        model: str | Path | None = None,
    ) -> None:
        """Loads what the analyses need.

        Args:
            sources: a registry of sources (names, aliases, groups), or the path of its TOML file.
            hedges: hedge rules, or the path of a TOML file whose rules add to the built-in ones or switch them off.
            engine: what finds attributions: a name of ``hedgelens.attribution.ENGINES``, or the name or folder of an engine that
                ``hedgelens train`` made.
            min_confidence: the confidence from which attributions count, 0 for all that are listed; by default the engine's own.
            types: types of attribution that count ("assertion", "assertion,belief" or a collection); by default all four.
            model: name or folder of a spaCy model of English.

        Raises:
            HedgeLensError: a file is missing or broken, or there is no such engine, model, confidence or type.
        """
        super().__init__(sources=sources, hedges=hedges, engine=engine, min_confidence=min_confidence, types=types)
        self._model = model
        self._language = load_language(model)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_language"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._language = load_language(self._model)

    def analyze(self, article: Article | str | Path) -> Analysis:
        """Analyses one article: a text, the path of a file, or an :class:`Article`.

        Raises:
            HedgeLensError: it cannot be read or analysed, for whatever reason.
        """
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article | str | Path]) -> Iterator[Analysis]:
        """Analyses many articles in order, one at a time; anything doubtful in reading one is given as a warning.

        Raises:
            HedgeLensError: one of them is not an article, or cannot be read or analysed, for whatever reason;
                :meth:`hedgelens.Collection.analyze` continues with the others.
        """
        for article in map(as_article, articles):
            warn_of(article)
            with told_of(article.id), one_thread():
                analysis = self._analysis(article)
            yield analysis

    @property
    def language_sha256(self) -> str:
        """The hash of the language model's files."""
        return self._language.sha256

    @cached_property
    def fingerprint(self) -> str | None:
        """What all analyses of this analyzer are made with, as a short text; ``None`` if hedge rules were given as objects."""
        engine, hedges = self._given
        if isinstance(hedges, HedgeRules):
            return None
        rules = Path(hedges).read_bytes() if hedges else b""
        parts = (engine, self.engine_sha256, self.min_confidence, self.types, self._language.name, self._language.sha256)
        return hashlib.sha256(repr((*parts, self.registry, rules)).encode()).hexdigest()

    def _analysis(self, article: Article) -> Analysis:
        read = self._language.as_read(article)
        if read is None:
            return self._of_text(article, self.registry)
        registry = pins_moved(self.registry, article.id, read.offset)
        return moved(self._of_text(read.article, registry), article, read.span, tuple(word_starts(article.text)))

    def _of_text(self, article: Article, registry: Registry) -> Analysis:
        return self.analyze_parsed(self._language.parse(article), registry)


@contextmanager
def told_of(id: str) -> Iterator[None]:
    """Has whatever goes wrong in the analysis of an article said in a sentence that names it.

    Raises:
        HedgeLensError: something does.
    """
    try:
        yield
    except HedgeLensError:
        raise
    except Exception as error:
        raise HedgeLensError(f"The article '{id}' cannot be analysed. {unexpected(error)}") from error


def warn_of(article: Article) -> None:
    """Gives what the reading of an article doubts as warnings."""
    for sentence in article.warnings:
        warnings.warn(printable(f"'{article.id}': {sentence}"), HedgeLensWarning, stacklevel=3)


def analyze(
    article: Article | str | Path,
    *,
    sources: Registry | str | Path | None = None,
    hedges: HedgeRules | str | Path | None = None,
    engine: str = DEFAULT_ENGINE,
    min_confidence: float | None = None,
    types: Types | None = None,
) -> Analysis:
    """Analyses one article: who says what, how sure they are, and whose doubt it is.

    Args:
        article: a text, the path of a ``.txt``, ``.md`` or ``.html`` file, or an :class:`Article`.
        sources: a registry of sources, or the path of its TOML file.
        hedges: hedge rules, or the path of a TOML file of them.
        engine: what finds attributions.
        min_confidence: the confidence from which attributions count, 0 for all that are listed; by default the engine's own.
        types: types of attribution that count ("assertion", "assertion,belief" or a collection); by default all four.

    Raises:
        HedgeLensError: the article cannot be read, or an option cannot be used.
    """
    analyzer = Analyzer(sources=sources, hedges=hedges, engine=engine, min_confidence=min_confidence, types=types)
    return analyzer.analyze(article)
