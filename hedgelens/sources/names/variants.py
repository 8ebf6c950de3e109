"""Forms of names that are one and the same: in small letters, with a country's long or short name, with a nickname."""

from __future__ import annotations

from hedgelens.language.words import marked, related
from hedgelens.sources.lexicon import first_names


def key_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Returns a name in lower case; what opens with a country's long or short name becomes alike."""
    key = tuple(word.lower() for word in words)
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
