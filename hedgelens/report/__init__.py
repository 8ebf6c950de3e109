"""The page of an analysis: self-contained, readable without network, and everything that comes from the article escaped."""

from hedgelens.report.page import fragment, page

__all__ = ["fragment", "page"]
