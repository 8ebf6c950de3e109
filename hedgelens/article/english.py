"""Tells whether a text is English, from the share of its commonest words."""

from __future__ import annotations

import re

_COMMONEST = """the of and to a in is was that for it on with as at by be this are from or an were not but they have had has
which their his her he she its who will would been after said i you we"""
_FUNCTION_WORDS = frozenset(_COMMONEST.split())
# Running English has 35 to 50 % of these words; German, French, Spanish, Dutch, Swedish and Latin texts stay below 10 %.
_LEAST_SHARE = 0.18
_LEAST_SHARE_OF_SMALL = 0.1
_FEWEST_SMALL = 12


def is_english(text: str) -> bool:
    """Says whether a text is most likely English; texts of fewer than five words pass."""
    words = _words(text.lower())
    share = sum(word in _FUNCTION_WORDS for word in words) / max(len(words), 1)
    return len(words) < 5 or share >= _LEAST_SHARE


def is_foreign(paragraph: str) -> bool:
    """Says whether a paragraph is most likely not English; one of names, numbers or few words is not said to be.

    Only words in small letters are looked at: lists of names hold none of the commonest words in any language.
    """
    words = [word for word in _words(paragraph) if word.islower()]
    return len(words) >= _FEWEST_SMALL and sum(word in _FUNCTION_WORDS for word in words) < _LEAST_SHARE_OF_SMALL * len(words)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.replace("\u00ad", ""))  # a soft hyphen parts no words
