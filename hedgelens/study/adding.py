"""Brings articles into a study, and brings in again what has changed: from files and folders, each read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from hedgelens.article import File, Listing, Note, ReadingOptions, list_files, read_listed
from hedgelens.article.duplicates import Duplicates
from hedgelens.article.holding import NotEnglish
from hedgelens.article.words import word_starts
from hedgelens.files.checking import MisfitError, record
from hedgelens.files.text import counted, encodable, first_of
from hedgelens.records import Article, HedgeLensError, Problem, plain
from hedgelens.study.packing import hash_of, packed_article, unpacked_article
from hedgelens.study.store import Store, as_it_was, stored
from hedgelens.views.rows import json_text

_COLUMNS = ("title", "outlet", "date", "author", "section", "page", "url", "language", "near_duplicate_of")
_GONE = "no longer in its file"


@dataclass
class Added:
    """What was added, and what was not.

    Attributes:
        new: number of articles that are new.
        changed: number of those that have changed.
        unchanged: number of those that have not changed.
        gone: number of those that are no longer in their files (their analyses stay in the study, but are not part of its
            results).
        files: number of files that were read.
        unchanged_files: number of those that did not have to be read again.
        problems: what could not be read, each with the reason.
        notes: what was skipped on purpose, or interpreted in some way, one sentence each.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    files: int = 0
    unchanged_files: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        numbers = {"new": self.new, "changed": self.changed, "as before": self.unchanged, "no longer there": self.gone}
        parts = [f"{number:,} {what}" for what, number in numbers.items() if number]
        same = f"; {counted(self.unchanged_files, 'file')} as before" if self.unchanged_files else ""
        return f"articles: {', '.join(parts) or 'no new ones'}{same}."


Told = Callable[[Added], None]
"""Is told now and then how far the adding is."""


def now() -> str:
    """Returns the time in UTC, as a study writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def add_inputs(store: Store, paths: Iterable[str | Path], options: ReadingOptions, told: Told) -> Added:
    """Adds files and folders; of what was added before, what has changed.

    Raises:
        HedgeLensError: there is nothing of such a name, or the study cannot be written.
    """
    adding = _Adding(store, told)
    for path in map(Path, paths):
        if not path.exists():
            adding.added.problems.append(_missing(path))
            continue
        where = str(path.absolute())
        with store.transaction():
            store.do(
                "INSERT INTO inputs (path, options, added) VALUES (?, ?, ?) "
                "ON CONFLICT (path) DO UPDATE SET options = excluded.options",
                where, json_text(plain(options)), now(),
            )  # fmt: skip
        number = store.one("SELECT number FROM inputs WHERE path = ?", where)[0]
        _add(adding, number, Path(where), options)
    return adding.done()


def add_again(store: Store, told: Told) -> Added:
    """Adds all inputs of a study again; what has not changed since is not read. Inputs that are gone stay as they were."""
    adding = _Adding(store, told)
    for row in list(store.rows("SELECT number, path, options FROM inputs ORDER BY number")):
        path = Path(as_it_was(row["path"]))
        if path.exists():
            _add(adding, row["number"], path, options_of(row["options"]))
        else:
            adding.added.notes.append(f"'{path}' is no longer there; its articles remain in the study as they were read.")
    return adding.done()


def options_of(text: str) -> ReadingOptions:
    """Reads reading options from their JSON.

    Raises:
        HedgeLensError: they are none.
    """
    import json

    try:
        return record(ReadingOptions, json.loads(text), "options", may_lack=tuple(ReadingOptions.__dataclass_fields__))
    except (MisfitError, ValueError) as error:
        raise HedgeLensError(f"The study is damaged: {error}. Take it from your last backup.") from None


def _missing(path: Path) -> Problem:
    from hedgelens.files.writing import no_such_file

    return Problem(str(path), str(no_such_file(path)))


def _add(adding: _Adding, number: int, path: Path, options: ReadingOptions) -> None:
    store, added = adding.store, adding.added
    listing = list_files([path])
    with store.transaction():
        store.do("DELETE FROM notes WHERE input = ? AND file IS NULL", number)
        store.do("DELETE FROM problems WHERE input = ? AND file IS NULL", number)
        _note(store, number, None, listing.notes, added)
        for problem in listing.problems:
            _keep_problem(store, number, None, problem, added)
    for file in listing.files:
        _File(adding, number, file, options).add()
        adding.told(added)


def _note(store: Store, number: int, file: int | None, notes: Iterable[str], added: Added) -> None:
    for note in notes:
        store.do("INSERT INTO notes (input, file, sentence) VALUES (?, ?, ?)", number, file, note)
        added.notes.append(note)


def _keep_problem(store: Store, number: int, file: int | None, problem: Problem, added: Added) -> None:
    store.do(
        "INSERT INTO problems (input, file, name, reason) VALUES (?, ?, ?, ?)", number, file, problem.article, problem.reason
    )
    added.problems.append(problem)


class _Repeats:
    """Knows the articles of a study, those that it has and those that come in, and marks what repeats an earlier one."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: Duplicates | None = None
        self.found: list[str] = []

    def marked(self, article: Article, way: str) -> tuple[Article, str | None]:
        """Returns an article with the id of the earlier one that it repeats, and why it is left out, if it is."""
        if way == "keep":
            return article, None
        if self._known is None:  # most runs bring nothing new in
            self._known = Duplicates()
            for row in self._store.rows("SELECT content FROM articles WHERE left_out IS NULL ORDER BY number"):
                self._known.of(unpacked_article(row["content"]))
        earlier = self._known.of(article)
        if earlier is None or earlier == article.id:
            return article, None
        self.found.append(article.id)
        left_out = f"repeats '{earlier}'" if way == "leave-out" else None
        return replace(article, near_duplicate_of=earlier), left_out


class _Adding:
    """What all files have in common that are added together."""

    def __init__(self, store: Store, told: Told) -> None:
        self.store, self.told = store, told
        self.added, self.repeats = Added(), _Repeats(store)

    def done(self) -> Added:
        """Returns what became of them, with a note on those that repeat others."""
        if found := self.repeats.found:
            repeat = "repeats" if len(found) == 1 else "repeat"
            said = f"{counted(len(found), 'article')} among the new ones {repeat} an earlier one"
            self.added.notes.append(f"{said}: {first_of(found)}.")
        return self.added


class _File:
    """One file that is added."""

    def __init__(self, adding: _Adding, number: int, file: File, options: ReadingOptions) -> None:
        self._store, self._input, self._file, self._options = adding.store, number, file, options
        self._added, self._told, self._repeats = adding.added, adding.told, adding.repeats
        self._number = 0

    def add(self) -> None:
        path, state = str(self._file.path.absolute()), self._state()
        known = self._store.one("SELECT number, state FROM files WHERE path = ?", path)
        if known is not None and known["state"] == state:
            self._added.unchanged_files += 1
            self._say_problems_again(known["number"])
            return
        with self._store.transaction():
            self._store.do(
                """INSERT INTO files (input, path, state) VALUES (?, ?, '')
                ON CONFLICT (path) DO UPDATE SET input = excluded.input""",
                self._input, path,
            )  # fmt: skip
            self._number = self._store.one("SELECT number FROM files WHERE path = ?", path)[0]
            for table in ("notes", "problems"):
                self._store.do(f"DELETE FROM {table} WHERE file = ? AND input IS NOT NULL", self._number)
        self._read()
        with self._store.transaction():
            self._store.do("UPDATE files SET state = ? WHERE number = ?", state, self._number)
        self._added.files += 1

    def _state(self) -> str:
        """Returns what changes when the file does, or the way in which it is read."""
        with suppress(OSError):
            about = self._file.path.stat()
            return f"{about.st_size} {about.st_mtime_ns} {json_text(plain(self._options))}"
        return "missing"

    def _say_problems_again(self, number: int) -> None:
        rows = self._store.rows("SELECT name, reason FROM problems WHERE file = ? AND article IS NULL", number)
        self._added.problems += [Problem(row["name"], row["reason"]) for row in rows]

    def _read(self) -> None:
        seen: set[str] = set()
        was_read = False
        for _, held in read_listed(Listing((self._file,), (), ()), self._options):
            was_read = was_read or isinstance(held, Article | NotEnglish)
            with self._store.transaction():
                if isinstance(held, Article):
                    seen.add(self._place(held))
                    self._keep(held)
                elif isinstance(held, Note):
                    _note(self._store, self._input, self._number, [held.sentence], self._added)
                else:
                    _keep_problem(self._store, self._input, self._number, held, self._added)
            self._told(self._added)
        if was_read:  # what could not be read now stays as it was read before
            self._leave_out_others(seen)

    def _keep(self, article: Article) -> None:
        """Keeps an article in place of what stood at its place in the file before."""
        place, found = self._place(article), "SELECT number, id, hash, left_out FROM articles WHERE file = ? AND place = ?"
        before = self._store.one(found, self._number, place)
        article = replace(article, id=before["id"] if before else self._free_id(encodable(article.id)))
        article, left_out = self._repeats.marked(article, self._options.duplicates)
        hash = hash_of(article)
        if before is not None and before["hash"] == hash and before["left_out"] == left_out:
            self._added.unchanged += 1
            return
        about = {column: getattr(article, column) for column in _COLUMNS}
        about |= {
            "hash": hash,
            "words": sum(1 for _ in word_starts(article.text)),
            "content": packed_article(article),
            "left_out": left_out,
        }
        if before is not None:
            changes = ", ".join(f"{column} = ?" for column in about)
            self._store.do(f"UPDATE articles SET {changes} WHERE number = ?", *about.values(), before["number"])
            self._added.changed += 1
            return
        about |= {"file": self._number, "place": place, "id": article.id}
        marks = ", ".join("?" * len(about))
        self._store.do(f"INSERT INTO articles ({', '.join(about)}) VALUES ({marks})", *about.values())
        self._added.new += 1

    def _place(self, article: Article) -> str:
        """Returns what tells the article from others of its file, whatever files beside it have the file called."""
        return stored(article.id.removeprefix(self._file.id))

    def _free_id(self, id: str) -> str:
        """Returns an id that no other article of the study has: with the folder of its file before it, or a number behind it."""
        folder = self._file.path.absolute().parent.name
        return next(one for one in _ids(id, folder) if self._store.one("SELECT 1 FROM articles WHERE id = ?", one) is None)

    def _leave_out_others(self, seen: set[str]) -> None:
        """Leaves out what was in the file when it was read before, and is not now."""
        rows = self._store.rows("SELECT number, place FROM articles WHERE file = ? AND left_out IS NULL", self._number)
        gone = [row["number"] for row in rows if row["place"] not in seen]
        with self._store.transaction():
            for number in gone:
                self._store.do("UPDATE articles SET left_out = ? WHERE number = ?", _GONE, number)
        self._added.gone += len(gone)


def _ids(id: str, folder: str) -> Iterator[str]:
    yield id
    yield f"{folder}/{id}"
    number = 2
    while True:
        yield f"{id}-{number}"
        number += 1
