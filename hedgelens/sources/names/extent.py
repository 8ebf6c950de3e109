"""How far a proper name goes: over further capitals, and over what joins them inside it."""

from __future__ import annotations

from functools import cache, lru_cache

from hedgelens.language.grammar import FINITE_OF_ONE
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import BODY, INSTITUTION, classes_of, first_names
from hedgelens.sources.names.before import PURPOSE, has_capital, is_elided
from hedgelens.sources.names.demands import demand_end
from hedgelens.sources.names.given import behind_called
from hedgelens.sources.names.glue import ends_in_glue
from hedgelens.sources.names.parts import POSSESSIVES, is_short_title


def extent(syntax: Syntax, start: int) -> int:
    """Returns the position behind the sequence of capitalised words, with their connectors, that begins at ``start``."""
    i, sentence = demand_end(syntax, start) or start + 1, syntax.sentence[start]
    seen_body, called = False, _is_called(syntax, start)
    while i < len(syntax) and syntax.sentence[i] == sentence:
        if ends_in_glue(syntax, i - 1):
            break
        if syntax.text[i] == "/" and i - start > 1 and syntax.lower[start] in first_names():
            break  # "Ada Okoro/CNX": a photographer, and whom the picture is from
        previous = syntax.lower[i - 1].rstrip(".")
        seen_body = seen_body or _is_of_body(previous)
        if _continues(syntax, i):
            i += 1
        else:
            jump = behind_called(syntax, start, i) or _behind_purpose(syntax, i, called)
            jump = jump or _connected(syntax, i, seen_body or previous in word_set("title"))
            if not jump:
                break
            i = jump
    return i


def is_for_something(syntax: Syntax, i: int) -> bool:
    """Says whether a preposition with a capital stands before what a body is for ("Doctors Without Rivers")."""
    return syntax.lower[i] in PURPOSE and _is_capital(syntax, i, i) and _is_capital(syntax, i, i + 1)


def _behind_purpose(syntax: Syntax, i: int, called: bool) -> int:
    """Returns where a name goes on behind what its bearer is for, or 0: told is a body, or it is clear from capital or people."""
    if syntax.lower[i] not in PURPOSE or not (called or _is_capital(syntax, i, i) or _is_of_people(syntax, i)):
        return 0
    return _behind_preposition(syntax, i)


def _is_called(syntax: Syntax, start: int) -> bool:
    """Says whether a noun for bodies stands right before a name ("the charity Water for All")."""
    before = start - 1
    noun = before >= 0 and syntax.sentence[before] == syntax.sentence[start] and syntax.tag[before] == "NN"
    return noun and syntax.text[before].islower() and not classes_of(syntax.lower[before]).isdisjoint(INSTITUTION)


@lru_cache(maxsize=20_000)
def _is_of_body(word: str) -> bool:
    """Says whether a word, or what it is the plural of, is for institutions, documents or works."""
    return not (classes_of(word) | classes_of(word.rstrip("s"))).isdisjoint(BODY)


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
    # A verb with a subject in the middle of capitalised words shows a headline that runs on with the text.
    return syntax.tag[i] not in FINITE_OF_ONE or syntax.pos[i] not in ("VERB", "AUX")


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
    if word in ("of", "for", "on", "to") and seen_body:
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


@cache
def _calendar_only() -> frozenset[str]:
    """Returns the words of the calendar that are nobody's name ("Theresa May" has one that is)."""
    return frozenset(word for word in word_set("calendar") if word not in first_names() or word.endswith("day"))
