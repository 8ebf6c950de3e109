"""Charts as files: with their titles, on white, as vectors or as points."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

drawing = RLock()
"""What matplotlib draws, one at a time: it knows no threads."""
FORMS = ("svg", "png")
_POINTS_AN_INCH = 200


def pictures(make: Callable[[], Axes], *forms: str) -> dict[str, bytes]:
    """Draws a chart once, and returns it in each of the forms; two runs give the same bytes."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    with drawing, mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "hedgelens"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
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
