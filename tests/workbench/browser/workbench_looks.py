"""Looks at a page as people with other eyes and other screens do: by day and by night, at a desk and on a phone."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page

SCREENS = {"desk": (1400, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
_PICTURES = os.environ.get("HEDGELENS_PICTURES")
"""A folder; where it is named, what was looked at is kept there."""


def looks_right(page: Page, name: str) -> None:
    """Looks at a page on each screen, by day and by night: axe finds nothing wrong, and nothing is cut off."""
    before, faults = page.viewport_size, []
    for screen, (width, height) in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            look = f"{name}, {screen}, {scheme}"
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if wide > 0:
                faults.append(f"{look}: {wide} px too wide")
            faults += [f"{look}: {fault}" for fault in _found_by_axe(page)]
            picture(page, f"{name}-{width}-{scheme}", full_page=True)
    page.set_viewport_size(before)
    page.emulate_media(color_scheme="light")
    assert not faults, "\n".join(faults)


def picture(page: Page, name: str, **how: object) -> None:
    """Keeps a picture of what is seen, where a folder for them is named; of few colours, so that it is small."""
    if _PICTURES:
        Path(_PICTURES).mkdir(parents=True, exist_ok=True)
        seen = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide", **how)))
        seen.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(Path(_PICTURES) / f"{name}.png", optimize=True)


def _found_by_axe(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}" for one in found for node in one["nodes"][:3]]
