"""The learned attribution engine: a small network that runs on one core without PyTorch."""

from hedgelens.attribution.learned.engine import SHIPPED, SHIPPED_SHA256, attribute_by_model
from hedgelens.attribution.learned.network import load_network

__all__ = ["SHIPPED", "SHIPPED_SHA256", "attribute_by_model", "load_network"]
