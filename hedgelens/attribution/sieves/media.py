"""Who relays what somebody says, named beside the verb: "in an interview with the Herald", "told Radio Corran's host"."""

from __future__ import annotations

from hedgelens.attribution.cues import cue_set
from hedgelens.language.grammar import child, children, noun_phrase
from hedgelens.language.speakers import denoted_by
from hedgelens.language.tokens import Syntax

_WITH_WHOM = frozenset(["with", "to", "for"])
_LONGEST_INITIALS = 5


def medium_beside(syntax: Syntax, verb: int) -> set[int]:
    """Returns the tokens of the medium in a phrase beside a verb of saying; sources decide whether it is one."""
    for preposition in children(syntax, verb, "prep"):
        thing = child(syntax, preposition, "pobj")
        found = set[int]()
        if thing is not None and syntax.lemma[thing] in cue_set("talk"):
            found = _of_talk(syntax, thing)
        elif thing is not None and syntax.lower[preposition] in ("on", "in"):
            found = _published(syntax, thing)
        if found:
            return found
    return _of_host(syntax, child(syntax, verb, "dobj", "dative"))


def _of_talk(syntax: Syntax, talk: int) -> set[int]:
    """Reads "an interview **with the Herald**", "a **Herald** interview"."""
    phrases = (c for c in children(syntax, talk, "prep") if syntax.lower[c] in _WITH_WHOM)
    head = next((h for c in phrases if (h := child(syntax, c, "pobj")) is not None), None)
    if head is not None:
        return _of_host(syntax, head) or noun_phrase(syntax, head)
    owner = child(syntax, talk, "poss", "compound")
    return noun_phrase(syntax, owner) if owner is not None and syntax.pos[owner] == "PROPN" else set()


def _published(syntax: Syntax, thing: int) -> set[int]:
    """Reads "on **Radio Corran**", "on **KQRV**'s “Morning Desk”", "in the journal **Night Ecology**"."""
    owner = child(syntax, thing, "poss")
    head = owner if owner is not None and syntax.pos[owner] == "PROPN" else thing
    if syntax.quoted[head]:
        return set()
    phrase = _without_case(syntax, head)
    if syntax.pos[head] == "NOUN":
        name = child(syntax, head, "appos")
        return phrase if name is not None and syntax.pos[name] == "PROPN" and _is_medium(syntax, head) else set()
    initials = syntax.text[head].isupper() and 1 < len(syntax.text[head]) <= _LONGEST_INITIALS and phrase == {head}
    return phrase if syntax.pos[head] == "PROPN" and (initials or any(_is_medium(syntax, i) for i in phrase)) else set()


def _is_medium(syntax: Syntax, token: int) -> bool:
    return "media" in denoted_by(syntax.lemma[token])


def _of_host(syntax: Syntax, head: int | None) -> set[int]:
    """Reads "told **Radio Corran** host Ada Lund", "told **Radio Corran**'s Ada Lund", "told the host of **Radio Corran**"."""
    if head is None:
        return set()
    owner = child(syntax, head, "poss")
    if owner is not None and syntax.pos[owner] == "PROPN" and syntax.pos[head] == "PROPN":
        return _without_case(syntax, owner)
    if syntax.lemma[head] in cue_set("host"):
        of = next((c for c in children(syntax, head, "prep") if syntax.lower[c] in ("of", "from", "at", "with")), None)
        return noun_phrase(syntax, child(syntax, of, "pobj")) if of is not None else set()
    host = next((i for i in range(syntax.left[head] + 1, head) if syntax.lower[i] in cue_set("host")), None)
    named = host is not None and syntax.pos[host - 1] == "PROPN"
    return set(range(syntax.left[head], host)) if host is not None and named else set()


def _without_case(syntax: Syntax, head: int) -> set[int]:
    """Returns a noun phrase without the "'s" that makes it somebody's."""
    return noun_phrase(syntax, head) - set(children(syntax, head, "case"))
