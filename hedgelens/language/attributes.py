"""spaCy's attribute ruler and lemmatizer with a memory: the same attributes in a tenth of the time.

The ruler gives tokens their parts of speech and morphology by some 180 patterns, and tries all of them at every token. Most of
them look at one token only: at its tag and dependency, and for some words at the word. What such a token is given is the same
every time, so it is looked up; the patterns over several tokens are tried again where two tokens stand that may begin one. A
lemma depends on the word, its part of speech and its morphology alone. All is read and written as arrays: to make the object of
a token takes longer than what there is to do with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"
_LOOKED_AT = frozenset({"TAG", "DEP", "LOWER", "IS_SPACE"})
_GIVEN = (TAG, POS, MORPH, LEMMA, DEP)
_REMEMBERED = 100_000
"""Words at most whose lemmas are known; then all are forgotten, and the common ones are soon there again."""


class _Known(NamedTuple):
    """What is known of all tokens that look alike.

    Attributes:
        row: number of the row with the attributes that they are given.
        numbers: the patterns that match them.
        first, second: whether they can be the first or second token of a longer pattern.
    """

    row: int
    numbers: list[int]
    first: bool
    second: bool


class RememberingRuler(AttributeRuler):
    """An attribute ruler whose patterns look at nothing but tag, dependency, word and whether it is white space."""

    def __init__(self, vocab: Any, name: str) -> None:
        """Makes a ruler without patterns."""
        super().__init__(vocab, name)
        self._longer, self._first, self._second = Matcher(vocab), Matcher(vocab), Matcher(vocab)
        self._known: dict[tuple[int, ...], _Known] = {}
        self._given: list[tuple[int, ...]] = []
        self._table = np.zeros((0, len(_GIVEN)), np.uint64)

    def take_over(self, ruler: AttributeRuler) -> None:
        """Takes over the patterns of another ruler."""
        self.add_patterns(ruler.patterns)
        for number, described in enumerate(self.patterns):
            patterns: list[Any] = list(described["patterns"])
            if longer := [pattern for pattern in patterns if len(pattern) > 1]:
                self._longer.add(str(number), longer)
                self._first.add(str(number), [pattern[:1] for pattern in longer])
                self._second.add(str(number), [pattern[1:2] for pattern in longer])
        self._words = _LookedAt(self.vocab.strings, _tokens(ruler))

    def __call__(self, doc: Doc) -> Doc:
        """Gives the tokens of a document their attributes, as spaCy's ruler does."""
        if len(doc) == 0:
            return doc
        columns = doc.to_array([TAG, DEP, LOWER, IS_SPACE, POS, MORPH, LEMMA])
        if columns[:, 4:].any():  # something was given before: spaCy's ruler lets stand what no pattern gives
            return super().__call__(doc)
        words = self._words
        known = [
            self._known.get((tag, dep, words[lower], space)) or self._learned(doc, i, (tag, dep, words[lower], space))
            for i, (tag, dep, lower, space) in enumerate(columns[:, :4].tolist())
        ]
        if len(self._table) < len(self._given):
            self._table = np.array(self._given, np.uint64)
        rows = self._table[[token.row for token in known]]
        if any(one.first and other.second for one, other in pairwise(known)):
            self._give_by_longer(doc, known, columns, rows)
        return doc.from_array(list(_GIVEN), rows)

    def _learned(self, doc: Doc, token: int, looks: tuple[int, ...]) -> _Known:
        """Returns what is known of a token from now on."""
        alone = doc[token : token + 1]
        matching, first, second = (
            matcher(alone, allow_missing=True, as_spans=False) for matcher in (self.matcher, self._first, self._second)
        )
        numbers = [int(self.vocab.strings[key]) for key, _, _ in matching]
        found = self._known[looks] = _Known(len(self._given), numbers, bool(first), bool(second))
        self._given.append(self._attributes(looks[0], looks[1], numbers))
        return found

    def _attributes(self, tag: int, dep: int, numbers: Iterable[int]) -> tuple[int, ...]:
        """Returns the attributes of a token that some patterns match, of which the later ones count more."""
        found = {TAG: tag, DEP: dep}
        for number in sorted(numbers):
            found.update(self.attrs[number])
        return tuple(found.get(attribute, 0) for attribute in _GIVEN)

    def _give_by_longer(self, doc: Doc, known: list[_Known], columns: Any, rows: Any) -> None:
        """Writes down what the patterns over several tokens give as well."""
        further: dict[int, list[int]] = {}
        for key, start, end in self._longer(doc, allow_missing=True):
            number = int(self.vocab.strings[key])
            token = range(start, end)[self.indices[number]]
            further.setdefault(token, []).append(number)
        for token, numbers in further.items():
            tag, dep = columns[token, :2].tolist()
            rows[token] = self._attributes(tag, dep, [*known[token].numbers, *numbers])


class _LookedAt(dict[int, int]):
    """The number of a word that some pattern looks at, and 0 for all others."""

    def __init__(self, strings: Any, tokens: Iterable[dict[str, Any]]) -> None:
        super().__init__()
        self._strings = strings
        self._words: set[str] = set()
        self._shapes: list[re.Pattern[str]] = []
        for wanted in (token["LOWER"] for token in tokens if "LOWER" in token):
            given: Mapping[str, Any] = wanted if isinstance(wanted, Mapping) else {"IN": [wanted]}
            self._words.update(given.get("IN", ()))
            self._shapes += [re.compile(given["REGEX"])] if "REGEX" in given else []

    def __missing__(self, lower: int) -> int:
        word = self._strings[lower]
        value = lower if word in self._words or any(shape.search(word) for shape in self._shapes) else 0
        self[lower] = value
        return value


class RememberingLemmatizer(EnglishLemmatizer):
    """A lemmatizer by rules that has the lemma of a word, its part of speech and its morphology looked up at the second time."""

    def __init__(self, vocab: Any, name: str) -> None:
        """Makes a lemmatizer without tables."""
        super().__init__(vocab, None, name, mode="rule")
        self._known: dict[tuple[int, ...], int] = {}

    def take_over(self, lemmatizer: EnglishLemmatizer) -> None:
        """Takes over the tables of another lemmatizer."""
        self.lookups = lemmatizer.lookups

    def __call__(self, doc: Doc) -> Doc:
        """Gives the tokens of a document that have no lemma one."""
        if len(doc) == 0:
            return doc
        lemmas = [
            lemma or self._known.get((word, pos, morph)) or self._learned(doc, i, (word, pos, morph))
            for i, (word, pos, morph, lemma) in enumerate(doc.to_array([ORTH, POS, MORPH, LEMMA]).tolist())
        ]
        return doc.from_array([LEMMA], np.array(lemmas, np.uint64)[:, None])

    def _learned(self, doc: Doc, token: int, form: tuple[int, ...]) -> int:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
            self.cache.clear()
        lemma: int = self.vocab.strings.add(self.lemmatize(doc[token])[0])
        self._known[form] = lemma
        return lemma


def remember_attributes(nlp: Language) -> None:
    """Gives the attribute ruler of a pipeline a memory, and its lemmatizer, where they look at nothing else."""
    ruler: Any = nlp.get_pipe(_RULER) if _RULER in nlp.pipe_names else None
    if ruler is not None and _can_be_remembered(ruler):
        _replaced(nlp, _RULER, RememberingRuler).take_over(ruler)
    lemmatizer: Any = nlp.get_pipe(_LEMMATIZER) if _LEMMATIZER in nlp.pipe_names else None
    if type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule" and not lemmatizer.overwrite:
        _replaced(nlp, _LEMMATIZER, RememberingLemmatizer).take_over(lemmatizer)


def _can_be_remembered(ruler: AttributeRuler) -> bool:
    looked_at = {key for token in _tokens(ruler) for key in token}
    return looked_at <= _LOOKED_AT and {key for given in ruler.attrs for key in given} <= set(_GIVEN)


def _replaced(nlp: Language, component: str, by: Callable[[Any, str], Any]) -> Any:
    """Puts a component of ours, which is empty still, in the place of one of spaCy's."""
    name = f"hedgelens_{component}"
    if not Language.has_factory(name):
        Language.factory(name, func=lambda nlp, name: by(nlp.vocab, name))
    return nlp.replace_pipe(component, name)


def _tokens(ruler: AttributeRuler) -> Iterator[dict[str, Any]]:
    for described in ruler.patterns:
        patterns: Any = described["patterns"]
        for pattern in patterns:
            yield from pattern
