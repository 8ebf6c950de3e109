"""Loads spaCy and a model of it, without what takes time and is not needed for it."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from hedgelens.records import HedgeLensError

if TYPE_CHECKING:
    from spacy.language import Language as SpacyLanguage

_READ = ("en", "xx")
"""Languages that a pipeline may name: English, or several."""

_COMMANDS, _INFO = "spacy.cli", "spacy.cli.info"
_TOKENIZER = "hedgelens.EmptyTokenizer.v1"


def load_model(name: str | Path, *, own_tokenizer: bool) -> SpacyLanguage:
    """Loads a model without the components that find names and sentences.

    Args:
        name: of the model, or its folder.
        own_tokenizer: whether its tokenizer may be of a class of its own; one of spaCy's class is made without the rules of
            English, which those of the model would replace.

    Raises:
        OSError, ValueError: there is no such model, or it is broken.
    """
    with _without_commands():
        import spacy
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        given = {} if own_tokenizer else {"nlp.tokenizer": {"@tokenizers": _TOKENIZER}}
        if not own_tokenizer and _TOKENIZER not in spacy.registry.tokenizers:
            spacy.registry.tokenizers(_TOKENIZER, func=_empty_tokenizer)
        nlp: SpacyLanguage = spacy.load(name, exclude=["ner", "senter"], config=given)
    _look_lemmas_up(nlp)
    return nlp


def check_english(nlp: SpacyLanguage, what: str, advice: str) -> None:
    """Checks that a pipeline is one of English: tags and labels of another language mean something else.

    Args:
        nlp: the pipeline.
        what: what it is called, as a sentence begins with it.
        advice: what to do where it is not.

    Raises:
        HedgeLensError: it is not.
    """
    if nlp.lang not in _READ:
        raise HedgeLensError(f"{what} is made for the language '{nlp.lang}', and HedgeLens reads English ('en'). {advice}")


@contextmanager
def _without_commands() -> Iterator[None]:
    """Keeps spaCy from importing its commands while it is imported itself, which would take a quarter of a second."""
    if "spacy" in sys.modules or _COMMANDS in sys.modules:
        yield
        return
    info: Any = ModuleType(_INFO)
    info.info = _info
    sys.modules |= {_COMMANDS: ModuleType(_COMMANDS), _INFO: info}
    try:
        yield
    finally:
        del sys.modules[_COMMANDS], sys.modules[_INFO]  # whoever wants them has them imported


def _info(*arguments: Any, **options: Any) -> Any:
    """Stands for ``spacy.info`` until somebody calls it."""
    from spacy.cli.info import info

    return info(*arguments, **options)


def _empty_tokenizer() -> Any:
    from spacy.tokenizer import Tokenizer

    return lambda nlp: Tokenizer(nlp.vocab)


def _look_lemmas_up(nlp: SpacyLanguage) -> None:
    """Lets the lemmatizer find a word at once: spaCy goes through lists of its words, the longest of which has 57,000."""
    for _, component in nlp.pipeline:
        lookups = getattr(component, "lookups", None)
        if lookups is not None and lookups.has_table("lemma_index"):
            index = lookups.get_table("lemma_index")
            for part_of_speech, words in list(index.items()):
                index[part_of_speech] = frozenset(words)
