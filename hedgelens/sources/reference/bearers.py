"""Gathers the names of an article to entities."""

from __future__ import annotations

import re
from collections import defaultdict

from hedgelens.language.grammar import opens_with_capital
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, related, word_set
from hedgelens.sources.lexicon import classes_of, first_names
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.names.edges import folded, is_one_name, key_of, key_of_one
from hedgelens.sources.names.parts import Name, initials, is_pair
from hedgelens.sources.reference.bodies import called_before, says_body
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.telling import LONGEST_ACRONYM, says_person, take_kind, take_number, take_title

_HEAD = 3
_KIN = 4
"""Words before a name among which a relative is spoken of."""
"""Sentences at the head of an article, where somebody is called by a title before being named in full."""
_EMPHASIS = ("*", "_")
_MAY_FOLLOW = ("*", "_", "'", "’")
_BEHIND_EMPHASIS = re.compile(r"(?:['’]s)?[*_](?![*_])")
_STATE_TAG = frozenset(["r", "d", "i"])


class NameIndex:
    """Gathers the names of an article to entities: full names, surnames, acronyms, shortened names."""

    def __init__(self, syntax: Syntax, registered: dict[tuple[str, ...], str]) -> None:
        """Makes an empty index; for names and aliases of the registry (words in lower case) stand the names of their sources."""
        self._syntax = syntax
        self._registered = registered
        self._by_key: dict[tuple[str, ...], Entity] = {}
        self._by_register: dict[str, Entity] = {}
        self._by_last: dict[str, list[Entity]] = defaultdict(list)
        self._by_first: dict[str, list[Entity]] = defaultdict(list)
        self._by_initials: dict[str, Entity] = {}
        self._keys: dict[Entity, list[tuple[str, ...]]] = defaultdict(list)
        self._incumbent: dict[str, Entity] = {}
        self._places: set[str] = set()
        self._people_like_states: set[str] = set()
        self._namesakes: set[str] = set()
        self.entity_of: dict[int, Entity] = {}
        self.title_of: dict[int, Entity] = {}
        self._told_bodies: dict[Entity, list[bool]] = defaultdict(list)
        self._small = set(filter(str.islower, syntax.text))

    def gather(self, mentions: list[Mention]) -> None:
        """Gives every proper name its entity."""
        named = [(mention, mention.name) for mention in mentions if mention.name is not None]
        self._places = {self._syntax.lower[mention.head] for mention, name in named if self._is_whereabouts(mention, name)}
        self._people_like_states = {name.words[0].lower() for _, name in named if says_person(self._syntax, name)}
        self._namesakes = {folded(name.words[-1]) for _, name in named if self._is_elder(name)}
        self._namesakes |= {folded(name.words[-2]) for _, name in named if self._is_son(name)}
        self._enter_full([(mention, name) for mention, name in named if len(name.words) > 1 or self._lookup(name)])
        self._read_parentheses([name for _, name in named])
        self._shortened()
        for position, (mention, name) in enumerate(named):
            if mention.head not in self.entity_of:
                before = [mention for mention, _ in named[max(0, position - 60) : position]]
                self._enter(mention, name, self._single(mention, name, before))
        self._take_bodies()

    def _take_bodies(self) -> None:
        """Learns of whom nothing else is known that they are no persons, where most of what stands at their names says so."""
        for entity, told in self._told_bodies.items():
            if entity.root.person is None and 2 * sum(told) >= len(told):
                entity.root.person = False

    def _enter_full(self, named: list[tuple[Mention, Name]]) -> None:
        for _, name in sorted(named, key=lambda pair: -len(pair[1].words)):
            self._full(name)  # the fullest first, so that shorter ones find them
        for mention, name in named:
            self._enter(mention, name, self._full(name))

    def known(self) -> dict[str, list[tuple[str, ...]]]:
        """Returns the names found, by their first word in lower case, longest first."""
        found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key, entity in self._by_key.items():
            found[key[0]].append(key)
            surname = entity.forms[0][-1].lower() if entity.person is not False and not entity.plural and entity.forms else ""
            if surname and (surname,) not in self._by_key and (surname,) not in found[surname]:
                found[surname].append((surname,))
        return {word: sorted(keys, key=len, reverse=True) for word, keys in found.items()}

    def find(self, words: tuple[str, ...]) -> Entity | None:
        """Returns the entity of a name, or of a surname."""
        key = key_of(words)
        entity = self._by_key.get(key) or self._incumbent.get(key[-1])
        if entity is None and len(key) == 1:
            people = self._by_last.get(key[0]) or []
            entity = people[0] if people else None
        return entity.root if entity else None

    def body_called(self, words: tuple[str, ...]) -> Entity | None:
        """Returns the one body whose name begins with some words ("Denholm police" is the Denholm Police Department)."""
        key = key_of(words)
        found = {e.root for e in self._by_first[key[0]] if e.root.classes and any(k[: len(key)] == key for k in self._keys[e])}
        return found.pop() if len(found) == 1 else None

    def is_name(self, word: str) -> bool:
        """Says whether somebody's surname is a word, as it is written."""
        people = self._by_last.get(word.lower())
        return people is not None and any(form[-1] == word for one in people if one.person for form in one.forms)

    def _lookup(self, name: Name) -> str | None:
        key = tuple(word.lower() for word in name.words)
        return self._registered.get(key) or self._registered.get(tuple(name.text.lower().split()))

    def _full(self, name: Name) -> Entity:
        key = key_of(name.words)
        entity = self._by_key.get(key)
        if entity is None:
            register = self._lookup(name) or ""
            entity = self._by_register.get(register) or self._variant(key, name) or Entity()
            if register:
                entity.registered = register
                self._by_register[register] = entity
            self._index(key, name, entity)
        return entity

    def _index(self, key: tuple[str, ...], name: Name, entity: Entity) -> None:
        """Lets an entity be found by a name, its last and its first word, and its initials."""
        self._by_key[key] = entity
        self._keys[entity].append(key)
        last = key[-2] if key[-1].rstrip(".") in word_set("generation") and len(key) > 2 else key[-1]
        for table, word in ((self._by_last, last), (self._by_first, key[0])):
            if entity not in table[word]:
                table[word].append(entity)
        for letters in (initials(name.words), initials(name.words).replace("US", "", 1)):
            if len(letters) >= 2 and name.person is not True:
                self._by_initials.setdefault(letters, entity)

    def _variant(self, key: tuple[str, ...], name: Name) -> Entity | None:
        """Returns the person whose name differs in middle names only, or in a short form ("John F. Okoro", "Jack Okoro")."""
        if is_pair(name.words) and len(name.words) == len(key):
            # "Okoro-Reese", of somebody who was called Ada Okoro-Reese
            return next((e for e in self._by_last[key[-1]] if e.person is not False and self._ends_with(e, key)), None)
        if not name.may_be_person or len(key) < 2:
            return None
        alike = (e for e in self._by_last[key[-1]] if e.person is not False and self._is_one(e, key[0]))
        alike = (e for e in alike if key[-1] not in self._namesakes or not self._is_younger(e))
        return next(alike, None) or next((e for e in self._by_last[key[-1]] if self._may_be_shortened(e, key)), None)

    def _is_elder(self, name: Name) -> bool:
        """Says whether a name is told from another's of the same family ("the elder Okoro")."""
        return name.lead > 0 and self._syntax.lower[name.lead - 1] in word_set("elder") | word_set("younger")

    def _is_son(self, name: Name) -> bool:
        """Says whether a name is of somebody who is called after a relative ("his son, Ben Okoro Jr.")."""
        before = set(self._syntax.lower[max(name.lead - _KIN, 0) : name.lead])
        return len(name.words) > 2 and _is_generation(name.words[-1].lower()) and bool(before & word_set("kin"))

    def _is_younger(self, entity: Entity) -> bool:
        return any(_is_generation(words[-1]) for words in self._keys[entity])

    def _is_one(self, entity: Entity, first: str) -> bool:
        return any(len(words) > 1 and is_one_name(words[0], first) for words in self._keys[entity])

    def _ends_with(self, entity: Entity, key: tuple[str, ...]) -> bool:
        return any(len(words) > len(key) and words[-len(key) :] == key for words in self._keys[entity])

    def _may_be_shortened(self, entity: Entity, key: tuple[str, ...]) -> bool:
        """Says whether somebody may be called by the last words of a name ("Wasserman Schultz"), and no place by another's."""
        forms = self._keys[entity]
        words = {word for form in forms for word in form}
        longer = any(len(form) > len(key) and form[-len(key) :] == key for form in forms)
        if not longer or max(map(len, forms)) > len(key) + 2 or entity.person is False:
            return False
        body = any(classes_of(word) - {"person", "generic", "anonymous"} for word in words)
        return not body and not words & (self._places | word_set("place_word"))

    def _enter(self, mention: Mention, name: Name, entity: Entity) -> None:
        entity = entity.root
        if name.words not in entity.forms:
            entity.forms.append(name.words)
        if self._has_article(name):
            entity.articled.append(("The", *name.words))
        entity.emphasised = entity.emphasised or self._is_emphasised(name)
        take_kind(entity, name, self._places, self._people_like_states, is_label=self._text(name.end) == ":")
        entity.classes |= called_before(self._syntax, name) if not entity.person else set()
        self._told_bodies[entity].append(says_body(self._syntax, name, self._small))
        take_title(entity, name, mention.head)
        take_number(entity, name, mention.plural)
        entity.count += 1
        entity.first = mention.head if entity.first < 0 else min(entity.first, mention.head)
        entity.place += self._is_whereabouts(mention, name)
        self.entity_of.update(dict.fromkeys(range(name.start, name.end), entity))
        self.title_of.update(dict.fromkeys(range(name.lead, name.start), entity))

    def _has_article(self, name: Name) -> bool:
        """Says whether a capital "The" stands before a name where nothing but the name explains it."""
        before = name.start - 1
        if name.title or before < 0 or self._syntax.text[before] != "The":
            return False
        return not opens_with_capital(self._syntax, before)

    def _is_emphasised(self, name: Name) -> bool:
        """Says whether a name stands in italics ("*The Tide*")."""
        syntax, text = self._syntax, self._syntax.article.text
        if not syntax.text[name.lead][:1].isupper() or text[syntax.end[name.last] : syntax.end[name.last] + 1] not in _MAY_FOLLOW:
            return False
        first = name.lead - (name.lead > 0 and syntax.lower[name.lead - 1] == "the")
        start, end = syntax.start[first], syntax.end[name.last]
        mark = text[start - 1 : start]
        return mark in _EMPHASIS and text[start - 2 : start - 1] != mark and _BEHIND_EMPHASIS.match(text, end) is not None

    def _text(self, token: int) -> str:
        return self._syntax.text[token] if token < len(self._syntax) else ""

    def _is_whereabouts(self, mention: Mention, name: Name) -> bool:
        """Says whether a name tells where something is ("in Denholm")."""
        head = self._syntax.head[mention.head]
        is_object = self._syntax.dep[mention.head] == "pobj" and self._syntax.lower[head] in word_set("place_preposition")
        return is_object and not name.body

    def _read_parentheses(self, names: list[Name]) -> None:
        """Reads "Long Name (LN)" and "LN (Long Name)"."""
        by_start = {name.start: name for name in names}
        for name in names:
            inner = by_start.get(name.end + 1)
            if inner is None or self._text(name.end) != "(" or self._text(inner.end) != ")":
                continue
            long, short = (name, inner) if len(name.words) >= len(inner.words) else (inner, name)
            if len(short.words) == 1 and _stands_for(name, inner, long, short):
                entity = self.entity_of.get(long.start) or self._full(long)
                self._by_key[(short.words[0].lower(),)] = entity
                self._by_initials.setdefault(short.words[0].replace(".", "").upper(), entity)
                entity.person = False

    def _shortened(self) -> None:
        """Joins an institution's shortened name to the one full name that holds it ("Treasury Department")."""
        bodies = [(key, entity) for key, entity in self._by_key.items() if len(key) > 1 and entity.root.classes]
        by_word: dict[str, list[tuple[tuple[str, ...], Entity]]] = defaultdict(list)
        for key, entity in bodies:
            for word in set(key):
                by_word[word].append((key, entity))
        for key, entity in bodies:
            longer = {other for other in by_word[key[-1]] + by_word[key[0]] if _is_shortened(key, other[0])}
            targets = {other.root for _, other in longer} - {entity.root}
            if len(targets) == 1 and len(entity.root.forms) == 1:
                target = targets.pop()
                if entity.root.registered in (None, target.registered):
                    target.absorb(entity.root)

    def _single(self, mention: Mention, name: Name, before: list[Mention]) -> Entity:
        """Finds whose surname, first name, acronym or short name a single word is."""
        key = key_of_one(name.words[0])
        found = self._known(key, name) or self._speaker(key, name) or self._shortened_body(key, name, before)
        if found is not None:
            return found
        people = self._people(key, name, mention.head)
        if (one := self._of_generation(name, people)) is not None:
            return one
        if not people and not name.title and (company := self._short_company(key, mention)) is not None:
            return company
        incumbent = self._incumbent.get(key)
        if incumbent is not None and _is_other(incumbent.root, name):
            incumbent = None
        if incumbent is not None and (incumbent in people or not people or (not name.title and incumbent.count > 1)):
            return incumbent
        self._incumbent[key] = entity = self._somebody(key, mention, name, people)
        if name.is_acronym:
            self._by_initials.setdefault(name.words[0].replace(".", "").upper(), entity)
        if not entity.forms and name.title and self._by_last.get(key):
            # "Mrs Okoro", who is not the Teo Okoro of before, is not called like him.
            entity.forms.append((*self._syntax.text[name.lead : name.start], *name.words))
        return entity

    def _of_generation(self, name: Name, people: list[Entity]) -> Entity | None:
        """Returns who of several of one surname is "the elder Okoro", or the younger."""
        before = self._syntax.lower[name.lead - 1] if name.lead > 0 else ""
        if len(people) < 2 or before not in word_set("elder") | word_set("younger"):
            return None
        young = [person for person in people if self._is_younger(person)]
        old = [person for person in people if person not in young]
        if before in word_set("elder"):
            return (old or people)[0]
        return (young or people)[-1]

    def _known(self, key: str, name: Name) -> Entity | None:
        """Returns the bearer of the very word, or of a name that an acronym stands for."""
        if (key,) in self._by_key and not name.title:
            return self._by_key[(key,)].root
        spelled = self._by_initials.get(name.words[0].replace(".", "").upper()) if name.is_acronym else None
        if spelled is None or self._people(key, name, name.last):
            return None
        self._by_key[(key,)] = spelled.root
        return spelled.root

    def _speaker(self, key: str, name: Name) -> Entity | None:
        """Returns the one person whose initials label a turn ("AO: …")."""
        opens = self._syntax.first[self._syntax.sentence[name.start]] == name.start
        if not (name.is_acronym and opens and self._text(name.end) == ":"):
            return None
        letters = name.words[0].replace(".", "")
        people = (entity.root for entity in self._keys if _may_be_person(entity.root))
        found = {one for one in people if any(len(form) > 1 and initials(form) == letters for form in one.forms)}
        if len(found) != 1:
            return None
        self._by_key[(key,)] = one = found.pop()
        return one

    def _somebody(self, key: str, mention: Mention, name: Name, people: list[Entity]) -> Entity:
        """Returns whoever of some people was named before, or is named in full next; somebody new where neither fits."""
        earlier = [person for person in people if 0 <= person.first < mention.head]
        if earlier:
            return earlier[0]
        if people and (len(people) == 1 or not name.title or self._syntax.sentence[mention.head] < _HEAD):
            return people[0]
        entity = self._by_key.get((key,), Entity()).root if not name.title else Entity()
        self._by_key.setdefault((key,), entity)
        return entity

    def _shortened_body(self, key: str, name: Name, before: list[Mention]) -> Entity | None:
        """Returns the body whose name ends in a word ("the Courier"): the one named last before."""
        bodies = {entity.root for entity in self._by_last[key] if entity.root.classes}
        if not bodies or name.title or key in word_set("state"):
            return None  # "Norway" is not the Harbor Office of Norway
        for mention in reversed(before):
            entity = self.entity_of.get(mention.head)
            if entity is not None and entity.root in bodies:
                return entity.root
        return bodies.pop() if len(bodies) == 1 else None

    def _short_company(self, key: str, mention: Mention) -> Entity | None:
        """Returns the company or outlet that is called by the first word of its name ("Okoro" for "Okoro Mills Inc.")."""
        found = {e.root for e in self._by_first[key] if e.root.classes & {"organisation", "media"}}
        found = {entity for entity in found if "government" not in entity.classes}
        if key in self._places or (key in first_names() and not all(map(self._is_firm, found))):
            return None  # "Ada" is not the Ada Okoro Foundation, but may be Ada Capital
        firm = {entity for entity in found if any(_is_in_full(form, key) for form in self._keys[entity])}
        if len(firm) == 1:
            return firm.pop()
        return next(iter(found)) if len(found) == 1 and all(entity.first <= mention.head for entity in found) else None

    def _is_firm(self, entity: Entity) -> bool:
        """Says whether a name is one word and what firms are called by ("Corran Capital")."""
        heads = related("stands_for", "heads")["company"]
        return any(len(form) == 2 and form[1].rstrip(".") in heads for form in self._keys[entity])

    def _people(self, key: str, name: Name, here: int) -> list[Entity]:
        people = [e.root for e in self._by_last[key] if _may_be_person(e.root)]
        gender = marked("title", "gender").get(name.title or "")
        found = [person for person in people if gender is None or person.gender in (None, gender)]
        found = [person for person in found if gender is not None and person.gender == gender] or found
        if not found and (name.title or key not in self._places):
            # A title before the first word of a name: the surname comes first, and says nothing about gender.
            # "Ferro" before "the Ferro Phone" is the maker, and no first name that nobody has.
            known = bool(name.title) or key in first_names()
            here = here if not name.is_acronym else -1  # "CNX" is not the CNX Phone
            found = [e.root for e in self._by_first[key] if _may_be_person(e.root) and (known or e.root.first <= here)]
        if not found and name.title:
            found = self._by_middle_name(key)
        return sorted(set(found), key=lambda entity: entity.first)

    def _by_middle_name(self, key: str) -> list[Entity]:
        """Returns those with two surnames: "Ms. Varner" is Ada Varner Reese."""
        return [e.root for e, forms in self._keys.items() if e.root.person and any(key in words[1:-1] for words in forms)]


def _is_other(entity: Entity, name: Name) -> bool:
    """Says whether the title before a name is of another gender than somebody is."""
    gender = marked("title", "gender").get(name.title or "")
    return gender is not None and entity.gender is not None and gender != entity.gender


def _is_in_full(form: tuple[str, ...], word: str) -> bool:
    """Says whether a name is a firm's, called by a word, with its legal form ("Okoro Corp.")."""
    return len(form) == 2 and form[0] == word and form[1].rstrip(".") in word_set("legal_form")


def _is_generation(word: str) -> bool:
    return word.rstrip(".") in word_set("generation") - {"sr"}


def _stands_for(name: Name, inner: Name, long: Name, short: Name) -> bool:
    """Says whether of a name and the one in brackets behind it one is short for the other, and no party or nickname."""
    if inner.words[0].lower() in _STATE_TAG or (name.person and not inner.is_acronym):
        return False
    if name is long and name.is_acronym and len(name.words[0]) > LONGEST_ACRONYM:
        return False  # "DENHOLM (CNX) — …": where it was written, and by whom
    if short.words[0].lower() in word_set("outlet") and not long.body:
        return False  # "Denholm (AP) — …"
    return short.is_acronym or bool(name.body) or initials(long.words).startswith(short.words[0].upper())


def _is_shortened(key: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Says whether a name is the beginning or the end of a longer one."""
    return len(longer) > len(key) and key in (longer[: len(key)], longer[-len(key) :])


def _may_be_person(entity: Entity) -> bool:
    return entity.person is not False and not entity.plural
