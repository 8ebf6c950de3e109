"""How the documentation is built: `sphinx-build -W -c docs . site`, from the top of the repository."""

import re
from typing import Any

from hedgelens import __version__

project = "HedgeLens"
author = "The HedgeLens authors"
copyright = "2026, the HedgeLens authors"
version = release = __version__

# The pages stand where a reader of the repository finds them: docs/, the notebooks, the datasheet beside the corpus.
root_doc = "docs/index"
include_patterns = [
    "docs/**.md",
    "notebooks/*.ipynb",
    "notebooks/README.md",
    "corpus/DATASHEET.md",
    "corpus/training/README.md",
    "hedgelens/**/*.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "README.md",
]
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
# Fields of several records have the same name ("text", "date"): none of them is meant by a plain name.
suppress_warnings = ["ref.python"]

# Notebooks are shown as they are stored: `python notebooks/store.py` runs them.
nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
# A default is shown by its name: LEFT_OUT, and not the three hundred words in it.
autodoc_preserve_defaults = True
napoleon_google_docstring = True
napoleon_numpy_docstring = False
# Fields that a docstring describes are listed once, with the class.
napoleon_use_ivar = True

html_theme = "furo"
html_title = "HedgeLens"
html_extra_path = ["_extra"]
html_static_path = ["_static"]
html_css_files = ["site.css"]


def _readable(*given: Any) -> tuple[str, str] | None:
    """Writes a signature without the addresses of its defaults and the full paths of its types."""
    signature, returned = given[-2:]
    if signature is None:
        return None
    signature = re.sub(r"<factory>|<function [^>]*>+", "…", signature)
    return re.sub(r"~[\w.]*\.(\w+)", r"\1", signature), returned


def _is_left_to_the_class(*given: Any) -> bool | None:
    """Says of a field of a named tuple, for which Python has made up a docstring, that its class describes it."""
    return (given[3].__doc__ or "").startswith("Alias for field number") or None


def setup(app: Any) -> None:
    """Has Sphinx ask these functions."""
    app.connect("autodoc-process-signature", _readable)
    app.connect("autodoc-skip-member", _is_left_to_the_class)
