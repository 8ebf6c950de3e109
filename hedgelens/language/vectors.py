"""spaCy's vectors of tokens: the same numbers, but for rounding, in half the time.

Before the tagger and the parser look at a token, a network makes a vector of it: from its form, then from the vectors of its
neighbours. The first depends on the form alone, so it is remembered. In the second, spaCy looks for the largest piece of each
number of a maxout layer one by one; here the pieces lie in blocks, and whole blocks are compared.

Every number is summed up as spaCy sums it up when it multiplies by NumPy. On processors with AVX-512 all are the same to the last
digit. The kernels for other processors round by the place that a row has among those that are multiplied, in spaCy as here: there
the last digit depends on what is read beside a token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Floats = NDArray[np.float32]

_REMEMBERED = 20_000
"""Forms at most: twenty megabytes of them. Then all are forgotten, and the common ones are soon there again."""
_ROWS = 16
"""That are multiplied at least: fewer go through other kernels, which round otherwise."""
_MAXOUT = "maxout>>layernorm>>dropout"
_OF_FORMS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
"""Layers of a network that looks at nothing but the form of each token."""


def quicken_vectors(nlp: Language) -> None:
    """Lets a pipeline multiply by NumPy, whose kernels take half the time of thinc's own, and remember the vectors of forms."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for part in list(model.walk()) if model is not None else ():
            if isinstance(part.ops, NumpyOps):  # a GPU keeps its own
                part.ops = ops
                if part.name == _MAXOUT:
                    model.replace_node(part, Model("hedgelens_maxout", _Maxout(part), layers=[part], ops=ops))
        if model is not None and "embed" in model.ref_names:
            embed = model.get_ref("embed")
            if [layer.name.split("(")[0] for layer in embed.layers] == _OF_FORMS and isinstance(embed.ops, NumpyOps):
                model.replace_node(embed, Model("hedgelens_forms", _Forms(embed), layers=[embed], ops=ops))


class _Maxout:
    """A maxout layer whose output is normalised, as thinc computes it."""

    def __init__(self, chain: Any) -> None:
        maxout, norm = (next(layer for layer in chain.walk() if layer.name == name) for name in ("maxout", "layernorm"))
        self._chain = chain
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        self._numbers, self._pieces, inputs = weights.shape
        self._weights = np.ascontiguousarray(weights.swapaxes(0, 1)).reshape(-1, inputs).T
        self._bias = np.ascontiguousarray(bias.T).reshape(-1)
        self._scale, self._shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, model: Any, rows: Floats, is_train: bool) -> tuple[Floats, Any]:
        """Returns what the layer makes of rows, and how it learns where it is to."""
        if is_train:
            learned: tuple[Floats, Any] = self._chain(rows, is_train)
            return learned
        pieces = rows @ self._weights
        pieces += self._bias
        n = self._numbers
        found = pieces[:, :n]
        for start in range(n, n * self._pieces, n):
            found = np.maximum(found, pieces[:, start : start + n])
        found -= found.mean(axis=1, keepdims=True)
        variance = np.multiply(found, found).mean(axis=1, keepdims=True)
        variance += 1e-08
        found *= variance ** (-1.0 / 2.0)
        found *= self._scale
        found += self._shift
        return found, None


class _Forms:
    """The vectors of forms, with a memory."""

    def __init__(self, embed: Any) -> None:
        self._embed = embed
        self._known: dict[bytes, Floats] = {}

    def __call__(self, model: Any, docs: list[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        """Returns the vectors of the tokens of some documents, and how they are learned where they are to be."""
        if is_train:
            learned: tuple[list[Floats], Any] = self._embed(docs, is_train)
            return learned
        features: list[NDArray[np.uint64]] = self._embed.layers[0].predict(docs)
        together = np.concatenate(features)
        size, forms = together.strides[0], together.tobytes()
        keys = [forms[start : start + size] for start in range(0, len(forms), size)]
        # Another thread may forget what this one still needs: what is known is asked for once.
        known = self._known
        found: dict[bytes, Any] = {key: known.get(key) for key in keys}
        new = [key for key, vector in found.items() if vector is None]
        if new:
            first = dict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
            made = dict(zip(new, self._made(together[[first[key] for key in new]]), strict=True))
            found |= made
            if len(known) + len(made) > _REMEMBERED:
                self._known = made
            else:
                known.update(made)
        rows: Floats = np.concatenate([found[key] for key in keys], dtype=np.float32).reshape(len(keys), -1)
        return np.split(rows, np.cumsum([len(of_doc) for of_doc in features])[:-1]), None

    def _made(self, forms: NDArray[np.uint64]) -> Floats:
        filled = np.concatenate([forms, np.zeros((max(0, _ROWS - len(forms)), forms.shape[1]), forms.dtype)])
        made: Any = [filled]
        for layer in self._embed.layers[1:]:
            made = layer.predict(made)
        vectors: Floats = made[0][: len(forms)]
        return vectors
