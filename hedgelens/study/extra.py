"""What work on many machines needs beside HedgeLens itself."""

from __future__ import annotations

from hedgelens.records import HedgeLensError


def not_installed(package: str | None) -> HedgeLensError:
    """Returns the error that says that a package is missing, and how it is installed."""
    return HedgeLensError(
        f"Work on many machines needs the package '{package}', which is not installed. "
        "Install it on every machine with: pip install 'hedgelens[distributed]'"
    )
