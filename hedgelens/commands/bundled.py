"""``hedgelens bundled``: the articles that come with HedgeLens, to try things on."""

from __future__ import annotations

from typing import Annotated

import typer

from hedgelens.commands.options import Output
from hedgelens.commands.writing import say, say_or_write


def bundled(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The article to print; without one, all are listed.")] = None,
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
