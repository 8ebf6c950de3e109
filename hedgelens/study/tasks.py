"""What is to be done with an article of a study, and what became of it."""

from __future__ import annotations

import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hedgelens.article.containing import attempted
from hedgelens.faces import Analysis
from hedgelens.measures.corpus import Tally
from hedgelens.measures.remembering import remembering
from hedgelens.records import HedgeLensWarning, Problem
from hedgelens.study.packing import packed, unpacked, unpacked_article

if TYPE_CHECKING:
    from hedgelens.analyzer import Analyzer


@dataclass(frozen=True, slots=True)
class Task:
    """An article to analyse, or an analysis of it to count anew.

    Attributes:
        number: its number in the study.
        id: its id.
        hash: of all that its analysis depends on.
        article: its content.
        analysis: the content of the analysis that is only to be counted anew.
    """

    number: int
    id: str
    hash: str
    article: bytes
    analysis: bytes = b""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task.

    Attributes:
        task: the task.
        seconds: processor time that it took.
        analysis, tally: the contents of its analysis and of the tally of that.
        problem: why there are none.
        made_with: what decided what was found, where that was another machine.
    """

    task: Task
    seconds: float = 0.0
    analysis: bytes = b""
    tally: bytes = b""
    problem: str | None = None
    made_with: Mapping[str, str] | None = None


def done(analyzer: Analyzer, task: Task) -> Done:
    """Does a task; whatever is raised becomes its problem."""
    start = time.process_time()
    found = attempted(task.id, _analysed, analyzer, task)
    if isinstance(found, Problem):
        return Done(task, problem=found.reason)
    analysis, tally = found
    return Done(task, round(time.process_time() - start, 4), analysis, tally)


def _analysed(analyzer: Analyzer, task: Task) -> tuple[bytes, bytes]:
    article = unpacked_article(task.article)
    if task.analysis:
        kept = Analysis.from_dict(unpacked(task.analysis), article.text)
        analysis = kept.counting(min_confidence=analyzer.min_confidence, types=analyzer.types)
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", HedgeLensWarning)  # what the reading doubts stands in the article
            analysis = analyzer.analyze(article)
    with remembering(analysis):  # the analysis and its tally count the same
        return packed(analysis.to_dict()), packed(Tally.of(analysis).to_dict())
