"""How quickly the workbench answers: a click on an article, an article that is opened, the list of many.

    OMP_NUM_THREADS=1 python benchmarks/workbench.py [--articles 10000] [--rounds 20] [--engine learned]

Articles are invented. Each answer is asked for as the pages do, through all of the application but the network; of each round the
seconds of the processor and of the clock are taken, and their median and worst are printed. A click is one correction, from the
question to the last byte of the answer: attributions are given to other sources and retyped in turn, then taken back. HedgeLens
must be installed with its extra ``app``.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from hedgelens.invented import invented
from hedgelens.study import Study
from hedgelens.study.packing import packed, unpacked
from hedgelens.study.store import Store
from hedgelens.workbench.application import application

TOKEN, PORT = "benchmark", 8765
HERE = f"http://127.0.0.1:{PORT}"
OURS = {"X-HedgeLens": "1", "Origin": HERE}
CODER = "Ines"


@dataclass(frozen=True, slots=True)
class Timed:
    """What answers took: seconds of the processor and of the clock, one of each a round."""

    processor: tuple[float, ...]
    clock: tuple[float, ...]

    @classmethod
    def of(cls, rounds: int, ask: Callable[[int], object]) -> Timed:
        """Asks again and again."""
        found = []
        for number in range(rounds):
            began, at = time.process_time(), time.perf_counter()
            ask(number)
            found.append((time.process_time() - began, time.perf_counter() - at))
        return cls(*map(tuple, zip(*found, strict=True)))

    def __str__(self) -> str:
        pairs = [f"{1000 * statistics.median(of):7.0f} ms (worst {1000 * max(of):5.0f})" for of in (self.processor, self.clock)]
        return f"{pairs[0]} of the processor, {pairs[1]} of the clock"


def text_of(words: int, seed: int) -> str:
    """Returns an invented article of at least so many words."""
    parts: list[str] = []
    for article in invented(words, seed):
        parts.append(article.text if not parts else article.text.split("\n\n", 2)[2])
        if sum(len(part.split()) for part in parts) >= words:
            break
    return "\n\n".join(parts)


def made(folder: Path, lengths: dict[str, int], listed: int, engine: str) -> Path:
    """Makes a study of articles of some lengths, and of so many that they stand for: a few that are analysed, again and again."""
    articles = folder / "articles"
    articles.mkdir()
    for seed, (name, words) in enumerate(lengths.items()):
        (articles / f"{name}.txt").write_text(text_of(words, seed), "utf-8")
    for article in invented(min(listed, 60)):
        path = articles / article.outlet / f"{article.day.isoformat()}-{article.number}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(article.text, "utf-8")
    path = folder / "many.study"
    with Study.new(path, engine=engine) as study:
        study.add(*sorted(articles.iterdir()))
        study.run()
    _multiply(path, listed)
    return path


def _multiply(path: Path, listed: int) -> None:
    """Lists each of the short articles again under other names until there are so many."""
    store = Store.open(path)
    short = [row["number"] for row in store.rows("SELECT number FROM articles WHERE words < 1000 ORDER BY number")]
    tallies = {row[0]: unpacked(row[1]) for row in store.rows("SELECT article, tally FROM analyses")}
    chance, numbers = random.Random(1), count(1)
    with store.transaction():
        while store.one("SELECT count(*) FROM articles")[0] < listed:
            for number in short[: listed - store.one("SELECT count(*) FROM articles")[0]]:
                name = f"again-{next(numbers)}"
                date = f"{chance.randrange(2020, 2024)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
                store.do(
                    """INSERT INTO articles (file, place, id, hash, title, outlet, date, words, content)
                    SELECT file, ?, ?, ?, title || ' ' || ?, outlet, ?, words, content FROM articles WHERE number = ?""",
                    name, name, name, name, date, number,
                )  # fmt: skip
                store.do(
                    """INSERT INTO analyses SELECT (SELECT max(number) FROM articles), settings, ?, counting, made, seconds, ?,
                    content FROM analyses WHERE article = ?""",
                    name,
                    packed({**tallies[number], "id": name}),
                    number,
                )
    store.close()


class Browser:
    """A browser as the workbench sees it."""

    def __init__(self, path: Path) -> None:
        """Comes by the address with the token."""
        self._client = TestClient(application(path, TOKEN, PORT), base_url=HERE, follow_redirects=False)
        self._client.get(f"/?token={TOKEN}")

    def get(self, path: str, **values: str) -> Any:
        """Asks for something."""
        answer = self._client.get(path, params=values)
        answer.raise_for_status()
        return answer

    def post(self, path: str, id: str, **values: Any) -> dict[str, Any]:
        """Changes something of an article."""
        answer = self._client.post(path, json={"id": id, "coder": CODER, **values}, headers=OURS)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


def edits_of(view: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yields corrections of an article without end: other sources, other types, unsure marks that are right."""
    sources = [source["id"] for source in view["sources"]]
    for number in count():
        one = view["attributions"][number % len(view["attributions"])]["id"]
        yield {"edit": "GiveAttribution", "attribution": one, "source_id": sources[number % len(sources)]}
        yield {"edit": "RetypeAttribution", "attribution": one, "type": ("belief", "assertion")[number % 2]}
        yield {"edit": "AcceptAttribution", "attribution": one}


def clicks(browser: Browser, id: str, rounds: int) -> Iterator[tuple[str, Timed]]:
    """Times the corrections of an article, and how they are taken back."""
    edits = edits_of(browser.get("/api/article", id=id, coder=CODER).json())
    browser.post("/api/correct", id, edit=next(edits))  # the first one begins the coding
    yield "a correction", Timed.of(rounds, lambda _: browser.post("/api/correct", id, edit=next(edits)))
    yield "one taken back", Timed.of(rounds, lambda _: browser.post("/api/undo", id))
    yield "one made again", Timed.of(rounds, lambda _: browser.post("/api/redo", id))


def opened(browser: Browser, id: str) -> None:
    """Asks for all that the page of an article asks for."""
    browser.get("/article", id=id)
    browser.get("/api/article", id=id, coder=CODER)


LISTS: dict[str, dict[str, str]] = {
    "the list for the first time": {"choices": "1"},
    "the list again": {"choices": "1"},
    "… of one source, sorted": {"source": "Ada Okoro", "sort": "unsure", "falling": "1"},
    "… searched in names": {"search": "levee"},
    "… in texts, the first time": {"search": "inspected since", "in_text": "1"},
    "… in texts, again": {"search": "since the flood", "in_text": "1"},
}
"""What is asked of the list."""


def listed(browser: Browser, **asked: str) -> None:
    """Asks for all that the page of the list asks for."""
    browser.get("/articles")
    browser.get("/api/articles", **asked)


def main() -> None:
    """Does what the module says."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=10_000)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--engine", default="learned")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        lengths = {"middling": 2_000, "long": 10_000}
        path = made(Path(name), lengths, options.articles, options.engine)
        for id, words in lengths.items():
            print(f"an article of {words:,} words")
            browser = Browser(path)
            print(f"  {'opened for the first time':28}{Timed.of(1, lambda _, id=id, browser=browser: opened(browser, id))}")
            print(f"  {'opened again':28}{Timed.of(options.rounds, lambda _, id=id, browser=browser: opened(browser, id))}")
            for what, timed in clicks(browser, id, options.rounds):
                print(f"  {what:28}{timed}", flush=True)
        print(f"a study of {options.articles:,} articles")
        browser = Browser(path)
        for what, asked_for in LISTS.items():
            rounds = 1 if "first" in what else 5
            print(f"  {what:28}{Timed.of(rounds, lambda _, asked_for=asked_for: listed(browser, **asked_for))}", flush=True)


if __name__ == "__main__":
    main()
