"""Attributions without a source of their own that have the speaker of another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from hedgelens.language.grammar import own_subject
from hedgelens.language.tokens import Syntax
from hedgelens.records import Attribution, Quotation, SourceLink, Span, Spans
from hedgelens.sources.mentions.source_spans import SourceMap
from hedgelens.sources.reference.entity import Entity, Reason

_NEAR = 12
"""Attributions before and behind one among which those stand whose content holds it."""


def inherit(
    entities: list[Entity | None],
    attributions: Sequence[Attribution],
    sources: SourceMap,
    syntax: Syntax,
    reasons: dict[str, Reason],
) -> None:
    """Gives quotations without a cue, and participles without a subject, the speaker before them, with the reason."""
    cues = _cues_by_sentence(attributions, sources, syntax)
    order = sorted(range(len(attributions)), key=lambda i: attributions[i].start)
    for before, i in pairwise(order):
        attribution = attributions[i]
        if entities[i] is not None or attribution.source:
            continue
        j = _governor(sources.cues[i], syntax, cues)
        outer = _outermost(before, attributions)
        speaker = entities[outer]
        if j is not None and entities[j] is not None:
            entities[i] = entities[j]
            why = f"a participle without a subject: its subject is that of {attributions[j].id}"
            reasons[attribution.id] = Reason(why, SourceLink("inherited-subject", _words_of_source(attributions[j])))
        elif speaker is not None and _runs_on(attribution, attributions[outer], syntax):
            entities[i] = speaker
            why = f"a quotation without a cue right behind words of {speaker.name}"
            reasons[attribution.id] = Reason(why, SourceLink("runs-on", _words_of_source(attributions[outer])))


def _outermost(index: int, attributions: Sequence[Attribution]) -> int:
    """Returns the attribution whose content holds another one whole; what runs on has the speaker of that one."""
    spoken = (*attributions[index].source, *attributions[index].cue)
    if not spoken:
        return index
    near = range(max(index - _NEAR, 0), min(index + _NEAR, len(attributions)))
    holders = [i for i in near if i != index and all(_holds(attributions[i].content, span) for span in spoken)]
    return min(holders, key=lambda i: attributions[i].start, default=index)


def _holds(content: Spans, span: Span) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in content)


def _words_of_source(attribution: Attribution) -> Span | None:
    return (attribution.source[0][0], attribution.source[-1][1]) if attribution.source else None


def _cues_by_sentence(attributions: Sequence[Attribution], sources: SourceMap, syntax: Syntax) -> dict[int, dict[int, int]]:
    """Returns for each sentence its cue tokens with the attributions, those with a source only, that they belong to."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for i, attribution in enumerate(attributions):
        if attribution.source:
            for token in sources.cues[i]:
                found[syntax.sentence[token]].setdefault(token, i)
    return found


def _governor(cue: list[int], syntax: Syntax, cues: dict[int, dict[int, int]]) -> int | None:
    """Returns the attribution whose cue a participle hangs on ("…, he said, adding that …")."""
    verb = next((i for i in cue if syntax.tag[i] == "VBG" and syntax.dep[i] in ("advcl", "conj", "xcomp")), None)
    if verb is None or own_subject(syntax, verb) is not None:
        return None
    return cues[syntax.sentence[verb]].get(syntax.head[verb]) if syntax.sentence[verb] in cues else None


def _runs_on(attribution: Attribution, before: Attribution, syntax: Syntax) -> bool:
    """Says whether a quotation without a cue goes on from the words before: same paragraph, or a new one that opens with it.

    Behind words that are not quoted ("She said that it leaks.") it stands in the very next sentence.
    """
    if attribution.cue or attribution.quotation is not Quotation.DIRECT or not before.content:
        return False
    here, there = (syntax.sentences[a.sentence] for a in (attribution, before))
    opens = attribution.content[0][0] <= here.start + 1
    if before.quotation is Quotation.INDIRECT:
        follows = opens and here.paragraph - there.paragraph == 1 and here.kind is there.kind
        near = here.paragraph == there.paragraph or follows
        return near and here.index - there.index <= 1
    return here.paragraph == there.paragraph or (here.paragraph - there.paragraph == 1 and opens)
