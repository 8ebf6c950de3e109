"""Finds the proper names in a text."""

from __future__ import annotations

from dataclasses import replace

from hedgelens.language.grammar import opens_with_capital
from hedgelens.language.tokens import Syntax
from hedgelens.language.turns import find_turns
from hedgelens.language.words import related, word_set
from hedgelens.sources.lexicon import classes_of, first_names, surnames
from hedgelens.sources.names.before import has_capital, is_elided
from hedgelens.sources.names.demands import demand_end
from hedgelens.sources.names.edges import folded, key_of, widened
from hedgelens.sources.names.extent import extent, is_for_something
from hedgelens.sources.names.given import is_given
from hedgelens.sources.names.glue import without_glue
from hedgelens.sources.names.parts import POSSESSIVES, Name, is_acronym, is_bare_label, is_short_title, segment

_MARKED = frozenset("_@")
"""What words of no capital begin with that are names all the same."""
_OCCUPATION_AND_NAME = 3
_DID = frozenset(["VBD", "VBZ", "VBN"])
_CAN_OPEN = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "VB", "FW", "CD"])
_NEVER_OPENS = frozenset(["PRP$", "IN", "CC", "MD", "RP", "VBZ", "VBD"])
_PARTED = frozenset(["JJ", "VB", "VBG", "RB", "DT", "PDT", "IN", "CD"])
"""Tags of words that are parted from a name behind them, if that is known without them."""
_MISTAGGED = frozenset(["NN", "NNS", "JJ", "VB", "VBP", "VBZ", "VBD", "VBN", "NNP", "NNPS", "FW", "UH", "RB", "CD"])


def find_names(syntax: Syntax) -> list[Name]:
    """Returns the proper names of an article, in order; headlines in title case are left out (see :func:`find_known`)."""
    found: list[Name] = []
    behind = 0
    for i in [i for i, word in enumerate(syntax.text) if has_capital(word) or word[0] in _MARKED]:
        if i < behind or syntax.sentence[i] in syntax.title_case or not _opens(syntax, i):
            continue
        behind = extent(syntax, i)
        name = segment(syntax, i, behind)
        name = without_glue(syntax, name) if name is not None else None
        if name is not None:
            found.append(name)
    found = widened(syntax, _with_occupations(syntax, _without_openers(syntax, found)))
    found += _again(syntax, found)
    return sorted([*found, *_labels(syntax, found)], key=lambda name: name.start)


def _without_openers(syntax: Syntax, names: list[Name]) -> list[Name]:
    """Parts a word that is none of a name from the name behind it ("Absent Okoro, …", "Telling Ada Okoro")."""
    known = {name.words for name in names} | {name.words[-1:] for name in names if name.person}
    return [
        replace(name, start=name.start + 1, lead=name.lead + 1, words=name.words[1:])
        if name.lead == name.start and name.words[1:] in known and _is_opener(syntax, name)
        else name
        for name in names
    ]


def _is_opener(syntax: Syntax, name: Name) -> bool:
    """Says whether the first word of a name may be none of it."""
    tag, rest = syntax.tag[name.start], name.words[1:]
    if is_given(syntax, name.start):
        return False
    if name.start != syntax.first[syntax.sentence[name.start]] and tag not in ("DT", "VBG", "CD"):
        return False
    return tag in _PARTED or (len(rest) == 1 and is_acronym(rest[0]) and not name.words[0].isupper())


def _with_occupations(syntax: Syntax, names: list[Name]) -> list[Name]:
    """Parts an occupation in capitals from a name whose surname stands alone elsewhere ("Engineer Teo Okoro … Okoro")."""
    alone = {name.words for name in names if len(name.words) == 1}
    return [
        replace(name, start=name.start + 1, words=name.words[1:], title=name.words[0].lower(), person=True)
        if name.lead == name.start and name.person is None and name.words[-1:] in alone and _begins_with_occupation(syntax, name)
        else name
        for name in names
    ]


def _begins_with_occupation(syntax: Syntax, name: Name) -> bool:
    word = name.words[0].lower()
    if len(name.words) != _OCCUPATION_AND_NAME or "person" not in related("noun", "class").get(word, ()):
        return False
    proper = all(syntax.tag[i] == "NNP" for i in range(name.start + 1, name.end))
    return proper and word not in first_names() and word not in surnames()


def _again(syntax: Syntax, names: list[Name]) -> list[Name]:
    """Finds further single words that are names elsewhere in the article, where the tagger took them for something else."""
    covered = {i for name in names for i in range(name.start, name.end)}
    known = {name.words[-1] for name in names if name.person is not False and len(name.words[-1]) > 2}
    firsts = {name.words[0] for name in names if name.person and len(name.words) > 1}
    text = syntax.text
    again = [i for i, word in enumerate(text) if word in known and i not in covered and syntax.tag[i] in _MISTAGGED]
    # "Per said so": of somebody whose given name is a word.
    given = (i for i, word in enumerate(text[:-1]) if word in firsts and syntax.lower[i] in word_set("given_word"))
    again += [i for i in given if i not in covered and i not in again and syntax.tag[i + 1] in _DID]
    # "[Ada] never said so": an editor put a name into somebody's words.
    put = (i + 1 for i, word in enumerate(text[:-2]) if word == "[" and text[i + 2] == "]" and text[i + 1] in firsts | known)
    again += [i for i in put if i not in covered and i not in again]
    return [Name(i, i + 1, (syntax.text[i],), lead=i) for i in again if syntax.sentence[i] not in syntax.title_case]


def _labels(syntax: Syntax, names: list[Name]) -> list[Name]:
    """Finds labels of turns that are one word and no name so far: who speaks there has one, be it a word ("Knight: …")."""
    covered = {i for name in names for i in range(name.start, name.end)}
    labels = (syntax.touching(turn.label) for turn in find_turns(syntax) if turn.label is not None)
    alone = [span.start for span in labels if len(span) == 1 and span.start not in covered]
    return [
        Name(i, i + 1, (syntax.text[i],), lead=i, person=True)
        for i in alone
        if len(syntax.text[i]) > 1 and syntax.lower[i] not in related("noun", "class")
    ]


def find_known(syntax: Syntax, sentence: int, known: dict[str, list[tuple[str, ...]]]) -> list[Name]:
    """Returns the names in a headline that the body knows, which stand by their first words, longest first."""
    found: list[Name] = []
    tokens = syntax.tokens_of(sentence)
    i = tokens.start
    while i < tokens.stop:
        fits = (
            words for words in known.get(folded(syntax.text[i]), ()) if key_of(tuple(syntax.text[i : i + len(words)])) == words
        )
        words = next(fits, None) if syntax.text[i][:1].isupper() else None
        if words:
            found.append(Name(i, i + len(words), tuple(syntax.text[i : i + len(words)]), lead=i))
        i += len(words) if words else 1
    return found


def _opens(syntax: Syntax, i: int) -> bool:
    text, lower = syntax.text[i], syntax.lower[i]
    if len(text) > 2 and (text[0] == text[-1] == "_" or (text[0] == "@" and text[1:].isidentifier())):
        return True  # "_rook_", as some write themselves; "@HarborOffice", as one is called in posts
    if is_elided(text) or (text[:1].isupper() and (is_given(syntax, i) or demand_end(syntax, i))):
        return True
    if not text[:1].isupper() or lower.rstrip(".") in word_set("calendar") or is_bare_label(syntax, i):
        return False  # "Q: Where were you?"
    if not (text[0].isalpha() or any(c.isalpha() for c in text)) or (lower in word_set("conjunction") and not text.isupper()):
        return False  # "Though Okoro": the tagger takes it for a name
    return syntax.pos[i] == "PROPN" or text == "WHO" or _may_open(syntax, i)


def _may_open(syntax: Syntax, i: int) -> bool:
    """Says whether a capitalised word that the tagger takes for no name may open one all the same."""
    owns = syntax.lower[i] in word_set("owner_in_name") and not POSSESSIVES.isdisjoint(syntax.lower[i + 1 : i + 2])
    after = i + 2 if owns else i + 1  # "Women’s Aid"
    following = after < len(syntax) and syntax.text[after][:1].isupper() and (owns or syntax.pos[after] == "PROPN")
    following = following or (after < len(syntax) and is_for_something(syntax, after))
    if opens_with_capital(syntax, i):
        # "Police Chief Amos Rill", "She Zhijiang": a capital at the beginning counts only before another name.
        return following and syntax.tag[i] in _CAN_OPEN and syntax.lower[i] not in word_set("quantifier")
    if following and syntax.tag[i] == "IN" and "person" in classes_of(syntax.lower[i - 1]):
        return True  # "coach Per Aster"
    if syntax.pos[i] in ("PRON", "DET") and not following:
        return is_short_title(syntax.text[i - 1])
    return syntax.tag[i] not in _NEVER_OPENS
