"""Questions to the dependency parse, each answered once: subjects, agents, verb groups, the extent of clauses and noun phrases.

Every function takes the columns of an article (:class:`hedgelens.language.tokens.Syntax`) and tokens by position.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of finite verbs."""
FINITE_OF_ONE = FINITE - {"VBP"}
"""Tags of those whose subject may be one person or thing; the form of several is also that of a demand."""
VERBAL = frozenset({"VERB", "AUX"})
"""Parts of speech of verbs."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_VERB_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep", "parataxis"})
_LENDS_SUBJECT = frozenset({"VERB", "AUX", "ADP", "SCONJ", "ADJ"})
_RELATIVE = frozenset({"relcl", "acl", "advcl"})
_CLAUSES = frozenset({"conj", "cc", "ccomp", "parataxis", "dep"})
_MARKS = frozenset(",;:—–-\"“”'‘’()[]")
_INCIDENTAL = frozenset({",", "—", "–", "-", "--", "("})
_BEFORE_CAPITALS = frozenset("\"“”‘'([:—–•")
"""Marks behind which a word may have a capital as at the beginning of a sentence."""
_CLAUSE_HEADS = frozenset(["ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis", "conj"])


def opens_with_capital(syntax: Syntax, token: int) -> bool:
    """Says whether the place of a word explains its capital: the first of a sentence, or behind a mark that may open one."""
    return syntax.first[syntax.sentence[token]] == token or syntax.text[token - 1] in _BEFORE_CAPITALS


def children(syntax: Syntax, token: int, *dependencies: str) -> Iterator[int]:
    """Yields the children with one of the dependencies."""
    dep = syntax.dep
    return (c for c in syntax.children[token] if dep[c] in dependencies)


def child(syntax: Syntax, token: int, *dependencies: str) -> int | None:
    """Returns the first child with one of the dependencies."""
    dep = syntax.dep
    for below in syntax.children[token]:  # a plain loop: nothing is asked so often
        if dep[below] in dependencies:
            return below
    return None


def own_subject(syntax: Syntax, verb: int) -> int | None:
    """Returns the head of the subject that the parser gives the verb itself."""
    return child(syntax, verb, "nsubj", "nsubjpass")


def root(syntax: Syntax, sentence: range) -> int | None:
    """Returns the token that governs a sentence."""
    return next((i for i in sentence if syntax.head[i] == i), None)


def head_among(syntax: Syntax, tokens: Collection[int]) -> int | None:
    """Returns the first of some tokens that hangs on none of the others; ``None`` where there are no tokens."""
    return next((i for i in sorted(tokens) if syntax.head[i] not in tokens or syntax.head[i] == i), None)


def governor(syntax: Syntax, verb: int) -> int:
    """Climbs coordination: "smiled and **said**" → "smiled"; stops at a verb with a subject of its own."""
    while syntax.dep[verb] == "conj" and child(syntax, verb, *SUBJECTS) is None and syntax.pos[syntax.head[verb]] in VERBAL:
        verb = syntax.head[verb]
    return verb


def subject(syntax: Syntax, verb: int) -> int | None:
    """Returns the head of the phrase whose doing the verb is: its own subject, or the one it shares or is controlled by."""
    for _ in range(6):
        own = child(syntax, verb, "nsubj", "nsubjpass", "csubj")
        if own is not None:
            return own
        above = syntax.head[verb]
        if syntax.dep[verb] in ("acl", "relcl"):
            return above
        if (told := _told_of(syntax, verb)) is not None:
            return told
        if syntax.dep[verb] not in _SHARES_SUBJECT or above == verb or syntax.pos[above] not in _LENDS_SUBJECT:
            return None
        verb = above
    return None


def _told_of(syntax: Syntax, verb: int) -> int | None:
    """Returns of whom a verb says that somebody does something ("quoted **an aide** as saying that …")."""
    preposition = syntax.head[verb]
    if syntax.dep[verb] != "pcomp" or syntax.lower[preposition] != "as":
        return None
    above = syntax.head[preposition]
    return above if syntax.dep[above] == "dobj" else child(syntax, above, "dobj")


def is_passive(syntax: Syntax, verb: int) -> bool:
    """Says whether the verb is a passive participle, with its auxiliary or without one as in a reduced clause."""
    if child(syntax, verb, "auxpass", "nsubjpass") is not None:
        return True
    reduced = syntax.dep[verb] in ("advcl", "acl", "relcl", "ROOT", "dep")
    return syntax.tag[verb] == "VBN" and reduced and child(syntax, verb, "aux", "nsubj") is None


def agent(syntax: Syntax, verb: int) -> int | None:
    """Returns the head of the agent of a passive ("by **the ministry**")."""
    by = child(syntax, verb, "agent")
    return child(syntax, by, "pobj") if by is not None else None


def doer(syntax: Syntax, verb: int) -> int | None:
    """Returns the head of the phrase of who does what the verb says: the agent of a passive, else the subject."""
    return agent(syntax, verb) if is_passive(syntax, verb) else subject(syntax, verb)


def has_to(syntax: Syntax, verb: int) -> bool:
    """Says whether a verb is an infinitive with "to"."""
    return any(syntax.tag[c] == "TO" for c in syntax.children[verb])


def is_finite(syntax: Syntax, head: int) -> bool:
    """Says whether a clause has a finite verb, or a question word before its infinitive ("what to do")."""
    forms = auxiliaries(syntax, head)
    if any(syntax.tag[f] == "TO" for f in forms):
        return any(c < head and syntax.lower[c] in word_set("question_word") for c in syntax.children[head])
    return any(syntax.tag[f] in FINITE for f in forms) or syntax.pos[head] not in VERBAL


def auxiliaries(syntax: Syntax, verb: int) -> list[int]:
    """Returns the verb with its auxiliaries: the words whose forms say tense and mood of the clause."""
    return [verb, *children(syntax, verb, "aux", "auxpass")]


def is_past(syntax: Syntax, verb: int) -> bool:
    """Says whether a clause is in the past tense."""
    return any(syntax.tag[i] == "VBD" for i in auxiliaries(syntax, verb))


def modal(syntax: Syntax, verb: int) -> str | None:
    """Returns the modal of a clause."""
    return next((syntax.lower[i] for i in auxiliaries(syntax, verb) if syntax.tag[i] == "MD"), None)


def is_pluperfect(syntax: Syntax, verb: int) -> bool:
    """Says whether a clause is in the past perfect."""
    had = any(syntax.lower[i] == "had" for i in children(syntax, verb, "aux"))
    return had and modal(syntax, verb) is None


def verb_group(syntax: Syntax, verb: int) -> range:
    """Returns the verb with its auxiliaries, negation, particle and the adverbs between them, one contiguous piece."""
    members = [c for c in children(syntax, verb, *_VERB_GROUP) if abs(c - verb) <= 5]
    adverbs = set(children(syntax, verb, "advmod"))
    inside = {*members, *adverbs}
    first, lowest = verb, min([verb, *members])
    while first > lowest and (first - 1 in inside or syntax.dep[first - 1] == "advmod"):
        first -= 1
    while first - 1 in adverbs and syntax.tag[first - 1] == "RB":
        first -= 1
    return range(first, max([verb, *(c for c in members if c == verb + 1)]) + 1)


def noun_phrase(syntax: Syntax, head: int | None) -> set[int]:
    """Returns the tokens of a source's phrase: with determiner, modifiers and apposition, without incidental clauses."""
    if head is None:
        return set()
    found, stack = set(), [head]
    while stack:
        token = stack.pop()
        found.add(token)
        stack += [c for c in syntax.children[token] if not _is_incidental(syntax, c)]
    return _contiguous(syntax, head, found)


def _is_incidental(syntax: Syntax, token: int) -> bool:
    """Says whether a clause tells something more of a noun ("…, who …"), or a coordinated or loose one something else."""
    if syntax.dep[token] in _RELATIVE:
        before = syntax.left[token] - 1
        return token > syntax.head[token] and before >= 0 and syntax.text[before] in _INCIDENTAL
    return syntax.dep[token] in _CLAUSES and syntax.pos[token] in VERBAL


def _contiguous(syntax: Syntax, head: int, tokens: Collection[int]) -> set[int]:
    """Keeps the run of tokens around the head; marks between two members belong to the run."""
    run = {head}
    for step in (-1, 1):
        i = head + step
        gap: list[int] = []
        while 0 <= i < len(syntax) and (i in tokens or syntax.text[i] in _MARKS or syntax.text[i].isspace()):
            gap.append(i)
            if i in tokens and not syntax.punct[i]:
                run.update(gap)
                gap = []
            i += step
    return run


def subtree(syntax: Syntax, token: int) -> set[int]:
    """Returns a token and all it governs, white space among it."""
    found, stack = set(), [token]  # a stack of our own: the parse of a long list is as deep as the list is long
    while stack:
        below = stack.pop()
        found.add(below)
        stack += syntax.dependents[below]
    return found


def conjuncts(syntax: Syntax, noun: int) -> list[int]:
    """Returns the heads of all noun phrases that a conjunction joins with one, the first of them first."""
    first = noun
    while syntax.dep[first] == "conj" and first != syntax.head[first]:
        first = syntax.head[first]
    found = [first]
    for token in found:
        found += children(syntax, token, "conj")
    return found


def verb_above(syntax: Syntax, token: int) -> int | None:
    """Returns the nearest verb that a token hangs on, through whatever is between."""
    return next((i for i in syntax.ancestors(token) if syntax.pos[i] in VERBAL), None)


def clause_head(syntax: Syntax, token: int) -> int:
    """Climbs to the verb or predicate of the clause that a token stands in."""
    while syntax.head[token] != token and not _heads_clause(syntax, token):
        token = syntax.head[token]
    return token


def _heads_clause(syntax: Syntax, token: int) -> bool:
    dep = syntax.dep[token]
    return dep in _CLAUSE_HEADS and (dep != "conj" or syntax.pos[token] in VERBAL)
