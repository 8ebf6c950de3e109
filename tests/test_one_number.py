"""One number has one value: on the page, the terminal, in JSON, CSV and Markdown, in charts, in the index and in Python."""

import csv
import io
import json
import re
from html import unescape
from pathlib import Path

import matplotlib as mpl
import pytest
from drafts import Draft, small

mpl.use("agg")

import matplotlib.pyplot as plt

from hedgelens import Analyzer, analyze, bundled, charts
from hedgelens import measures as m
from hedgelens.evaluation.gold import read_gold
from hedgelens.measures.overview import NO_WORDS_MEANS, percent, percent_range, word_share
from hedgelens.records import AUTHOR, Kind
from hedgelens.report import brief, briefs_as_markdown, fragment, page, write_batch
from hedgelens.views.terminal import render

NAMES = ("burma-compounds", "ferry-agency", "strait-talks")


def outside_of_the_body():
    """Names, attributions and hedges in a title, a caption and the author's note, which no number counts."""
    d = Draft(
        "Ann Lee warns of rain\nThe mayor may go, Bo Ray said.\nThe Gazette was told by Cy Poe that snow fell.\nNurses say no.\n"
        "Somebody claims sun.\nA photo, Di Fox says perhaps.\nEd Orr writes about ice.",
        kinds={0: Kind.TITLE, 5: Kind.CAPTION, 6: Kind.AUTHOR_NOTE},
    )
    people = {name: d.source(name) for name in ("Ann Lee", "Bo Ray", "Gazette", "Cy Poe", "Di Fox", "Ed Orr")}
    nurses = d.source("nurses", naming="generic")
    d.says(people["Ann Lee"], "warns", "of rain")
    d.says(people["Bo Ray"], "said", "The mayor may go")
    d.says(people["Cy Poe"], "told", "that snow fell", via=people["Gazette"])
    d.says(nurses, "say", "no")
    d.says(None, "claims", "sun")
    d.says(people["Di Fox"], "says", "perhaps")
    d.says(people["Ed Orr"], "writes", "about ice")
    d.hedge("may", owner=people["Bo Ray"], attribution="a2")
    d.hedge("perhaps", owner=people["Di Fox"], attribution="a6")
    return d.done()


@pytest.fixture(scope="module")
def analyses():
    found = [Analyzer(sources=bundled.registry_path(n), engine="rules").analyze(bundled.path(n)) for n in NAMES]
    return [*found, read_gold(bundled.gold_path(NAMES[0]), bundled.path(NAMES[0])), small(), outside_of_the_body()]


def numbers(found, text):
    return [int(number.replace(",", "")) for number in re.search(found, text).groups()]


def subtitle(chart, analysis):
    ax = chart(analysis)
    text = " ".join(text.get_text() for text in ax.texts).replace("\n", " ")
    plt.close(ax.figure)
    return text


def places(analysis, folder):
    """Returns for each number what it is in each of the places that show it."""
    n, data, one = m.size(analysis), analysis.to_dict(), brief(analysis)
    shown, html = render([analysis], width=80), unescape(re.sub(r"\s+", " ", page(analysis)))
    index = write_batch([analysis, small()], folder).read_text(encoding="utf-8")
    (in_index,) = re.findall(rf'<a href="{analysis.article.id}.html">.*?</tr>', index, re.DOTALL)
    cells = [unescape(cell) for cell in re.findall(r'<td class="n"[^>]*>([^<]*)', in_index)]
    markdown = briefs_as_markdown([one, one])
    line = next(
        line for line in markdown.splitlines() if line.startswith("| ") and "attributions" not in line and "---" not in line
    )
    article = next(csv.DictReader(io.StringIO((folder / "articles.csv").read_text(encoding="utf-8"))))
    summary = list(csv.DictReader(io.StringIO(analysis.to_csv())))
    naming = {s.id: s.naming for s in analysis.sources}
    of_card = re.search(r"N = (\d+) outermost attributions; (\d+) of (\d+) sources? (?:is|are) named", html)
    given = r"(\S+%) of the ([\d,]+) words in the body are attributed to a source"
    verdict_share, verdict_words = re.search(given, " ".join(shown.split())).groups()
    writer = sum(hedge.owner == AUTHOR for hedge in m.body_hedges(analysis))
    return {
        "words": {
            "size": n.words,
            "json": data["measures"]["coverage"]["words"],
            "brief": one["words"],
            "terminal": int(verdict_words.replace(",", "")),
            "card": numbers(r"N = ([\d,]+) words in the body", html)[0],
            "table on the page": numbers(r"Share of the ([\d,]+) words in the body", html)[0],
            "index": int(cells[0].replace(",", "")),
            "markdown": int(line.split(" | ")[2]),
            "csv": int(article["words"]),
            "chart": numbers(r"N = ([\d,]+) words in the body", subtitle(charts.share, analysis))[0],
        },
        "sentences": {
            "size": n.sentences,
            "json": data["measures"]["coverage"]["sentences"],
            "brief": one["sentences"],
            "terminal": numbers(r"words and (\d+) sentences", " ".join(shown.split()))[0],
            "page": numbers(r"of (\d+) sentences without an attribution", html)[0],
            "csv": int(article["sentences"]),
            "repr": numbers(r"(\d+) sentences?,", repr(analysis))[0],
            "chart": numbers(r"(\d+) sentences of the body", subtitle(charts.strip, analysis))[0],
        },
        "attributions": {
            "size": n.attributions,
            "json": data["measures"]["attributions"],
            "naming": data["measures"]["naming"]["n"],
            "directness": data["measures"]["directness"]["n"],
            "brief": one["attributions"],
            "card": int(of_card[1]),
            "other card": numbers(r"N = \d+ of (\d+) outermost attributions", html)[0],
            "index": int(cells[1]),
            "markdown": int(line.split(" | ")[3]),
            "csv": int(article["attributions"]),
            "rows of the summary": sum(int(row[form]) for row in summary for form in ("direct", "mixed", "indirect")),
            "repr": numbers(r"(\d+) outermost attributions?", repr(analysis))[0],
            "chart": numbers(r"N = (\d+) outermost attributions in the body", subtitle(charts.quotation_by_source, analysis))[0],
        },
        "attributions to known sources": {
            "size": n.to_known,
            "json": data["measures"]["diversity"]["attributions"]["n"],
            "card": numbers(r"N = (\d+) of \d+ outermost attributions", html)[0],
            "in words": numbers(r"^(\d+) attributions?", str(m.diversity(analysis)))[0],
        },
        "sources": {
            "size": n.sources,
            "card": int(of_card[3]),
            "rows of the summary": sum(row["source"] != "" for row in summary),
            "brief": sum(row["source"] is not None for row in one["sources"]),
            "repr": numbers(r"(\d+) sources?,", repr(analysis))[0],
        },
        "named sources": {
            "size": n.named,
            "json": data["measures"]["naming"]["named_sources"],
            "card": int(of_card[2]),
            "rows of the summary": sum(naming.get(row["source"]) == "named" for row in summary),
            "brief": sum(row["naming"] == "named" for row in one["sources"]),
        },
        "hedges": {
            "size": n.hedges,
            "json": sum(sum(of.values()) for of in data["measures"]["hedges_by_category"].values()),
            "brief": one["hedges"],
            "csv": int(article["hedges"]),
            "rows of the summary and the writer": sum(int(row["hedges"]) for row in summary) + writer,
            "chart": numbers(r"N = (\d+) hedges in the body", subtitle(charts.hedges_by_owner, analysis))[0],
            "repr": numbers(r"(\d+) hedges?\)", repr(analysis))[0],
        },
        "share of words given to a source": {
            "json": percent(data["measures"]["coverage"]["words_attributed"]),
            "brief": percent(one["measures"]["words_attributed"]["value"]),
            "terminal": verdict_share,
            "card": re.search(r"<b>([^<]*%)</b> of the words are attributed", html)[1],
            "index": cells[2].strip(),
            "markdown": line.split(" | ")[4],
            "csv": percent(float(article["words_attributed"])),
        },
    }


@pytest.mark.parametrize("number", range(len(NAMES) + 3))
def test_a_number_is_the_same_wherever_it_is_shown(analyses, number, tmp_path):
    for name, values in places(analyses[number], tmp_path).items():
        assert len(set(values.values())) == 1, f"{name}: {values}"


@pytest.mark.parametrize("number", range(len(NAMES) + 3))
def test_the_share_of_a_source_is_written_alike_wherever_it_is_shown(analyses, number):
    analysis = analyses[number]
    html, terminal = unescape(page(analysis)), " ".join(render([analysis], width=110).split())
    markdown, drawn = briefs_as_markdown([brief(analysis)]), charts.alt_text(charts.share(analysis, top=None))
    number_of_rows = len(m.summary_rows(analysis))
    for share, row in zip(m.shares(analysis), m.summary_rows(analysis), strict=True):
        label = word_share(share.words, share.words_inclusive)
        assert f">{label}</span></td>" in html.split(f'"name">{share.name}<', 1)[1].split("</tr>")[0]
        assert f"| {row.words} | {label} |" in markdown
        assert label in terminal or number_of_rows > 20  # the terminal leaves out the rows below
        if label == "–":
            assert (row.words, share.words_inclusive) == (0, 0)
            assert NO_WORDS_MEANS in html
            assert NO_WORDS_MEANS in terminal or number_of_rows > 20
            assert NO_WORDS_MEANS in markdown
        elif row.source:
            assert f"{share.name}: {label}" in drawn or len(share.name) > 30
    cover = m.coverage(analysis)
    own = percent_range(cover.words_unattributed_inclusive, cover.words_unattributed)
    assert f"{own} of the words" in html
    assert f"the writer's own {own}" in terminal
    # From some confidence on nothing counts, and the slider goes as far.
    read = re.sub(r'href="data:[^"]*"', "", html.split("<template")[0])
    assert not re.search(r"(?<!\d)0\.0%", read)
    plt.close("all")


def test_what_stands_outside_of_the_body_is_in_no_number():
    n = m.size(outside_of_the_body())
    assert (n.attributions, n.to_known, n.sources, n.named, n.hedges) == (4, 3, 4, 3, 1)
    assert [source.name for source in m.body_sources(outside_of_the_body())] == ["Bo Ray", "Gazette", "Cy Poe", "nurses"]
    assert "3 of 4 sources are named" in page(outside_of_the_body())


def test_what_is_there_is_not_written_as_nothing_nor_what_is_missing_as_all():
    assert [percent(share) for share in (0, 0.004, 0.005, 0.994, 0.996, 1)] == [
        "0%",
        "under 1%",
        "under 1%",
        "99%",
        "over 99%",
        "100%",
    ]
    assert percent_range(0.0004, 0.02) == "under 0.1–2.0%"
    assert percent_range(0.0, 0.0) == "0.0%"
    assert word_share(0.0, 0.0) == "–"


def test_the_unknown_source_is_not_one_of_the_other_sources():
    d = Draft("\n".join(f"S{n} says c{n}." for n in range(11)) + "\nIt is said x.")
    for n in range(11):
        d.says(d.source(f"Person {n}"), f"S{n} says", f"c{n}")
    d.says(None, "is said", "x")
    ax = charts.strip(d.done())
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels[-4:] == ["2 other sources", "unknown source", "continued account", "the writer's own"]
    looks = {label: patch.get_facecolor() for label, patch in zip(labels, ax.get_legend().get_patches(), strict=True)}
    assert looks["unknown source"] != looks["2 other sources"]
    assert 'class="k0 hollow"' in page(d.done())
    plt.close("all")


def test_json_of_one_article_holds_no_other_value_for_a_number(analyses):
    """What the contract calls measures is what the library says."""
    for analysis in analyses:
        data = json.loads(analysis.to_json())["measures"]
        assert data["naming"]["named_sources"] == sum(s.naming == "named" for s in m.body_sources(analysis))
        assert data["coverage"]["sentences"] == len(analysis.body)


def test_a_page_shows_no_time_of_day_for_a_date():
    from dataclasses import replace

    def header(date):
        analysis = small()
        return page(replace(analysis, article=replace(analysis.article, date=date))).split("</header>")[0]

    assert "0:00" not in header("0:00")
    assert "· Aug. 30" in header("Aug. 30")
    assert "7:05 AM EDT" in header("TUE, OCT. 21 2025 7:05 AM EDT")


@pytest.mark.parametrize("show", [page, fragment, lambda a: briefs_as_markdown([brief(a)])])
def test_what_a_reader_should_know_first_is_said_with_the_result(show):
    from dataclasses import replace

    analysis = small()
    warned = replace(analysis, article=replace(analysis.article, warnings=("Two stories were found, and one <was> taken.",)))
    assert "Two stories were found, and one &lt;was&gt; taken." in show(warned)
    assert "Two stories" not in show(analysis)


def test_warnings_stand_in_the_brief_the_index_and_the_table_of_articles(tmp_path):
    from dataclasses import replace

    warned = replace(small(), article=replace(small().article, warnings=("Half of it may be missing.",)))
    index = write_batch([warned, small()], tmp_path).read_text(encoding="utf-8")
    assert index.count("Half of it may be missing.") == 1
    assert brief(warned)["warnings"] == ["Half of it may be missing."]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "articles.csv").read_text(encoding="utf-8"))))
    assert [row["warnings"] for row in rows] == ["Half of it may be missing.", ""]


@pytest.mark.slow
def test_the_readme_quotes_what_the_demo_prints():
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    share, name = re.search(r'"(\d+)% of this article rests on the ([^"]+)"', readme).groups()
    assert f"{name} ({share}% of the words)" in m.verdict(analyze(bundled.path(), sources=bundled.registry_path()))
