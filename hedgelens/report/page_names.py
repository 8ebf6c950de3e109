"""Names of the files of pages: made of ids, they lead out of no folder, and no two are the same on any system."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hedgelens.files.naming import distinct_names

_ENDING = ".html"


def page_names(ids: Iterable[str], *taken: str, ending: str = _ENDING) -> Iterator[str]:
    """Yields for each id the file name of its page; names that are taken already are given without their ending."""
    return distinct_names((re.sub(r"[^\w-]+", "-", id).strip("-") for id in ids), ending, taken)
