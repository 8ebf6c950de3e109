"""A person at the workbench: goes to pages, clicks on words, selects words, and is asked what stands there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Locator, Page, Route, expect

# Where words stand on the screen: the rectangles of their first and last character, brought into view.
_PLACES = """([words, nth]) => {
  const text = document.getElementById("text"), walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
  const whole = nodes.map((node) => node.data).join("");
  let from = -1;
  for (let n = 0; n <= nth; n += 1) from = whole.indexOf(words, from + 1);
  if (from < 0) throw new Error(`The article has no words '${words}'.`);
  const at = (place) => {
    let before = 0;
    for (const node of nodes) {
      if (place < before + node.length) return [node, place - before];
      before += node.length;
    }
  };
  const box = (place) => {
    const range = document.createRange(), [node, offset] = at(place);
    range.setStart(node, offset);
    range.setEnd(node, offset + 1);
    return range.getClientRects()[0];
  };
  at(from)[0].parentElement.scrollIntoView({ block: "center" });
  const first = box(from), last = box(from + words.length - 1);
  const middle = (one) => one.top + one.height / 2;
  return { start: [first.left + 0.5, middle(first)], end: [last.right - 0.5, middle(last)], on: [first.left + first.width / 2, middle(first)] };
}"""


class Late:
    """The answer to what a page asks first at an address; it comes when it is told to, and those to later questions at once."""

    def __init__(self, page: Page, address: str) -> None:
        self._page, self._asked = page, list[Route]()
        page.route(f"**{address}?*", self._ask)

    def _ask(self, route: Route) -> None:
        self._asked.append(route)
        if len(self._asked) > 1:
            route.continue_()

    def comes(self) -> None:
        """Lets it come, after the answers to what else the page has asked."""
        while not self._asked:
            self._page.wait_for_timeout(20)
        for _ in range(2):
            self._page.evaluate("fetch('/articles').then((answer) => answer.text())")
        self._asked[0].continue_()


class Person:
    """Somebody at a page of the workbench."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page, self._origin = page, origin

    # -- going about ----------------------------------------------------------------------------------------------------

    def go(self, path: str) -> Person:
        """Opens a page of the workbench."""
        self.page.goto(f"{self._origin}{path}")
        return self

    def opens(self, article: str, coder: str | None = None) -> Person:
        """Opens an article, and says who corrects it."""
        self.go(f"/article?id={quote(article, safe='')}")
        expect(self.text.locator(".s").first).to_be_visible()
        if coder:
            self.is_called(coder)
        return self

    def is_called(self, coder: str) -> None:
        """Writes a name into the field for it."""
        field = self.page.get_by_label("Coder")
        if field.input_value() == coder:
            return
        self.text.evaluate("(text) => { text.firstElementChild.id = 'before'; }")
        field.fill(coder)
        field.press("Enter")
        field.blur()
        expect(self.text.locator("#before")).to_have_count(0)  # the article is drawn anew, as that coder has it

    # -- what stands there ----------------------------------------------------------------------------------------------

    @property
    def text(self) -> Locator:
        """The text of the article."""
        return self.page.locator("#text")

    @property
    def panel(self) -> Locator:
        """What is said of what is chosen, with all that can be done with it."""
        return self.page.locator("#chosen")

    @property
    def history(self) -> Locator:
        """The corrections, one an element."""
        return self.page.locator("#history li")

    @property
    def problem(self) -> Locator:
        """Where the page says what could not be done."""
        return self.page.get_by_role("alert")

    def share(self, source: str) -> str:
        """Returns the share that the list of sources gives."""
        return self.source(source).locator(".share").inner_text()

    def source(self, name: str) -> Locator:
        """A source in the list."""
        return self.page.locator("#sources").get_by_role("button", name=name)

    # -- waiting --------------------------------------------------------------------------------------------------------

    def waits_for(self, address: str) -> Late:
        """Returns the answer to what a page that is opened now will ask at an address."""
        return Late(self.page, address)

    # -- bringing in ----------------------------------------------------------------------------------------------------

    def adds(self, *files: Path | tuple[str, bytes]) -> None:
        """Chooses files on the page for that: those of the disk, or such of a name and a content."""
        chosen = [one if isinstance(one, Path) else {"name": one[0], "mimeType": "", "buffer": one[1]} for one in files]
        self.page.get_by_label("Choose files").set_input_files(chosen)

    # -- doing ----------------------------------------------------------------------------------------------------------

    def clicks(self, words: str, nth: int = 0) -> None:
        """Clicks on the first letter of words in the text."""
        self.page.mouse.click(*self._places(words, nth)["on"])

    def selects(self, words: str, nth: int = 0) -> None:
        """Drags the mouse over words in the text."""
        place = self._places(words, nth)
        self.page.mouse.move(*place["start"])
        self.page.mouse.down()
        self.page.mouse.move(*place["end"], steps=4)
        self.page.mouse.up()

    def presses(self, *keys: str) -> None:
        """Presses one key after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def corrects(self, what: Callable[[], None]) -> None:
        """Does something, and waits until the workbench has kept it and the page shows it."""
        with self.page.expect_response(lambda response: response.request.method == "POST") as kept:
            what()
        assert kept.value.ok, kept.value.text()
        # The page forgets what it asked for as soon as it shows the answer.
        self.page.wait_for_function("() => !localStorage.getItem('hedgelens-waiting')")

    def _places(self, words: str, nth: int) -> dict[str, list[float]]:
        return self.page.evaluate(_PLACES, [words, nth])
