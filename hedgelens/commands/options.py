"""Arguments and options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Articles (.txt, .md, .html), or folders of them.")]
Sources = Annotated[
    Path | None, typer.Option("--sources", metavar="REG.toml", help="Registry of sources: names, aliases, groups.")
]
Hedges = Annotated[Path | None, typer.Option("--hedges", metavar="RULES.toml", help="Hedge rules that add to the built-in ones.")]
Engine = Annotated[
    str,
    typer.Option(
        "--engine", metavar="NAME", help="What finds attributions: rules, learned, or the name or folder of a trained one."
    ),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="File to write to instead of the terminal.")]
Level = Annotated[
    str,
    typer.Option(
        "--level", metavar="LEVEL", help="Who is credited with words inside another's words: outer, inner or all of the sources."
    ),
]
Count = Annotated[
    str,
    typer.Option("--count", metavar="COUNT", help="What two sources share: full (once for each) or fractional (split)."),
]
Types = Annotated[
    str | None,
    typer.Option(
        "--types", metavar="TYPES", help="Types that count, separated by commas: assertion, belief, fact, eventuality; else all."
    ),
]
