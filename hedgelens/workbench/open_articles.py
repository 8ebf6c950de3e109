"""The articles that are open now: what is unpacked of them and shown of them, so that a click is answered by what changed."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

from hedgelens.study.open_coding import OpenCoding
from hedgelens.workbench.retelling import Retelling

_MOST = 12
"""So many articles are held at a time, each by each coder."""

View = dict[str, Any]


class OpenArticle:
    """An article as one coder has it open; one question at a time."""

    def __init__(self) -> None:
        """Begins with nothing."""
        self.lock = threading.Lock()
        self.unpacked = OpenCoding()
        self.retelling = Retelling()
        self._view: View = {}

    def answered(self, view: View, seen: str | None) -> View:
        """Returns a view, or what is other in it than in the one that the page has, where that is the last one."""
        before, self._view = self._view, view
        return changes(before, view) if seen is not None and before.get("mark") == seen else view


class OpenArticles:
    """Those that were asked for last."""

    def __init__(self) -> None:
        """Begins with none."""
        self._lock = threading.Lock()
        self._open: OrderedDict[tuple[str, str], OpenArticle] = OrderedDict()

    def of(self, id: str, coder: str) -> OpenArticle:
        """Returns an article as a coder has it open."""
        with self._lock:
            found = self._open.setdefault((id, coder), OpenArticle())
            self._open.move_to_end((id, coder))
            while len(self._open) > _MOST:
                self._open.popitem(last=False)
            return found


def changes(before: View, after: View) -> View:
    """Returns what is other in a view than in an earlier one: new values, and of lists as long as before the new places."""
    values, places = View(), View()
    for key, value in after.items():
        old = before.get(key)
        if value == old:
            continue
        if isinstance(value, list) and isinstance(old, list) and len(value) == len(old):
            places[key] = {str(n): one for n, (one, other) in enumerate(zip(value, old, strict=True)) if one != other}
        else:
            values[key] = value
    return {"since": before["mark"], "values": values, "places": places}
