"""Finds where sentences begin in a paragraph, with quotation marks and abbreviations respected.

A rule of its own, and not the parser's guess: the parser often puts a closing quotation mark into the wrong sentence and ends
sentences at "Mr."; told where sentences begin, it parses better.
"""

from __future__ import annotations

import re

from hedgelens.language.words import word_set

# A full stop, question or exclamation mark or ellipsis, closing marks, white space, and something that can open a sentence.
_END = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]+)(?P<close>[\"'”“’)\]»«]*)(?P<space>\s++)(?=(?P<open>[\"'“„‘(\[«»—–-]*+)(?P<next>[^\W_][^\s]*|[$€£#@]))"
)
_SIGNED = re.compile(r"[\"”’»“]")  # a dash behind these signs the quotation with a name
_NAME_AND_VERB = re.compile(r"(?:(?:[A-Z][\w.’'-]*|of|the|de|van|von|la|al),?\s+){1,6}(\w+)")


def sentence_starts(text: str) -> list[int]:
    """Returns the offsets in ``text`` at which a sentence begins; the first is that of the first visible character."""
    first = len(text) - len(text.lstrip())
    return [first, *(match.end() for match in _END.finditer(text) if _ends_sentence(text, match))]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    stop, close, following = match["stop"], match["close"], match["next"]
    if following[0].islower() or _is_aside(text, match.end()):
        return False
    if close:
        if match["open"][:1] in ("-", "–", "—") and _SIGNED.search(close):
            return False
        return stop[-1] not in "!?…" or bool(match["open"]) or not _tells_who_spoke(text, match.end())
    if stop in ("…", "..."):
        return following.rstrip(",.;:").lower() in word_set("sentence_opener") or bool(match["open"])
    return stop != "." or _full_stop_ends(text, match.start(), following)


def _tells_who_spoke(text: str, start: int) -> bool:
    """Says whether "Mayor Lund said" follows, and goes on with the sentence of the quotation before it."""
    told = _NAME_AND_VERB.match(text, start)
    return told is not None and told[1] in word_set("speech_after_quotation")


def _is_aside(text: str, start: int) -> bool:
    """Says whether a parenthesis without a sentence in it, such as the credit of a picture, follows."""
    return bool(re.match(r"\([^().!?]{1,80}\)", text[start : start + 90]))


def _word_before(text: str, end: int) -> str:
    start = end
    while start and not text[start - 1].isspace():  # backwards: a search from the left would be quadratic in the paragraph
        start -= 1
    return text[start:end]


def _full_stop_ends(text: str, stop: int, following: str) -> bool:
    before = _word_before(text, stop).lstrip("\"'“‘([—–").rsplit("—", 1)[-1]
    lower = before.lower()
    if re.fullmatch(r"[A-Z]", before):
        return False
    if lower in word_set("abbreviation_inside"):
        return lower in word_set("abbreviation_or_word") and not following[0].isdigit()
    if lower in word_set("abbreviation_either") or re.fullmatch(r"(?:[a-z]\.)+[a-z]", lower):
        return following.rstrip("’'s,.;:").lower() in word_set("sentence_opener")
    return True
