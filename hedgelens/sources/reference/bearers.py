"""Gathers the names of an article to entities."""

from __future__ import annotations

from collections import defaultdict

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, word_set
from hedgelens.sources.lexicon import classes_of, first_names
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.names.parts import Name, initials
from hedgelens.sources.names.variants import is_one_name, key_of
from hedgelens.sources.reference.entity import Entity

_LONGEST_ACRONYM = 5
_STATE_TAG = frozenset(["r", "d", "i"])


class NameIndex:
    """Gathers the names of an article to entities: full names, surnames, acronyms, shortened names."""

    def __init__(self, syntax: Syntax, registered: dict[tuple[str, ...], str]) -> None:
        """Makes an empty index.

        Args:
            syntax: the article.
            registered: for each name and alias of the registry (words in lower case) the name of its source.
        """
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
        self.entity_of: dict[int, Entity] = {}
        self.title_of: dict[int, Entity] = {}

    def gather(self, mentions: list[Mention]) -> None:
        """Gives every proper name its entity."""
        named = [mention for mention in mentions if mention.name is not None]
        self._places = {self._syntax.lower[mention.head] for mention in named if self._is_whereabouts(mention)}
        full = [
            mention
            for mention in named
            if mention.name is not None and (len(mention.name.words) > 1 or self._lookup(mention.name))
        ]
        for mention in sorted(full, key=lambda mention: -len(mention.name.words) if mention.name else 0):
            if mention.name is not None:
                self._full(mention.name)  # the fullest first, so that shorter ones find them
        for mention in full:
            if mention.name is not None:
                self._enter(mention, self._full(mention.name))
        self._read_parentheses(named)
        self._shortened()
        for position, mention in enumerate(named):
            if mention.head not in self.entity_of and mention.name is not None:
                self._enter(mention, self._single(mention, named[:position][-60:]))

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
        key = tuple(word.lower() for word in words)
        entity = self._by_key.get(key) or self._incumbent.get(key[-1])
        if entity is None and len(key) == 1:
            people = self._by_last.get(key[0]) or []
            entity = people[0] if people else None
        return entity.root if entity else None

    def is_name(self, word: str) -> bool:
        """Says whether somebody's surname is a word, as it is written."""
        return any(form[-1] == word for entity in self._by_last.get(word.lower(), ()) if entity.person for form in entity.forms)

    def _lookup(self, name: Name) -> str | None:
        key = tuple(word.lower() for word in name.words)
        return self._registered.get(key) or self._registered.get(tuple(name.text.lower().split()))

    def _full(self, name: Name) -> Entity:
        key = key_of(name.words)
        entity = self._by_key.get(key)
        if entity is None:
            register = self._lookup(name)
            if register is not None and register in self._by_register:
                entity = self._by_register[register]
            else:
                entity = self._variant(key, name) or Entity()
            if register is not None:
                entity.registered = register
                self._by_register[register] = entity
            self._by_key[key] = entity
            self._keys[entity].append(key)
            last = key[-2] if key[-1].rstrip(".") in word_set("generation") and len(key) > 2 else key[-1]
            for table, word in ((self._by_last, last), (self._by_first, key[0])):
                if entity not in table[word]:
                    table[word].append(entity)
            for letters in (initials(name.words), initials(name.words).replace("US", "", 1)):
                if len(letters) >= 2 and name.person is not True:
                    self._by_initials.setdefault(letters, entity)
        return entity

    def _variant(self, key: tuple[str, ...], name: Name) -> Entity | None:
        """Returns the person whose name differs in middle names only, or in a short form ("John F. Okoro", "Jack Okoro")."""
        if name.body or name.people or name.person is False or len(key) < 2:
            return None
        for entity in self._by_last[key[-1]]:
            known = [words for words in self._keys[entity] if len(words) > 1]
            if entity.person is not False and any(is_one_name(words[0], key[0]) for words in known):
                return entity
        # "Wasserman Schultz" after "Debbie Wasserman Schultz"
        for entity in self._by_last[key[-1]]:
            longer = any(len(words) > len(key) and words[-len(key) :] == key for words in self._keys[entity])
            if longer and self._may_be_shortened(entity, key):
                return entity
        return None

    def _may_be_shortened(self, entity: Entity, key: tuple[str, ...]) -> bool:
        """Says whether somebody may be called by the last words of a name, and no place by those of another's."""
        words = {word for form in self._keys[entity] for word in form}
        longest = max(len(form) for form in self._keys[entity])
        body = any(classes_of(word) - {"person", "generic", "anonymous"} for word in words)
        if longest > len(key) + 2 or body:
            return False
        return len(key) > 1 and entity.person is not False and not words & (self._places | word_set("place_word"))

    def _enter(self, mention: Mention, entity: Entity) -> None:
        name = mention.name
        if name is None:
            return
        entity = entity.root
        if name.words not in entity.forms:
            entity.forms.append(name.words)
        entity.classes |= name.body
        if "_".join(word.lower() for word in name.words) in word_set("outlet"):
            entity.classes.add("media")
            entity.person = False
        entity.person = name.person if entity.person is None else entity.person or name.person or False
        if entity.person is None and name.is_acronym and len(name.words[0]) <= _LONGEST_ACRONYM and not self._is_label(name):
            entity.person = False
        if name.noun:
            entity.nouns.add(name.noun)
        if name.title:
            for noun in (name.title, name.title.split("_")[-1]):
                entity.nouns.add(noun)
                entity.since[noun] = min(entity.since.get(noun, mention.head), mention.head)
            entity.gender = marked("title", "gender").get(name.title) or marked("noun", "gender").get(name.title) or entity.gender
        if entity.gender is None and len(name.words) > 1 and entity.person is not False:
            entity.gender = first_names().get(name.words[0].lower())
        single = len(name.words) == 1 or (len(name.words) == 3 and "-" in name.words)
        if single and not entity.person and all(len(form) == len(name.words) for form in entity.forms):
            entity.plural = entity.plural or mention.plural
        elif not single:
            entity.plural = name.people
        if name.people:
            entity.plural, entity.person = True, True
        entity.count += 1
        entity.first = mention.head if entity.first < 0 else min(entity.first, mention.head)
        entity.place += self._is_whereabouts(mention)
        for token in range(name.start, name.end):
            self.entity_of[token] = entity
        for token in range(name.lead, name.start):
            self.title_of[token] = entity

    def _is_whereabouts(self, mention: Mention) -> bool:
        """Says whether a name tells where something is ("in Denholm")."""
        head = self._syntax.head[mention.head]
        is_object = self._syntax.dep[mention.head] == "pobj" and self._syntax.lower[head] in word_set("place_preposition")
        return is_object and mention.name is not None and not mention.name.body

    def _is_label(self, name: Name) -> bool:
        """Says whether a name in capitals is that of a speaker in a transcript ("OKORO: …")."""
        return name.end < len(self._syntax) and self._syntax.text[name.end] == ":"

    def _read_parentheses(self, named: list[Mention]) -> None:
        """Reads "Long Name (LN)" and "LN (Long Name)"."""
        by_start = {mention.name.start: mention for mention in named if mention.name is not None}
        for mention in named:
            name = mention.name
            if name is None or name.end + 1 >= len(self._syntax) or self._syntax.text[name.end] != "(":
                continue
            inner = by_start.get(name.end + 1)
            if (
                inner is None
                or inner.name is None
                or inner.name.end >= len(self._syntax)
                or self._syntax.text[inner.name.end] != ")"
            ):
                continue
            if inner.name.words[0].lower() in _STATE_TAG or (name.person and not inner.name.is_acronym):
                continue
            long, short = (name, inner.name) if len(name.words) >= len(inner.name.words) else (inner.name, name)
            if len(short.words) == 1 and (
                short.is_acronym or name.body or initials(long.words).startswith(short.words[0].upper())
            ):
                long_entity = self.entity_of.get(long.start) or self._full(long)
                self._by_key[tuple(word.lower() for word in short.words)] = long_entity
                self._by_initials.setdefault(short.words[0].replace(".", "").upper(), long_entity)
                long_entity.person = False

    def _shortened(self) -> None:
        """Joins an institution's shortened name to the one full name that holds it ("Treasury Department")."""
        bodies = [(key, entity) for key, entity in self._by_key.items() if len(key) > 1 and entity.root.classes]
        by_word: dict[str, list[tuple[tuple[str, ...], Entity]]] = defaultdict(list)
        for key, entity in bodies:
            for word in set(key):
                by_word[word].append((key, entity))
        for key, entity in bodies:
            longer = {
                other.root
                for words, other in by_word[key[-1]] + by_word[key[0]]
                if len(words) > len(key)
                and (words[: len(key)] == key or words[-len(key) :] == key)
                and other.root is not entity.root
            }
            if len(longer) == 1 and len(entity.root.forms) == 1:
                target = longer.pop()
                if entity.root.registered in (None, target.registered):
                    target.absorb(entity.root)

    def _single(self, mention: Mention, before: list[Mention]) -> Entity:
        """Finds whose surname, first name, acronym or short name a single word is."""
        name = mention.name
        assert name is not None
        word = name.words[0]
        key = word.lower()
        letters = word.replace(".", "").upper()
        if (key,) in self._by_key and not name.title:
            return self._by_key[(key,)].root
        if name.is_acronym and letters in self._by_initials and not self._people(key, name):
            entity = self._by_initials[letters].root
            self._by_key[(key,)] = entity
            return entity
        body = self._shortened_body(key, name, before)
        if body is not None:
            return body
        people = self._people(key, name)
        company = self._short_company(key, mention) if not people and not name.title else None
        if company is not None:
            return company
        incumbent = self._incumbent.get(key)
        if incumbent is not None and (incumbent in people or not people or (not name.title and incumbent.count > 1)):
            return incumbent
        earlier = [person for person in people if 0 <= person.first < mention.head]
        if earlier:
            entity = earlier[0]
        elif people and (len(people) == 1 or not name.title or self._in_head(mention)):
            entity = people[0]  # the one who is named in full next
        else:
            entity = self._by_key.get((key,), Entity()).root if not name.title else Entity()
            if (key,) not in self._by_key:
                self._by_key[(key,)] = entity
        self._incumbent[key] = entity
        return entity

    def _shortened_body(self, key: str, name: Name, before: list[Mention]) -> Entity | None:
        """Returns the body whose name ends in a word ("the Courier"): the one named last before."""
        bodies = {entity.root for entity in self._by_last[key] if entity.root.classes}
        if not bodies or name.title:
            return None
        for mention in reversed(before):
            entity = self.entity_of.get(mention.head)
            if entity is not None and entity.root in bodies:
                return entity.root
        return bodies.pop() if len(bodies) == 1 else None

    def _short_company(self, key: str, mention: Mention) -> Entity | None:
        """Returns the company or outlet that is called by the first word of its name ("Okoro" for "Okoro Mills Inc.")."""
        if key in self._places or key in first_names():
            return None  # "Ada" is not the Ada Okoro Foundation
        found = {
            e.root
            for e in self._by_first[key]
            if e.root.classes & {"organisation", "media"} and "government" not in e.root.classes
        }
        return found.pop() if len(found) == 1 and self._first_of(found) <= mention.head else None

    def _first_of(self, entities: set[Entity]) -> int:
        return min(entity.first for entity in entities)

    def _people(self, key: str, name: Name) -> list[Entity]:
        gender = marked("title", "gender").get(name.title or "")

        def fits(entity: Entity) -> bool:
            return entity.person is not False and not entity.plural and not (gender and entity.gender and gender != entity.gender)

        found = [entity.root for entity in self._by_last[key] if fits(entity.root)]
        if not found and (name.title or key not in self._places):
            # A title before the first word of a name: the surname comes first, and says nothing about gender.
            found = [e.root for e in self._by_first[key] if e.root.person is not False and not e.root.plural]
        if not found and name.title:
            # "Ms. Varner" is Ada Varner Reese, who has two surnames.
            found = [e.root for e, forms in self._keys.items() if e.root.person and any(key in words[1:-1] for words in forms)]
        return sorted(set(found), key=lambda entity: entity.first)

    def _in_head(self, mention: Mention) -> bool:
        return self._syntax.sentence[mention.head] < 3
