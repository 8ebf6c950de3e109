"""Lets quotations run over sentences and paragraphs, and gives the ones without a cue to their speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import replace

from hedgelens.attribution.candidates import Candidate
from hedgelens.language.grammar import noun_phrase, root, subject
from hedgelens.language.quotations import Quote
from hedgelens.language.tokens import Syntax
from hedgelens.records import AttributionType, Kind, Sentence

_MIN_WORDS = 4


def run_on(syntax: Syntax, candidates: list[Candidate]) -> list[Candidate]:
    """Extends contents to the whole of the quotations they stand in, and to the quoted sentences that follow without a cue.

    A quotation whose first sentence stands before the one with the cue ("“A. B,” he said.") belongs to it as a whole; so do
    sentences that stand in quotation marks after it ("“A,” he said. “B.”"), also in the paragraphs that follow.
    """
    return _with_following(syntax, [_longer(c, _rest_of_quotations(syntax, c)) for c in candidates])


def _longer(candidate: Candidate, added: Set[int]) -> Candidate:
    """Returns a candidate with further words in its content."""
    return candidate if added <= candidate.content else replace(candidate, content=candidate.content | added)


def _rest_of_quotations(syntax: Syntax, candidate: Candidate) -> frozenset[int]:
    """Returns the tokens of the quotations that the content touches at an edge, in the sentences beside it."""
    if any(syntax.quoted[i] for i in candidate.cue):
        return frozenset()
    words = syntax.visible(sorted(candidate.content))
    added: set[int] = set()
    for edge in {*words[:1], *words[-1:]}:
        quote = syntax.quotes.at(syntax.start[edge])
        if quote is not None and _leaves_sentence(syntax, quote, edge):
            added.update(syntax.touching((quote.start, quote.end)))
    return frozenset(added - candidate.cue - candidate.source)


def _leaves_sentence(syntax: Syntax, quote: Quote, token: int) -> bool:
    sentence = syntax.sentence_of(token)
    return quote.start < syntax.start[sentence.start] or quote.end > syntax.end[sentence.stop - 1]


def _with_following(syntax: Syntax, candidates: list[Candidate]) -> list[Candidate]:
    """Gives each wholly quoted sentence without a speaker to the attribution before it, in text order."""
    result = sorted(candidates, key=lambda c: (min(c.cue), max(c.content, default=0)))
    speakers = _speakers(syntax, result)
    added: dict[int, set[int]] = defaultdict(set)
    taken = {i for c in result for i in c.content}
    sentences = [s for s in syntax.sentences if s.kind in (Kind.BODY, Kind.TITLE)]
    speaker: int | None = None
    reach = -1  # the last paragraph in which the speaker is heard
    for position, sentence in enumerate(sentences):
        if sentence.index in speakers:
            speaker, reach = speakers[sentence.index], sentence.paragraph
            continue
        if syntax.quoted_words.share(((sentence.start, sentence.end),)) < 1:
            speaker = None
            continue
        tokens = set(syntax.touching((sentence.start, sentence.end)))
        if tokens <= taken:
            reach = sentence.paragraph
        elif speaker is not None and sentence.paragraph - reach <= 1:
            added[speaker] |= tokens
            reach = sentence.paragraph
        elif (made := _without_cue(syntax, sentence, sentences[position - 1] if position else None)) is not None:
            result.append(made)
            speaker, reach = len(result) - 1, sentence.paragraph
        else:
            continue
        taken |= tokens
    return [_longer(c, added.get(i, frozenset())) for i, c in enumerate(result)]


def _speakers(syntax: Syntax, candidates: list[Candidate]) -> dict[int, int]:
    """Returns by sentence the number of the last attribution whose cue stands there, not quoted, and which says something."""
    found: dict[int, int] = {}
    for i, candidate in enumerate(candidates):
        first = min(candidate.cue)
        before = candidates[found.get(syntax.sentence[first], i)]
        if not syntax.quoted[first] and _says(syntax, candidate) >= _says(syntax, before):
            found[syntax.sentence[first]] = i
    return found


def _says(syntax: Syntax, candidate: Candidate) -> int:
    """Says how much it looks as if somebody speaks: not at all, in the writer's words, in quotation marks."""
    if not candidate.source or candidate.type is AttributionType.EVENTUALITY:
        return 0
    return 2 if any(syntax.quoted[i] for i in candidate.content) else 1


def _without_cue(syntax: Syntax, sentence: Sentence, before: Sentence | None) -> Candidate | None:
    """A quoted sentence that nobody is said to speak: its speaker is the subject of the sentence before, if that can speak."""
    if sentence.words < _MIN_WORDS or sentence.kind is not Kind.BODY:
        return None
    near = before is not None and before.kind is Kind.BODY and sentence.paragraph - before.paragraph <= 1
    source = _subject_of(syntax, before) if before is not None and near else frozenset()
    seen = "a quotation without a cue, spoken by the subject before it" if source else "a quotation without a cue"
    return Candidate.of(syntax, "quotation", source, (), syntax.touching((sentence.start, sentence.end)), seen)


def _subject_of(syntax: Syntax, sentence: Sentence) -> frozenset[int]:
    """Returns the subject of a sentence, if it can be a speaker."""
    governing = root(syntax, syntax.tokens_of(sentence.index))
    head = subject(syntax, governing) if governing is not None else None
    if head is None or syntax.pos[head] not in ("PROPN", "PRON") or syntax.lower[head] in ("it", "there", "this", "that"):
        return frozenset()
    return frozenset(noun_phrase(syntax, head))
