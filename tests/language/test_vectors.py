"""The vectors of tokens are those of spaCy, to the last digit, whatever was read before."""

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


@pytest.fixture(scope="module")
def pipelines():
    """spaCy's pipeline, which multiplies by NumPy alike, and ours."""
    import spacy
    from thinc.api import NumpyOps

    own, quick = (spacy.load(SHIPPED, exclude=["ner", "senter"]) for _ in range(2))
    for part in own.get_pipe("tok2vec").model.walk():
        part.ops = NumpyOps(use_blis=False)
    quicken_vectors(quick)
    return own, quick


def vectors_of(nlp, texts):
    return nlp.get_pipe("tok2vec").predict([nlp.make_doc(text) for text in texts])


def alike(first, second):
    return all(np.array_equal(*pair) for pair in zip(first, second, strict=True))


def test_the_layers_are_replaced(pipelines):
    names = [part.name for part in pipelines[1].get_pipe("tok2vec").model.walk()]
    assert names.count("hedgelens_maxout") == 5  # that of the forms, and four that look at neighbours
    assert names.count("hedgelens_forms") == 1


def test_every_number_is_spacys(pipelines):
    own, quick = pipelines
    wanted = vectors_of(own, TEXTS)
    for _ in range(2):  # the second time all forms are known
        assert alike(vectors_of(quick, TEXTS), wanted)


def test_a_form_has_the_same_vector_whatever_it_is_first_read_beside(pipelines):
    own, quick = pipelines
    wanted = vectors_of(own, [" ".join(TEXTS)])
    for word in "Quarrymen Quibbled Unhurriedly".split():
        vectors_of(quick, [word])
    assert alike(vectors_of(quick, [" ".join(TEXTS)]), wanted)
    alone, beside = (vectors_of(quick, [text])[0] for text in ("Quarrymen", "Quarrymen"))
    assert np.array_equal(alone, beside)


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
def test_every_number_of_the_corpus_is_spacys(pipelines, corpus):
    own, quick = pipelines
    for path in sorted((corpus / "articles").glob("*.txt")):
        lines = path.read_text("utf-8").split("\n")
        assert alike(vectors_of(quick, lines), vectors_of(own, lines))
