"""What a definite description takes up: "the senator", "the agency", "the Denholm businessman"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hedgelens.language.words import related, word_set
from hedgelens.sources.lexicon import classes_of, may_stand_for, parties_of
from hedgelens.sources.mentions.mention import Determiner, Mention
from hedgelens.sources.reference.appositions import learn_role
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.links import Link
from hedgelens.sources.reference.possessors import owner_of
from hedgelens.sources.reference.salience import Place, salience
from hedgelens.sources.reference.wording import describe

if TYPE_CHECKING:
    from hedgelens.sources.reference.discourse import Discourse

_NEAR = 4
_CLOSE = 2
_FAR = 12
_LONG_AGO = 40
_TOPIC = 0.15
_LEAST = -1.0
_PARTY = 1.5
_OTHER_ROLE = -2.5
_SHARES = frozenset(["percent", "%"])
_NUMERALS = "0123456789"


def definite_link(discourse: Discourse, mention: Mention) -> Link | None:
    """Finds what "the senator", "the agency" takes up."""
    here = discourse.syntax.sentence[mention.head]
    if mention.identified:
        return None  # what follows the noun says who is meant: "the head of the union"
    best: tuple[tuple[float, int], Entity, int] | None = None
    wanted = mention.modifiers
    for noun in _takes_up(discourse, mention.noun):
        seen: set[Entity] = set()
        for entity, token in reversed(discourse.named_nouns[noun][-30:]):
            root = entity.root
            if root in seen:
                continue  # an earlier mention of the same one weighs no more than the later one
            seen.add(root)
            if (
                not may_stand_for(mention.noun, root.nouns)
                or root.plural != mention.plural
                or gender_differs(discourse, mention, root)
                or party_differs(discourse, wanted, root)
            ):
                continue
            known = root.modifiers | {word.lower() for form in root.forms for word in form}
            overlap = len(wanted & known) + (noun == mention.noun)
            key = (float(overlap), token)
            if (overlap or here - discourse.syntax.sentence[token] <= _FAR) and (best is None or key > best[0]):
                best = key, root, token
    same = same_description(discourse, mention)
    if same is not None and best is not None and best[0][0] == 0:
        close = here - discourse.syntax.sentence[same.antecedent or 0] <= _CLOSE
        if close or (same.antecedent or 0) > best[2]:
            return same  # what was called by that very noun, before what is only of that sort
    if best is not None and best[1].since.get(mention.noun, -1) > mention.head:
        # The title stands before the name only further on: perhaps somebody else is meant here.
        described = _epithet(discourse, mention)
        if described is not None:
            return described
    if best is not None and _fits_modifiers(discourse, wanted, best[1], mention):
        discourse.named_nouns[mention.noun].append((best[1], mention.head))
        return Link(
            best[1],
            "title-or-head",
            f"'{mention.text}' takes up a name with that title or head",
            best[2],
        )
    near = [link for link in (same, _unknown_body(discourse, mention), _country(discourse, mention)) if link is not None]
    if near:
        return max(near, key=lambda link: link.antecedent or 0)
    return _epithet(discourse, mention)


def _takes_up(discourse: Discourse, noun: str) -> list[str]:
    return [
        noun,
        *sorted(
            (related("stands_for", "heads").get(noun, frozenset()) | related("same", "words").get(noun, frozenset())) - {noun}
        ),
    ]


def _fits_modifiers(discourse: Discourse, wanted: frozenset[str], entity: Entity, mention: Mention) -> bool:
    """Says whether nothing in the description speaks against an entity: "the district court" is not the Supreme Court."""
    if not wanted or not (mention.is_body or (mention.is_person and entity.modifiers)):
        return True
    known = entity.modifiers | entity.nouns | {word.lower() for form in entity.forms for word in form}
    known |= set(entity.description.lower().split())
    known |= {like for word in known for like in related("alike", "words").get(word, ())}
    return bool({word.rstrip("s") for word in wanted} & {word.rstrip("s") for word in known})


def gender_differs(discourse: Discourse, mention: Mention, entity: Entity) -> bool:
    """Says whether a noun such as "widow" is of another gender than an entity."""
    return mention.gender is not None and entity.gender is not None and mention.gender != entity.gender


def party_differs(discourse: Discourse, wanted: frozenset[str], entity: Entity) -> bool:
    """Says whether "the Republican nominee" is said of somebody of another party."""
    known = parties_of(entity.modifiers | entity.nouns) | entity.parties
    meant = parties_of(wanted)
    return bool(known) and bool(meant) and not known & meant


def same_description(discourse: Discourse, mention: Mention) -> Link | None:
    """Finds an unnamed entity that was described alike."""
    if mention.noun in _SHARES or any(discourse.syntax.lower[i] in word_set("other") for i in range(mention.left, mention.head)):
        return None
    wanted = mention.modifiers
    tail = mention.tail
    here = discourse.syntax.sentence[mention.head]
    speaks = mention.head in discourse.sources.heads
    latest = discourse.described[mention.noun][-20:][::-1]
    for entity, token in sorted(latest, key=lambda pair: speaks and not pair[0].root.spoke):  # those who spoke come first
        root = entity.root
        if not mention.plural and here - discourse.syntax.sentence[token] > _LONG_AGO and not root.is_named:
            continue
        if discourse.syntax.quoted[token] and not discourse.syntax.quoted[mention.head] and not root.is_named:
            continue
        if root.plural != mention.plural or (root.owner is not None and root.owner.root is not owner_of(discourse, mention)):
            continue
        fits = _is_described_alike(discourse, mention, wanted, root)
        if (tail and tail != root.tail) or (root.tail and wanted - root.modifiers):
            continue
        if fits and not (mention.determiner is Determiner.BARE and not wanted and mention.noun in word_set("bare_group")):
            if root.modifiers < wanted and not root.is_named:
                root.modifiers, root.description = wanted, describe(discourse, mention)
            return Link(
                root,
                "same-description",
                f"'{mention.text}' takes up the same description",
                token,
            )
    return None


def _is_described_alike(discourse: Discourse, mention: Mention, wanted: frozenset[str], earlier: Entity) -> bool:
    """Says whether nothing in a description speaks against an earlier one with the same noun.

    "Voters" after "the young voters" are others; "the voters" are those. Where both speak, "experts" are the "harbor experts".
    """
    if mention.determiner is Determiner.DEFINITE:
        return wanted <= earlier.modifiers
    both_speak = earlier.spoke and mention.head in discourse.sources.heads
    return wanted == earlier.modifiers or (both_speak and (wanted <= earlier.modifiers or earlier.modifiers <= wanted))


def _epithet(discourse: Discourse, mention: Mention) -> Link | None:
    """Finds whom a new description takes up ("the Denholm businessman") by who is spoken of."""
    if not mention.is_person or mention.plural:
        return None
    syntax, named = discourse.syntax, discourse.index.entity_of
    if any(i in named and named[i].root.person for i in range(mention.left, mention.head)):
        return None  # "the Okoro aide" is no Okoro, and nobody who is spoken of
    coloured = any(
        syntax.text[i][:1].isupper() and syntax.pos[i] in ("PROPN", "ADJ") for i in range(mention.left + 1, mention.head)
    )
    aged = any(syntax.text[i][:1] in _NUMERALS for i in range(mention.left + 1, mention.head))
    former = any(syntax.lower[i] in word_set("former") for i in range(mention.left, mention.head))
    if not (coloured or aged or former or mention.noun in word_set("epithet")):
        return None
    wanted = mention.modifiers | {mention.noun}
    context = discourse.context(mention)
    apposed = next(
        (discourse.entity(syntax.head[a]) for a in (mention.head, *syntax.ancestors(mention.head)) if syntax.dep[a] == "appos"),
        None,
    )
    best: tuple[float, Entity, Place] | None = None
    for place in discourse.recent:
        entity = place.entity.root
        if (
            context.sentence - place.sentence > _NEAR
            or entity.plural
            or entity.members
            or gender_differs(discourse, mention, entity)
            or party_differs(discourse, wanted, entity)
        ):
            continue
        if not entity.is_named or not (entity.person or (entity.person is None and entity.taken_up_by)):
            continue
        if place.verb == context.verb and place.subject and not place.possessor:
            continue
        if entity is apposed:
            continue
        roles = entity.nouns - word_set("party") - entity.guessed
        known = {noun for noun in roles if "person" in classes_of(noun)}
        weight = (
            (_OTHER_ROLE if known and not may_stand_for(mention.noun, known) else 0.0)
            + salience(place, context)
            - (0 if entity.person else 1.0)
            + _TOPIC * min(entity.count, 10)
            + _PARTY * bool(entity.parties & parties_of(wanted))
        )
        if best is None or weight > best[0]:
            best = weight, entity, place
    if best is None or best[0] < _LEAST:
        return None
    if mention.noun not in best[1].nouns:
        best[1].guessed.add(mention.noun)
    learn_role(discourse, best[1], mention.noun, mention.left, mention.head)
    discourse.named_nouns[mention.noun].append((best[1], mention.head))
    return Link(best[1], "epithet", f"'{mention.text}' describes who is spoken of", best[2].token)


def _unknown_body(discourse: Discourse, mention: Mention) -> Link | None:
    """Finds the acronym or plain name of a body that a general noun takes up ("the agency" after "ORA")."""
    if not mention.is_body or mention.plural or mention.noun not in related("stands_for", "heads") or mention.modifiers:
        return None
    here = discourse.syntax.sentence[mention.head]
    for place in discourse.recent:
        entity = place.entity.root
        if here - place.sentence > _NEAR:
            break
        plain = entity.is_named and not entity.person and not entity.plural and not entity.classes
        if plain and (entity.person is False or not entity.is_place) and (place.source or place.subject):
            return Link(entity, "body-spoken-of", f"'the {mention.noun}' takes up the body spoken of", place.token)
    return None


def _country(discourse: Discourse, mention: Mention) -> Link | None:
    """Finds the place that "the state", "the country" takes up."""
    if mention.plural or mention.noun not in word_set("place"):
        return None
    here = discourse.syntax.sentence[mention.head]
    for place in discourse.recent:
        entity = place.entity.root
        if here - place.sentence > 2:
            break
        if entity.is_named and entity.is_place and not entity.is_body:
            return Link(entity, "place-spoken-of", f"'the {mention.noun}' takes up the place spoken of", place.token)
    return None
