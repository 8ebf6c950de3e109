"""How far the words reach that give somebody a role: "former chief executive", "professor of law at Denholm University"."""

from __future__ import annotations

from hedgelens.language.grammar import child, children
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import classes_of
from hedgelens.sources.names.parts import plain

_DESCRIBING = frozenset(["NOUN", "PROPN", "ADJ", "NUM"])
_PARTICIPLES = frozenset(["VBN", "VBG", "JJ"])
_ASIDE = frozenset(["relcl", "appos", "mark", "advcl"])
_DANGLING = frozenset(["ADP", "DET", "CCONJ", "PUNCT", "ADV", "SPACE", "PART"])
_INSIDE = frozenset("-–'’/&.")
_JOINING = frozenset(["and", "&"])
_TIMES = frozenset(["since", "until", "till", "during", "after", "before"])
_LONGEST = 30


def is_office(syntax: Syntax, token: int) -> bool:
    """Says whether a word is a title, an occupation or another noun for people, and no mere form of address."""
    word = plain(syntax.text[token])
    if word in word_set("short_title") or word in word_set("no_role") or syntax.text[token][:1] in "0123456789":
        return False
    lemma, titles = syntax.lemma[token], word_set("title")
    if word in titles or lemma in titles or "person" in classes_of(word) or "person" in classes_of(lemma):
        return True
    return token > 0 and f"{plain(syntax.text[token - 1])}_{word}" in titles


def first_of(syntax: Syntax, office: int, name: int) -> int:
    """Returns where a role before a name begins, leftwards from its last word.

    Args:
        syntax: the article.
        office: the last word of the role.
        name: position behind the name.
    """
    first = office
    while first > 0 and syntax.sentence[first - 1] == syntax.sentence[office] and _reaches(syntax, first - 1, first, name):
        first -= 1
    while first < office and (syntax.text[first] in _INSIDE or syntax.lower[first] in _JOINING):
        first += 1
    return first


def _reaches(syntax: Syntax, token: int, first: int, name: int) -> bool:
    """Says whether a role goes on leftwards to a token."""
    if syntax.lower[token] in word_set("calendar") or syntax.lower[token] in word_set("time"):
        return False
    if syntax.text[token] in _INSIDE:
        return syntax.end[token] == syntax.start[first] or plain(syntax.text[token - 1]) in word_set("title")
    if syntax.lower[token] in _JOINING:
        return token > 0 and is_office(syntax, token - 1) and syntax.tag[token - 1] != "NNS"
    described = syntax.pos[token] in _DESCRIBING or (
        syntax.tag[token] in _PARTICIPLES and syntax.dep[token] in ("amod", "compound")
    )
    joined = syntax.text[first] in _INSIDE and syntax.end[token] == syntax.start[first]
    adverb = syntax.tag[token] == "RB" and syntax.tag[first] in _PARTICIPLES
    hangs = token < syntax.head[token] < name or is_office(syntax, token)
    return (described or joined or adverb) and (hangs or joined) and syntax.lower[token] not in word_set("quantifier")


def end_of(syntax: Syntax, head: int, limit: int) -> int:
    """Returns the position behind a role, rightwards from its head noun, with what it is of and at."""
    clauses = (syntax.left[c] for c in children(syntax, head, *_ASIDE, "acl") if c > head and syntax.lower[c] != "based")
    stop = min(syntax.right[head] + 1, head + _LONGEST, limit, *clauses)
    end = head + 1
    while end < stop and not _ends(syntax, head, end):
        end += 1
    if end < stop and syntax.lemma[end] in word_set("time") and syntax.tag[end - 1] == "CD":
        of_time = next((i for i in syntax.ancestors(end) if syntax.pos[i] == "ADP" and head < i < end), end)
        end = min(end, of_time)  # "welder for over three years"
    while end > head + 1 and syntax.pos[end - 1] in _DANGLING and syntax.text[end - 1] not in ".’'":
        end -= 1
    return end


def _ends(syntax: Syntax, head: int, token: int) -> bool:
    if syntax.pos[token] == "PUNCT":
        return syntax.text[token] not in _INSIDE or syntax.text[token] == "."
    if (
        syntax.dep[token] in _ASIDE
        or syntax.tag[token] in ("WDT", "WP", "WRB")
        or syntax.tag[token] in ("VBD", "VBZ", "VBP", "MD")
    ):
        return True
    if syntax.lower[token] in word_set("calendar"):
        return True
    if syntax.lemma[token] in word_set("time"):
        return not (syntax.text[token][:1].isupper() and syntax.text[token - 1][:1].isupper())  # "of the Early Summer Choir"
    if syntax.pos[token] == "ADV" or syntax.lower[token] in _TIMES:
        return True
    if syntax.dep[token] == "cc" and syntax.head[token] == head:
        joined = child(syntax, head, "conj")
        return joined is None or not is_office(syntax, joined)
    return syntax.dep[token] == "acl" and syntax.lower[token] != "based"


def without_opening(syntax: Syntax, first: int, stop: int) -> int:
    """Returns where a phrase begins without determiner, quantifier and mark."""
    while first < stop - 1 and (
        syntax.tag[first] in ("DT", "PDT", "PRP$", "WP$", "POS")
        or syntax.pos[first] in ("PUNCT", "SPACE")
        or syntax.lower[first] in word_set("quantifier")
    ):
        first += 1
    return first
