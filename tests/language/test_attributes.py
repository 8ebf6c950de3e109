"""The attribute ruler and the lemmatizer with a memory say what spaCy's own say."""

import pytest
from spacy.attrs import LEMMA, MORPH, POS, TAG

from hedgelens.language import attributes
from hedgelens.language.attributes import RememberingLemmatizer, RememberingRuler, remember_attributes
from hedgelens.language.pipeline import SHIPPED

TEXT = """“I ain't gonna go,” she said. There's nothin' left, and it was theirs; let's see what they'd got.

The minister, who had been told that nobody would come, doesn't think so:  y'all gotta wait. But few did; here they are. C'mon,
there are two left, there's one, there it was."""


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
    assert isinstance(remembering.get_pipe("lemmatizer"), RememberingLemmatizer)
    assert remembering.pipe_names == own.pipe_names
    for _ in range(2):  # the second time all is remembered
        wanted, found = (nlp(TEXT).to_array([TAG, POS, MORPH, LEMMA]).tolist() for nlp in (own, remembering))
        assert found == wanted


def test_what_was_given_before_stands(rulers):
    own, remembering = rulers
    both = []
    for nlp in (own, remembering):
        doc = nlp.make_doc("The ferries left.")
        doc[1].lemma_, doc[1].pos_ = "boat", "PROPN"
        for name in ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"):
            doc = nlp.get_pipe(name)(doc)
        both.append([(token.pos_, str(token.morph), token.lemma_) for token in doc])
    assert both[0] == both[1]
    assert both[1][1][2] == "boat"


def test_an_empty_text_stays_empty(rulers):
    assert len(rulers[1]("")) == 0


def test_lemmas_are_right_also_when_all_were_forgotten(rulers, monkeypatch):
    own, remembering = rulers
    monkeypatch.setattr(attributes, "_REMEMBERED", 3)
    wanted, found = ([token.lemma_ for token in nlp(TEXT)] for nlp in (own, remembering))
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


def test_a_ruler_that_gives_more_is_left_alone():
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("attribute_ruler").add([[{"LOWER": "may"}]], {"NORM": "might"})
    remember_attributes(nlp)
    assert not isinstance(nlp.get_pipe("attribute_ruler"), RememberingRuler)


def test_a_lemmatizer_that_looks_lemmas_up_is_left_alone():
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    remember_attributes(nlp)
    assert not isinstance(nlp.get_pipe("lemmatizer"), RememberingLemmatizer)
