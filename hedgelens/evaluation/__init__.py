"""Scores of analyses against gold annotations, and agreement between coders."""
