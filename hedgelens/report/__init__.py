"""The page of an analysis: self-contained, readable without a network, and with everything from the article escaped."""

from hedgelens.report.batch import write_batch
from hedgelens.report.briefs import brief, briefs_as_json, briefs_as_markdown
from hedgelens.report.page import fragment, page

__all__ = ["brief", "briefs_as_json", "briefs_as_markdown", "fragment", "page", "write_batch"]
