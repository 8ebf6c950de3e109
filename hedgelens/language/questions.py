"""Interviews without labels: paragraphs that are questions of the paper, and answers of the guest in the first person."""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hedgelens.language.tokens import Syntax
from hedgelens.language.words import patterns, word_set, words_with
from hedgelens.records import Kind, Sentence

_FEWEST = 3
_LONGEST_QUESTION, _MOST_WORDS, _USUAL_WORDS = 3, 60, 30
_ASKING = 3  # of so many questions one speaks to "you"
_MARKS = '"“”»«„‘'


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question of the paper, and what the guest answers.

    Attributes:
        question, answer: their sentences, in order.
    """

    question: tuple[Sentence, ...]
    answer: tuple[Sentence, ...]


def find_exchanges(syntax: Syntax) -> list[Exchange]:
    """Finds the questions and answers of an interview whose turns have no labels; nothing where the article is none.

    Three short paragraphs at least that are questions, each with an answer; two thirds of the answers speak of "me" or "us", a
    third of the questions to "you", less than half of them of "me"; and somebody is named before the first. A list of questions
    that the paper answers itself is no interview.
    """
    paragraphs = [list(group) for _, group in itertools.groupby(_read(syntax), key=lambda sentence: sentence.paragraph)]
    asked = [number for number, paragraph in enumerate(paragraphs) if number and _is_question(syntax, paragraph)]
    exchanges = []
    for number, following in itertools.zip_longest(asked, asked[1:], fillvalue=len(paragraphs)):
        answer = paragraphs[number + 1 : following]
        kept = list(itertools.takewhile(lambda p: p[0].kind is Kind.BODY, answer))
        last = following == len(paragraphs)
        said = tuple(itertools.chain(*(_of_speaker(syntax, kept) if last else kept)))
        if said:
            exchanges.append(Exchange(tuple(paragraphs[number]), said))
    return exchanges if _is_interview(syntax, exchanges) else []


def _read(syntax: Syntax) -> Iterator[Sentence]:
    return (s for s in syntax.sentences if s.kind in (Kind.BODY, Kind.TITLE, Kind.HEADING))


def _is_question(syntax: Syntax, paragraph: Sequence[Sentence]) -> bool:
    text = syntax.article.text[paragraph[0].start : paragraph[-1].end].strip("*_# \n")
    short = len(paragraph) <= _LONGEST_QUESTION and sum(sentence.words for sentence in paragraph) <= _MOST_WORDS
    return short and text.endswith("?") and text[:1] not in _MARKS


def _of_speaker(syntax: Syntax, answer: Sequence[Sequence[Sentence]]) -> list[Sequence[Sentence]]:
    """Returns the paragraphs of the last answer: the first, and those behind it that speak of "me"; then the writer closes."""
    speaks = words_with("pronoun", "form", "i", "you") | word_set("mine")
    behind = itertools.takewhile(lambda p: _words(syntax, p) & speaks and not _closes(syntax, p), answer[1:])
    return [*answer[:1], *behind]


def _closes(syntax: Syntax, paragraph: Sequence[Sentence]) -> bool:
    text = syntax.article.text[paragraph[0].start : paragraph[-1].end]
    return any(pattern.search(text) for pattern in patterns("closing_note"))


def _words(syntax: Syntax, sentences: Iterable[Sentence]) -> set[str]:
    """Returns the words of sentences that are not quoted, in lower case."""
    tokens = (i for s in sentences for i in syntax.tokens_of(s.index))
    return {syntax.lower[i] for i in tokens if not syntax.quoted[i]}


def _is_interview(syntax: Syntax, exchanges: Sequence[Exchange]) -> bool:
    if len(exchanges) < _FEWEST or not _names_somebody(syntax, exchanges[0].question[0].index):
        return False
    questions = [_words(syntax, exchange.question) for exchange in exchanges]
    answers = [_words(syntax, exchange.answer) for exchange in exchanges]
    me, you = (words_with("pronoun", "form", form) for form in ("i", "you"))
    mine, ours = (sum(bool(answer & words) for answer in answers) for words in (me, me | word_set("mine")))
    asked, own = (sum(bool(question & words) for question in questions) for words in (you, me))
    brief = statistics.median(sum(s.words for s in exchange.question) for exchange in exchanges) <= _USUAL_WORDS
    personal = 3 * ours >= 2 * len(exchanges) <= 6 * mine
    return brief and personal and len(exchanges) <= _ASKING * asked and 2 * own < len(exchanges)


def _names_somebody(syntax: Syntax, index: int) -> bool:
    """Says whether a name of two words stands before a sentence."""
    before = range(1, syntax.tokens_of(index).start)
    return any(syntax.pos[i] == syntax.pos[i - 1] == "PROPN" for i in before)
