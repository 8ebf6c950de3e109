"""Brings every attribution to its real-world source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from hedgelens.language.grammar import auxiliaries, child
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set
from hedgelens.records import Attribution, ParsedArticle, Resolution, SourceKind, SourceLink, Span
from hedgelens.sources.continuation import find_continuations
from hedgelens.sources.explanation import reason_for
from hedgelens.sources.inheritance import inherit
from hedgelens.sources.lexicon import classes_of
from hedgelens.sources.mentions.finding import nominal, pronoun_of
from hedgelens.sources.mentions.mention import Form
from hedgelens.sources.mentions.source_spans import SourceMap
from hedgelens.sources.nobody import CONFIDENCE as NOBODY
from hedgelens.sources.nobody import why_nobody
from hedgelens.sources.profile.reading import with_profiles
from hedgelens.sources.reference.documents import issuer_of
from hedgelens.sources.reference.entity import Entity, Link, Reason
from hedgelens.sources.reference.interviews import guest_before
from hedgelens.sources.reference.reading import read
from hedgelens.sources.registry import RegisteredSource, Registry, normal
from hedgelens.sources.relaying import OwnWords, is_own_outlet, relaying_medium, relays
from hedgelens.sources.source_heads import apposed_name, named_heads
from hedgelens.sources.source_record import as_source


def resolve_sources(parsed: ParsedArticle, attributions: Sequence[Attribution], registry: Registry) -> Resolution:
    """Finds the source behind each attribution, and the sentences that carry on a source's account.

    Args:
        parsed: the article.
        attributions: what was found in it, in any order; their order and ids are kept.
        registry: names, aliases and groups of sources; may be empty.

    Returns:
        The sources (``s1`` … in order of first mention), the attributions with ``source_id`` and ``via``, the continuations, and
        for each attribution a sentence that says how its source was found.
    """
    return _Resolver(parsed, attributions, registry).resolution()


_POINTING = frozenset(["DT", "EX", "WDT", "WP", "PRP"])
"""Tags of words that only point at somebody."""
_WHERE = frozenset(["at", "from", "in"])
_GROUP = 4
"""Sentences after which "another" no longer is one of a group."""


class _Resolver:
    def __init__(self, parsed: ParsedArticle, attributions: Sequence[Attribution], registry: Registry) -> None:
        self._parsed = parsed
        self._attributions = tuple(attributions)
        self._registry = registry
        self._syntax = Syntax.of(parsed)
        self._map = SourceMap(self._syntax, self._attributions)
        self._discourse = read(self._syntax, self._map, registry.names())
        self._pinned: dict[str, Entity] = {}
        self._reasons: dict[str, Reason] = {}
        self._mentions: dict[Entity, list[Span]] = {}
        self._ids: dict[Entity, str] = {}
        self._nobody: set[str] = set()

    def resolution(self) -> Resolution:
        entities = [self._somebody(i, self._source_of(i)) for i in range(len(self._attributions))]
        inherit(entities, self._attributions, self._map, self._syntax, self._reasons)
        vias = [self._via_of(i) for i in range(len(self._attributions))]
        self._register([*entities, *vias])
        # Nobody passes on to others what it tells itself.
        vias = [None if via and source and via.root is source.root else via for via, source in zip(vias, entities, strict=True)]
        for i, attribution in enumerate(self._attributions):
            self._note(entities[i], () if i in self._map.labelled else attribution.source)
            self._note(vias[i], attribution.via_span)
        ordered = sorted(self._mentions, key=lambda entity: min(self._mentions[entity], default=(1 << 60, 0)))
        self._ids = {entity: f"s{number}" for number, entity in enumerate(ordered, start=1)}
        text = self._parsed.article.text
        linked = tuple(self._linked(*each) for each in zip(self._attributions, entities, vias, strict=True))
        sources = tuple(as_source(entity, self._ids[entity], self._mentions[entity], text, self._registry) for entity in ordered)
        sources = with_profiles(sources, self._ids, self._discourse, linked, self._registry)
        continuations = find_continuations(self._syntax, linked, self._discourse, sources)
        return Resolution(sources, linked, continuations, {a.id: self._reasons[a.id].why for a in linked})

    def _linked(self, attribution: Attribution, entity: Entity | None, via: Entity | None) -> Attribution:
        """Returns an attribution with its source and what passed it on; one of nobody is less sure than it was."""
        return replace(
            attribution,
            source_id=self._id(entity),
            via=self._id(via),
            link=self._reasons[attribution.id].link,
            confidence=min(attribution.confidence, NOBODY) if attribution.id in self._nobody else attribution.confidence,
        )

    def _somebody(self, index: int, entity: Entity | None) -> Entity | None:
        """Returns the source, unless what was found is nobody who could say anything."""
        attribution = self._attributions[index]
        registered = entity is not None and (entity.registered or self._registered(entity) is not None)
        why = None if registered else why_nobody(self._syntax, self._map, index, attribution, entity)
        if why is None:
            self._take_person(index, entity)
            return entity
        self._nobody.add(attribution.id)
        return self._no_source(index, why)

    def _take_person(self, index: int, entity: Entity | None) -> None:
        """Learns that a name of which nothing else is known is a person's: its bearer says "I"."""
        if entity is None or not entity.forms or entity.person is not None or entity.classes or entity.plural:
            return
        content = self._map.contents[index]
        if any(self._syntax.quoted[i] and self._syntax.lower[i] in ("i", "my", "me") for i in content):
            entity.person = True

    def _source_of(self, index: int) -> Entity | None:
        attribution = self._attributions[index]
        if not attribution.source and attribution.rule == "turn":
            return self._guest(index, self._syntax.within(attribution.content)[0], "the answer")
        if not attribution.source:
            return self._resolve(index) if self._map.spans[index] else self._no_source(index, "no source is named")
        quoted = self._parsed.article.text[attribution.source[0][0] : attribution.source[-1][1]]
        pin = self._registry.pinned(self._parsed.article.id, quoted, attribution.source[0][0])
        if pin == "":
            return self._no_source(index, f"'{quoted}' is pinned to nobody by the registry")
        whole = self._registry.named(quoted) if pin is None else None
        if pin is not None:
            self._because(index, f"'{quoted}' is pinned to '{pin}' by the registry", "pin")
        elif whole is not None:
            self._because(index, f"'{quoted}' stands in the registry", "registry")
        name = whole.name if whole is not None else pin
        return self._pinned.setdefault(name, Entity(registered=name)) if name is not None else self._resolve(index)

    def _resolve(self, index: int) -> Entity | None:
        tokens = self._map.spans[index]
        if len(tokens) == 1 and (label := self._turn_label(tokens[0])):
            if label in word_set("interviewer_label"):
                return self._no_source(index, f"'{self._syntax.text[tokens[0]]}' opens a question of the paper")
            return self._guest(index, tokens[0], f"'{self._syntax.text[tokens[0]]}'")
        heads = named_heads(self._discourse, tokens, self._map.head[index]) or self._map.conjuncts(index)
        if not heads:
            return self._no_source(index, "the source has no noun or pronoun")
        if self._map.is_nobody(index):
            return self._body_of_nobody(index)
        if (member := self._member(index, heads[0])) is not None:
            return member
        entities = [entity for head in heads if (entity := self._behind(head, index)) is not None]
        if not entities:
            return self._no_source(index, f"nothing before takes '{self._syntax.text[heads[0]]}' up")
        if len(entities) == 1 or self._is_one(heads):
            return self._single(index, heads[0], entities[0])
        several = tuple(dict.fromkeys(entities))
        if len(several) == 1:
            return several[0]
        self._because(index, "sources joined by a conjunction stay together", "conjunction")
        return self._discourse.together(several)

    def _turn_label(self, token: int) -> str:
        """Returns the "q" or "a" that a token opens a turn of an interview with, else nothing."""
        before = range(self._syntax.sentence_of(token).start, token)
        label = self._syntax.text[token].strip("*_.")
        is_label = label[:1].isupper() and label.lower() in word_set("interview_label")
        return label.lower() if is_label and all(self._syntax.punct[i] for i in before) else ""

    def _guest(self, index: int, head: int, turn: str) -> Entity | None:
        """Returns whom an interview is with, whose turns are headed by "A" or nothing: the person named most before it."""
        guest = guest_before(head, self._discourse.index.entity_of, self._told)
        if guest is None:
            return self._no_source(index, f"{turn} opens a turn of an interview, and nobody is named before it")
        self._because(index, f"{turn} opens a turn of the interview, which is with {guest.name}", "guest")
        return guest

    @cached_property
    def _told(self) -> set[int]:
        """The tokens of the turns of an interview."""
        labelled = {i for s in self._discourse.turns for i in self._syntax.tokens_of(s)}
        return labelled.union(*(self._map.contents[i] for i, a in enumerate(self._attributions) if a.rule == "turn"))

    def _single(self, index: int, head: int, entity: Entity) -> Entity:
        """Returns the source that one head speaks of: the name behind it, or one of several."""
        named = apposed_name(self._discourse, self._map.spans[index], self._map.head[index]) if not entity.is_named else None
        if named is not None:
            why = self._reasons[self._attributions[index].id].why
            self._because(index, f"{why}; the name {named.name} stands in apposition", "name-behind-comma")
            return named
        return (self._one_of(index, head) if entity.plural else None) or entity

    def _member(self, index: int, head: int) -> Entity | None:
        """Makes the member that "one of them" and "another" pick of a group of people spoken of before."""
        syntax, tokens = self._syntax, self._map.spans[index]
        phrase = " ".join(syntax.lower[token] for token in tokens)
        if phrase not in word_set("picking") or (phrase == "one" and self._is_anybody(head)):
            return None
        group = self._discourse.entity(head) if phrase.endswith("them") else self._group_before(head)
        if group is None or not (group.plural or group.members):
            return None
        name = group.full_name
        self._because(index, f"'{phrase}' picks one of '{name}'", "member-of-group")
        picked, article = phrase.removesuffix(" of them"), "" if group.members or "'s " in name or "’s " in name else "the "
        return Entity(description=f"{picked} of {article}{name}", nouns=set(group.nouns), person=group.person)

    def _is_anybody(self, head: int) -> bool:
        """Says whether "one" is anybody at all: "One might say so"."""
        verb = self._syntax.head[head]
        return any(self._syntax.tag[i] == "MD" for i in auxiliaries(self._syntax, verb))

    def _group_before(self, head: int) -> Entity | None:
        """Returns the unnamed people or bodies spoken of last, in the same sentence or shortly before."""
        described = (pair for pairs in self._discourse.described.values() for pair in pairs if pair[1] < head)
        groups = [(token, entity.root) for entity, token in described if self._are_several(entity.root, token)]
        token, group = max(groups, key=lambda pair: pair[0], default=(-1, None))
        if token < 0 or self._syntax.sentence[head] - self._syntax.sentence[token] > _GROUP:
            return None
        return None if any(map(self._is_papers, range(token + 1, head))) else group  # "Aides read two studies. One showed …"

    def _are_several(self, group: Entity, token: int) -> bool:
        """Says whether one of them may be picked: of people, or of bodies, but not of "the media"."""
        of_bodies = group.is_body and self._syntax.lower[token].endswith("s")
        return group.plural and (group.person is True or of_bodies)

    def _is_papers(self, token: int) -> bool:
        syntax = self._syntax
        return syntax.tag[token] == "NNS" and "document" in classes_of(syntax.lemma[token])

    def _body_of_nobody(self, index: int) -> Entity | None:
        """Returns the named body at which nobody speaks ("nobody at the Harbor Office"); nobody else is no source."""
        where = next((n for n, token in enumerate(self._map.spans[index]) if self._syntax.lower[token] in _WHERE), None)
        inner = self._map.spans[index][where + 1 :] if where is not None else ()
        bodies = (entity for token in inner if (entity := self._discourse.named(token)) is not None and entity.person is not True)
        body = next(bodies, None)
        if body is None:
            return self._no_source(index, "nobody is no source")
        self._because(index, f"nobody at {body.name}: the body itself", "body-of-nobody")
        return body

    def _is_one(self, heads: list[int]) -> bool:
        """Says whether conjoined descriptions share one article, and so mean one: "the former mayor and judge"."""
        mentions = [self._discourse.mentions.get(head) for head in heads]
        return all(m is not None and m.form is Form.NOMINAL and not m.plural and m.is_person for m in mentions) and not any(
            self._syntax.tag[m.left] in ("DT", "PRP$") for m in mentions[1:] if m is not None
        )

    def _one_of(self, index: int, head: int) -> Entity | None:
        """Makes the single source that "one of its engineers" speaks of."""
        first, mention = self._map.spans[index][0], self._discourse.mentions.get(head)
        if mention is None or mention.form is not Form.NOMINAL or self._syntax.lower[first : first + 2] != ["one", "of"]:
            return None
        group, lower = self._discourse.describe(mention), self._syntax.lower[head]
        single = f"{group[: -len(lower)]}{self._syntax.lemma[head]}" if group.endswith(lower) else group
        return Entity(description=single, nouns={mention.noun}, person=True if mention.is_person else None)

    def _behind(self, head: int, index: int) -> Entity | None:
        """Returns the entity behind a head token; of a document, who issued it."""
        link = self._discourse.links.get(head)
        entity = self._discourse.entity(head)
        behind_quotation = re.split('[”"]', self._syntax.text[head])[-1]
        if behind_quotation not in ("", self._syntax.text[head]):
            # "…,”Okoro said": for want of a blank the name hangs on the quotation.
            entity = self._discourse.index.find((behind_quotation,)) if behind_quotation[:1].isupper() else entity
        if entity is None and (pronoun_of(self._syntax, head) or self._syntax.tag[head] in _POINTING):
            return None
        if entity is None:
            entity = self._unclassed(head)
            link = self._discourse.links[head]
        reason = self._reasons[self._attributions[index].id] = reason_for(self._discourse, head, entity, link)
        part = self._whole_of(head)
        if part is not None:
            reason.why += f"; '{self._syntax.text[head]}' is a part of it"
            return part
        if entity.is_document and not ("work" in entity.classes and entity.is_named):
            issuer = issuer_of(self._discourse, entity)
            if issuer is not None:
                reason.why += f"; issued by {issuer.name}"
                return issuer
        return entity

    def _unclassed(self, head: int) -> Entity:
        mention = nominal(self._syntax, head, self._map.limits.get(head))
        entity = Entity(description=self._discourse.describe(mention), nouns={mention.noun}, plural=mention.plural)
        self._discourse.links[head] = Link(entity, "description", rule="description")
        return entity

    def _whole_of(self, head: int) -> Entity | None:
        """Returns the named body of which a panel, branch or majority is a part."""
        syntax = self._syntax
        if syntax.lemma[head] not in word_set("part") or self._discourse.named(head) is not None:
            return None
        of = next((c for c in syntax.children[head] if syntax.lower[c] == "of" and c > head), None)
        entity = self._discourse.entity(child(syntax, of, "pobj")) if of is not None else None
        return entity if entity is not None and entity.is_named and entity.is_body else None

    def _via_of(self, index: int) -> Entity | None:
        entity = relaying_medium(self._discourse, self._map.vias[index])
        if entity is None:
            return None
        registered = self._registered(entity)
        told = registered.kind if registered is not None else None
        if told is None:
            return entity if relays(entity) and not is_own_outlet(entity, self._own_words) else None
        return entity if told is SourceKind.MEDIA else None

    @cached_property
    def _own_words(self) -> OwnWords:
        return OwnWords.of(self._parsed)

    def _because(self, index: int, why: str, rule: str = "") -> None:
        """Notes why an attribution has the source that it has, or none."""
        self._reasons[self._attributions[index].id] = Reason(why, SourceLink(rule) if rule else None)

    def _no_source(self, index: int, why: str) -> Entity | None:
        self._because(index, why)
        return None

    def _register(self, entities: Sequence[Entity | None]) -> None:
        """Joins what the registry, a pin or a name says is one."""
        first: dict[str, Entity] = {}
        for entity in dict.fromkeys(e.root for e in entities if e is not None):
            found = self._registered(entity)
            if found is not None:
                entity.registered = found.name
            if entity.is_named:
                first.setdefault(normal(entity.name), entity).absorb(entity)

    def _registered(self, entity: Entity) -> RegisteredSource | None:
        if not self._registry.sources:
            return None
        if entity.registered:
            return self._registry.find(entity.registered)
        forms = [entity.name, *(" ".join(form) for form in entity.forms)] if entity.forms else [entity.description]
        if entity.members:
            forms = []
        return next((found for form in forms if form and (found := self._registry.find(form)) is not None), None)

    def _note(self, entity: Entity | None, spans: tuple[Span, ...]) -> None:
        if entity is None:
            return
        found = self._mentions.setdefault(entity.root, [])
        if spans and (span := (spans[0][0], spans[-1][1])) not in found:
            found.append(span)

    def _id(self, entity: Entity | None) -> str | None:
        return self._ids[entity.root] if entity is not None else None
