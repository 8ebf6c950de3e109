"""What holds of every analysis and of everything that is made of one, whatever the article."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from hedgelens.commands.concordance import _concordance_table
from hedgelens.concordance import concordance
from hedgelens.faces import Analysis
from hedgelens.measures import shares, summary_rows
from hedgelens.records import AUTHOR, Spans
from hedgelens.report import brief, briefs_as_json, briefs_as_markdown, fragment, page
from hedgelens.sheet import read_sheet, write_sheet
from hedgelens.sources import Registry
from hedgelens.views.proposal import propose_registry
from hedgelens.views.tables import TABLES
from hedgelens.views.terminal import render

RUNS = re.compile(r"""[\s"]*[=+\-@＝＋－＠]|[\t\r\n]""")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?|-?inf|nan", re.IGNORECASE)
csv.field_size_limit(1 << 30)  # a cell may hold a sentence of any length
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def holds(condition: object, said: str) -> None:
    """Raises an error that says which invariant is broken."""
    if not condition:
        raise AssertionError(said)


def check_marks(analysis: Analysis, text: str) -> None:
    """Checks that every mark points into the text, and to what there is."""
    holds(analysis.article.text == text, "the text is another one")
    _check_sentences(analysis)
    sources = {source.id for source in analysis.sources}
    by_id = {a.id: a for a in analysis.attributions}
    holds(len(sources) == len(analysis.sources), "two sources have one id")
    holds(len(by_id) == len(analysis.attributions), "two attributions have one id")
    holds(len({h.id for h in analysis.hedges}) == len(analysis.hedges), "two hedges have one id")
    for source in analysis.sources:
        _check_spans(source.mentions, text, f"mentions of {source.id}", disjoint=False)
        holds(source.name.strip(), f"{source.id} has no name")
    for a in analysis.attributions:
        for what in ("source", "cue", "content", "via_span"):
            _check_spans(getattr(a, what), text, f"{what} of {a.id}")
        holds(a.content, f"{a.id} has no content")
        holds(not _overlap(a.source, a.cue), f"source and cue of {a.id} overlap")
        holds(not _overlap(a.content, (*a.source, *a.cue)), f"content of {a.id} overlaps its source or cue")
        first = (a.cue or a.content)[0][0]
        sentence = analysis.sentences[a.sentence]
        holds(sentence.start <= first < sentence.end, f"{a.id} is not in its sentence")
        holds(a.source_id is None or a.source_id in sources, f"the source of {a.id} is none")
        holds(a.via is None or a.via in sources, f"the medium of {a.id} is none")
        holds(a.via is None or a.via != a.source_id, f"{a.id} has its source as medium")
        holds(0 <= a.confidence <= 1, f"confidence of {a.id}")
        seen, parent = {a.id}, a.parent
        while parent is not None:
            holds(parent in by_id and parent not in seen, f"the parents of {a.id} lead nowhere, or round")
            seen.add(parent)
            parent = by_id[parent].parent
    for h in analysis.hedges:
        holds(h.text == text[h.start : h.end] and h.text.strip(), f"the text of {h.id} is not what stands there")
        sentence = analysis.sentences[h.sentence]
        holds(sentence.start <= h.start < h.end <= sentence.end, f"{h.id} is not in its sentence")
        holds(h.owner in sources or h.owner in (AUTHOR, "unknown"), f"the owner of {h.id} is none")
        holds(h.attribution is None or h.attribution in by_id, f"the attribution of {h.id} is none")
    for c in analysis.continuations:
        holds(0 <= c.sentence < len(analysis.sentences) and c.source_id in sources, "a continuation leads nowhere")


def _check_sentences(analysis: Analysis) -> None:
    text = analysis.article.text
    for index, s in enumerate(analysis.sentences):
        holds(s.index == index, "sentences are not counted from 0")
        holds(0 <= s.start < s.end <= len(text), f"sentence {index} is not in the text")
        holds(not text[s.start].isspace() and not text[s.end - 1].isspace(), f"sentence {index} is not trimmed")
    for one, other in pairwise(analysis.sentences):
        holds(one.end <= other.start, f"sentences {one.index} and {other.index} overlap")
    for one, other in pairwise(analysis.article.blocks):
        holds(one.end <= other.start, "blocks overlap")
    for block in analysis.article.blocks:
        inside = [(s.start, s.end) for s in analysis.sentences if block.start <= s.start < block.end]
        ends = [block.start, *(offset for span in inside for offset in span), block.end]
        left = "".join(text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True))
        holds(not left.strip(), f"words of a block are in no sentence: {left.strip()[:40]!r}")
    holds(list(analysis.word_starts) == sorted(set(analysis.word_starts)), "words are not in order")


def _check_spans(spans: Spans, text: str, what: str, *, disjoint: bool = True) -> None:
    for start, end in spans:
        holds(0 <= start < end <= len(text), f"{what}: [{start}, {end}] is not in the text")
        holds(not text[start].isspace() and not text[end - 1].isspace(), f"{what}: begins or ends with a blank")
    for one, other in pairwise(spans):
        holds(one[1] <= other[0] if disjoint else one <= other, f"{what}: not in order")


def _overlap(one: Spans, other: Spans) -> bool:
    return any(start < stop and begin < end for start, end in one for begin, stop in other)


def check_numbers(analysis: Analysis) -> None:
    """Checks that shares are shares."""
    for count in ("full", "fractional"):
        found = shares(analysis, count=count)
        for share in found:
            for low, high in ((share.words, share.words_inclusive), (share.sentences, share.sentences_inclusive)):
                holds(0 <= low <= high <= 1, f"shares {low} and {high} of {share.source}")
        if count == "fractional":
            holds(sum(share.words for share in found) <= 1 + 1e-9, "fractional shares are more than all")
    for row in summary_rows(analysis):
        holds(0 <= row.share_sentences_explicit <= row.share_sentences_inclusive <= 1, f"shares of {row.source}")
        holds(0 <= row.share_words <= 1, f"share of words of {row.source}")


def check_counted(analysis: Analysis) -> None:
    """Checks that nothing rests on what does not count, from whatever confidence on, and that it can be counted back."""
    for least in (analysis.min_confidence, 0.6, 0.9):
        found = analysis.counting(min_confidence=least)
        counted = {id for a in found.counted for id in (a.source_id, a.via)}
        uncounted = {id for a in found.attributions for id in (a.source_id, a.via) if id} - counted
        used = {row.source for row in summary_rows(found)} | {h.owner for h in found.hedges}
        used |= {id for links in found.links for id in (*links.sources, *links.continued)}
        holds(not used & uncounted, f"from {least}, something rests on a source that does not count")
        holds(found.counting(min_confidence=analysis.min_confidence) == analysis, f"counted from {least} and back, it is another")


def check_json(analysis: Analysis) -> None:
    """Checks that JSON is strict, one line, and the analysis itself."""
    line = analysis.to_json()
    holds(len(line.splitlines()) == 1 and is_quiet(line), "a line of JSON holds control characters")
    data = json.loads(line.encode("utf-8"), parse_constant=_no_constant)
    again = Analysis.from_dict(data, analysis.article.text)
    holds(again.to_json() == line, "an analysis that was read back is written otherwise")
    if not _PAIR.search(analysis.article.text):  # JSON cannot tell two halves of a character from the character
        holds(again == analysis, "an analysis that was read back is another one")
    holds(
        Analysis.from_dict(analysis.to_dict(), analysis.article.text) == analysis,
        "from_dict(to_dict) is another analysis",
    )


def _no_constant(name: str) -> None:
    raise AssertionError(f"JSON holds {name}")


def check_tables(analysis: Analysis) -> None:
    """Checks that tables are rectangular, run nothing and steer nothing."""
    for table in TABLES:
        text = analysis.to_csv(table=table)
        text.encode("utf-8")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        holds(len({len(row) for row in rows}) == 1, f"the CSV of {table} is ragged")
        for cell in (cell for row in rows for cell in row):
            holds(not RUNS.match(cell) or NUMBER.fullmatch(cell), f"a cell of {table} runs: {cell[:40]!r}")
            holds(is_quiet(cell.replace("\r", "").replace("\t", "")), f"a cell of {table} holds control characters")
        check_markdown(analysis.to_markdown(table=table), len(rows))


def check_markdown(text: str, rows: int | None = None) -> None:
    """Checks that every table in a text in Markdown is rectangular."""
    holds(is_quiet(text), "Markdown holds control characters")
    lines = [line for line in text.split("\n") if line.startswith("|")]
    holds(rows is None or len(lines) == rows + 1, "a table in Markdown has lost or gained rows")
    tables = re.split(r"\n(?!\|)", text)
    for table in tables:
        widths = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in table.split("\n") if line.startswith("|")}
        holds(len(widths) <= 1, "a table in Markdown is ragged")


def check_shown(analysis: Analysis) -> None:
    """Checks that what goes to a terminal does not steer it."""
    for text in (render([analysis], width=80), *(analysis.why(s.index) for s in analysis.sentences[:3])):
        holds(is_quiet(text), "control characters go to the terminal")
    lines = concordance(analysis, "*", width=20)[:20]
    holds(is_quiet(_concordance_table(lines, "*", 20)), "control characters of a concordance go to the terminal")
    one = brief(analysis)
    json.loads(briefs_as_json([one]).encode("utf-8"), parse_constant=_no_constant)
    check_markdown(briefs_as_markdown([one]))
    Registry.parse(propose_registry([analysis]))


def is_quiet(text: str) -> bool:
    """Says whether a text holds nothing that steers a terminal, and can be written in UTF-8."""
    return not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c != "\n" for c in text) and not TURNS.search(text)


class _Elements(HTMLParser):
    """Collects the names of elements and attributes, and checks that what is opened is closed."""

    EMPTY = frozenset(["meta", "link", "br", "hr", "img", "input", "col", "path", "rect", "use", "circle", "line"])

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(f"@{name}" for name, _ in attrs)}
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(f"@{name}" for name, _ in attrs)}

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.EMPTY:
            holds(self.open and self.open.pop() == tag, f"</{tag}> closes what is not open")


def elements(html: str) -> set[str]:
    """Returns the elements and attributes of a page; it is well-formed."""
    html.encode("utf-8")
    parser = _Elements()
    parser.feed(html)
    parser.close()
    holds(not parser.open, f"<{parser.open[-1:]}> is not closed")
    return parser.names


def check_page(analysis: Analysis, known: set[str]) -> None:
    """Checks that a page holds only elements and attributes that pages have."""
    found = elements(page(analysis)) | elements(fragment(analysis))
    holds(found <= known, f"the page holds what came from the article: {found - known}")


def check_sheet(analysis: Analysis, folder: Path) -> None:
    """Checks that a coding sheet comes back as it was."""
    path = folder / "sheet.xlsx"
    write_sheet(analysis, path)
    read = read_sheet(path)
    holds(read.changes == (), f"a sheet that nobody changed holds corrections: {read.changes[:2]}")
    holds(read.analyses == (analysis,), "a sheet that nobody changed comes back as another analysis")


def check_all(analysis: Analysis, text: str) -> None:
    """Checks everything that takes no page and no file."""
    check_marks(analysis, text)
    check_numbers(analysis)
    check_counted(analysis)
    check_json(analysis)
    check_tables(analysis)
    check_shown(analysis)


def check_each(analyses: Iterable[Analysis]) -> None:
    """Checks each of several analyses."""
    for analysis in analyses:
        check_all(analysis, analysis.article.text)
