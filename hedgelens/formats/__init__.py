"""The formats of other programs, one module each.

An analysis becomes a file of such a program, and what people annotated there becomes an analysis.
"""

from hedgelens.formats.annotations import Annotation, Found, Role
from hedgelens.formats.assembling import assembled
from hedgelens.formats.files import content_of, read_bytes, recognised, write_files
from hedgelens.formats.table import FORMATS, NAMES, OWN_ENDINGS, READABLE, Format, format_named, format_of, format_to_write, lost

__all__ = [
    "FORMATS",
    "NAMES",
    "OWN_ENDINGS",
    "READABLE",
    "Annotation",
    "Format",
    "Found",
    "Role",
    "assembled",
    "content_of",
    "format_named",
    "format_of",
    "format_to_write",
    "lost",
    "read_bytes",
    "recognised",
    "write_files",
]
