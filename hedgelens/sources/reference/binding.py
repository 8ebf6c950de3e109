"""Where a mention stands, and what that rules out: those named in its own clause or words, and an empty "it"."""

from __future__ import annotations

from bisect import bisect_left
from itertools import takewhile

from hedgelens.language.grammar import children, own_subject, verb_above
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.sources.mentions.mention import Form, Mention
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.salience import Context

_SUBJECT = frozenset(["nsubj", "nsubjpass"])
_APART = frozenset(["parataxis", "dep", "punct"])
_CLAUSES = frozenset(["ccomp", "xcomp", "advcl", "csubj"])
_PREDICATES = frozenset(["acomp", "oprd", "attr"])
_ANSWERED = 2
"""Sentences within which a question is answered."""
_FARTHEST = 500
"""Words below a verb that are looked at; no clause has more."""


def context_of(discourse: Discourse, mention: Mention) -> Context:
    """Describes where a mention stands."""
    syntax, sources, head = discourse.syntax, discourse.sources, mention.head
    content = sources.content_of(head)
    possessive = syntax.dep[head] == "poss"
    owner_verb = verb_above(syntax, head) if possessive else None
    shows = sources.is_for_documents(head)
    return Context(
        token=head,
        verb=syntax.head[head],
        sentence=syntax.sentence[head],
        paragraph=syntax.paragraph(head),
        subject=mention.subject,
        quoted=syntax.quoted[head],
        content=content,
        holder=discourse.entity(sources.head[content]) if content >= 0 else None,
        animate=sources.is_animate(head),
        speaks=head in sources.heads and not shows,
        document=shows,
        possessive=possessive,
        owner_verb=owner_verb if owner_verb is not None else -1,
        rivals=_rivals_of(discourse, head) if mention.form is Form.PRONOUN else frozenset(),
    )


def _rivals_of(discourse: Discourse, token: int) -> frozenset[Entity]:
    """Returns whom a pronoun hardly takes up, because the sentence calls them by name where the pronoun's bearer would not be.

    "He said that Okoro won" is not of Okoro; "“Okoro won,” he said" most likely is not, either; "he and Okoro" are two.
    """
    syntax, named = discourse.syntax, discourse.index.entity_of
    contents = discourse.sources.own_words(token)
    tokens = [*_below_subject(syntax, token), *_joined(syntax, token)]
    tokens += [i for words in contents for i in words if syntax.quoted[i]] if not syntax.quoted[token] else []
    tokens = [i for i in tokens if i in named and not _names_oneself(discourse, i)]
    others = [*_asker(discourse, token), *_asked_before(discourse, token), *_opening_subjects(syntax, token, contents)]
    others += _with_participle(syntax, token)
    entities = (discourse.entity(i) for i in others)
    return frozenset({named[i].root for i in tokens} | {entity for entity in entities if entity is not None})


def _asker(discourse: Discourse, token: int) -> list[int]:
    """Returns who asks what a pronoun stands in: whoever asks whether "she" will come seldom means herself."""
    content = discourse.sources.content_of(token)
    asks = content >= 0 and any(discourse.syntax.lemma[i] == "ask" for i in discourse.sources.cues[content])
    asker = discourse.sources.head[content] if asks else None
    return [asker] if asker is not None else []


def _asked_before(discourse: Discourse, token: int) -> list[int]:
    """Returns who asked shortly before the pronoun's bearer answers: "A reporter asked Okoro … She replied" is of Okoro."""
    if discourse.sources.verbs(token).isdisjoint(word_set("answering")):
        return []
    here = discourse.syntax.sentence[token]
    near = takewhile(lambda place: here - place.sentence <= _ANSWERED, discourse.recent)
    return [place.token for place in near if place.source and "ask" in discourse.sources.verbs(place.token)]


def _names_oneself(discourse: Discourse, token: int) -> bool:
    """Says whether a name is the speaker's own ("I, Ada Okoro, promise")."""
    syntax, named = discourse.syntax, discourse.index.entity_of
    start = token
    while named.get(start - 1) is named[token]:
        start -= 1
    return syntax.lower[max(start - 2, 0) : start] in (["i", ","], ["i", "am"], ["name", "is"])


def _opening_subjects(syntax: Syntax, token: int, contents: list[list[int]]) -> list[int]:
    """Returns the subjects of words that go on behind the pronoun: in "The mayor, he said, was late" the mayor is not he."""
    if not any(words[-1] > token for words in contents if words):
        return []
    first = syntax.first[syntax.sentence[token]]
    opening = [i for words in contents for i in words[bisect_left(words, first) : bisect_left(words, token)]]
    return [i for i in opening if syntax.dep[i] in _SUBJECT and syntax.pos[i] in ("NOUN", "PROPN")]


def _with_participle(syntax: Syntax, token: int) -> list[int]:
    """Returns what stands with a participle before a pronoun that is its subject ("Speaking through an interpreter, he said")."""
    if syntax.dep[token] not in _SUBJECT:
        return []
    verbs = (c for c in syntax.children[syntax.head[token]] if c < token and syntax.dep[c] == "advcl" and syntax.tag[c] == "VBG")
    own = [verb for verb in verbs if own_subject(syntax, verb) is None]
    return [i for verb in own for i in range(syntax.left[verb], syntax.right[verb] + 1) if syntax.dep[i] in ("dobj", "pobj")]


def _below_subject(syntax: Syntax, token: int) -> list[int]:
    """Returns the tokens behind the verb that a pronoun is the subject of, in the same clause or in clauses below it."""
    if syntax.dep[token] not in _SUBJECT:
        return []
    found: list[int] = []
    stack = [child for child in syntax.children[syntax.head[token]] if child > token]
    while stack and len(found) < _FARTHEST:
        below = stack.pop()
        if syntax.dep[below] in _APART or (syntax.dep[below] == "conj" and own_subject(syntax, below) is not None):
            continue
        found.append(below)
        stack += syntax.children[below]
    return found


def _joined(syntax: Syntax, token: int) -> list[int]:
    """Returns the noun phrases that a conjunction joins with a pronoun."""
    joined = list(children(syntax, token, "conj"))
    return [*joined, syntax.head[token]] if syntax.dep[token] == "conj" else joined


def is_dummy(discourse: Discourse, token: int) -> bool:
    """Says whether an "it" stands for the clause behind it ("It is important to note that …") and so for nobody."""
    syntax, verb = discourse.syntax, discourse.syntax.head[token]
    if syntax.dep[token] == "expl" or syntax.lower[token] != "it" or syntax.dep[token] not in _SUBJECT:
        return syntax.dep[token] == "expl"
    below = [child for child in syntax.children[verb] if child > token]
    below += [inner for child in below if syntax.dep[child] in _PREDICATES for inner in syntax.children[child]]
    clauses = {syntax.dep[child] for child in below} & _CLAUSES
    if syntax.lemma[verb] in word_set("seeming"):
        return "ccomp" in clauses
    judged = {syntax.lower[child] for child in below if syntax.dep[child] in ("acomp", "oprd", "amod")}
    followed = bool(clauses) or syntax.dep[verb] == "xcomp"
    linking = syntax.lemma[verb] in word_set("linking") or syntax.lower[verb] == "’s"
    return followed and linking and bool(judged & word_set("dummy"))
