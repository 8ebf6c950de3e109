"""Documents and who issued them: "the report" stands for the body whose report it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.language.grammar import VERBAL, child, children
from hedgelens.language.words import related, word_set
from hedgelens.records import Kind
from hedgelens.sources.mentions.mention import Determiner, Mention
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.links import Link
from hedgelens.sources.reference.wording import describe

if TYPE_CHECKING:
    from hedgelens.sources.reference.discourse import Discourse

_ISSUED = frozenset(["by", "from"])
_SOON = 8
_FRESH = 30
"""Sentences after which a document is no longer taken up by another document noun."""


def document_link(discourse: Discourse, mention: Mention) -> Link:
    """Returns the document that a mention names, with what the text says about who issued it."""
    title = title_behind(discourse, mention)
    issuer = stated_issuer(discourse, mention)
    if title is None and issuer is None and mention.determiner in (Determiner.DEFINITE, Determiner.BARE):
        found = earlier(discourse, mention)
        if found is not None:
            entity, token = found
            discourse.documents.append((entity, mention.head))
            return Link(entity, "document-again", f"'{mention.text}' takes up a document", token)
    entity = Entity(
        description=describe(discourse, mention),
        classes=set(mention.classes & {"document", "work"}),
        nouns={mention.noun},
        plural=mention.plural,
        modifiers=mention.modifiers,
        issuer=issuer,
    )
    if title is not None:
        entity.forms.append(tuple(discourse.syntax.text[i] for i in title))
        for named in {discourse.index.entity_of[i].root for i in title if i in discourse.index.entity_of}:
            if named.person is not True and not named.classes & {"organisation", "government", "media"}:
                entity.absorb(named)
    close_forward(discourse, entity, mention)
    discourse.documents.append((entity, mention.head))
    return Link(entity, "document", "document")


def stated_issuer(discourse: Discourse, mention: Mention) -> int | Entity | None:
    """Finds who issued a document by what stands beside it.

    Returns:
        The token of the issuer, or the issuer: "a survey by X", "data released by X", "X's survey", "an X survey", "X published a
        survey", "in a survey, X said".
    """
    syntax, head = discourse.syntax, mention.head
    owner = mention.possessor
    if owner is not None and discourse.index.entity_of.get(owner) is not None and "record" not in mention.classes:
        return owner
    behind = _behind(discourse, head)
    if behind is not None or "record" in mention.classes:
        return behind
    if owner is not None:
        return owner
    for i in range(head - 1, mention.left - 1, -1):
        entity = discourse.index.entity_of.get(i)
        if (
            entity is not None
            and not entity.root.place
            and (entity.root.classes or entity.root.person is not True or syntax.dep[i] == "poss" or syntax.tag[i + 1] == "POS")
        ):
            if _is_region(discourse, i):
                return None
            if entity.root.person is None and mention.noun in related("same", "words")["poll"]:
                entity.root.person = False  # polls are those of bodies
            if entity.root.is_document and entity.root.is_named:
                entity.root.classes -= {"document", "work"}  # the "Harbor Surveys poll" is no survey's
                entity.root.classes.add("organisation")
            return entity
    return _by_verb(discourse, head)


def _is_region(discourse: Discourse, token: int) -> bool:
    """Says whether a name before a noun is a country's abbreviation ("a U.S. report")."""
    text = discourse.syntax.text[token]
    return "." in text and len(text) <= 5


def _behind(discourse: Discourse, head: int) -> int | None:
    syntax = discourse.syntax
    for i in range(head + 1, min(syntax.right[head] + 1, head + 10)):
        if syntax.pos[i] in VERBAL | {"PUNCT"} and syntax.text[i] not in ",-":
            break
        if syntax.lower[i] == "by" and syntax.dep[i] in ("prep", "agent"):
            return child(syntax, i, "pobj")
    for behind in (c for c in syntax.children[head] if c > head):
        if syntax.lower[behind] in _ISSUED and syntax.dep[behind] in ("prep", "agent"):
            return child(syntax, behind, "pobj")
        if syntax.lower[behind] == "of" and (body := _body_behind(discourse, behind)) is not None:
            return body
        if syntax.lower[behind] == "on" and syntax.dep[behind] == "prep":
            for place in syntax.children[behind]:
                if syntax.lemma[place] in word_set("place_of_issue"):
                    return child(syntax, place, "poss", "compound")
        if syntax.dep[behind] in ("acl", "relcl") and syntax.lemma[behind] in word_set("issuing") | {"report"}:
            agent = _agent(discourse, behind)
            if agent is not None:
                return agent
    return None


def _body_behind(discourse: Discourse, preposition: int) -> int | None:
    """Returns the body of "the report of the laboratory"; "a survey of voters" has none."""
    inner = child(discourse.syntax, preposition, "pobj")
    if inner is None:
        return None
    named = discourse.index.entity_of.get(inner)
    mention = discourse.mentions.get(inner)
    is_body = (named is not None and named.root.is_body) or (mention is not None and mention.is_body and not mention.plural)
    return inner if is_body else None


def _agent(discourse: Discourse, verb: int) -> int | None:
    syntax = discourse.syntax
    stack = [verb]
    while stack:
        token = stack.pop()
        for below in syntax.children[token]:
            if syntax.lower[below] in _ISSUED and syntax.dep[below] in ("agent", "prep"):
                return child(syntax, below, "pobj")
            if syntax.dep[below] == "nsubj" and syntax.tag[below] not in ("WDT", "WP"):
                return below
            if syntax.dep[below] == "prep":
                stack += children(syntax, below, "pobj")
    return None


def _by_verb(discourse: Discourse, head: int) -> int | None:
    """Reads "X published a survey" and "X said in a survey", "in a survey, X said"."""
    syntax = discourse.syntax
    verb = syntax.head[head]
    particle = child(syntax, verb, "prt")
    issues = (syntax.lemma[verb] if particle is None else f"{syntax.lemma[verb]}_{syntax.lower[particle]}") in word_set("issuing")
    if syntax.dep[head] == "dobj" and issues:
        return _subject(discourse, verb)
    if syntax.dep[head] == "nsubjpass" and issues:
        return _agent(discourse, verb)
    if syntax.dep[head] == "pobj" and syntax.lower[verb] in ("in", "with"):
        above = syntax.head[verb]
        while syntax.pos[above] in ("NOUN", "ADP") and syntax.head[above] != above:
            above = syntax.head[above]
        subject = _subject(discourse, above) if syntax.pos[above] in VERBAL else None
        named = discourse.index.entity_of.get(subject) if subject is not None else None
        return subject if subject in discourse.sources.heads or (named is not None and named.root.classes) else None
    return None


def _subject(discourse: Discourse, verb: int) -> int | None:
    syntax = discourse.syntax
    for _ in range(4):
        subject = child(syntax, verb, "nsubj")
        if subject is not None:
            return subject
        if syntax.dep[verb] not in ("conj", "xcomp", "advcl"):
            return None
        verb = syntax.head[verb]
    return None


def title_behind(discourse: Discourse, mention: Mention) -> range | None:
    """Returns the tokens of the title in quotation marks behind the name of a work ("the film “Low Water”")."""
    if "work" not in mention.classes:
        return None
    syntax, i = discourse.syntax, mention.head + 1
    if i < len(syntax) and syntax.text[i] == ",":
        i += 1
    if i >= len(syntax) or syntax.text[i] not in "“\"‘'":
        return None
    end = i + 1
    while end < min(i + 12, len(syntax)) and syntax.text[end] not in "”\"’'":
        end += 1
    while end > i + 1 and syntax.text[end - 1] in ".,;":
        end -= 1
    return range(i + 1, end) if end > i + 1 and not syntax.text[i + 1][:1].islower() else None


def earlier(discourse: Discourse, mention: Mention) -> tuple[Entity, int] | None:
    """Finds the document that a bare document noun takes up: the latest of that name, or of a like one."""
    syntax = discourse.syntax
    if mention.determiner is Determiner.BARE and not (mention.plural and mention.left == mention.head):
        return None
    like = related("same", "words").get(mention.noun, frozenset({mention.noun}))
    wanted = mention.modifiers
    here = syntax.sentence[mention.head]
    for entity, token in reversed(discourse.documents[-40:]):
        root = entity.root
        if root.plural != mention.plural or here - syntax.sentence[token] > _FRESH:
            continue
        exact = mention.noun in root.nouns
        if not exact and not (root.nouns & like):
            continue
        if wanted and not wanted <= root.modifiers | root.nouns:
            continue
        if mention.determiner is Determiner.BARE and (not exact or here - syntax.sentence[token] > 1):
            continue
        return root, token
    return None


def close_forward(discourse: Discourse, entity: Entity, mention: Mention) -> None:
    """Gives a document of the headline the issuer that the body names."""
    syntax = discourse.syntax
    if entity.issuer is None:
        return
    for other, token in discourse.documents:
        if syntax.sentence[token] > discourse.head_limit:
            break
        sentence = syntax.sentences[syntax.sentence[token]]
        near = syntax.sentence[mention.head] - syntax.sentence[token] <= _SOON
        in_head = sentence.kind is Kind.TITLE or syntax.sentence[token] < discourse.head_limit
        if (
            in_head
            and near
            and not any(word[:1].isupper() for word in other.root.description.split()[:-1])
            and other.root.issuer is None
            and not other.root.forms
            and other.root.plural == entity.plural
        ):
            like = related("same", "words").get(mention.noun, frozenset({mention.noun}))
            if other.root.nouns & (like | {mention.noun}):
                other.root.issuer = entity.issuer


def issuer_of(discourse: Discourse, entity: Entity) -> Entity | None:
    """Returns who issued a document, followed through chains ("its author's report on the survey")."""
    seen: set[int] = set()
    current = entity.root
    while current.is_document and id(current) not in seen:
        seen.add(id(current))
        issuer = current.issuer
        found = discourse.entity(issuer) if isinstance(issuer, int) else issuer.root if issuer is not None else None
        if found is None or found is current:
            break
        current = found
    return current if current is not entity.root else None
