"""How HedgeLens is cited: as ``CITATION.cff`` and as BibTeX."""

from __future__ import annotations

from hedgelens._start import VERSION

TITLE = "HedgeLens: who says it, how sure are they, and whose doubt is it"
AUTHORS = "The HedgeLens authors"
LICENCE = "MIT"


def as_cff() -> str:
    """Returns the citation in the Citation File Format."""
    return (
        "cff-version: 1.2.0\n"
        'message: "If you use HedgeLens in your research, please cite it as below."\n'
        f'title: "{TITLE}"\ntype: software\nauthors:\n  - name: "{AUTHORS}"\nversion: {VERSION}\nlicense: {LICENCE}\n'
    )


def as_bibtex(year: int) -> str:
    """Returns the citation as BibTeX.

    Args:
        year: when HedgeLens was used: the one that stands in the reference.
    """
    return (
        f"@software{{hedgelens,\n  author  = {{{{{AUTHORS}}}}},\n  title   = {{{{{TITLE}}}}},\n  version = {{{VERSION}}},\n"
        f"  year    = {{{year}}},\n  license = {{{LICENCE}}}\n}}\n"
    )
