"""The language model: sentences, parts of speech, the dependency parse."""

from hedgelens.language.pipeline import Language, load_language

__all__ = ["Language", "load_language"]
