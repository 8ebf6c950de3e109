"""What some uses of a study, and work on many machines, need beside HedgeLens itself."""

from __future__ import annotations

from importlib.util import find_spec

from hedgelens.records import HedgeLensError


def not_installed(package: str | None) -> HedgeLensError:
    """Returns the error that says that a package is missing, and how it is installed."""
    return HedgeLensError(
        f"Work on many machines needs the package '{package}', which is not installed. "
        "Install it on every machine with: pip install 'hedgelens[distributed]'"
    )


def needed(package: str, what: str, *, extra: str = "study") -> None:
    """Checks that a package is installed that some uses of a study, or its workbench, need.

    Args:
        package: the package.
        what: what needs it, as a sentence begins with it.
        extra: the extra of HedgeLens with which it is installed.

    Raises:
        HedgeLensError: it is not.
    """
    if find_spec(package) is None:
        raise HedgeLensError(
            f"{what} needs the package '{package}', which is not installed. Install it with: pip install 'hedgelens[{extra}]'"
        )
