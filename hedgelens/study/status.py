"""How far a study is: what is analysed in it, what is still to do, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from hedgelens.files.text import counted
from hedgelens.records import Problem
from hedgelens.study.settings import StudySettings
from hedgelens.study.store import Store


@dataclass(frozen=True, slots=True)
class Status:
    """The progress of a study.

    Attributes:
        articles: number of articles that are part of its results.
        analysed: number of those that have been analysed with the settings of the last run.
        to_do: number of those that the next run will analyse.
        left_out: number of articles that are not part of its results.
        problems: what could not be read or analysed, each with the reason.
        inputs: what was added.
        size: bytes of the file.
        at_work: runs that are in progress, or were interrupted.
        settings: how its articles are analysed.
    """

    articles: int
    analysed: int
    to_do: int
    left_out: int
    problems: tuple[Problem, ...]
    inputs: tuple[str, ...]
    size: int
    at_work: int
    settings: StudySettings

    def __str__(self) -> str:
        by_others = "; another run is at work on some of them" if self.at_work else ""
        rest = f", {self.to_do:,} are not{by_others}" if self.to_do else ""
        return f"{self.analysed:,} of {counted(self.articles, 'article')} are analysed{rest}."


def status_of(store: Store, settings: StudySettings, problems: tuple[Problem, ...]) -> Status:
    """Counts how far a study is that is analysed with some settings and had some problems."""
    one = store.one
    keys = {row["key"]: row["value"] for row in store.rows("SELECT key, value FROM settings WHERE key LIKE 'key_%'")}
    analysed = one(
        """SELECT count(*) FROM articles a JOIN analyses n ON n.article = a.number
        WHERE a.left_out IS NULL AND n.hash = a.hash AND n.settings = ? AND n.counting = ?""",
        keys.get("key_settings", ""), keys.get("key_counting", ""),
    )[0]  # fmt: skip
    articles = one("SELECT count(*) FROM articles WHERE left_out IS NULL")[0]
    failed = one("SELECT count(*) FROM problems p JOIN articles a ON a.number = p.article WHERE a.left_out IS NULL")[0]
    return Status(
        articles=articles,
        analysed=analysed,
        to_do=articles - analysed - failed,
        left_out=one("SELECT count(*) FROM articles WHERE left_out IS NOT NULL")[0],
        problems=problems,
        inputs=tuple(row["path"] for row in store.rows("SELECT path FROM inputs ORDER BY number")),
        size=store.size(),
        at_work=one("SELECT count(*) FROM runs WHERE ended IS NULL")[0],
        settings=settings,
    )
