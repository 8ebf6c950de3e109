"""Scorers against gold annotations."""
