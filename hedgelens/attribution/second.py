"""Second sayings of the same subject, which the parser hangs on a verb inside of what is said first.

"The choir **said** that the hall had confused its guests, and **demanded** a refund": the choir demands, and not the hall.
"…, **saying** he trusted the courts" goes on with who speaks, and not with whom they speak of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from hedgelens.attribution.candidates import Candidate
from hedgelens.language.grammar import FINITE, own_subject
from hedgelens.language.speakers import can_speak
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set


def with_second_sayings(syntax: Syntax, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Returns candidates in which second sayings have the source of the first, and its content ends before them."""
    found = list(candidates)
    cues = sorted((min(candidate.cue), number) for number, candidate in enumerate(found) if candidate.cue)
    for number, candidate in enumerate(found):
        comma = _opens_second(syntax, candidate)
        first = _first_saying(syntax, found, cues, candidate) if comma is not None else None
        if comma is None or first is None:
            continue
        outer = found[first]
        rest = frozenset(i for i in outer.content if i < comma or i > max(candidate.content | candidate.cue))
        if rest:
            found[first] = replace(outer, content=rest)
            found[number] = replace(candidate, source=outer.source, content=candidate.content - outer.source)
    return found


def _opens_second(syntax: Syntax, candidate: Candidate) -> int | None:
    """Returns the comma before a verb that may say a second thing."""
    verb = max((i for i in candidate.cue if syntax.pos[i] == "VERB"), default=-1)
    if verb < 0 or own_subject(syntax, verb) is not None or any(syntax.quoted[i] for i in candidate.cue):
        return None
    first = min(candidate.cue)
    if syntax.tag[verb] == "VBG" and syntax.lemma[verb] in word_set("plain_report") and syntax.text[first - 1] == ",":
        return first - 1
    joined = syntax.dep[verb] == "conj" and syntax.tag[verb] in FINITE and syntax.lower[first - 1] in ("and", "but")
    nobody = not any(can_speak(syntax, i) for i in candidate.source if syntax.head[i] not in candidate.source)
    return first - 2 if joined and nobody and syntax.text[first - 2] == "," else None


def _first_saying(
    syntax: Syntax, candidates: Sequence[Candidate], cues: Sequence[tuple[int, int]], second: Candidate
) -> int | None:
    """Returns the number of the saying whose content a second one stands in, the outermost of the sentence.

    ``cues`` has where the cue of each candidate begins, and its number, in the order of the text.
    """
    start = min(second.cue)
    first = bisect_left(cues, (syntax.sentence_of(start).start, 0))
    here = ((number, candidates[number]) for _, number in cues[first : bisect_left(cues, (start, 0))])
    before = ((number, c) for number, c in here if c.source and max(c.cue) < start)
    holders = ((number, c) for number, c in before if second.cue <= c.content)
    says = ((len(c.content), number) for number, c in holders if any(syntax.lemma[i] in word_set("plain_report") for i in c.cue))
    return max(says, default=(0, None))[1]
