"""What HedgeLens needs on this machine, whether it is present, and the command that repairs what is not."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
import warnings
import webbrowser
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from packaging.requirements import Requirement

from hedgelens import _start
from hedgelens.article.access import cannot_be_read
from hedgelens.records import HedgeLensError

_NAME = "hedgelens"
_AGAIN = "python -m pip install --force-reinstall --no-deps hedgelens"
_NOT_ASKED_ABOUT = ("docs", "test")
"""Extras for those who work on HedgeLens."""
_SENTENCE = "The old bridge may stay shut until May, the mayor said on Friday."

State = Literal["ok", "absent", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        about: what it is.
        state: ``ok``; ``absent``, which takes something away that not everybody needs; ``wrong``, which has to be mended.
        found: what was found.
        cure: the command that mends it, or what else to do; empty where all is well.
    """

    about: str
    state: State
    found: str
    cure: str = ""


def examined() -> Iterator[Finding]:
    """Looks at all that HedgeLens needs, one thing after the other; nothing is changed, and nothing leaves the machine."""
    for about, look in (
        ("Python", _python),
        ("packages", _packages),
        ("engine", _engine),
        ("language model", _language_model),
        ("analysis", _analysis),
        ("folders", _folders),
        ("browser", _browser),
    ):
        try:
            yield from look()
        except (HedgeLensError, ImportError, OSError) as error:  # also a package that is there and cannot be loaded
            said = cannot_be_read(Path(error.filename), error) if isinstance(error, OSError) and error.filename else error
            yield Finding(about, "wrong", str(said), _AGAIN)


def versions() -> dict[str, str]:
    """Returns the versions of the packages that HedgeLens needs and that are there, by their names."""
    asked = [one for one in _requirements() if not any(_only_for(one, extra) for extra in _NOT_ASKED_ABOUT)]
    return {name: found for name in sorted({one.name for one in asked}) if (found := _version(name))}


def _python() -> Iterator[Finding]:
    found = f"{platform.python_version()} on {platform.system()}, {platform.machine()}"
    if not sys.flags.utf8_mode and sys.getfilesystemencoding().lower() != "utf-8":
        yield Finding("Python", "wrong", f"{found}; it does not take names of files for UTF-8", "set PYTHONUTF8=1")
    else:
        yield Finding("Python", "ok", found)


# -- packages ---------------------------------------------------------------------------------------------------------------


def _packages() -> Iterator[Finding]:
    try:
        metadata.version(_NAME)
    except metadata.PackageNotFoundError:
        yield Finding(
            "HedgeLens",
            "wrong",
            f"{_start.VERSION} is on the path of Python, and not installed: what it needs is not known",
            "python -m pip install hedgelens",
        )
        return
    yield Finding("HedgeLens", "ok", f"{_start.VERSION} in {Path(__file__).parent}")
    own = [one for one in _requirements() if one.marker is None or one.marker.evaluate({"extra": ""})]
    unmet = list(_unmet(own))
    yield from (Finding(name, "wrong", found, f'python -m pip install "{asked}"') for name, found, asked in unmet)
    if not unmet:
        yield Finding("packages", "ok", f"all {len(own)} that HedgeLens needs")
    yield from _extras()


def _extras() -> Iterator[Finding]:
    for extra in metadata.metadata(_NAME).get_all("Provides-Extra") or ():
        if extra in _NOT_ASKED_ABOUT:
            continue
        unmet = list(_unmet(one for one in _requirements() if _only_for(one, extra)))
        if not unmet:
            yield Finding(f"extra {extra}", "ok", "all of it")
        else:
            said = "; ".join(f"{name} {found}" for name, found, _ in unmet)
            yield Finding(f"extra {extra}", "absent", said, f'python -m pip install "hedgelens[{extra}]"')


def _only_for(one: Requirement, extra: str) -> bool:
    return one.marker is not None and one.marker.evaluate({"extra": extra}) and not one.marker.evaluate({"extra": ""})


def _requirements(of: str = _NAME) -> Iterator[Requirement]:
    try:
        yield from map(Requirement, metadata.requires(of) or ())
    except metadata.PackageNotFoundError:
        return


def _unmet(asked: Iterable[Requirement]) -> Iterator[tuple[str, str, str]]:
    """Yields the name of each package that is not there as it is asked for, what is there, and what is asked for."""
    for one in asked:
        wanted = f"{one.name}{sorted(one.extras) or ''}{one.specifier}".replace("'", "")
        found = _version(one.name)
        if not found:
            yield one.name, "is not installed", wanted
        elif not one.specifier.contains(found, prereleases=True):
            yield one.name, f"{found} is installed, {one.specifier} is needed", wanted
        else:
            for extra in one.extras:
                yield from _unmet(more for more in _requirements(one.name) if _only_for(more, extra))


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


# -- what comes with HedgeLens ----------------------------------------------------------------------------------------------


def _engine() -> Iterator[Finding]:
    from hedgelens.attribution.learned import SHIPPED, SHIPPED_SHA256, load_network

    found = load_network(SHIPPED).sha256
    if found == SHIPPED_SHA256:
        yield Finding("engine", "ok", f"learned, SHA-256 {found}")
    else:
        yield Finding("engine", "wrong", f"the files in '{SHIPPED}' are not those of HedgeLens {_start.VERSION}", _AGAIN)


def _language_model() -> Iterator[Finding]:
    from hedgelens.language.model_hash import changed_files
    from hedgelens.language.pipeline import SHIPPED, load_language

    if changed := changed_files(SHIPPED):
        yield Finding("language model", "wrong", f"changed or gone in '{SHIPPED}': {', '.join(changed)}", _AGAIN)
    else:
        language = load_language()
        yield Finding("language model", "ok", f"{language.name}, SHA-256 {language.sha256}")


def _analysis() -> Iterator[Finding]:
    from hedgelens.analyzer import analyze

    began = time.monotonic()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = analyze(_SENTENCE)
    names = [source.name for source in found.sources]
    if names == ["mayor"] and len(found.hedges) == 1:
        yield Finding("analysis", "ok", f"a sentence in {time.monotonic() - began:.1f} seconds")
    else:
        yield Finding("analysis", "wrong", f"of “{_SENTENCE}” the sources {names} came out", _AGAIN)


# -- the machine ------------------------------------------------------------------------------------------------------------


def _folders() -> Iterator[Finding]:
    import matplotlib as mpl
    from platformdirs import user_cache_path, user_data_path

    for about, folder, needed, cure in (
        ("temporary files", Path(tempfile.gettempdir()), True, "set TMPDIR to a folder that can be written"),
        ("cache of charts", Path(mpl.get_cachedir()), False, "set MPLCONFIGDIR to a folder that can be written"),
        ("trained engines", user_data_path(_NAME), False, "name another folder: hedgelens train … -o FOLDER"),
        ("cache of training", user_cache_path(_NAME), False, "set XDG_CACHE_HOME to a folder that can be written"),
    ):
        there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
        if _is_for_one_run(folder):
            yield Finding(about, "absent", "its folder cannot be written, and each run makes it anew, which takes seconds", cure)
        elif os.access(there, os.W_OK):
            yield Finding(about, "ok", str(folder))
        else:
            yield Finding(about, "wrong" if needed else "absent", f"'{folder}' cannot be written", cure)


def _is_for_one_run(folder: Path) -> bool:
    """Says whether Matplotlib made a folder because it may not write to its own."""
    return folder.parent == Path(tempfile.gettempdir()) and folder.name.startswith("matplotlib-")


def _browser() -> Iterator[Finding]:
    try:
        webbrowser.get()
        yield Finding("browser", "ok", "hedgelens app opens it")
    except webbrowser.Error:
        yield Finding("browser", "absent", "none was found", "open the address that hedgelens app prints in a browser yourself")
