"""What a page cites stands in its references, everything there is cited, and one work is the same wherever it is named."""

import re
from itertools import combinations
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ENTRY = re.compile(r"^- ((?:[^\n()]|\n  )+) \((\d{4})\)\. ((?:.|\n  )+)", re.MULTILINE)
NAME = r"[A-Z][^\W\d_]+"
CITED = re.compile(
    rf"\b({NAME})(?:['’]s|\s+et\s+al\.|(?:,\s+(?:van\s+)?{NAME})?\s+and\s+(?:van\s+)?(?:Eck|{NAME}))?,?\s+\(?(1[89]\d\d|20\d\d)\b(?!-)"
)
NO_AUTHOR = set("January February March April May June July August September October November December".split()) | {"Dask"}


def works(text):
    """Returns the works in the lists of a text: the surname of the first author, all authors, the year, the title."""
    return [
        (authors.split(",")[0].removeprefix("van "), " ".join(authors.split()), year, " ".join(about.split()))
        for authors, year, about in ENTRY.findall(text)
    ]


def title(about):
    return re.split(r"[*.?!]", about.strip("*").lower())[0].strip()


PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for path in (*(ROOT / "docs").rglob("*.md"), *(ROOT / "corpus").rglob("*.md"))
}
EVERYWHERE = [work for text in PAGES.values() for work in works(text)]


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_cites_is_in_its_references_and_nothing_else(page):
    text = PAGES[page]
    cited = {(who, year) for who, year in CITED.findall(ENTRY.sub("", text)) if who not in NO_AUTHOR}
    assert cited == {(first, year) for first, _, year, _ in works(text)}


def test_one_work_has_the_same_authors_and_year_wherever_it_is_named():
    for (_, one, year, about), (_, other, another, elsewhere) in combinations(EVERYWHERE, 2):
        if title(about) == title(elsewhere):
            assert (one, year) == (other, another)


def test_the_citation_names_the_paper_of_polnear_as_the_pages_do():
    (paper,) = [r for r in yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["references"] if "PolNeAR" in r["notes"]]
    named = [f"{a['family-names']}, {a['given-names'][0]}." for a in paper["authors"]]
    ours = {(authors, year) for _, authors, year, about in EVERYWHERE if title(about) == paper["title"].lower()}
    assert ours == {(", ".join(named[:-1]) + " and " + named[-1], str(paper["year"]))}
