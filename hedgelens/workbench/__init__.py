"""The workbench: a study in the browser, on the user's own machine, for people who do not code."""

from hedgelens.workbench.behind import Behind
from hedgelens.workbench.serving import serve

__all__ = ["Behind", "serve"]
