"""INCEpTION's project archive: layers, tag sets and articles with their annotations, and what annotators made of these back.

An archive is ``exportedproject.json``, with the fields of INCEpTION's ``ExportedProject`` and the classes beside it, and
``source/NAME.xmi``. What comes out of INCEpTION holds annotations as XMI as well (``annotation/NAME/ANNOTATOR.zip``,
``curation/NAME/CURATION_USER.zip``), where the project was exported with the secondary format "UIMA CAS XMI".
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.article.access import LARGEST
from hedgelens.formats import cas
from hedgelens.formats.annotations import OF_ATTRIBUTIONS, Found
from hedgelens.formats.plain_files import file_names
from hedgelens.records import AttributionType, Category, HedgeLensError, Quotation
from hedgelens.views.rows import json_text

_SHEET = "exportedproject"
_UNTOUCHED = "INITIAL_CAS"
"""Who has made, by the names in an archive, what nobody has worked on yet."""
_MOST = 10 * LARGEST
_TAGS: dict[str, Iterable[str]] = {
    "role": map(str, OF_ATTRIBUTIONS),
    cas.TYPE: list(AttributionType),
    "quotation": list(Quotation),
    "category": list(Category),
}
_TAGS = {key: tuple(map(str, words)) for key, words in _TAGS.items()}
_HIDDEN = ("note",)
_TITLES = {
    cas.SPAN: "Attribution span",
    cas.LINK: "Attribution",
    cas.HEDGE: "Hedge",
    cas.CONTINUED: "Continued",
    cas.NOTE: "HedgeLens",
}
_KINDS = {cas.LINK: "relation", cas.NOTE: "document-metadata"}
_DATED = (1980, 1, 1, 0, 0, 0)
"""The same analyses make the same file, whenever they are written."""


def write(analyses: Iterable[Analysis]) -> bytes:
    """Returns a project of analyses, which INCEpTION imports."""
    out = io.BytesIO()
    given = list(analyses)
    names = file_names((analysis.article.id for analysis in given), ".xmi")
    documents = {name: cas.write([analysis]) for name, analysis in zip(names, given, strict=True)}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, f"{_SHEET}.json", f"{json_text(_project(documents), indent=1)}\n".encode())
        _put(archive, "TypeSystem.xml", cas.type_system().encode("utf-8"))
        for name, content in documents.items():
            _put(archive, f"source/{name}", content)
    return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    about = zipfile.ZipInfo(name, _DATED)
    about.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(about, content)


def _project(documents: Iterable[str]) -> dict[str, Any]:
    return {
        "name": "HedgeLens",
        "slug": "hedgelens",
        "description": "Who says it, how sure they are, and whose doubt it is.",
        "mode": "ANNOTATION",
        "version": 1,
        "source_documents": [{"name": name, "format": "xmi", "state": "NEW"} for name in documents],
        "annotation_documents": [],
        "project_permissions": [],
        "tag_sets": [_tag_set(key) for key in _TAGS],
        "layers": [_built_in("Token", "CHARACTERS", False), _built_in("Sentence", "TOKENS", True), *map(_layer, cas.FEATURES)],
    }


def _tag_set(key: str) -> dict[str, Any]:
    tags = [{"tag_name": word, "tag_description": ""} for word in _TAGS[key]]
    return {"name": f"HedgeLens {key}", "description": "", "language": "en", "tags": tags, "create_tag": False}


def _layer(layer: str) -> dict[str, Any]:
    features = [_feature(name, rank) for rank, name in enumerate(cas.FEATURES[layer])]
    attached = {"name": f"{cas.PACKAGE}.{cas.SPAN}"} if layer == cas.LINK else None
    return {
        **_shape(f"{cas.PACKAGE}.{layer}", _TITLES[layer], _KINDS.get(layer, "span")),
        "features": features,
        "attach_type": attached,
        "readonly": layer == cas.NOTE,
    }


def _built_in(name: str, anchoring: str, cross_sentence: bool) -> dict[str, Any]:
    return {
        **_shape(f"{cas.SEGMENTATION}.{name}", name, "span"),
        "features": [],
        "enabled": False,
        "built_in": True,
        "readonly": True,
        "allow_stacking": False,
        "cross_sentence": cross_sentence,
        "anchoring_mode": anchoring,
        "overlap_mode": "NO_OVERLAP",
        "multiple_tokens": anchoring == "TOKENS",
    }


def _shape(name: str, title: str, kind: str) -> dict[str, Any]:
    return {
        "name": name,
        "uiName": title,
        "type": kind,
        "description": "",
        "enabled": True,
        "built_in": False,
        "readonly": False,
        "attach_type": None,
        "attach_feature": None,
        "allow_stacking": True,
        "cross_sentence": True,
        "show_hover": True,
        "anchoring_mode": "CHARACTERS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "NEVER",
        "lock_to_token_offset": False,
        "multiple_tokens": False,
        "linked_list_behavior": False,
    }


def _feature(name: str, rank: int) -> dict[str, Any]:
    feature: dict[str, Any] = {
        "name": name,
        "uiName": name,
        "type": "uima.cas.String",
        "enabled": True,
        "visible": name not in _HIDDEN,
        "include_in_hover": False,
        "required": False,
        "remember": False,
        "hideUnconstraintFeature": False,
        "description": "",
        "multi_value_mode": "NONE",
        "link_mode": "NONE",
        "curatable": True,
        "rank": rank,
    }
    return {**feature, "tag_set": _tag_set(name)} if name in _TAGS else feature


# -- reading ----------------------------------------------------------------------------------------------------------------


def recognises(data: bytes) -> bool:
    """Says whether an archive is of INCEpTION: a project, or an article that was exported with its type system."""
    try:
        names = _names(data)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return any(map(_is_sheet, names)) or ("TypeSystem.xml" in names and any(name.endswith(".xmi") for name in names))


def _names(data: bytes) -> list[str]:
    """Returns the names of the files in an archive; in old ones they begin with a slash."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [name.lstrip("/") for name in archive.namelist()]


def _is_sheet(name: str) -> bool:
    """Says whether a file describes a project; older versions of INCEpTION put a number into its name."""
    return name.startswith(_SHEET) and name.endswith(".json")


def read(data: bytes, name: str) -> list[Found]:
    """Reads the annotated articles of an archive: of each what was curated, else what one annotator made.

    Articles that nobody has worked on are passed over, and where nobody has worked on any, all are read as they were brought in.

    Raises:
        HedgeLensError: it is damaged or unpacks to too much, several annotators worked on an article, or their work is not there
            as XMI.
    """
    unpacked = list(_unpacked(data, name, [_MOST]))
    made = _made("annotation", unpacked) | _made("curation", unpacked)
    chosen = made or {str(path): [content] for path, content in unpacked}
    several = next((article for article, versions in chosen.items() if len(versions) > 1), None)
    if several is not None:
        raise HedgeLensError(
            f"In '{name}', several annotators worked on '{several}'. Unpack it, and read each annotator's .xmi file as a "
            f"separate coding."
        )
    missing = next((article for article in _worked_on(data) if article not in made), None)
    if missing is not None or not chosen:
        of = "" if missing is None else f" of '{missing}'"
        raise HedgeLensError(
            f"'{name}' holds no annotations{of} as XMI. Export the project with the secondary format \"UIMA CAS XMI (XML 1.0)\"."
        )
    brought = {path.name: content for path, content in unpacked if path.parent.name == "source"}
    return [
        _with_note(found, brought.get(article), f"{name}/source/{article}")
        for article, (content,) in chosen.items()
        for found in cas.read(content, f"{name}/{article}")
    ]


def _worked_on(data: bytes) -> Collection[str]:
    """Returns the articles for which there is work of somebody as INCEpTION keeps it itself, which is not read."""
    kept = (PurePosixPath(name) for name in _names(data) if name.startswith(("annotation_ser/", "curation_ser/")))
    return {path.parent.name: None for path in kept if path.suffix == ".ser" and path.stem != _UNTOUCHED}


def _with_note(found: Found, brought: bytes | None, name: str) -> Found:
    """Returns what was read, with the note of the article as it was brought in where it has none: curation may drop it."""
    if found.note is None and brought is not None:
        with suppress(HedgeLensError):  # where that is damaged, what was read stands for itself
            (before,) = cas.read(brought, name)
            if before.text == found.text:
                return replace(found, note=before.note)
    return found


def _made(folder: str, unpacked: Iterable[tuple[PurePosixPath, bytes]]) -> dict[str, list[bytes]]:
    """Returns what lies in a folder, by article."""
    made: dict[str, list[bytes]] = {}
    for path, content in unpacked:
        if len(path.parts) > 2 and path.parts[0] == folder and path.stem != _UNTOUCHED:
            made.setdefault(path.parts[1], []).append(content)
    return made


def _unpacked(
    data: bytes, name: str, left: list[int], within: PurePosixPath | None = None
) -> Iterator[tuple[PurePosixPath, bytes]]:
    """Yields the files in XMI of an archive and of the archives in it, one deep; what is unpacked is counted as it comes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for about in archive.infolist():
                path = PurePosixPath(about.filename.lstrip("/"))
                if path.suffix not in (".xmi", ".zip"):
                    continue
                with archive.open(about) as file:
                    content = file.read(left[0] + 1)
                left[0] -= len(content)
                if left[0] < 0:
                    raise HedgeLensError(f"'{name}' unpacks to more than {_MOST / 1e6:.0f} MB, more than is read.")
                if path.suffix == ".xmi":
                    yield within or path, content
                elif within is None:
                    yield from _unpacked(content, name, left, path)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OSError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        zlib.error,
    ) as error:
        raise HedgeLensError(f"'{name}' is not an archive of INCEpTION, or it is damaged: {error}.") from None
