"""Proposes a registry of sources from articles: who they rest on, how often, and the forms they take, for a scholar to edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from hedgelens.analysis import Analysis
from hedgelens.files.text import counted, encodable, one_line
from hedgelens.language.words import word_set
from hedgelens.measures.corpus.source_tally import is_joint
from hedgelens.records import Naming, Source, SourceKind
from hedgelens.sources import Registry
from hedgelens.sources.registry import normal
from hedgelens.views.rows import json_text

_PLACED = frozenset(["on", "in", "at", "for"])
"""What follows these behind a person's name tells where that person is, and is no part of the name."""
_DETERMINERS = frozenset(["the", "a", "an"])
_FORMS = 12
_HEAD = """# A proposal of sources, made by HedgeLens from {articles}.
# Check the names and kinds, add groups, merge entries that are one source (move the name of one to the aliases of the other),
# and delete what you do not need. Unnamed sources are commented out at the end.
"""


@dataclass
class _Found:
    """What is known of one source over all articles."""

    name: str
    named: bool
    kinds: dict[str, SourceKind] = field(default_factory=dict)
    attributions: Counter[str] = field(default_factory=Counter)
    forms: Counter[str] = field(default_factory=Counter)
    aliases: dict[str, None] = field(default_factory=dict)
    groups: dict[str, None] = field(default_factory=dict)
    roles: Counter[str] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)


def propose_registry(analyses: Iterable[Analysis], known: Registry | None = None) -> str:
    """Proposes a registry.

    Args:
        analyses: the articles; read once, one at a time.
        known: a registry that there is already; its sources are left out.

    Returns:
        TOML that :meth:`Registry.read` reads: the named sources, those with most attributions first, then the unnamed ones
        commented out. A form that two sources share is nobody's alias, and a comment says so.
    """
    found: dict[tuple[bool, str], _Found] = {}
    articles = 0
    for analysis in analyses:
        articles += 1
        for source in analysis.sources:
            name = one_line(source.name)
            counted_source = analysis.counts_source(source.id) and source.kind is not SourceKind.AUTHOR
            if not name or not counted_source or (known and known.find(source.name)):
                continue
            named = source.naming is Naming.NAMED and not is_joint(source)
            _count(found.setdefault((named, normal(name)), _Found(name, named)), analysis, source)
    entries = sorted(found.values(), key=lambda e: (not e.named, -e.attributions.total(), e.name.casefold()))
    claimed = Counter(form for entry in entries if entry.named for form in {normal(f) for f in (entry.name, *entry.aliases)})
    shared = {form for form, claims in claimed.items() if claims > 1}
    return "\n".join([_HEAD.format(articles=counted(articles, "article")), *(_entry(entry, shared) for entry in entries)])


def _count(entry: _Found, analysis: Analysis, source: Source) -> None:
    id = analysis.article.id
    entry.kinds[id] = source.kind
    entry.attributions[id] += sum(source.id in (a.source_id, a.via) for a in analysis.counted)
    entry.groups.update(dict.fromkeys(source.groups))
    for told, values in ((source.role, entry.roles), (analysis.affiliation_of(source), entry.bodies)):
        values.update([line] if (line := one_line(told or "").strip()) else [])
    spoken = (one_line(analysis.article.text[start:end]) for start, end in source.mentions)
    entry.forms.update(form.lower() if form.lower() in word_set("pronoun") else form for form in spoken)
    for alias in map(one_line, source.aliases):
        known = map(normal, (entry.name, *entry.aliases))
        if is_proper(alias) and not _tells_where(alias, source) and normal(alias) not in known:
            entry.aliases[alias] = None


def is_proper(form: str) -> bool:
    """Says whether a form is a name: all words but the small ones have capitals, and it is nobody's ("her campaign")."""
    words = form.split()
    words = words[1:] if words and words[0].lower() in _DETERMINERS else words
    small = word_set("inside_name")
    return bool(words and normal(form)) and words[0][0].isupper() and all(w[0].isupper() or w in small for w in words)


def _tells_where(form: str, source: Source) -> bool:
    """Says whether a form holds a place besides a person ("Mayor Okoro at Denholm Station")."""
    return source.kind is SourceKind.PERSON and not _PLACED.isdisjoint(form.split())


def _entry(entry: _Found, shared: Collection[str]) -> str:
    aliases = [alias for alias in entry.aliases if normal(alias) not in shared]
    kind, _ = Counter(entry.kinds.values()).most_common(1)[0]
    total = entry.attributions.total()
    where = ", ".join(f"{one_line(id)} {count}" for id, count in entry.attributions.items())
    forms = ", ".join(f"{form} {count}" for form, count in entry.forms.most_common(_FORMS))
    lines = [f"# {counted(total, 'attribution')} ({where})", f"# forms: {forms}"]
    if len(set(entry.kinds.values())) > 1:
        lines.append(f"# conflict: its kind differs ({', '.join(f'{one_line(id)}: {k}' for id, k in entry.kinds.items())})")
    for form in (entry.name, *entry.aliases) if entry.named else ():
        if normal(form) in shared:
            lines.append(f"# conflict: '{form}' is a form of another source, too, and so no alias")
    body = ["[[source]]", f"name = {_text(entry.name)}"]
    if aliases:
        body.append(f"aliases = [{', '.join(map(_text, aliases))}]")
    told = (("role", entry.roles), ("affiliation", entry.bodies))
    body += [f"{key} = {_text(values.most_common(1)[0][0])}" for key, values in told if values]
    body += [f"kind = {_text(str(kind))}", f"groups = [{', '.join(map(_text, entry.groups))}]"]
    return "\n".join([*lines, *(body if entry.named else (f"#{line}" for line in body))]) + "\n"


def _text(text: str) -> str:
    """Writes a text as TOML does, which knows no half characters; a JSON text without these and control characters is one."""
    return json_text(encodable(text))
