"""The columns of what comes back from workers, and of which type each is: the same for every partition, be it empty or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from hedgelens.measures import ARTICLE_MEASURES
from hedgelens.records import HedgeLensError
from hedgelens.study.extra import not_installed
from hedgelens.views import tables
from hedgelens.views.columns import dictionary

if TYPE_CHECKING:
    import pandas as pd

RESULTS = ("articles", "analyses", *tables.TABLES)
"""What a partition may come back as: one row per article with its numbers, or with its analysis as JSON, or a table."""

PROBLEM = "problem"
"""The column that says why an article has no analysis; empty where it has one."""
MADE_WITH = "made_with"
"""The column by which analyses are known that were made in the same way: by the same settings, weights and program."""

ABOUT = tuple(dictionary()["about"].columns)
"""The columns with which every table begins: what an article says of itself."""
SIZES = ("words", "sentences", "attributions", "hedges")

_TEXT, _WHOLE, _NUMBER, _TRUTH = "string[pyarrow]", "Int64", "Float64", "boolean"
_IN_PANDAS = {"whole number": _WHOLE, "number": _NUMBER, "yes or no": _TRUTH}
_IN_SPARK = {_TEXT: "string", _WHOLE: "bigint", _NUMBER: "double", _TRUTH: "boolean"}


def types_in(result: str) -> dict[str, str]:
    """Returns the columns of a result in their order, each with its type in pandas.

    Raises:
        HedgeLensError: there is no such result.
    """
    if result not in RESULTS:
        raise HedgeLensError(f"There is no table '{result}' of many articles. There are: {', '.join(RESULTS)}.")
    if result == "analyses":
        return dict.fromkeys(("article", "analysis", MADE_WITH, PROBLEM), _TEXT)
    about = dict.fromkeys(ABOUT, _TEXT)
    if result == "articles":
        sizes, measures = dict.fromkeys(SIZES, _WHOLE), dict.fromkeys(ARTICLE_MEASURES, _NUMBER)
        return {**about, "language": _TEXT, **sizes, **measures, MADE_WITH: _TEXT, PROBLEM: _TEXT}
    own = {name: _IN_PANDAS.get(column.type, _TEXT) for name, column in dictionary()[result].columns.items()}
    return {**about, **own, tables.CORRECTED: _TEXT, PROBLEM: _TEXT}


def spark_schema(result: str = "articles") -> str:
    """Returns the columns of a result as a Spark schema, for ``mapInPandas``.

    Raises:
        HedgeLensError: there is no such result.
    """
    return ", ".join(f"`{column}` {_IN_SPARK[kind]}" for column, kind in types_in(result).items())


def framed(rows: Iterable[Mapping[str, Any]], result: str) -> pd.DataFrame:
    """Returns rows of a result as a table with all its columns and their types; what a row does not say is empty in it.

    Raises:
        HedgeLensError: the package is missing that holds its texts.
    """
    import pandas as pd

    if find_spec("pyarrow") is None:
        raise not_installed("pyarrow")

    given, types = list(rows), types_in(result)
    return pd.DataFrame(
        {name: pd.array([_cell(row.get(name)) for row in given], dtype=kind) for name, kind in types.items()},  # type: ignore[call-overload]
        index=pd.RangeIndex(len(given)),
    )


def _cell(value: Any) -> Any:
    """Returns what stands in a cell; a half of a character, which no column can hold, becomes the sign for what is unknown."""
    if not isinstance(value, str):
        return value
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
