"""What is known of an article's mentions and entities up to the point that is being read."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from hedgelens.language.grammar import conjuncts
from hedgelens.language.tokens import Syntax
from hedgelens.records import Kind
from hedgelens.sources.mentions.describing import lower_description
from hedgelens.sources.mentions.finding import find_mentions, proper
from hedgelens.sources.mentions.mention import Mention
from hedgelens.sources.mentions.source_spans import SourceMap
from hedgelens.sources.names.finding import find_known
from hedgelens.sources.reference.bearers import NameIndex
from hedgelens.sources.reference.entity import Entity, Link
from hedgelens.sources.reference.salience import Recent

_HEAD_SENTENCES = 3


class Bearer(NamedTuple):
    """A named entity to which a noun belongs, the latest mention that shows it, and the words it shares with a description."""

    entity: Entity
    token: int
    shared: int


class Discourse:
    """An article's entities and the links of its mentions to them: data, and questions to them.

    Attributes:
        syntax, sources: the article, and the spans of its attributions.
        index: the proper names and their entities.
        mentions: the mentions by the position of their heads.
        links: for the head token of each mention, the entity and the reason.
        author: the writer.
        recent: the mentions up to the present point.
        described: for each noun the unnamed entities described by it, with the positions of these descriptions.
        named_nouns: for each title, occupation or head of an institution's name its bearers, with positions.
        documents: the documents spoken of so far, with the positions of their mentions.
        owned: what belongs to whom, by owner and noun.
        forward: what the head of the article describes and does not name yet.
        speaking: for the last token of words that run over several sentences the head of their source.
        turns: for the sentences of an interview the token that labels their turn.
        head_limit: the sentence with which the head of the article ends.
        bearer: the description for which the bearer of its noun was looked for last, and that bearer.
    """

    def __init__(self, syntax: Syntax, sources: SourceMap, registered: dict[tuple[str, ...], str]) -> None:
        """Finds the mentions; :func:`hedgelens.sources.reference.reading.read` links them.

        Args:
            syntax: the article.
            sources: where its attributions stand.
            registered: for each name and alias of the registry (words in lower case) the name of its source.
        """
        self.syntax, self.sources = syntax, sources
        self.index = NameIndex(syntax, registered)
        self.links: dict[int, Link] = {}
        self.author = Entity(description="author", is_author=True)
        self.recent = Recent()
        self.described: dict[str, list[tuple[Entity, int]]] = defaultdict(list)
        self.named_nouns: dict[str, list[tuple[Entity, int]]] = defaultdict(list)
        self.documents: list[tuple[Entity, int]] = []
        self.owned: dict[tuple[int, str], Entity] = {}
        self.forward: list[tuple[Entity, Mention]] = []
        self.speaking: dict[int, int] = {}
        self.turns: dict[int, int] = {}
        self.bearer: tuple[Mention, Bearer | None] | None = None
        self._joint: dict[tuple[int, ...], Entity] = {}
        body = next((sentence.index for sentence in syntax.sentences if sentence.kind is Kind.BODY), 0)
        self.head_limit = body + _HEAD_SENTENCES
        found = find_mentions(syntax, sources)
        self.index.gather(found)
        self.mentions = {mention.head: mention for mention in self._with_headlines(found)}

    def _with_headlines(self, mentions: list[Mention]) -> list[Mention]:
        """Adds the names of headlines in title case, which only the body tells from other words."""
        known = self.index.known()
        taken: dict[int, Mention] = {}
        for sentence in self.syntax.title_case:
            for name in find_known(self.syntax, sentence, known):
                entity = self.index.find(name.words)
                if entity is not None:
                    mention = proper(self.syntax, name)
                    for token in range(name.start, name.end):
                        self.index.entity_of[token] = entity
                        taken[token] = mention
        fresh = {id(mention): mention for mention in taken.values()}.values()
        return sorted([*(m for m in mentions if m.head not in taken), *fresh], key=lambda m: m.head)

    def entity(self, token: int | None) -> Entity | None:
        """Returns the entity of the mention whose head (or name) holds a token."""
        if token is None:
            return None
        link = self.links.get(token)
        if link is not None:
            return link.entity.root
        named = self.index.entity_of.get(token) or self.index.title_of.get(token)
        return named.root if named is not None else None

    def named(self, token: int | None) -> Entity | None:
        """Returns the entity whose proper name holds a token."""
        entity = self.index.entity_of.get(token) if token is not None else None
        return entity.root if entity is not None else None

    def sentences_since(self, token: int, mention: Mention) -> int:
        """Returns how many sentences lie between a token and a mention."""
        return self.syntax.sentence[mention.head] - self.syntax.sentence[token]

    def describe(self, mention: Mention) -> str:
        """Returns the description of a mention in lower case, without whose it is."""
        return lower_description(self.syntax, mention.start, mention.end, self.index.is_name)

    def conjoined(self, noun: int) -> Entity | None:
        """Returns what conjoined noun phrases mean together, ``None`` for a single one."""
        members = conjuncts(self.syntax, noun)
        entities = [entity for token in members if (entity := self.entity(token)) is not None]
        return self.together(tuple(entities)) if len(entities) > 1 and len(entities) == len(members) else None

    def together(self, members: tuple[Entity, ...]) -> Entity:
        """Returns the entity that conjoined ones make up."""
        single = (part.root for member in members for part in (member.root.members or (member,)))
        members = tuple(dict.fromkeys(single))
        key = tuple(sorted(id(member) for member in members))
        return self._joint.setdefault(key, Entity(members=members, plural=True))
