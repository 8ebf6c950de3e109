"""The pronoun that an article has for somebody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hedgelens.records import Pronoun
from hedgelens.sources.mentions.mention import Form, Mention
from hedgelens.sources.reference.entity import Entity

_SINGULAR = (Pronoun.HE, Pronoun.SHE)
_FORMS = frozenset(Pronoun)


def pronoun_for(entity: Entity, mentions: Iterable[Mention]) -> Pronoun | None:
    """Returns the pronoun by which an article takes somebody up most often; of a person "they" only where it has no other."""
    found = Counter(Pronoun(m.noun) for m in mentions if m.form is Form.PRONOUN and m.noun in _FORMS)
    if entity.person is not None or entity.plural:
        single = entity.person is True and not entity.plural
        fitting = {pronoun: n for pronoun, n in found.items() if (pronoun in _SINGULAR) == single}
        if fitting:
            return max(fitting, key=fitting.__getitem__)
    return max(found, key=found.__getitem__, default=None)
