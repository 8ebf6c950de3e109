"""Finds the proper names in a text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from hedgelens.language.tokens import Syntax
from hedgelens.language.turns import find_turns
from hedgelens.language.words import related, word_set
from hedgelens.sources.lexicon import classes_of, first_names, surnames
from hedgelens.sources.names.before import has_capital, is_elided
from hedgelens.sources.names.edges import folded, key_of, widened
from hedgelens.sources.names.given import behind_called, is_given
from hedgelens.sources.names.glue import ends_in_glue, without_glue
from hedgelens.sources.names.parts import INSTITUTION, POSSESSIVES, WORK, Name, is_acronym, is_bare_label, is_short_title, segment

_MARKED = frozenset("_@")
"""What words of no capital begin with that are names all the same."""
_OCCUPATION_AND_NAME = 3
_DID = frozenset(["VBD", "VBZ", "VBN"])
_CAN_OPEN = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "VB", "FW", "CD"])
_NEVER_OPENS = frozenset(["PRP$", "IN", "CC", "MD", "RP", "VBZ", "VBD"])
_TELLS = frozenset(["MD", "VBZ", "VBD"])
"""Tags of verbs with a subject: in the middle of capitalised words they show a headline that runs on with the text."""
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
        behind = _extent(syntax, i)
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
    if is_elided(text) or (text[:1].isupper() and is_given(syntax, i)):
        return True
    if not text[:1].isupper() or lower.rstrip(".") in word_set("calendar") or is_bare_label(syntax, i):
        return False  # "Q: Where were you?"
    if not (text[0].isalpha() or any(c.isalpha() for c in text)) or (lower in word_set("conjunction") and not text.isupper()):
        return False  # "Though Okoro": the tagger takes it for a name
    return syntax.pos[i] == "PROPN" or text == "WHO" or _may_open(syntax, i)


def _may_open(syntax: Syntax, i: int) -> bool:
    """Says whether a capitalised word that the tagger takes for no name may open one all the same."""
    starts = i == 0 or syntax.first[syntax.sentence[i]] == i or syntax.text[i - 1] in "\"“”‘'([:—–•"
    owns = syntax.lower[i] in word_set("owner_in_name") and not POSSESSIVES.isdisjoint(syntax.lower[i + 1 : i + 2])
    after = i + 2 if owns else i + 1  # "Women’s Aid"
    following = after < len(syntax) and syntax.text[after][:1].isupper() and (owns or syntax.pos[after] == "PROPN")
    if starts:
        # "Police Chief Amos Rill", "She Zhijiang": a capital at the beginning counts only before another name.
        return following and syntax.tag[i] in _CAN_OPEN and syntax.lower[i] not in word_set("quantifier")
    if following and syntax.tag[i] == "IN" and "person" in classes_of(syntax.lower[i - 1]):
        return True  # "coach Per Aster"
    if syntax.pos[i] in ("PRON", "DET") and not following:
        return is_short_title(syntax.text[i - 1])
    return syntax.tag[i] not in _NEVER_OPENS


@cache
def _calendar_only() -> frozenset[str]:
    """Returns the words of the calendar that are nobody's name ("Theresa May" has one that is)."""
    return frozenset(word for word in word_set("calendar") if word not in first_names() or word.endswith("day"))


def _extent(syntax: Syntax, start: int) -> int:
    """Returns the position behind the sequence of capitalised words, with their connectors, that begins at ``start``."""
    i, sentence, seen_body = start + 1, syntax.sentence[start], False
    while i < len(syntax) and syntax.sentence[i] == sentence:
        if ends_in_glue(syntax, i - 1):
            break
        if syntax.text[i] == "/" and i - start > 1 and syntax.lower[start] in first_names():
            break  # "Ada Okoro/CNX": a photographer, and whom the picture is from
        previous = syntax.lower[i - 1].rstrip(".")
        seen_body = seen_body or _is_of_body(previous)
        if _continues(syntax, i):
            i += 1
        elif jump := behind_called(syntax, start, i) or _connected(syntax, i, seen_body or previous in word_set("title")):
            i = jump
        else:
            break
    return i


@lru_cache(maxsize=20_000)
def _is_of_body(word: str) -> bool:
    """Says whether a word, or what it is the plural of, is for institutions, documents or works."""
    return not (classes_of(word) | classes_of(word.rstrip("s"))).isdisjoint(INSTITUTION | WORK)


def _continues(syntax: Syntax, i: int) -> bool:
    text = syntax.text[i]
    if text == "The" and syntax.text[i - 1].isupper() and len(syntax.text[i - 1]) > 3:
        return False  # "FLOODS AT THE RIVERSIDE The Harbor Institute": a headline runs into the text
    if is_elided(text):
        return True
    if not text[:1].isupper() or syntax.lower[i].rstrip(".") in _calendar_only():
        number = text.isdigit() and len(text) <= 3 and syntax.dep[i] in ("nummod", "appos", "compound")
        return number and syntax.text[i - 1][:1].isupper()
    if syntax.tag[i] == "PRP$":
        return i + 1 < len(syntax) and syntax.text[i + 1][:1].isupper()  # "Save Our Rivers"
    if syntax.tag[i] in ("PRP", "IN", "CC"):
        return is_short_title(syntax.text[i - 1])
    return syntax.tag[i] not in _TELLS or syntax.pos[i] not in ("VERB", "AUX")


def _is_ordinal(texts: list[str]) -> bool:
    return any(text[:1].isdigit() and text.endswith(("st", "nd", "rd", "th")) for text in texts)


def _connected(syntax: Syntax, i: int, seen_body: bool) -> int:
    """Returns where a name goes on behind a connector at ``i``, or 0."""
    word = syntax.lower[i]
    if word in POSSESSIVES:
        return _behind_possessive(syntax, i)
    if word == "," and seen_body:
        return i + 2 if _is_list_of_topics(syntax, i) else 0
    if word in ("-", "/") and _is_glued(syntax, i):
        lower_part = syntax.text[i + 1][:1].islower()
        return 0 if lower_part and syntax.pos[i + 1] in ("VERB", "ADJ", "ADV") else i + 2
    if (word in ("of", "for", "on", "to") and seen_body) or (word in ("for", "against", "without") and _is_of_people(syntax, i)):
        return _behind_preposition(syntax, i)
    if word in word_set("particle") and word != "la" and (behind := _behind_particles(syntax, i)):
        return behind
    return i + 2 if _is_capital(syntax, i, i + 1) and _joins(syntax, i, seen_body) else 0


def _is_list_of_topics(syntax: Syntax, i: int) -> bool:
    """Says whether a comma stands within what a body is for ("Ministry of Trade, Industry and Energy")."""
    topics, end = word_set("body_topic"), i
    if syntax.lower[i - 1] not in topics or not {"of", "for"} & set(syntax.lower[max(0, i - 4) : i]):
        return False
    while (
        end + 1 < len(syntax) and syntax.text[end] == "," and syntax.lower[end + 1] in topics and _is_capital(syntax, i, end + 1)
    ):
        end += 2
    joined = syntax.lower[end : end + 1] in (["and"], ["&"]) and end > i
    return joined and syntax.lower[end + 1] in topics and _is_capital(syntax, i, end + 1)


def _behind_possessive(syntax: Syntax, i: int) -> int:
    """Returns where a name goes on behind a possessive ending in it ("Varner Sheriff’s Office", "McDonald’s said"), or 0."""
    owner = syntax.lower[i - 1]
    if owner in word_set("owner_in_name") or syntax.lower[max(i - 2, 0)] in word_set("saint"):
        return i + 2 if _is_capital(syntax, i, i + 1) else 0
    glued = syntax.start[i] == syntax.end[i - 1] and len(syntax.text[i]) > 1
    finite = i + 1 < len(syntax) and syntax.tag[i + 1] in ("VBD", "MD") and syntax.head[i] != i + 1
    return i + 1 if glued and finite and syntax.tag[i] == "POS" else 0


def _behind_particles(syntax: Syntax, i: int) -> int:
    """Returns where a name goes on behind several small words in it ("van der Aster", "de la Aster", "al-Aster"), or 0."""
    j = i + 1
    while j < len(syntax) and syntax.lower[j] in word_set("particle") and syntax.text[j].islower():
        j += 1
    glued = j < len(syntax) and syntax.text[j] == "-" and _is_glued(syntax, j)
    several = j > i + 1 or glued
    return j + 1 + glued if several and _is_capital(syntax, i, j + glued) else 0


def _is_of_people(syntax: Syntax, i: int) -> bool:
    """Says whether people stand before whose capital only a name explains ("the group Doctors for Rivers")."""
    word, before = syntax.text[i - 1], i - 1
    if not word[:1].isupper() or syntax.first[syntax.sentence[i]] == before or syntax.tag[before] not in ("NNS", "NNPS"):
        return False
    return "person" in classes_of(syntax.lemma[before])


def _is_glued(syntax: Syntax, i: int) -> bool:
    """Says whether a token stands between two others without a blank."""
    return syntax.start[i] == syntax.end[i - 1] and i + 1 < len(syntax) and syntax.start[i + 1] == syntax.end[i]


def _joins(syntax: Syntax, i: int, seen_body: bool) -> bool:
    """Says whether a token may stand between two words of a name: "&", "de", the full stop of "Sgt.", an "and"."""
    word = syntax.lower[i]
    if word == "and":
        return _is_part_of_name(syntax, i, seen_body)
    if word == ".":
        return syntax.lower[i - 1] in word_set("title")
    return word == "&" or (word in word_set("particle") and word != "la")


def _is_capital(syntax: Syntax, i: int, j: int) -> bool:
    """Says whether a word of the sentence of a token has a capital for want of a better reason than being a name."""
    if j >= len(syntax) or syntax.sentence[j] != syntax.sentence[i]:
        return False
    return has_capital(syntax.text[j]) and syntax.lower[j] not in word_set("calendar")


def _behind_preposition(syntax: Syntax, i: int) -> int:
    skip = i + 1
    while skip < len(syntax) and syntax.lower[skip] in ("the", "a", "an", "our", "responsible") and skip < i + 3:
        skip += 1
    if syntax.lower[i] != "of" and syntax.lower[skip] in first_names() and _is_capital(syntax, i, skip + 1):
        return 0  # "the Harbor Office on Ada Okoro"
    if _is_ordinal(syntax.text[skip : skip + 1]) and _is_capital(syntax, i, skip + 1):
        return skip + 2  # "Harbor Court for the 6th District"
    return skip + 1 if _is_capital(syntax, i, skip) else 0


def _is_part_of_name(syntax: Syntax, i: int, seen_body: bool) -> bool:
    """Says whether an "and" stands within a name ("Department of Parks and Recreation")."""
    if seen_body and syntax.lower[i - 2] in ("of", "for", "on", ","):
        return True
    topics = word_set("body_topic")
    if syntax.lower[i - 1] in topics and not topics.isdisjoint(syntax.lower[i + 1 : i + 3]):
        # "Office for Flood Prevention and Control"; "Ministry of Justice and Health Minister Okoro" are two
        after = syntax.lower[i + 2].rstrip(".") if i + 2 < len(syntax) else ""
        return after not in word_set("title") and (syntax.lower[i + 1] in topics or _is_capital(syntax, i, i + 2))
    return _is_capital(syntax, i, i + 2) and "of" in syntax.lower[max(0, i - 4) : i - 1]
