"""Formulas as MathML."""

import pytest

from hedgelens.report.mathml import as_mathml


@pytest.mark.parametrize(
    ("formula", "mathml"),
    [
        ("w / W", "<mfrac><mrow><mi>w</mi></mrow><mrow><mi>W</mi></mrow></mfrac>"),
        ("x = w", "<mi>x</mi><mo>=</mo><mi>w</mi>"),
        ("1,000 × h / w", "<mn>1,000</mn><mo>×</mo><mfrac><mrow><mi>h</mi></mrow><mrow><mi>w</mi></mrow></mfrac>"),
        ("Σ wᵢ", "<mo>Σ</mo><msub><mi>w</mi><mi>i</mi></msub>"),
        ("(s − 1) / S", "<mfrac><mrow><mi>s</mi><mo>−</mo><mn>1</mn></mrow><mrow><mi>S</mi></mrow></mfrac>"),
        ("(1 / N) Σ x", "<mo>(</mo><mrow><mfrac><mrow><mn>1</mn></mrow><mrow><mi>N</mi></mrow></mfrac></mrow><mo>)</mo><mo>Σ</mo><mi>x</mi>"),
        ("o n / (a b)", "<mfrac><mrow><mi>o</mi><mi>n</mi></mrow><mrow><mi>a</mi><mi>b</mi></mrow></mfrac>"),
    ],
)  # fmt: skip
def test_a_stroke_makes_a_fraction_of_what_stands_around_it(formula, mathml):
    assert f"<mrow>{mathml}</mrow><annotation" in as_mathml(formula)


def test_what_is_no_formula_is_escaped():
    assert "<b>" not in as_mathml("<b> / 2")
