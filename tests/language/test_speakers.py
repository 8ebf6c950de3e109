"""Who can speak: names, people, bodies, documents; not things, works, or "it"."""

import pytest

from hedgelens.article import article_from_text
from hedgelens.language import load_language
from hedgelens.language.grammar import own_subject
from hedgelens.language.speakers import can_speak
from hedgelens.language.tokens import Syntax


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("On Monday Okoro laughed.", True),
        ("On Monday she laughed.", True),
        ("On Monday the baker laughed.", True),
        ("On Monday the council laughed.", True),
        ("On Monday the report came.", True),
        ("On Monday the surgeons laughed.", True),
        ("On Monday it came.", False),
        ("On Monday the lamp fell.", False),
        ("On Monday the film began.", False),
        ("On Monday the weather turned.", False),
    ],
)
def test_who_can_speak(sentence, speaks):
    syntax = Syntax.of(load_language().parse(article_from_text(sentence)))
    verb = max(i for i in range(len(syntax)) if syntax.pos[i] == "VERB")
    assert can_speak(syntax, own_subject(syntax, verb)) is speaks
