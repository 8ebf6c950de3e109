"""The attribute ruler with a memory says what spaCy's own says."""

import pytest
from spacy.attrs import LEMMA, MORPH, POS, TAG

from hedgelens.language.attributes import RememberingRuler, remember_attributes
from hedgelens.language.pipeline import SHIPPED

TEXT = """“I ain't gonna go,” she said. There's nothin' left, and it was theirs; let's see what they'd got.

The minister, who had been told that nobody would come, doesn't think so:  y'all gotta wait. But few did; here they are."""


@pytest.fixture(scope="module")
def rulers():
    import spacy

    def pipeline():
        return spacy.load(SHIPPED, exclude=["ner", "senter"])

    own, remembering = pipeline(), pipeline()
    remember_attributes(remembering)
    return own, remembering


def test_every_token_has_the_attributes_that_spacys_ruler_gives(rulers):
    own, remembering = rulers
    assert isinstance(remembering.get_pipe("attribute_ruler"), RememberingRuler)
    assert remembering.pipe_names == own.pipe_names
    for _ in range(2):  # the second time all is remembered
        wanted, found = (nlp(TEXT).to_array([TAG, POS, MORPH, LEMMA]).tolist() for nlp in (own, remembering))
        assert found == wanted


@pytest.mark.slow
def test_every_token_of_the_corpus_has_them(rulers, corpus):
    own, remembering = rulers
    for path in sorted((corpus / "articles").glob("*.txt")):
        text = path.read_text("utf-8")
        wanted, found = (nlp(text).to_array([TAG, POS, MORPH, LEMMA]).tolist() for nlp in (own, remembering))
        assert found == wanted


def test_a_ruler_that_looks_at_more_is_left_alone():
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"ORTH": "May"}]], {"POS": "PROPN"})
    remember_attributes(nlp)
    assert not isinstance(nlp.get_pipe("attribute_ruler"), RememberingRuler)
    assert nlp("In May")[1].pos_ == "PROPN"
