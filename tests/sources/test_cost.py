"""What the resolution of sources costs: it grows with the length of the text, and is a small part of an analysis."""

import time

import pytest

from hedgelens import bundled
from hedgelens.article import article_from_text
from hedgelens.attribution import attribution_engine
from hedgelens.hedging import HedgeRules, tag_hedges
from hedgelens.language import load_language
from hedgelens.sources import Registry, resolve_sources

pytestmark = pytest.mark.slow


def text_of(articles, words):
    """A text of about so many words: the paragraphs of articles, over and over."""
    paragraphs = [p for article in articles for p in article.split("\n\n") if p.strip()]
    taken, count = [], 0
    while count < words:
        paragraph = paragraphs[len(taken) % len(paragraphs)]
        taken.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join(taken)


def seconds(work, times):
    """Processor time of the quickest of some runs, and what the last one returned."""
    best, result = float("inf"), None
    for _ in range(times):
        start = time.process_time()
        result = work()
        best = min(best, time.process_time() - start)
    return best, result


def parts(text, times):
    """Processor time of the resolution of a text, and of its whole analysis."""
    language, engine, rules = load_language(), attribution_engine("rules"), HedgeRules.built_in()
    article = article_from_text(text)
    parsing, parsed = seconds(lambda: language.parse(article), 1)
    attributing, attributions = seconds(lambda: engine(parsed), 1)
    resolving, resolution = seconds(lambda: resolve_sources(parsed, attributions, Registry()), times)
    hedging, _ = seconds(lambda: tag_hedges(parsed, resolution.attributions, rules), 1)
    assert attributions
    return resolving, parsing + attributing + resolving + hedging


def test_resolution_grows_with_the_length_and_is_a_small_part():
    parts(bundled.article().text, 1)  # what is loaded at the first call only
    articles = [bundled.article(name).text for name in bundled.names()]
    # Articles differ in what they cost: 1,000 words of the very material that the long text is made of.
    words = sum(len(text.split()) for text in articles)
    short = sum(parts(text, 5)[0] for text in articles) / words * 1_000
    long, analysis = parts(text_of(articles, 30_000), 5)
    print(
        f"1,000 words {short:.4f} s, 30,000 words {long:.3f} s of {analysis:.3f} s: {long / short:.1f} times, {long / analysis:.1%}"
    )
    assert long / short <= 35
    assert long / analysis <= 0.15
