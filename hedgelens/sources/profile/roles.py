"""Titles and roles: before a name, beside it, said of it, signed below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hedgelens.language.grammar import child, subject
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import WORK, parties_of
from hedgelens.sources.mentions.mention import Determiner, Form, Mention
from hedgelens.sources.names.parts import Name, plain
from hedgelens.sources.profile.phrases import end_of, first_of, is_office, without_opening
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity

_BESIDE = frozenset(
    ["name-in-apposition", "description-in-apposition", "joined-to-apposition", "identified-as-name", "the-y-is-x", "x-is-a-y"]
)
_SPOKEN_OF = frozenset(["epithet", "epithet-before-title", "title-or-head", "speaker-described", "same-before-title"])
_AS = frozenset(["serve", "act", "work"])
_MADE = frozenset(["name", "elect", "appoint", "become"])
FULL, _SHORT, _VARIED = 3, 2, 1
"""How much words tell of who somebody is: an office beside the name, a rank or party, a description that varies the name."""
_OF_TITLE = frozenset(["of", "for", "in"])
_ORDINALS = frozenset(["first", "second", "third", "fourth", "fifth", "last", "next", "only"])
_PRESENT = frozenset(["VBZ", "VBP"])
_RUN = 8


@dataclass(frozen=True, slots=True)
class Office:
    """Words that give somebody a role.

    Attributes:
        first, stop: the tokens of the role.
        possessor: the token before it that says whose it is.
        weight: how much they tell: those beside a name more than a rank or a party, these more than a varied description.
    """

    first: int
    stop: int
    possessor: int | None
    weight: int


def offices(discourse: Discourse, mentions: Iterable[Mention], *, names: bool = True) -> Iterator[Office]:
    """Yields the roles that the mentions of somebody give him, in the order of the text.

    Args:
        discourse: the article's entities and mentions.
        mentions: where somebody is spoken of.
        names: whether titles count that stand right before or behind a name.
    """
    for mention in mentions:
        if discourse.syntax.sentence[mention.head] in discourse.syntax.title_case:
            continue
        if mention.form is Form.PROPER and mention.name is not None and names:
            found = (look(discourse, mention.name) for look in (_before, _before_comma, _behind))
            yield from (office for office in found if office is not None)
        elif mention.form is Form.NOMINAL and not mention.plural:
            yield from _said(discourse, mention)


def best(offices: Iterable[Office]) -> Office | None:
    """Returns the role that tells most, the first of several alike."""
    return max(offices, key=lambda office: (office.weight, -office.first), default=None)


def _before(discourse: Discourse, name: Name) -> Office | None:
    """Returns a title or occupation right before a name ("former mayor Ada Okoro")."""
    syntax, last = discourse.syntax, name.start - 1
    while last > 0 and (plain(syntax.text[last]) in word_set("short_title") or syntax.text[last] == "."):
        last -= 1
    if last < 0 or syntax.sentence[last] != syntax.sentence[name.start] or syntax.tag[last] in ("NNS", "NNPS"):
        return None
    named = discourse.named(last)
    if is_office(syntax, last) and named in (None, discourse.named(name.start)):
        first = first_of(syntax, last, name.end)
    else:
        first = _opening(syntax, last)
    behind_of = first > 1 and syntax.text[first - 1][:1].isupper() and syntax.sentence[first - 1] == syntax.sentence[first]
    body = discourse.named(first) or (discourse.named(first - 1) if behind_of else None)
    while first > 0 and body is not None and body.is_body and discourse.named(first - 1) is body:
        first -= 1  # "Varner Sheriff’s Office spokesman"
    stop = last + 2 if last + 1 < name.start and syntax.text[last + 1] == "." else last + 1
    return _office(syntax, first, stop, _possessor(syntax, first, last)) if first <= last else None


def _opening(syntax: Syntax, last: int) -> int:
    """Returns where a title begins that ends in what it is of ("Minister of the Harbor Ada Okoro")."""
    first = last if syntax.text[last][:1].isupper() else 0
    while first > max(last - _RUN, 0) and _is_of_title(syntax, first) and syntax.sentence[first - 1] == syntax.sentence[last]:
        first -= 1
        if is_office(syntax, first) and syntax.tag[first] != "NNS" and syntax.lower[first + 1] in _OF_TITLE:
            return first_of(syntax, first, last + 2)
    return last + 1


def _is_of_title(syntax: Syntax, token: int) -> bool:
    return syntax.text[token][:1].isupper() or syntax.lower[token] in (*_OF_TITLE, "the", "and")


def _possessor(syntax: Syntax, first: int, last: int) -> int | None:
    """Returns the token that says whose a role is ("the agency's", "Mills'")."""
    ending = next((i for i in range(first - 1, max(first - 4, 0), -1) if syntax.tag[i] == "POS"), None)
    return ending - 1 if ending is not None and syntax.sentence[ending] == syntax.sentence[last] else None


def _before_comma(discourse: Discourse, name: Name) -> Office | None:
    """Returns a role before a name that stands between marks, where the parse shows no apposition ("its judge, Ada Okoro, …")."""
    syntax, comma = discourse.syntax, name.lead - 1
    if comma < 1 or name.person is False or syntax.text[comma] != "," or syntax.sentence[comma] != syntax.sentence[name.end - 1]:
        return None
    if name.end < len(syntax) and syntax.pos[name.end] != "PUNCT" and syntax.tag[name.end] not in ("VBD", "VBZ"):
        return None
    heads = (i for i in range(comma - 1, max(comma - _RUN, -1), -1) if _opens_before(discourse, i, name))
    head = next((i for i in heads if end_of(syntax, i, comma) == comma), None)
    if head is None:
        return None
    mention = discourse.mentions[head]
    return _office(syntax, without_opening(syntax, mention.start, head + 1), comma, mention.possessor)


def _opens_before(discourse: Discourse, head: int, name: Name) -> bool:
    """Says whether a token is the head of a role that may be that of the name behind it."""
    mention, syntax = discourse.mentions.get(head), discourse.syntax
    if mention is None or mention.form is not Form.NOMINAL or mention.plural or not is_office(syntax, head):
        return False
    entity = discourse.entity(head)
    known = entity is not None and entity.is_named and entity is not discourse.named(name.start)
    return not known and mention.determiner in (Determiner.DEFINITE, Determiner.POSSESSIVE) and syntax.dep[head] != "conj"


def _behind(discourse: Discourse, name: Name) -> Office | None:
    """Returns a role between a name and the next mark, where the parse shows no apposition ("— Ada Okoro, engineer")."""
    syntax, at = discourse.syntax, _past_comma(discourse.syntax, name.end)
    if at is None:
        return None
    first = without_opening(syntax, at, len(syntax))
    if len(syntax.text[first]) == 1:
        return None  # "R-Denholm"
    possessor = None
    if (ending := next((i for i in range(first, min(first + 5, len(syntax))) if syntax.tag[i] == "POS"), None)) is not None:
        first, possessor = ending + 1, ending - 1
    stop = first
    while stop < min(first + _RUN, len(syntax)) and _runs_on(syntax, first, stop):
        stop += 1
    if stop == first or not is_office(syntax, stop - 1) or syntax.tag[stop - 1] in ("NNS", "NNPS"):
        return None
    index = discourse.index
    if any(index.entity_of.get(i) and index.entity_of[i].person for i in range(first, stop)) or stop - 1 in index.title_of:
        return None
    return _office(syntax, first, end_of(syntax, stop - 1, len(syntax)), possessor)


def _past_comma(syntax: Syntax, token: int) -> int | None:
    """Returns the position behind a comma that follows a name, age and degrees left out."""
    for _ in range(3):
        if (
            token + 1 >= len(syntax)
            or syntax.text[token] not in (",", "(")
            or syntax.sentence[token] != syntax.sentence[token - 1]
        ):
            return None
        behind = token + 2
        skipped = syntax.number[token + 1] or plain(syntax.text[token + 1]).replace(".", "") in word_set("degree")
        if not skipped or behind >= len(syntax) or syntax.text[behind] != ",":
            return token + 1
        token = behind
    return None


def _runs_on(syntax: Syntax, first: int, token: int) -> bool:
    if syntax.sentence[token] != syntax.sentence[first] or syntax.lower[token] in word_set("calendar"):
        return False
    return (
        syntax.pos[token] in ("NOUN", "PROPN", "ADJ", "NUM") or syntax.tag[token] in ("VBN", "HYPH") or syntax.text[token] == "-"
    )


def _said(discourse: Discourse, mention: Mention) -> Iterator[Office]:
    """Yields the role that a description gives to whom it stands beside, or takes up."""
    syntax, link = discourse.syntax, discourse.links.get(mention.head)
    rule = link.rule if link is not None else ""
    beside = rule in _BESIDE or (rule == "title-before-name" and mention.is_body)
    if not (beside or rule in _SPOKEN_OF) or not _tells_role(syntax, mention, beside):
        return
    limit = len(syntax)
    if link is not None and link.antecedent is not None and link.antecedent > mention.head:
        named = discourse.mentions.get(link.antecedent)
        limit = named.left if named is not None else link.antecedent
    first = without_opening(syntax, mention.start, mention.head + 1)
    weight = FULL if beside else _VARIED
    yield _office(syntax, first, end_of(syntax, mention.head, limit), mention.possessor, weight)


def _tells_role(syntax: Syntax, mention: Mention, beside: bool) -> bool:
    """Says whether a description is one of what somebody is: any common noun beside the name, a noun for people further off."""
    noun = syntax.lemma[mention.head]
    if mention.classes & WORK or noun in word_set("time") or noun in word_set("no_role"):
        return False
    if mention.is_body and mention.start == mention.head and mention.end == mention.head + 1:
        return False  # "the group"
    return is_office(syntax, mention.head) or (beside and syntax.tag[mention.head] in ("NN", "NNS"))


def described(discourse: Discourse, mentions: Iterable[Mention]) -> Iterator[Office]:
    """Yields the roles in the descriptions of somebody who is not named ("an agency spokesman")."""
    syntax = discourse.syntax
    for mention in mentions:
        if mention.form is Form.NOMINAL and not mention.plural and is_office(syntax, mention.head):
            yield _office(syntax, mention.start, end_of(syntax, mention.head, len(syntax)), mention.possessor)


def served(discourse: Discourse) -> Iterator[tuple[Entity, Office]]:
    """Yields who is said to serve as, or to be made, something ("Okoro was elected mayor")."""
    syntax = discourse.syntax
    for mention in discourse.mentions.values():
        verb = _verb_of_service(syntax, mention.head)
        if verb is None or mention.form is not Form.NOMINAL or mention.plural or not is_office(syntax, mention.head):
            continue
        entity = discourse.entity(subject(syntax, verb))
        if entity is not None and entity.person and child(syntax, verb, "neg") is None:
            first = without_opening(syntax, mention.start, mention.head + 1)
            yield entity, _office(syntax, first, end_of(syntax, mention.head, len(syntax)), mention.possessor)


def _verb_of_service(syntax: Syntax, head: int) -> int | None:
    above = syntax.head[head]
    if syntax.dep[head] == "pobj" and syntax.lower[above] == "as":
        verb = syntax.head[above]
        return verb if syntax.lemma[verb] in _AS | _MADE else None
    return above if syntax.dep[head] in ("oprd", "attr") and syntax.lemma[above] in _MADE else None


def heading(discourse: Discourse) -> Iterator[tuple[Entity, Office]]:
    """Yields who is said to head a body ("Okoro, who heads the union")."""
    syntax = discourse.syntax
    for mention in discourse.mentions.values():
        verb = syntax.head[mention.head]
        if (
            syntax.dep[mention.head] != "dobj"
            or syntax.lemma[verb] not in word_set("heading")
            or syntax.tag[verb] not in _PRESENT
        ):
            continue
        body, who = discourse.entity(mention.head), discourse.entity(subject(syntax, verb))
        if body is not None and who is not None and who.person and body.is_named and (body.is_body or mention.is_body):
            yield who, Office(verb, end_of(syntax, mention.head, len(syntax)), None, _VARIED)


def _office(syntax: Syntax, first: int, stop: int, possessor: int | None, weight: int = FULL) -> Office:
    return Office(first, stop, possessor, min(weight, _weight(syntax, first, stop)))


def _weight(syntax: Syntax, first: int, stop: int) -> int:
    """Says how much a role tells: a rank or a title by itself, or membership in a party, less than an office."""
    words = syntax.lower[first:stop]
    head = _head_word(syntax, first, stop)
    if parties_of([head]) or head in word_set("passing_role") or words[0] in _ORDINALS:
        return _VARIED
    return _SHORT if all(plain(word) in word_set("rank") for word in words if word[0].isalpha()) else FULL


def _head_word(syntax: Syntax, first: int, stop: int) -> str:
    """Returns the lemma of the noun that a role is headed by."""
    inside = (i for i in range(first, stop) if not first <= syntax.head[i] < stop)
    return syntax.lemma[next(inside, stop - 1)]


def worded(syntax: Syntax, office: Office) -> str:
    """Returns a role as the article words it."""
    return syntax.words(office.first, office.stop).replace("*", "").replace("_", "").strip('"“”,;: ')
