"""The formulas of charts: one place for pages, exports and docs."""

import formulas as written

from hedgelens.measures.formulas import formulas


def test_the_docs_hold_the_formulas():
    assert written.BEGIN + written.table() + written.END in written.DOCS.read_text("utf-8")


def test_a_formula_explains_its_letters():
    for one in formulas().values():
        letters = {letter for letter in one.formula if letter.isalpha() and letter not in "Σ"}
        explained = {name[0] for name in one.where.replace(" and ", "; ").split("; ")}
        assert letters - {"ᵢ", "ₖ", "x"} <= explained | {"N", "i", "k"}, one.measure
