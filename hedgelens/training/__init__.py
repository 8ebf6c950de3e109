"""Trains attribution engines from hand-marked texts: the shipped one, and larger ones.

Needs the extra ``train`` (PyTorch, transformers, ONNX and the pretrained encoder); what is trained runs without it. The rest of
HedgeLens does not import this package, save ``hedgelens train``.
"""
