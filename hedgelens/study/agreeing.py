"""How far the coders of a study agree, with each other and with the machine, over what they have finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from hedgelens.evaluation.alpha import Alpha, Counted, alphas, counted_codes
from hedgelens.evaluation.units import codes
from hedgelens.faces import Analysis
from hedgelens.study.coding import MACHINE
from hedgelens.study.packing import unpacked_analysis
from hedgelens.study.store import Store

_KEPT = 2000
"""So many comparisons of an article are kept: whoever looks again asks for the same but one."""


@dataclass(frozen=True, slots=True)
class Finished:
    """An article that may be compared: what the machine and those who have finished it made of it, each packed.

    Attributes:
        id, title: of the article.
        article: the article with its text.
        codings: what each coder made of it.
        numbers: the numbers of these codings in the study.
        machine: what the machine found.
    """

    id: str
    title: str | None
    article: bytes
    codings: dict[str, bytes]
    numbers: dict[str, int]
    machine: bytes

    def packed(self, coder: str) -> bytes | None:
        """Returns what a coder, or the machine, made of it."""
        return self.machine if coder == MACHINE else self.codings.get(coder)

    def analyses(self, *coders: str) -> dict[str, Analysis]:
        """Returns what coders made of it, and the machine where it is named; those who did not finish it are left out."""
        found = ((coder, self.packed(coder)) for coder in coders)
        return {coder: unpacked_analysis(content, self.article) for coder, content in found if content is not None}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far some coders agree on a variable.

    Attributes:
        coders: who; the machine may be one of them.
        variable: its name.
        articles, units: number of articles and of units that two of them coded at least.
        same: share of the pairs of codes that are the same.
        alpha, alpha_low, alpha_high: Krippendorff's alpha with its 95% bootstrap interval, over articles.
        warning: a sentence where there are too few articles.
    """

    coders: str
    variable: str
    articles: int
    units: int
    same: float
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    warning: str | None


def finished(store: Store, id: str | None = None) -> Iterator[Finished]:
    """Yields the articles that somebody has finished, in the order in which they came in; adjudicated codings are not compared.

    Where coders are blind to each other, articles that others have still to finish are left out.
    """
    rows = store.rows(
        """SELECT a.number, a.id, a.title, a.content AS article, n.content AS machine, l.coder, l.number AS coding, l.content
        FROM latest l JOIN articles a ON a.number = l.article JOIN analyses n ON n.article = a.number AND n.hash = a.hash
        WHERE l.done IS NOT NULL AND NOT l.adjudicates AND a.left_out IS NULL AND a.number NOT IN (SELECT article FROM hidden)
        AND (? IS NULL OR a.id = ?) ORDER BY a.number, l.coder""",
        id, id,
    )  # fmt: skip
    last: Finished | None = None
    for row in rows:
        if last is None or last.id != row["id"]:
            if last is not None:
                yield last
            last = Finished(row["id"], row["title"], row["article"], {}, {}, row["machine"])
        last.codings[row["coder"]], last.numbers[row["coder"]] = row["content"], row["coding"]
    if last is not None:
        yield last


def agreement(store: Store) -> list[Agreement]:
    """Says how far coders agree over the articles that they have finished: all, each two, and each with the machine."""
    articles = list(finished(store))
    people = sorted({coder for article in articles for coder in article.codings})
    groups = [tuple(people), *combinations(people, 2)] if len(people) > 2 else list(combinations(people, 2))
    groups += [(coder, MACHINE) for coder in people]
    return [_row(group, one) for group in groups for one in alphas(_counted_articles(articles, group))]


def _row(group: Sequence[str], one: Alpha) -> Agreement:
    low, high = one.interval or (None, None)
    return Agreement(", ".join(group), one.variable, one.articles, one.units, one.observed, one.alpha, low, high, one.warning)


def _counted_articles(articles: Iterable[Finished], group: Sequence[str]) -> Iterator[Mapping[str, Counted]]:
    for article in articles:
        there = [(coder, content) for coder in group if (content := article.packed(coder)) is not None]
        if len(there) > 1:
            yield _counted(article.article, tuple(there))


@lru_cache(maxsize=_KEPT)
def _counted(article: bytes, packed: tuple[tuple[str, bytes], ...]) -> Mapping[str, Counted]:
    by_coder = {coder: unpacked_analysis(content, article) for coder, content in packed}
    return counted_codes(codes(by_coder, words=False))
