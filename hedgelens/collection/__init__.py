"""Many articles: read, analysed, counted, compared.

They come from a folder, a list, a table or a file of several. Importing this package gives every pandas ``Series`` and
``DataFrame`` of texts the accessor ``.hedgelens``; ``import hedgelens`` has this done as soon as pandas is loaded.
"""

from hedgelens.article import Columns, Reading, read_files
from hedgelens.collection import accessor as _accessor  # noqa: F401  (registers with pandas)
from hedgelens.collection.collection import Collection
from hedgelens.collection.reading import read_many
from hedgelens.interchange.codings import read_codings
from hedgelens.records import Problem

from_jsonl = Collection.from_jsonl
"""Reads analyses that were saved; see :meth:`Collection.from_jsonl`."""

__all__ = ["Collection", "Columns", "Problem", "Reading", "from_jsonl", "read_codings", "read_files", "read_many"]
