"""Files: written whole or not at all; and what is said of one that is not there."""

from __future__ import annotations

import contextlib
import difflib
import itertools
import os
import tempfile
from pathlib import Path

from hedgelens.labels import encodable
from hedgelens.records import HedgeLensError

_LOOKED_AT = 2_000
"""So many files of a folder are looked at for one whose name is like that of a file that is not there."""


def write_whole(path: str | Path, content: str | bytes) -> None:
    """Writes a file: to a temporary one beside it first, which then takes its place, so that it is never half written.

    Raises:
        HedgeLensError: the file cannot be written.
    """
    path = Path(path)
    if path.is_dir():
        raise HedgeLensError(f"'{path}' is a folder; name the file to write, such as '{path / 'out'}'.")
    if not path.parent.is_dir():
        raise HedgeLensError(
            f"There is no folder '{path.parent}' to write '{path.name}' into. Make it first, or name another one."
        )
    data = encodable(content).encode("utf-8") if isinstance(content, str) else content
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        # mkstemp lets nobody else read the file; give it the rights of the one it replaces, or of any new file.
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise HedgeLensError(f"The file '{path}' cannot be written: {error.strerror or error}.") from None
    finally:
        if temporary is not None:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()


def no_such_file(path: Path) -> HedgeLensError:
    """Returns the error of a file that is not there."""
    if path.as_posix().startswith(("http:/", "https:/", "www.")):
        address = path.as_posix().replace(":/", "://", 1)
        return HedgeLensError(f"'{address}' is a web address, and only files are read. Save the page as HTML and give that file.")
    alike = " or ".join(f"'{path.with_name(name)}'" for name in _alike(path))
    if alike:
        return HedgeLensError(f"There is no file '{path}'. Did you mean {alike}?")
    return HedgeLensError(f"There is no file '{path}'. Check the spelling and the folder you are in ('{Path.cwd().name}').")


def _alike(path: Path) -> list[str]:
    """Returns names in the folder of a file that is not there, the likest first."""
    try:
        names = [inside.name for inside in itertools.islice(path.parent.iterdir(), _LOOKED_AT)]
    except (OSError, ValueError):
        return []
    return difflib.get_close_matches(path.name, names, n=2, cutoff=0.75)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
