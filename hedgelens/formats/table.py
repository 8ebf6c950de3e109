"""The formats of others, one table: what writes and reads each, what it cannot hold. Commands, messages and docs go by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hedgelens.analysis import Analysis
from hedgelens.files.text import HALVES, first_of
from hedgelens.formats import (
    brat,
    cas,
    conllu,
    doccano,
    inception,
    label_studio,
    networks,
    references,
    tei,
    tei_reading,
    web_annotation,
)
from hedgelens.formats.annotations import Found, annotations_of, pieces
from hedgelens.formats.xml_files import unheld
from hedgelens.records import HedgeLensError, Span

Losses = Callable[[Analysis], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format of another program.

    Attributes:
        name: its name for ``--format``.
        title: its usual name.
        suffixes: extensions of its files, the usual one first.
        write: makes a file from analyses.
        read: returns the annotations in a file, article by article; ``None`` if the format holds no annotations.
        losses: says what a file cannot hold of an analysis, each as the end of a sentence.
        cannot_hold: the same for all analyses, for the docs.
        many: whether a file holds many articles.
        clear: whether no other format has its usual extension.
        recognises: says whether JSON data are in this format.
        beside: files that its program needs beside one, by name, or by extension if that begins with a full stop.
        text_beside: whether the text of an article is beside its file, with the extension ``.txt``.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    write: Callable[[Iterable[Analysis]], bytes]
    read: Callable[[bytes, str], list[Found]] | None = None
    losses: Losses = lambda _: iter(())
    cannot_hold: str = "nothing"
    many: bool = False
    clear: bool = True
    recognises: Callable[[object], bool] | None = None
    beside: Callable[[Iterable[Analysis]], dict[str, bytes]] | None = None
    text_beside: bool = False


def _halves(analysis: Analysis) -> Iterator[str]:
    number = len(HALVES.findall(analysis.article.text))
    if number:
        yield f"half characters ({number}, written as \ufffd): to read the file back, give the article with it"


def _unheld(analysis: Analysis) -> Iterator[str]:
    number = unheld(analysis.article.text)
    if number:
        yield f"control characters and the like ({number}, written as \ufffd): to read the file back, give the article with it"


def _unmarked(analysis: Analysis, seen: Callable[[Span], object]) -> Iterator[str]:
    number = sum(not seen(span) for one in annotations_of(analysis) for _, span in pieces(one))
    if number:
        yield f"marks of nothing but white space ({number})"


def _of_conllu(analysis: Analysis) -> Iterator[str]:
    yield from _halves(analysis)
    yield from _unmarked(analysis, lambda span: analysis.article.text[slice(*span)].strip())


def _of_tei(analysis: Analysis) -> Iterator[str]:
    yield from _unheld(analysis)
    blocks = analysis.article.blocks
    yield from _unmarked(analysis, lambda span: any(block.start < span[1] and span[0] < block.end for block in blocks))


def _network_only(_: Analysis) -> Iterator[str]:
    yield "anything but who reports whom"


def _reference_only(_: Analysis) -> Iterator[str]:
    yield "anything but what is known about the article"


FORMATS = (
    Format(
        "brat",
        "brat stand-off, in PolNeAR's form",
        (".ann",),
        brat.write,
        brat.read,
        _halves,
        "half characters in the text",
        beside=brat.beside,
        text_beside=True,
    ),
    Format(
        "cas",
        "UIMA CAS XMI",
        (".xmi",),
        cas.write,
        cas.read,
        _unheld,
        "control characters in the text",
        beside=cas.beside,
    ),
    Format(
        "inception",
        "INCEpTION project",
        (".zip",),
        inception.write,
        inception.read,
        _unheld,
        "control characters in the text",
        many=True,
        clear=False,
    ),
    Format(
        "web-annotation",
        "W3C Web Annotation",
        (".jsonld",),
        web_annotation.write,
        web_annotation.read,
        recognises=web_annotation.recognises,
    ),
    Format(
        "doccano",
        "doccano",
        (".jsonl",),
        doccano.write,
        doccano.read,
        many=True,
        clear=False,
        recognises=doccano.recognises,
    ),
    Format(
        "label-studio",
        "Label Studio",
        (".json", ".jsonl"),
        label_studio.write,
        label_studio.read,
        many=True,
        clear=False,
        recognises=label_studio.recognises,
        beside=label_studio.beside,
    ),
    Format(
        "conllu",
        "CoNLL-U",
        (".conllu",),
        conllu.write,
        conllu.read,
        _of_conllu,
        "half characters in the text, marks of nothing but white space",
        many=True,
    ),
    Format(
        "tei",
        "TEI P5",
        (".tei", ".tei.xml"),
        tei.write,
        tei_reading.read,
        _of_tei,
        "control characters in the text, marks of white space between paragraphs",
    ),
    Format(
        "graphml",
        "GraphML",
        (".graphml",),
        networks.write_graphml,
        None,
        _network_only,
        "everything but who reports whom",
        many=True,
    ),
    Format(
        "gexf",
        "GEXF",
        (".gexf",),
        networks.write_gexf,
        None,
        _network_only,
        "everything but who reports whom",
        many=True,
    ),
    Format(
        "ris",
        "RIS",
        (".ris",),
        references.write_ris,
        None,
        _reference_only,
        "everything but what is known about the article",
        many=True,
    ),
    Format(
        "bibtex",
        "BibTeX",
        (".bib",),
        references.write_bibtex,
        None,
        _reference_only,
        "everything but what is known about the article",
        many=True,
    ),
)

NAMES = tuple(format.name for format in FORMATS)
READABLE = tuple(format.name for format in FORMATS if format.read is not None)
OWN_ENDINGS = tuple(
    suffix
    for format in FORMATS
    if format.read is not None and format.clear
    for suffix in format.suffixes
    if suffix.count(".") == 1
)
"""Endings of files that hold annotations, and nothing else."""


def format_named(name: str) -> Format:
    """Returns a format by its name.

    Raises:
        HedgeLensError: there is none of this name.
    """
    found = next((format for format in FORMATS if format.name == name), None)
    if found is None:
        raise HedgeLensError(f"There is no format '{name}'. There are: {', '.join(NAMES)}.")
    return found


def format_of(path: Path) -> Format | None:
    """Returns the format that a file has by its ending, ``None`` where that is that of several, or of none."""
    name = path.name.lower()
    return next((format for format in FORMATS if format.clear and name.endswith(format.suffixes)), None)


def format_to_write(path: Path, name: str | None) -> Format:
    """Returns the format in which a file is to be written: the one that is named, else that of its ending.

    Raises:
        HedgeLensError: there is no such format, or the ending does not say which.
    """
    if name is not None:
        return format_named(name)
    found = format_of(path)
    if found is None:
        raise HedgeLensError(
            f"The extension of '{path.name}' does not say in which format to write. Name one of: {', '.join(NAMES)} "
            "(--format NAME, in Python format=)."
        )
    return found


def lost(format: Format, analyses: Sequence[Analysis]) -> list[str]:
    """Returns what a format cannot hold of analyses, a sentence for each kind of it."""
    found: dict[str, list[str]] = {}
    for analysis in analyses:
        for what in format.losses(analysis):
            found.setdefault(what, []).append(analysis.article.id)
    return [f"{format.title} cannot hold {what}{_of(ids, len(analyses))}." for what, ids in found.items()]


def _of(ids: Sequence[str], articles: int) -> str:
    if articles == 1 or len(ids) == articles:
        return ""
    return f" (of {first_of(ids)})"
