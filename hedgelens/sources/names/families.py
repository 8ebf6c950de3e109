"""Which words of a person's name are the family's."""

from __future__ import annotations

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from hedgelens.language.grammar import FINITE_OF_ONE
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import BODY, cities, classes_of, first_names, surnames

_WORDS = 4
_PERSON_WORDS = 3
_DETERMINE = frozenset(["DT", "PRP$", "POS", "JJ", "PDT"])
_TOLD: WeakKeyDictionary[Syntax, frozenset[str]] = WeakKeyDictionary()
"""The nouns that are surnames in the articles that are being read."""


def is_surname(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether a noun is a surname: a plural behind a first name ("Ada Banks"), or one that the article tells is one."""
    last, text = syntax.lower[end - 1], syntax.text[end - 1]
    if last not in surnames():
        return False
    if end - start > 1 and (_is_title(syntax, start) or "person" in classes_of(syntax.lower[start])):
        return text in _told(syntax)  # "Col. Church", "Singer Ada Church"
    if end - start > _PERSON_WORDS:
        return False
    if end - start == 1:
        return text in _told(syntax) and not _is_determined(syntax, start)
    known = syntax.lower[start] in first_names()
    return known and ((end - start == 2 and last.endswith("s") and not classes_of(last)) or text in _told(syntax))


def _told(syntax: Syntax) -> frozenset[str]:
    """Returns the nouns for bodies that are somebody's surname ("Ada Church, 54, left. Church was tired.")."""
    if syntax not in _TOLD:
        pairs = list(_people_called_like_bodies(syntax))
        alone = {word for word in {syntax.text[i + 1] for i in pairs} if _acts_alone(syntax, word)}
        _TOLD[syntax] = frozenset(alone | {syntax.text[i + 1] for i in pairs if _tells_person(syntax, i)})
    return _TOLD[syntax]


def _people_called_like_bodies(syntax: Syntax) -> Iterator[int]:
    """Yields where a first name stands before a surname that is a noun for bodies, too, and nothing else of a name."""
    lower, text = syntax.lower, syntax.text
    for i in range(len(syntax) - 1):
        if lower[i + 1] not in surnames() or lower[i] not in first_names() or not classes_of(lower[i + 1]) & BODY:
            continue
        is_place = lower[i] in word_set("place_word") | word_set("state") or lower[i] in cities()
        capitals = text[i][:1].isupper() and text[i + 1][:1].isupper() and syntax.sentence[i] not in syntax.title_case
        goes_on = i + 2 < len(syntax) and (text[i + 2][:1].isupper() or lower[i + 2] in ("of", "for", "&", "-"))
        if capitals and not is_place and not goes_on and not _is_determined(syntax, i):
            yield i


def _tells_person(syntax: Syntax, first: int) -> bool:
    """Says whether a title, an occupation, an age or a "who" beside two words tells that they are a person's name."""
    before, after = first - 1, first + 2
    if before >= 0 and _is_title(syntax, before):
        return True
    noun = before - 1 if before > 0 and syntax.text[before] == "," else before
    if noun >= 0 and syntax.tag[noun] == "NN" and "person" in classes_of(syntax.lower[noun]):
        return True
    behind = after + 1 if syntax.text[after : after + 1] == [","] else after
    return behind < len(syntax) and (syntax.lower[behind] == "who" or (behind > after and syntax.text[behind].isdigit()))


def _acts_alone(syntax: Syntax, word: str) -> bool:
    """Says whether a noun with a capital, no article and nothing of a name before it does something, or has a title."""
    for i in (i for i, text in enumerate(syntax.text[:-1]) if text == word and syntax.sentence[i] not in syntax.title_case):
        opens = syntax.first[syntax.sentence[i]] == i
        if not opens and _is_title(syntax, i - 1):
            return True
        if (opens or not (syntax.text[i - 1][:1].isupper() or _is_determined(syntax, i))) and syntax.tag[i + 1] in FINITE_OF_ONE:
            return True
    return False


def _is_title(syntax: Syntax, token: int) -> bool:
    token -= syntax.text[token] == "." and token > 0
    return syntax.text[token][:1].isupper() and syntax.lower[token].rstrip(".") in word_set("title")


def _is_determined(syntax: Syntax, token: int) -> bool:
    return token > 0 and syntax.sentence[token - 1] == syntax.sentence[token] and syntax.tag[token - 1] in _DETERMINE


def has_family_first(syntax: Syntax, start: int, first: int, end: int) -> bool:
    """Says whether a name of four words begins with the one of the family ("Nguyen Van Minh Chau")."""
    before = range(start, first)
    family = syntax.lower[start] in surnames() and syntax.lower[start] not in first_names()
    nouns = any(classes_of(syntax.lower[i]) or syntax.lower[i] in word_set("place_word") for i in before)
    return end - start == _WORDS and family and not nouns and all(syntax.tag[i] == "NNP" for i in before)


def is_middle_name(syntax: Syntax, start: int, first: int, end: int) -> bool:
    """Says whether the second of three words, which some have as first name, is the middle one ("Sabeer Mir Reese")."""
    word = syntax.lower[start]
    noun = classes_of(word) or classes_of(word.rstrip("s"))
    told = noun or word in word_set("place_word") | word_set("state") or word in cities()
    proper = word.isalpha() and all(syntax.tag[i] == "NNP" for i in range(start, end))
    return end - start == _WORDS - 1 and first == start + 1 and not told and proper and syntax.lower[first] in surnames()


def is_name_behind_name(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether four words are two names, as where a headline runs into the text ("Teo Brandvold Ada Okoro")."""
    first = [syntax.lower[i] in first_names() for i in range(start, end)]
    return first[:3] == [True, False, True] and len(first) == _WORDS and syntax.lower[start + 2] not in surnames()
