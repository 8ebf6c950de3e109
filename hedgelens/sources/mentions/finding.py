"""Finds the mentions of an article."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from hedgelens.language.grammar import children
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import marked, related, word_set
from hedgelens.sources.lexicon import INSTITUTION, classes_of
from hedgelens.sources.mentions.describing import described
from hedgelens.sources.mentions.mention import Determiner, Form, Mention
from hedgelens.sources.mentions.source_spans import SourceMap
from hedgelens.sources.names.demands import demand_end
from hedgelens.sources.names.finding import find_names
from hedgelens.sources.names.glue import ends_in_glue
from hedgelens.sources.names.parts import Name

_LEFT = frozenset(["det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "npadvmod", "punct"])
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj", "agent"])
_MANNERS = frozenset({"generic", "anonymous"})
_PRONOUN = frozenset(["PRP", "PRP$", "WP", "WP$", "WDT"])
"""Tags of pronouns."""


def pronoun_of(syntax: Syntax, token: int) -> str:
    """Returns the subject form of the pronoun that a token is, or an empty text."""
    if syntax.tag[token] not in _PRONOUN or syntax.text[token] == "WHO":
        return ""
    if syntax.lower[token] == "that":
        return "which" if syntax.tag[token] == "WDT" and syntax.dep[token] in _SUBJECTS else ""
    return marked("pronoun", "form").get(syntax.lower[token], "")


def left_edge(syntax: Syntax, head: int) -> int:
    """Returns the first token of the base noun phrase of a head."""
    left = head
    for child in reversed(syntax.children[head]):
        if child < left and syntax.dep[child] in _LEFT:
            if syntax.dep[child] == "punct" and syntax.text[child] not in "-–’'":
                break
            if ends_in_glue(syntax, child):
                break
            left = min(left, syntax.left[child])
    return left


def nominal(syntax: Syntax, head: int, limit: int | None = None) -> Mention:
    """Makes the mention whose head is a common noun (or another word that stands as one); it ends before the limit."""
    left, possessor = left_edge(syntax, head), next((i for i in children(syntax, head, "poss") if i < head), None)
    mention = Mention(
        head=head,
        left=left,
        form=Form.NOMINAL,
        noun=syntax.lemma[head],
        classes=_classes(syntax, head),
        plural=_is_plural(syntax, head),
        determiner=_determiner(syntax, left, head) if possessor is None else Determiner.POSSESSIVE,
        subject=is_subject(syntax, head),
        text=syntax.words(left, head + 1),
        possessor=possessor,
    )
    return described(syntax, mention, limit)


def _classes(syntax: Syntax, head: int) -> frozenset[str]:
    compound = related("noun", "class").get(_compound(syntax, head)) if head > 0 else None
    if compound and left_edge(syntax, head) < head:
        return compound
    return _denoted(syntax.lower[head], syntax.lemma[head], syntax.pos[head] == "PROPN")


@lru_cache(maxsize=20_000)
def _denoted(lower: str, lemma: str, is_name: bool) -> frozenset[str]:
    """Returns what a noun denotes; a plural may have a meaning of its own: "figures" are no figure."""
    plural = classes_of(lower)
    found = plural if plural - _MANNERS else plural | classes_of(lemma)
    only = marked("noun", "only")
    return found - INSTITUTION if not is_name and (lower in only or lemma in only) else found


def _compound(syntax: Syntax, head: int) -> str:
    """Returns a noun with the one before it, or what a hyphen joins with it, as the tables have them ("task_force", "e-mail")."""
    hyphen = head > 1 and syntax.text[head - 1] == "-" and syntax.start[head] == syntax.end[head - 1]
    return f"{syntax.lower[head - 2]}-{syntax.lemma[head]}" if hyphen else f"{syntax.lower[head - 1]}_{syntax.lemma[head]}"


def _is_plural(syntax: Syntax, head: int) -> bool:
    return syntax.tag[head] in ("NNS", "NNPS") or syntax.lower[head] in word_set("plural")


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


_NOMINAL = frozenset(["NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON"])
"""Parts of speech that head a noun phrase; the other words, which are most, are passed over first."""


def find_mentions(syntax: Syntax, sources: SourceMap) -> list[Mention]:
    """Returns the mentions of an article in order of their heads; in the spans of its attributions every noun is one."""
    names = find_names(syntax)
    covered = {i for name in names for i in range(name.lead, name.end)}
    demands = (name for name in names if demand_end(syntax, name.start))
    ends = {i: name.end for name in demands for i in range(name.start, name.last)}
    found = [proper(syntax, name) for name in names]
    kinds = zip(syntax.pos, syntax.tag, strict=True)
    for i in (token for token, (pos, tag) in enumerate(kinds) if pos in _NOMINAL or tag in _PRONOUN):
        if i in covered:
            continue
        if pronoun := pronoun_of(syntax, i):
            subject, text = is_subject(syntax, i), syntax.words(i, i + 1)
            found.append(Mention(i, i, Form.PRONOUN, pronoun, plural=pronoun == "they", subject=subject, text=text))
        elif syntax.pos[i] in _NOMINAL and _is_nominal(syntax, i, sources):
            found.append(_with_names_whole(syntax, nominal(syntax, i, sources.limits.get(i)), ends))
    return sorted(found, key=lambda mention: mention.head)


def _with_names_whole(syntax: Syntax, mention: Mention, ends: Mapping[int, int]) -> Mention:
    """Lets a description that the parser ends inside a demand end with it ("a spokesman for Save the Children")."""
    end = ends.get(mention.end - 1)
    if end is not None and mention.end > mention.head + 1:
        mention.end, mention.tail = end, syntax.words(mention.head + 1, end).lower()
    return mention


def _is_nominal(syntax: Syntax, token: int, sources: SourceMap) -> bool:
    """Says whether a token is the head of a noun phrase for somebody or something that may be a source, or is in one."""
    pos, dep = syntax.pos[token], syntax.dep[token]
    if pos not in ("NOUN", "PROPN"):
        pointing = syntax.lower[token] in ("this", "that")
        return token in sources.tokens and dep in _SUBJECTS and pos in ("ADJ", "DET", "NUM", "PRON") and not pointing
    if dep in ("compound", "nmod", "npadvmod") and token not in sources.heads:
        return False
    return token in sources.tokens or bool(_classes(syntax, token)) or (_is_plural(syntax, token) and is_subject(syntax, token))


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
