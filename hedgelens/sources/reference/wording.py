"""The words by which unnamed sources are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_list
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.reference.entity import Entity

if TYPE_CHECKING:
    from hedgelens.sources.reference.discourse import Discourse

"""How adjectives of countries end."""


def describe(discourse: Discourse, mention: Mention) -> str:
    """Returns the description of a mention in lower case, without whose it is."""
    return lower_description(discourse.syntax, mention.start, mention.end, discourse.index.is_name)


def new_entity(discourse: Discourse, mention: Mention) -> Entity:
    """Makes an entity of a description."""
    entity = Entity(
        description=describe(discourse, mention),
        classes=set(mention.classes - {"generic", "anonymous"}) if not mention.is_person else set(),
        nouns={mention.noun},
        person=True if mention.is_person else (False if mention.is_body else None),
        gender=mention.gender,
        plural=mention.plural,
        modifiers=mention.modifiers,
        tail=mention.tail,
    )
    discourse.described[mention.noun].append((entity, mention.head))
    return entity


def lower_description(syntax: Syntax, start: int, end: int, is_name: Callable[[str], bool]) -> str:
    """Returns a description in lower case but for names and adjectives of places.

    Args:
        syntax: the article.
        start: the first token of the description.
        end: the token behind it.
        is_name: says whether somebody is called by a word, which the tagger may have missed at the beginning of a sentence.
    """
    text = ""
    for i in (token for token in range(start, end) if syntax.pos[token] != "SPACE"):
        glue = "" if not text or syntax.start[i] == syntax.end[i - 1] else " "
        text += glue + (syntax.text[i] if is_name(syntax.text[i]) or _keeps_capital(syntax, i) else syntax.lower[i])
    return text


def _keeps_capital(syntax: Syntax, token: int) -> bool:
    text = syntax.text[token]
    if text[1:] != text[1:].lower():
        return True  # "NPO", "MedTech"
    if not text[:1].isupper() or syntax.sentence[token] in syntax.title_case:
        return False
    if syntax.first[syntax.sentence[token]] != token:
        return syntax.pos[token] in ("PROPN", "ADJ")
    # At the beginning of a sentence a capital says nothing: "Local papers", but "Danish papers".
    return syntax.pos[token] == "PROPN" or (syntax.tag[token] == "JJ" and text.endswith(word_list("demonym_ending")))
