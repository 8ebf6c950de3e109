"""Proper names: where they stand, what they consist of."""
