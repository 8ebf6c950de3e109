"""The articles that come with HedgeLens, written for it.

Their names, texts, registries and gold annotations.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hedgelens.records import Article, HedgeLensError

DEMO = "burma-compounds"
"""The article that the demo and the notebooks open."""


def folder() -> Path:
    """Returns the folder of the corpus: inside the installed package, or beside it in a checkout.

    Raises:
        HedgeLensError: it is in neither place.
    """
    package = Path(__file__).resolve().parent
    for candidate in (package / "corpus", package.parent / "corpus"):
        if (candidate / "articles").is_dir():
            return candidate
    raise HedgeLensError("The bundled articles are missing from this installation. Install hedgelens again.")


def names() -> list[str]:
    """Lists the names of the bundled articles."""
    return sorted(path.stem for path in (folder() / "articles").glob("*.txt"))


def path(name: str = DEMO) -> Path:
    """Returns the file of a bundled article.

    Raises:
        HedgeLensError: there is no article of this name.
    """
    if name not in names():
        raise HedgeLensError(f"There is no bundled article '{name}'. There are: {', '.join(names())}.")
    return folder() / "articles" / f"{name}.txt"


def article(name: str = DEMO) -> Article:
    """Reads a bundled article."""
    from hedgelens.article import read_article

    return read_article(path(name))


def by_sha256(sha256: str) -> Article | None:
    """Returns the bundled article whose text has a hash, or ``None``; the articles are read once per process."""
    return _by_sha256().get(sha256)


def registry_path(name: str = DEMO) -> Path | None:
    """Returns the file of a bundled article's registry of sources; ``None`` if it has none."""
    return _beside("registries", path(name).with_suffix(".toml").name)


def gold_path(name: str = DEMO) -> Path | None:
    """Returns the file of a bundled article's gold annotation; ``None`` if it has none."""
    return _beside("gold", path(name).with_suffix(".json").name)


def write_invented(folder: str | Path, number: int = 120) -> Path:
    """Writes invented articles from four outlets over two years, for trying a study: ``FOLDER/OUTLET/DATE-NUMBER.txt``.

    Args:
        folder: the folder, which is created.
        number: how many articles.

    Returns:
        The folder; ``fields="outlet"`` reads the outlets from it.

    Raises:
        HedgeLensError: one of the files exists already, or cannot be written.
    """
    from hedgelens.invented import write

    write(number, Path(folder))
    return Path(folder)


@cache
def _by_sha256() -> dict[str, Article]:
    return {one.sha256: one for one in map(article, names())}


def _beside(kind: str, file: str) -> Path | None:
    found = folder() / kind / file
    return found if found.is_file() else None
