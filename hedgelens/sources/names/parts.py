"""What a proper name consists of: title and name, and whether it is a person's or a body's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_list, word_set
from hedgelens.sources.lexicon import BODY, INSTITUTION, WORK, classes_of, first_names, surnames
from hedgelens.sources.names.before import (
    foreign_body,
    is_called_in_another_language,
    is_elided,
    is_sort_of_body,
    is_state_before_person,
    opens_with_sort,
    person_behind_body,
    says_purpose,
)
from hedgelens.sources.names.demands import demand_end
from hedgelens.sources.names.families import has_family_first, is_middle_name, is_name_behind_name, is_surname

POSSESSIVES = frozenset(["'s", "’s", "'", "’"])
"""Endings that say whose something is, also inside a name ("Varner Sheriff’s Office")."""
_ENDING = re.compile(r"(?<=\w) (['’]s?)(?= |$)")
_CALLED = re.compile(r"“ [^”]+ ”|‘ [^’]+ ’|\" [^\"]+ \"|' [^']+ '|\( [^)]+ \)")
"""What somebody is called, in marks or brackets inside the name: no blanks beside these."""
_OPENING, _CLOSING = frozenset("\"“‘'"), (['"'], ["”"], ["’"], ["'"])
_LONGEST_PERSON = 4
_LONGEST_LABEL = 5
_LONGEST_PEOPLE = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name.

    Attributes:
        start, end: its tokens, without title and determiner.
        words: the tokens' texts; what is written in capitals throughout is kept so.
        title: the title before it ("sen", "secretary_of_state"), in lower case without full stop.
        lead: position of the first token of the title, or of the name.
        person: whether it is a person's; ``None`` where nothing says so.
        body: what the name's head noun denotes ("Institute", "Court"), empty for persons.
        noun: that head noun in lower case.
        people: whether it is a name of people in the plural ("Varner Democrats", "Danes").
    """

    start: int
    end: int
    words: tuple[str, ...]
    title: str | None = None
    lead: int = -1
    person: bool | None = None
    body: frozenset[str] = frozenset()
    noun: str = ""
    people: bool = False

    @property
    def last(self) -> int:
        """Position of its last token."""
        return self.end - 1

    @property
    def text(self) -> str:
        """The name with single blanks, hyphens closed up."""
        return joined(self.words)

    @property
    def may_be_person(self) -> bool:
        """Whether nothing says that it is no single person's."""
        return self.person is not False and not self.body and not self.people

    @property
    def is_acronym(self) -> bool:
        """Whether it is one word in capitals throughout."""
        return len(self.words) == 1 and is_acronym(self.words[0])


def joined(words: tuple[str, ...]) -> str:
    """Joins the words of a name as they are written: blanks between them, none beside a hyphen."""
    text = " ".join(words).replace(" - ", "-").replace(" / ", "/").replace(" ,", ",")
    text = _ENDING.sub(r"\1", text) if not POSSESSIVES.isdisjoint(words) else text
    return _CALLED.sub(lambda found: f"{found[0][0]}{found[0][2:-2]}{found[0][-1]}", text)


def is_acronym(word: str) -> bool:
    """Says whether a word is written in capitals, like "RFA" or "U.N."."""
    letters = word.replace(".", "").replace("&", "")
    return len(letters) >= 2 and letters.isalnum() and letters.isupper() and not letters.isdigit()


def initials(words: tuple[str, ...]) -> str:
    """Returns the initials of the capitalised words of a name, capitals inside abbreviations included."""
    found = [word.replace(".", "") if "." in word else word[0] for word in words if word[:1].isupper()]
    return "".join(found).upper()


def plain(title: str) -> str:
    """Returns a title as the lexicon has it."""
    return title.lower().rstrip(".")


def is_short_title(text: str) -> bool:
    """Says whether a word is one of the titles that only names follow ("Mr.")."""
    return plain(text) in word_set("short_title")


def segment(syntax: Syntax, start: int, end: int) -> Name | None:
    """Parts a sequence of capitalised words into what stands before the name, and the name."""
    while end > start and _is_said_behind(syntax, end - 1):
        end -= 1
    if demand_end(syntax, start):
        return Name(start, end, tuple(syntax.text[start:end]), None, start, False, _demanding(syntax, end))
    if end - start > 1 and opens_with_sort(syntax, start):
        name = segment(syntax, start + 1, end)
        classes = classes_of(syntax.lower[start]) & INSTITUTION
        return _of_sort(name, syntax.lower[start], classes) if classes else name
    if end - start == 1 and _is_only_sort(syntax, start):
        return None
    if end - start > 2 and is_sort_of_body(syntax.text[start]):
        return _of_sort(segment(syntax, start + 1, end), syntax.lower[start], frozenset({"organisation"}))
    if end - start > 1 and (syntax.lower[start] == "the" or is_sort_of_body(syntax.text[start]) or _calls(syntax, start, end)):
        start += 1
    if end <= start or _is_no_name(syntax, start, end):
        return None
    start = _behind_offices(syntax, start, end)
    classes, noun = _body(syntax, start, end)
    if classes and (first := person_behind_body(syntax, start, end)) is not None:
        return Name(first, end, tuple(syntax.text[first:end]), None, start, True)
    if classes and end - start > 1 and not _is_titled(syntax, start, end):
        return Name(start, end, tuple(syntax.text[start:end]), None, start, False, classes, noun)
    return _behind_title(syntax, start, end)


def _demanding(syntax: Syntax, end: int) -> frozenset[str]:
    """Returns what bears a name that is a demand: a medium ("Meet the Press"), else an organisation."""
    return classes_of(syntax.lower[end - 1]) & {"media"} or frozenset({"organisation"})


def _is_only_sort(syntax: Syntax, token: int) -> bool:
    """Says whether a word in capitals is the noun for a body and no name ("the NGO said", "two NGOs")."""
    determined = token > 0 and syntax.tag[token - 1] in ("DT", "CD", "JJ", "PRP$") and syntax.text[token - 1] != "("
    return determined and is_sort_of_body(syntax.text[token].removesuffix("s"))


def _is_said_behind(syntax: Syntax, token: int) -> bool:
    """Says whether the last of some capitalised words is none of a name."""
    return syntax.pos[token] in ("ADJ", "ADV", "DET") and syntax.tag[token] != "NNP" and not is_elided(syntax.text[token])


def _behind_offices(syntax: Syntax, start: int, end: int) -> int:
    """Returns where the name of a body begins behind several offices in it ("President & CEO of the Denholm Chamber")."""
    of = next((i for i in range(start, end) if syntax.lower[i] == "of"), start)
    offices = syntax.text[start:of]
    if "&" not in offices or not all(text == "&" or "person" in classes_of(plain(text)) for text in offices):
        return start
    return next((i for i in range(of + 1, end) if syntax.text[i][:1].isupper()), start)


def _of_sort(name: Name | None, noun: str, classes: frozenset[str]) -> Name | None:
    """Makes a name that of a body of the sort which stands before it ("NGO Clean Rivers")."""
    if name is None or name.title or name.body:
        return name
    return replace(name, person=False, body=classes, noun=noun, people=False)


def _calls(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether a plural tells what the person whose name follows, with others, is ("Democrats Ada Okoro and …")."""
    word = syntax.lower[start]
    several = names_people(word) or (word.endswith("s") and word[:-1] in word_set("title"))
    return end - start > 2 and several and syntax.lower[start + 1] in first_names()


def _is_no_name(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether capitalised words are a part of something else: "Saudi-led", "R-Ky.", "White House Doctor"."""
    if end < len(syntax) and syntax.text[end] == "-" and syntax.start[end] == syntax.end[end - 1]:
        return True
    if _is_state_tag(syntax, start, end) or _opens_description(syntax, start, end):
        return True
    last = plain(syntax.text[end - 1])
    person = "person" in classes_of(last)
    rank = person and last not in surnames() and plain(syntax.text[start]) in word_set("rank_of_office")  # "Chief Economist"
    title = end - start > 1 and (last in word_set("title") or (syntax.text[end - 1].isupper() and person) or rank)
    return title and not _has_first_name(syntax, start, end) and not _is_office(syntax, start, end)


def _is_office(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether a body's noun heads what ends in a title ("Office of Surveyor General")."""
    of = next((i for i in range(start + 1, end) if syntax.lower[i] in ("of", "for")), end)
    return of < end and bool(classes_of(syntax.lower[of - 1]) & INSTITUTION)


def _behind_title(syntax: Syntax, lead: int, end: int) -> Name | None:
    """Returns the name that begins behind a title, if there is one."""
    start, title = _after_title(syntax, lead, end) or (lead, None)
    if start >= end:
        return None
    classes, noun = _body(syntax, start, end)
    if classes and title is not None and not is_short_title(syntax.text[lead]):
        # "Secretary of State" is no institution, but "Senate Judiciary Committee" is one and "Senate" no title of it.
        start, title = lead, None
        classes, noun = _body(syntax, start, end)
    if classes:
        return Name(start, end, tuple(syntax.text[start:end]), title, lead, False, classes, noun)
    return _of_people(syntax, start, end, lead, title, noun)


def _of_people(syntax: Syntax, start: int, end: int, lead: int, title: str | None, noun: str) -> Name:
    """Makes a name that is no institution's: a person's, a people's, or one of which that is not known."""
    person: bool | None = True
    if title is None and is_state_before_person(syntax, start, end):
        start = lead = start + 1
    if title is None:
        start, person = _person(syntax, start, end)
    role = _role_before(syntax, lead)
    if role is not None and end - start <= _LONGEST_PERSON:
        title, person = role, True
    words = tuple(syntax.text[start:end])
    if title is None and len(words) <= _LONGEST_PEOPLE and names_people(syntax.lower[end - 1]):
        return Name(start, end, words, None, lead, None, people=True)
    if title is None and len(words) > (2 if person else 1) and syntax.tag[end - 1] == "NNPS":
        person = False
    if title is None and (is_called_in_another_language(syntax, start, end) or says_purpose(syntax, start, end)):
        person = False
    if title is None and is_pair(words):
        person = None if all(word.lower() in surnames() for word in words[::2]) else False
    return Name(start, end, words, title, lead, person, frozenset(), noun)


def is_pair(words: tuple[str, ...]) -> bool:
    """Says whether a name is of two joined by a hyphen ("the Varner-Denholm border", but "al-Waha")."""
    return len(words) == 3 and words[1] in "-/–" and words[0].lower() not in word_set("particle")


def names_people(word: str) -> bool:
    """Says whether a word in lower case is the plural of a noun for people or of a people's name."""
    if not word.endswith(("s", "men", "women")) or word in surnames() or word.endswith("ss"):
        return False
    singular = word.removesuffix("s")
    return "person" in classes_of(singular) or word.endswith(word_list("people_ending"))


def _is_titled(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether a first name stands behind a title among the words ("Chair of the Board Paul ..."), or a "Mr."."""
    first = next((i for i in range(start, end) if plain(syntax.text[i]) in word_set("title")), end)
    behind = any(syntax.lower[i] in first_names() for i in range(first + 1, end))
    return behind or any(is_short_title(syntax.text[i]) for i in range(start, end))


def _has_first_name(syntax: Syntax, start: int, end: int) -> bool:
    return any(syntax.lower[i] in first_names() for i in range(start, end - 1))


def _opens_description(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether a noun for people, with a capital because it opens a sentence, opens a description ("Members of ...")."""
    word = plain(syntax.text[start])
    if end - start == 1 and syntax.first[syntax.sentence[start]] == start and classes_of(word) & WORK:
        return word not in first_names()  # "Poll finds …"
    several = (
        classes_of(word.removesuffix("s")) if syntax.tag[start] == "NNS" and word not in word_set("party_members") else set()
    )
    if "person" not in classes_of(word) | several or word in first_names():
        return False
    return end - start == 1 or (syntax.lower[start + 1] == "of" and not _has_first_name(syntax, start, end))


def _is_state_tag(syntax: Syntax, start: int, end: int) -> bool:
    """Says whether the words are a party and state as in "R-Ky."."""
    return syntax.text[start] in ("R", "D", "I") and end - start > 1 and syntax.text[start + 1] in "-–"


def _after_title(syntax: Syntax, start: int, end: int) -> tuple[int, str] | None:
    """Returns where the name begins behind a title, and the title."""
    for i in range(end - 1, start - 1, -1):
        word = plain(syntax.text[i])
        if not _is_title(syntax, i, word, end):
            continue
        name = _name_behind(syntax, i, end)
        if name >= end:
            if i == start:
                return end, word
        elif syntax.text[name] not in "-,":
            before = plain(syntax.text[i - 1]) + "_" + word if i > start else ""
            return name, before if before in word_set("title") else word
    return None


def _is_title(syntax: Syntax, token: int, word: str, end: int) -> bool:
    """Says whether a word is a title, or ends one of two words, or is an occupation before a first name."""
    if token > 0 and syntax.text[token - 1] in _OPENING and syntax.text[token + 1 : token + 2] in _CLOSING:
        return False  # "Ada “Coach” Okoro"
    if word in word_set("rank_in_capitals"):
        behind = syntax.lower[min(token + 1, end - 1)]
        return syntax.text[token].isupper() and (behind in surnames() or behind in first_names())
    if word in word_set("title") or (token > 0 and f"{plain(syntax.text[token - 1])}_{word}" in word_set("title")):
        return True
    return "person" in classes_of(word) and syntax.lower[min(token + 1, end - 1)] in first_names()


def _name_behind(syntax: Syntax, title: int, end: int) -> int:
    """Returns where a name may begin behind a title, a full stop and what the title is of left out."""
    name = title + 1
    if name < end and syntax.text[name] == ".":
        name += 1
    if name < end and syntax.lower[name] == "of":
        name += 2
        while name < end and plain(syntax.text[name]) not in first_names():
            name += 1
    return name


def _body(syntax: Syntax, start: int, end: int) -> tuple[frozenset[str], str]:
    """Returns what the head noun of an institution's name denotes, and the noun."""
    if is_surname(syntax, start, end):
        return frozenset(), ""
    if (foreign := foreign_body(syntax, start, end)) is not None:
        return foreign
    stop = next((i for i in range(start + 1, end) if syntax.lower[i] in ("of", "for", "on", "to", "and")), end)
    several = end - start > 1
    for i in dict.fromkeys((stop - 1, end - 1)):
        if (found := _class_of_head(syntax, i, several)) is not None:
            return found
    if several and "media" in classes_of(syntax.lower[start]):
        return frozenset({"media"}), syntax.lower[start]  # "Radio Corran"
    return (frozenset({"organisation"}), syntax.lower[stop - 1]) if stop < end else (frozenset(), "")


def _class_of_head(syntax: Syntax, token: int, several: bool) -> tuple[frozenset[str], str] | None:
    """Returns what the head of an institution's name denotes, a government's where it stands alone, and the form that tells."""
    found = _class_of_noun(syntax.lower[token], syntax.lemma[token], several)
    if found is None or not several or "government" in found[0]:
        return found
    public = "government" in classes_of(f"{syntax.lower[token - 1]}_{syntax.lower[token]}")  # "Varner Public Schools"
    return (frozenset({"government"}), found[1]) if public else found


@lru_cache(maxsize=20_000)
def _class_of_noun(lower: str, lemma: str, several: bool) -> tuple[frozenset[str], str] | None:
    word = lower.rstrip(".")
    forms = ((classes_of(form) & BODY, form) for form in (word, word.rstrip("s"), lemma))
    return next((found for found in forms if "government" in found[0] or (several and found[0])), None)


def _person(syntax: Syntax, start: int, end: int) -> tuple[int, bool | None]:
    """Finds a person's name by its first name; returns where it begins."""
    if end - start == 1:
        return start, None
    known = first_names()
    if is_name_behind_name(syntax, start, end):
        return start + 2, True
    if syntax.lower[start] in known and (syntax.text[start + 1] != "-" or end - start > 3):
        return start, True if _size(syntax, start, end) <= _LONGEST_PERSON + ("-" in syntax.text[start:end]) else None
    if not word_set("family_particle").isdisjoint(syntax.text[start + 1 : end - 1]):
        return start, True  # "Pieter van der Aster"
    firsts = (i for i in range(max(start + 1, end - _LONGEST_PERSON), end - 1) if _is_first_name(syntax, i))
    first = next((i for i in firsts if syntax.lower[i - 1].rstrip(".") not in word_set("place_word")), None)
    if first is None:
        return start, None
    if syntax.text[first - 1] == "-" and first - 2 >= start:
        return first - 2, True  # "Soo-Ann Reese"
    initial = len(syntax.text[start]) == 2 and syntax.text[start].endswith(".")  # "A. Philip Randolph"
    whole = initial or has_family_first(syntax, start, first, end) or is_middle_name(syntax, start, first, end)
    return (start if whole else first), True


def _size(syntax: Syntax, start: int, end: int) -> int:
    """Returns how many words a name has, marks and hyphens left out."""
    return sum(syntax.text[i][:1].isalnum() for i in range(start, end))


def _is_first_name(syntax: Syntax, token: int) -> bool:
    return syntax.lower[token] in first_names() and syntax.text[token][:1].isupper()


def _role_before(syntax: Syntax, start: int) -> str | None:
    """Returns the occupation that stands right before a name without a comma ("spokesman Teo Brandvold")."""
    if start == 0 or syntax.sentence[start - 1] != syntax.sentence[start]:
        return None
    # Whatever the tagger takes it for: a rare occupation before a name often becomes an adjective.
    noun = syntax.lower[start - 1]
    singular = syntax.text[start - 1].islower() and syntax.tag[start - 1] not in ("NNS", "NNPS")
    return noun if singular and "person" in classes_of(noun) else None


def is_bare_label(syntax: Syntax, token: int) -> bool:
    """Says whether a token is the "Q" or "A" that opens a turn of an interview."""
    return syntax.lower[token].rstrip(".") in word_set("interview_label") and label_end(syntax, token) == token + 1


def label_end(syntax: Syntax, start: int) -> int:
    """Returns the position of the colon behind a label that begins with a sentence, or -1."""
    if syntax.first[syntax.sentence[start]] != start:
        return -1
    for i in range(start + 1, min(start + _LONGEST_LABEL, len(syntax))):
        if syntax.text[i] == ":":
            return i
        if not syntax.text[i][:1].isupper():
            break
    return -1
