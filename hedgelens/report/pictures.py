"""Charts as files: with their titles, on white, as vectors or as points."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DRAWING = RLock()
FORMS = ("svg", "png")
_POINTS_AN_INCH = 200


@contextmanager
def drawing() -> Iterator[None]:
    """Has matplotlib draw one chart at a time, since it knows no threads, and in the same bytes in every run."""
    import matplotlib as mpl

    # Text stays text: it can be searched and read aloud. The salt makes two runs give the same file.
    with _DRAWING, mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "hedgelens"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")  # the reader's own fonts draw the text, not matplotlib's
        yield


def pictures(make: Callable[[], Axes], *forms: str) -> dict[str, bytes]:
    """Draws a chart once, and returns it in each of the forms; two runs give the same bytes."""
    import matplotlib.pyplot as plt

    with drawing():
        figure = make().get_figure(root=True)
        assert figure is not None
        try:
            return {form: _written(figure, form) for form in forms}
        finally:
            plt.close(figure)


def _written(figure: object, form: str) -> bytes:
    held = io.BytesIO()
    none = {"Date": None} if form == "svg" else {"Software": None}
    figure.savefig(held, format=form, dpi=_POINTS_AN_INCH, facecolor="white", metadata=none)  # type: ignore[attr-defined]
    return held.getvalue()
