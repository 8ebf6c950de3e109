"""What the sieves add to what the network found.

The network learned from texts in which only outermost attributions are marked, with spans alone. Types, those who are told, and
attributions inside a content or around one come from the sieves; so do a source that the network missed, and the part of a
content that it left out although somebody says something there, where a sieve has the same cue.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hedgelens.attribution.acts import without_acts
from hedgelens.attribution.assembly import CONFIDENCE
from hedgelens.attribution.candidates import Candidate
from hedgelens.attribution.cues import cue_set
from hedgelens.attribution.learned.agreement import candidates_by_cue
from hedgelens.attribution.learned.finishing import finished, with_whole_name
from hedgelens.attribution.learned.silence import is_quotation_beside, sure_of
from hedgelens.attribution.second import with_second_sayings
from hedgelens.attribution.sieves.verbs import is_told
from hedgelens.language.grammar import agent, child, is_passive, noun_phrase, own_subject
from hedgelens.language.quotations import Quote
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import word_set

_WHOLE_SOURCES = frozenset(["announced", "signature"])
"""Sieves that see by its form where a source begins and ends."""


def join(syntax: Syntax, found: Iterable[Candidate], by_rules: Sequence[Candidate]) -> list[Candidate]:
    """Returns the network's attributions, completed, and the sieves' that stand inside them.

    Args:
        found: what the network found.
        by_rules: what the sieves propose.
        syntax: the article.
    """
    by_cue = candidates_by_cue(by_rules)
    kept = [c for c in without_acts(syntax, found) if not (_is_title(syntax, c) or _is_put_by_nobody(syntax, c))]
    cues = frozenset[int]().union(*(c.cue for c in kept))
    others = [c for c in by_rules if c.cue and c.source and not c.cue & cues]
    ordered = sorted(others, key=_place)
    in_order = sorted((c for c in kept if c.cue and c.source), key=_place)
    whole = (_around(_completed(syntax, _with_source(syntax, c, by_cue), by_cue, ordered), by_cue, in_order) for c in kept)
    spoken = sorted(map(_place, kept))
    alone = (_without_answered(syntax, _without_others(syntax, c, ordered), spoken) for c in whole)
    completed = [finished(syntax, with_whole_name(syntax, c)) for c in alone]
    inside = _nested(completed, by_rules, cues)
    phrases = [c for c in others if c.sieve == "according to"]
    frames = _frames(completed, [*phrases, *(c for c in sure_of(syntax, others) if c not in phrases)])
    seen = frozenset[int]().union(*(c.cue for c in (*inside, *frames)))
    silent = [c for c in by_rules if not c.cue & cues and not c.cue & seen]
    agreed = _agreed(completed, sure_of(syntax, by_rules))
    return with_second_sayings(syntax, [*agreed, *frames, *inside, *sure_of(syntax, silent)])


def with_inner(found: Sequence[Candidate], by_rules: Iterable[Candidate]) -> list[Candidate]:
    """Returns attributions with what the sieves see in the parts by which quotations have run on since they were joined."""
    cues = frozenset[int]().union(*(c.cue for c in found))
    return [*found, *_nested(found, by_rules, cues)]


def _agreed(found: Sequence[Candidate], sure: Iterable[Candidate]) -> list[Candidate]:
    """Returns what the network found, where a sure sieve sees the same with the confidence of that sieve at least."""
    by_cue = {token: candidate for candidate in sure for token in candidate.cue}
    pairs = ((candidate, _same_cue(candidate, by_cue)) for candidate in found)
    return [
        replace(c, confidence=max(c.confidence, CONFIDENCE[s.sieve]))
        if c.confidence is not None and s is not None and (s.source & c.source or not (s.source or c.source))
        else c
        for c, s in pairs
    ]


def _without_others(syntax: Syntax, candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    """Returns a candidate without the sentences behind its own in which somebody else says something.

    It may be theirs in the writer's words, or a quotation beside them (“…,” Lund warned. **“Since when?”** Reed asked.).
    """
    here = syntax.sentence[min(candidate.cue)]
    content = candidate.content
    last = syntax.sentence_of(max(content, default=min(candidate.cue))).stop - 1
    for other in _with_cue_in(content | {last}, others):
        sentence = syntax.sentence[min(other.cue)]
        if sentence <= here or any(syntax.quoted[i] for i in other.cue | other.source):
            continue
        if other.sieve in ("clause", "reporting clause") and other.cue | other.source <= candidate.content:
            content = frozenset(i for i in content if syntax.sentence[i] < sentence)
        elif is_quotation_beside(syntax, other):
            content -= other.content
    return replace(candidate, content=content) if content and content != candidate.content else candidate


def _without_answered(syntax: Syntax, candidate: Candidate, cues: Sequence[int]) -> Candidate:
    """Returns a candidate without the quotation that its own answers: “…,” Lund said. **“It is full.”** “Then go,” Reed replied.

    Where one mark closes and the next opens, the speaker changes, if somebody has spoken before in the paragraph.
    """
    answered = _answered(syntax, candidate)
    if answered is None:
        return candidate
    tokens = syntax.between(answered.start, answered.end)
    place = bisect_left(cues, tokens.start)
    if place == 0 or syntax.paragraph(cues[place - 1]) != syntax.paragraph(_place(candidate)):
        return candidate
    rest = candidate.content.difference(tokens)
    return replace(candidate, content=rest) if rest else candidate


def _answered(syntax: Syntax, candidate: Candidate) -> Quote | None:
    """Returns the quotation that closes where the one before a cue opens."""
    last = max((i for i in candidate.content if i < _place(candidate)), default=None)
    own = syntax.quotes.at(syntax.start[last]) if last is not None else None
    if own is None:
        return None
    first = syntax.between(own.start, own.end).start
    before = next((i for i in range(first - 1, max(first - 3, -1), -1) if not syntax.text[i].isspace()), None)
    return syntax.quotes.at(syntax.start[before]) if before is not None else None


def _is_title(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether the content is the title of a work, which nobody asserts."""
    return syntax.lower[max(candidate.cue)] in cue_set("work_title")


def _is_put_by_nobody(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether it is a question that nobody is said to put ("**asked** why it leaks, she said …")."""
    verbs = [i for i in candidate.cue if syntax.lemma[i] in cue_set("asking") and is_passive(syntax, i)]
    alone = [i for i in verbs if child(syntax, i, "auxpass", "nsubjpass") is None and agent(syntax, i) is None]
    first = min(candidate.cue)
    opens = first == min(syntax.visible(syntax.sentence_of(first))) and syntax.lower[first] in ("asked", "questioned", "pressed")
    return (bool(alone) or opens) and not candidate.source


def _with_source(syntax: Syntax, candidate: Candidate, by_cue: Mapping[int, Candidate]) -> Candidate:
    if _names_nobody(syntax, candidate):
        return replace(candidate, source=frozenset(), evidence=f"{candidate.evidence}, which names nobody")
    same = _same_cue(candidate, by_cue)
    told = _told(syntax, candidate, same)
    if told is not None:
        return told
    own = _own_source(syntax, candidate, same)
    candidate = candidate if own == candidate.source else replace(candidate, source=own)
    if candidate.source or same is None or not same.source:
        return candidate
    source = same.source - candidate.cue
    return replace(candidate, source=source, content=candidate.content - source)


def _own_source(syntax: Syntax, candidate: Candidate, same: Candidate | None) -> frozenset[int]:
    """Returns a source without who belongs to another verb ("**Lund** denied it, and the mayor asked …"), and without "from"."""
    source = candidate.source
    if ({syntax.lower[i] for i in source} == {"it"} and _is_dummy(syntax, candidate)) or _is_said_of(syntax, candidate):
        return frozenset()
    parted = any(syntax.pos[i] == "VERB" for i in range(min(source, default=0), max(source, default=0)) if i not in source)
    if parted and same is not None and same.source & source:
        return same.source
    first, last = min(source, default=0), max(source, default=0)
    if source and syntax.dep[last] == "det" and syntax.head[last] > last and syntax.head[last] not in candidate.cue:
        source |= noun_phrase(syntax, syntax.head[last]) - candidate.cue
    return source - {first} if len(source) > 1 and syntax.lower[first] in ("from", "by") else source


def _is_dummy(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether a passive has no subject but the clause behind it ("It was believed that …")."""
    verbs = (i for i in candidate.cue if syntax.pos[i] == "VERB" and is_passive(syntax, i))
    return any((clause := child(syntax, verb, "ccomp")) is not None and clause > verb for verb in verbs)


def _is_said_of(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether a source is the subject of a passive that names no agent ("**They** were refused entry"): not who says it.

    Those whom something moves are in a state of mind, and have it ("**They** were worried by …", "were torn about …").
    """
    verb = max((i for i in candidate.cue if syntax.pos[i] == "VERB"), default=None)
    be = child(syntax, verb, "auxpass") if verb is not None else None
    if verb is None or be is None or syntax.lower[be] in ("'s", "’s") or agent(syntax, verb) is not None:
        return False
    head = own_subject(syntax, verb)
    moved = syntax.lemma[verb] in cue_set("moving") or syntax.lower[verb] in cue_set("adjective")
    minded = syntax.lower[max(candidate.cue)] == "about" and syntax.lemma[verb] not in cue_set("addressee")
    return head is not None and head in candidate.source and not (moved or minded)


def _told(syntax: Syntax, candidate: Candidate, same: Candidate | None) -> Candidate | None:
    """Returns a candidate without who was told ("**clerks** were told by the mayor that …"), whose source is who told them.

    ``None`` where nobody is told in it. ``same`` is what a sieve found at the same cue.
    """
    verb = next((i for i in candidate.cue if is_told(syntax, i) and own_subject(syntax, i) is not None), None)
    if verb is None:
        return None
    recipient = noun_phrase(syntax, own_subject(syntax, verb))
    if syntax.dep[verb] == "relcl":
        recipient |= noun_phrase(syntax, syntax.head[verb])
    if not recipient & (candidate.source | candidate.content):
        return None
    teller = candidate.source
    if not teller or recipient & teller:
        heard = same.content if same is not None else frozenset()
        teller = frozenset(noun_phrase(syntax, agent(syntax, verb))) - candidate.cue - heard
    content = candidate.content - recipient - teller
    if not content and same is not None:
        content = same.content - recipient - teller - candidate.cue
    return replace(
        candidate,
        source=teller,
        content=content or candidate.content,
        evidence=f"{candidate.evidence}, which its subject was told",
    )


def _names_nobody(syntax: Syntax, candidate: Candidate) -> bool:
    """Says whether the subject of a cue is not who says something: "allegedly fled", "seems lost", "came under criticism"."""
    words, lemmas = {syntax.lower[i] for i in candidate.cue}, {syntax.lemma[i] for i in candidate.cue}
    if words & word_set("hearsay"):
        return not lemmas & (word_set("reporting") | cue_set("infinitive"))
    if candidate.source and max(candidate.source) > min(candidate.cue):
        return False
    verbs = {syntax.lemma[i] for i in candidate.cue if syntax.pos[i] == "VERB"}
    return (bool(verbs) and verbs <= cue_set("raising")) or bool(lemmas & cue_set("blame") and lemmas & cue_set("blame", "verbs"))


def _completed(syntax: Syntax, candidate: Candidate, by_cue: Mapping[int, Candidate], others: Sequence[Candidate]) -> Candidate:
    same = _same_cue(candidate, by_cue)
    if same is None:
        return candidate
    content = candidate.content
    within = same.content - candidate.cue
    inner = [c for c in _with_cue_in(within, others) if c.cue | c.source <= within and c.content & content]
    # Who speaks inside the content may have been taken for its source, too.
    source = candidate.source - frozenset().union(*(c.source for c in inner)) if same.source else candidate.source
    if same.sieve in _WHOLE_SOURCES and source < same.source:
        source = same.source - candidate.cue
    inside = any(c.cue | c.source <= same.content - content - source for c in inner)
    if inside or (content < same.content and all(syntax.quoted[i] for i in syntax.visible(same.content))):
        content |= same.content - candidate.cue - source
    return replace(
        candidate,
        source=source or candidate.source,
        content=content - (source or candidate.source),
        type=same.type,
        addressee=same.addressee,
        evidence=f"{candidate.evidence}, seen by the sieve “{same.sieve}” too",
    )


def _around(candidate: Candidate, by_cue: Mapping[int, Candidate], found: Sequence[Candidate]) -> Candidate:
    """Returns a candidate with what somebody else says in the sentence that it closes ("police say …, **reported the Post**").

    The network gives each word to one content only, and so leaves to such a one no more than an end of its sentence.
    """
    same = _same_cue(candidate, by_cue)
    if same is None or same.sieve != "reporting clause" or max(same.content, default=0) > min(candidate.cue):
        return candidate
    others = (c for c in _with_cue_in(same.content, found) if c is not candidate)
    inner = any(c.source | c.cue | c.content <= same.content for c in others)
    if not inner or not candidate.content <= same.content:
        return candidate
    return replace(candidate, content=same.content - candidate.cue - candidate.source)


def _with_cue_in(content: frozenset[int], candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Returns those of candidates, in the order of their cues, whose cues begin between the first and the last of some words."""
    if not content:
        return ()
    return candidates[bisect_left(candidates, min(content), key=_place) : bisect_right(candidates, max(content), key=_place)]


def _place(candidate: Candidate) -> int:
    return min(candidate.cue)


def _same_cue(candidate: Candidate, by_cue: Mapping[int, Candidate]) -> Candidate | None:
    return next((by_cue[token] for token in sorted(candidate.cue) if token in by_cue), None)


def _frames(found: Sequence[Candidate], others: Iterable[Candidate]) -> list[Candidate]:
    """Returns what relays a whole find: "…, according to the paper" behind what the police say."""
    contents = frozenset[int]().union(*(c.content for c in found))
    ordered = sorted((c for c in found if c.source), key=_place)
    return [
        replace(candidate, evidence=f"{candidate.evidence}, around another attribution")
        for candidate in others
        if candidate.relays
        and not candidate.cue & contents
        and any(c.source | c.cue <= candidate.content for c in _with_cue_in(candidate.content, ordered))
    ]


def _nested(found: Sequence[Candidate], by_rules: Iterable[Candidate], cues: frozenset[int]) -> list[Candidate]:
    """Returns what the sieves see inside a content that the network found, and what it left alone."""
    others = [candidate for candidate in by_rules if candidate.cue and not candidate.cue & cues]
    asked = frozenset[int]().union(*(c.cue for c in others))
    holders: dict[int, set[int]] = defaultdict(set)
    for number, candidate in enumerate(found):
        for token in asked & candidate.content:
            holders[token].add(number)
    return [
        replace(candidate, evidence=f"{candidate.evidence}, inside a content")
        for candidate in others
        if set.intersection(*(holders[token] for token in candidate.cue))
    ]
