"""UIMA CAS as XMI 1.0 with its type system, in layers as INCEpTION has them: two span layers, a relation layer, a note.

An attribution is spans of the layer ``AttributionSpan`` with a role each, and relations from the one it is noted on (its cue,
where it has one) to the others; a hedge is a span of the layer ``Hedge``, a sentence that carries on an account one of
``Continued``. Offsets count units of UTF-16, as Java does. INCEpTION opens a file only if all that is marked begins and ends with
something that can be seen, and within a sentence. (OASIS UIMA 1.0; https://inception-project.github.io/.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from hedgelens.analysis import Analysis
from hedgelens.files.checking import MisfitError
from hedgelens.formats.annotations import Annotation, Found, Role, annotations_of, as_noted, note_of, unlike
from hedgelens.formats.matching import Utf16
from hedgelens.formats.plain_files import json_in, note_in, object_in, put
from hedgelens.formats.tying import Detail, Stretch, stretches_of, tied
from hedgelens.formats.xml_files import as_said, attributes, changed_by, held, local, parsed, tag
from hedgelens.records import HedgeLensError, Span
from hedgelens.views.rows import json_text

PACKAGE = "webanno.custom"
TYPE = "attributionType"
"""The feature that is called ``type`` elsewhere, a word that Java and Python keep for themselves."""
SPAN, LINK, HEDGE, CONTINUED, NOTE = "AttributionSpan", "AttributionLink", "Hedge", "Continued", "HedgeLensNote"
FEATURES = {
    SPAN: ("role", TYPE, "quotation", "source", "via", "parent", "identifier", "note"),
    LINK: ("role",),
    HEDGE: ("category", "owner", "identifier", "note"),
    CONTINUED: ("source", "identifier", "note"),
    NOTE: ("note",),
}
"""The features of each layer, all of them texts; what annotators see comes first."""
_SAID = {"type": TYPE} | {key: key for key in ("quotation", "source", "via", "parent", "category", "owner")}
_ANNOTATION, _BASE = "uima.tcas.Annotation", "uima.cas.AnnotationBase"
SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
_METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type"
_NAMESPACES = {
    "xmi": "http://www.omg.org/XMI",
    "cas": "http:///uima/cas.ecore",
    "segmentation": "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore",
    "metadata": "http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore",
    "custom": "http:///webanno/custom.ecore",
}
_XMI_ID = f"{{{_NAMESPACES['xmi']}}}id"
_VIEW = "_InitialView"
_UNSEEN = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u206f"
"""Blanks, joiners and marks of direction, at which INCEpTION lets nothing begin or end."""
_SEEN, _TOKEN, _LINE = re.compile(f"[^{_UNSEEN}]"), re.compile(rf"\w+|[^\w{_UNSEEN}]"), re.compile(r"[^\r\n]+")


def write(analyses: Iterable[Analysis]) -> bytes:
    """Returns one analysis as XMI."""
    (analysis,) = analyses
    return _Writer(analysis).whole().encode("utf-8")


class _Writer:
    """The elements of a file, numbered through."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis, self._text = analysis, held(analysis.article.text)
        self._units = Utf16(self._text).units
        self._seen = partial(_seen, self._text)
        self._elements: list[str] = []
        self._number = 1

    def _add(self, name: str, span: Span | None, given: Mapping[str, object]) -> int:
        self._number += 1
        place = {} if span is None else {"begin": self._units(span[0]), "end": self._units(span[1])}
        self._elements.append(tag(name, {"xmi:id": self._number, "sofa": 1, **place, **given}))
        return self._number

    def whole(self) -> str:
        article = self._analysis.article
        annotations = annotations_of(self._analysis)
        everything = (0, len(self._text))
        about = {
            "language": article.language or "x-unspecified",
            "documentId": article.id,
            "documentTitle": article.title or article.id,
        }
        self._add("metadata:DocumentMetaData", everything, about)
        self._add("custom:HedgeLensNote", None, {"note": json_text(note_of(self._analysis, annotations))})
        for span, kind in self._sentences():
            self._add("segmentation:Sentence", span, {"id": kind})
        for match in _TOKEN.finditer(self._text):
            self._add("segmentation:Token", match.span(), {"order": 0})
        for stretches in stretches_of(map(self._trimmed, annotations)):
            self._annotation(stretches)
        sofa = {"xmi:id": 1, "sofaNum": 1, "sofaID": _VIEW, "mimeType": "text", "sofaString": self._text}
        members = " ".join(map(str, range(2, self._number + 1)))
        namespaces: dict[str, object] = {f"xmlns:{prefix}": address for prefix, address in _NAMESPACES.items()}
        root = attributes({**namespaces, "xmi:version": "2.0"})
        inside = "\n".join((*self._elements, tag("cas:Sofa", dict(sofa)), tag("cas:View", {"sofa": 1, "members": members})))
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI{root}>\n<cas:NULL xmi:id="0"/>\n{inside}\n</xmi:XMI>\n'

    def _sentences(self) -> Iterator[tuple[Span, str | None]]:
        """Yields the sentences with their kinds, and the lines that stand between them without one."""
        end = 0
        for sentence in self._analysis.sentences:
            yield from self._lines(end, sentence.start)
            end = max(end, sentence.end)
            yield self._seen((sentence.start, sentence.end)), str(sentence.kind)
        yield from self._lines(end, len(self._text))

    def _lines(self, start: int, end: int) -> Iterator[tuple[Span, None]]:
        for line in _LINE.finditer(self._text, start, end):
            if _SEEN.search(line[0]):
                yield self._seen(line.span()), None

    def _trimmed(self, one: Annotation) -> Annotation:
        more = {**one.more, **unlike(one, self._seen)}
        return replace(one, spans={role: tuple(map(self._seen, spans)) for role, spans in one.spans.items()}, more=more)

    def _annotation(self, stretches: list[Stretch]) -> None:
        numbers = [self._stretch(one) for one in stretches]
        for one, number in zip(stretches[1:], numbers[1:], strict=True):
            ends = {"Governor": numbers[0], "Dependent": number}
            self._add(f"custom:{LINK}", one.span, {**ends, "role": str(one.role)})

    def _stretch(self, one: Stretch) -> int:
        # Each stretch has the identifier: in curation, INCEpTION makes one of two marks that say the same of the same words.
        noted: dict[str, object] = {"identifier": one.of.id}
        if one.first:
            said = {TYPE if key == "type" else key: word for key, word in one.of.said.items()}
            noted = {**said, **noted, "note": json_text({**one.of.more, **changed_by(one.of.said)})}
        if one.role is Role.HEDGE:
            return self._add(f"custom:{HEDGE}", one.span, noted)
        if one.role is Role.CONTINUED:
            return self._add(f"custom:{CONTINUED}", one.span, noted)
        return self._add(f"custom:{SPAN}", one.span, {"role": str(one.role), **noted})


def _seen(text: str, span: Span) -> Span:
    """Returns a stretch without what cannot be seen at its edges; one of which nothing can be seen stays as it is."""
    first = _SEEN.search(text, *span)
    if first is None:
        return span
    end = span[1]
    while not _SEEN.match(text, end - 1):
        end -= 1
    return first.start(), end


# -- the type system --------------------------------------------------------------------------------------------------------


def beside(analyses: Iterable[Analysis]) -> dict[str, bytes]:
    """Returns the type system, which every reader of XMI wants."""
    return {"TypeSystem.xml": type_system().encode("utf-8")}


def type_system() -> str:
    """Returns the types of the layers, and of DKPro Core's those that are used, as UIMA describes types."""
    text = "uima.cas.String"
    segmentation = {
        "Token": {"order": "uima.cas.Integer"},
        "Sentence": {"id": text},
    }
    types = [_type(f"{SEGMENTATION}.{name}", _ANNOTATION, features) for name, features in segmentation.items()]
    about = {"documentTitle": text, "documentId": text}
    types.append(_type(f"{_METADATA}.DocumentMetaData", "uima.tcas.DocumentAnnotation", about))
    for layer, names in FEATURES.items():
        ends = dict.fromkeys(("Governor", "Dependent"), f"{PACKAGE}.{SPAN}") if layer == LINK else {}
        types.append(_type(f"{PACKAGE}.{layer}", _BASE if layer == NOTE else _ANNOTATION, {**ends, **dict.fromkeys(names, text)}))
    inside = tag("types", {}, "".join(types))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><name>HedgeLens</name>{inside}'
        "</typeSystemDescription>\n"
    )


def _type(name: str, above: str, features: dict[str, str]) -> str:
    described = "".join(
        f"\n<featureDescription><name>{feature}</name><description/><rangeTypeName>{kind}</rangeTypeName></featureDescription>"
        for feature, kind in features.items()
    )
    of = f"<features>{described}\n</features>" if described else ""
    return f"\n<typeDescription><name>{name}</name><description/><supertypeName>{above}</supertypeName>{of}</typeDescription>"


# -- reading ----------------------------------------------------------------------------------------------------------------


def read(data: bytes, name: str) -> list[Found]:
    """Reads one annotated article; spans without a role and layers of others are passed over.

    Raises:
        HedgeLensError: it is not XMI, or something in it leads nowhere.
    """
    root = parsed(data, name)
    sofas = [element for element in root if local(element) == "Sofa"]
    sofa = next((one for one in sofas if one.get("sofaID") == _VIEW), sofas[0] if sofas else None)
    if sofa is None or sofa.get("sofaString") is None:
        raise HedgeLensError(f"'{name}' is not a UIMA CAS in XMI 1.0: it holds no text (Sofa).")
    try:
        return [_found(root, sofa.get("sofaString"), sofa.get(_XMI_ID))]
    except (MisfitError, ValueError, TypeError) as error:
        raise HedgeLensError(f"'{name}' cannot be read: {error}.") from None


def _found(root: Any, text: str, sofa: str) -> Found:
    characters = Utf16(text).characters
    marked: dict[str, tuple[Role, Span]] = {}
    details: dict[str, Detail] = {}
    arrows: list[tuple[str, str]] = []
    passed_over = []
    note = id = None
    for element in root:
        name = local(element)
        if element.get("sofa") != sofa:
            passed_over += [f"{name} of another view"] if name in (SPAN, HEDGE, CONTINUED) else []
            continue
        if name == NOTE:
            note = note_in(json_in(element.get("note") or "null", "the note of HedgeLens"))
        elif name == "DocumentMetaData":
            id = _id(element)
        elif name == LINK:
            arrows.append((str(element.get("Governor")), str(element.get("Dependent"))))
        elif (role := _role(name, element)) is not None:
            key = str(element.get(_XMI_ID))
            begin, end = (_number(element, at) for at in ("begin", "end"))
            put(marked, key, (role, (characters(begin), characters(end))), "elements")
            details |= dict(_details(key, element))
        elif name == SPAN:
            passed_over.append(element.get("role") or "no role")
    annotations = [as_noted(one, one.more.get("spans"), text, partial(_seen, text)) for one in tied(marked, arrows, details)]
    return Found(annotations, text=text, note=note, id=id, passed_over=passed_over)


def _id(about: Any) -> str | None:
    """Returns what an article is called: by its document in INCEpTION, which puts the name of the annotator for the id."""
    title = about.get("documentTitle")
    if title and (about.get("documentUri") or "").endswith(f"/{title}"):
        return str(title).removesuffix(".xmi").removesuffix(".txt")
    return about.get("documentId") or None


def _role(name: str, element: Any) -> Role | None:
    if name in (HEDGE, CONTINUED):
        return Role(name)
    said = element.get("role")
    return Role(said) if name == SPAN and said in list(Role) else None


def _details(key: str, element: Any) -> Iterator[tuple[str, Detail]]:
    said = {key: str(element.get(feature)) for key, feature in _SAID.items() if element.get(feature)}
    noted = element.get("note")
    more = object_in(noted, "a note of HedgeLens") if noted else {}
    if said or more:
        yield key, Detail(element.get("identifier") or f"x{key}", as_said(said, more), more)


def _number(element: Any, name: str) -> int:
    value = str(element.get(name))
    if not value.isascii() or not value.isdigit() or len(value) > 12:
        raise MisfitError(f"{local(element)}, {name}: expected a number, found '{value[:20]}'")
    return int(value)
