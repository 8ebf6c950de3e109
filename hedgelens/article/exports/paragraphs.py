"""Lines of an export in groups: paragraphs, the fields behind a text, and texts that are wrapped to a width."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from hedgelens.article.exports.document import Document
from hedgelens.article.exports.labels import Label, known, labelled

Group = list[str]
"""Lines that no blank one parts."""

_WIDEST = 120
"""So many characters a line has at most where a text is wrapped."""
_EXCEPT = 0.02
"""So many of the lines may be longer than the width: addresses of pages, tables."""
_WRAPPED = 0.4
"""Of so many of the lines that another follows, the next word would not have fitted, where a text is wrapped."""

_LIKE_LABEL = re.compile(r"\s*[A-Z][\w/&() -]{1,40}: ?\S")
"""A line that is a field in all likelihood, though its label is not known: it stands between two fields that are."""


def grouped(lines: Iterable[str]) -> list[Group]:
    """Returns lines in groups that blank lines part."""
    groups: list[Group] = []
    adjoins = False
    for line in lines:
        if not line.strip():
            adjoins = False
        elif adjoins:
            groups[-1].append(line)
        else:
            groups.append([line])
            adjoins = True
    return groups


def tail_start(groups: Sequence[Group], label_of: Callable[[str], Label | None]) -> int:
    """Returns where the fields behind a text begin: the first that is sure, with those right before it; else those at the end.

    A paragraph of a text may begin like a field ("Notes: …"): then other paragraphs follow it.
    """
    labels = [label_of(group[0]) for group in groups]
    behind = [label is not None and label.place == "tail" for label in labels]
    start = next((i for i, label in enumerate(labels) if behind[i] and label is not None and label.sure), len(groups))
    if start == len(groups):
        while start > 0 and known("common", "copyright", groups[start - 1][0]):
            start -= 1
    while start > 0 and (behind[start - 1] or (start > 1 and behind[start - 2] and _LIKE_LABEL.match(groups[start - 1][0]))):
        start -= 1
    return start


def read_tail(groups: Iterable[Group], document: Document, database: str) -> None:
    """Reads the fields behind a text; a line without a label goes on with the field before it, or tells who owns the text."""
    name = ""
    for line in (line for group in groups for line in group):
        if (found := labelled(database, line)) and found[0].place == "tail":
            name = found[0].field
            document.note(name, found[1])
        elif known("common", "copyright", line):
            name = "copyright"
            document.note(name, line)
        else:
            document.goes_on(name, line)


def width_of(groups: Sequence[Group]) -> int:
    """Returns the width to which texts are wrapped, 0 where they are not."""
    lengths = sorted(len(line) for group in groups for line in group[:-1])
    if not lengths:
        return 0
    width = lengths[int((1 - _EXCEPT) * (len(lengths) - 1))]
    pairs = [pair for group in groups for pair in itertools.pairwise(group)]
    forced = sum(_is_forced(before, after, width) for before, after in pairs)
    return width if width <= _WIDEST and forced >= _WRAPPED * len(pairs) else 0


def paragraphs_of(groups: Iterable[Group], width: int) -> str:
    """Returns a text with a paragraph a line: lines are joined where the next word did not fit into the width."""
    return "\n\n".join("\n".join(_joined(group, width)) for group in groups)


def _joined(lines: Group, width: int) -> Iterator[str]:
    whole, before = lines[0].strip(), lines[0]
    for line in lines[1:]:
        if width and (_is_forced(before, line, width) or line.strip()[:1].islower()):
            whole = f"{whole} {line.strip()}"
        else:
            yield whole
            whole = line.strip()
        before = line
    yield whole


def _is_forced(before: str, after: str, width: int) -> bool:
    return len(before.rstrip()) + 1 + len(after.split(maxsplit=1)[0]) > width
