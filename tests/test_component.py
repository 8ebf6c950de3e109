"""HedgeLens in a spaCy pipeline: what documents and spans give, whoever parsed them, and wherever they go."""

import pickle
import re
import tomllib
import warnings
from importlib import import_module
from pathlib import Path

import examples
import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span

import hedgelens as hl
from hedgelens import component
from hedgelens.language.pipeline import SHIPPED
from hedgelens.records import HedgeLensError, HedgeLensWarning

ROOT = Path(__file__).parent.parent
TEXT = (
    "Bridge closed for repairs\n\nThe old bridge may stay shut until May, the mayor said on Friday. It is unsafe.\n\n"
    "According to the Harbour Office, about forty boats wait for it to open. Engineers reportedly found cracks."
)


def pipeline(**config):
    nlp = spacy.load(SHIPPED, exclude=["ner", "senter"])
    nlp.add_pipe("hedgelens", config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp():
    return pipeline(engine="rules")


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_spacy_finds_types_and_no_strings_where_the_factory_says_what_it_takes():
    # Releases of spaCy up to 3.8.11 make a schema of these and do not resolve strings.
    assert component.make_component.__annotations__
    assert not [taken for taken in component.make_component.__annotations__.values() if isinstance(taken, str)]


def test_a_document_gives_its_attributions_as_spans(doc):
    said, office = doc._.attributions
    assert (said.speaker.name, said.cue.text, [span.text for span in said.source]) == ("mayor", "said", ["the mayor"])
    assert [span.text for span in said.content] == ["The old bridge may stay shut until May"]
    assert (office.speaker.name, office.cue.text) == ("Harbour Office", "According to")
    assert said.attribution.type == "assertion"
    assert [source.name for source in doc._.sources] == ["mayor", "Harbour Office"]


def test_a_hedge_has_its_words_and_its_owner(doc):
    assert [(one.span.text, one.owner and one.owner.name) for one in doc._.hedges] == [
        ("may", "mayor"),
        ("about", "Harbour Office"),
        ("reportedly", None),
    ]


def test_a_sentence_or_any_span_gives_what_is_in_it(doc):
    sentences = list(doc.sents)
    by_text = {sentence.text.strip()[:12]: sentence for sentence in sentences}
    assert [source.name for source in by_text["According to"]._.sources] == ["Harbour Office"]
    assert [one.cue.text for one in by_text["According to"]._.attributions] == ["According to"]
    assert [one.span.text for one in by_text["Engineers re"]._.hedges] == ["reportedly"]
    assert by_text["Engineers re"]._.sources == ()
    boats = doc.char_span(TEXT.index("forty boats"), TEXT.index("forty boats") + 11)
    assert [source.name for source in boats._.sources] == ["Harbour Office"]
    assert boats._.hedges == ()


def test_a_sentence_that_carries_on_an_account_names_whose():
    doc = pipeline()("Police said a man was held. He was allegedly seen at the harbour.")
    first, second = doc.sents
    assert second._.sources == ()
    assert [source.name for source in second._.continued] == ["police"]
    assert first._.continued == ()


def test_the_whole_analysis_is_there_and_says_what_parsed_the_text(doc):
    analysis = doc._.hedgelens
    assert isinstance(analysis, hl.Analysis)
    assert analysis.article.text == doc.text == TEXT
    assert (analysis.engine, analysis.model) == ("rules", "en_core_web_sm 3.8.0")
    assert analysis.model_sha256 == hl.Analyzer(engine="rules").language_sha256
    assert doc._.hedgelens is analysis


def test_plain_text_gives_what_the_own_pipeline_finds(doc):
    own = hl.analyze(TEXT, engine="rules")
    same = ("sources", "attributions", "hedges", "sentences", "continuations")
    assert [getattr(doc._.hedgelens, name) for name in same] == [getattr(own, name) for name in same]


def test_the_parse_and_the_text_stay_as_they_were(nlp):
    text = "The\u00a0mayor  said\tthat it may\r\nrain.\n\n“Boats wait,” she said."
    with nlp.select_pipes(disable="hedgelens"):
        before = nlp(text)
    after = nlp(text)
    assert after.text == text
    assert (
        after.to_array(["ORTH", "TAG", "POS", "DEP", "HEAD", "SENT_START"]).tolist()
        == before.to_array(["ORTH", "TAG", "POS", "DEP", "HEAD", "SENT_START"]).tolist()
    )
    assert after._.hedgelens.article.text == text


def test_a_parse_by_somebody_else_is_taken_as_it_is():
    nlp = spacy.blank("en")
    words = ["Boats", "sail", ",", "Ada", "Okoro", "said", "\n\n", "She", "left", "."]
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=[True, False, True, True, True, False, False, True, False, False],
        heads=[1, 5, 5, 4, 5, 5, 5, 8, 5, 8],  # the parser runs over the end of the paragraph
        deps=["nsubj", "ccomp", "punct", "compound", "nsubj", "ROOT", "dep", "nsubj", "conj", "punct"],
        tags=["NNS", "VBP", ",", "NNP", "NNP", "VBD", "_SP", "PRP", "VBD", "."],
        pos=["NOUN", "VERB", "PUNCT", "PROPN", "PROPN", "VERB", "X", "PRON", "VERB", "PUNCT"],
        lemmas=["boat", "sail", ",", "Ada", "Okoro", "say", "\n\n", "she", "leave", "."],
    )
    nlp.add_pipe("hedgelens", config={"engine": "rules"})
    (found,) = nlp(doc)._.attributions
    assert (found.speaker.name, found.cue.text, found.content[0].text) == ("Ada Okoro", "said", "Boats sail")
    sentences = doc._.hedgelens.sentences
    assert [doc.text[s.start : s.end] for s in sentences] == ["Boats sail, Ada Okoro said", "She left."]
    assert [s.paragraph for s in sentences] == [0, 1]
    assert (doc._.hedgelens.model, doc._.hedgelens.model_sha256) == ("en_pipeline 0.0.0", "")


def test_a_pipeline_without_a_parser_is_told_what_it_lacks():
    nlp = spacy.blank("en")
    nlp.add_pipe("hedgelens", config={"engine": "rules"})
    with pytest.raises(
        HedgeLensError, match=r"needs parser, tagger, attribute_ruler, lemmatizer, which are missing, disabled or further back\."
    ):
        nlp("It may rain, she said.")


@pytest.mark.parametrize("where", [{"before": "lemmatizer"}, {"last": True}])
def test_a_pipeline_without_lemmas_is_told_so_although_its_rules_give_pronouns_some(where):
    nlp = spacy.load(SHIPPED, exclude=["ner", "senter"])
    nlp.add_pipe("hedgelens", config={"engine": "rules"}, **where)
    disabled = [] if "before" in where else ["lemmatizer"]
    with nlp.select_pipes(disable=disabled), pytest.raises(HedgeLensError, match="needs lemmatizer, which is missing"):
        nlp("She said that it may rain.")


@pytest.mark.filterwarnings(r"ignore:\[W108\]")  # spaCy's own, for each word
def test_a_pipeline_without_a_tagger_is_told_so_although_its_rules_tag_white_space(nlp):
    with nlp.select_pipes(disable="tagger"), pytest.raises(HedgeLensError, match="needs tagger, attribute_ruler, which"):
        nlp("It may rain.\n\nShe said so.")


def test_a_pipeline_of_another_language_is_refused_at_once():
    with pytest.raises(HedgeLensError, match=r"The pipeline is made for the language 'de', and HedgeLens reads English"):
        spacy.blank("de").add_pipe("hedgelens", config={"engine": "rules"})


def test_a_second_one_in_a_pipeline_is_warned_of_because_a_document_keeps_one_analysis():
    nlp = pipeline(engine="rules")
    with pytest.warns(HedgeLensWarning, match="'hedgelens' already, .* what 'beliefs' finds takes the place of the other"):
        nlp.add_pipe("hedgelens", name="beliefs", config={"engine": "rules", "types": "belief"})
    assert nlp(TEXT)._.hedgelens.types == ("belief",)
    nlp.remove_pipe("beliefs")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nlp.replace_pipe("hedgelens", "hedgelens", config={"engine": "rules"})


def test_spacy_finds_no_problem_with_the_pipeline(nlp):
    assert not any(nlp.analyze_pipes()["problems"].values())


def test_documents_that_are_joined_or_cut_are_to_be_analysed_anew(nlp):
    docs = [nlp("Boats wait, she said."), nlp("It may rain, the mayor said.")]
    with pytest.warns(UserWarning, match="hedgelens_analysis") as told:
        joined = Doc.from_docs(docs)
    assert all(len(str(one.message)) < 100 for one in told)
    assert joined._.attributions == ()
    assert [found.content[0].text for found in nlp.get_pipe("hedgelens")(joined)._.attributions] == ["Boats wait", "It may rain"]
    part = next(nlp("Boats wait, she said. It may rain, the mayor said.").sents).as_doc(copy_user_data=True)
    assert part._.hedgelens is None
    assert len(nlp.get_pipe("hedgelens")(part)._.attributions) == 1


def test_a_document_without_words_has_nothing(nlp):
    for text in ("", " \n "):
        doc = nlp(text)
        assert doc._.hedgelens is None
        assert doc._.attributions == doc._.sources == doc._.hedges == doc[:]._.sources == ()


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"engine": "nonsense"}, "nonsense"),
        ({"min_confidence": 2.0}, "must be a number from 0"),
        ({"types": "rumour"}, "There is no type of attribution 'rumour'"),
        ({"sources": "gone.toml"}, "gone.toml"),
    ],
)
def test_a_setting_that_cannot_be_used_is_said_when_it_is_given(config, message):
    with pytest.raises(HedgeLensError, match=message):
        pipeline(**config)


def test_what_counts_is_a_setting(nlp):
    assert pipeline(engine="rules", min_confidence=1.0)(TEXT)._.attributions == ()
    for types in ("belief", ["belief"]):
        assert pipeline(engine="rules", types=types)(TEXT)._.hedgelens.types == ("belief",)
    beliefs = pipeline(engine="rules", types="belief")("She thinks it may rain. He said that boats wait.")
    assert [one.attribution.type for one in beliefs._.attributions] == ["belief"]


def test_what_was_found_comes_out_of_a_file_as_it_went_in(doc, nlp, tmp_path):
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "articles.spacy")
    (read,) = DocBin().from_disk(tmp_path / "articles.spacy").get_docs(spacy.blank("en").vocab)
    assert read._.hedgelens == doc._.hedgelens
    assert [one.content[0].text for one in read._.attributions] == [one.content[0].text for one in doc._.attributions]
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.hedgelens == doc._.hedgelens


def test_a_pipeline_on_disk_keeps_the_settings(doc, tmp_path):
    given = {"engine": "rules", "min_confidence": 0.4, "types": "assertion"}
    pipeline(**given).to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.pipe_names[-1] == "hedgelens"
    assert {name: loaded.get_pipe_config("hedgelens")[name] for name in given} == given
    again = loaded(TEXT)._.hedgelens
    assert (again.min_confidence, again.types) == (0.4, ("assertion",))
    assert again.attributions == doc._.hedgelens.attributions
    assert re.fullmatch("[0-9a-f]{64}", again.model_sha256)


def test_a_pipeline_that_is_sent_to_another_process_finds_the_same(doc, nlp):
    arrived = pickle.loads(pickle.dumps(nlp))
    assert arrived(TEXT)._.hedgelens == doc._.hedgelens


@pytest.mark.slow
def test_several_processes_find_the_same(doc):
    nlp = pipeline()
    texts = [TEXT, "Boats wait, she said.", ""] * 2
    alone = [found._.hedgelens for found in nlp.pipe(texts)]
    assert [found._.hedgelens for found in nlp.pipe(texts, n_process=2, batch_size=2)] == alone


def test_a_name_that_another_package_took_stays_that_packages():
    ours = Doc.get_extension("sources")
    Doc.set_extension("sources", default="theirs", force=True)
    try:
        with pytest.warns(
            HedgeLensWarning, match=r"'doc\._\.sources' belongs to another package, and remains unchanged\..*sources_of"
        ):
            component.register()
        found = pipeline(engine="rules")("It may rain, the mayor said.")
        assert found._.sources == "theirs"
        assert [source.name for source in component.sources_of(found)] == ["mayor"]
    finally:
        Doc.set_extension("sources", getter=ours[2], force=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        component.register()  # ours, and silent
    assert Span.has_extension("continued")


def test_spacy_finds_it_by_its_entry_point():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (name, place), *more = project["project"]["entry-points"]["spacy_factories"].items()
    module, _, function = place.partition(":")
    assert (name, more) == (component.FACTORY, [])
    assert getattr(import_module(module), function) is component.make_component


def test_what_the_how_to_shows_is_what_happens(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    printed, _, of_disk, shown = examples.pipeline(ROOT / "docs")
    assert printed == shown
    assert of_disk == '{"schema": 1,\n' * 2
