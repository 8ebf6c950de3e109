"""What ``docs/howto/r.md`` has R do with a study: the columns it names are there, and where R is, it finds what Python does."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

import hedgelens as hl
from hedgelens.study import Study
from hedgelens.views.columns import dictionary

PAGE = (Path(__file__).parents[2] / "docs" / "howto" / "r.md").read_text("utf-8")
BLOCKS = re.findall(r"^```r\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SCRIPT = shutil.which("Rscript")
THIS_PYTHON = f'use_python("{Path(sys.executable).as_posix()}", required = TRUE)'
UTF_8 = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"

SAID = (
    "“The levee of {place} will hold,” said {who}.",
    "{who} said that the café in {place} may stay shut 🌊 until the water has gone.",
    "Rain fell on {place} for most of the week.",
    "According to {who}, about forty {place} boats were lost.",
)
PLACES = ("Dunmore", "Esker", "Fallow", "Grange", "Holm")
PEOPLE = ("Ada Okoro", "José Núñez", "the Harbor Institute", "Zoë Lindqvist", "local residents")
ROWS = (
    ("007", "NA", "The Courier", "2024-03-01", "01"),
    ("008", "-1 metre at the quay", "Göteborgs Kanal", "", "02"),
    ("1e5", "Ferry stays", "", "2024-03-04", "TRUE"),
    ("12", "Levee holds", "The Courier", "2024-04-01", "NA"),
    ("013", "Pumps are late", "Göteborgs Kanal", "1899-12-30", ""),
    ("14", "Rain again", "The Courier", "2024-05-02", "2.0"),
)
DRY = "Rain fell for most of the week. Nobody was hurt."


def _texts():
    """Writes an article for each row; the last rests on nobody."""
    for n, place in enumerate(PLACES):
        said = (SAID[(n + k) % 4].format(who=PEOPLE[(n * 2 + k) % 5], place=place) for k in range(5 + n))
        yield " ".join(sentence[0].upper() + sentence[1:] for sentence in said)
    yield DRY


# -- what a block needs ----------------------------------------------------------------------------------------------------


def packages_of(code: str, page: list[str] = BLOCKS) -> set[str]:
    """Returns the packages that a block, or a figure, needs: its own, and those of the blocks whose names it uses."""
    needed = set(re.findall(r"library\((\w+)\)|(\w+)::", code))
    found = {name for pair in needed for name in pair if name}
    before = page[: page.index(code)] if code in page else page
    for place, block in enumerate(before):
        if any(re.search(rf"\b{name}\b", code) for name in re.findall(r"^(\w+) <-", block, re.MULTILINE)):
            found |= packages_of(block, before[: place + 1])
    return found


def packages_there(folder: Path) -> set[str]:
    """Returns the packages that R can load of those that the page names; reticulate, where it can load this Python as well."""
    named = sorted(set().union(*map(packages_of, BLOCKS)))
    asked = "".join(f'if (nzchar(system.file(package = "{name}"))) cat("{name} ");' for name in named)
    there = set(run_r(["-e", asked], folder).stdout.decode().split())
    if "reticulate" in there and run_r(["-e", f'library(reticulate); {THIS_PYTHON}; import("sys")'], folder).returncode:
        there.discard("reticulate")
    return there


def in_r(code: str, folder: Path, locale: str = UTF_8) -> None:
    """Runs R code in a folder, with each warning an error; this Python and its HedgeLens are those of the page."""
    code = re.sub(r'^use_virtualenv\("~/hedgelens"\)', THIS_PYTHON, code, flags=re.MULTILINE)
    (folder / "page.R").write_text(f"options(warn = 2)\n{code}", "utf-8")
    done = run_r(["--encoding=UTF-8", "page.R"], folder, locale)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")


def run_r(what: list[str], folder: Path, locale: str = UTF_8) -> subprocess.CompletedProcess[bytes]:
    """Runs R as it is without what its user has set, but with the libraries of packages."""
    kept = {name: value for name, value in os.environ.items() if name != "RETICULATE_PYTHON"}
    where = {**kept, "LC_ALL": locale, "PYTHONPATH": str(Path(hl.__file__).parents[1])}
    return subprocess.run([SCRIPT, "--vanilla", *what], cwd=folder, capture_output=True, env=where, check=False)


# -- what R is asked for after the page, and what Python says ---------------------------------------------------------------

BASE = {
    "ids": ("articles$article", lambda py: py.articles.article),
    "titles": ("articles$title", lambda py: py.articles.title),
    "outlets": ("articles$outlet", lambda py: py.articles.outlet),
    "dates": ("format(articles$date)", lambda py: py.articles.date),
    "further columns": ("articles$region", lambda py: py.articles.region),
    "whether analysed": ("articles$analysed", lambda py: [str(value).upper() for value in py.articles.analysed]),
    "shares of articles": ("articles$direct_share", lambda py: py.articles.direct_share),
    "words of articles": ("articles$words", lambda py: py.articles.words),
    "sources": ("paste(by_source$article, by_source$name)", lambda py: py.summary.article + " " + py.summary.name),
    "shares of sources": ("by_source$share_words", lambda py: py.summary.share_words),
    "sentences": ("sentences$text", lambda py: py.sentences.text),
    "attributions that count": ("nrow(counted)", lambda py: [py.attributions.counted.sum()]),
    "means by outlet": (
        "tapply(done$words_attributed, done$outlet, mean)[c('Göteborgs Kanal', 'The Courier')]",
        lambda py: py.study.compare("words_attributed").loc[["Göteborgs Kanal", "The Courier"], "mean"],
    ),
    "weighted means": ("coef(weighted)[c('outletGöteborgs Kanal', 'outletThe Courier')]", lambda py: _weighted(py.articles)),
    "kinds of sources": ("table(said$kind)", lambda py: _counts(py.kinds)),
    "hedges": ("table(hedges$category)", lambda py: _counts(py.hedges.category)),
    "no known source": (
        "mean(is.na(body$source_ids) & is.na(body$continued_ids))",
        lambda py: [(py.body.source_ids.eq("") & py.body.continued_ids.eq("")).mean()],
    ),
}  # fmt: skip
"""What R says with nothing but itself."""
WITH_PACKAGES = {
    "the mixed model": ("dim(summary(length_of_content)$tTable)", lambda py: [2, 5]),
    "the same by readr": (
        "all.equal(as.data.frame(read_results_tidily('attributions')), attributions, check.attributes = FALSE)",
        lambda py: ["TRUE"],
    ),
    "sentences by arrow": ("sentences_of_parquet$text", lambda py: py.sentences.text),
    "hedges in JSON": ("table(rows_of('hedges')$category)", lambda py: _counts(py.hedges.category)),
    "sources in JSON": ("rows_of('summary')$share_words", lambda py: py.summary.share_words),
    "titles in JSON": ("analyses$article$title", lambda py: py.articles.title[:-1]),
    "shares in JSON": ("analyses$measures$coverage$words_attributed", lambda py: py.articles.words_attributed[:-1]),
    "contents by offsets": (
        "unlist(lapply(seq_along(texts), function(n) sapply(analyses$attributions[[n]]$content, passage, text = texts[n])))",
        lambda py: py.attributions.content_text,
    ),
    "one article": ("found$summary$share_words", lambda py: hl.analyze(py.folder / "article.txt").summary().share_words),
    "many articles": ("many[['007']]$article$title", lambda py: ["NA"]),
    "hedges of many": (
        "paste(hedges_of_many$article, hedges_of_many$category)",
        lambda py: (hedges := hl.Collection.analyze(py.folder / "floods.csv").table("hedges")).article + " " + hedges.category,
    ),
}  # fmt: skip
"""What it says where it has the packages."""
FIGURES = BASE | WITH_PACKAGES


def _weighted(articles):
    for outlet in ("Göteborgs Kanal", "The Courier"):
        of = articles[articles.outlet.eq(outlet) & articles.analysed]
        yield (of.words_attributed * of.words).sum() / of.words.sum()


def _counts(values):
    return [number for _, number in sorted(Counter(values).items())]


TELL = """
tell <- function(name, values) {
  shown <- if (is.numeric(values)) format(c(values), digits = 15, trim = TRUE) else enc2utf8(as.character(values))
  shown[is.na(values)] <- "(none)"
  writeLines(paste(c(name, shown), collapse = "\\t"), told, useBytes = TRUE)
}
told <- file("figures.txt", "wb")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The files that the page takes for granted."""
    folder = tmp_path_factory.mktemp("r")
    with (folder / "floods.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ("id", "title", "outlet", "date", "region", "text"),
                *((*row, text) for row, text in zip(ROWS, _texts(), strict=True)),
            ]
        )
    with Study.new(folder / "floods.study", engine="rules") as study:
        study.add(folder / "floods.csv")
        study.run()
        (folder / "late.txt").write_text("The tram is late, Mina Reese said.\n", "utf-8")
        study.collection().to_csv(folder / "hedges.csv", table="hedges", raw=True)
        study.add(folder / "late.txt")
        study.export(folder / "floods.zip", raw=True)
        study.export(f"{folder / 'tables'}/")
    (folder / "article.txt").write_text(
        "Bridge closed\n\nJosé Núñez said that the bridge would open in May. It may not.\n", "utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def there(tmp_path_factory) -> set[str]:
    """The packages that R can load; without R, there is nothing to run."""
    return packages_there(tmp_path_factory.mktemp("there")) if SCRIPT else pytest.skip("R is not there")


@pytest.fixture(scope="module")
def told(there, folder) -> dict[str, list[str]]:
    """What R says after it has run the page, but for the blocks whose packages it does not have."""
    loaded = [f"suppressWarnings(library({name}))" for name in sorted(there)]
    blocks = [block for block in BLOCKS if packages_of(block) <= there]
    asked = [f'tell("{name}", {code})' for name, (code, _) in FIGURES.items() if packages_of(code) <= there]
    in_r("\n".join([*loaded, *blocks, TELL, *asked]), folder)
    lines = (folder / "figures.txt").read_text("utf-8").splitlines()
    return {name: values for name, *values in (line.split("\t") for line in lines)}


@pytest.fixture(scope="module")
def py(folder):
    """What Python has of the same study: its tables."""
    with Study.open(folder / "floods.study") as study:
        tables = {name: study.table(name) for name in ("articles", "summary", "sentences", "attributions", "hedges", "sources")}
        kind_of = {(row.article, row.id): row.kind for row in tables["sources"].itertuples()}
        counted = tables["attributions"][tables["attributions"].counted]
        kinds = [kind_of[row.article, row.source_id] for row in counted.itertuples()]
        body = tables["sentences"][tables["sentences"].kind.eq("body")]
        yield SimpleNamespace(folder=folder, study=study, kinds=kinds, body=body, **tables)


# -- tests -----------------------------------------------------------------------------------------------------------------

TABLES = {
    "articles": "articles", "done": "articles", "sentences": "sentences", "body": "sentences", "attributions": "attributions",
    "counted": "attributions", "sources": "sources", "by_source": "summary", "hedges": "hedges",
}  # fmt: skip
"""The tables that the page gives names in R."""


def test_the_columns_that_the_page_names_are_in_the_tables():
    columns = {name: {*dictionary()["about"].columns, *dictionary()[table].columns} for name, table in TABLES.items()}
    used = re.findall(rf"\b({'|'.join(TABLES)})\$(\w+)", "".join(BLOCKS))
    assert len(used) >= 15
    assert [(name, column) for name, column in used if column not in columns[name]] == []


def test_the_page_knows_each_type_of_the_dictionary():
    types = {column.type for table in dictionary().values() for column in table.columns.values()}
    for names in re.findall(r'<- c\(("text" = .*?)\)', PAGE, re.DOTALL):
        assert set(re.findall(r'"([\w ]+)" =', names)) == types


def test_packages_are_those_of_a_block_and_of_what_it_uses():
    page = ["library(one)\na <- 1\n", "b <- 2\n", "c <- two::f(a)\n", "print(c)\n"]
    assert [packages_of(code, page) for code in page] == [{"one"}, set(), {"one", "two"}, {"one", "two"}]


def _is(said: list[str], expected) -> bool:
    """Says whether R and Python say the same, to the four places to which HedgeLens rounds shares."""
    wanted = ["(none)" if value is None or value != value else value for value in expected]
    if len(said) != len(wanted):
        return False
    return all(
        one == other if isinstance(other, str) else float(one) == pytest.approx(float(other), abs=6e-5)
        for one, other in zip(said, wanted, strict=True)
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", FIGURES)
def test_r_says_what_python_says(name, there, told, py):
    code, expected = FIGURES[name]
    if missing := packages_of(code) - there:
        pytest.skip(f"R cannot load {', '.join(sorted(missing))}")
    wanted = list(expected(py))
    assert len(wanted) >= 1
    assert _is(told[name], wanted), (told[name], wanted)


@pytest.mark.slow
def test_each_column_is_of_its_type(there, folder):
    classes = {
        "text": "character", "list": "character", "whole number": "integer", "number": "numeric", "yes or no": "logical",
        "date": "Date",
    }  # fmt: skip
    tables = [("articles", "articles"), ("attributions", "attributions"), ("by_source", "summary")]
    told = "".join(f"tell('{name}', sapply({name}, class))\n" for name, _ in tables)
    in_r(BLOCKS[0] + TELL + told, folder)
    lines = dict(line.split("\t", 1) for line in (folder / "figures.txt").read_text("utf-8").splitlines())
    for name, table in tables:
        columns = (*dictionary()["about"].columns.values(), *dictionary()[table].columns.values())
        assert lines[name].split("\t")[: len(columns)] == [classes[column.type] for column in columns]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "package"), [("outlets.png", None), ("outlets-ggplot.png", "ggplot2")])
def test_a_chart_is_a_picture(name, package, there, told, folder):
    if package and package not in there:
        pytest.skip(f"R cannot load {package}")
    assert (folder / name).read_bytes().startswith(b"\x89PNG")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the locale C is of another kind")
def test_tables_are_read_whole_where_the_locale_has_no_accents(there, folder, py):
    in_r(BLOCKS[0] + TELL + "tell('sentences', sentences$text)\ntell('outlets', articles$outlet)", folder, locale="C")
    lines = dict(line.split("\t", 1) for line in (folder / "figures.txt").read_text("utf-8").splitlines())
    assert _is(lines["sentences"].split("\t"), list(py.sentences.text))
    assert _is(lines["outlets"].split("\t"), list(py.articles.outlet))
