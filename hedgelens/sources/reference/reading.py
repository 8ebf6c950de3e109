"""Reads an article from left to right and gives each mention the entity it names or takes up.

The rules stand here in the order in which they are tried; the first that has a link gives it. A step with several rules takes
the link whose antecedent is nearest. Before them ``resolution.py`` asks the registry (pins, names) and knows the answers of
interviews, nobody and "one of them". For he, she, it and they only ``salient`` applies: it weighs all recent mentions
(``salience.py``) and tries none in an order. What each is worth: ``benchmarks/source_rules.py``, and ``docs/sources.md``.
"""

from __future__ import annotations

from hedgelens.language.grammar import child
from hedgelens.language.tokens import Syntax
from hedgelens.records import Kind
from hedgelens.sources.mentions.mention import Form, Mention
from hedgelens.sources.mentions.source_spans import SourceMap
from hedgelens.sources.reference import appositions, descriptions, documents, epithets, groups, possessors, pronouns
from hedgelens.sources.reference.discourse import Discourse
from hedgelens.sources.reference.entity import Entity
from hedgelens.sources.reference.interviews import turns
from hedgelens.sources.reference.rules import Step, first_link
from hedgelens.sources.reference.salience import Place

ORDER: dict[Form, tuple[Step, ...]] = {
    Form.PROPER: ((appositions.name,),),
    Form.PRONOUN: (
        (pronouns.relative_clause,),
        (pronouns.noun_before_clause,),
        (pronouns.nearest_before_clause,),
        (pronouns.salient,),
    ),
    Form.NOMINAL: (
        (documents.titled_work,),
        (appositions.title_before_name,),
        (appositions.name_in_apposition,),
        (appositions.identified_as_name,),
        (appositions.members_of_body,),
        (appositions.description_in_apposition,),
        (appositions.joined_to_apposition,),
        (appositions.the_y_is_x,),
        (appositions.x_is_a_y,),
        (possessors.name_comes_second,),
        (documents.document_again,),
        (documents.document,),
        (possessors.named_after_possessor,),
        (possessors.named_before,),
        (possessors.police,),
        (epithets.body_epithet,),
        (possessors.demonym,),
        (possessors.owner_in_name,),
        (possessors.office,),
        (possessors.possession,),
        (groups.taken_together,),
        (descriptions.same_before_title,),
        (epithets.epithet_before_title,),
        (descriptions.title_or_head,),
        (
            descriptions.same_description,
            descriptions.body_spoken_of,
            descriptions.place_spoken_of,
            groups.people_again,
            groups.person_again,
            groups.described_by_sort,
        ),
        (epithets.epithet,),
        (epithets.speaker_described,),
        (descriptions.description,),
    ),
}
"""The rules for each form of mention."""
PERSONS: tuple[Step, ...] = ((pronouns.speaker,), (pronouns.turn,), (pronouns.author,), (pronouns.addressee,))
"""The rules for "I", "we" and "you", which wait until all speakers are known."""

_DATELINE = 4
_ASIDE = (Kind.CAPTION, Kind.CREDIT, Kind.BYLINE, Kind.BOILERPLATE)


def read(syntax: Syntax, sources: SourceMap, registered: dict[tuple[str, ...], str]) -> Discourse:
    """Links the mentions of an article.

    Args:
        syntax: the article.
        sources: where its attributions stand.
        registered: for each name and alias of the registry (words in lower case) the name of its source.
    """
    discourse = Discourse(syntax, sources, registered)
    sentence = -1
    for mention in discourse.mentions.values():
        while sentence < syntax.sentence[mention.head]:
            _still_speaking(discourse, sentence)
            sentence += 1
        link = first_link(ORDER[mention.form], discourse, mention)
        if link is not None:
            discourse.links[mention.head] = link
            _remember(discourse, mention, link.entity.root)
    discourse.turns = turns(syntax, discourse.index.entity_of)
    for mention in discourse.mentions.values():
        if mention.form is Form.PRONOUN and (link := first_link(PERSONS, discourse, mention)) is not None:
            discourse.links[mention.head] = link
    return discourse


def _remember(discourse: Discourse, mention: Mention, entity: Entity) -> None:
    """Keeps in mind who is spoken of."""
    head = mention.head
    if mention.form is not Form.PROPER:
        entity.count += 1
    if entity.first < 0:
        entity.first = head
    entity.spoke = entity.spoke or head in discourse.sources.heads
    if not _is_running_text(discourse, head):
        return
    discourse.recent.add(_place(discourse, mention, entity))
    for noun in discourse.sources.event_nouns(head):
        if not entity.is_document and not (entity.person and noun == "report"):
            discourse.documents.append((Entity(description=noun, classes={"document"}, nouns={noun}, issuer=entity), head))
    if discourse.syntax.dep[head] == "conj":
        _remember_joint(discourse, mention)


def _remember_joint(discourse: Discourse, mention: Mention) -> None:
    """Keeps in mind those whom a conjunction joins ("Ada Okoro and Teo Brandvold … They") when the last of them is read."""
    syntax, head = discourse.syntax, mention.head
    if child(syntax, head, "conj") is not None:
        return
    joint = discourse.conjoined(head)
    if joint is not None and all(m.root.person or m.root.is_body or m.root.is_named for m in joint.members):
        first = next((i for i in (head, *syntax.ancestors(head)) if syntax.dep[i] != "conj"), head)
        while (before := _misread_as_apposition(discourse, first)) is not None:
            joint, first = discourse.together((before, *joint.members)), syntax.head[first]
        of_first = discourse.mentions.get(first, mention)
        discourse.recent.add(_place(discourse, mention, joint)._replace(verb=syntax.head[first], subject=of_first.subject))


def _misread_as_apposition(discourse: Discourse, token: int) -> Entity | None:
    """Returns the person before a name that the parser took for an apposition ("Ada Okoro, Teo Reese and Mina Harlow")."""
    above = discourse.syntax.head[token]
    one, other = discourse.named(above), discourse.named(token)
    if discourse.syntax.dep[token] != "appos" or above > token or one is None or other is None or one is other:
        return None
    people = all(entity.person or entity.is_likely_person for entity in (one, other))
    return one if people else None


def _place(discourse: Discourse, mention: Mention, entity: Entity) -> Place:
    syntax, head = discourse.syntax, mention.head
    return Place(
        entity=entity,
        token=head,
        verb=syntax.head[head],
        sentence=syntax.sentence[head],
        paragraph=syntax.paragraph(head),
        subject=mention.subject,
        source=head in discourse.sources.heads,
        possessor=syntax.dep[head] in ("poss", "compound", "nmod"),
        quoted=syntax.quoted[head],
        content=discourse.sources.content_of(head),
        pronoun=mention.noun if mention.form is Form.PRONOUN else "",
    )


def _is_running_text(discourse: Discourse, token: int) -> bool:
    """Says whether a token stands in the article itself, and not in a caption, byline or dateline that interrupts it."""
    sentence = discourse.syntax.sentences[discourse.syntax.sentence[token]]
    return sentence.kind not in _ASIDE and not _is_dateline(discourse, token)


def _is_dateline(discourse: Discourse, token: int) -> bool:
    """Says whether a name in capitals opens a paragraph and tells where it was written ("DENHOLM (CP) — …")."""
    syntax = discourse.syntax
    opens = token - syntax.first[syntax.sentence[token]] < _DATELINE
    if not opens or not syntax.text[token].isupper() or token not in discourse.index.entity_of:
        return False
    return any(syntax.text[i] in ("(", "—", "–", "-", "--") for i in range(token + 1, min(token + 7, len(syntax))))


def _still_speaking(discourse: Discourse, sentence: int) -> None:
    """Keeps those in mind whose words, begun further up, end with a sentence."""
    for head, token in discourse.sources.endings.get(sentence, ()):
        entity = discourse.entity(head)
        if entity is not None:
            discourse.speaking.setdefault(token, head)
            paragraph = discourse.syntax.paragraph(token)
            discourse.recent.add(Place(entity, token, -1, sentence, paragraph, True, True, False, False, -1, ""))
