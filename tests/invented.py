"""Invents tallies by the hundred thousand, the same ones for the same number."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hedgelens.measures import Tally
from hedgelens.measures.corpus.source_tally import Owned, SourceTally
from hedgelens.records import Naming, SourceKind

FIRST = date(2023, 1, 2)
SECTIONS = ("news", "business", "culture")


def tallies(number, *, names=20_000, outlets=4, days=730, seed=7):
    """Tallies of articles of some outlets and days; a few sources stand in many of them, most in one or two."""
    random = Random(seed)
    pool = [_source(random, n) for n in range(names)]
    return [_tally(random, n, pool, outlets, days) for n in range(number)]


def _source(random, n):
    kind = random.choice(("person", "person", "person", "government", "organisation", "group"))
    naming = "described" if kind == "group" else random.choice(("named", "named", "named", "anonymous"))
    name = f"Speaker Number{n}" if kind == "person" else f"Agency of Place{n}"
    words = random.randint(1, 120)
    return SourceTally(
        f"s{n}", name, SourceKind(kind), Naming(naming), aliases=(f"Number{n}",) if kind == "person" else (f"AP{n}",),
        words=words, sentences=1 + words // 20, attributions=1 + words // 40, owned=Owned(words, {"epistemic": words // 50}),
    )  # fmt: skip


def _tally(random, n, pool, outlets, days):
    picked = {int(len(pool) * random.random() ** 4) for _ in range(random.randint(0, 16))}
    sources = tuple(sorted((pool[place] for place in picked), key=lambda source: -source.words))
    attributed, writers = sum(source.words for source in sources), random.randint(100, 400)
    words, hedges = attributed + writers, random.randint(0, 9)
    attributions = sum(source.attributions for source in sources)
    unnamed = sum(source.attributions for source in sources if source.naming is Naming.ANONYMOUS)
    day = FIRST + timedelta(days=random.randrange(days)) if n % 50 else None
    return Tally(
        f"article-{n}", f"Title {n}", f"Outlet {n % outlets}", str(day) if day else None, section=SECTIONS[n % 3],
        fields={"party": "AB"[n % 2]}, words=words, sentences=1 + words // 20, attributed=attributed, sources=sources,
        quotation={"indirect": attributions} if attributions else {}, writer=Owned(writers, {"hearsay": hedges}),
        values={
            "words_attributed": (round(attributed / words, 4), words),
            "anonymity_share": (round(unnamed / attributions, 4) if attributions else None, attributions),
            "writer_hedges_per_1000": (round(1000 * hedges / writers, 4), writers),
        },
    )  # fmt: skip
