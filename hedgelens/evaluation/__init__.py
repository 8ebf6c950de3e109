"""Analyses against gold annotations; coders.

How often analyses are right, and how far coders agree.
"""
