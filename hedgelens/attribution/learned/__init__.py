"""The learned attribution engine: a small network that runs on one core without PyTorch."""

from hedgelens.attribution.learned.engine import attribute_by_model

__all__ = ["attribute_by_model"]
