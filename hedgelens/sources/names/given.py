"""Given names: those that are words, too ("May", "Per"), and what somebody is called inside the name (“Ada "Bee" Okoro”)."""

from __future__ import annotations

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import first_names, surnames

_CLOSING = {"“": "”", "”": "”", '"': '"', "‘": "’", "'": "'", "(": ")"}
_LONGEST_CALLED = 3
"""Words that somebody is called inside the name."""
_BEFORE_MONTHS = frozenset(
    ["in", "on", "since", "until", "till", "by", "of", "last", "this", "next", "during", "early", "late", "mid", "from", "to"]
)
_ACTS = frozenset(["VBD", "VBZ", "VBP", "MD", "POS"])
"""Tags of what stands behind a subject."""


def behind_called(syntax: Syntax, start: int, i: int) -> int:
    """Returns where a name goes on behind what its bearer is called, in marks or brackets, or 0."""
    closing = _CLOSING.get(syntax.text[i])
    if closing is None or not 0 < i - start <= 2:
        return 0
    end = next((j for j in range(i + 1, min(i + _LONGEST_CALLED + 2, len(syntax) - 1)) if syntax.text[j] == closing), 0)
    called = range(i + 1, end)
    if not called or not all(syntax.text[j][:1].isupper() for j in called) or not _goes_on(syntax, i, end + 1):
        return 0
    known = syntax.lower[start] in first_names() or syntax.lower[end + 1] in surnames()
    short = syntax.text[i] == "(" and any(syntax.text[j].isupper() for j in called)  # "Ada Okoro (RFA) Reese"
    return end + 2 if known and not short else 0


def _goes_on(syntax: Syntax, i: int, j: int) -> bool:
    return syntax.sentence[i] == syntax.sentence[j] and syntax.text[j][:1].isupper() and syntax.pos[j] == "PROPN"


def is_given(syntax: Syntax, i: int) -> bool:
    """Says whether a word that is a given name, too, is one here: before a name that does something ("May Okoro said …")."""
    if syntax.lower[i] not in word_set("given_word") or i + 2 >= len(syntax):
        return False
    if not _goes_on(syntax, i, i + 1) or syntax.lower[i + 1] in word_set("calendar"):
        return False
    if i > 0 and syntax.lower[i - 1] in _BEFORE_MONTHS and syntax.lower[i] in word_set("calendar"):
        return False
    opens = syntax.first[syntax.sentence[i]] == i or syntax.text[i - 1] == "“"
    end = next((j for j in range(i + 1, len(syntax)) if not syntax.text[j][:1].isupper()), len(syntax) - 1)
    return (not opens or syntax.tag[end] in _ACTS) and not (opens and _asks(syntax, i))


def _asks(syntax: Syntax, token: int) -> bool:
    """Says whether a token stands in a question ("Will Okoro …?")."""
    return syntax.text[syntax.tokens_of(syntax.sentence[token]).stop - 1] == "?"
