"""An article as those who have finished it made it, side by side."""

from __future__ import annotations

from functools import cached_property

from hedgelens.evaluation.places import MARKED, NOT_MARKED, Place, places
from hedgelens.faces import Analysis
from hedgelens.records import HedgeLensError
from hedgelens.study.agreeing import Finished, finished
from hedgelens.study.coders import is_hidden
from hedgelens.study.coding import MACHINE
from hedgelens.study.store import Store


class Comparison:
    """What coders made of an article, and the machine beside them.

    Attributes:
        article: the article with all that was made of it, packed.
        coders: who finished it.
    """

    def __init__(self, article: Finished) -> None:
        """Takes what was finished."""
        self.article = article
        self.coders = tuple(article.codings)

    @classmethod
    def of(cls, store: Store, id: str) -> Comparison:
        """Finds what coders made of an article.

        Raises:
            HedgeLensError: fewer than two coders have finished it, or others are still coding it and are blind to each other.
        """
        if is_hidden(store, id):
            raise HedgeLensError(
                f"Not all coders of '{id}' have finished it, and until then they are blind to each other. Compare it afterwards."
            )
        article = next(finished(store, id), None)
        if article is None or len(article.codings) < 2:
            raise HedgeLensError(f"There is nothing to compare in '{id}': it was not finished by two coders.")
        return cls(article)

    @cached_property
    def analyses(self) -> dict[str, Analysis]:
        """What each made of it, the machine last."""
        return self.article.analyses(*self.coders, MACHINE)

    @property
    def places(self) -> list[Place]:
        """Where the coders differ, with what each said, and the machine beside it."""
        return places(self.analyses, self.coders)


def said_at(place: Place, coder: str, variable: str) -> str | None:
    """Returns what a coder said of a variable at a place; ``None`` where he or she marked nothing there."""
    if variable == MARKED:
        return MARKED if coder in place.said else NOT_MARKED
    return place.said.get(coder, {}).get(variable)
