"""Noun phrases and pronouns that may name or take up a source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, related, word_set
from hedgelens.sources.lexicon import classes_of
from hedgelens.sources.names.edges import before_lost_blank
from hedgelens.sources.names.finding import find_names
from hedgelens.sources.names.parts import Name


class Form(StrEnum):
    """How a mention refers."""

    PROPER = "proper"
    PRONOUN = "pronoun"
    NOMINAL = "nominal"


class Determiner(StrEnum):
    """What opens a description: says whether it should be known already."""

    DEFINITE = "definite"
    INDEFINITE = "indefinite"
    POSSESSIVE = "possessive"
    BARE = "bare"


_LEFT = frozenset(["det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "npadvmod"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "agent"])
_MANNERS = frozenset({"generic", "anonymous"})
_BODY = frozenset({"organisation", "government", "media"})


@dataclass(slots=True)
class Mention:
    """A noun phrase or a pronoun.

    Attributes:
        head: position of its head token.
        left: position of its first token (determiner included).
        noun: for a nominal its head noun in lower case singular; for a pronoun the subject form.
        classes: what the noun denotes.
    """

    head: int
    left: int
    form: Form
    noun: str = ""
    name: Name | None = None
    classes: frozenset[str] = frozenset()
    plural: bool = False
    determiner: Determiner = Determiner.BARE
    subject: bool = False

    @property
    def is_person(self) -> bool:
        """Whether the noun denotes a person and no institution ("operator" may be either)."""
        return "person" in self.classes and not self.classes & _BODY

    @property
    def is_body(self) -> bool:
        """Whether the noun denotes an institution and no person."""
        return bool(self.classes & _BODY) and "person" not in self.classes

    @property
    def is_document(self) -> bool:
        """Whether the noun denotes a document or a work."""
        return bool(self.classes & {"document", "work"})


def pronoun_of(syntax: Syntax, token: int) -> str:
    """Returns the subject form of the pronoun that a token is, or an empty text."""
    tag = syntax.tag[token]
    if syntax.lower[token] == "that":
        return "which" if tag == "WDT" and syntax.dep[token] in _SUBJECTS else ""
    return marked("pronoun", "form").get(syntax.lower[token], "") if tag in ("PRP", "PRP$", "WP", "WP$", "WDT") else ""


def left_edge(syntax: Syntax, head: int) -> int:
    """Returns the first token of the base noun phrase of a head."""
    left = head
    for child in reversed(syntax.children[head]):
        if child < left and syntax.dep[child] in _LEFT | {"punct"}:
            if syntax.dep[child] == "punct" and syntax.text[child] not in "-–’'":
                break
            if before_lost_blank(syntax.text[child]):
                break
            left = min(left, _first_under(syntax, child))
    return left


def _first_under(syntax: Syntax, token: int) -> int:
    while syntax.children[token] and syntax.children[token][0] < token:
        token = syntax.children[token][0]
    return token


def nominal(syntax: Syntax, head: int) -> Mention:
    """Makes the mention whose head is a common noun (or another word that stands as one)."""
    left = left_edge(syntax, head)
    lemma, lower = syntax.lemma[head], syntax.lower[head]
    classes = _classes(syntax, left, head)
    plural = syntax.tag[head] in ("NNS", "NNPS") or lower in word_set("plural")
    return Mention(
        head, left, Form.NOMINAL, lemma, None, classes, plural, _determiner(syntax, left, head), is_subject(syntax, head)
    )


def _classes(syntax: Syntax, left: int, head: int) -> frozenset[str]:
    lower, lemma = syntax.lower[head], syntax.lemma[head]
    plural = classes_of(lower)
    # A plural may have a meaning of its own: "figures" are no figure.
    found = plural if plural - _MANNERS else plural | classes_of(lemma)
    compound = f"{syntax.lower[head - 1]}_{lemma}" if head > left else ""
    if {lower, lemma} & marked("noun", "only").keys() and syntax.pos[head] != "PROPN":
        found -= _BODY
    return found | related("noun", "class").get(compound, frozenset())


def _determiner(syntax: Syntax, left: int, head: int) -> Determiner:
    for child in syntax.children[head]:
        if child >= head:
            break
        if syntax.dep[child] == "poss":
            return Determiner.POSSESSIVE
    word = syntax.lower[left]
    if word in word_set("definite"):
        return Determiner.DEFINITE
    if word in word_set("indefinite") or (left < head and syntax.tag[left] == "CD"):
        return Determiner.INDEFINITE
    return Determiner.BARE


def is_subject(syntax: Syntax, head: int) -> bool:
    """Says whether a noun phrase is a subject (or the agent of a passive)."""
    dep = syntax.dep[head]
    if dep == "pobj" and syntax.dep[syntax.head[head]] == "agent":
        return syntax.dep[syntax.head[syntax.head[head]]] not in ("acl", "advcl")  # "tools used by Okoro"
    return dep in _SUBJECTS


def find_mentions(syntax: Syntax, wanted: set[int], heads: set[int]) -> list[Mention]:
    """Returns the mentions of an article in order of their heads.

    Args:
        syntax: the article.
        wanted: tokens inside the spans of sources: every noun among them counts.
        heads: the heads of these spans.
    """
    names = find_names(syntax)
    covered = {i for name in names for i in range(name.lead, name.end)}
    found = [proper(syntax, name) for name in names]
    for i in range(len(syntax)):
        if i in covered:
            continue
        if pronoun := pronoun_of(syntax, i):
            found.append(Mention(i, i, Form.PRONOUN, pronoun, plural=pronoun == "they", subject=is_subject(syntax, i)))
        elif syntax.pos[i] in ("NOUN", "PROPN") and (i in heads or syntax.dep[i] not in ("compound", "nmod", "npadvmod")):
            mention = nominal(syntax, i)
            if mention.classes or i in wanted or (mention.plural and mention.subject):
                found.append(mention)
        elif i in wanted and syntax.dep[i] in _SUBJECTS and syntax.pos[i] in ("ADJ", "DET", "NUM", "PRON"):
            found.append(nominal(syntax, i))
    return sorted(found, key=lambda mention: mention.head)


def proper(syntax: Syntax, name: Name) -> Mention:
    """Makes the mention of a proper name; its head is the name's token that hangs on something outside of it."""
    head = name.last
    for i in range(name.start, name.end):
        if not name.start <= syntax.head[i] < name.end or syntax.head[i] == i:
            head = i
            break
    plural = name.people or (syntax.tag[name.last] == "NNPS" and (len(name.words) == 1 or "-" in name.words))
    left = name.lead
    if left > 0 and syntax.tag[left - 1] == "DT":
        left -= 1
    return Mention(head, left, Form.PROPER, name.noun, name, name.body, plural, Determiner.DEFINITE, is_subject(syntax, head))
