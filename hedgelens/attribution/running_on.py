"""Lets quotations run over sentences and paragraphs, and gives the ones without a cue to their speaker."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from hedgelens.attribution.candidates import Candidate, Context
from hedgelens.language.grammar import noun_phrase, subject
from hedgelens.language.quotations import Quote
from hedgelens.language.tokens import Syntax
from hedgelens.records import AttributionType, Kind, Sentence

_MIN_WORDS = 4


def run_on(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """Extends contents to the whole of the quotations they stand in, and to the quoted sentences that follow without a cue.

    A quotation whose first sentence stands before the one with the cue ("“A. B,” he said.") belongs to it as a whole; so do
    sentences that stand in quotation marks after it ("“A,” he said. “B.”"), also in the paragraphs that follow.
    """
    extended = [replace(c, content=c.content | _rest_of_quotations(c, context)) for c in candidates]
    return _with_following(extended, context)


def _rest_of_quotations(candidate: Candidate, context: Context) -> frozenset[int]:
    """Returns the tokens of the quotations that the content touches at an edge, in the sentences beside it."""
    if any(context.quoted(i) for i in candidate.cue):
        return frozenset()
    syntax = context.syntax
    words = syntax.visible(sorted(candidate.content))
    added: set[int] = set()
    for edge in {*words[:1], *words[-1:]}:
        quote = syntax.quotes.at(syntax.start[edge])
        if quote is not None and _leaves_sentence(quote, edge, context):
            added.update(syntax.touching((quote.start, quote.end)))
    return frozenset(added - candidate.cue - candidate.source)


def _leaves_sentence(quote: Quote, token: int, context: Context) -> bool:
    sentence = context.syntax.sentence_of(token)
    return quote.start < context.syntax.start[sentence.start] or quote.end > context.syntax.end[sentence.stop - 1]


def _with_following(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """Gives each wholly quoted sentence without a speaker to the attribution before it, in text order."""
    result = sorted(candidates, key=lambda c: (min(c.cue), max(c.content, default=0)))
    speaking = _by_sentence(result, context)
    added: dict[int, set[int]] = defaultdict(set)
    taken = {i for c in result for i in c.content}
    sentences = [s for s in context.parsed.sentences if s.kind in (Kind.BODY, Kind.TITLE)]
    speaker: int | None = None
    reach = -1  # the last paragraph in which the speaker is heard
    for position, sentence in enumerate(sentences):
        own = _last_speaker(speaking[sentence.index], result, context)
        if own is not None:
            speaker, reach = own, sentence.paragraph
            continue
        if context.quoted_words.share(((sentence.start, sentence.end),)) < 1:
            speaker = None
            continue
        tokens = set(context.syntax.touching((sentence.start, sentence.end)))
        if tokens <= taken:
            reach = sentence.paragraph
        elif speaker is not None and sentence.paragraph - reach <= 1:
            added[speaker] |= tokens
            reach = sentence.paragraph
        elif (made := _without_cue(sentence, sentences[position - 1] if position else None, context)) is not None:
            result.append(made)
            speaker, reach = len(result) - 1, sentence.paragraph
        else:
            continue
        taken |= tokens
    return [replace(c, content=c.content | added[i]) for i, c in enumerate(result)]


def _by_sentence(candidates: list[Candidate], context: Context) -> dict[int, list[int]]:
    """Returns the numbers of the attributions by the sentence of their cue."""
    found: dict[int, list[int]] = defaultdict(list)
    for i, candidate in enumerate(candidates):
        found[context.syntax.sentence[min(candidate.cue)]].append(i)
    return found


def _last_speaker(here: list[int], candidates: list[Candidate], context: Context) -> int | None:
    """Returns the last attribution whose cue stands in a sentence, outside quotation marks, and which says something.

    Args:
        here: the numbers of those whose cue stands in it.
        candidates: all of them.
        context: the article.
    """
    outside = [i for i in here if not context.quoted(min(candidates[i].cue))]
    return max(outside, key=lambda i: (_says(candidates[i], context), i), default=None)


def _says(candidate: Candidate, context: Context) -> int:
    """Says how much it looks as if somebody speaks: not at all, in the writer's words, in quotation marks."""
    if not candidate.source or candidate.type is AttributionType.EVENTUALITY:
        return 0
    return 2 if any(context.quoted(i) for i in candidate.content) else 1


def _without_cue(sentence: Sentence, before: Sentence | None, context: Context) -> Candidate | None:
    """A quoted sentence that nobody is said to speak: its speaker is the subject of the sentence before, if that can speak."""
    if sentence.words < _MIN_WORDS or sentence.kind is not Kind.BODY:
        return None
    near = before is not None and before.kind is Kind.BODY and sentence.paragraph - before.paragraph <= 1
    source = _subject_of(before, context.syntax) if before is not None and near else frozenset()
    seen = "a quotation without a cue, spoken by the subject before it" if source else "a quotation without a cue"
    return context.candidate("quotation", source, (), context.syntax.touching((sentence.start, sentence.end)), seen)


def _subject_of(sentence: Sentence, syntax: Syntax) -> frozenset[int]:
    """Returns the subject of a sentence, if it can be a speaker."""
    root = next(i for i in syntax.tokens_of(sentence.index) if syntax.head[i] == i)
    head = subject(syntax, root)
    if head is None or syntax.pos[head] not in ("PROPN", "PRON") or syntax.lower[head] in ("it", "there", "this", "that"):
        return frozenset()
    return frozenset(noun_phrase(syntax, head))
