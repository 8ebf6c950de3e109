"""Which article, or which files: a drop-down of the articles that come with HedgeLens, and an upload of one's own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path, PureWindowsPath
from typing import Any

from hedgelens import bundled
from hedgelens.files.text import counted, one_line
from hedgelens.files.writing import make_folder, write_whole

_AGAIN = "Now run the cells below: in the menu Run, “Run Selected Cell and All Below”."
_WITHOUT = (
    "To choose here with the mouse, install ipywidgets (pip install ipywidgets) and run this cell again; or write the path of"
    " your own into the cell above."
)


class Choice:
    """What the cells below work on: the path that was given, or what is chosen or uploaded in the notebook.

    A notebook shows it as a drop-down list and an upload button; what is uploaded is kept in a temporary folder on this machine.

    Attributes:
        path: the article, or the folder of articles.
        sources: the registry of sources that belongs to it, if it comes with HedgeLens.
    """

    def __init__(self, path: Path, offered: Mapping[str, Path], *, many: bool = False) -> None:
        self.path = path
        self._offered = offered
        self._many = many
        self._given = path not in offered.values()

    @property
    def sources(self) -> Path | None:
        """The registry of sources that comes with a bundled article; ``None`` for all others."""
        named = self.path.stem if self.path in self._offered.values() and not self._many else None
        return bundled.registry_path(named) if named in bundled.names() else None

    def upload(self, files: Iterable[tuple[str, bytes]]) -> Path:
        """Keeps files that somebody chose, and works on them from then on.

        Args:
            files: name and content of each.

        Returns:
            The path of the file, or of the folder if several may be chosen.

        Raises:
            HedgeLensError: a file cannot be kept.
        """
        folder = Path(tempfile.mkdtemp(prefix="hedgelens-"))
        paths = []
        for number, (name, content) in enumerate(files, 1):
            # Browsers give a bare name; whatever else comes is cut down to one.
            place = folder / (one_line(PureWindowsPath(name).name).strip(". ") or f"article-{number}.txt")
            if place.exists():
                place = folder / f"{place.stem}-{number}{place.suffix}"
            write_whole(place, content)
            paths.append(place)
        if paths:
            self.path = folder if self._many else paths[0]
        return self.path

    def __repr__(self) -> str:
        name = next((name for name, path in self._offered.items() if path == self.path), self.path.name)
        return f"Works on: {name}"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Returns what a notebook shows."""
        if self._given:  # by the cell of parameters: there is nothing to choose
            return {"text/plain": repr(self)}
        try:
            import ipywidgets
        except ImportError:
            return {"text/plain": f"{self!r}. {_WITHOUT}"}
        shown: dict[str, Any] = self._widgets(ipywidgets)._repr_mimebundle_()
        return {**shown, "text/plain": repr(self)}

    def _widgets(self, widgets: Any) -> Any:
        offered = widgets.Dropdown(options=list(self._offered), description="Article:" if not self._many else "Articles:")
        offered.value = next((name for name, path in self._offered.items() if path == self.path), None)  # None: an upload
        button = widgets.FileUpload(multiple=self._many, description="Upload your own")
        state = widgets.HTML(value="")

        def chosen(change: Mapping[str, Any]) -> None:
            if change["new"] is not None:
                self.path = self._offered[change["new"]]
                state.value = _AGAIN

        def uploaded(change: Mapping[str, Any]) -> None:
            self.upload((file["name"], bytes(file["content"])) for file in change["new"])
            offered.value = None  # none of them is worked on now, and each can be chosen again
            state.value = f"{counted(len(change['new']), 'file')} taken. {_AGAIN}"

        offered.observe(chosen, names="value")
        button.observe(uploaded, names="value")
        return widgets.VBox([widgets.HBox([offered, button]), state])


def choose_article(given: str | Path = "") -> Choice:
    """Lets the reader of a notebook choose one of the articles that come with HedgeLens, or upload one.

    Args:
        given: the path of an article from the notebook's parameters, which is then used; empty to let the reader choose.
    """
    offered = {_title(name): bundled.path(name) for name in bundled.names()}
    return Choice(Path(given) if given else bundled.path(), offered)


def choose_articles(given: str | Path = "") -> Choice:
    """Lets the reader of a notebook upload articles in any format that is read; until then, three bundled ones are used.

    Args:
        given: the path of a folder, a table or a file from the notebook's parameters, which is then used; empty to let the reader
            choose.
    """
    if given:
        return Choice(Path(given), {}, many=True)
    examples = Path(tempfile.mkdtemp(prefix="hedgelens-")) / "bundled"
    _write_examples(examples)
    return Choice(examples, {"three that come with HedgeLens": examples}, many=True)


def _title(name: str) -> str:
    return bundled.article(name).title or name


def _write_examples(folder: Path) -> None:
    """Writes articles in the forms that one's own may have: text files, a web page, and a page that holds no article."""
    make_folder(folder)
    *texts, last = bundled.names()[:3]
    for name in texts:
        write_whole(folder / f"{name}.txt", bundled.article(name).text)
    saved = bundled.article(last)
    inside = "".join(f"<p>{escape(saved.text[block.start : block.end])}</p>" for block in saved.blocks if block.kind == "body")
    title = escape(saved.title or last)
    head = f"<title>{title}</title></head><body><article><h1>{title}</h1>"
    write_whole(folder / f"{last}.html", f"<html><head>{head}{inside}</article></body></html>")
    write_whole(folder / "broken.html", "<html><body><div>Please wait")
