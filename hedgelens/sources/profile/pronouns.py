"""The pronoun that an article has for somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hedgelens.records import Pronoun, SourceKind
from hedgelens.sources.mentions.mention import Form, Mention
from hedgelens.sources.reference.discourse import Discourse

_OF_PERSON = (Pronoun.HE, Pronoun.SHE)
_OF_BODY = (Pronoun.IT, Pronoun.THEY)
_CHOICES = {
    SourceKind.PERSON: (_OF_PERSON, (Pronoun.THEY,)),
    SourceKind.GROUP: ((Pronoun.THEY,), (Pronoun.IT,)),
    SourceKind.AUTHOR: (),
}
"""Pronouns for each kind, those first that are taken where the article has any of them."""
_NEAR = 1


def pronoun_for(discourse: Discourse, kind: SourceKind, mentions: Iterable[Mention]) -> Pronoun | None:
    """Returns the pronoun by which an article takes somebody up most often, where that is beyond doubt.

    Of a person it is "they" only where there is no other.
    """
    nouns = [m.noun for m in mentions if m.form is Form.PRONOUN and _is_sure(discourse, m)]
    if not nouns:
        return None
    found = Counter(nouns)
    counted = ([pronoun for pronoun in group if found[pronoun]] for group in _CHOICES.get(kind, (_OF_BODY, _OF_PERSON)))
    return next((max(group, key=found.__getitem__) for group in counted if group), None)


def _is_sure(discourse: Discourse, mention: Mention) -> bool:
    """Says whether a pronoun surely takes up whom it is linked to: it is a source, or goes on with the subject before it."""
    syntax, head = discourse.syntax, mention.head
    if head in discourse.sources.heads:
        return True
    link = discourse.links.get(head)
    before = discourse.mentions.get(link.antecedent) if link is not None and link.antecedent is not None else None
    if before is None or not before.subject or before.head > head or syntax.quoted[head] != syntax.quoted[before.head]:
        return False
    if mention.noun in _OF_PERSON:
        return syntax.sentence[head] - syntax.sentence[before.head] <= _NEAR
    return syntax.sentence[head] == syntax.sentence[before.head] and syntax.tag[head] == "PRP$"
