"""The vectors of tokens are those of spaCy but for rounding, whatever was read before."""

import numpy as np
import pytest

from hedgelens.language import vectors
from hedgelens.language.pipeline import SHIPPED
from hedgelens.language.vectors import quicken_vectors

TEXTS = [
    "The ferry line said on Monday that it would sell two boats.",
    "",
    "“Nobody asked us,” Ada Okoro said; “nobody, in 20 years.”",
    "The ferry line sold them.",
]


def loaded():
    import spacy

    return spacy.load(SHIPPED, exclude=["ner", "senter"])


def quickened():
    """The pipeline with our layers, which has read nothing yet."""
    pipeline = loaded()
    quicken_vectors(pipeline)
    return pipeline


@pytest.fixture(scope="module")
def pipelines():
    """spaCy's pipeline, and ours."""
    return loaded(), quickened()


def vectors_of(nlp, texts):
    return nlp.get_pipe("tok2vec").predict([nlp.make_doc(text) for text in texts])


def labels(doc):
    return [(token.tag_, token.dep_, token.head.i) for token in doc]


def alike(first, second):
    """Says whether numbers are the same but for rounding, which on some processors depends on the place of a row."""
    return all(np.allclose(*pair, rtol=0, atol=1e-5) for pair in zip(first, second, strict=True))


def test_the_layers_are_replaced(pipelines):
    names = [part.name for part in pipelines[1].get_pipe("tok2vec").model.walk()]
    assert names.count("hedgelens_maxout") == 5  # that of the forms, and four that look at neighbours
    assert names.count("hedgelens_forms") == 1


def test_every_number_is_spacys(pipelines):
    own, quick = pipelines
    wanted = vectors_of(own, TEXTS)
    for _ in range(2):  # the second time all forms are known
        assert alike(vectors_of(quick, TEXTS), wanted)


def test_a_form_has_the_same_vector_whatever_it_is_first_read_beside():
    sentences = [*TEXTS, *(f"Quarry {n} sold {n + 1} unhurried boats, {word}." for n, word in enumerate("a bc def ghij".split()))]
    together, alone, backwards = quickened(), quickened(), quickened()
    wanted = vectors_of(together, sentences)
    assert alike([vectors_of(alone, [sentence])[0] for sentence in sentences], wanted)
    assert alike(vectors_of(backwards, sentences[::-1])[::-1], wanted)


def test_when_too_many_are_known_all_are_forgotten_and_nothing_changes(pipelines, monkeypatch):
    own, quick = pipelines
    monkeypatch.setattr(vectors, "_REMEMBERED", 5)
    for text in TEXTS:
        assert alike(vectors_of(quick, [text, TEXTS[0]]), vectors_of(own, [text, TEXTS[0]]))


def test_a_network_that_is_trained_learns_as_before(pipelines):
    found, backwards = pipelines[1].get_pipe("tok2vec").model([pipelines[1].make_doc(TEXTS[0])], is_train=True)
    backwards(found)
    maxout = next(part for part in pipelines[1].get_pipe("tok2vec").model.walk() if part.name == "maxout")
    assert maxout.get_grad("W").any()


@pytest.mark.slow
def test_every_number_and_every_label_of_the_corpus_is_spacys(pipelines, corpus):
    own, quick = pipelines
    for path in sorted((corpus / "articles").glob("*.txt")):
        lines = path.read_text("utf-8").split("\n")
        assert alike(vectors_of(quick, lines), vectors_of(own, lines))
        assert [labels(doc) for doc in quick.pipe(lines)] == [labels(doc) for doc in own.pipe(lines)]
