"""``hedgelens bundled``: the articles that come with HedgeLens, to try things on."""

from __future__ import annotations

from typing import Annotated

import typer

from hedgelens.commands.options import Output
from hedgelens.commands.writing import say, say_or_write


def _completed(incomplete: str) -> list[str]:
    from hedgelens import bundled

    return [name for name in bundled.names() if name.startswith(incomplete)]


Name = Annotated[
    str | None,
    typer.Argument(metavar="NAME", help="The article to print; without one, all are listed.", autocompletion=_completed),
]


def bundled(
    name: Name = None,
    output: Output = None,
) -> None:
    """Lists the articles that come with HedgeLens, or prints the text of one."""
    from hedgelens import bundled

    if name is None:
        titles = {one: bundled.article(one).title or "" for one in bundled.names()}
        width = max(map(len, titles))
        say("".join(f"{one:{width}}  {title}\n" for one, title in titles.items()))
    else:
        say_or_write(bundled.article(name).text, output)
