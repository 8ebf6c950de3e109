"""Finds the mentions of an article."""

from __future__ import annotations

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, related, word_set
from hedgelens.sources.lexicon import classes_of
from hedgelens.sources.mentions.describing import described
from hedgelens.sources.mentions.mention import Determiner, Form, Mention
from hedgelens.sources.mentions.source_spans import SourceMap
from hedgelens.sources.names.edges import before_lost_blank
from hedgelens.sources.names.finding import find_names
from hedgelens.sources.names.parts import INSTITUTION, Name

_LEFT = frozenset(["det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "npadvmod"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "agent"])
_MANNERS = frozenset({"generic", "anonymous"})


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
            left = min(left, syntax.left[child])
    return left


def nominal(syntax: Syntax, head: int, limit: int | None = None) -> Mention:
    """Makes the mention whose head is a common noun (or another word that stands as one).

    Args:
        syntax: the article.
        head: position of the noun.
        limit: position behind the last token that may belong to it.
    """
    return described(syntax, _noun_phrase(syntax, head), limit)


def _noun_phrase(syntax: Syntax, head: int) -> Mention:
    left = left_edge(syntax, head)
    lemma, lower = syntax.lemma[head], syntax.lower[head]
    classes = _classes(syntax, left, head)
    plural = syntax.tag[head] in ("NNS", "NNPS") or lower in word_set("plural")
    possessor = next((i for i in syntax.children[head] if i < head and syntax.dep[i] == "poss"), None)
    determiner = _determiner(syntax, left, head) if possessor is None else Determiner.POSSESSIVE
    text, subject = syntax.words(left, head + 1), is_subject(syntax, head)
    return Mention(head, left, Form.NOMINAL, lemma, None, classes, plural, determiner, subject, text, possessor)


def _classes(syntax: Syntax, left: int, head: int) -> frozenset[str]:
    lower, lemma = syntax.lower[head], syntax.lemma[head]
    plural = classes_of(lower)
    # A plural may have a meaning of its own: "figures" are no figure.
    found = plural if plural - _MANNERS else plural | classes_of(lemma)
    compound = f"{syntax.lower[head - 1]}_{lemma}" if head > left else ""
    if {lower, lemma} & marked("noun", "only").keys() and syntax.pos[head] != "PROPN":
        found -= INSTITUTION
    return found | related("noun", "class").get(compound, frozenset())


def _determiner(syntax: Syntax, left: int, head: int) -> Determiner:
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


def find_mentions(syntax: Syntax, sources: SourceMap) -> list[Mention]:
    """Returns the mentions of an article in order of their heads.

    Args:
        syntax: the article.
        sources: the spans of its attributions: every noun among them counts.
    """
    names = find_names(syntax)
    covered = {i for name in names for i in range(name.lead, name.end)}
    found = [proper(syntax, name) for name in names]
    for i in (token for token in range(len(syntax)) if token not in covered):
        if pronoun := pronoun_of(syntax, i):
            subject, text = is_subject(syntax, i), syntax.words(i, i + 1)
            found.append(Mention(i, i, Form.PRONOUN, pronoun, plural=pronoun == "they", subject=subject, text=text))
        elif (phrase := _described(syntax, i, sources)) is not None:
            found.append(described(syntax, phrase, sources.limit(i)))
    return sorted(found, key=lambda mention: mention.head)


def _described(syntax: Syntax, token: int, sources: SourceMap) -> Mention | None:
    """Returns the noun phrase of a head that denotes somebody or something that may be a source, or is a part of one."""
    wanted = token in sources.tokens
    noun = syntax.pos[token] in ("NOUN", "PROPN")
    if noun and (token in sources.heads or syntax.dep[token] not in ("compound", "nmod", "npadvmod")):
        phrase = _noun_phrase(syntax, token)
        return phrase if phrase.classes or wanted or (phrase.plural and phrase.subject) else None
    stands_as_noun = syntax.dep[token] in _SUBJECTS and syntax.pos[token] in ("ADJ", "DET", "NUM", "PRON")
    return _noun_phrase(syntax, token) if wanted and stands_as_noun and not noun else None


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
    subject, text = is_subject(syntax, head), syntax.words(left, head + 1)
    return Mention(head, left, Form.PROPER, name.noun, name, name.body, plural, Determiner.DEFINITE, subject, text)
