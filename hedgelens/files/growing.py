"""A file that is written piece by piece: what is done is there whatever happens, and it has its name once it is whole."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from types import TracebackType

from hedgelens.files.locks import lock
from hedgelens.files.overwriting import Own
from hedgelens.files.writing import add, cannot_be_written, check_free, encoded, opened, put_on_disk, take_place
from hedgelens.records import HedgeLensError

_LONGEST_STEM = 40


class Growing:
    r"""Writes pieces of text to the end of ``NAME.partial-KEY.SUFFIX``, which gets its name when all are written.

    Where the writing is broken off, what is done has the name, too, unless another file has it, and a note of the error says
    where it is. The next one with the same key can go on after it: :meth:`peek` shows the next line that is there, :meth:`keep`
    passes on to the one after it, and :meth:`add` writes in the place of all that has not been kept. To a pipe or a device the
    pieces are written as they come.

    Example:
        >>> with Growing(Path("all.jsonl"), ANALYSIS) as file:
        ...     for analysis in analyses:
        ...         file.add(analysis.to_json() + "\n")
    """

    def __init__(self, path: Path, own: Own | None, key: str | None = None, *, force: bool = False) -> None:
        """Checks that the file can be written.

        Args:
            path: the file.
            own: as in :func:`hedgelens.files.writing.write_whole`.
            key: stands for all that decides what is written; without it nothing goes on from an earlier one.
            force: whether to replace any file.

        Raises:
            HedgeLensError: it cannot be written, or what is there must stay.
        """
        self._path, self._own, self._force, self._key = path, own, force, key
        self._target = check_free(path, own, new=b"", force=force)
        self._next: bytes | None = None
        self._at = 0
        self._dropped = False
        self.partial: Path | None = None
        if self._target is not None:
            stem, suffix = self._target.stem[:_LONGEST_STEM], self._target.suffix[:_LONGEST_STEM]
            self.partial = self._target.with_name(f"{stem}.partial{f'-{key}' if key else ''}{suffix}")
            check_free(self.partial, own, new=b"", force=force)

    def __enter__(self) -> Growing:
        """Opens the partial file, and keeps others from it."""
        self._open = contextlib.ExitStack()
        if self.partial is None:
            self._descriptor = self._open.enter_context(opened(self._path))
            return self
        self._descriptor = self._open.enter_context(opened(self.partial, os.O_RDWR | os.O_CREAT))
        try:
            self._keep_others_out(self.partial)
            if self._key:
                self._lines = self._open.enter_context(self.partial.open("rb"))
                self._read()
        except BlockingIOError:
            self._open.close()
            raise HedgeLensError(
                f"'{self._path}' is being written by another run of HedgeLens. Wait until that run has finished, or name "
                f"another file."
            ) from None
        return self

    def peek(self) -> bytes | None:
        """Returns the next line that an earlier one wrote with the same key, if it is whole."""
        return self._next

    def keep(self) -> None:
        """Leaves that line as it is."""
        self._at += len(self._next or b"")
        self._read()

    def add(self, piece: str) -> None:
        """Writes a piece, at once, in the place of all that was not kept.

        Raises:
            HedgeLensError: it cannot be written.
        """
        data = encoded(piece)
        self._cut()
        add(self._descriptor, data, self._path)
        self._at += len(data)

    def drop(self) -> None:
        """Says that what was written is of no use any more: at the end it is taken away."""
        self._dropped = True

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Gives the file its name; where something was raised it keeps that of a partial one."""
        try:
            if self.partial is None or self._target is None:
                return
            if error is None and self._dropped:
                self.partial.unlink()
            elif error is None:
                self._cut()
                put_on_disk(self._descriptor)
                check_free(self._path, self._own, new=b"", force=self._force)
                if sys.platform == "win32":  # no file that is open can be renamed there
                    self._open.close()
                if self._target.exists() and self._target.samefile(self.partial):  # an earlier one was broken off
                    self.partial.unlink()
                else:
                    take_place(self.partial, self._target)
            elif not os.fstat(self._descriptor).st_size:
                self.partial.unlink()
            else:
                goes_on = "; the same call goes on from there" if self._key else ""
                error.add_note(f"What is done is in '{self._left(self.partial, self._target)}'{goes_on}.")
        except OSError as failed:
            raise cannot_be_written(self._path, failed) from None
        finally:
            self._open.close()

    def _left(self, partial: Path, target: Path) -> Path:
        """Gives what is done the name of the file where no other has it, and returns where it is."""
        shown = partial if self._path.is_symlink() else self._path.with_name(partial.name)
        if target.exists():
            return self._path if target.samefile(partial) else shown
        try:
            while self._next is not None:  # lines of an earlier one that have not been come to yet
                self.keep()
            self._cut()
            if self._key:
                os.link(partial, target)  # the partial file stays: its name says what can go on from there
            else:
                partial.rename(target)
        except OSError:  # not every disk gives a file two names
            return shown
        return self._path

    def _keep_others_out(self, partial: Path) -> None:
        """Locks the partial file.

        Raises:
            BlockingIOError: another run has it, or had it until this very moment.
        """
        try:
            lock(self._descriptor, wait=False)
        except BlockingIOError:
            raise
        except OSError:  # not every disk knows locks
            return
        if not partial.exists() or not os.path.samestat(os.fstat(self._descriptor), partial.stat()):
            raise BlockingIOError

    def _cut(self) -> None:
        self._next = None
        if self.partial is not None and os.fstat(self._descriptor).st_size > self._at:
            os.ftruncate(self._descriptor, self._at)

    def _read(self) -> None:
        line = self._lines.readline()
        self._next = line if line.endswith(b"\n") else None
