"""How the documentation is built: `sphinx-build -W -c docs . site`, from the top of the repository."""

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
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
# Fields of several records have the same name ("text", "date"): none of them is meant by a plain name.
suppress_warnings = ["ref.python"]

# Notebooks are shown as they are stored: `python notebooks/store.py` runs them.
nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
# Fields that a docstring describes are listed once, with the class.
napoleon_use_ivar = True

html_theme = "furo"
html_title = "HedgeLens"
html_extra_path = ["_extra"]
