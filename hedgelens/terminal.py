"""An analysis on the terminal: the verdict and the table, in eighty columns."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hedgelens.analysis import Analysis
from hedgelens.labels import labels, one_line
from hedgelens.measures import DEFAULT_COUNTING, Counting, Share, SummaryRow, coverage, shares, summary_rows, verdict
from hedgelens.measures.overview import percent_range

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

    level, count, types = counting.level, counting.count, counting.types
    rows = summary_rows(analysis, level=level, count=count, types=types)
    share_of = {share.source: share for share in shares(analysis, level=level, count=count, types=types)}
    known, unknown = [r for r in rows if r.source is not None], [r for r in rows if r.source is None]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, caption_justify="left", caption_style="dim")
    table.add_column("Source", no_wrap=True)
    for heading, least in (("Words", 11), ("Sentences", 9), ("dir/mix/ind", 11), ("Hedges", 6)):
        table.add_column(heading, justify="right", no_wrap=True, min_width=least)
    shown = [*known[:_SHOWN], *unknown]
    names = labels([one_line(row.name) for row in shown], max(width - _FIGURES, 10))
    for row, name in zip(shown, names, strict=True):
        table.add_row(Text(name), *_cells(row, share_of[row.source]), style="italic" if row.source is None else "")
    if len(known) > _SHOWN:
        table.add_row(Text(f"… and {len(known) - _SHOWN} more"), "", "", "", "", style="dim")
    cover = coverage(analysis, types=types)
    own = round(cover.sentences_unattributed * cover.sentences)
    carried = own - round(cover.sentences_unattributed_inclusive * cover.sentences)
    table.add_section()
    table.add_row(
        Text("the writer's own"),
        percent_range(cover.words_unattributed_inclusive, cover.words_unattributed),
        f"{own - carried}–{own}" if carried else str(own),
        "",
        str(sum(1 for h in analysis.hedges if h.owner == "author" and h.sentence in {s.index for s in analysis.body})),
    )
    table.caption = Text(
        f"Shares of the body's {cover.words:,} words and {cover.sentences} sentences, from attributed to carried on. "
        "dir/mix/ind: direct, mixed and indirect attributions."
    )
    return table


def _cells(row: SummaryRow, share: Share) -> tuple[str, ...]:
    low, high = row.sentences_explicit, row.sentences_inclusive
    return (
        percent_range(share.words, share.words_inclusive),
        f"{low:g}" if low == high else f"{low:g}–{high:g}",
        f"{row.direct}/{row.mixed}/{row.indirect}",
        str(row.hedges),
    )
