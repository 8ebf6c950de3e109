"""Files: written whole or not at all, over nothing that people made; and what is said of one that is not there."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hedgelens.files.overwriting import Own, check_replaceable
from hedgelens.files.text import did_you_mean, encodable
from hedgelens.records import HedgeLensError

_TEMPORARY = (".hedgelens-", ".tmp")
_A_DAY = 24 * 60 * 60


def write_whole(path: str | Path, content: str | bytes, own: Own | None = None, *, force: bool = False) -> None:
    """Writes a file: to a temporary one beside it first, which then takes its place, so that it is never half written.

    A link stays, and the file that it leads to is written; a pipe or a device is written to.

    Args:
        path: the file.
        content: what it is to hold.
        own: says of a file that is there whether HedgeLens wrote it in the same form; without it none is replaced.
        force: whether to replace any file.

    Raises:
        HedgeLensError: the file cannot be written, or what is there must stay.
    """
    path, data = Path(path), encoded(content)
    target = check_free(path, own, new=data, force=force)
    if target is None:
        with opened(path) as descriptor:
            add(descriptor, data, path)
        return
    with in_place_of(path, target) as temporary:
        temporary.write_bytes(data)


@contextlib.contextmanager
def in_place_of(path: Path, target: Path) -> Iterator[Path]:
    """Gives a temporary file beside another one to write, which then takes its place.

    Args:
        path: what the other one is called in messages.
        target: the other one.

    Raises:
        HedgeLensError: it cannot be written.
    """
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=_TEMPORARY[0], suffix=_TEMPORARY[1], dir=target.parent)
        temporary = Path(name)
        try:
            yield temporary
            put_on_disk(descriptor)
        finally:
            os.close(descriptor)
        take_place(temporary, target)
    except OSError as error:
        raise cannot_be_written(path, error) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def saved(text: str, path: str | Path | None, own: Own, *, force: bool = False) -> str:
    """Returns a text, and writes it to a file where one is given; see :func:`write_whole`."""
    if path is not None:
        write_whole(path, text, own, force=force)
    return text


def encoded(content: str | bytes) -> bytes:
    """Returns text in UTF-8, which has no half characters: each becomes the sign for what cannot be shown."""
    return encodable(content).encode("utf-8") if isinstance(content, str) else content


# -- before it is written ---------------------------------------------------------------------------------------------------


def check_free(path: Path, own: Own | None = None, *, new: bytes | None = None, force: bool = False) -> Path | None:
    """Checks that a file can be written and that nothing is lost by it.

    Args:
        path: the file.
        own: as in :func:`write_whole`.
        new: what it is to hold, where that is known already; ``b""`` says that it holds no corrections by hand.
        force: whether any file may be replaced.

    Returns:
        The file that the path leads to in the end; nothing for a pipe or a device, which is written to.

    Raises:
        HedgeLensError: it cannot be written, or what is there must stay.
    """
    target = target_of(path)
    if target is None:
        return None
    if not os.access(target.parent, os.W_OK):
        raise HedgeLensError(f"The file '{path}' cannot be written: you may not write into the folder '{target.parent}'.")
    if target.exists():
        if not target.stat().st_mode & 0o222:
            raise HedgeLensError(f"The file '{path}' is write-protected. Name another file, or remove the protection.")
        if not force:
            check_replaceable(target, path, own, new)
    return target


def target_of(path: Path) -> Path | None:
    """Returns the file that a path leads to, or will lead to; nothing where it leads to what is written to and stays.

    Raises:
        HedgeLensError: it is a folder or a disk, or lies in no folder.
    """
    try:
        target = Path(os.path.realpath(path))
        there = path.stat() if path.exists() else None
    except (OSError, ValueError) as error:  # a name that is none
        raise cannot_be_written(path, error) from None
    if target.is_symlink():
        raise HedgeLensError(f"The file '{path}' cannot be written: it is a link that leads back to itself.")
    if there is None and not target.parent.is_dir():
        folder = target.parent if path.is_symlink() else path.parent
        raise HedgeLensError(f"There is no folder '{folder}' to write '{path.name}' into. Make it first, or name another one.")
    if there is None:
        return target
    if stat.S_ISDIR(there.st_mode):
        raise HedgeLensError(f"'{path}' is a folder. Name the file to write, such as '{path / 'out'}'.")
    if stat.S_ISBLK(there.st_mode):
        raise HedgeLensError(f"'{path}' is a disk. Name the file to write.")
    return target if stat.S_ISREG(there.st_mode) and not _is_written_to(there) else None


def _is_written_to(there: os.stat_result) -> bool:
    """Says whether what this process prints goes into the file already (``-o /dev/stdout > all.csv``)."""
    for descriptor in (1, 2):
        with contextlib.suppress(OSError):
            if os.path.samestat(there, os.fstat(descriptor)):
                return True
    return False


def unused(path: str | Path) -> Path:
    """Returns the absolute path, with a number behind it where something is there already: ``out``, ``out-2``, ``out-3``."""
    wanted = Path(path).resolve()
    free, number = wanted, 1
    while free.exists() or free.is_symlink():
        number += 1
        free = wanted.with_name(f"{wanted.name}-{number}")
    return free


def make_folder(path: Path) -> None:
    """Makes a folder, and those that it lies in, unless it is there.

    Raises:
        HedgeLensError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise HedgeLensError(f"The folder '{path}' cannot be made: {reason or error}.") from None


def remove_leftovers(folder: Path) -> None:
    """Takes away the temporary files that runs of days before left in a folder when they were killed."""
    with contextlib.suppress(OSError):
        for left in folder.glob(f"{_TEMPORARY[0]}*{_TEMPORARY[1]}"):
            if left.stat().st_mtime < time.time() - _A_DAY:
                left.unlink()


# -- writing ----------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def opened(path: Path, flags: int = 0) -> Iterator[int]:
    """Opens a file, a pipe or a device to write at its end, as a descriptor.

    Raises:
        HedgeLensError: it cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_APPEND | (flags or os.O_WRONLY) | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise cannot_be_written(path, error) from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def add(descriptor: int, data: bytes, path: Path) -> None:
    """Writes all of some bytes at the end of what is open; of a file on a disk that is full none of them stays.

    Raises:
        HedgeLensError: they cannot be written.
    """
    regular = stat.S_ISREG(os.fstat(descriptor).st_mode)
    before = os.fstat(descriptor).st_size
    written = 0
    try:
        while written < len(data):
            written += os.write(descriptor, data[written:])
    except BrokenPipeError:
        raise  # whoever read has enough
    except OSError as error:
        if regular:
            with contextlib.suppress(OSError):
                os.ftruncate(descriptor, before)
        raise cannot_be_written(path, error) from None


def take_place(new: Path, target: Path) -> None:
    """Gives a file that is written the name of another one, which it replaces, with the rights and the owner of that.

    Raises:
        OSError: the system does not let it.
    """
    if target.exists():
        before = target.stat()
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # only the administrator may
                os.chown(new, before.st_uid, before.st_gid)
        new.chmod(stat.S_IMODE(before.st_mode))
    else:
        new.chmod(0o666 & ~_umask())  # a temporary file is for nobody else to read
    new.replace(target)
    with contextlib.suppress(OSError):  # not every system opens folders
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def put_on_disk(descriptor: int) -> None:
    """Has the system write what it has kept in memory of a file.

    Raises:
        OSError: it cannot, such as where a disk elsewhere is full.
    """
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # of what lies in memory anyway
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# -- what is said -----------------------------------------------------------------------------------------------------------


def cannot_be_written(path: Path, error: OSError | ValueError) -> HedgeLensError:
    """Returns the error of a file that the system does not let one write."""
    reason = error.strerror if isinstance(error, OSError) else None
    return HedgeLensError(f"The file '{path}' cannot be written: {reason or error}.")


def no_such_file(path: Path) -> HedgeLensError:
    """Returns the error of a file that is not there."""
    if path.as_posix().startswith(("http:/", "https:/", "www.")):
        address = path.as_posix().replace(":/", "://", 1)
        return HedgeLensError(f"'{address}' is a web address, and only files are read. Save the page as HTML and give that file.")
    meant = did_you_mean(path.name, _beside(path), shown=lambda name: str(path.with_name(name)))
    return HedgeLensError(f"There is no file '{path}'.{meant or f' {check_where_you_are()}'}")


def check_where_you_are() -> str:
    """Says what to do where a path leads nowhere."""
    try:
        here = Path.cwd()
    except OSError:
        return "The folder you are in has been deleted: go to another one."
    return f"Check the spelling and the folder you are in ('{here.name or here}')."


def _beside(path: Path) -> Iterator[str]:
    """Yields the names of what lies in the folder of a file that is not there."""
    with contextlib.suppress(OSError, ValueError):
        yield from (inside.name for inside in path.parent.iterdir())
