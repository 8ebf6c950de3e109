import re
from html.parser import HTMLParser

import pytest
from drafts import Draft, analyses, crowd, small
from hypothesis import given, settings
from markupsafe import Markup

from hedgelens.records import Article
from hedgelens.report import fragment, page
from hedgelens.report.marks import Mark, nested

VOID = {"meta", "link", "br", "img", "input", "rect", "path", "use"}


class Outline(HTMLParser):
    """Reads a page as a browser does: the elements, and whether they close in their order."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.ids, self.attributes, self.shown, self.misnested = [], [], [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open[-1][0] != tag:
            self.misnested.append(tag)
        else:
            self.open.pop()

    def handle_data(self, data):
        if any(attrs.get("id") == "text" for _, attrs in self.open):
            self.shown.append(data)


def squeezed(text):
    return "".join(text.split())


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></script><!--",
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp; &#x3c;",
    "\u202eright to left\u202c",
    "x" * 3000,
    "\u2028</script>",
]


def hostile():
    """An article, sources, cues and reasons that try to be markup."""
    d = Draft("\n".join(f"S{n} says c{n} {words.strip()} maybe{n}." for n, words in enumerate(HOSTILE)))
    for n, words in enumerate(HOSTILE):
        id = d.source(words, groups=(words,), aliases=(words,))
        a = d.says(id, f"S{n} says", f"c{n}")
        d.hedge(f"maybe{n}", owner=id, attribution=a)
        d.attributions[-1] = type(d.attributions[-1])(**{
            **{f: getattr(d.attributions[-1], f) for f in d.attributions[-1].__dataclass_fields__}, "why": words,
        })  # fmt: skip
    analysis = d.done()
    article = analysis.article
    bad = Article(article.id, article.text, article.blocks, title=HOSTILE[0], outlet=HOSTILE[1], author=HOSTILE[2], language="en")
    return type(analysis)(**{**{f: getattr(analysis, f) for f in analysis.__dataclass_fields__}, "article": bad})


@pytest.mark.parametrize("make", [page, fragment])
def test_a_hostile_article_shows_as_text(make):
    plain, attacked = Outline(make(small())), Outline(make(hostile()))
    assert set(attacked.tags) <= set(plain.tags) | {"pattern"}
    assert attacked.tags.count("script") == plain.tags.count("script")
    assert not [a for a in attacked.attributes if a[1].startswith("on")]
    assert not attacked.misnested
    if make is page:
        assert squeezed("".join(attacked.shown)) == squeezed(hostile().article.text)


def test_two_runs_make_the_same_page():
    assert page(small()) == page(small())


def test_ids_are_ours_and_unique():
    outline = Outline(page(hostile()))
    assert len(outline.ids) == len(set(outline.ids))
    assert all(re.fullmatch(r"[a-z0-9-]+|figure\d-[\w.]+", id) for id in outline.ids)


def test_the_page_asks_for_nothing_from_outside():
    html = page(small())
    assert not re.search(r"(?:src|href)=\"(?!#|data:text/csv)", html)
    assert "@import" not in html
    assert "http://" not in html
    assert "https://" not in html
    assert "default-src 'none'" in html


def test_only_the_script_whose_hash_the_page_names_may_run():
    html = page(small())
    assert len(re.findall(r"<script>", html)) == 1
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/]{43}='", html)
    assert "unsafe-inline'; script" not in html.split("script-src")[1][:40]


def test_the_page_holds_verdict_table_text_and_charts():
    html = page(small())
    outline = Outline(html)
    assert "38% of the 37 words in the body" in html
    assert "Ida Mayor" in html
    assert outline.tags.count("figure") == 6
    assert ("span", "data-label", "IM") in outline.attributes
    assert 'data-strict="2 1"' in html, "a sentence lists the sources it rests on, by their number on the page"
    assert 'data-carried="0"' in html
    assert "Agency ← engineers · indirect fact (shows) · confidence 0.90 · test: found" in html


def test_inner_contents_lie_in_outer_ones():
    text = page(small()).split('id="text"')[1]
    outer, inner = text.index('class="c d0 k2" data-a="1"'), text.index('class="c d1 k3" data-a="2"')
    assert outer < inner < text.index("</span></span></span>", outer) + 200


def test_marks_that_cross_are_cut_where_they_do():
    marks = [Mark(0, 4, 1, Markup("<a>")), Mark(2, 6, 2, Markup("<b>"))]
    assert nested("abcdefg", 0, 7, marks) == "<a>ab<b>cd</span></span><b>ef</span>g"


def test_where_two_marks_begin_and_end_together_the_rank_says_which_holds_the_other():
    marks = [
        Mark(1, 3, 2, Markup("<b>")),
        Mark(0, 5, 1, Markup("<a>")),
        Mark(1, 9, 1, Markup("<c>")),
        Mark(5, 6, 0, Markup("<d>")),
    ]
    assert nested("abcdefg", 0, 7, marks) == "<a>a<c><b>bc</span>de</span></span><c><d>f</span>g</span>"


def test_contents_may_nest_as_deeply_as_they_do():
    text = "x" * 5000
    marks = [Mark(place, 5000, 1, Markup("<a>")) for place in range(5000)]
    assert nested(text, 0, 5000, marks) == "<a>x" * 5000 + "</span>" * 5000


@settings(max_examples=40)
@given(analyses())
def test_the_text_comes_through_whole_and_well_formed(analysis):
    outline = Outline(fragment(analysis))
    assert not outline.misnested
    assert not outline.open
    shown = re.sub(r"<[^>]*>", "", "".join(str(p.html) for p in _paragraphs(analysis)))
    assert squeezed(_unescaped(shown)) == squeezed(analysis.article.text)


def _paragraphs(analysis):
    from hedgelens.report.marks import paragraphs
    from hedgelens.report.numbers import Numbers

    return paragraphs(analysis, Numbers(analysis))


def _unescaped(text):
    import html

    return html.unescape(text)


def test_a_text_that_is_not_english_says_so():
    d = Draft("Eins.\nZwei.", language=None)
    assert "does not look like English" in page(d.done())


@pytest.mark.slow
def test_five_hundred_sources_make_a_page():
    html = page(crowd(500))
    shown, templates = html.split("<template", 1)
    assert shown.count("data-filter=") == 1000, "in the table and beside the text"
    assert templates.count("data-filter=") == 1000, "for the slider, each once"


def test_what_is_hollow_in_a_chart_has_the_colour_of_the_page():
    drawn = page(crowd(4))
    assert "fill: var(--paper)" in drawn, "the dots of owners with few sentences"
    assert "#ffffff" not in drawn.split("<svg", 1)[1].rsplit("</svg>", 1)[0]


def test_the_page_tells_the_two_greys_apart():
    assert "Light grey: the writer's own" in page(crowd(12))
