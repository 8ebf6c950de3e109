"""Mentions: the names, pronouns and descriptions of an article, and the spans of its attributions."""
