"""What the workbench may stand behind: another server that passes requests on to it, such as Jupyter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Behind:
    """A server that passes requests on to the workbench.

    Attributes:
        header: the header by which it says that it is that server.
        token: what it writes there; empty where it can write none, and the workbench's own token is asked for.
    """

    header: str = ""
    token: str = ""
