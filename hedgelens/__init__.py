"""HedgeLens reads a news article and says, sentence by sentence, who says it, how sure they are, and whose doubt it is.

Example:
    >>> import hedgelens as hl
    >>> analysis = hl.analyze("article.txt")
    >>> analysis.summary()
"""

from hedgelens import _start

# Before anything else is imported.
_start.check_hidden()
_start.keep_silent()

# Under names that are not public: what stands here without an underscore is.
import typing as _typing
from importlib import import_module as _import_module

if _typing.TYPE_CHECKING:
    from hedgelens import (
        bundled,
        charts,
        collection,
        component,
        concordance,
        distributed,
        evaluation,
        interchange,
        measures,
        notebook,
        records,
        report,
        sheet,
        study,
    )
    from hedgelens.analyzer import Analyzer, analyze
    from hedgelens.collection import Collection, from_jsonl
    from hedgelens.faces import Analysis
    from hedgelens.records import Article, HedgeLensError, HedgeLensWarning
    from hedgelens.sources import Registry
    from hedgelens.study import Study

__version__ = _start.VERSION

__all__ = [
    "Analysis",
    "Analyzer",
    "Article",
    "Collection",
    "HedgeLensError",
    "HedgeLensWarning",
    "Registry",
    "Study",
    "__version__",
    "analyze",
    "bundled",
    "charts",
    "collection",
    "component",
    "concordance",
    "distributed",
    "evaluation",
    "from_jsonl",
    "interchange",
    "measures",
    "notebook",
    "records",
    "report",
    "sheet",
    "study",
]

# Loaded when first asked for: `import hedgelens` and `hedgelens --help` then take no time, and spaCy, pandas and matplotlib do.
_HOMES = {
    "Analysis": "hedgelens.faces",
    "Analyzer": "hedgelens.analyzer",
    "Article": "hedgelens.records",
    "Collection": "hedgelens.collection",
    "HedgeLensError": "hedgelens.records",
    "HedgeLensWarning": "hedgelens.records",
    "Registry": "hedgelens.sources",
    "Study": "hedgelens.study",
    "analyze": "hedgelens.analyzer",
    "from_jsonl": "hedgelens.collection",
}
_MODULES = (
    "bundled",
    "charts",
    "collection",
    "component",
    "concordance",
    "distributed",
    "evaluation",
    "interchange",
    "measures",
    "notebook",
    "records",
    "report",
    "sheet",
    "study",
)


def __getattr__(name: str) -> _typing.Any:
    if name in _MODULES:
        return _import_module(f"hedgelens.{name}")
    if name in _HOMES:
        value = getattr(_import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'hedgelens' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__


_start.after_pandas(lambda: _import_module("hedgelens.collection"))  # it gives data frames their accessor
