"""An analysis on the terminal: the verdict and the table, in eighty columns."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.files.text import counted, labels, one_line
from hedgelens.measures import (
    DEFAULT_COUNTING,
    Counting,
    Coverage,
    Share,
    SummaryRow,
    body_hedges,
    coverage,
    shares,
    short_name,
    summary_rows,
    verdict,
)
from hedgelens.measures.overview import NO_WORDS, NO_WORDS_MEANS, number_range, percent_range, word_share
from hedgelens.records import AUTHOR

if TYPE_CHECKING:
    from rich.table import Table

_WIDEST, _NARROWEST = 110, 70
_SHOWN = 20
_FIGURES = 49
"""Columns that the figures take, with the blanks between them."""


def render(
    analyses: Iterable[Analysis], *, width: int | None = None, colour: bool = False, counting: Counting = DEFAULT_COUNTING
) -> str:
    """Returns the table of each article as text.

    Args:
        analyses: the analyses.
        width: columns there are; ``None`` for those of the terminal, 110 at most.
        colour: whether to write bold and pale text as terminals do.
        counting: who is credited with what; the table says so where it is not the default.
    """
    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out,
        width=width or min(max(Console().width, _NARROWEST), _WIDEST),
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    for analysis in analyses:
        # Text objects throughout: square brackets in an article are no markup.
        console.print(Text(one_line(analysis.article.title or analysis.article.id), style="bold"))
        default = counting == DEFAULT_COUNTING
        console.print(Text(one_line(verdict(analysis)) if default else f"Counted with {counting}."))
        if analysis.body:
            console.print(_table(analysis, console.width, counting))
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _table(analysis: Analysis, width: int, counting: Counting) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = summary_rows(analysis, **counting.options())
    share_of = {share.source: share for share in shares(analysis, **counting.options())}
    known, unknown = [r for r in rows if r.source is not None], [r for r in rows if r.source is None]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, caption_justify="left", caption_style="dim")
    table.add_column("Source", no_wrap=True)
    for heading, least in (("Words", 11), ("Sentences", 9), ("dir/mix/ind", 11), ("Hedges", 6)):
        table.add_column(heading, justify="right", no_wrap=True, min_width=least)
    shown = [*known[:_SHOWN], *unknown]
    longest = max(width - _FIGURES, 10)
    names = labels([one_line(short_name(analysis, row.source, longest)) for row in shown], longest)
    for row, name in zip(shown, names, strict=True):
        table.add_row(Text(name), *_cells(row, share_of[row.source]), style="italic" if row.source is None else "")
    if len(known) > _SHOWN:
        table.add_row(Text(f"… and {len(known) - _SHOWN} more"), "", "", "", "", style="dim")
    _close(table, analysis, coverage(analysis))
    return table


def _close(table: Table, analysis: Analysis, cover: Coverage) -> None:
    """Adds the row of the writer, and what the figures mean."""
    from rich.text import Text

    table.add_section()
    table.add_row(
        Text("the writer's own"),
        percent_range(cover.words_unattributed_inclusive, cover.words_unattributed),
        number_range(*cover.own_sentences),
        "",
        str(sum(hedge.owner == AUTHOR for hedge in body_hedges(analysis))),
    )
    dashes = f" {NO_WORDS_MEANS}" if NO_WORDS in table.columns[1].cells else ""
    body = f"{counted(cover.words, 'word')} and {counted(cover.sentences, 'sentence')}"
    table.caption = Text(
        f"Shares of the {body} in the body, without and with continued accounts. "
        f"dir/mix/ind: direct, mixed and indirect attributions.{dashes} {analysis.counted_in_words}".rstrip()
    )


def _cells(row: SummaryRow, share: Share) -> tuple[str, ...]:
    return (
        word_share(share.words, share.words_inclusive),
        number_range(row.sentences_explicit, row.sentences_inclusive),
        f"{row.direct}/{row.mixed}/{row.indirect}",
        str(row.hedges),
    )
