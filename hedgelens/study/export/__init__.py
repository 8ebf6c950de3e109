"""A study as files that other programs open: JSON Lines, CSV, Parquet, a workbook, or all of it in an archive."""

from hedgelens.study.export.exporting import export

__all__ = ["export"]
