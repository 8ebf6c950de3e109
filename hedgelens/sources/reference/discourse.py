"""Reads an article from left to right and gives each mention the entity it names or takes up."""

from __future__ import annotations

from collections import defaultdict

from hedgelens.language.grammar import conjuncts, verb_above
from hedgelens.language.tokens import Syntax
from hedgelens.records import Kind
from hedgelens.sources.mentions.finding import find_mentions, proper
from hedgelens.sources.mentions.mention import Form, Mention
from hedgelens.sources.mentions.source_spans import SourceMap
from hedgelens.sources.names.finding import find_known
from hedgelens.sources.reference.appositions import name_link
from hedgelens.sources.reference.bearers import NameIndex
from hedgelens.sources.reference.binding import rivals_of
from hedgelens.sources.reference.descriptions import description_link
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.links import Link
from hedgelens.sources.reference.pronouns import pronoun_link, resolve_first_persons
from hedgelens.sources.reference.salience import Context, Place, Recent

_HEAD_SENTENCES = 3
_DATELINE = 4
_ASIDE = (Kind.CAPTION, Kind.CREDIT, Kind.BYLINE, Kind.BOILERPLATE)
_READERS = {Form.PROPER: name_link, Form.PRONOUN: pronoun_link, Form.NOMINAL: description_link}


class Discourse:
    """An article's entities and the links of its mentions to them.

    Attributes:
        syntax, sources: the article, the spans of its attributions.
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
        deferred: first and second persons, which wait for their speakers.
        speaking: for the last token of words that run over several sentences the head of their source.
    """

    def __init__(self, syntax: Syntax, sources: SourceMap, registered: dict[tuple[str, ...], str]) -> None:
        """Reads the article.

        Args:
            syntax: its parse.
            sources: where its attributions stand.
            registered: for each name and alias of the registry (words in lower case) the name of its source.
        """
        self.syntax, self.sources = syntax, sources
        self.index = NameIndex(syntax, registered)
        self.mentions: dict[int, Mention] = {}
        self.links: dict[int, Link] = {}
        self.author = Entity(description="author", is_author=True)
        self.recent = Recent()
        self.described: dict[str, list[tuple[Entity, int]]] = defaultdict(list)
        self.named_nouns: dict[str, list[tuple[Entity, int]]] = defaultdict(list)
        self.documents: list[tuple[Entity, int]] = []
        self.owned: dict[tuple[int, str], Entity] = {}
        self.forward: list[tuple[Entity, Mention]] = []
        self.deferred: list[tuple[int, str]] = []
        self.speaking: dict[int, int] = {}
        self._joint: dict[tuple[int, ...], Entity] = {}
        body = next((sentence.index for sentence in syntax.sentences if sentence.kind is Kind.BODY), 0)
        self.head_limit = body + _HEAD_SENTENCES
        self._read_all()

    def entity(self, token: int) -> Entity | None:
        """Returns the entity of the mention whose head (or name) holds a token."""
        link = self.links.get(token)
        if link is not None:
            return link.entity.root
        named = self.index.entity_of.get(token) or self.index.title_of.get(token)
        return named.root if named is not None else None

    def _read_all(self) -> None:
        mentions = find_mentions(self.syntax, self.sources)
        self.index.gather(mentions)
        mentions = self._with_headlines(mentions)
        self.mentions = {mention.head: mention for mention in mentions}
        sentence = -1
        for mention in mentions:
            while sentence < self.syntax.sentence[mention.head]:
                self._still_speaking(sentence)
                sentence += 1
            link = _READERS[mention.form](self, mention)
            if link is not None:
                self.links[mention.head] = link
                self._remember(mention, link.entity.root)
        resolve_first_persons(self)

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

    def _remember(self, mention: Mention, entity: Entity) -> None:
        head = mention.head
        if mention.form is not Form.PROPER:
            entity.count += 1
        if entity.first < 0:
            entity.first = head
        entity.spoke = entity.spoke or head in self.sources.heads
        if not self._is_running_text(head):
            return
        self.recent.add(self._place(mention, entity))
        for noun in self.sources.event_nouns(head):
            if not entity.is_document and not (entity.person and noun == "report"):
                document = Entity(description=noun, classes={"document"}, nouns={noun}, issuer=entity)
                self.documents.append((document, head))

        ends = self.syntax.dep[head] == "conj" and not any(self.syntax.dep[c] == "conj" for c in self.syntax.children[head])
        joint = self.conjoined(head) if ends else None
        if joint is not None and all(m.root.person or m.root.is_body or m.root.is_named for m in joint.members):
            # "Ada Okoro and Teo Brandvold … They": together they are spoken of, too.
            first = next((i for i in (head, *self.syntax.ancestors(head)) if self.syntax.dep[i] != "conj"), head)
            of_first = self.mentions.get(first, mention)
            self.recent.add(self._place(mention, joint)._replace(verb=self.syntax.head[first], subject=of_first.subject))

    def _place(self, mention: Mention, entity: Entity) -> Place:
        syntax, head = self.syntax, mention.head
        return Place(
            entity=entity,
            token=head,
            verb=syntax.head[head],
            sentence=syntax.sentence[head],
            paragraph=syntax.paragraph(head),
            subject=mention.subject,
            source=head in self.sources.heads,
            possessor=syntax.dep[head] in ("poss", "compound", "nmod"),
            quoted=syntax.quoted[head],
            content=self.sources.content_of(head),
            pronoun=mention.noun if mention.form is Form.PRONOUN else "",
        )

    def _is_running_text(self, token: int) -> bool:
        """Says whether a token stands in the article itself, and not in a caption, byline or dateline that interrupts it."""
        sentence = self.syntax.sentences[self.syntax.sentence[token]]
        return sentence.kind not in _ASIDE and not self._is_dateline(token)

    def _is_dateline(self, token: int) -> bool:
        """Says whether a name in capitals opens a paragraph and tells where it was written ("DENHOLM (CP) — …")."""
        syntax = self.syntax
        opens = token - syntax.first[syntax.sentence[token]] < _DATELINE
        if not opens or not syntax.text[token].isupper() or token not in self.index.entity_of:
            return False
        return any(syntax.text[i] in ("(", "—", "–", "-", "--") for i in range(token + 1, min(token + 7, len(syntax))))

    def _still_speaking(self, sentence: int) -> None:
        """Keeps those in mind whose words, begun further up, end with a sentence."""
        for head, token in self.sources.ending(sentence):
            entity = self.entity(head)
            if entity is not None:
                self.speaking.setdefault(token, head)
                self.recent.add(
                    Place(entity, token, -1, sentence, self.syntax.paragraph(token), True, True, False, False, -1, "")
                )

    def context(self, mention: Mention) -> Context:
        """Describes where a mention stands."""
        syntax, head = self.syntax, mention.head
        content = self.sources.content_of(head)
        holder = self.sources.head_of(content) if content >= 0 else None
        possessive = syntax.dep[head] == "poss"
        owner_verb = verb_above(syntax, head)
        shows = self.sources.is_for_documents(head)
        return Context(
            token=head,
            verb=syntax.head[head],
            sentence=syntax.sentence[head],
            paragraph=syntax.paragraph(head),
            subject=mention.subject,
            quoted=syntax.quoted[head],
            content=content,
            holder=self.entity(holder) if holder is not None else None,
            animate=self.sources.is_animate(head),
            speaks=head in self.sources.heads and not shows,
            document=shows,
            possessive=possessive,
            owner_verb=owner_verb if possessive and owner_verb is not None else -1,
            rivals=rivals_of(self, head) if mention.form is Form.PRONOUN else frozenset(),
        )

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
