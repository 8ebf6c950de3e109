"""The vectors of tokens are those of spaCy, to the last digit where the processor rounds alike, whatever was read before."""

import numpy as np
import pytest

from hedgelens.language import vectors
from hedgelens.language.pipeline import SHIPPED
from hedgelens.language.vectors import quicken_vectors

ROUNDING = 1e-5
TEXTS = [
    "The ferry line said on Monday that it would sell two boats.",
    "",
    "“Nobody asked us,” Ada Okoro said; “nobody, in 20 years.”",
    "The ferry line sold them.",
]


def rounding():
    """How far numbers may differ: not at all, unless the processor's kernels round by the place of a row."""
    random = np.random.default_rng(0)
    row, weights = (random.standard_normal((rows, 288), dtype=np.float32) for rows in (1, 288))
    products = np.repeat(row, 48, axis=0) @ weights.T
    return 0 if (products == products[0]).all() else ROUNDING


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
    """spaCy's pipeline, which multiplies by NumPy alike, and ours."""
    from thinc.api import NumpyOps

    own = loaded()
    for part in own.get_pipe("tok2vec").model.walk():
        part.ops = NumpyOps(use_blis=False)
    return own, quickened()


def vectors_of(nlp, texts):
    return nlp.get_pipe("tok2vec").predict([nlp.make_doc(text) for text in texts])


def labels(doc):
    return [(token.tag_, token.dep_, token.head.i) for token in doc]


def alike(first, second, differing=None):
    """Says whether numbers are the same, as far as the processor rounds those of a row alike."""
    differing = rounding() if differing is None else differing
    return all(np.allclose(*pair, rtol=0, atol=differing) for pair in zip(first, second, strict=True))


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


def test_what_is_read_before_and_beside_a_sentence_changes_nothing_but_the_rounding():
    sentences = [*TEXTS, *(f"Quarry {n} sold {n + 1} unhurried boats, {word}." for n, word in enumerate("a bc def ghij".split()))]
    together, alone, backwards = quickened(), quickened(), quickened()
    wanted = vectors_of(together, sentences)
    assert alike([vectors_of(alone, [sentence])[0] for sentence in sentences], wanted, ROUNDING)
    assert alike(vectors_of(backwards, sentences[::-1])[::-1], wanted, ROUNDING)


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
