"""Sources as units that coders code: who is the same, whatever coders call it, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hedgelens.analysis import UNKNOWN_NAME, Analysis
from hedgelens.records import AUTHOR, Source

OF_SOURCES = ("kind", "naming", "role")
"""What is coded of a source."""


class Names:
    """One name for each source of an article, whatever coders call it."""

    def __init__(self, analyses: Iterable[Analysis]) -> None:
        self._of: dict[str, str] = {}
        for analysis in analyses:
            for source in analysis.sources:
                forms = [source.name, *source.aliases]
                known = next((self._of[_form(f)] for f in forms if _form(f) in self._of), source.name)
                for form in forms:
                    self._of.setdefault(_form(form), known)

    def of(self, analysis: Analysis, id: str | None) -> str:
        """Returns the name of a source or owner."""
        source = analysis.source(id)
        return self._of[_form(source.name)] if source else AUTHOR if id == AUTHOR else UNKNOWN_NAME


def _form(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")


def source_clusters(by_coder: Mapping[str, Analysis], names: Names) -> dict[str, dict[str, Source]]:
    """Puts together the sources of coders that are the same one, by their one name; only those to whom anything counts."""
    clusters: dict[str, dict[str, Source]] = {}
    for coder, analysis in by_coder.items():
        counted = {id for a in analysis.counted for id in (a.source_id, a.via)}
        for source in analysis.sources:
            if source.id in counted:
                clusters.setdefault(names.of(analysis, source.id), {}).setdefault(coder, source)
    return clusters


def source_labels(
    by_coder: Mapping[str, Analysis], names: Names
) -> Iterator[tuple[str, str, int, str, dict[str, frozenset[str]]]]:
    """Yields what coders say of each source that several of them have: variable, unit, sentence, name, and their codes."""
    for name, cluster in source_clusters(by_coder, names).items():
        start, sentence = min(source_place(by_coder[coder], source) for coder, source in cluster.items())
        for variable in OF_SOURCES:
            labels = {coder: frozenset([_said(source, variable)]) for coder, source in cluster.items()}
            yield f"source: {variable}", f"{start}-{name}", sentence, name, labels


def source_place(analysis: Analysis, source: Source) -> tuple[int, int]:
    """Returns where the first counted attribution of a source begins, and in which sentence."""
    return min((a.start, a.sentence) for a in analysis.counted if source.id in (a.source_id, a.via))


def _said(source: Source, variable: str) -> str:
    return " ".join(str(getattr(source, variable) or "none").split()).casefold()
