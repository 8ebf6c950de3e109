"""Who dominates many articles: the sources that several of them rest on, each brought together from all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hedgelens.analysis import Analysis
from hedgelens.files.text import one_line
from hedgelens.measures.counting import credited
from hedgelens.measures.summary import SummaryRow, ranked, summary_rows
from hedgelens.records import Naming, ResultRow, Source, SourceKind
from hedgelens.settings import Types
from hedgelens.sources.registry import normal


@dataclass(frozen=True, slots=True)
class CommonSource(ResultRow):
    """How much of many articles rests on one source.

    Attributes:
        name: its name, that of the registry where there is one, else the one that most articles use in full.
        kind: what most articles make of it.
        groups: its groups of the registry.
        articles: number of articles that it has a row in.
        first: number of those in which nobody has more words.
        attributions: attributions that it is credited with.
        sentences: sentences with an attribution to it.
        words: words that it is credited with.
        share_words: the same as a share of the words of all bodies, also of those that do not name it.
        forms: the names that it has in the articles, which were taken for one.
    """

    name: str
    kind: str
    groups: tuple[str, ...]
    articles: int
    first: int
    attributions: int
    sentences: float
    words: float
    share_words: float
    forms: tuple[str, ...]


@dataclass
class _Gathered:
    """What is known of one name over all articles."""

    names: Counter[str] = field(default_factory=Counter)
    short_names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[SourceKind] = field(default_factory=Counter)
    groups: dict[str, None] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    first: set[str] = field(default_factory=set)
    attributions: int = 0
    sentences: float = 0
    words: float = 0

    @property
    def kind(self) -> SourceKind:
        return self.kinds.most_common(1)[0][0]

    def take(self, other: _Gathered) -> None:
        """Takes in what is known of the same source by another name."""
        self.short_names.update(other.names)
        self.kinds.update(other.kinds)
        self.groups.update(other.groups)
        self.aliases |= other.aliases
        self.articles |= other.articles
        self.first |= other.first
        self.attributions += other.attributions
        self.sentences += other.sentences
        self.words += other.words


def common_sources(analyses: Iterable[Analysis], *, types: Types | None = None) -> list[CommonSource]:
    """Returns the named sources of many articles, those with most words first.

    Sources of the same name are one (without regard to case and article), and so are a body and the short form that another
    article calls it by alone, as "ORA" beside "Ocean Research Agency (ORA)". People are joined by equal names only: two articles'
    "Okoro" may be two people. What else is one source, and what is not, a registry says. Unnamed sources, who are others in each
    article, and several who speak together have no row.

    Args:
        analyses: the articles; read once, one at a time.
        types: types of attribution that count; by default those of each analysis.
    """
    gathered: dict[str, _Gathered] = {}
    total = 0
    for analysis in analyses:
        total += sum(s.words for s in analysis.body)
        _gather(gathered, analysis, types)
    rows = [_row(one, total) for one in _joined(gathered)]
    return sorted(rows, key=lambda row: (-row.words, -row.sentences, row.name))


def _gather(gathered: dict[str, _Gathered], analysis: Analysis, types: Types | None) -> None:
    rows = ranked(summary_rows(analysis, types=types))
    attributions = Counter(a.source_id for a in credited(analysis, types=types))
    most = max((row.words for row in rows), default=0)
    for row in rows:
        source = analysis.source(row.source)
        if source is None or not _is_one(source):
            continue
        one = gathered.setdefault(normal(source.name), _Gathered())
        _add(one, source, row, attributions[source.id])
        one.articles.add(analysis.article.id)
        if row.words and row.words == most:
            one.first.add(analysis.article.id)


def _is_one(source: Source) -> bool:
    """Says whether a source has a name and is one, so that other articles may know it, too."""
    return source.naming is Naming.NAMED and source.kind is not SourceKind.AUTHOR and not is_joint(source)


def is_joint(source: Source) -> bool:
    """Says whether several people speak together; none of them has this name."""
    return source.kind in (SourceKind.PERSON, SourceKind.GROUP) and " and " in source.name


def _add(one: _Gathered, source: Source, row: SummaryRow, attributions: int) -> None:
    one.names[one_line(source.name)] += 1
    one.kinds[source.kind] += 1
    one.groups.update(dict.fromkeys(source.groups))
    one.aliases.update(normal(alias) for alias in source.aliases if alias[:1].isupper())
    one.attributions += attributions
    one.sentences += row.sentences_explicit
    one.words += row.words


def _joined(gathered: Mapping[str, _Gathered]) -> list[_Gathered]:
    """Joins bodies with the one other body that has their name as an alias."""
    claims = Counter(alias for one in gathered.values() for alias in one.aliases)
    owner = {alias: key for key, one in gathered.items() for alias in one.aliases if claims[alias] == 1 and alias != key}
    kept = dict(gathered)
    for short, one in gathered.items():
        whole = gathered.get(owner.get(short, ""))
        if whole is not None and SourceKind.PERSON not in (one.kind, whole.kind) and owner.get(owner[short]) is None:
            whole.take(one)
            del kept[short]
    return list(kept.values())


def _row(one: _Gathered, total: int) -> CommonSource:
    forms = [name for names in (one.names, one.short_names) for name, _ in names.most_common()]
    return CommonSource(
        name=forms[0],
        kind=str(one.kind),
        groups=tuple(one.groups),
        articles=len(one.articles),
        first=len(one.first),
        attributions=one.attributions,
        sentences=one.sentences,
        words=one.words,
        share_words=round(one.words / max(total, 1), 4),
        forms=tuple(dict.fromkeys(forms)),
    )
