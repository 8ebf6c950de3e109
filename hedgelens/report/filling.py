"""Fills the templates, in which everything that is put in is escaped."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hedgelens.files.text import encodable
from hedgelens.measures.overview import percent, shown_value
from hedgelens.settings import short
from hedgelens.views.colours import FAINT, INK, OTHER, SOURCE_COLOURS, WRITER

PAGE_COLOURS = {
    **{colour: f"var(--k{place})" for place, colour in enumerate(SOURCE_COLOURS, start=1)},
    OTHER: "var(--k0)",
    WRITER: "var(--kw)",
    INK: "currentColor",
    FAINT: "var(--faint)",
    "#ffffff": "var(--paper)",  # what is hollow stays so on a dark page
}
"""For a colour of charts that of the page, which changes where the page is dark."""


def in_script(data: Any) -> Markup:
    """Returns plain data as JSON that may stand in a page: nothing in it can end its element."""
    text = json.dumps(data, ensure_ascii=True)
    for character in "<>&'":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # the characters that could end the element are gone


def stylesheet() -> Markup:
    """Returns the style of all pages."""
    return Markup(asset("style.css"))  # our own file


@cache
def script_of(*names: str) -> tuple[Markup, str]:
    """Returns some of our scripts as one, and the hash by which a page allows it."""
    script = "".join(map(asset, names))
    return Markup(script), base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()  # our own files


@cache
def asset(name: str) -> str:
    """Returns one of our own files: a style or a script."""
    return files("hedgelens.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("hedgelens.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = percent
    environment.filters["shown_value"] = shown_value
    environment.filters["short"] = short
    environment.filters["on_page"] = lambda colour: PAGE_COLOURS.get(colour, colour)
    environment.filters["number"] = lambda value: f"{value:,}"
    return environment


def filled(name: str, **values: Any) -> str:
    """Fills a template; everything that is put in is escaped, and what comes out can be written in UTF-8."""
    return encodable(_environment().get_template(name).render(**values))
