"""Documents and who issued them: "the report" stands for the body whose report it is."""

from __future__ import annotations

from hedgelens.language.grammar import VERBAL, child, children, subject
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import related, word_set
from hedgelens.records import Kind
from hedgelens.sources.lexicon import INSTITUTION, WORK, classes_of
from hedgelens.sources.mentions.mention import Determiner, Mention
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity, Link
from hedgelens.sources.reference.rules import rule

_ISSUED = frozenset(["by", "from"])
_OPENING = (["“"], ['"'], ["‘"], ["'"])
_LONGEST_TITLE = 12
_WHOLE = frozenset(["full", "whole", "entire", "complete"])
"""What tells no other document: "the full report" is the report."""
_WRITTEN = frozenset(["published", "by", "on", "about", "titled", "entitled", "in"])
"""Words behind "paper" that show that it is no newspaper."""
_FURTHER = frozenset(["another", "further", "second", "third", "separate", "later", "subsequent", "earlier", "previous"])
"""What tells one more document of whoever issued the one before ("another statement")."""
_OF_A_PLACE = frozenset(["survey", "poll", "census", "study"])
"""Documents before which a noun may tell where they were made ("a county survey")."""
_SOON = 8
_FRESH = 30
"""Sentences after which a document is no longer taken up by another document noun."""


def _spoken_of(discourse: Discourse, mention: Mention, link: Link) -> None:
    discourse.documents.append((link.entity, mention.head))


def _issued(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Learns that a poll's issuer is a body, and who issued a document of the headline that had none."""
    issuer = link.entity.issuer
    if isinstance(issuer, Entity):
        if issuer.root.person is None and mention.noun in related("same", "words")["poll"]:
            issuer.root.person = False
        if issuer.root.is_document and issuer.root.is_named:
            issuer.root.classes -= WORK  # the "Harbor Surveys poll" is no survey's
            issuer.root.classes.add("organisation")
    if issuer is not None:
        _close_forward(discourse, link.entity, mention)
    _spoken_of(discourse, mention, link)


def _titled(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Joins a work with what its title was taken for elsewhere."""
    for named in {entity for i in _title_behind(discourse, mention) if (entity := discourse.named(i)) is not None}:
        if named.person is not True and not named.classes & INSTITUTION:
            link.entity.absorb(named)
    _issued(discourse, mention, link)


@rule("The *film* “Low Water” won.", "The *film* won.", learn=_titled)
def titled_work(discourse: Discourse, mention: Mention) -> Link | None:
    """A film or book with its title behind it."""
    title = _title_behind(discourse, mention)
    if not title:
        return None
    entity = _document(discourse, mention)
    entity.forms.append(tuple(discourse.syntax.text[i] for i in title))
    return Link(entity, "document")


@rule(
    "The office released a report. The *report* was late.",
    "A report was late. A *report* was new.",
    learn=_spoken_of,
    precision=1,
)
def document_again(discourse: Discourse, mention: Mention) -> Link | None:
    """A document spoken of before: the latest of that name, or of a like one."""
    bare = mention.determiner is Determiner.BARE
    alone = mention.plural and mention.left == mention.head
    if not _is_document(discourse, mention) or not (mention.determiner is Determiner.DEFINITE or (bare and alone)):
        return None
    if _issuer_beside(discourse, mention) is not None:
        return None
    # "CNX has published the report": that of whoever is known to have written it.
    passed_on = _by_verb(discourse, mention.head) is not None
    found = [(entity.root, token) for entity, token in reversed(discourse.documents[-40:])]
    found = [(entity, token) for entity, token in found if _may_be_again(discourse, mention, entity, token)]
    found = [pair for pair in found if not passed_on or (mention.noun in pair[0].nouns and pair[0].issuer is not None)]
    same = [(entity, token) for entity, token in found if mention.noun in entity.nouns]
    latest = same[0] if same else found[0] if found else (None, None)
    if latest[0] is not None and latest[0].issuer is None and not latest[0].spoke:
        latest = next((pair for pair in same if pair[0].issuer is not None and pair[0].spoke), latest)  # it is known whose
    entity, token = latest
    return Link(entity, f"'{mention.text}' refers to a document", token) if entity is not None else None


def _may_be_again(discourse: Discourse, mention: Mention, earlier: Entity, token: int) -> bool:
    """Says whether a document spoken of at a token may be meant by a later noun; by a bare plural right behind only."""
    sentences = discourse.sentences_since(token, mention)
    if sentences > _FRESH:
        return False
    other = mention.modifiers - _WHOLE - earlier.modifiers - earlier.nouns
    if other and not _may_be_said_of(discourse, mention, earlier, sentences):
        return False
    found = mention.noun in word_set("found") or not earlier.nouns.isdisjoint(word_set("found"))
    if earlier.plural != mention.plural and not (found and earlier.issuer is not None):
        return False
    if mention.noun in earlier.nouns:
        return mention.determiner is Determiner.DEFINITE or sentences <= 1
    return mention.determiner is Determiner.DEFINITE and bool(earlier.nouns & _like(mention))


def _may_be_said_of(discourse: Discourse, mention: Mention, earlier: Entity, sentences: int) -> bool:
    """Says whether what a description adds ("the draft report") may be said of a document of which only the issuer is known."""
    names = any(discourse.named(i) is not None for i in range(mention.left, mention.head))
    bodies = any(classes_of(word) & INSTITUTION for word in mention.modifiers)
    definite = mention.determiner is Determiner.DEFINITE and mention.noun in earlier.nouns and not earlier.modifiers
    return definite and earlier.issuer is not None and sentences <= _SOON and not names and not bodies


@rule("A *report* by Ada Okoro was late.", "A *reporter* was late.", learn=_issued, precision=0.824)
def document(discourse: Discourse, mention: Mention) -> Link | None:
    """A new document, with whoever issued it."""
    return Link(_document(discourse, mention), "document") if _is_document(discourse, mention) else None


def _is_document(discourse: Discourse, mention: Mention) -> bool:
    """Says whether a noun is a document's; "paper" is by what stands beside it ("a new paper", "a paper on tides")."""
    if not mention.is_document or "person" in mention.classes or not mention.is_body:
        return mention.is_document and not mention.is_body and not mention.is_person
    of_science = not mention.modifiers.isdisjoint(word_set("scientific"))
    behind = [i for i in discourse.syntax.children[mention.head] if i > mention.head]
    written = any(discourse.syntax.lower[i] in _WRITTEN for i in behind) or discourse.sources.is_for_documents(mention.head)
    again = mention.determiner is Determiner.DEFINITE and any(mention.noun in entity.nouns for entity, _ in discourse.documents)
    return of_science or written or again


def _document(discourse: Discourse, mention: Mention) -> Entity:
    return Entity(
        description=discourse.describe(mention),
        classes=set(mention.classes & WORK),
        nouns={mention.noun},
        plural=mention.plural,
        modifiers=mention.modifiers,
        issuer=_stated_issuer(discourse, mention),
    )


def _like(mention: Mention) -> frozenset[str]:
    return related("same", "words").get(mention.noun, frozenset({mention.noun}))


def _title_behind(discourse: Discourse, mention: Mention) -> range:
    """Returns the tokens of the title in quotation marks behind the name of a work ("the film “Low Water”")."""
    if "work" not in mention.classes:
        return range(0)
    text = discourse.syntax.text
    start = mention.head + 1 + (text[mention.head + 1 : mention.head + 2] == [","])
    if text[start : start + 1] not in _OPENING:
        return range(0)
    last = min(start + _LONGEST_TITLE, len(text))
    end = next((i for i in range(start + 1, last) if text[i] in "”\"’'"), last)
    while end > start + 1 and text[end - 1] in ".,;":
        end -= 1
    return range(start + 1, end) if end > start + 1 and not text[start + 1][:1].islower() else range(0)


def _close_forward(discourse: Discourse, entity: Entity, mention: Mention) -> None:
    """Gives a document of the headline the issuer that the body names."""
    for other, token in ((other.root, token) for other, token in discourse.documents):
        sentence = discourse.syntax.sentence[token]
        if sentence > discourse.head_limit:
            break
        in_head = discourse.syntax.sentences[sentence].kind is Kind.TITLE or sentence < discourse.head_limit
        near = discourse.sentences_since(token, mention) <= _SOON
        if in_head and near and other.issuer is None and _may_foretell(other, entity, _like(mention) | {mention.noun}):
            other.issuer = entity.issuer


def _may_foretell(earlier: Entity, document: Entity, nouns: frozenset[str]) -> bool:
    """Says whether a document without a name may be one that is called by one of some nouns later."""
    unnamed = not earlier.forms and not any(word[:1].isupper() for word in earlier.description.split()[:-1])
    return unnamed and earlier.plural == document.plural and not earlier.nouns.isdisjoint(nouns)


# ---------------------------------------------------------------- who issued it


def _stated_issuer(discourse: Discourse, mention: Mention) -> int | Entity | None:
    """Finds who issued a document by what stands beside it.

    Returns:
        The token of the issuer, or the issuer: "a survey by X", "data released by X", "X's survey", "an X survey", "X published a
        survey", "in a survey, X said".
    """
    beside = _issuer_beside(discourse, mention)
    blocked = "record" in mention.classes or mention.possessor is not None or _name_before(discourse, mention) is not None
    if beside is not None or blocked:
        return beside
    by_verb = _by_verb(discourse, mention.head)
    return by_verb if by_verb is not None else _of_one_before(discourse, mention)


def _of_one_before(discourse: Discourse, mention: Mention) -> Entity | None:
    """Returns who issued the document of a like name before, of which this is a further one ("Another statement said …")."""
    words = {discourse.syntax.lower[i] for i in range(mention.left, mention.head)}
    if words.isdisjoint(_FURTHER) or mention.plural:
        return None
    for entity, token in reversed(discourse.documents[-20:]):
        alike = not entity.root.nouns.isdisjoint(_like(mention)) and discourse.sentences_since(token, mention) <= _SOON
        if alike and (issuer := issuer_of(discourse, entity)) is not None:
            return issuer
    return None


def _issuer_beside(discourse: Discourse, mention: Mention) -> int | Entity | None:
    """Finds who issued a document by what belongs to its noun."""
    record = "record" in mention.classes
    if not record and discourse.named(mention.possessor) is not None:
        return mention.possessor
    behind = _behind(discourse, mention.head)
    if behind is not None or (record and mention.noun not in word_set("body_data")):
        return behind
    if mention.possessor is not None:
        return mention.possessor if discourse.syntax.lemma[mention.possessor] not in word_set("time") else None
    before = _name_before(discourse, mention)
    if before is not None:
        return discourse.index.entity_of[before] if not _is_region(discourse, before) and not record else None
    return _body_before(discourse, mention)


def _body_before(discourse: Discourse, mention: Mention) -> Entity | None:
    """Returns the body that a noun before a document's tells of ("a police report", "government data", but "court records")."""
    token = mention.head - 1
    noun = discourse.syntax.lemma[token] if token >= mention.left else ""
    if discourse.syntax.dep[token] != "compound" or noun not in word_set("issuing_body") or mention.noun in _OF_A_PLACE:
        return None
    bodies = discourse.named_nouns[noun] + (discourse.named_nouns["department"] if noun == "police" else [])
    named = [entity.root for entity, at in bodies if at < token and entity.root.is_body]
    named = [entity for entity in named if noun != "police" or noun in entity.name_words]
    described = [entity.root for entity, at in discourse.described[noun] if at < token and entity.root.description == noun]
    known = next((entity for entity in (*named[::-1], *described[::-1]) if not entity.plural or noun == "police"), None)
    return known or Entity(description=noun, classes=set(classes_of(noun) & INSTITUTION), nouns={noun}, person=False)


def _name_before(discourse: Discourse, mention: Mention) -> int | None:
    """Returns the name before a document noun that may be its issuer's; "the Okoro verdict" is a court's."""
    if mention.noun in word_set("about"):
        return None
    before = range(mention.head - 1, mention.left - 1, -1)
    return next((i for i in before if _may_issue(discourse, i) and not _is_carried_by(discourse, mention, i)), None)


def _is_carried_by(discourse: Discourse, mention: Mention, token: int) -> bool:
    """Says whether a name before a document noun only tells where it was posted ("a Facebook post", "SMS messages")."""
    word = discourse.syntax.lower[token]
    return mention.noun in word_set("posted") and word in word_set("platform")


def _may_issue(discourse: Discourse, token: int) -> bool:
    """Says whether a name before a document noun may be that of its issuer."""
    syntax, entity = discourse.syntax, discourse.named(token)
    if entity is None or entity.place:
        return False
    return bool(entity.classes) or entity.person is not True or syntax.dep[token] == "poss" or syntax.tag[token + 1] == "POS"


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
        issues, issuer = _issuer_under(discourse, behind)
        if issues:
            return issuer
    return None


def _issuer_under(discourse: Discourse, behind: int) -> tuple[bool, int | None]:
    """Says whether what hangs on a document noun tells who issued it, and who."""
    syntax, dep = discourse.syntax, discourse.syntax.dep[behind]
    word = syntax.lower[behind]
    if word in _ISSUED and dep in ("prep", "agent"):
        issuer = child(syntax, behind, "pobj")
        return True, None if word == "from" and _is_state(discourse, issuer) else issuer
    if word == "of" and (body := _body_behind(discourse, behind)) is not None:
        return True, body
    if word == "on" and dep == "prep":
        place = next((c for c in syntax.children[behind] if syntax.lemma[c] in word_set("place_of_issue")), None)
        return place is not None, child(syntax, place, "poss", "compound") if place is not None else None
    if dep in ("acl", "relcl") and syntax.lemma[behind] in word_set("issuing") | {"report"}:
        agent = _agent(syntax, behind)
        return agent is not None, agent
    return False, None


def _is_state(discourse: Discourse, token: int | None) -> bool:
    """Says whether a name is that of a state: "data from Poland" are of what happens there, and may be anybody's."""
    named = discourse.named(token)
    return named is not None and named.is_state


def _body_behind(discourse: Discourse, preposition: int) -> int | None:
    """Returns the body of "the report of the laboratory"; "a survey of voters" has none."""
    inner = child(discourse.syntax, preposition, "pobj")
    if inner is None:
        return None
    named, mention = discourse.named(inner), discourse.mentions.get(inner)
    is_body = (named is not None and named.is_body) or (mention is not None and mention.is_body and not mention.plural)
    return inner if is_body else None


def _agent(syntax: Syntax, verb: int) -> int | None:
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
    syntax, verb = discourse.syntax, discourse.syntax.head[head]
    if syntax.dep[head] in ("dobj", "nsubjpass"):
        particle = child(syntax, verb, "prt")
        phrase = syntax.lemma[verb] if particle is None else f"{syntax.lemma[verb]}_{syntax.lower[particle]}"
        find = subject if syntax.dep[head] == "dobj" else _agent
        return find(syntax, verb) if phrase in word_set("issuing") else None
    return _teller(discourse, verb) if syntax.dep[head] == "pobj" and syntax.lower[verb] in ("in", "with") else None


def _teller(discourse: Discourse, preposition: int) -> int | None:
    """Returns who says something in a document, if that is a source or a body."""
    syntax, above = discourse.syntax, discourse.syntax.head[preposition]
    while syntax.pos[above] in ("NOUN", "ADP") and syntax.head[above] != above:
        above = syntax.head[above]
    teller = subject(syntax, above) if syntax.pos[above] in VERBAL else None
    named = discourse.named(teller)
    return teller if teller in discourse.sources.heads or (named is not None and named.classes) else None


def issuer_of(discourse: Discourse, entity: Entity) -> Entity | None:
    """Returns who issued a document, followed through chains ("its author's report on the survey")."""
    seen: set[int] = set()
    current = entity.root
    while current.is_document and id(current) not in seen:
        seen.add(id(current))
        issuer = current.issuer
        found = _issuer_at(discourse, issuer) if isinstance(issuer, int) else issuer.root if issuer is not None else None
        if found is None or found is current or _hands_on(found, current):
            break
        current = found
    return current if current is not entity.root else None


def _hands_on(issuer: Entity, document: Entity) -> bool:
    """Says whether an outlet only publishes what somebody else wrote ("the memo, first published by the Courier")."""
    return "media" in issuer.classes and not issuer.person and not document.nouns.isdisjoint(word_set("handed_on"))


def _issuer_at(discourse: Discourse, token: int) -> Entity | None:
    """Returns who is spoken of at a token, with those that a conjunction joins ("a study by Varner College and CNX")."""
    joint = discourse.conjoined(token) if discourse.syntax.dep[token] != "conj" else None
    named = joint is not None and all(member.root.is_named for member in joint.members)
    return joint if named else discourse.entity(token)
