"""Formulas as MathML, of the text that ``formulas.toml`` holds."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_TOKEN = re.compile(r"Σ|[A-Za-z]+|[ᵢₖₐ₁]|\d[\d,]*|[()=×−+]|/|\S")
_LOW = {"ᵢ": "i", "ₖ": "k", "ₐ": "a", "₁": "1"}
_ENDS = {"=", "×", "−", "+"}


def as_mathml(formula: str) -> Markup:
    """Returns a formula as MathML, with the text itself for programs that do not read that.

    A stroke makes a fraction of what stands before and behind it, up to the next sign; brackets around a whole numerator or
    denominator fall away.
    """
    row = _row(_TOKEN.findall(formula))
    return Markup(
        '<math displaystyle="true"><semantics><mrow>{}</mrow><annotation encoding="text/plain">{}</annotation></semantics></math>'
    ).format(row, formula)


def _row(tokens: list[str]) -> Markup:
    parts = _split(tokens, _ENDS)
    return Markup("").join(_sign(part[0]) if part[0] in _ENDS and len(part) == 1 else _fraction(part) for part in parts if part)


def _split(tokens: list[str], signs: set[str]) -> list[list[str]]:
    """Parts tokens at signs that stand outside of brackets; the signs are parts of their own."""
    parts: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        if token in signs and not depth:
            parts += [[token], []]
        else:
            parts[-1].append(token)
    return parts


def _fraction(tokens: list[str]) -> Markup:
    above, stroke, below = (*_split(tokens, {"/"}), [], [])[:3]
    if not stroke:
        return _product(above)
    if above[0] == "(" and above.index(")") < len(above) - 1:  # a factor in brackets stands before the fraction
        end = above.index(")") + 1
        return _product(above[:end]) + _fraction([*above[end:], "/", *below])
    return Markup("<mfrac><mrow>{}</mrow><mrow>{}</mrow></mfrac>").format(_row(_bare(above)), _row(_bare(below)))


def _bare(tokens: list[str]) -> list[str]:
    return tokens[1:-1] if tokens and tokens[0] == "(" and tokens.index(")") == len(tokens) - 1 else tokens


def _product(tokens: list[str]) -> Markup:
    if tokens and tokens[0] == "(":
        end = tokens.index(")")
        return Markup("<mo>(</mo><mrow>{}</mrow><mo>)</mo>{}").format(_row(tokens[1:end]), _product(tokens[end + 1 :]))
    found: list[Markup] = []
    for token in tokens:
        if token in _LOW and found:
            low = Markup("<mn>{}</mn>" if _LOW[token].isdigit() else "<mi>{}</mi>").format(_LOW[token])
            found[-1] = Markup("<msub>{}{}</msub>").format(found[-1], low)
        else:
            found.append(_sign(token))
    return Markup("").join(found)


def _sign(token: str) -> Markup:
    tag = "mn" if token[0].isdigit() else "mi" if token.isalpha() and token != "Σ" else "mo"
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), escape(token))
