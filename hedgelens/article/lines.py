"""The lines of an article, and what the words of a line alone say that it is."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files

from hedgelens.article.wrapping import ends_sentence

_EMPHASIS = "*_ \u00a0"
_SPEECH = re.compile(r"\w \S+: ?[“\"»«„].*[”\"«»“]$")
_POST = re.compile(r"(?:^|\s)[@#]\w|[\u2600-\u27bf\U0001f300-\U0001faff]|\bhttps?://")
_POST_WORDS = 4
_PART = re.compile("<(?:month|weekday)>")
_LABELLED = re.compile(r"(\*\*|__)[^*_]+\1[\s:.–—-]*\w+\W+\w")


class Mark(StrEnum):
    """What Markdown says that a line is."""

    HEADLINE = "#"
    HEADING = "##"
    ITEM = "-"


@dataclass(frozen=True)
class Line:
    """A paragraph of an article.

    Attributes:
        raw: its words.
        adjoins: whether no blank line stands between it and the line after it.
        mark: what Markdown says that it is.
    """

    start: int
    end: int
    raw: str
    adjoins: bool
    mark: Mark | None = None

    @cached_property
    def text(self) -> str:
        """The line as one reads it: without the marks that set all of it in bold or italics in Markdown."""
        return self.raw.strip(_EMPHASIS) or self.raw

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        """Whether it ends as sentences do."""
        return ends_sentence(self.text)

    @property
    def is_post_or_speech(self) -> bool:
        """Whether it is what somebody wrote or said, though no full stop shows it: behind a colon in marks, or as posts are."""
        if ":" in self.text and _SPEECH.search(self.text) is not None:
            return True
        return self.words >= _POST_WORDS and _POST.search(self.text) is not None

    @property
    def begins_in_bold(self) -> bool:
        """Whether its first words stand in bold, and others do not: a label."""
        return _LABELLED.match(self.raw) is not None

    @property
    def is_set_off(self) -> bool:
        """Whether all of it stands in italics."""
        return self.raw[:1] in "*_" and self.raw[:2] not in ("**", "__") and self.raw.rstrip()[-1:] == self.raw[:1]


@cache
def patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Returns the line patterns of ``blocks.toml`` by what they mark."""
    data = tomllib.loads((files("hedgelens.article") / "blocks.toml").read_text("utf-8"))
    parts = {f"<{kind}>": data[kind][0]["pattern"] for kind in ("month", "weekday")}
    written = {kind: [_PART.sub(lambda part: parts[part[0]], rule["pattern"]) for rule in rules] for kind, rules in data.items()}
    return {kind: tuple(re.compile(pattern, re.IGNORECASE) for pattern in found) for kind, found in written.items()}


def matches(kind: str, text: str) -> bool:
    """Says whether a line looks like one of the given kind (a table of ``blocks.toml``)."""
    return any(pattern.search(text) for pattern in patterns()[kind])


def without(kind: str, text: str) -> str:
    """Returns a text without what is of the given kind in it (a table of ``blocks.toml``)."""
    for pattern in patterns()[kind]:
        text = pattern.sub("", text)
    return text
