"""What stands on a web page beside the text that was taken from it, and may be part of the article, or another story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hedgelens.article.page import is_linked
from hedgelens.article.words import WORD, words_in

HtmlElement = Any
"""An element of ``lxml``, which has no types."""

_SHINGLE = 5
"""So many words in a row, found in the text that was taken, show that a paragraph is in it."""

# Shares of the words that were taken, and numbers of words, from which on something is said; see the tests.
_LEFT_SHARE, _LEFT_WORDS = 0.2, 60
_AMONG_SHARE, _AMONG_WORDS = 0.15, 40
_UNSURE_SHARE = 0.1
_STORY_WORDS = 25
_OTHER_STORY_WORDS = 80
_PARAGRAPH_WORDS = 15
_LINE_WORDS = 4

_LEAVES = ("p", "li", "tr", "blockquote")
_HOLDERS = (*_LEAVES, "div", "table", "ul", "ol", "section", "article")
_ASIDE_TAGS = frozenset({"aside", "form", "nav", "figure", "button", "noscript", "template"})
_ASIDE_NAMES = re.compile(
    "author|banner|bio|caption|comment|consent|cookie|disqus|footer|menu|modal|more-|most-|nav|newsletter|outbrain|popular|promo|"
    "recommend|relat|share|sidebar|sign-?up|social|subscri|taboola|teaser|trending|widget",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Paragraph:
    element: HtmlElement
    words: int
    taken: bool


def doubts_of_page(tree: HtmlElement, text: str, sure: str | None) -> Iterator[str]:
    """Yields what makes one doubt that the text of a page is its article, whole and alone, a sentence each.

    Args:
        tree: the page.
        text: what was taken from it.
        sure: what was taken with more care for leaving out what is no article; ``None`` where that was not tried.
    """
    taken = len(WORD.findall(text))
    paragraphs = list(_paragraphs(tree, text))
    stories = _stories(paragraphs, _under_links(tree))
    elsewhere = {story.element for story in stories if not story.taken}
    left, among = _left_out([p for p in paragraphs if not elsewhere.intersection(p.element.iterancestors("article"))])
    if left >= max(_LEFT_WORDS, _LEFT_SHARE * taken):
        yield f"Paragraphs of {left:,} words on the page were not taken, beside {taken:,} words that were. Compare them."
    elif among >= max(_AMONG_WORDS, _AMONG_SHARE * taken):
        yield f"Tables, lists or posts of {among:,} words among the article's paragraphs were not taken."
    unsure = taken - len(WORD.findall(sure)) if sure else 0
    if unsure >= _UNSURE_SHARE * taken:
        yield f"About {unsure / taken:.0%} of what was taken may be teasers, notes or a form, and no part of the article."
    yield from _doubts_of_stories([story for story in stories if _has_headline(story.element)])


def _doubts_of_stories(stories: Sequence[_Story]) -> Iterator[str]:
    own = sum(story.taken >= _STORY_WORDS for story in stories)
    further = sum(not story.taken and story.left >= _OTHER_STORY_WORDS for story in stories)
    if own > 1:
        yield f"The page seems to hold {own} stories that were taken as one article. Save each as a file of its own."
    elif further > 1:
        yield f"The page holds {further} further stories that were not taken."


def _paragraphs(tree: HtmlElement, text: str) -> Iterator[_Paragraph]:
    """Yields paragraphs, rows and items of lists that hold no other ones, each text once."""
    words = words_in(text)
    there = {tuple(words[i : i + _SHINGLE]) for i in range(len(words))}
    seen: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for element in tree.iter(*_LEAVES):
        if next(element.iterdescendants(*_HOLDERS), None) is not None:
            continue
        words = words_in(element.text_content())
        beginning, end = tuple(words[:_SHINGLE]), tuple(words[-_SHINGLE:])
        if len(words) < _LINE_WORDS or (beginning, end) in seen:
            continue
        seen.add((beginning, end))
        linked = sum(len(words_in(link.text_content())) for link in element.iterdescendants("a"))
        taken = beginning in there or end in there
        if taken or 2 * linked <= len(words):
            yield _Paragraph(element, len(words), taken)


def _left_out(paragraphs: Sequence[_Paragraph]) -> tuple[int, int]:
    """Returns how many words were left out: in paragraphs anywhere, and in whatever stands among those that were taken."""
    taken = [place for place, p in enumerate(paragraphs) if p.taken and p.words >= _PARAGRAPH_WORDS]
    left = among = 0
    for place, p in enumerate(paragraphs):
        if p.taken:
            continue
        around = list(p.element.iterancestors())
        if p.element.tag == "p" and p.words >= _PARAGRAPH_WORDS and not any(map(_is_aside, (p.element, *around))):
            left += p.words
        if taken and taken[0] < place < taken[-1] and not any(element.tag in _ASIDE_TAGS for element in around):
            among += p.words
    return left, among


def _is_aside(element: HtmlElement) -> bool:
    if element.tag in ("article", "main", "body", "html"):
        return False
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in (*_ASIDE_TAGS, "header", "footer") or _ASIDE_NAMES.search(named) is not None


@dataclass
class _Story:
    """A story of a page, an ``article`` or what a headline leads to, with how many of the words in it were taken and left."""

    element: HtmlElement
    taken: int = 0
    left: int = 0


def _under_links(tree: HtmlElement) -> frozenset[HtmlElement]:
    """Returns what holds paragraphs under a headline that leads to their story, as lists of stories do."""
    holders = (next(h.iterancestors("div", "section", "li"), None) for h in tree.iter("h2", "h3") if is_linked(h))
    return frozenset(holder for holder in holders if holder is not None and len(list(holder.iter("h2", "h3"))) == 1)


def _stories(paragraphs: Iterable[_Paragraph], under_links: frozenset[HtmlElement]) -> list[_Story]:
    found: dict[HtmlElement, _Story] = {}
    for p in paragraphs:
        element = next((above for above in p.element.iterancestors() if above.tag == "article" or above in under_links), None)
        if element is not None:
            story = found.setdefault(element, _Story(element))
            story.taken += p.words if p.taken else 0
            story.left += 0 if p.taken else p.words
    return list(found.values())


def _has_headline(element: HtmlElement) -> bool:
    return next(element.iterdescendants("h1", "h2", "h3"), None) is not None
