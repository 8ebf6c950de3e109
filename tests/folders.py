"""Files of articles in folders, and what these are called when they are read."""

from hedgelens.article import read_files

TEXT = "The bridge may stay shut, the mayor said."


def write(folder, *names):
    """Lays an article of its own into each of some files."""
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(f"{TEXT} It stands in {name}.", encoding="utf-8")


def ids(*paths):
    """Ids of the articles of files and folders."""
    return [article.id for article in read_files(paths).articles]
