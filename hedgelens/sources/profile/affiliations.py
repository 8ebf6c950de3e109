"""The body that an article says somebody belongs to: in the role, whose it is, or right behind the name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from hedgelens.language.grammar import child
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.records import SourceKind
from hedgelens.sources.lexicon import INSTITUTION, classes_of, may_stand_for
from hedgelens.sources.mentions.mention import Determiner, Form, Mention
from hedgelens.sources.names.parts import Name, is_acronym
from hedgelens.sources.profile.phrases import end_of, is_office
from hedgelens.sources.profile.roles import Office
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.source_kinds import source_kind

_BELONGING = frozenset(["of", "at", "from", "with", "for"])
_WHERE = frozenset(["in", "from", "near", "outside", "across", "to"])
_LARGER = frozenset(["at", "of", "in"])
_INNER = frozenset(["compound", "nmod", "amod", "det", "appos", "flat", "conj"])
_WHOSE, _BEFORE = "'s", ""
_AREAS = frozenset(["district", "municipality", "republic", "area", "region"])
_LONGEST_NAME = 6
_LATELY = 150
"""Words before a noun among which the body is named that it stands for."""

Body = Entity | str
"""A body that an article speaks of, or, where it does so in a title only, its name there."""


def body_of(discourse: Discourse, entity: Entity, mentions: Sequence[Mention], offices: Iterable[Office]) -> Body | None:
    """Returns the body that somebody belongs to.

    Args:
        discourse: the article's entities and mentions.
        entity: somebody, or an unnamed one.
        mentions: where it is spoken of.
        offices: the roles that the article gives it, the one that tells most first.
    """
    offices = list(offices)
    found = (
        body
        for bodies in (
            (body for office in offices[:1] for body in _owner(discourse, office.possessor, office.stop)),
            (body for mention in mentions for body in _owner(discourse, *_possessor(discourse.syntax, mention))),
            (body for office in offices for body in _owned_or_named(discourse, office)),
            (body for mention in mentions for body in _beside(discourse, mention)),
        )
        for body in bodies
    )
    first: Body | None = None
    for body in (body for body in found if isinstance(body, str) or body.root is not entity):
        if isinstance(body, str) or body.is_named:
            return body  # rather than "the merged company"
        first = first or body
    return first


def _owned_or_named(discourse: Discourse, office: Office) -> Iterator[Body]:
    """Yields the bodies of a role: whose it is, and those that it names."""
    yield from _owner(discourse, office.possessor, office.stop)
    if _makers().isdisjoint(discourse.syntax.lemma[office.first : office.stop]):
        yield from _inside(discourse, office.first, office.stop)
        yield from _behind_office(discourse, office.stop)


def _behind_office(discourse: Discourse, stop: int) -> Iterator[Body]:
    """Yields the body that only a comma joins to a role ("Ada Okoro, director, Harbor Institute, said")."""
    syntax = discourse.syntax
    name = stop + 1
    if name >= len(syntax) or syntax.text[stop] != "," or syntax.sentence[name] != syntax.sentence[stop - 1]:
        return
    body, end = discourse.named(name), name
    while end < len(syntax) and body is not None and discourse.named(end) is body:
        end += 1
    alone = end >= len(syntax) or syntax.pos[end] == "PUNCT"
    if body is not None and alone and body.classes & INSTITUTION and _is_house(body, _BEFORE):
        yield body


def _makers() -> frozenset[str]:
    """Returns nouns of whom works are ("the author of the Tide Tables"), and not bodies ("the editor of the Gazette")."""
    return word_set("writing") - word_set("house_role")


def _possessor(syntax: Syntax, mention: Mention) -> tuple[int | None, int]:
    """Returns the token that says whose somebody is, and the one behind the noun for that: a role, or none beside a name."""
    if mention.form is Form.PROPER and mention.name is not None:
        whose = child(syntax, mention.head, "poss")
        return (whose if whose is not None and whose < mention.name.start else None), mention.name.start
    return mention.possessor, mention.head + 1


def _owner(discourse: Discourse, possessor: int | None, stop: int) -> Iterator[Body]:
    """Yields the body whose somebody is, by what is said between the possessor and another token."""
    owner = discourse.entity(possessor)
    if owner is None or not _is_house(owner, _WHOSE):
        return
    may_be_person = not owner.classes & INSTITUTION and source_kind(owner) is SourceKind.PERSON
    if not may_be_person or _is_house_role(discourse.syntax, stop - 1):
        yield owner


def _is_house_role(syntax: Syntax, token: int) -> bool:
    return syntax.lemma[token] in word_set("house_role") or syntax.lower[token] in word_set("house_role")


def _is_house(entity: Entity, by: str) -> bool:
    """Says whether an entity is a body that people belong to, and neither a place nor a state.

    Args:
        entity: what the article speaks of.
        by: what joins it to a role or a name: a preposition, or nothing where it stands before.
    """
    if entity.person or entity.is_state or entity.is_document or entity.is_author or entity.members:
        return False
    if entity.classes & INSTITUTION:
        return by not in _WHERE or not entity.nouns & word_set("place")
    if not entity.is_named or by in _WHERE or entity.taken_up_by.keys() & {"he", "she"}:
        return False
    if entity.name.lower() in word_set("body_topic"):
        return False  # "head of Research"
    where = entity.place if by == _BEFORE and not entity.spoke else entity.is_place
    return (by == "at" or not where) and not _is_of_place(entity.name)


def _is_of_place(name: str) -> bool:
    """Says whether a name is that of a state or a capital, or a word for what is from a place."""
    word = name.lower()
    of_place = word.endswith(("ese", "ish", "ian", "ean", "can")) and " " not in word
    return of_place or word in word_set("state") or word in word_set("capital") or word in word_set("place_word")


def _inside(discourse: Discourse, first: int, stop: int) -> Iterator[Body]:
    """Yields the bodies that some tokens name or take up: named ones before others, the larger before its part."""
    found: dict[Body, int] = {}
    for token in range(first, stop):
        body = _at(discourse, token, first, stop)
        if body is not None:
            found.setdefault(body, token)
    places = list(found.items())
    syntax = discourse.syntax
    parts = {
        body
        for (body, at), (_, then) in pairwise(places)
        if _is_part(body) and any(syntax.lower[i] in _LARGER for i in range(at, then))
    }
    yield from sorted(found, key=lambda body: (body in parts, *_strength(body)))


def _is_surely_body(entity: Entity) -> bool:
    """Says whether the name of an entity tells that it is a body, or stands for one in capitals."""
    return bool(entity.classes & INSTITUTION) or any(len(form) == 1 and is_acronym(form[0]) for form in entity.forms)


def _strength(body: Body) -> tuple[bool, bool]:
    """Orders bodies: those that the article names, of these the ones whose name says that they are bodies."""
    if isinstance(body, str):
        return False, False
    return not body.is_named, not (body.classes & INSTITUTION)


def _is_part(body: Body) -> bool:
    name = body if isinstance(body, str) else body.name
    return any(word in word_set("part_of_body") for word in name.lower().split())


def _at(discourse: Discourse, token: int, first: int, stop: int) -> Body | None:
    """Returns the body that a token is the name of, or describes."""
    syntax, named = discourse.syntax, discourse.named(token)
    if named is not None:
        alone = not any(discourse.named(i) is named for i in (token - 1, token + 1))
        if alone and (syntax.pos[token] == "ADJ" or _is_of_place(syntax.text[token])):
            return None  # "Danish", though the Royal Danish has that name too
        by = _joined_by(syntax, token)
        sure = by != _BEFORE or _is_surely_body(named) or any(_is_house_role(syntax, i) for i in range(token + 1, stop))
        return named if sure and _is_house(named, by) else None
    mention = discourse.mentions.get(token)
    if mention is not None and mention.form is Form.NOMINAL and not is_acronym(syntax.text[token]):
        return _described(discourse, mention)
    if syntax.text[token][:1].isupper() or syntax.text[token][:1].isdigit():
        opens = token == first or not syntax.text[token - 1][:1].isupper()
        return _in_title(discourse, token, stop) if opens else None
    return _general(discourse, token)


def _joined_by(syntax: Syntax, token: int) -> str:
    """Returns the preposition that joins a name to what is before it, or an ending, or nothing."""
    while syntax.dep[token] in _INNER and syntax.head[token] != token:
        token = syntax.head[token]
    if syntax.dep[token] == "poss":
        return _WHOSE
    return syntax.lower[syntax.head[token]] if syntax.dep[token] == "pobj" else _BEFORE


def _described(discourse: Discourse, mention: Mention) -> Body | None:
    """Returns the body that a description takes up, or one that only it tells of ("the transport department")."""
    entity = discourse.entity(mention.head)
    if entity is None or not mention.is_body or not _is_house(entity, _joined_by(discourse.syntax, mention.head)):
        return None
    known = mention.determiner in (Determiner.DEFINITE, Determiner.POSSESSIVE)
    return entity if entity.is_named or (known and not entity.nouns & (word_set("place") | _AREAS)) else None


def _in_title(discourse: Discourse, token: int, stop: int) -> Body | None:
    """Returns the body whose name opens a title ("Ocean Agency Director"); where nothing else names it, the words that do."""
    syntax, end = discourse.syntax, token
    while end < min(stop, token + _LONGEST_NAME) and _goes_on(syntax, end):
        end += 1
    for last in range(end, token, -1):
        words = tuple(syntax.text[token:last])
        entity = discourse.index.find(words) if words[-1][:1].isupper() else None
        if entity is not None and not entity.person and words in entity.forms:
            if len(words) == 1 and _is_of_place(words[0]):
                break
            return entity if _is_house(entity, _BEFORE) else None
    names = (syntax.words(token, last) for last in range(end, token + 1, -1) if _is_body_word(syntax.lower[last - 1]))
    single = syntax.text[token]
    if (name := next(names, None)) is not None:
        return name
    if is_acronym(single) and len(single) > 2 and "person" not in classes_of(single.lower()):
        return single
    return _general(discourse, token)


def _goes_on(syntax: Syntax, token: int) -> bool:
    """Says whether a name in a title goes on with a word: up to the noun for a single person ("Growers Union **President**")."""
    single = is_office(syntax, token) and syntax.tag[token] not in ("NNS", "NNPS")
    return not single and (syntax.text[token][:1].isupper() or syntax.lower[token] in ("of", "and", "-"))


def _is_body_word(word: str) -> bool:
    return bool(classes_of(word) & INSTITUTION) and "person" not in classes_of(word)


def _general(discourse: Discourse, token: int) -> Body | None:
    """Returns the body that a noun before a role takes up ("an agency spokesman")."""
    syntax = discourse.syntax
    if syntax.pos[token] not in ("NOUN", "PROPN") or not _is_body_word(syntax.lower[token]):
        return None
    known = discourse.named_nouns
    bearers = known.get(syntax.lower[token]) or known.get(syntax.lemma[token]) or []
    before = [entity.root for entity, at in bearers if at < token and _is_house(entity.root, _BEFORE) and entity.is_named]
    return before[-1] if before else _latest_of_sort(discourse, token)


def _latest_of_sort(discourse: Discourse, token: int) -> Body | None:
    """Returns the body named last that a noun may stand for, or whose letters tell no sort ("NASA … agency officials")."""
    noun, named = discourse.syntax.lower[token], discourse.index.entity_of
    if noun not in word_set("issuing_body") or token + 1 >= len(discourse.syntax) or not is_office(discourse.syntax, token + 1):
        return None  # "vice president of business development"
    for at in range(token - 1, max(token - _LATELY, -1), -1):
        entity = named[at].root if at in named else None
        if entity is None or entity.person is not False or entity.is_state or entity.plural:
            continue
        told = entity.nouns if entity.nouns else {"agency"} if "government" in entity.classes else set()
        if told and may_stand_for(noun, told) and _is_house(entity, _BEFORE):
            return entity
    return None


def _of_whom(syntax: Syntax, name: Name) -> int | None:
    """Returns the preposition right behind a name, or behind its comma, that joins it to a body ("Ada Okoro, of the …")."""
    at = name.end
    while at + 2 < len(syntax) and syntax.text[at] == "," and syntax.lower[at + 1].replace(".", "") in word_set("degree"):
        at += 2
    at += at < len(syntax) and syntax.text[at] == ","
    if at + 1 >= len(syntax) or syntax.lower[at] not in _BELONGING or syntax.dep[at] != "prep":
        return None
    return at if name.start <= syntax.head[at] < at else None


def _beside(discourse: Discourse, mention: Mention) -> Iterator[Body]:
    """Yields the bodies whose name stands right behind a name ("Ada Okoro of the Ocean Agency"), or in a description."""
    syntax = discourse.syntax
    if mention.form is Form.PROPER and mention.name is not None:
        at = _of_whom(syntax, mention.name)
        found = _inside(discourse, at + 1, end_of(syntax, at, len(syntax))) if at is not None else ()
        yield from (body for body in found if isinstance(body, str) or _is_surely_body(body))
    elif mention.form is Form.NOMINAL and mention.noun not in _makers():
        yield from _inside(discourse, mention.start, mention.head)
        at = mention.head + 1
        if at < len(syntax) and syntax.lower[at] in _BELONGING | {"in"}:
            yield from _inside(discourse, at, end_of(syntax, mention.head, len(syntax)))
