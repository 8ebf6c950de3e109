import csv
import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from drafts import small, unsure

from hedgelens import Collection
from hedgelens.analyzer import Analyzer
from hedgelens.interchange.codings import read_folder
from hedgelens.records import HedgeLensError, Revision
from hedgelens.report import brief, briefs_as_json, briefs_as_markdown, write_batch
from hedgelens.sheet import write_sheet
from hedgelens.views.colours import source_colours

ONE = "Bridge closed\n\nThe bridge is safe, the Harbour Office said. It may rain.\n"
TWO = "A nurse told the Harbour Office that the ward is full.\n\nThe Harbour Office said that it would help.\n"

WROTE = "hedgelens: wrote out/index.html, and 2 pages beside it\n"

TOP = ["schema", "hedgelens", "articles", "problems"]
BRIEF = [
    "id", "title", "outlet", "date", "language", "sha256", "page", "engine", "model", "model_sha256", "engine_sha256", "corrected", "warnings", "verdict",
    "counting",
    "words", "sentences", "attributions", "hedges", "measures", "sources", "date_text",
]  # fmt: skip
MEASURES = [
    "words_attributed", "sentences_attributed", "direct_share", "anonymity_share", "official_share", "effective_number",
    "hedges_per_1000", "writer_hedges_per_1000", "others_hedges_per_1000",
]  # fmt: skip
SOURCE = [
    "source", "name", "sentences_explicit", "sentences_continued", "words", "share_words", "share_sentences_explicit",
    "share_sentences_inclusive", "direct", "indirect", "mixed", "hedges", "share_words_inclusive", "kind", "naming", "groups", "colour",
]  # fmt: skip


def corrected(analysis):
    """The analysis as if Ada had gone over it."""
    revisions = (Revision("Ada <b>", "2026-11-01", 3),)
    return type(analysis)(**{**{f: getattr(analysis, f) for f in analysis.__dataclass_fields__}, "revisions": revisions})


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    return folder


@pytest.fixture
def failing(monkeypatch):
    """Makes the analysis of every article whose id ends in "bad" fail as nobody thought of."""
    analysis = Analyzer._analysis

    def fails(self, article):
        return analysis(self, article) if not article.id.endswith("bad") else [][0]

    monkeypatch.setattr(Analyzer, "_analysis", fails)


@pytest.fixture
def sheet(command_line, folder):
    """The coding sheet of the first article, signed."""
    from openpyxl import load_workbook

    import hedgelens as hl

    path = folder / "one-ada.xlsx"
    write_sheet(hl.analyze(folder / "one.txt"), path)
    workbook = load_workbook(path)
    workbook["Read me"]["B3"], workbook["Read me"]["B4"] = "Ada", "2026-11-01"
    workbook.save(path)
    return path


def test_the_keys_of_the_json_stay():
    data = json.loads(briefs_as_json([brief(corrected(small()))], [("bad.txt", "blank")]))
    assert list(data) == TOP
    assert data["schema"] == 1
    assert list(data["articles"][0]) == BRIEF
    assert list(data["articles"][0]["measures"]) == MEASURES
    assert all(list(m) == ["value", "interval", "n", "warning"] for m in data["articles"][0]["measures"].values())
    assert [list(row) for row in data["articles"][0]["sources"]] == [SOURCE] * 4
    assert data["articles"][0]["corrected"] == [{"by": "Ada <b>", "date": "2026-11-01", "corrections": 3}]
    assert data["problems"] == [{"article": "bad.txt", "reason": "blank"}]


def test_every_key_of_the_json_is_in_the_how_to(corpus):
    said = (corpus.parent / "docs" / "reports.md").read_text(encoding="utf-8")
    assert [key for key in (*TOP, *BRIEF, *MEASURES, *SOURCE) if f"`{key}`" not in said] == []


def test_a_corrected_analysis_is_marked_in_every_form(tmp_path):
    analysis = corrected(small())
    mark = "Ada <b> on 2026-11-01 (3 corrections)"
    assert "Corrected by hand by Ada &lt;b&gt; on 2026-11-01" in briefs_as_markdown([brief(analysis)])
    html = analysis.to_html()
    assert html.count("corrected by hand by Ada &lt;b&gt; on 2026-11-01 (3 corrections)") == 1
    assert "Coded automatically" in html
    for table in ("summary", "hedges", "sentences"):
        assert {row["corrected"] for row in csv.DictReader(io.StringIO(analysis.to_csv(table=table)))} == {mark}
    assert {row["corrected"] for row in csv.DictReader(io.StringIO(small().to_csv()))} == {""}
    index = write_batch([analysis], tmp_path)
    assert "Corrected by Ada &lt;b&gt; on 2026-11-01" in index.read_text(encoding="utf-8")
    assert mark in (tmp_path / "articles.csv").read_text(encoding="utf-8")


def test_markdown_compares_several_and_does_not_compare_one():
    one = brief(small())
    assert briefs_as_markdown([one]).split(" -->\n\n")[1].startswith("## A draft\n\nThe Draft\n\n38% of the 37 words in the body")
    several = briefs_as_markdown([{**one, "page": "a.html"}, one])
    assert several.split(" -->\n\n")[1].startswith("# 2 articles\n\n| article | outlet | words |")
    assert "| [A draft](a.html) | The Draft | 37 | 3 | 38% |" in several
    assert "| Ida Mayor | 6 | 16.2–35.1% | 1 + 1 | 0 |" in several


@pytest.mark.parametrize(("written", "shown"), [("08:15", ""), ("Sunday", " · Sunday")])
def test_a_time_of_day_is_no_date(written, shown):
    timed = replace(small(), article=replace(small().article, date=None, date_text=written))
    assert f"## A draft\n\nThe Draft{shown}\n\n" in briefs_as_markdown([brief(timed)])


@pytest.mark.parametrize("format", ["md", "json", "csv"])
def test_one_article_goes_to_the_terminal_or_into_a_file(command_line, folder, tmp_path, format):
    code, out, err = command_line("report", folder / "one.txt", "--format", format)
    assert (code, err) == (0, "")
    assert "Harbour Office" in out
    assert command_line("report", folder / "one.txt", "--format", format, "-o", "out") == (0, "", "hedgelens: wrote out\n")
    assert (tmp_path / "out").read_text(encoding="utf-8") == out


def test_a_folder_becomes_a_folder(command_line, folder, tmp_path):
    assert command_line("report", "--batch", folder, "-o", "out") == (0, "", WROTE)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == [
        "analyses.jsonl", "articles.csv", "dominant-sources.csv", "index.html", "one.html", "report.json", "report.md", "summary.csv", "two.html",
    ]  # fmt: skip
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [(one["id"], one["page"]) for one in data["articles"]] == [("one", "one.html"), ("two", "two.html")]
    assert len({row["colour"] for one in data["articles"] for row in one["sources"] if row["name"] == "Harbour Office"}) == 1
    again = Collection.analyze(folder).report(tmp_path / "again").parent
    assert all((again / p.name).read_bytes() == p.read_bytes() for p in (tmp_path / "out").iterdir())


SAVED = f"""<!DOCTYPE html><html><head><title>Ferry late | The Valley Post</title>
<meta property="og:site_name" content="The Valley Post"></head><body><nav><a href="/">Sport of the day</a></nav>
<article><h1>Ferry late</h1><p>{TWO.replace(chr(10), " ")}</p><p>Nobody waited long on the quay, and the second ferry of the
day left when the bells rang.</p></article></body></html>"""


def test_saved_web_pages_are_articles_and_the_pages_of_the_report_are_not(command_line, folder, tmp_path):
    (folder / "ferry.html").write_text(SAVED, encoding="utf-8")
    (folder / "QUAY.HTM").write_text(SAVED.replace("Ferry", "Boat"), encoding="utf-8")
    assert command_line("report", folder / "one.txt", "-o", folder / "page of one.html")[0] == 0
    assert command_line("report", folder / "one.txt", "--format", "md", "-o", folder / "one in words.md")[0] == 0
    for _ in range(2):  # the second time the first one's pages lie there
        code, out, _ = command_line("report", "--batch", folder, "-o", folder / "out")
        assert (code, out) == (0, "")
        data = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
        assert [one["id"] for one in data["articles"]] == ["QUAY", "ferry", "one", "two"]
        assert [one["outlet"] for one in data["articles"]][:2] == ["The Valley Post"] * 2
        assert "Sport of the day" not in (folder / "out" / "ferry.html").read_text(encoding="utf-8")
    assert [a.article.id for a in Collection.analyze(folder)] == ["QUAY", "ferry", "one", "two"]
    code, _, err = command_line("report", "--batch", folder / "out", "-o", "other")
    assert (code, (tmp_path / "other").exists()) == (2, False)
    assert "analyses.jsonl: " in err  # nothing in the folder is taken for an article
    code, _, err = command_line("analyze", folder / "out")
    assert (code, "but for what HedgeLens wrote" in err) == (2, True)
    code, _, err = command_line("analyze", folder / "out" / "one.html")
    assert code == 2
    assert "is a report that HedgeLens wrote" in err


def test_no_saved_page_is_written_over(command_line, folder):
    saved = folder / "one.html"
    saved.write_text(SAVED, encoding="utf-8")
    with pytest.raises(HedgeLensError, match="HedgeLens did not write it"):
        Collection.analyze(folder / "one.txt").report(folder)
    assert saved.read_text(encoding="utf-8") == SAVED
    assert command_line("report", "articles/one.html") == (0, "", "hedgelens: wrote one-report.html\n")
    assert "Ferry late" in (folder.parent / "one-report.html").read_text(encoding="utf-8")


def test_what_cannot_be_read_is_in_the_report_and_the_exit_code_is_3(command_line, folder, tmp_path):
    (folder / "blank.txt").write_text(" \n")
    (folder / "paper.pdf").write_bytes(b"%PDF-1.4")
    (folder / "two.md").write_text(TWO + "\nMore.\n", encoding="utf-8")
    (folder / "sheet.xlsx").write_bytes(b"PK")
    (folder / "notes.json").write_text("{}")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden.txt").write_text("")
    (folder / "._two.md").write_bytes(b"\0\5\x16\7")
    code, out, err = command_line("report", "--batch", folder, "-o", "out")
    assert (code, out) == (3, "")
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert {p["article"] for p in data["problems"]} == {"blank.txt", ".hidden.txt", "paper.pdf", "sheet.xlsx", "notes.json"}
    assert all(p["article"] in err and p["reason"] in err for p in data["problems"])
    assert "paper.pdf" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Could not be read" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert [article["id"] for article in data["articles"]] == ["one", "two.md", "two.txt"]


def test_an_article_that_cannot_be_analysed_does_not_stop_the_others(command_line, folder, tmp_path, failing):
    (folder / "a-bad.txt").write_text(ONE, encoding="utf-8")
    code, _, err = command_line("report", "--batch", folder, "-o", "out")
    assert code == 3
    assert "hedgelens: left out: a-bad: The article 'a-bad' cannot be analysed." in err
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [problem["article"] for problem in data["problems"]] == ["a-bad"]
    assert "IndexError in test_batch.py, line " in data["problems"][0]["reason"]
    assert len(data["articles"]) == 2
    assert command_line("analyze", folder / "a-bad.txt")[0] == 2
    (folder / "one.txt").unlink(), (folder / "two.txt").unlink()
    code, _, err = command_line("report", "--batch", folder, "-o", "nothing")
    assert (code, (tmp_path / "nothing").exists()) == (2, False)


def test_an_article_whose_page_cannot_be_made_does_not_stop_the_others(command_line, folder, tmp_path, monkeypatch):
    import hedgelens.report.batch as batch

    made = batch._made
    monkeypatch.setattr(
        batch, "_made", lambda analysis, counting: made(analysis if analysis.article.id == "one" else None, counting)
    )
    code, _, err = command_line("report", "--batch", folder, "-o", "out")
    assert code == 3
    assert "left out: two: HedgeLens failed at it (AttributeError in " in err
    assert err.endswith("hedgelens: wrote out/index.html, and 1 page beside it\n")
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [(p["article"]) for p in data["problems"]] == ["two"]
    assert [one["id"] for one in data["articles"]] == ["one"]


def test_where_nothing_can_be_read_nothing_is_written_and_the_exit_code_is_2(command_line, folder, tmp_path):
    for path in folder.iterdir():
        path.write_text(" ")
    code, _, err = command_line("report", "--batch", folder, "-o", "out")
    assert code == 2
    assert "Nothing in the folder" in err
    assert "empty or blank" in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report"], "Nothing to report on"),
        (["report", "articles/one.txt", "--batch", "articles"], "not both"),
        (["report", "articles"], "--batch articles"),
        (["report", "--batch", "nowhere"], "does not exist"),
        (["report", "--batch", "reg.eml"], "is a file of one article"),
        (["report", "--batch", "articles", "-o", "articles"], "the articles themselves"),
        (["report", "--batch", "articles", "-o", "articles/one.txt"], "is a file"),
        (["report", "--batch", "articles", "--format", "md"], "all formats"),
        (["report", "--batch", "articles", "--sources", "none.toml"], "none.toml"),
        (["report", "articles/one.txt", "--format", "xml"], "'xml'"),
        (["report", "nowhere.json"], "nowhere.json"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(command_line, folder, arguments, said):
    Path("reg.eml").write_text("Subject: Harbour\n\nIt rained, he said.", encoding="utf-8")
    code, out, err = command_line(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1


def test_a_table_is_reported_on_as_a_folder_is(command_line, tmp_path):
    Path("press.csv").write_text('id,text\none,"It rained, he said."\ntwo,"It may rain, she said."\n', encoding="utf-8")
    assert command_line("report", "--batch", "press.csv", "--engine", "rules", "-o", "out") == (0, "", WROTE)
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [one["id"] for one in data["articles"]] == ["one", "two"]


def test_a_corrected_sheet_takes_the_place_of_its_article(command_line, folder, sheet, tmp_path):
    assert command_line("report", "--batch", folder, "-o", "out") == (0, "", WROTE)
    data = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [(one["id"], [c["by"] for c in one["corrected"]]) for one in data["articles"]] == [("one", ["Ada"]), ("two", [])]


def test_a_corrected_analysis_as_json_finds_its_article(command_line, folder, sheet, tmp_path):
    assert command_line("import-sheet", sheet, "-o", "one.json") == (0, "", "hedgelens: wrote one.json\n")
    sheet.unlink()
    code, _, err = command_line("report", "one.json")
    assert code == 2
    assert "--articles" in err
    assert command_line("report", "one.json", "--articles", folder) == (0, "", "hedgelens: wrote one.html\n")
    assert "Corrected by hand by Ada on 2026-11-01" in (tmp_path / "one.html").read_text(encoding="utf-8")
    shutil.copy("one.json", folder / "a-corrected.json")
    assert command_line("report", "--batch", folder, "-o", "out") == (0, "", WROTE)
    said = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert said.count("Corrected by hand by Ada") == 1


def test_articles_and_their_sheets_keep_the_order_of_the_files(folder, sheet):
    material = read_folder(folder)
    assert [type(item).__name__ for item in material.items] == ["Analysis", "Article"]
    (folder / "empty").mkdir()
    with pytest.raises(HedgeLensError, match="no articles"):
        read_folder(folder / "empty")


def test_a_bar_on_the_terminal_says_how_far_it_is(command_line, folder, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    _, out, err = command_line("report", "--batch", folder, "-o", "out")
    assert out == ""
    assert "Analysing" in err
    assert "Writing pages" in err


def test_colours_in_the_report_are_those_of_the_analysis():
    colours = source_colours(small())
    assert [row["colour"] for row in brief(small())["sources"][:3]] == [colours[id] for id in ("s1", "s3", "s2")]


def test_the_command_says_its_exit_codes(command_line):
    assert "Exit codes" in command_line("report", "--help")[1]


@pytest.mark.slow
def test_the_python_of_the_how_to_runs(corpus, folder, tmp_path):
    said = (corpus.parent / "docs" / "reports.md").read_text(encoding="utf-8")
    code = said.split("```python\n")[1].split("```")[0]
    (tmp_path / "outlets.toml").write_text('[[source]]\nname = "Harbour Office"\nkind = "government"\n', encoding="utf-8")
    (folder / "blank.txt").write_text(" ")
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(corpus.parent)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=True)
    assert "blank.txt The article 'blank' is empty" in done.stdout
    assert "\none " in done.stdout
    assert "\ntwo " in done.stdout
    assert (tmp_path / "out" / "index.html").is_file()


def test_what_counts_is_said_in_the_index_and_in_every_form(tmp_path):
    index = write_batch([unsure(), replace(small(), article=replace(small().article, id="other"))], tmp_path)
    said = "Counted: confidence ≥ .5, all types."
    assert index.read_text(encoding="utf-8").count(f"<p>Coded automatically. {said} Shares measure") == 1
    assert said in briefs_as_markdown([brief(unsure())])
    assert brief(unsure())["counting"] == {"level": "outer", "count": "full", "min_confidence": 0.5, "types": None}
    assert {row["name"] for row in csv.DictReader(io.StringIO((tmp_path / "summary.csv").read_text(encoding="utf-8")))} >= {"Cy"}
    assert "Bob" not in (tmp_path / "summary.csv").read_text(encoding="utf-8")
