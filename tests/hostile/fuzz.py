"""Throws hostile inputs at HedgeLens: articles, files of every reader, registries, rules, saved analyses, sheets, engines.

    python tests/hostile/fuzz.py --inputs 10000 --seed 0

Each input is drawn from the seed and its number alone, so that one can be tried again by itself (``--first 4711 --inputs 1``).
What raises anything but a HedgeLensError, breaks an invariant (``invariants.py``) or takes too long is written to a folder,
and the exit code is 1.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from random import Random

import invariants
import texts

from hedgelens import bundled
from hedgelens.analyzer import Analyzer
from hedgelens.article import article_from_text, read_files
from hedgelens.attribution import learned
from hedgelens.collection import Collection
from hedgelens.evaluation.coders import agree
from hedgelens.faces import Analysis
from hedgelens.hedging import HedgeRules
from hedgelens.interchange.codings import read_codings, read_file
from hedgelens.records import HedgeLensError
from hedgelens.report import fragment, page
from hedgelens.sheet import read_sheet, write_sheet
from hedgelens.sheet.pages import cell_text
from hedgelens.sources import Registry

PLAIN = (
    "Bridge shut\n\nMayor Ada Okoro said that the bridge may be shut. “It wasn’t safe,” she told the Valley Herald. "
    "Officials reportedly knew.\n\nAccording to Teo Brandvold, forty boats had sunk. The Harbor Office has denied it.\n"
)
REGISTRY = (
    '[[source]]\nname = "Ada Okoro"\naliases = ["Mayor Okoro"]\nkind = "person"\ngroups = ["town"]\n'
    '[[source]]\nname = "Harbor Office"\nmatch = ["Harbo.r"]\n[[group]]\nname = "town"\ngroups = ["all"]\n[pin]\n"she" = "Ada Okoro"\n'
)
SOURCE_KEYS = {
    "source": {"name": ["TEXT"], "aliases": ["LIST"], "kind": ['"person"', '"media"'], "groups": ["LIST", '["town"]'], "match": ['["Harbo.r"]', '["^The "]']},
    "group": {"name": ['"town"', "TEXT"], "groups": ["LIST", '["all"]']},
    "pin": {"she": ["TEXT", '"Ada Okoro"'], '"@12"': ["TEXT", '""'], "article": ['{ she = "Ada Okoro" }']},
}  # fmt: skip
RULE_KEYS = {
    "rule": {
        "name": ['"a"', '"b"', '"could"'], "category": ['"epistemic"', '"hearsay"', '"booster"'], "match": ['"may be"', '["perhaps", "may have"]', "TEXT"],
        "must": ['"dep:aux"', "TEXT"], "must_not": ['"head child:neg"'], "also": ["TEXT"], "within": ["3", "0"], "confidence": ["0.5", "1"], "example": ['"It may be so."'],
    },
    "pseudo": {"name": ['"c"'], "match": ['"may day"', "TEXT"]},
    "lists": {"verbs": ["LIST", '["said"]']},
    "conditions": {"a": ["TEXT"]},
}  # fmt: skip
EVERY_PAGE, EVERY_SHEET, EVERY_AGAIN = 100, 20, 25
"""Articles of which a page, a sheet and a second analysis are made: one in so many."""
STOP = 60
"""Seconds of processor time after which an input is given up."""
FAULT = "That is an error in HedgeLens"
"""What is said where something is raised that nobody thought of."""


class TooSlowError(BaseException):
    """An input takes too long; no ``except Exception`` holds it up."""


class Fuzz:
    """What inputs are tried with."""

    def __init__(self, engine: str, seconds: float, folder: Path) -> None:
        self.engine, self.seconds, self.folder = engine, seconds, folder
        self.analyzer = Analyzer(engine=engine)
        self.rules = Analyzer(engine="rules")
        self.plain = self.rules.analyze(PLAIN)
        self.slowest = (0.0, "")

    @cached_property
    def elements(self) -> set[str]:
        """The elements and attributes that pages have."""
        registry = Registry.parse(REGISTRY.replace("Ada Okoro", "Okoro"))
        made = [
            self.rules.analyze(bundled.path()),
            Analyzer(sources=registry, engine="rules").analyze(PLAIN),
            self.rules.analyze("It."),
        ]
        return {name for a in made for name in invariants.elements(page(a)) | invariants.elements(fragment(a))}

    def analysed(self, text: str, analyzer: Analyzer | None = None, *, markdown: bool = False) -> Analysis:
        """Analyses a text within the bound for its length."""
        start = time.process_time()
        analysis = (analyzer or self.analyzer).analyze(article_from_text(text, markdown=markdown))
        rate = (time.process_time() - start) / max(len(text) / 1000, 1)
        self.slowest = max(self.slowest, (rate, f"{len(text)} characters"))
        invariants.holds(rate <= self.seconds, f"{rate:.1f} s a kilobyte for {len(text)} characters")
        return analysis

    # -- kinds of inputs: each writes what it tries into the folder --

    def text(self, random: Random) -> None:
        """An article, and everything that is made of its analysis."""
        text = texts.article(random)
        self.write("article.txt", text)
        analysis = self.analysed(text, markdown=random.random() < 0.2)
        invariants.check_all(analysis, text)
        if not random.randrange(EVERY_PAGE):
            invariants.check_page(analysis, self.elements)
        if not random.randrange(EVERY_SHEET):
            invariants.check_sheet(analysis, self.folder)
        if not random.randrange(EVERY_AGAIN):
            again = self.analyzer.analyze(analysis.article).to_json()
            invariants.holds(again == analysis.to_json(), "the same article gives two analyses")

    def files(self, random: Random) -> None:
        """A folder of files in all encodings, damaged or not."""
        for number in range(random.randint(1, 3)):
            text, suffix = texts.article(random), random.choice([".txt", ".md", ".html", ".htm"])
            if suffix.startswith(".h") and random.random() < 0.9:
                paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
                text = f"<html><head><title>Bridge</title></head><body><article><h1>{text[:30]}</h1>{paragraphs}</article></body></html>"
            name = random.choice(["a", "b", "ü", "=x", "\x1b[2J", "\u202e", "a b", "\udce9"])
            self.write(f"{name}{number}{suffix}", texts.damaged_bytes(random, texts.encoded(random, text)))
        reading = read_files([self.folder])
        for article in reading.articles:
            if len(article.text) < 5000:
                invariants.check_marks(self.rules.analyze(article), article.text)
        self.collected(Collection.analyze(self.folder, engine="rules"), random)

    def table(self, random: Random) -> None:
        """A table of articles."""
        path = self.folder / "table.csv"
        with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(random.sample(["text", "id", "title", "outlet", "date", "author", "x", "article"], 6))
            writer.writerows(
                [texts.article(random)[:500] if random.random() < 0.7 else random.choice(texts.ODD) for _ in range(6)]
                for _ in range(2)
            )
        path.write_bytes(texts.damaged_bytes(random, path.read_bytes()))
        self.collected(Collection.analyze(path, engine="rules"), random)

    def registry(self, random: Random) -> None:
        """A registry of sources."""
        made = texts.toml(random, SOURCE_KEYS) if random.random() < 0.5 else texts.damaged(random, REGISTRY)
        self.write("registry.toml", made)
        self.made_with(Analyzer(sources=self.folder / "registry.toml", hedges=self.rules.hedge_rules, engine="rules"))

    def nonsense(self, random: Random) -> None:
        """What is no registry and no text, in Python."""
        value = random.choice([*texts.VALUES, object(), {"source": random.choice(texts.VALUES)}, (1,), b"x", {1, 2}])
        self.write("value.txt", repr(value))
        sources = random.choice([Registry, lambda value: value])(value)
        self.made_with(Analyzer(sources=sources, hedges=self.rules.hedge_rules, engine="rules"))

    def hedge_rules(self, random: Random) -> None:
        """A file of hedge rules."""
        path = random.choice(sorted(files("hedgelens.hedging").joinpath("lexicon").iterdir(), key=str))
        whole = path.read_text("utf-8") if path.name.endswith(".toml") else ""
        made = (
            'category = "epistemic"\n' + texts.toml(random, RULE_KEYS)
            if random.random() < 0.5
            else texts.damaged(random, whole[:1500])
        )
        self.write("rules.toml", made)
        self.made_with(Analyzer(hedges=HedgeRules.built_in(extra=self.folder / "rules.toml"), engine="rules"))

    def saved(self, random: Random) -> None:
        """An analysis as JSON whose values or bytes are damaged."""
        text = PLAIN if random.random() < 0.8 else texts.article(random)
        analysis = self.plain if text == PLAIN else self.rules.analyze(article_from_text(text))
        data = texts.damaged_data(random, analysis.to_dict())
        self.write("article.txt", text)
        made = json.dumps(data).encode()
        if random.random() < 0.2:
            made = texts.damaged_bytes(random, made)
        self.write(random.choice(["saved.json", "saved.jsonl"]), made)
        if random.random() < 0.5:
            self.written(Analysis.from_dict(data, text), random)
        path = next(self.folder.glob("saved.*"))
        for item in read_file(path, articles=[self.folder / "article.txt"]).items:
            self.written(item, random)

    def annotation(self, random: Random) -> None:
        """A hand annotation that is damaged, compared with itself undamaged."""
        gold = json.loads(bundled.gold_path(bundled.names()[0]).read_text("utf-8"))
        self.write("gold.json", json.dumps(gold))
        self.write("damaged.json", json.dumps(texts.damaged_data(random, gold)))
        agree(read_codings([self.folder / "gold.json", self.folder / "damaged.json"])).as_dict()

    def sheet(self, random: Random) -> None:
        """A coding sheet of which bytes or cells are changed."""
        from openpyxl import load_workbook

        path = self.folder / "sheet.xlsx"
        write_sheet(self.plain, path)
        if random.random() < 0.3:
            path.write_bytes(texts.damaged_bytes(random, path.read_bytes()))
        else:
            workbook = load_workbook(path)
            for _ in range(random.choice([1, 2, 5])):
                sheet = workbook[random.choice(workbook.sheetnames)]
                cell = sheet.cell(
                    random.randint(1 if random.random() < 0.1 else 2, max(sheet.max_row, 2)), random.randint(1, sheet.max_column)
                )
                other = sheet.cell(random.randint(2, max(sheet.max_row, 2)), cell.column).value
                odd = [None, "x", 3, -0.5, True, "=1+1", "delete", "a1", "author", "body", "unknown", *texts.ODD, *texts.CLAIMS]
                value = random.choice([other, random.choice(odd)])
                with suppress(AttributeError):  # of cells that are joined only the first can be written
                    cell.value = cell_text(value) if isinstance(value, str) else value
            if not random.randrange(8):
                del workbook[random.choice(workbook.sheetnames)]
            workbook.save(path)
        for analysis in read_sheet(path).analyses:
            self.written(analysis, random)

    def trained(self, random: Random) -> None:
        """The folder of a trained engine of which a file is damaged."""
        folder = self.folder / "engine"
        folder.mkdir()
        for path in (Path(str(files(learned))) / "weights").iterdir():
            (folder / path.name).symlink_to(path)
        damaged = random.choice(["manifest.json"] * 6 + ["tokenizer.json", "decoder.onnx", "reader.onnx"])
        data = (folder / damaged).read_bytes()
        (folder / damaged).unlink()
        if damaged == "manifest.json":
            data = json.dumps(texts.damaged_data(random, json.loads(data))).encode()
        elif random.random() < 0.8:
            data = data[: random.randrange(len(data))]
        if random.random() < 0.9:
            (folder / damaged).write_bytes(data)
        self.made_with(Analyzer(hedges=self.rules.hedge_rules, engine=str(folder)))

    # -- what is done with them --

    def made_with(self, analyzer: Analyzer) -> None:
        """Analyses a plain article with an analyzer."""
        analysis = self.analysed(PLAIN, analyzer)
        invariants.check_all(analysis, PLAIN)

    def collected(self, collection: Collection, random: Random) -> None:
        """Writes what became of several articles."""
        for problem in collection.problems:
            invariants.holds(FAULT not in problem.reason, problem.reason)
        collection.to_csv()
        collection.to_jsonl().encode("utf-8")
        collection.articles()
        collection._repr_html_().encode("utf-8")
        if not random.randrange(EVERY_SHEET):
            for path in collection.report(self.folder / "report").parent.iterdir():
                written = path.read_bytes().decode("utf-8")
                if path.suffix == ".html":
                    invariants.elements(written)

    def written(self, analysis: Analysis, random: Random) -> None:
        """Writes what was read back in every form: what was accepted can be shown."""
        invariants.check_tables(analysis)
        invariants.check_shown(analysis)
        invariants.check_json(analysis)
        fragment(analysis)
        if not random.randrange(EVERY_SHEET):
            invariants.check_sheet(analysis, self.folder)
        if not random.randrange(EVERY_PAGE):
            page(analysis)

    def write(self, name: str, content: str | bytes) -> None:
        """Writes a file of an input, so that it is there if it fails."""
        (self.folder / name.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")).write_bytes(
            content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        )


KINDS: dict[str, tuple[int, Callable[[Fuzz, Random], None]]] = {
    "text": (60, Fuzz.text),
    "files": (10, Fuzz.files),
    "table": (3, Fuzz.table),
    "registry": (6, Fuzz.registry),
    "nonsense": (1, Fuzz.nonsense),
    "hedge rules": (5, Fuzz.hedge_rules),
    "saved": (8, Fuzz.saved),
    "annotation": (2, Fuzz.annotation),
    "sheet": (4, Fuzz.sheet),
    "trained": (1, Fuzz.trained),
}
"""Kinds of inputs, and how often each is drawn."""


@contextmanager
def stopped(seconds: float) -> Iterator[None]:
    """Stops what takes more processor time than so many seconds."""

    def stop(*_: object) -> None:
        raise TooSlowError(f"not done after {seconds:g} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def tried(fuzz: Fuzz, seed: int, number: int, kinds: Sequence[str]) -> tuple[str, str, str]:
    """Tries one input; returns its kind, what became of it ("done", "refused", "failed"), and the traceback."""
    random = Random(f"{seed} {number}")
    kind = random.choices(list(kinds), [KINDS[kind][0] for kind in kinds])[0]
    try:
        with warnings.catch_warnings(), stopped(STOP):
            warnings.simplefilter("ignore")
            KINDS[kind][1](fuzz, random)
    except HedgeLensError as error:
        if not str(error).strip():
            return kind, "failed", "a HedgeLensError says nothing"
        # What nobody thought of is contained, so that it does not stop other articles; it is a fault all the same.
        return (kind, "failed", traceback.format_exc()) if FAULT in str(error) else (kind, "refused", "")
    except (Exception, TooSlowError):
        return kind, "failed", traceback.format_exc()
    return kind, "done", ""


def run(
    inputs: int,
    seed: int,
    engine: str,
    *,
    kinds: Sequence[str] = tuple(KINDS),
    seconds: float = 2.0,
    first: int = 0,
    failing: Path | None = None,
    every: int = 0,
) -> list[str]:
    """Tries inputs and returns what is wrong with those that fail, a text each.

    Args:
        inputs: how many.
        seed: what they are drawn from.
        engine: the engine that articles are analysed with.
        kinds: the kinds of inputs.
        seconds: of processor time for an article of up to a kilobyte, and for each further one.
        first: number of the first.
        failing: a folder for the inputs that fail, each in a folder of its own with its traceback.
        every: says after so many inputs how far it has come.
    """
    counts: Counter[tuple[str, str]] = Counter()
    failures: list[str] = []
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "input"
        fuzz = Fuzz(engine, seconds, folder)
        for number in range(first, first + inputs):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            kind, outcome, said = tried(fuzz, seed, number, kinds)
            counts[kind, outcome] += 1
            if said:
                failures.append(f"input {number} ({kind}):\n{said}")
                if failing is not None:
                    target = failing / f"{seed}-{number}-{kind.replace(' ', '-')}"
                    shutil.copytree(folder, target, dirs_exist_ok=True, symlinks=True)
                    (target / "traceback.log").write_text(said, encoding="utf-8", errors="replace")
            if every and (number + 1 - first) % every == 0:
                print(
                    f"{number + 1 - first} inputs, {len(failures)} failed, {time.monotonic() - start:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )
    if every:
        print(f"{'kind':12} {'done':>6} {'refused':>8} {'failed':>7}")
        for kind in kinds:
            print(f"{kind:12} {counts[kind, 'done']:6} {counts[kind, 'refused']:8} {counts[kind, 'failed']:7}")
        print(f"slowest article: {fuzz.slowest[0]:.2f} s a kilobyte ({fuzz.slowest[1]})")
    return failures


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--engine", default="rules", help="rules or learned")
    parser.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--seconds-per-input", type=float, default=2.0, help="for each kilobyte of an article, at least one")
    parser.add_argument("--failing", type=Path, default=Path("fuzz-failures"), help="folder for the inputs that fail")
    options = parser.parse_args()
    failures = run(
        options.inputs, options.seed, options.engine,
        kinds=options.kinds, seconds=options.seconds_per_input, first=options.first, failing=options.failing, every=100,
    )  # fmt: skip
    same = Counter(failure.strip().splitlines()[-1] for failure in failures)
    for said, times in same.most_common():
        print(f"{times:6} × {said[:200]}")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
