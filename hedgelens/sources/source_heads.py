"""Which names of a source span are the source: lists, names behind a title or a description, names that only modify."""

from __future__ import annotations

from collections.abc import Sequence

from hedgelens.language.tokens import Syntax
from hedgelens.sources.lexicon import classes_of
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference.discourse import Discourse

_JOINS = frozenset(["and", "or", "&", "nor"])
_COMMAS = frozenset([",", ";", "--", "—", "–", ":", "-"])
_BEFORE_NAME = frozenset(["DT", "JJ", "CD", "VBN", "VBG", "PRP$", "POS"])
_PLURAL = frozenset(["NNS", "NNPS"])
_PARTIES = frozenset(["R", "D", "I"])


def named_heads(discourse: Discourse, tokens: Sequence[int], head: int | None) -> list[int]:
    """Returns the head tokens of the names that a source span is about; empty where its own head is to be taken.

    Args:
        discourse: the article.
        tokens: the span.
        head: the head of the span by the parse.
    """
    if head is None or len(tokens) < 2:
        return []
    names = _names(discourse, tokens)
    return (
        _listed(discourse, tokens, names)
        or _opening(discourse, tokens, head)
        or _behind_plural(discourse, tokens, head)
        or _modified(discourse, tokens, names, head)
        or _closing(discourse, tokens, names, head)
    )


def _names(discourse: Discourse, tokens: Sequence[int]) -> list[Mention]:
    """Returns the proper names that lie within a span, in order."""
    inside = set(tokens)
    found = (discourse.mentions.get(token) for token in tokens)
    return sorted(
        (m for m in found if m is not None and m.name is not None and m.name.start in inside and m.name.last in inside),
        key=lambda mention: mention.name.start if mention.name is not None else 0,
    )


def _listed(discourse: Discourse, tokens: Sequence[int], names: list[Mention]) -> list[int]:
    """Returns the names of a list, also behind what they are called together ("two mayors, Ada Okoro and Teo Brandvold")."""
    if len(names) < 2:
        return []
    syntax = discourse.syntax
    for first in range(min(len(names) - 1, 3)):
        before = [token for token in tokens if token < _start(names[first])]
        if before and not _calls_together(discourse, before):
            continue
        run, joined = [names[first]], False
        for name in names[first + 1 :]:
            between = _between(syntax, run[-1], name)
            if joined or not between or not all(_is_plain(discourse, token, name) for token in between):
                break
            joined = any(syntax.lower[token] in _JOINS for token in between)
            if not joined and syntax.text[between[0]] not in _COMMAS:
                break
            run.append(name)
        if joined and len(run) > 1:
            return [name.head for name in run]
    return []


def _start(mention: Mention) -> int:
    assert mention.name is not None
    return mention.name.start


def _between(syntax: Syntax, name: Mention, following: Mention) -> list[int]:
    """Returns what stands between two names, party and state left out ("Okoro (D-Varner), and")."""
    assert name.name is not None
    found: list[int] = []
    i, inside = name.name.end, False
    while i < _start(following):
        inside = (inside or syntax.text[i] == "(") and syntax.text[i] != ")"
        party = not inside and syntax.text[i] in _PARTIES and syntax.text[i + 1] in ("-", "–")
        if party:
            while i + 1 < _start(following) and syntax.text[i + 1] != "," and syntax.lower[i + 1] not in _JOINS:
                i += 1
        elif not inside and syntax.text[i] != ")":
            found.append(i)
        i += 1
    return found


def _is_plain(discourse: Discourse, token: int, following: Mention) -> bool:
    """Says whether a token may stand between two names of a list."""
    syntax = discourse.syntax
    if syntax.lower[token] in _JOINS or syntax.text[token] in _COMMAS or syntax.tag[token] in _BEFORE_NAME:
        return True
    assert following.name is not None
    # Titles and occupations before the next name, places and bodies that belong to it ("Ohio Gov. …", "law professor …").
    return following.name.lead <= token or (syntax.pos[token] in ("NOUN", "PROPN") and syntax.text[token][:1].isalpha())


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


def _opening(discourse: Discourse, tokens: Sequence[int], head: int) -> list[int]:
    """Returns the name that opens a source whose apposition the parser took for its head ("Varner, its only port and …")."""
    syntax, named = discourse.syntax, discourse.index.entity_of
    entity = named.get(tokens[0])
    if entity is None or syntax.pos[head] != "NOUN" or named.get(head):
        return []
    end = next((i for i in tokens if named.get(i) is not entity), tokens[-1])
    return [end - 1] if syntax.text[end] == "," else []


def _behind_plural(discourse: Discourse, tokens: Sequence[int], head: int) -> list[int]:
    """Returns the names behind a title in the plural ("candidates Ada Okoro and Teo Brandvold")."""
    inside, named = set(tokens), discourse.index.entity_of
    if head in named or discourse.syntax.tag[head] != "NNS" or head + 1 not in named or head + 1 not in inside:
        return []
    heads = [i for i in sorted(inside) if i > head and i in named and named.get(i + 1) is not named[i]]
    return heads if all(named[i].root.person for i in heads) else []


def _modified(discourse: Discourse, tokens: Sequence[int], names: list[Mention], head: int) -> list[int]:
    """Returns the noun that ends a source and that a name only modifies, where the parser missed it ("the Varner jugglers")."""
    syntax = discourse.syntax
    name = next((m.name for m in names if m.name is not None and m.name.start <= head < m.name.end), None)
    if name is None or name.end >= len(syntax) or tokens[-1] != name.end:
        return []
    noun = name.end
    if "document" in classes_of(syntax.lower[noun]):
        return []  # the records of a body are that body's
    fits = syntax.text[noun].isalpha() and syntax.text[noun].islower() and syntax.tag[noun] in ("NN", "NNS", "VBZ", "VBP", "VB")
    return [noun] if fits else []


def _closing(discourse: Discourse, tokens: Sequence[int], names: list[Mention], head: int) -> list[int]:
    """Returns the person whose name ends a source behind titles that the parser did not understand ("Fleet 1st Mate Ada …")."""
    if not names or (name := names[-1].name) is None or name.last != tokens[-1]:
        return []
    syntax = discourse.syntax
    gap = any(syntax.pos[token] != "SPACE" for token in set(range(tokens[0], tokens[-1])) - set(tokens))
    if gap or head in range(name.lead, name.end) or head in discourse.index.entity_of:
        return []
    entity = discourse.entity(names[-1].head)
    before = [token for token in tokens if token < name.lead]
    plain = all(syntax.pos[token] in ("NOUN", "PROPN", "ADJ", "NUM", "DET") or syntax.text[token] in ".-" for token in before)
    return [names[-1].head] if entity is not None and entity.person and plain else []
