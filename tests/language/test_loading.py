import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from hedgelens.language.loading import load_model
from hedgelens.language.pipeline import SHIPPED, Language
from hedgelens.records import HedgeLensError

TEXT = "The growers’ boats weren't leaking, Ada Okoro told the U.S. mayors: they're the biggest of all (so they say)."


@pytest.fixture(scope="module")
def plain():
    return spacy.load(SHIPPED, exclude=["ner", "senter"])


@pytest.mark.parametrize("own_tokenizer", [True, False])
def test_a_model_reads_as_spacy_loads_it(plain, own_tokenizer):
    nlp = load_model(SHIPPED, own_tokenizer=own_tokenizer)
    assert nlp.tokenizer.to_bytes(exclude=["vocab"]) == plain.tokenizer.to_bytes(exclude=["vocab"])
    asked = [(token.text, token.tag_, token.dep_, token.lemma_) for token in nlp(TEXT)]
    assert asked == [(token.text, token.tag_, token.dep_, token.lemma_) for token in plain(TEXT)]


def test_words_of_the_lemmatizer_are_looked_up_and_not_searched(plain):
    found = load_model(SHIPPED, own_tokenizer=False).get_pipe("lemmatizer").lookups.get_table("lemma_index")
    lists = plain.get_pipe("lemmatizer").lookups.get_table("lemma_index")
    assert dict(found) == {part_of_speech: frozenset(words) for part_of_speech, words in lists.items()}


def test_a_model_of_another_language_is_refused(tmp_path):
    spacy.blank("de").to_disk(tmp_path)
    with pytest.raises(
        HedgeLensError, match=r"is made for the language 'de', and HedgeLens reads English \('en'\)\. Name another"
    ):
        Language(tmp_path)


@pytest.mark.parametrize(
    ("then", "printed"),
    [
        ("print('spacy.cli' in sys.modules)", "False"),
        ("print(spacy.info()['spacy_version'] == spacy.__version__)", "True"),
        ("import spacy.cli; print(callable(spacy.cli.download))", "True"),
    ],
)
def test_the_commands_of_spacy_are_imported_for_those_only_who_want_them(then, printed):
    program = f"import sys; from hedgelens.language import load_language; load_language(); import spacy; {then}"
    found = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert found.stdout.splitlines()[-1] == printed
