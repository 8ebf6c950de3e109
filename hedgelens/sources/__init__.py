"""Who that is: mentions brought to real-world sources, grouped, chained and continued."""

from hedgelens.sources.registry import Registry
from hedgelens.sources.resolution import resolve_sources

__all__ = ["Registry", "resolve_sources"]
