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
CONTRAST = 4.5
"""What WCAG 2 asks for between words and what is behind them."""
_FAINT = """([least]) => {
  const parsed = (colour) => {
    const numbers = colour.match(/-?[\\d.]+(?:e-?\\d+)?/g).map(Number), alpha = numbers[3] ?? 1;
    return [...numbers.slice(0, 3).map((one) => (colour.startsWith("color(") ? 255 * one : one)), alpha];
  };
  const over = ([r, g, b, alpha], under) => [r, g, b].map((one, n) => alpha * one + (1 - alpha) * under[n]);
  const light = (colour) => colour.map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, n) => sum + one * [0.2126, 0.7152, 0.0722][n], 0);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || element.closest(":disabled, script")) continue;
    const around = [];
    for (let one = element; one; one = one.parentElement) around.unshift(parsed(getComputedStyle(one).backgroundColor));
    const behind = around.reduce((under, one) => over(one, under), [255, 255, 255]);
    const [less, more] = [over(parsed(getComputedStyle(element).color), behind), behind].map(light).sort((one, other) => one - other);
    if ((more + 0.05) / (less + 0.05) < least) found.push(`${node.data.trim()}: ${((more + 0.05) / (less + 0.05)).toFixed(2)}`);
  }
  return found;
}"""
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
            faults += [f"{look}: {fault}" for fault in (*_found_by_axe(page), *faint_words(page))]
            picture(page, f"{name}-{width}-{scheme}", full_page=True)
    page.set_viewport_size(before)
    page.emulate_media(color_scheme="light")
    assert not faults, "\n".join(faults)


def faint_words(page: Page) -> list[str]:
    """Returns the words of a page that do not stand out enough, with their contrast: also within marks, of which axe is not sure."""
    found: list[str] = page.evaluate(_FAINT, [CONTRAST])
    return found


def picture(page: Page, name: str, **how: object) -> None:
    """Keeps a picture of what is seen, where a folder for them is named; of few colours, so that it is small."""
    if _PICTURES:
        Path(_PICTURES).mkdir(parents=True, exist_ok=True)
        seen = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide", **how)))
        seen.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(Path(_PICTURES) / f"{name}.png", optimize=True)


def _found_by_axe(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:200]}: {node['failureSummary']}" for one in found for node in one["nodes"][:3]]
