"""Who that is: mentions linked to real-world sources, with their groups, chains and continued accounts."""

from hedgelens.sources.registry import Registry
from hedgelens.sources.resolution import resolve_sources

__all__ = ["Registry", "resolve_sources"]
