"""The turns of an interview or a transcript: what stands behind a label ("Ada Okoro: …", "**Q.** …") up to the next one."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from hedgelens.language.questions import find_exchanges
from hedgelens.language.tokens import Syntax
from hedgelens.language.words import patterns, related, word_set, words_with
from hedgelens.records import Kind, Sentence, Span

_NAME = r"[^\W\d_a-z][\w.’'-]*"
_LABEL = re.compile(
    rf"(?P<bold>\*\*|__)?(?P<name>{_NAME}(?: (?:{_NAME}|d[aeiu]|de la|van|von|der|den|bin|al|el|of|the)){{0,4}})"
    r"(?P<role>(?:, | \()[^:\n]{1,60}?\)?)?(?P<mark>(?P=bold)?(?::|(?<=\b[QA])\.)(?P=bold)?)\s++"
)
"""A label that begins a line, with the blanks behind it: a name, its role, and a colon, in bold or not; or "Q." and "A."."""
_LEADING = frozenset(" \t*_>-")
_FEWEST, _FEWEST_QUESTIONS = 3, 0.5
_INITIALS = (2, 3)
"""So many letters has a label that is somebody's initials."""
_HEADS = (Kind.TITLE, Kind.HEADING)
_ME = frozenset(["I", "me", "my", "My", "We", "we", "our", "Our"])
_ARTICLES = frozenset(["the", "a", "an"])
_ENDS = frozenset('.?!…”"’)*_')


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says in an interview or a transcript.

    Attributes:
        label: who speaks, without the colon; nothing in an interview without labels, where the guest does.
        mark: the colon.
        words: the sentences of the turn, in order, disjoint, without the label.
        asks: whether these are the questions of the paper, which are no source's: behind "Q", or behind a name of no person.
    """

    label: Span | None
    mark: Span | None
    words: tuple[Span, ...]
    asks: bool


def find_turns(syntax: Syntax) -> tuple[Turn, ...]:
    """Finds the turns of an article, in order; none where its labels do not look like those of people who talk to each other.

    Three labels at least, one of them twice; half of them before a question or words that speak of "me" or "you"; and one of them
    mostly before questions, or half of all names that the article knows elsewhere, or each a speaker who comes back after others.
    A turn goes on over paragraphs, to the next label, a heading, or a paragraph that speaks of its speaker. Without labels:
    :func:`hedgelens.language.questions.find_exchanges`.
    """
    if syntax not in _FOUND:
        _FOUND[syntax] = _turns(syntax) or _unlabelled(syntax)
    return _FOUND[syntax]


_FOUND: WeakKeyDictionary[Syntax, tuple[Turn, ...]] = WeakKeyDictionary()
"""The turns of the articles that are being read: attributions and sources ask for them."""


def _unlabelled(syntax: Syntax) -> tuple[Turn, ...]:
    return tuple(
        Turn(None, None, tuple((s.start, s.end) for s in sentences), asks=asks)
        for exchange in find_exchanges(syntax)
        for sentences, asks in ((exchange.question, True), (exchange.answer, False))
    )


def _turns(syntax: Syntax) -> tuple[Turn, ...]:
    labelled = _labelled(syntax)
    names = _names(labelled)
    times = Counter(names.values())
    by_letters = set(times) <= word_set("interview_label")  # "Q:" and "A:"
    if len(times) < 2 or (not by_letters and (len(labelled) < _FEWEST or max(times.values()) < 2)):
        return ()
    stretches = _stretches(syntax, labelled, names)
    asked = Counter(names[index] for index, sentences in stretches.items() if _has_question(syntax, sentences))
    askers = {name for name in times if times[name] > 1 and asked[name] > _FEWEST_QUESTIONS * times[name]}
    if not _are_spoken(syntax, stretches) or not (
        by_letters or askers or _are_known(syntax, labelled, times) or _take_turns(syntax, stretches, names)
    ):
        return ()
    spellings = {(names[index], match["name"]) for index, match in labelled.items()}
    people = {name for name, spelling in spellings if _is_person(syntax, spelling)}
    papers = (word_set("interviewer_label") & set(times)) | (askers - people)
    return tuple(
        Turn(*_spans(labelled[index]), _without_label(labelled[index], sentences), asks=names[index] in papers)
        for index, sentences in stretches.items()
    )


def _labelled(syntax: Syntax) -> dict[int, re.Match[str]]:
    """Returns the sentences that begin a line with a label."""
    text, found = syntax.article.text, dict[int, re.Match[str]]()
    for sentence in syntax.sentences:
        if sentence.kind in (Kind.BODY, *_HEADS) and sentence.paragraph > 0 and _begins_line(text, sentence.start):
            match = _LABEL.match(text, sentence.start)
            if match is not None and not _is_heading_word(match):
                found[sentence.index] = match
    return found


def _begins_line(text: str, place: int) -> bool:
    """Says whether nothing but blanks and marks of Markdown stands before a place in its line."""
    while place and text[place - 1] in _LEADING:
        place -= 1
    return place == 0 or text[place - 1] == "\n"


def _is_heading_word(match: re.Match[str]) -> bool:
    name = match["name"].casefold()
    if name.partition(" ")[0] in word_set("salutation"):
        return True  # "Dear Abby:" is who is written to
    return name in word_set("label_of_no_speaker") or (match["mark"] == "." and not match["bold"] and len(name) > 1)


def _names(labelled: dict[int, re.Match[str]]) -> dict[int, str]:
    """Returns what each label calls its speaker: the last word of the name, as later labels do, if one alone bears it."""
    bearers: dict[str, set[str]] = defaultdict(set)
    whole = {index: match["name"].casefold().strip(".") for index, match in labelled.items()}
    for name in whole.values():
        if " " in name:
            bearers[name.split()[-1]].add(name)
    return {index: name if len(bearers[name.split()[-1]]) > 1 else name.split()[-1] for index, name in whole.items()}


def _stretches(syntax: Syntax, labelled: dict[int, re.Match[str]], names: dict[int, str]) -> dict[int, list[Sentence]]:
    """Returns for each label the sentences of its turn."""
    stretches: dict[int, list[Sentence]] = {}
    guests = _named_before(syntax, min(labelled))
    called = {name: guests if name in word_set("interview_label") else _names_of(syntax, name) for name in set(names.values())}
    turn: list[Sentence] = []
    known = frozenset[str]()
    for sentence in syntax.sentences:
        if _is_aside(syntax, sentence):
            continue
        if sentence.index in labelled:
            known = called[names[sentence.index]]
            turn = stretches[sentence.index] = [sentence]
        elif turn and _goes_on(syntax, sentence, turn[-1], known):
            turn.append(sentence)
        elif sentence.kind in (Kind.BODY, *_HEADS):
            turn = []
    return stretches


def _goes_on(syntax: Syntax, sentence: Sentence, last: Sentence, names: frozenset[str]) -> bool:
    """Says whether a sentence belongs to the turn of the last one: its paragraph does, or no writer speaks in its own."""
    if sentence.paragraph == last.paragraph:
        return True
    closes = any(pattern.search(_text(syntax, sentence)) for pattern in patterns("closing_note"))
    return sentence.kind is Kind.BODY and not closes and not _speaks_of(syntax, sentence, names)


def _is_aside(syntax: Syntax, sentence: Sentence) -> bool:
    """Says whether a sentence is what a transcript tells of the scene: "[Laughter.]"."""
    return _text(syntax, sentence).startswith("[") and _text(syntax, sentence).rstrip(".").endswith("]")


def _text(syntax: Syntax, sentence: Sentence) -> str:
    return syntax.article.text[sentence.start : sentence.end]


def _names_of(syntax: Syntax, name: str) -> frozenset[str]:
    """Returns the words that somebody goes by: what the label has, and the name that it has the initials of."""
    size, lower, text = len(name), syntax.lower, syntax.text
    if size not in _INITIALS:
        return frozenset([name])
    starts = (i for i in range(len(syntax) - size + 1) if all(syntax.pos[j] == "PROPN" for j in range(i, i + size)))
    whole = (i for i in starts if "".join(word[0] for word in lower[i : i + size]) == name and text[i][:1].isupper())
    return frozenset([name]).union(*(lower[i : i + size] for i in whole))


def _named_before(syntax: Syntax, index: int) -> frozenset[str]:
    """Returns the names in the body before a sentence, of whom a label "A" may stand for one."""
    tokens = (i for s in syntax.sentences[:index] if s.kind is Kind.BODY for i in syntax.tokens_of(s.index))
    return frozenset(syntax.lower[i] for i in tokens if syntax.pos[i] == "PROPN")


def _speaks_of(syntax: Syntax, sentence: Sentence, names: frozenset[str]) -> bool:
    """Says whether the paragraph that a sentence begins speaks of somebody and not of "me": the writer has the word again."""
    after = (syntax.sentences[index] for index in range(sentence.index, len(syntax.sentences)))
    paragraph = itertools.takewhile(lambda s: s.paragraph == sentence.paragraph, after)
    words = {syntax.text[i] for s in paragraph for i in syntax.tokens_of(s.index)}
    return any(word.casefold() in names and word[:1].isupper() for word in words) and not words & _ME


def _has_question(syntax: Syntax, sentences: Sequence[Sentence]) -> bool:
    return any(_text(syntax, s).rstrip("*_ ").endswith("?") for s in sentences)


def _are_spoken(syntax: Syntax, stretches: dict[int, list[Sentence]]) -> bool:
    """Says whether half of what stands behind the labels is said to somebody."""
    return 2 * sum(_is_talk(syntax, sentences) for sentences in stretches.values()) >= len(stretches)


def _is_talk(syntax: Syntax, sentences: Sequence[Sentence]) -> bool:
    """Says whether somebody speaks to somebody: of "me" or "you", or in a question."""
    words = (syntax.lower[i] for s in sentences for i in syntax.tokens_of(s.index))
    return _has_question(syntax, sentences) or any(word in words_with("pronoun", "form", "i", "we", "you") for word in words)


def _are_known(syntax: Syntax, labelled: dict[int, re.Match[str]], times: Counter[str]) -> bool:
    """Says whether half of the labels are names that stand somewhere else in the article, too."""
    counts = Counter(syntax.lower)
    return 2 * sum(counts[name] > times[name] for name in times) >= len(times) and len(labelled) >= 2 * _FEWEST


def _take_turns(syntax: Syntax, stretches: dict[int, list[Sentence]], names: dict[int, str]) -> bool:
    """Says whether all who are labelled come back, after others, and say whole sentences."""
    order = [names[index] for index in stretches]
    ends = (syntax.article.text[sentences[-1].end - 1] for sentences in stretches.values())
    return min(Counter(order).values()) > 1 and all(map(str.__ne__, order, order[1:])) and all(end in _ENDS for end in ends)


def _is_person(syntax: Syntax, name: str) -> bool:
    """Says whether a label names a person: two names ("AdaOkoro", too), the end of a longer one elsewhere, or what people are."""
    words = [word for word in name.casefold().split() if word not in _ARTICLES]
    if words and related("noun", "class").get(words[-1]) == frozenset(["person"]):
        return True
    if name.casefold() == (syntax.article.outlet or "").casefold():
        return False
    if len(words) > 1 or re.search(r"[a-z][A-Z]", name):
        return len(words) == len(name.split())
    before = (syntax.text[i - 1] for i, text in enumerate(syntax.lower) if i and words and text == words[0])
    return any(word[:1].isupper() and word.isalpha() and word.casefold() not in _ARTICLES for word in before)


def _spans(match: re.Match[str]) -> tuple[Span, Span]:
    """Returns where the label and its colon stand."""
    place = match.start("mark") + len(match["mark"]) - len(match["mark"].lstrip("*_"))
    return (match.start("name"), match.end("role") if match["role"] else match.end("name")), (place, place + 1)


def _without_label(match: re.Match[str], sentences: Sequence[Sentence]) -> tuple[Span, ...]:
    spans = ((max(s.start, match.end()), s.end) for s in sentences)
    return tuple((start, end) for start, end in spans if start < end)
