"""Names that begin before their last capitals, and forms that are one name: spelled out before an acronym, with a nickname."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from hedgelens.files.text import without_accents
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, related, word_set
from hedgelens.sources.lexicon import first_names
from hedgelens.sources.names.parts import POSSESSIVES, Name, initials

_PARTICLES = frozenset(["al", "el", "Al", "El"])
_MOST_PARTICLES = 3
_MARKS = frozenset("\"“”‘’'()")
_SITE = re.compile(r"(?<=\w)\.(?:com?|org|net|info|tv|io)(?:\.[a-z]{2})?$", re.IGNORECASE)
"""What makes an address of a name: "Okoro.com" is Okoro."""


def widened(syntax: Syntax, names: list[Name]) -> list[Name]:
    """Returns the names with what belongs to them further left; names that became a part of another are dropped."""
    found: list[Name] = []
    for name in names:
        name = _with_particle(syntax, _spelled_out(syntax, _with_founders(syntax, name)))
        while found and found[-1].end > name.start:
            found.pop()
        found.append(name)
    return found


def _spelled_out(syntax: Syntax, name: Name) -> Name:
    """Takes in what an acronym in brackets stands for ("Growers for Clean Rivers (GCR)")."""
    after = name.end
    if after + 2 >= len(syntax) or syntax.text[after] != "(" or syntax.text[after + 2] != ")":
        return name
    letters = syntax.text[after + 1].replace(".", "")
    if len(letters) < 3 or not letters.isupper() or initials(name.words) == letters:
        return name
    start = _start_of_spelling(syntax, name, letters)
    if start == name.start:
        return name
    words = tuple(syntax.text[start : name.end])
    return Name(start, name.end, words, None, start, False, name.body | {"organisation"}, name.noun)


def _start_of_spelling(syntax: Syntax, name: Name, letters: str) -> int:
    """Returns where the words begin whose initials are some letters, or where the name does."""
    spelled = ""
    for i in range(name.end - 1, max(name.end - 2 * len(letters) - 2, -1), -1):
        capital = syntax.text[i][:1].isupper()
        if syntax.sentence[i] != syntax.sentence[name.start] or not (capital or syntax.lower[i] in word_set("name_link")):
            break
        spelled = syntax.text[i][0] + spelled if capital else spelled
        if spelled == letters:
            return i
    return name.start


def _with_particle(syntax: Syntax, name: Name) -> Name:
    """Takes in what is written small before a name: an article and a hyphen ("al-Waha"), "De la" where it opens a sentence."""
    opening = _opening_particles(syntax, name)
    if opening < name.start:
        return replace(name, start=opening, lead=opening, words=tuple(syntax.text[opening : name.end]))
    before = name.start - 2
    if name.lead != name.start or before < 0 or syntax.text[before] not in _PARTICLES or syntax.text[before + 1] != "-":
        return name
    return replace(name, start=before, lead=before, words=tuple(syntax.text[before : name.end]))


def _opening_particles(syntax: Syntax, name: Name) -> int:
    """Returns where the small words begin that open a sentence, and the name behind them."""
    start = syntax.first[syntax.sentence[name.start]]
    small = range(start, name.start)
    opens = 0 < len(small) <= _MOST_PARTICLES and syntax.text[start][:1].isupper() and name.lead == name.start
    return start if opens and all(syntax.lower[i] in word_set("particle") for i in small) else name.start


def _with_founders(syntax: Syntax, name: Name) -> Name:
    """Takes in the first names that a body's name goes on from ("the Ada and Teo Okoro Foundation")."""
    if not name.body or len(name.words) < 3 or name.words[0].lower() not in first_names():
        return name
    start = name.start
    while (before := _founder_before(syntax, start)) is not None:
        start = before
    if start == name.start:
        return name
    return replace(name, start=start, lead=start, words=tuple(syntax.text[start : name.end]), person=False)


def _founder_before(syntax: Syntax, start: int) -> int | None:
    """Returns the first name that is joined to a name by a conjunction or a comma."""
    i = start - 1
    if i < 1 or (syntax.lower[i] not in ("and", "&") and syntax.text[i] != ","):
        return None
    before = i - 2 if syntax.text[i - 1] == "," and i > 1 else i - 1
    alone = before == 0 or syntax.pos[before - 1] != "PROPN"
    return before if alone and syntax.lower[before] in first_names() and syntax.text[before][:1].isupper() else None


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Returns a word as names are compared: in lower case, without accents and ".com", apostrophes alike."""
    plain = without_accents(word.lower().replace("’", "'").replace("‘", "'")) or word.lower()
    return _SITE.sub("", plain) if "." in plain else plain


def key_of_one(word: str) -> str:
    """Returns a name of one word as names are compared: one that goes by another is that ("VW" is Volkswagen)."""
    key = folded(word)
    return marked("other_name", "name").get(key, key)


def is_site(word: str) -> bool:
    """Says whether a word is the address of a site ("Okoro.com")."""
    return "." in word and _SITE.search(word) is not None


def key_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Returns a name as names are compared; what opens with a country's long or short name becomes alike."""
    spoken = tuple(word for word in words if word not in _MARKS and word not in POSSESSIVES) or words
    if len(spoken) == 1:
        return (key_of_one(spoken[0]),)
    key = tuple(folded(word) for word in spoken)
    if key[:1] in (("un",), ("us",)) and words[0].isupper() and len(key) > 1:
        key = (key[0][0] + "." + key[0][1] + ".", *key[1:])
    short = marked("short_name", "short").get("_".join(key[:2]))
    return (short, *key[2:]) if short and len(key) > 2 else key


def is_one_name(first: str, second: str) -> bool:
    """Says whether two first names in lower case may be one person's: alike, or one short for the other ("ken", "kenneth")."""
    if first == second:
        return True
    short, full = sorted((first.rstrip("."), second.rstrip(".")), key=len)
    if short not in first_names() or full not in first_names():
        return False
    starts = len(short) > 2 and full.startswith(short) and first_names()[short] == first_names()[full]
    return starts or second in related("nickname", "words").get(first, ())
