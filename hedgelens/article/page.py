"""A web page made ready for the search of its article: with marks of quotation, in one piece, without boxes of other stories.

What is changed is what browsers show otherwise than it stands in the page (marks of a quotation), or what keeps an article from
being found whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from hedgelens.article.words import words_in

HtmlElement = Any
"""An element of ``lxml``, which has no types."""

_SHOWN_ONLY = ("u", "ins", "mark", "font")
_STRUCK = ("s", "del", "strike")
_MARKS = "“”„«»\"‘’'"
_SIGNATURE = re.compile(r"^\s*(?:[—–―-]|&mdash;)\s*(?=\S)")
_BOXES = re.compile(
    r"(?:^|[\s_-])(?:teasers?|related|recommend\w*|newsletters?|sign-?up|outbrain|taboola|trending|most-(?:read|popular|viewed)|promos?|"
    r"recirc\w*|comments|disqus|read-?(?:more|next|also)|more-(?:from|stories|on|news)|also-like|(?:rollover|hover|popup|popover|tooltip)[\w-]*(?:block|content|box|card|body))(?:$|[\s_-])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-_]?(?:\d+|(?<=[-_])[a-z])(?=\s|$)")  # "body-1", "body-b"
_LARGEST_BOX = 0.4
"""A box with a larger share of the words of the page's text may be its story, whatever it is called."""
_PARAGRAPH_WORDS, _LINK_WORDS = 15, 3
_FEWEST_LINKS, _LINKED_SHARE = 3, 0.25
_SUMMARY_WORDS = 8
_RUN_WORDS = 5
_NO_TEXT = ("a", "script", "style", "noscript", "template", "title")
_FEWEST_PICTURES, _PICTURE_WORDS = 2, 25
_PICTURES = ("img", "picture", "amp-img")
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§]+)[\])]?")
_BRACKETED = re.compile(r"[\[(*†‡§]")
_WORD_BEFORE = re.compile(r"[^\W\d_]{3}[\W_]*$")  # no unit has three letters
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def make_ready(tree: HtmlElement) -> None:
    """Changes a page so that its article is found whole, alone, and with the marks of its quotations.

    Args:
        tree: the page.
    """
    for element in list(tree.iter(*_STRUCK)):
        _remove(element)
    for element in list(tree.iter("q")):
        _in_marks(element)
        element.drop_tag()
    for element in list(tree.iter(*_SHOWN_ONLY)):
        element.drop_tag()
    for element in list(tree.iter("sup", "sub")):
        if element.tag == "sup" and _is_note(element):
            _remove(element)
        else:
            element.drop_tag()
    for quotation in list(tree.iter("blockquote")):
        _sign(quotation)
    for paragraph in list(tree.iter("p")):
        if _is_link(paragraph):
            _remove(paragraph)
    for box in list(_boxes(tree)):
        _remove(box)


def join_parts(tree: HtmlElement, taken: str) -> bool:
    """Brings the parts of an article together that an advertisement or the like parts, and says whether there were any.

    They are elements of one tag and class whose paragraphs were taken in one and not in another.

    Args:
        tree: the page.
        taken: the text that was taken from it.
    """
    words = " ".join(words_in(taken))
    inside: Counter[HtmlElement] = Counter()
    outside: Counter[HtmlElement] = Counter()
    for paragraph in tree.iter("p"):
        own = words_in(paragraph.text_content())
        if len(own) >= _PARAGRAPH_WORDS and paragraph.getparent() is not None:
            found = " ".join(own[:_PARAGRAPH_WORDS]) in words
            (inside if found else outside)[paragraph.getparent()] += 1
    first = max(inside, key=inside.__getitem__, default=None)
    if first is None or not first.get("class"):
        return False
    parts = [part for part in outside if part not in inside and _alike(part, first) and _story_of(part) is _story_of(first)]
    if not parts:
        return False
    places = {element: place for place, element in enumerate(tree.iter())}
    before = [child for part in parts if places[part] < places[first] for child in part]
    after = [child for part in parts if places[part] > places[first] for child in part]
    for place, child in enumerate(before):
        first.insert(place, child)
    first.extend(after)
    return True


def keep_lists(tree: HtmlElement, taken: str) -> bool:
    """Makes paragraphs of lists that were not taken although paragraphs beside them were, and says whether there were any.

    Args:
        tree: the page.
        taken: the text that was taken from it.
    """
    there = " ".join(words_in(taken))
    left = []
    for element in tree.iter("ul", "ol"):
        beside = [" ".join(words_in(p.text_content())) for p in (element.getprevious(), element.getnext()) if _is_paragraph(p)]
        items = [words_in(item.text_content()) for item in element.findall("li")]
        if any(words and words in there for words in beside) and items and all(len(words) >= _LINK_WORDS for words in items):
            left += [element] if not any(" ".join(words) in there for words in items) else []
    for element in left:
        element.tag = "div"
        for item in element.findall("li"):
            item.tag = "p"
    return bool(left)


def _is_paragraph(element: HtmlElement | None) -> bool:
    return element is not None and element.tag == "p"


def lede(tree: HtmlElement, taken: str) -> str | None:
    """Returns the paragraph under the headline that the page gives as its summary, where it is shown and was not taken."""
    given = tree.xpath("//meta[@name='description' or @property='og:description']/@content")
    beginnings = {tuple(words_in(text)[:_SUMMARY_WORDS]) for text in given} - {()}
    there = " ".join(words_in(taken))
    for element in tree.iter("p", "div", "h2", "h3") if beginnings else ():
        if next(element.iterchildren("p", "div", "ul", "h2"), None) is None:
            words = words_in(element.text_content())
            beginning = tuple(words[:_SUMMARY_WORDS])
            if len(words) > _PARAGRAPH_WORDS and beginning in beginnings and " ".join(beginning) not in there:
                return " ".join(element.text_content().split())
    return None


def _story_of(element: HtmlElement) -> HtmlElement | None:
    """Returns what parts one story of a page from others, and from what stands beside them."""
    return next(element.iterancestors("article", "aside", "footer", "nav", "form", "li", "section"), None)


def _alike(one: HtmlElement, other: HtmlElement) -> bool:
    return bool(one.tag == other.tag and _NUMBER.sub("", one.get("class") or "") == _NUMBER.sub("", other.get("class")))


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _is_note(raised: HtmlElement) -> bool:
    """Says whether what is raised leads to a footnote: "a call¹", "[2]", and not "90 m²", "the 4th"."""
    words = raised.text_content().strip()
    if not _NOTE.fullmatch(words):
        return False
    before = raised.getprevious()
    text = (raised.getparent().text if before is None else before.tail) or ""
    linked = raised.find(".//a") is not None
    return linked or _BRACKETED.match(words) is not None or (words.isdigit() and _WORD_BEFORE.search(text) is not None)


def _in_marks(element: HtmlElement) -> None:
    """Puts the words of an element in quotation marks, unless they stand in some."""
    words = element.text_content().strip()
    if not words or words[0] in _MARKS:
        return
    element.text = f"“{(element.text or '').lstrip()}"
    children = list(element)
    if children:
        children[-1].tail = f"{(children[-1].tail or '').rstrip()}”"
    else:
        element.text = f"{element.text.rstrip()}”"


def _sign(quotation: HtmlElement) -> None:
    """Makes one paragraph, in quotation marks, of a quotation that is signed: "“We wait.” — Ada Okoro"."""
    signature = _signature(quotation)
    paragraphs = [p for p in quotation.iter("p") if p.text_content().strip()] or [quotation]
    if not signature or not quotation.text_content().strip():
        return
    for number, paragraph in enumerate(paragraphs):
        words = " ".join(paragraph.text_content().split())
        if words[:1] not in _MARKS:
            words = f"“{words}{'”' if number + 1 == len(paragraphs) else ''}"
        for child in list(paragraph):
            if child.tag != "p":
                paragraph.remove(child)
        paragraph.text = f"{words} — {signature}" if number + 1 == len(paragraphs) else words
    _unwrap(quotation)


def _unwrap(quotation: HtmlElement) -> None:
    """Takes the names off boxes that hold nothing but an embedded post: by them it would be left out."""
    above = quotation.getparent()
    while (
        above is not None and above.tag in ("div", "figure") and above.text_content().split() == quotation.text_content().split()
    ):
        above.tag = "div"
        above.attrib.clear()
        above = above.getparent()


def _is_link(paragraph: HtmlElement) -> bool:
    """Says whether all that stands in a paragraph leads to another page."""
    words = paragraph.text_content().split()
    linked = [word for link in paragraph.iter("a") for word in link.text_content().split()]
    return len(words) >= _LINK_WORDS and words == linked


def _signature(quotation: HtmlElement) -> str:
    """Takes out of a quotation who signed it, in a ``cite`` or ``footer`` of its own, or behind a dash at its end."""
    above = quotation.getparent()
    beside = list(above.iter("figcaption")) if above is not None and above.tag == "figure" else []
    for element in (*quotation.iter("footer", "cite"), *beside):
        words = " ".join(element.text_content().split())
        if words and len(words) < len(quotation.text_content().strip()):
            element.drop_tree()
            if beside and above is not None:
                above.tag = "div"
            return _SIGNATURE.sub("", words)
    return _signature_behind_dash(quotation)


def _signature_behind_dash(quotation: HtmlElement) -> str:
    paragraphs = quotation.findall("p")
    if not paragraphs or not _SIGNATURE.match(paragraphs[-1].tail or ""):
        return ""
    last = paragraphs[-1]
    after = list(last.itersiblings())
    words = (last.tail or "") + "".join(element.text_content() + (element.tail or "") for element in after)
    last.tail = None
    for element in after:
        quotation.remove(element)
    return _SIGNATURE.sub("", " ".join(words.split()))


def _boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Yields boxes of other stories and of promotion: by what they are called, or lists of headlines with links."""
    total = _count(tree) or 1
    story = next((story for headline in tree.iter("h1") for story in headline.iterancestors("article")), None)
    for element in tree.iter("div", "section", "article", "aside", "ul", "ol", "li", "span", "form", "p"):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if _BOXES.search(named) and element.find(".//h1") is None:
            if _count(element) <= _LARGEST_BOX * total or _is_beside(element, story):
                yield element
        elif element.tag == "li":
            if any(is_linked(heading) for heading in element.iter(*_HEADINGS)):
                yield element
        elif element.tag in ("ul", "ol") and (_are_links(items := element.findall("li")) or _are_pictures(items)):
            yield element


def _is_beside(box: HtmlElement, story: HtmlElement | None) -> bool:
    """Says whether a box stands beside the article that has the headline, and holds no more text: that one is the story."""
    return story is not None and story not in box.iterancestors("article") and _count(box) <= _count(story)


def _count(element: HtmlElement) -> int:
    """Counts the words of running text, whatever holds its paragraphs: runs of several words that lead nowhere."""
    inside = (part.text for part in element.iter() if isinstance(part.tag, str) and part.tag not in _NO_TEXT)
    behind = (part.tail for part in element.iterdescendants())
    runs = (len(text.split()) for text in (*inside, *behind) if text)
    return sum(words for words in runs if words >= _RUN_WORDS)


def _are_links(items: Sequence[HtmlElement]) -> bool:
    """Says whether each item of a list leads somewhere with a good part of its words, and none ends like a sentence."""
    if len(items) < _FEWEST_LINKS:
        return False
    for item in items:
        words = len(item.text_content().split())
        linked = sum(len(link.text_content().split()) for link in item.iter("a"))
        if linked < _LINK_WORDS or linked < _LINKED_SHARE * words or item.text_content().rstrip().endswith((".", "”", '"')):
            return False
    return True


def _are_pictures(items: Sequence[HtmlElement]) -> bool:
    """Says whether each item of a list is a picture with no more than a caption."""
    pictured = all(next(item.iter(*_PICTURES), None) is not None for item in items)
    return (
        pictured
        and len(items) >= _FEWEST_PICTURES
        and all(len(words_in(item.text_content())) <= _PICTURE_WORDS for item in items)
    )


def is_linked(heading: HtmlElement) -> bool:
    """Says whether a headline leads to another page, or a part of it does."""
    return heading.find(".//a") is not None or next(heading.iterancestors("a"), None) is not None
