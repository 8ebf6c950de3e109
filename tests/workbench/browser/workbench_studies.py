"""Articles of our own invention, and studies of them for the workbench."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from hedgelens.study import Study
from hedgelens.study.packing import hash_of, packed, packed_article, unpacked

BRIDGE = """\
Old bridge stays shut until May

The old bridge over the Senn will stay shut until May, the mayor of Quayside, Ada Okoro, said on Monday. “We found cracks in two of the piers,” she said. “Nobody should drive over it.”

The Harbor Institute, which checked the piers, says the repair may take longer. According to its report, the steel has rusted at many places. The engineers apparently looked at it in March.

Residents fear that the ferry will not carry them all. It is widely believed that the town has no money left. Tomas Brandt, who owns the ferry, denied that it was full.

The ferry runs every hour. Perhaps it will run at night, too.
"""

TRAM = """\
Tram to the harbor is late again

The tram will be late all week, Mina Reese said. Reese, who drives the line, said that two cars had broken down.

The Harbor Institute says the tracks may be older than the cars. “They were laid before the war,” a spokesman for the institute said.
"""

ARTICLES = {"bridge": BRIDGE, "tram": TRAM}

_OUTLETS = ("Harbor Post", "Quay Courier", "The Senn Mirror")


def write_articles(folder: Path) -> Path:
    """Writes the articles into a folder, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def new_study(path: Path, folder: Path) -> Path:
    """Makes a study of a folder, analysed by the engine that takes no time."""
    with Study.new(path, engine="rules") as study:
        study.add(folder)
        study.run()
    return path


def multiply(path: Path, number: int) -> None:
    """Fills a study with copies of its first article, each with a title, an outlet and a date of its own."""
    with Study.open(path) as study:
        first = study.article("tram")
    with sqlite3.connect(path) as file:
        copied = ", ".join(
            _columns(file, "articles", without={"number", "place", "id", "hash", "title", "outlet", "date", "content"})
        )
        kept = ", ".join(_columns(file, "analyses", without={"article", "hash", "content"}))
        source, content = file.execute(
            "SELECT number, n.content FROM articles a JOIN analyses n ON n.article = a.number WHERE id = 'tram'"
        ).fetchone()
        analysis = unpacked(content)
        for n in range(1, number + 1):
            about = {"title": f"Report number {n:03}", "outlet": _OUTLETS[n % 3], "date": f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}"}
            article = replace(first, id=f"report-{n:03}", **about)
            hash = hash_of(article)
            row = file.execute(
                f"INSERT INTO articles (place, id, hash, title, outlet, date, content, {copied}) "
                f"SELECT ?, ?, ?, ?, ?, ?, ?, {copied} FROM articles WHERE number = ?",
                (f"copy {n}", article.id, hash, *about.values(), packed_article(article), source),
            ).lastrowid
            file.execute(
                f"INSERT INTO analyses (article, hash, content, {kept}) SELECT ?, ?, ?, {kept} FROM analyses WHERE article = ?",
                (row, hash, packed({**analysis, "article": {**analysis["article"], "id": article.id, **about}}), source),
            )


def _columns(file: sqlite3.Connection, table: str, without: set[str]) -> list[str]:
    return [row[1] for row in file.execute(f"PRAGMA table_info({table})") if row[1] not in without]
