"""Builds analyses for tests: of a text with marks in it, and of sources and spans drawn at random."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property

from hypothesis import strategies as st

from hedgelens.article.words import word_starts
from hedgelens.faces import Analysis
from hedgelens.language.stance import stance_of
from hedgelens.records import (
    AUTHOR,
    Article,
    Attribution,
    AttributionType,
    Block,
    Category,
    Continuation,
    Disclosure,
    Hedge,
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
)


@dataclass
class Draft:
    """An analysis in the making: sentences are lines, blank lines part paragraphs, spans are found by their words."""

    text: str
    kinds: dict[int, Kind] = field(default_factory=dict)
    language: str | None = "en"
    sources: list[Source] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    continuations: list[Continuation] = field(default_factory=list)
    hedges: list[Hedge] = field(default_factory=list)

    def source(self, name, *, kind="person", naming="named", groups=(), aliases=(), **profile):
        id = f"s{len(self.sources) + 1}"
        self.sources.append(Source(id, name, SourceKind(kind), Naming(naming), tuple(aliases), tuple(groups), **profile))
        return id

    def says(self, source, cue, *content, who="", quotation="indirect", type="assertion", parent=None, via=None, confidence=0.9):
        id = f"a{len(self.attributions) + 1}"
        pieces = tuple(self.span(piece) for piece in content)
        cues = (self.span(cue),) if cue else ()
        self.attributions.append(
            Attribution(
                id, self.sentence_at((cues or pieces)[0][0]), (self.span(who),) if who else (), cues, pieces, Quotation(quotation),
                AttributionType(type), confidence, f"test: {cue}", source_id=source, parent=parent, via=via,
                stance=stance_of(cue or ""),
            )
        )  # fmt: skip
        return id

    def carries_on(self, sentence, source):
        self.continuations.append(Continuation(sentence, source, 0.7, "test: same paragraph"))

    def hedge(self, words, category="epistemic", owner=AUTHOR, attribution=None):
        start, end = self.span(words)
        self.hedges.append(
            Hedge(
                f"h{len(self.hedges) + 1}",
                self.sentence_at(start),
                start,
                end,
                words,
                Category(category),
                owner,
                attribution,
                0.8,
                "test",
            )
        )

    def span(self, words):
        found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text)]
        assert len(found) == 1, f"{words!r} stands {len(found)} times in the text"
        return found[0]

    def sentence_at(self, offset):
        return next(number for number, (start, end, _, _) in enumerate(self.lines) if start <= offset < end)

    @cached_property
    def lines(self):
        words, paragraph, found = list(word_starts(self.text)), 0, []
        for match in re.finditer(r"[^\n]+|\n\n+", self.text):
            if match[0].startswith("\n"):
                paragraph += 1
            else:
                start, end = match.span()
                found.append((start, end, paragraph, bisect_left(words, end) - bisect_left(words, start)))
        return found

    def sentences(self):
        return [
            Sentence(number, start, end, self.kinds.get(number, Kind.BODY), paragraph, words)
            for number, (start, end, paragraph, words) in enumerate(self.lines)
        ]

    def done(self):
        sentences = self.sentences()
        blocks = {}
        for s in sentences:
            blocks[s.paragraph] = Block(blocks[s.paragraph].start if s.paragraph in blocks else s.start, s.end, s.kind)
        article = Article("draft", self.text, tuple(blocks.values()), title="A draft", outlet="The Draft", language=self.language)
        return Analysis(
            article, tuple(sentences), tuple(word_starts(self.text)), tuple(self.sources), tuple(self.attributions),
            tuple(self.continuations), tuple(self.hedges), "rules", "model 1",
        )  # fmt: skip


# Ten sentences' worth of arithmetic that can be done in the head: 5 body sentences, 40 words.
TEXT = """Bridge closed

The mayor said that the old bridge is safe.
Two cables may have snapped on Friday.

Engineers found rust, the agency reported.
It plans to close one lane now.

Nobody was hurt in the town that day.
"""


def small():
    """An analysis whose numbers can be counted by hand."""
    d = Draft(TEXT, kinds={0: Kind.TITLE})
    mayor = d.source("Ida Mayor", kind="government", groups=("officials",), aliases=("IM",))
    engineers = d.source("engineers", kind="group", naming="described")
    agency = d.source("Agency", kind="media", groups=("press",))
    d.says(mayor, "said", "that the old bridge is safe", who="The mayor")
    outer = d.says(agency, "reported", "Engineers found rust", who="the agency")
    d.says(engineers, "found", "rust", who="Engineers", parent=outer, type="fact")
    d.says(None, "plans", "to close one lane now", type="eventuality")
    d.carries_on(2, mayor)
    d.hedge("may")
    d.hedge("rust", "adaptor", owner=engineers, attribution="a3")
    return d.done()


def unsure():
    """Ann is sure to speak, Bob may, and Cy may do so in what Bob says; what counts is at least half sure."""
    d = Draft("The dam may hold, Ann said.\nBob knows that Cy says it could break.\nMore of it.\nThe lake is big.")
    ann, bob, cy = (d.source(name, groups=("people",)) for name in ("Ann", "Bob", "Cy"))
    d.says(ann, "said", "The dam may hold", who="Ann", confidence=0.9)
    d.says(bob, "knows", "that Cy says it could break", confidence=0.42, type="fact")
    d.says(cy, "says", "it could break", confidence=0.6, parent="a2")
    d.carries_on(2, bob)
    d.hedge("may", owner=ann, attribution="a1")
    d.hedge("could", owner=cy, attribution="a3")
    return d.done().counting(min_confidence=0.5)


@st.composite
def analyses(draw):
    """Analyses of random sentences with random marks, also overlapping and nested ones."""
    word = st.text(
        st.characters(codec="utf-8", exclude_characters="\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1, max_size=6
    )
    line = st.lists(word, min_size=1, max_size=8).map(" ".join).filter(str.strip).map(str.strip)
    lines = draw(st.lists(line, min_size=1, max_size=6))
    d = Draft(draw(st.sampled_from(["\n", "\n\n"])).join(lines))
    sentences = d.sentences()
    for s in sentences:
        d.kinds[s.index] = draw(st.sampled_from([Kind.BODY, Kind.BODY, Kind.CAPTION]))
    for name in draw(st.lists(word, max_size=4)):
        d.source(
            name,
            naming=draw(st.sampled_from(list(Naming))),
            groups=draw(st.lists(st.sampled_from("GH"), unique=True, max_size=2)),
        )
    ids = [s.id for s in d.sources] + [None]

    def spans():
        points = sorted(draw(st.lists(st.integers(0, len(d.text)), unique=True, min_size=2, max_size=4)))
        return tuple(zip(points[::2], points[1::2], strict=False))

    for number in range(draw(st.integers(0, 5)) if len(d.text) > 4 else 0):
        content, cue = spans(), spans()[:1]
        held = next((s.index for s in sentences if s.end > cue[0][0]), len(sentences) - 1)
        parent = draw(st.sampled_from([None, *(a.id for a in d.attributions)]))
        d.attributions.append(
            Attribution(
                f"a{number + 1}", held, (), cue, content, draw(st.sampled_from(list(Quotation))), draw(st.sampled_from(list(AttributionType))),
                draw(st.floats(0, 1)), draw(word), source_id=draw(st.sampled_from(ids)), via=draw(st.sampled_from(ids)), parent=parent,
                via_span=draw(st.sampled_from([(), spans()])), rule=draw(word),
                link=draw(st.sampled_from([None, SourceLink("r"), SourceLink("r", next(iter(spans()), None))])),
            )
        )  # fmt: skip
    d.sources = [
        replace(
            source,
            role=draw(st.none() | word),
            affiliation=draw((word | st.sampled_from(ids)).filter(lambda body, id=source.id: body != id)),
            pronoun=draw(st.none() | st.sampled_from(list(Pronoun))),
            disclosure=tuple(Disclosure(draw(st.sampled_from(list(Speaking))), span) for span in spans()[: len(d.text) // 5]),
        )
        for source in d.sources
    ]
    for s in sentences:
        if draw(st.booleans()) and len(ids) > 1:
            d.continuations.append(Continuation(s.index, draw(st.sampled_from(ids[:-1])), draw(st.floats(0, 1)), draw(word)))
        if draw(st.booleans()):
            owner = draw(st.sampled_from([AUTHOR, "unknown", *ids[:-1]]))
            end = draw(st.integers(s.start + 1, s.end))
            d.hedges.append(
                Hedge(
                    f"h{len(d.hedges) + 1}",
                    s.index,
                    s.start,
                    end,
                    d.text[s.start : end],
                    draw(st.sampled_from(list(Category))),
                    owner,
                    None,
                    draw(st.floats(0, 1)),
                    draw(word),
                )
            )
    maybe = st.none() | word
    article = replace(
        d.done().article,
        **{name: draw(maybe) for name in ("title", "outlet", "date", "author", "language")},
        warnings=tuple(draw(st.lists(word, max_size=2))),
    )
    revisions = draw(st.lists(st.builds(Revision, word, st.just("2026-05-31"), st.integers(0, 9)), max_size=2))
    return replace(d.done(), article=article, engine=draw(word), engine_sha256=draw(word), revisions=tuple(revisions))


def crowd(sources=30, *, chained=False):
    """An analysis with many sources, whose names are long or would be something else in HTML and in formulas.

    Chained, every third one is reported by the one before it, and every sixth one was told to it.
    """
    names = [
        f"Joint Committee number{n} for the Very Long Names of Public Bodies and $10^{{{n}}}$ <b>Funds</b>"
        for n in range(sources)
    ]
    d = Draft(
        "\n\n".join(
            f"Speaker{n} says that thing{n} {'really ' * (n % 7)}happened, perhaps{n} today.\nMore{n} of it."
            for n in range(sources)
        )
    )
    for n, name in enumerate(names):
        id = d.source(name, kind="organisation", groups=("first half",) if n < sources / 2 else ("second half",))
        a = d.says(
            id,
            f"Speaker{n} says",
            f"that thing{n} {'really ' * (n % 7)}happened, perhaps{n} today",
            quotation=list(Quotation)[n % 3],
        )
        d.hedge(f"perhaps{n}", list(Category)[n % 11], owner=id, attribution=a)
        if n % 2:
            d.carries_on(2 * n + 1, id)
        if chained and n % 3 == 1:
            outer = d.attributions[-2]
            d.attributions[-1] = replace(d.attributions[-1], parent=outer.id, via=outer.source_id if n % 2 else None)
    return d.done()


def several(number, outlet):
    """Analyses of as many articles, of a third as many outlets; the share of words given to a source grows from one to the next."""
    return [_one_of_several(n, outlet) for n in range(number)]


def _one_of_several(n, outlet):
    d = Draft(f"Ann says that thing{n} {'really ' * n}happened.\nMore of it was seen by the people of the town on Friday.")
    d.says(d.source("Ann"), "Ann says", f"that thing{n} {'really ' * n}happened")
    done = d.done()
    article = replace(done.article, id=f"draft-{n}", title=f"{outlet} {n}, and its title", outlet=f"{outlet} {n // 3}")
    return replace(done, article=article)
