"""Which names of a source span are the source: lists, names behind a title or a description, names that only modify."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hedgelens.language.grammar import SUBJECTS
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.lexicon import classes_of
from hedgelens.sources.mentions.mention import Form, Mention
from hedgelens.sources.names.parts import Name
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.telling import OLDEST

_JOINS = frozenset(["and", "or", "&", "nor"])
_COMMAS = frozenset([",", ";", "--", "—", "–", ":", "-"])
_BEFORE_NAME = frozenset(["DT", "JJ", "CD", "VBN", "VBG", "PRP$", "POS"])
_PLURAL = frozenset(["NNS", "NNPS"])
_BEFORE_TITLES = frozenset(["DT", "PRP$", "IN", "VBD", "VBZ"])
"""Tags of words that stand in no series of titles: "the mayor and the councilwoman Ada Okoro" are two."""
_PARTIES = frozenset(["R", "D", "I"])
_POSSESSIVE = frozenset(["'", "’"])
_TITLES = frozenset(["NOUN", "PROPN", "ADJ", "NUM", "DET"])
_FIRST = 3
"""Names of a span with which a list may begin."""
_BELONGS_TO = frozenset(["of", "from", "at", "with"])
_SHORT = 3
"""Words of an office behind a conjunction among which its noun stands."""
_Named = tuple[int, Name]


def named_heads(discourse: Discourse, tokens: Sequence[int], head: int | None) -> list[int]:
    """Returns the head tokens of the names that a source span is about; empty where its head by the parse is to be taken."""
    if head is None or len(tokens) < 2:
        return []
    names = _names(discourse, tokens)
    return (
        _in_series(discourse, tokens, names)
        or _before_offices(discourse, tokens, names)
        or _listed(discourse, tokens, names)
        or _second_subject(discourse, tokens, names, head)
        or _with_age(discourse, tokens, names, head)
        or _opening(discourse, tokens, head)
        or _behind_prefix(discourse, tokens, head)
        or _behind_plural(discourse, tokens, head)
        or _modified(discourse, tokens, names, head)
        or _closing(discourse, tokens, names, head)
    )


def _names(discourse: Discourse, tokens: Sequence[int]) -> list[_Named]:
    """Returns the proper names that lie within a span, in order, with their head tokens."""
    found = (discourse.mentions.get(token) for token in tokens)
    named = [(m.head, m.name) for m in found if m is not None and m.name is not None]
    return sorted(
        ((head, name) for head, name in named if {name.start, name.last} <= set(tokens)), key=lambda pair: pair[1].start
    )


def _listed(discourse: Discourse, tokens: Sequence[int], names: list[_Named]) -> list[int]:
    """Returns the names of a list, also behind what they are called together ("two mayors, Ada Okoro and Teo Brandvold")."""
    for first in range(min(len(names) - 1, _FIRST)):
        before = [token for token in tokens if token < names[first][1].start]
        if not before or _calls_together(discourse, before):
            run = _run(discourse, names[first:])
            if len(run) > 1:
                return run
    return []


def _run(discourse: Discourse, names: list[_Named]) -> list[int]:
    """Returns the names that follow each other after commas, up to the one after a conjunction; none without one."""
    syntax, run = discourse.syntax, [names[0][0]]
    for (_, before), (head, name) in pairwise(names):
        between = _between(syntax, before, name)
        if not between or not all(_is_plain(syntax, token, name) for token in between):
            break
        run.append(head)
        if any(syntax.lower[token] in _JOINS for token in between):
            return run
        if syntax.text[between[0]] not in _COMMAS:
            break
    return []


def _between(syntax: Syntax, name: Name, following: Name) -> list[int]:
    """Returns what stands between two names, party and state left out ("Okoro (D-Varner), and")."""
    found: list[int] = []
    i, inside = name.end, False
    while i < following.start:
        inside = (inside or syntax.text[i] == "(") and syntax.text[i] != ")"
        if not inside and syntax.text[i] in _PARTIES and syntax.text[i + 1] in ("-", "–"):
            while i + 1 < following.start and syntax.text[i + 1] != "," and syntax.lower[i + 1] not in _JOINS:
                i += 1
        elif not inside and syntax.text[i] != ")":
            found.append(i)
        i += 1
    return found


def _is_plain(syntax: Syntax, token: int, following: Name) -> bool:
    """Says whether a token may stand between two names of a list: titles, occupations and what belongs to the next name, too."""
    if syntax.lower[token] in _JOINS or syntax.text[token] in _COMMAS or syntax.tag[token] in _BEFORE_NAME:
        return True
    return following.lead <= token or (syntax.pos[token] in ("NOUN", "PROPN") and syntax.text[token][:1].isalpha())


def _calls_together(discourse: Discourse, before: Sequence[int]) -> bool:
    """Says whether what stands before a list only introduces it: titles and adjectives, or a plural with a comma or dash."""
    syntax = discourse.syntax
    comma = next((n for n in range(len(before) - 1, -1, -1) if syntax.text[before[n]] in _COMMAS), -1)
    called, titles = before[: max(comma, 0)], before[comma + 1 :]
    allowed = ("ADJ", "DET", "NOUN", "PROPN", "NUM", "PUNCT")
    if not all(syntax.pos[token] in allowed or token in discourse.index.title_of for token in titles):
        return False
    roots = [token for token in called if syntax.head[token] not in called]
    return not called or (bool(roots) and syntax.tag[roots[0]] in _PLURAL)


def _in_series(discourse: Discourse, tokens: Sequence[int], names: list[_Named]) -> list[int]:
    """Returns the person whose name follows several titles or occupations ("Poet and former mayor Ada Okoro")."""
    syntax = discourse.syntax
    people = [(last, name) for last, name in names if discourse.entity(last) is not None and _is_person(discourse, last)]
    if not people or syntax.tag[tokens[0]] == "DT":
        return []
    last, name = people[0]
    before = [token for token in tokens if token < name.start]
    joins = [token for token in before if syntax.lower[token] in _JOINS or syntax.text[token] == ","]
    if not any(syntax.lower[token] in _JOINS for token in joins) or any(syntax.tag[token] in _BEFORE_TITLES for token in before):
        return []
    ends = [token - 1 for token in joins if token - 1 not in joins]
    roles = all(token >= tokens[0] and token not in discourse.index.entity_of and _is_role(syntax, token) for token in ends)
    return [last] if roles and _is_role(syntax, name.start - 1) else []


def _before_offices(discourse: Discourse, tokens: Sequence[int], names: list[_Named]) -> list[int]:
    """Returns the person whose name opens a source, before several offices ("Ada Okoro, President & CEO of the mills")."""
    syntax, (last, name) = discourse.syntax, names[0] if names else (-1, None)
    if name is None or name.lead != tokens[0] or not _is_person(discourse, last):
        return []
    behind = [token for token in tokens if token >= name.end]
    joins = [n for n, token in enumerate(behind) if syntax.lower[token] in _JOINS]
    if not joins or syntax.text[behind[0]] != "," or not _is_role(syntax, behind[joins[0]] - 1):
        return []
    after = behind[joins[0] + 1 : joins[0] + 1 + _SHORT]
    return [last] if any(_is_role(syntax, token) and discourse.named(token) is None for token in after) else []


def _is_person(discourse: Discourse, token: int) -> bool:
    entity = discourse.named(token)
    return entity is not None and bool(entity.person or entity.is_likely_person)


def _is_role(syntax: Syntax, token: int) -> bool:
    """Says whether a word is what one person may be: a title or an occupation in the singular."""
    word = syntax.lower[token].rstrip(".")
    return syntax.tag[token] not in _PLURAL and (word in word_set("title") or "person" in classes_of(word))


def _second_subject(discourse: Discourse, tokens: Sequence[int], names: list[_Named], head: int) -> list[int]:
    """Returns the name that the parser made a second subject behind a description ("A welder at the yard, Ada Okoro, said")."""
    syntax, inside = discourse.syntax, set(tokens)
    described = discourse.mentions.get(head)
    if described is None or described.form is Form.PRONOUN or described.plural or any(syntax.lower[i] in _JOINS for i in tokens):
        return []
    roots = [i for i in tokens if syntax.head[i] not in inside and syntax.dep[i] in SUBJECTS]
    for last, name in names:
        entity = discourse.named(last)
        if last == head or last not in roots or entity is None or not (entity.person or entity.is_likely_person):
            continue
        owner = discourse.named(head)
        return [last] if name.start > head and (owner is None or not owner.person) else []
    return []


def _with_age(discourse: Discourse, tokens: Sequence[int], names: list[_Named], head: int) -> list[int]:
    """Returns the name between commas whose bearer's age follows ("A senior at a school in Denholm, Okoro, 17, said")."""
    text, owner = discourse.syntax.text, discourse.named(head)
    if owner is not None and owner.person:
        return []
    for last, name in names:
        after = text[name.end : name.end + 2]
        aged = len(after) > 1 and after[0] == "," and after[1].isdigit() and int(after[1]) <= OLDEST
        if aged and name.start > head and text[name.start - 1] == "," and name.end in tokens:
            return [last]
    return []


def _opening(discourse: Discourse, tokens: Sequence[int], head: int) -> list[int]:
    """Returns the name that opens a source whose apposition the parser took for its head ("Varner, its only port and …")."""
    syntax, named = discourse.syntax, discourse.index.entity_of
    entity = named.get(tokens[0])
    if entity is None or syntax.pos[head] != "NOUN" or named.get(head):
        return []
    end = next((i for i in tokens if named.get(i) is not entity), tokens[-1])
    return [end - 1] if syntax.text[end] == "," or (entity.root.person and _explains_body(syntax, end, head)) else []


def _explains_body(syntax: Syntax, end: int, head: int) -> bool:
    """Says whether a noun explains where the person named before belongs ("Ada Okoro of Varner College, a school that …")."""
    start = syntax.left[head]
    belongs = syntax.lower[end] in _BELONGS_TO and end < start - 1 and syntax.text[start - 1] == ","
    return belongs and all(syntax.tag[i] != "CC" for i in range(end, start))


def _behind_prefix(discourse: Discourse, tokens: Sequence[int], head: int) -> list[int]:
    """Returns the name behind a title whose first part the parser took for the head of its source ("co-author Ada Okoro")."""
    syntax, mentions = discourse.syntax, discourse.mentions
    if syntax.text[head + 1 : head + 2] != ["-"] or syntax.start[head + 1] != syntax.end[head]:
        return []
    named = (i for i in tokens if i > head + 2 and i in mentions and (name := mentions[i].name) and name.lead <= head + 3)
    found = next(named, None)
    entity = discourse.named(found)
    return [found] if found is not None and entity is not None and entity.person is not False else []


def _behind_plural(discourse: Discourse, tokens: Sequence[int], head: int) -> list[int]:
    """Returns the names behind a title in the plural ("candidates Ada Okoro and Teo Brandvold")."""
    inside, named = set(tokens), discourse.index.entity_of
    if head in named or discourse.syntax.tag[head] != "NNS" or head + 1 not in named.keys() & inside:
        return []
    heads = [i for i in sorted(named.keys() & inside) if i > head and named.get(i + 1) is not named[i]]
    return heads if all(named[i].root.person for i in heads) else []


def _modified(discourse: Discourse, tokens: Sequence[int], names: list[_Named], head: int) -> list[int]:
    """Returns the noun that ends a source and that a name only modifies, where the parser missed it ("the Varner jugglers")."""
    syntax, noun = discourse.syntax, tokens[-1]
    if not any(name.start <= head < name.end == noun for _, name in names) or "document" in classes_of(syntax.lower[noun]):
        return []  # the records of a body are that body's
    small = syntax.text[noun].isalpha() and syntax.text[noun].islower()
    return [noun] if small and syntax.tag[noun] in ("NN", "NNS", "VBZ", "VBP", "VB") else []


def _closing(discourse: Discourse, tokens: Sequence[int], names: list[_Named], head: int) -> list[int]:
    """Returns the person whose name ends a source behind titles that the parser did not understand ("Fleet 1st Mate Ada …")."""
    syntax, (last, name) = discourse.syntax, names[-1] if names else (head, None)
    if name is None or name.last != tokens[-1] or name.lead <= head < name.end:
        return []
    apart = head not in syntax.ancestors(last)  # "Minister in the Office of Works Ada Okoro", no "mother of Ada Okoro"
    owner = discourse.named(head)
    between = [token for token in tokens if head < token < name.lead]
    possessed = any(syntax.tag[token] == "POS" or syntax.text[token] in _POSSESSIVE for token in between)
    if owner is not None and not possessed and (owner.person or not apart or not name.title):
        return []  # "Harbor Watch editor-in-chief Ada Okoro" is she
    entity = discourse.entity(last)
    gap = any(syntax.pos[token] != "SPACE" for token in set(range(tokens[0], tokens[-1])) - set(tokens))
    if gap or entity is None or not entity.person:
        return []
    before = [token for token in tokens if token < name.lead]
    allowed = (_TITLES | {"ADP"} if apart else _TITLES) | ({"ADV", "VERB", "PART", "PUNCT"} if possessed else set())
    return [last] if all(syntax.pos[token] in allowed or syntax.text[token] in ".-" for token in before) else []


def apposed_name(discourse: Discourse, tokens: Sequence[int], head: int | None) -> Entity | None:
    """Returns whose name follows a description behind a comma ("one of its lawyers, Ada Okoro")."""
    described = discourse.mentions.get(head) if head is not None else None
    picked = described is not None and described.noun in word_set("picking")  # "another, Okoro Mills, said"
    apposed = ("appos", "npadvmod") if picked else ("appos",)
    for token in (token for token in tokens if discourse.syntax.dep[token] in apposed):
        entity = discourse.named(token)
        if entity is not None and (entity.person or picked or (described is not None and _may_be_called(described, entity))):
            return entity
    return None


def _may_be_called(described: Mention, entity: Entity) -> bool:
    """Says whether a single person or body that is only described may bear a name of several words, or of a body."""
    if described.plural or entity.plural or entity.is_state:
        return False
    long = any(len(form) > 1 for form in entity.forms)
    return (described.is_person and entity.may_be_who and long) or (described.is_body and entity.is_body)
