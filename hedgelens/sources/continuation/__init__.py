from hedgelens.sources.continuation.finding import find_continuations

__all__ = ["find_continuations"]
