"""Reference: which mentions are of one and the same."""
