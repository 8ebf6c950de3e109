"""What a description takes up: "the senator", "the agency", "the Denholm businessman"; or somebody new."""

from __future__ import annotations

from collections.abc import Iterator

from hedgelens.language.words import related, word_set
from hedgelens.sources.lexicon import like, may_stand_for, parties_of
from hedgelens.sources.mentions.finding import is_subject
from hedgelens.sources.mentions.mention import Determiner, Mention
from hedgelens.sources.names.parts import is_acronym
from hedgelens.sources.reference import learning
from hedgelens.sources.reference.discourse import Bearer, Discourse
from hedgelens.sources.reference.entity import Entity, Link, new_entity
from hedgelens.sources.reference.rules import rule
from hedgelens.sources.reference.salience import Place

_NEAR = 4
_CLOSE = 2
_FAR = 12
_LONG_AGO = 40
_PLACE = 2
_SHARES = frozenset(["percent", "%"])


def takes_up(mention: Mention) -> bool:
    """Says whether a description is of what is known; in "the head of the union" what follows the noun says who is meant."""
    return mention.determiner is Determiner.DEFINITE and not mention.identified


# ---------------------------------------------------------------- by an earlier description


def _fuller(discourse: Discourse, mention: Mention, link: Link) -> None:
    """Keeps the fuller of two descriptions."""
    if link.entity.modifiers < mention.modifiers and not link.entity.is_named:
        link.entity.modifiers, link.entity.description = mention.modifiers, discourse.describe(mention)


@rule("A waiter left. The *waiter* was late.", "A waiter left. A *waiter* was late.", learn=_fuller, precision=0.9)
def same_description(discourse: Discourse, mention: Mention) -> Link | None:
    """An unnamed entity that was described alike."""
    if not _may_be_the_same(discourse, mention):
        return None
    speaks = mention.head in discourse.sources.heads
    latest = discourse.described[mention.noun][-20:][::-1]
    for entity, token in sorted(latest, key=lambda pair: speaks and not pair[0].root.spoke):  # those who spoke come first
        root = entity.root
        if _is_in_view(discourse, mention, root, token) and _is_described_alike(discourse, mention, root):
            return Link(root, f"'{mention.text}' repeats a description", token)
    return None


def _may_be_the_same(discourse: Discourse, mention: Mention) -> bool:
    """Says whether a description may be of those described before: a definite or plural one, but no "other voters" or "some"."""
    if mention.determiner is Determiner.BARE and not mention.modifiers and mention.noun in word_set("bare_group"):
        return False
    words = discourse.syntax.lower[mention.left : mention.head]
    several = mention.plural or mention.determiner is Determiner.DEFINITE
    return several and mention.noun not in _SHARES and word_set("other").isdisjoint(words)


def _is_in_view(discourse: Discourse, mention: Mention, entity: Entity, token: int) -> bool:
    """Says whether an unnamed entity described at a token may still be meant."""
    if entity.owner is not None and entity.owner.root is not discourse.entity(mention.possessor):
        return _is_only_one_owned(discourse, mention, token)
    if entity.is_named:
        return True
    if discourse.syntax.quoted[token] and not discourse.syntax.quoted[mention.head]:
        return False
    return mention.plural or discourse.sentences_since(token, mention) <= _LONG_AGO


def _is_only_one_owned(discourse: Discourse, mention: Mention, token: int) -> bool:
    """Says whether "the lawyers" may be "her lawyers" spoken of at a token: shortly before, and nobody else's."""
    if (
        mention.possessor is not None
        or mention.determiner is not Determiner.DEFINITE
        or not mention.is_person
        or mention.modifiers
    ):
        return False
    owned = {entity.root for entity, _ in discourse.described[mention.noun] if entity.root.owner is not None}
    return len(owned) == 1 and discourse.sentences_since(token, mention) <= _FAR


def _is_described_alike(discourse: Discourse, mention: Mention, earlier: Entity) -> bool:
    """Says whether nothing in a description speaks against an earlier one with the same noun.

    "Voters" after "the young voters" are others; "the voters" are those. Where both speak, "experts" are the "harbor experts".
    """
    wanted, known = mention.modifiers, earlier.modifiers
    if earlier.plural != mention.plural or (mention.tail and mention.tail != earlier.tail) or (earlier.tail and wanted - known):
        return False
    if mention.determiner is Determiner.DEFINITE:
        return wanted <= known
    both_speak = earlier.spoke and mention.head in discourse.sources.heads
    return wanted == known or (both_speak and (wanted <= known or known <= wanted))


# ---------------------------------------------------------------- by the title or the head of a name


@rule(
    "The Harbor Institute met. A group was founded. The *group* was late.",
    "The Harbor Institute met. The *institute* was late.",
    learn=_fuller,
)
def same_before_title(discourse: Discourse, mention: Mention) -> Link | None:
    """What was called by that very noun shortly before, rather than a name that is only of that sort."""
    bearer = bearer_of(discourse, mention)
    same = same_description.find(discourse, mention) if bearer is not None and bearer.shared == 0 else None
    if same is None or same.antecedent is None or bearer is None:
        return None
    close = discourse.sentences_since(same.antecedent, mention) <= _CLOSE
    return same if close or same.antecedent > bearer.token else None


@rule(
    "The Harbor Institute met. The *institute* left.",
    "The Harbor Institute met. An *institute* left.",
    learn=learning.called,
    precision=1,
)
def title_or_head(discourse: Discourse, mention: Mention) -> Link | None:
    """The bearer of a name whose title, occupation or head the noun is, or may stand for."""
    bearer = bearer_of(discourse, mention)
    if bearer is None or not _fits_modifiers(mention, bearer.entity):
        return None
    nearer = body_spoken_of.find(discourse, mention) if bearer.shared == 0 else None
    if nearer is not None and (nearer.antecedent or 0) > bearer.token:
        return None  # "ORA … the agency", whatever other bureau was named before
    return Link(bearer.entity, f"'{mention.text}' refers to a name with that title or head noun", bearer.token)


def bearer_of(discourse: Discourse, mention: Mention) -> Bearer | None:
    """Returns who bears a title or occupation by what was said so far: the one who shares most with it, the latest of several."""
    if not takes_up(mention):
        return None
    if discourse.bearer is None or discourse.bearer[0] is not mention:  # several rules ask
        found = _bearers(discourse, mention)
        best = max(found, key=lambda bearer: (bearer.shared, _acts(discourse, mention, bearer), bearer.token), default=None)
        discourse.bearer = mention, best
    return discourse.bearer[1]


def _acts(discourse: Discourse, mention: Mention, bearer: Bearer) -> bool:
    """Says whether a body does or says something shortly before: rather than one that only came in, "the company" is that."""
    near = mention.is_body and discourse.sentences_since(bearer.token, mention) <= _NEAR
    return near and (bearer.token in discourse.sources.heads or is_subject(discourse.syntax, bearer.token))


def full_title(mention: Mention) -> str:
    """Returns the noun of a description, with what makes another title of it ("the vice president" is no president)."""
    if mention.modifiers.isdisjoint(word_set("under_title")):
        return mention.noun
    under = next((word for word in mention.modifiers if word in word_set("under_title")), None)
    return f"{under}_{mention.noun}" if under is not None else mention.noun


def _bearers(discourse: Discourse, mention: Mention) -> Iterator[Bearer]:
    title = full_title(mention)
    for noun in (title, *like(mention.noun)):
        seen: set[Entity] = set()
        for entity, token in reversed(discourse.named_nouns.get(noun, ())[-30:]):
            root = entity.root
            if root in seen:
                continue  # an earlier mention of the same one weighs no more than the later one
            seen.add(root)
            if not _may_bear(mention, title, root):
                continue
            words = len(mention.modifiers & (root.modifiers | root.name_words)) if mention.modifiers else 0
            shared = words + (noun == title and _is_called(mention, noun, root))
            if shared or discourse.sentences_since(token, mention) <= _FAR:
                yield Bearer(root, token, shared)


def _is_called(mention: Mention, noun: str, entity: Entity) -> bool:
    """Says whether an entity is called by a noun more than others of its sort: by "the company" only if that is in its name."""
    general = mention.is_body and noun in related("stands_for", "heads")
    return not general or noun in entity.name_words


def _may_bear(mention: Mention, title: str, entity: Entity) -> bool:
    """Says whether a noun may be of a named entity, or of the members for whom it speaks."""
    if mention.plural and may_stand_for(mention.noun, entity.members_called):
        return True
    same = entity.plural == mention.plural and may_stand_for(title, entity.nouns)
    return same and not differs(mention, entity)


def _fits_modifiers(mention: Mention, entity: Entity) -> bool:
    """Says whether nothing in the description speaks against an entity: "the district court" is not the Supreme Court."""
    if not mention.modifiers or not (mention.is_body or (mention.is_person and entity.modifiers)):
        return True
    known = entity.modifiers | entity.nouns | entity.name_words | set(entity.description.lower().split())
    known = known.union(*(related("alike", "words").get(word, ()) for word in known))
    return bool({word.rstrip("s") for word in mention.modifiers} & {word.rstrip("s") for word in known})


def differs(mention: Mention, entity: Entity, said: frozenset[str] = frozenset()) -> bool:
    """Says whether an entity is of another gender or party than a description ("widow", "the Republican nominee")."""
    if mention.gender is not None and entity.gender is not None and mention.gender != entity.gender:
        return True
    meant = parties_of(mention.modifiers | said)
    if not meant:
        return False
    known = parties_of(entity.modifiers | entity.nouns) | entity.parties
    return bool(known) and not known & meant


# ---------------------------------------------------------------- by who is spoken of


@rule(
    "1[ORA] 1{said} 1<that floods came>. The *agency* was late.",
    "1[ORA] 1{said} 1<that floods came>. The new *agency* was late.",
    precision=1,
)
def body_spoken_of(discourse: Discourse, mention: Mention) -> Link | None:
    """The acronym or plain name of a body that a general noun takes up ("the agency" after "ORA")."""
    general = mention.is_body and not mention.plural and not mention.modifiers
    if not general or mention.noun not in related("stands_for", "heads") or not takes_up(mention):
        return None
    near = [place for place in spoken_of(discourse, mention, _NEAR) if place.source or place.subject]
    alike = (place for place in near if _is_alike(mention, place.entity.root))
    place = next(alike, None) or next((place for place in near if _is_plain_name(place.entity.root)), None)
    return (
        Link(place.entity.root, f"'the {mention.noun}' refers to the institution spoken of", place.token)
        if place is not None
        else None
    )


def _is_alike(mention: Mention, entity: Entity) -> bool:
    """Says whether a name is known to be of the sort that a noun takes up by other than its words ("NASA … the agency")."""
    silent = not entity.nouns or any(len(form) == 1 and is_acronym(form[0]) for form in entity.forms)
    return entity.is_named and not entity.plural and silent and bool(entity.classes & mention.classes)


def _is_plain_name(entity: Entity) -> bool:
    """Says whether an entity is one with a name of which nothing else is known, and no place."""
    if not entity.is_named or entity.person or entity.plural or entity.classes:
        return False
    return not entity.is_state and (entity.person is False or not entity.is_place)


@rule("It rained in Denholm. The *town* was wet.", "It rained in Denholm. A *town* was wet.", precision=1)
def place_spoken_of(discourse: Discourse, mention: Mention) -> Link | None:
    """The place that "the state", "the country" takes up."""
    if mention.plural or mention.noun not in word_set("place") or not takes_up(mention):
        return None
    for place in spoken_of(discourse, mention, _PLACE):
        entity = place.entity.root
        if entity.is_named and entity.is_place and not entity.is_body:
            return Link(entity, f"'the {mention.noun}' refers to the place spoken of", place.token)
    return None


def spoken_of(discourse: Discourse, mention: Mention, sentences: int) -> Iterator[Place]:
    """Yields the mentions of the last sentences, the latest first."""
    here = discourse.syntax.sentence[mention.head]
    for place in discourse.recent:
        if here - place.sentence > sentences:
            break
        yield place


@rule("A *waiter* left.", "The *waiter* Ada Okoro left.", learn=learning.new_description, precision=0.966)
def description(discourse: Discourse, mention: Mention) -> Link | None:
    """Somebody new."""
    return Link(new_entity(mention, discourse.describe(mention)), "description")
