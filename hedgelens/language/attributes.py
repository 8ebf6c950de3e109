"""spaCy's attribute ruler with a memory: the same attributes in a quarter of the time.

The ruler gives tokens their parts of speech and morphology by some 180 patterns, and tries all of them at every token. Most of
them look at one token only: at its tag and dependency, and for some words at the word. What matches such a token is the same
every time, so it is looked up; only the patterns over several tokens are tried again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME = "hedgelens_attribute_ruler"
_LOOKED_AT = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})


class RememberingRuler(AttributeRuler):
    """An attribute ruler whose patterns look at nothing but tag, dependency, word and whether it is white space."""

    def __init__(self, vocab: Any, name: str) -> None:
        """Makes a ruler without patterns."""
        super().__init__(vocab, name)
        self._longer = Matcher(vocab)
        self._words: set[str] = set()
        self._shapes: list[re.Pattern[str]] = []
        self._matters: dict[int, bool] = {}
        self._known: dict[tuple[int, ...], list[int]] = {}

    def take_over(self, ruler: AttributeRuler) -> None:
        """Takes over the patterns of another ruler."""
        self.add_patterns(ruler.patterns)
        for number, described in enumerate(self.patterns):
            patterns: list[Any] = list(described["patterns"])
            if longer := [pattern for pattern in patterns if len(pattern) > 1]:
                self._longer.add(str(number), longer)
        for wanted in (token["LOWER"] for token in _tokens(ruler) if "LOWER" in token):
            given: Mapping[str, Any] = wanted if isinstance(wanted, Mapping) else {"IN": [wanted]}
            self._words.update(given.get("IN", ()))
            self._shapes += [re.compile(given["REGEX"])] if "REGEX" in given else []

    def match(self, doc: Doc) -> list[tuple[int, int, int, int]]:
        """Returns number of the pattern, its key, first token and token after the last of each match, as spaCy's ruler does."""
        found = [(int(self.vocab.strings[key]), key, start, end) for key, start, end in self._longer(doc, allow_missing=True)]
        for i, (tag, dep, lower, space) in enumerate(doc.to_array([TAG, DEP, LOWER, IS_SPACE]).tolist()):
            looked_at = (tag, dep, lower if self._is_looked_at(lower) else 0, space)
            numbers = self._known.get(looked_at)
            if numbers is None:
                alone = self.matcher(doc[i : i + 1], allow_missing=True, as_spans=False)
                numbers = self._known[looked_at] = [int(self.vocab.strings[key]) for key, _, _ in alone]
            found += [(number, 0, i, i + 1) for number in numbers]
        return sorted(found)

    def _is_looked_at(self, lower: int) -> bool:
        matters = self._matters.get(lower)
        if matters is None:
            word = self.vocab.strings[lower]
            matters = self._matters[lower] = word in self._words or any(shape.search(word) for shape in self._shapes)
        return matters


def remember_attributes(nlp: Language) -> None:
    """Gives the attribute ruler of a pipeline a memory, if it has one whose patterns look at nothing else."""
    if "attribute_ruler" not in nlp.pipe_names:
        return
    ruler: Any = nlp.get_pipe("attribute_ruler")
    if not {key for token in _tokens(ruler) for key in token} <= _LOOKED_AT:
        return
    if not Language.has_factory(NAME):
        Language.factory(NAME, func=lambda nlp, name: RememberingRuler(nlp.vocab, name))
    remembering: Any = nlp.replace_pipe("attribute_ruler", NAME)
    remembering.take_over(ruler)


def _tokens(ruler: AttributeRuler) -> Iterator[dict[str, Any]]:
    for described in ruler.patterns:
        patterns: Any = described["patterns"]
        for pattern in patterns:
            yield from pattern
