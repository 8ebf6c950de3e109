"""Exports of newspaper databases, written for tests: stories of the tests' own in the form that each database gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from textwrap import fill

FERRY = (
    "The ferry will stay in port until spring, the harbour board said on Monday, and the islanders will have to wait for their letters "
    "and for much of what they eat.",
    "“We may not have a pilot before May,” said Ada Holm, who chairs the board. She said that nobody was to blame for it.",
)
BAKER = (
    "The baker of Harrow has sold her house and the oven in it, according to people who know her and who asked not to be named.",
    "Her son, Per Lund, denied that. He said that the oven was old and that it had allegedly never been paid for.",
)
MAYOR = (
    "The mayor may leave the town before the summer, a spokesman said, and a second bridge is not likely to be built without her.",
    "Critics say that the bridge was never needed, and that the money was spent on a pier which storms took in a single night.",
)


@dataclass(frozen=True)
class Story:
    """What a database tells of an article."""

    title: str = "Ferry stays in port"
    paragraphs: Sequence[str] = FERRY
    outlet: str = "Valley Courier"
    date: str = "March 2, 2021"
    weekday: str = "Tuesday"
    author: str = "Ada Okafor"
    section: str = "NEWS; Pg. 6"
    edition: Sequence[str] = ()
    highlight: str = ""
    further: Sequence[str] = field(default=())
    """Further lines of fields behind the text."""

    def but(self, **changes: object) -> Story:
        """The same with changes."""
        return replace(self, **changes)  # type: ignore[arg-type]


STORIES = (
    Story(),
    Story("Baker sells house", BAKER, date="March 9, 2021", author="Lee Marsh", section="LOCAL; Pg. A12"),
    Story("Mayor may leave", MAYOR, "The Tide (Harrow)", "March 16, 2021", author="", edition=("Final Edition", "National")),
)


def classic(
    stories: Iterable[Story] = STORIES, *, first: int = 1, total: int | None = None, cover: str = "Terms: ferry\n"
) -> str:
    """LexisNexis in plain text."""
    stories = list(stories)
    total = first - 1 + len(stories) if total is None else total
    return "\n\n" + cover + "\n\n\n".join(_classic(story, first + i, total) for i, story in enumerate(stories))


def _classic(story: Story, number: int, total: int) -> str:
    head = [f"{number} of {total} DOCUMENTS".center(78).rstrip(), "", "", story.outlet.center(78).rstrip(), ""]
    head += [f"{story.date} {story.weekday}".center(78).rstrip(), *(line.center(78).rstrip() for line in story.edition), ""]
    head += [fill(story.title, 78), ""] if story.title else []
    head += [f"BYLINE: By {story.author}", ""] if story.author else []
    head += [f"SECTION: {story.section}", "", "LENGTH: 84 words", ""]
    head += [f"HIGHLIGHT: {story.highlight}", ""] if story.highlight else []
    body = [line for paragraph in story.paragraphs for line in (fill(paragraph, 78), "")]
    tail = [line for field in story.further for line in (fill(field, 78), "")]
    tail += ["LOAD-DATE: March 20, 2021", "", "LANGUAGE: ENGLISH", "", "PUBLICATION-TYPE: Newspaper", "", ""]
    owner = ["Copyright 2021 Valley Press Ltd.".center(78).rstrip(), "All Rights Reserved".center(78).rstrip(), ""]
    return "\n".join((*head, "", *body, *tail, *owner))


def classic_page(stories: Iterable[Story] = STORIES) -> str:
    """LexisNexis on a page, with its comments, and divisions that are never closed."""
    stories = list(stories)
    documents = "\n".join(_on_page(story, i, len(stories)) for i, story in enumerate(stories, start=1))
    style = '<STYLE TYPE="text/css"><!--\n.c0 { text-align: center; }\n--></STYLE>'
    return f'<HTML><HEAD>{style}<TITLE>&nbsp;</TITLE><META TOPIC="null" DOCUMENTS="{len(stories)}" /></HEAD><BODY>{documents}</BODY></HTML>'


def _on_page(story: Story, number: int, total: int) -> str:
    def part(*paragraphs: str) -> str:
        return "<BR><DIV CLASS='c5'>" + "".join(f'<P CLASS="c6"><SPAN CLASS="c2">{p}</SPAN></P>\n' for p in paragraphs) + "</DIV>"

    month, rest = story.date.split(" ", 1)
    date = f'{month}</SPAN><SPAN CLASS="c2"> {rest}, {story.weekday}, ' + "<BR>".join(story.edition or ("Late Edition",))
    parts = [part(f"{number} of {total} DOCUMENTS"), part(story.outlet), part(date), part(story.title.replace("; ", ";<BR>"))]
    parts += [part(f'BYLINE: </SPAN><SPAN CLASS="c2">By {story.author}')] if story.author else []
    parts += [part(f"SECTION: </SPAN><SPAN>{story.section}"), part("LENGTH: </SPAN><SPAN>84 words"), part(*story.paragraphs)]
    parts += [part(line) for line in story.further]
    parts += [part("LOAD-DATE: </SPAN><SPAN>March 20, 2021"), part("LANGUAGE: </SPAN><SPAN>ENGLISH")]
    hide = "<!-- Hide XML section from browser\n"
    begins = f'<A NAME="DOC_ID_0_{number}"></A>{hide}<DOC NUMBER={number}>\n<DOCFULL> -->'
    return f'{begins}{"".join(parts)}{part("Copyright 2021 Valley Press Ltd.")}{hide}</DOCFULL>\n</DOC> -->\n<DIV CLASS="c10"/>'


def uni(stories: Iterable[Story] = STORIES, *, cover: bool = True) -> list[str]:
    """Nexis Uni: its paragraphs."""
    stories = list(stories)
    listed = [line for i, story in enumerate(stories, start=1) for line in _listed(i, story)]
    head = ["User Name: Library", "Date and Time: Friday, 5 November 2021 09:31:00 CET", f"Documents ({len(stories)})", *listed]
    return [*(head if cover else []), *(line for story in stories for line in _uni(story))]


def _listed(number: int, story: Story) -> list[str]:
    search = ["Client/Matter: -None-", "Search Terms: ferry", "Search Type: Natural Language", "Narrowed by:"]
    return [
        f"{number}. {story.title}",
        *search,
        "Content Type",
        "Narrowed by",
        "News",
        "Sources: Valley Courier; Content Type: News",
    ]


def _uni(story: Story) -> list[str]:
    head = [*([story.title] if story.title else []), story.outlet, f"{story.date} {story.weekday}", *story.edition]
    head += ["Copyright 2021 Valley Press Ltd. All Rights Reserved", f"Section:\u00a0{story.section}", "Length:\u00a084 words"]
    head += [f"Byline:\u00a0{story.author}"] if story.author else []
    head += [f"Highlight:\u00a0{story.highlight}"] if story.highlight else []
    tail = [
        "Classification",
        "Language:\u00a0ENGLISH",
        "Subject:\u00a0FERRIES (90%); HARBOURS (75%)",
        "Industry: FERRY LINES (71%)",
    ]
    return [*head, "Body", *story.paragraphs, *story.further, *tail, "Load-Date:\u00a0March 20, 2021", "End of Document"]


def factiva(stories: Iterable[Story] = STORIES, *, words: str = "84 words", language: str = "English") -> list[str]:
    """Factiva without codes: its lines."""
    return [line for number, story in enumerate(stories) for line in _factiva(story, number, words, language)]


def factiva_number(number: int) -> str:
    """The number that Factiva gives a document."""
    return f"VACO000020210302eh320000{number}"


def _factiva(story: Story, number: int, words: str, language: str) -> list[str]:
    section, _, page = story.section.partition("; Pg. ")
    head = [section, story.title, *([f"By {story.author}"] if story.author else []), words, story.date, story.outlet, "VACO"]
    head += [*story.edition, *([page] if page else []), language, "(c) 2021, Valley Press. All rights reserved."]
    return [*head, *story.paragraphs, f"Document {factiva_number(number)}"]


def factiva_codes(story: Story, number: int = 0) -> list[tuple[str, str]]:
    """Factiva with codes: its fields."""
    section, _, page = story.section.partition("; Pg. ")
    fields = [("SE", section), ("HD", story.title), ("BY", f"By {story.author}" if story.author else ""), ("WC", "84 words")]
    fields += [
        ("PD", story.date),
        ("ET", "15:32"),
        ("SN", story.outlet),
        ("SC", "VACO"),
        ("ED", " ".join(story.edition)),
        ("PG", page),
    ]
    fields += [("LA", "English"), ("CY", "(c) 2021 Valley Press"), ("LP", "\n".join(story.paragraphs[:1]))]
    fields += [
        ("TD", "\n".join(story.paragraphs[1:])),
        ("CO", "harrow : Harrow Ferries Ltd"),
        ("NS", "gcat : General News | gpol : Politics"),
    ]
    fields += [
        ("RE", "usa : United States"),
        ("IPC", "GEN | POL"),
        ("PUB", "Valley Press"),
        ("AN", f"Document {factiva_number(number)}"),
    ]
    return [(code, value) for code, value in fields if value]


def factiva_page(stories: Iterable[Story] = STORIES) -> str:
    """Factiva on a page, with codes."""
    head = "<html><head><title>Factiva</title></head><body><table><tr><td><h1>Factiva</h1></td><td><span>Dow Jones</span></td></tr></table>"
    articles = []
    for number, story in enumerate(stories):
        rows = "".join(_factiva_row(code, value) for code, value in factiva_codes(story, number))
        articles.append(f'<div class="article enArticle"><table>{rows}</table><br/></div><br/><span></span>')
    return f'{head}{"".join(articles)}<table><tr><td><span class="copyright">&copy; 2021 Factiva, Inc. All rights reserved.</span></td></tr></table></body></html>'


def _factiva_row(code: str, value: str) -> str:
    shown = "".join(f'<p class="articleParagraph">{part}</p>\n' for part in value.split("\n")) if code in ("LP", "TD") else value
    return f'<tr><td align="right" class="index"><b>{code}</b>&nbsp;</td><td>{shown}</td></tr>'


def factiva_xml(stories: Iterable[Story] = STORIES, *, count: int | None = None) -> str:
    """Factiva as XML."""
    stories = list(stories)
    articles = "".join(_factiva_element(story, number) for number, story in enumerate(stories))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<PPSResponse><ppsArticleResponse xmlns="http://global.factiva.com/pps/2.0">'
        f'<ppsarticleResultSet count="{count or len(stories)}">{articles}</ppsarticleResultSet></ppsArticleResponse></PPSResponse>'
    )


def _factiva_element(story: Story, number: int) -> str:
    section, _, page = story.section.partition("; Pg. ")
    lead, tail = ("".join(f"<paragraph>{p}</paragraph>" for p in part) for part in (story.paragraphs[:1], story.paragraphs[1:]))
    author = f"<byline><paragraph>By {story.author}</paragraph></byline>" if story.author else ""
    return (
        f"<ppsarticle><article><accessionNo>{factiva_number(number)}</accessionNo><baseLanguage>EN</baseLanguage>{author}"
        f"<copyright>(c) 2021 Valley Press</copyright><headline><paragraph><hlt>{story.title.split()[0]}</hlt>"
        f"{story.title.removeprefix(story.title.split()[0])}</paragraph></headline><sectionName>{section}</sectionName>"
        f"<leadParagraph>{lead}</leadParagraph><pages><page>{page}</page></pages><edition>{' '.join(story.edition)}</edition>"
        f"<publicationDate><dateTime>{story.date}</dateTime></publicationDate><sourceName>{story.outlet}</sourceName>"
        '<region code="usa"><name>United States</name></region><newsSubject code="gcat"><name>General News</name></newsSubject>'
        f"<tailParagraphs>{tail}</tailParagraphs><wordCount>84</wordCount></article></ppsarticle>"
    )


def proquest(stories: Iterable[Story] = STORIES, *, abstract: str = "The board waits.", total: int | None = None) -> str:
    """ProQuest in plain text."""
    stories = list(stories)
    rule = "_" * 60
    documents = [
        "\n\n".join(
            [
                f"Document {number} of {total or len(stories)}",
                *(f"{label}{value}" for label, value in _proquest(story, number, abstract)),
            ]
        )
        for number, story in enumerate(stories, start=1)
    ]
    cover = f"{rule}\n\nReport Information from ProQuest\n\nMarch 20 2021 10:11\n\n{rule}\n\nTable of contents\n\n1. {stories[0].title}\n\n"
    owner = "Contact us at: https://www.example.org/contact\n\nDatabase copyright © 2021 ProQuest LLC. All rights reserved.\n"
    return cover + "".join(f"{rule}\n\n{document}\n\n" for document in documents) + f"{rule}\n\n{owner}"


def _proquest(story: Story, number: int, abstract: str) -> list[tuple[str, str]]:
    section, _, page = story.section.partition("; Pg. ")
    month, day, year = story.date.replace(",", "").split()
    printed = f"{story.outlet} ; Harrow, Me. [Harrow, Me]{day} {month[:3]} {year}: {page}."
    fields = [("", story.title), ("Author: ", story.author), ("Publication info: ", printed), ("", "ProQuest document link")]
    fields += [("Abstract: ", abstract), ("Links: ", "https://example.org/sfx")]
    fields += [("Full text: ", "\n\n".join(story.paragraphs))] if story.paragraphs else []
    fields += [
        ("Subject: ", "Ferries; Harbours"),
        ("Location: ", "Maine"),
        ("Odd new field: ", "of no use"),
        ("People: ", "Holm, Ada"),
    ]
    fields += [("Publication title: ", f"{story.outlet}; Harrow, Me."), ("Pages: ", page), ("Publication year: ", year)]
    fields += [
        ("Publication date: ", story.date),
        ("Section: ", section),
        ("Edition: ", " ".join(story.edition)),
        ("Publisher: ", "Valley Press"),
    ]
    fields += [("Source type: ", "Newspapers"), ("Language of publication: ", "English"), ("Document type: ", "News")]
    fields += [("ProQuest document ID: ", f"90000000{number}"), ("Document URL: ", f"https://example.org/docview/{number}")]
    fields += [
        ("Copyright: ", "(Copyright (c) 2021 Valley Press)"),
        ("Last updated: ", "2021-03-20"),
        ("Database: ", "U.S. Dailies"),
    ]
    return [(label, value) for label, value in fields if value]


def proquest_page(stories: Iterable[Story] = STORIES, *, anchors: bool = True) -> str:
    """ProQuest on a page."""
    divisions = []
    for number, story in enumerate(stories, start=1):
        anchor = f'<a name="DocID_V_{number}"></a>' if anchors else ""
        parts = [_proquest_part(label, value) for label, value in _proquest(story, number, "The board waits.")]
        divisions.append(f'<div style="border-bottom:2px solid #ccc">{anchor}{"".join(parts)}</div>')
    return f"<html><body>{''.join(divisions)}</body></html>"


def _proquest_part(label: str, value: str) -> str:
    if label == "Full text: ":
        inner = "              ".join(f"<p>{part}</p>" for part in value.split("\n\n"))
        value = f'<text wordcount="61" htmlcontent="true"><meta name="ValidationSchema"><title></title>\n{inner}</text>'
    return f"<p><strong>{label}</strong>{value}</p>\n" if label else f"<p>{value}</p>\n"


def europresse(stories: Iterable[Story] = STORIES, *, date: str = "mardi 2 mars 2021") -> str:
    """Europresse as it was before 2013."""
    return f"<html><body>{''.join(_europresse(story, date) for story in stories)}</body></html>"


def _europresse(story: Story, date: str) -> str:
    section, _, page = story.section.partition("; Pg. ")
    text = "<p></p>".join(story.paragraphs)
    author = f"{story.author}<br><p></p>" if story.author else ""
    subtitle = f"{story.highlight}<br>" if story.highlight else ""
    return (
        f'<p><br><table><tr><td><span class="DocPublicationName">{story.outlet}, no. 5968</span><br><span class="DocHeader">{section}, '
        f'</span><span class="DocHeader">{date}</span><span class="DocHeader">, p. {page}</span><br><br>{subtitle}'
        f'<span class="TitreArticleVisu">{story.title.replace("stays", "<span style=color:red>stays</span>")}</span><br><br>{author}{text}'
        "<p></p><b><i>© 2021 Courrier. Tous droits réservés.</i></b><p></p>Numéro de document : news·20210302·CV·2040056000<br><br>"
        '<table><tr> <td align="center"><img src="logo.gif" alt="Certificat">news·20210302·CV·2040056000</td></tr><tr> <td>Ce certificat '
        "est émis à <b>Bibliothèque</b> à des fins de visualisation personnelle et temporaire.</td></tr><tr> <td>Date d'émission : "
        '<b>2021-10-05</b></td></tr><tr><td class="txtCertificat">Le présent document est protégé par les lois.</td></tr></table></td></tr></table>'
    )


def europresse_articles(stories: Iterable[Story] = STORIES, *, date: str = "Tuesday, March 2, 2021") -> str:
    """Europresse as it has been since 2013."""
    return f"<!DOCTYPE html><html><body>{''.join(_europresse_article(story, date) for story in stories)}</body></html>"


def _europresse_article(story: Story, date: str) -> str:
    section, _, page = story.section.partition("; Pg. ")
    author = f'<p class="sm-margin-bottomNews">{story.author}</p>' if story.author else ""
    subtitle = f'<p class="sm-margin-TopNews rdp__subtitle">{story.highlight}</p>' if story.highlight else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs)
    return (
        f'<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">{story.outlet}, no. 5968</span></div>'
        f'<div><span class="DocHeader">{section}, {date}, p. {page}</span></div><div class="titreArticle"><p class="sm-margin-TopNews '
        f'titreArticleVisu rdp__articletitle">{story.title}</p>{subtitle}{author}</div></header><section><div class="DocText clearfix">'
        f'<div class="docOcurrContainer">{text}</div></div></section><footer><small>© 2021 Courrier. Tous droits réservés.</small>'
        '<div class="publiC-lblNodoc">news·20210302·CV·2040056000</div><p>Ce certificat est émis à Bibliothèque.</p></footer></article>'
    )
