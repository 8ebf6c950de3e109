"""Analyses for tests of formats: made by hand, with all that is hard to write and to read back."""

from __future__ import annotations

import zipfile
from dataclasses import replace

from hedgelens.article import article_from_text
from hedgelens.article.words import word_starts
from hedgelens.faces import Analysis
from hedgelens.formats import FORMATS
from hedgelens.interchange import read
from hedgelens.records import (
    AUTHOR,
    UNKNOWN,
    Attribution,
    AttributionType,
    Category,
    Continuation,
    Disclosure,
    Hedge,
    HedgeOwner,
    Kind,
    Naming,
    Pronoun,
    Quotation,
    Revision,
    Sentence,
    Source,
    SourceKind,
    SourceLink,
    Speaking,
    Stance,
)

ENDING = {format.name: format.suffixes[0] for format in FORMATS}

TEXT = (
    "Ferry 🚢 may stop\r\n\r\n"
    "The harbor “will perhaps close”, Ada Okoro told the Gull Gazette, “on Monday,\r\nor later”. 🌊 The tide is high.\r\n\r\n"
    "Police reports suggest that the pier <b>creaks</b> & moans, the Gazette's | notes | say. Boats would sail on.\r\n"
)


def span(words, text=TEXT, after=0):
    start = text.index(words, after)
    return start, start + len(words)


def hard():
    """An analysis with nesting, contents in pieces and over lines, characters beyond the basic plane, and all fields filled."""
    article = replace(
        article_from_text(TEXT, id="ferry & pier"),
        outlet="Gull Gazette",
        date="2026-07-31",
        date_text="July 31",
        author="Teo Marsh",
        url="https://example.org/ferry?a=1&b=2",
        fields=(("folder", "one\ttwo"),),
    )
    starts = [span(words)[0] for words in ("Ferry", "The harbor", "The tide", "Police", "Boats")]
    ends = [span(words)[1] for words in ("may stop", "or later”.", "is high.", "say.", "sail on.")]
    kinds = (Kind.TITLE, Kind.BODY, Kind.BODY, Kind.BODY, Kind.BODY)
    words = tuple(word_starts(TEXT))
    sentences = tuple(
        Sentence(n, start, end, kind, paragraph, sum(start <= word < end for word in words))
        for n, (start, end, kind, paragraph) in enumerate(zip(starts, ends, kinds, (0, 1, 1, 2, 2), strict=True))
    )
    sources = (
        Source(
            "s1",
            "Ada Okoro",
            SourceKind.PERSON,
            Naming.NAMED,
            aliases=("Okoro", 'A. "Quick" Okoro'),
            mentions=(span("Ada Okoro"),),
            role="harbor master",
            affiliation="s2",
            pronoun=Pronoun.SHE,
            disclosure=(Disclosure(Speaking.DECLINED, span("told")),),
        ),
        Source(
            "s2",
            "Gull Gazette",
            SourceKind.MEDIA,
            Naming.NAMED,
            groups=("Media", "Local; daily"),
            mentions=(span("the Gull Gazette"),),
        ),
        Source("s3", "police", SourceKind.GOVERNMENT, Naming.DESCRIBED, mentions=(span("Police reports"),)),
    )
    attributions = (
        Attribution(
            "a1",
            1,
            (span("Ada Okoro"),),
            (span("told"),),
            (span("The harbor “will perhaps close”"), span("“on Monday,\r\nor later”")),
            Quotation.MIXED,
            AttributionType.ASSERTION,
            0.913,
            "the verb “told” & its subject; she is named",
            via_span=(span("the Gull Gazette"),),
            source_id="s1",
            via="s2",
            rule="verb",
            link=SourceLink("name", span("Ada Okoro")),
        ),
        Attribution(
            "a2",
            3,
            (span("the Gazette's | notes |"),),
            (span("say"),),
            (span("Police reports suggest that the pier <b>creaks</b> & moans"),),
            Quotation.INDIRECT,
            AttributionType.ASSERTION,
            0.4,
            "unsure",
            source_id="s2",
            rule="verb",
            link=SourceLink("name"),
        ),
        Attribution(
            "a3",
            3,
            (span("Police reports"),),
            (span("suggest"),),
            (span("that the pier <b>creaks</b> & moans"),),
            Quotation.INDIRECT,
            AttributionType.BELIEF,
            0.61,
            "nested",
            source_id="s3",
            parent="a2",
            rule="verb",
            stance=Stance.SHOWS,
        ),
        Attribution("a4", 0, (), (), (span("Ferry 🚢 may stop"),), Quotation.INDIRECT, AttributionType.FACT, 0.2, "a headline"),
    )
    hedges = (
        Hedge("h1", 0, *span("may"), "may", Category.EPISTEMIC, AUTHOR, None, 0.9, "a modal", rule="may"),
        Hedge(
            "h2",
            1,
            *span("perhaps"),
            "perhaps",
            Category.EPISTEMIC,
            "s1",
            "a1",
            0.95,
            "an adverb",
            rule="perhaps",
            owners=(HedgeOwner("s1", "a1", "in her content"), HedgeOwner(AUTHOR, None, "the writer's, else")),
        ),
        Hedge("h3", 3, *span("suggest"), "suggest", Category.INFERENTIAL, UNKNOWN, None, 0.5, "nobody's"),
        Hedge("h4", 4, *span("would"), "would", Category.CONDITIONAL, "s3", None, 0.5, "of the account"),
    )
    return Analysis(
        article=article,
        sentences=sentences,
        word_starts=words,
        sources=sources,
        attributions=attributions,
        continuations=(Continuation(4, "s3", 0.55, "goes on"),),
        hedges=hedges,
        engine="learned",
        engine_sha256="0" * 64,
        model="en_core_web_sm 3.8.0",
        model_sha256="1" * 64,
        revisions=(Revision("Ines Ö.", "2026-07-30", 2),),
        min_confidence=0.3,
        types=(AttributionType.ASSERTION, AttributionType.BELIEF),
        colours={"s1": "#1f77b4"},
    )


def archive(path, files):
    """Writes files into an archive, to a path or into memory, and returns it."""
    with zipfile.ZipFile(path, "w") as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def changed(name, tmp_path, change, by="Ines"):
    """Writes the analysis, changes the text of the file, and reads it."""
    path = tmp_path / f"ferry{ENDING[name]}"
    hard().export(path, format=name, force=True)
    path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
    return read(path, name, hard().article, by=by, date="2026-08-02")
