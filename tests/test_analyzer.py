"""The whole chain: what must hold of any text, and what an analysis says of a plain one."""

import json
import pickle
import re
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hedgelens as hl
from hedgelens.article import article_from_text

PIECES = [
    "The mayor said that", "“We wait,”", "she said", "According to the Harbour Office,", "Ada Finch, a pilot,", "told the Gazette", "may", "rain",
    "about 40 boats", "it is reported that", "\u00a0", "\u2014", "—which he denied—", "🚢", "'quoted", "“", "”", '"', ".", ". ", ".\n", "\n\n", "\r\n\r\n",
    "?", "!", "Updated:", "By Ruth Hale", "(Photo/Agency)", "U.S.", "Mr. Lee", "the report", "He", "believes", "warned", "\t", "e\u0301", ":", "- ", "…",
]  # fmt: skip


@pytest.fixture(scope="module")
def analyzer():
    return hl.Analyzer()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map(" ".join).filter(str.strip))
def test_every_span_lies_in_the_text_and_says_what_stands_there(analyzer, text):
    data = json.loads(analyzer.analyze(article_from_text(text)).to_json())
    assert data["article"]["chars"] == len(text)
    sentences = [(s["start"], s["end"]) for s in data["sentences"]]
    flat = [point for span in sentences for point in span]
    assert flat == sorted(flat), "sentences are in order and disjoint"
    outside = text
    for start, end in reversed(sentences):
        assert text[start:end] == text[start:end].strip() != ""
        outside = outside[:start] + outside[end:]
    assert not outside.strip(), "every character that is not blank stands in a sentence"
    sources, attributions = {s["id"] for s in data["sources"]}, {a["id"] for a in data["attributions"]}
    assert len(sources) == len(data["sources"])
    assert len(attributions) == len(data["attributions"])
    for a in data["attributions"]:
        for role in ("source", "cue", "content"):
            points = [point for span in a[role] for point in span]
            assert all(0 <= start < end <= len(text) for start, end in a[role]), role
            assert points == sorted(points), f"pieces of the {role} are in order and disjoint"
        assert len(a["cue"]) <= 1
        assert a["source_id"] in sources | {None}
        assert a["via"] in sources | {None}
        assert a["parent"] in attributions - {a["id"]} | {None}
        assert 0 <= a["confidence"] <= 1
        assert a["why"]
        assert "\n" not in a["why"]
    for h in data["hedges"]:
        assert text[h["start"] : h["end"]] == h["text"]
        assert data["sentences"][h["sentence"]]["start"] <= h["start"] < data["sentences"][h["sentence"]]["end"]
        assert h["owner"] in sources | {"author", "unknown"}
        assert h["attribution"] in attributions | {None}
    for s in data["sentences"]:
        assert set(s["sources"]) | set(s["continued"]) <= sources
        assert not set(s["sources"]) & set(s["continued"])
    assert hl.Analysis.from_dict(data, text).to_dict() == data


def test_pipe_gives_what_single_calls_give_in_order(analyzer):
    texts = ["The mayor said that it may rain.", "According to Ada Finch, it snows.", "The mayor said that it may rain."]
    piped = [analysis.to_dict() for analysis in analyzer.pipe(texts)]
    assert piped == [analyzer.analyze(text).to_dict() for text in texts]
    assert piped[0] == piped[2]


def test_a_registry_adds_names_and_groups(analyzer, tmp_path):
    registry = tmp_path / "r.toml"
    registry.write_text('[[source]]\nname = "Harbour Office of Westmoor"\naliases = ["Harbour Office"]\ngroups = ["offices"]\n')
    text = "According to the Harbour Office, the ferry is late. It may sail tomorrow."
    with_registry = hl.analyze(text, sources=registry)
    assert [row.name for row in hl.measures.summary_rows(with_registry, by="group")] == ["offices"]
    assert with_registry.sources[0].name == "Harbour Office of Westmoor"
    assert analyzer.analyze(text).summary(by="group").empty


def test_the_engine_and_the_model_stand_in_the_output(analyzer):
    settings_used = analyzer.analyze("It rains.").to_dict()["measures"]["settings"]
    assert settings_used["engine"] == "learned"
    assert "core_web" in settings_used["model"]
    assert re.fullmatch("[0-9a-f]{64}", settings_used["model_sha256"])
    assert re.fullmatch("[0-9a-f]{64}", settings_used["engine_sha256"])
    assert list(settings_used)[:3] == ["engine", "model", "model_sha256"]


def test_what_the_reading_doubts_is_a_warning_with_the_name_of_the_article(analyzer):
    text = "Der Minister sagte, dass die Lage ernst sei. Mehr wollte er am Abend dazu nicht sagen."
    with pytest.warns(hl.HedgeLensWarning, match="'article': The text does not look like English"):
        analyzer.analyze(text)
    with pytest.warns(hl.HedgeLensWarning, match="'b': The text looks wrongly decoded"):
        hl.Collection.analyze({"a": "The mayor said that it rains.", "b": "â€œWe wait,â€ she said, and left the hall."})


def test_what_counts_is_a_setting_of_the_analyzer_and_of_its_fingerprint(analyzer):
    text = "Boats sink\n\nPolice said that ten boats sank, and the mayor believes that it was rain."
    assert (analyzer.min_confidence, len(analyzer.types)) == (0.55, 4)
    other = hl.Analyzer(min_confidence=0.9, types="belief")
    assert {other.fingerprint, hl.Analyzer(min_confidence=0.9).fingerprint, hl.Analyzer(types="belief").fingerprint}.isdisjoint(
        {analyzer.fingerprint}
    )
    assert hl.Analyzer(min_confidence=0.55, types="fact,belief,eventuality,assertion").fingerprint == analyzer.fingerprint
    analysis = other.analyze(text)
    assert (analysis.min_confidence, analysis.types) == (0.9, ("belief",))
    assert analysis == analyzer.analyze(text).counting(min_confidence=0.9, types="belief")
    assert hl.analyze(text, min_confidence=0.9, types=["belief"]) == analysis


@pytest.mark.parametrize("options", [{"min_confidence": 1.1}, {"min_confidence": "high"}, {"types": "beliefs"}])
def test_what_cannot_count_is_refused_before_anything_is_loaded(options):
    with pytest.raises(hl.HedgeLensError):
        hl.Analyzer(**options)


def test_text_that_is_wrapped_divided_and_full_of_what_nobody_sees_is_read_as_one_reads_it():
    plain = "Reservoir low\n\nThe reservoir could run dry in May, Minister Clara Dubois said on Monday, according to the office of the port. Ms. Dubois reportedly disagreed with her deputy, Ana Lund, who said that it might rain.\n"
    odd = "Reser\u00advoir low\n\n" + textwrap.fill(
        "The reser\u00advoir could run dry in May, Minister Clara Du\u00adbois said on Monday, according to the oﬃce of the port. "
        "Ms. Du\u00adbois re\u00adportedly disagreed with her deputy, Ana Lund, who said\u200b that it might rain.",
        54,
    )
    analyzer = hl.Analyzer(engine="rules")
    one, other = analyzer.analyze(plain), analyzer.analyze(odd)
    assert [s.name for s in other.sources] == [s.name for s in one.sources]
    assert [s.words for s in other.sentences] == [s.words for s in one.sentences]
    assert [h.category for h in other.hedges] == [h.category for h in one.hedges]
    assert other.article.text == odd
    assert all(h.text == odd[h.start : h.end] for h in other.hedges)
    assert "re\u00adportedly" in [h.text for h in other.hedges]
    assert odd[other.sentences[-1].start : other.sentences[-1].end].endswith("that it might rain.")
    assert [len(a.content) for a in other.attributions] == [len(a.content) for a in one.attributions]
    assert type(one).from_dict(other.to_dict(), odd) == other


def test_a_link_changes_no_count_of_words_and_no_share():
    sentences = (
        "The ferry was sold in May, the port office said on Monday. Nobody was asked. It will sail again in June, said Ada Quist."
    )
    linked = sentences.replace("in May", "[in May](https://news.example/2024/05/13/the-old-ferry-was-sold)").replace(
        "Nobody was", "[Nobody](/about/us/and/them) was"
    )
    analyzer = hl.Analyzer(engine="rules")
    plain, other = (analyzer.analyze(f"Ferry sold\n\n{text}\n") for text in (sentences, linked))
    assert [s.words for s in other.sentences] == [s.words for s in plain.sentences] == [2, 12, 3, 9]
    assert hl.measures.coverage(other) == hl.measures.coverage(plain)
    assert [row.words for row in hl.measures.shares(other)] == [row.words for row in hl.measures.shares(plain)]
    assert [other.article.text[start:][:2] for start in other.word_starts] == [
        plain.article.text[start:][:2] for start in plain.word_starts
    ]
    assert type(other).from_dict(other.to_dict(), other.article.text) == other


def test_a_pin_by_offset_holds_in_a_text_that_is_read_otherwise_than_it_stands():
    text = "The reser\u00advoir is low. Ms. Du\u00adbois said that it would rain."
    registry = hl.Registry(pins={"article": {f"@{text.index('Ms.')}": "Clara Dubois"}})
    found = hl.Analyzer(sources=registry, engine="rules").analyze(text)
    assert [source.name for source in found.sources] == ["Clara Dubois"]


def test_what_is_disclosed_stands_where_the_text_as_it_is_says_so():
    text = "Reservoir low\n\nMinister Clara Du\u00adbois said on Mon\u00adday that the reservoir would run dry in May. Ms. Dubois de\u00adclined to com\u00adment on more."
    found = hl.analyze(article_from_text(text), engine="rules", min_confidence=0)
    said = [text[slice(*disclosure.span)] for source in found.sources for disclosure in source.disclosure]
    assert said == ["de\u00adclined to com\u00adment"]


@pytest.fixture
def text():
    return "Boats will hardly sail, the mayor said. Local papers reported that the harbour is closed."


def test_an_analyzer_can_be_sent_to_another_process(tmp_path, text):
    rules = tmp_path / "rules.toml"
    rules.write_text('off = ["epistemic"]\n')
    analyzer = hl.Analyzer(sources=hl.Registry(), hedges=rules, min_confidence=0.2, types="assertion")
    sent = pickle.dumps(analyzer)
    rules.unlink()  # what was read goes with it
    arrived = pickle.loads(sent)
    assert arrived.analyze(text) == analyzer.analyze(text)
    assert (arrived.min_confidence, arrived.types, arrived.language_sha256) == (0.2, analyzer.types, analyzer.language_sha256)


def test_hedge_rules_that_were_put_together_in_python_cannot_and_it_is_said(analyzer):
    analyzer = hl.Analyzer(hedges=analyzer.hedge_rules.hedges, engine="rules")
    with pytest.raises(hl.HedgeLensError, match=r"built in Python .* Give the path of a TOML file instead\."):
        pickle.dumps(analyzer)


def test_a_type_is_given_by_its_name_and_not_by_its_letters(text):
    analysis = hl.Analyzer(types="assertion").analyze(text)
    assert analysis.types == ("assertion",) == hl.Analyzer(types=["assertion"]).types
    assert analysis.summary(types="assertion").equals(analysis.summary(types=("assertion",)))
    assert hl.measures.coverage(analysis, types="belief") == hl.measures.coverage(analysis, types=["belief"])
