import json
from dataclasses import fields, replace
from pathlib import Path

import pytest
from drafts import Draft, analyses, small
from hypothesis import given, settings

import hedgelens
from hedgelens import measures
from hedgelens.analysis import Analysis as Data
from hedgelens.faces import Analysis
from hedgelens.records import Disclosure, HedgeLensError, Kind, Pronoun, Speaking

TOP = [
    "schema", "hedgelens", "article", "sentences", "sources", "attributions", "hedges", "continuations", "summary", "groups", "measures",
]  # fmt: skip
KEYS = {
    "article": ["id", "title", "sha256", "chars", "language", "outlet", "date", "author", "warnings", "blocks", "date_text", "section", "page", "url", "near_duplicate_of", "fields"],
    "sentences": ["index", "start", "end", "kind", "paragraph", "words", "sources", "continued", "attributions", "hedges"],
    "sources": ["id", "name", "kind", "naming", "aliases", "groups", "mentions", "role", "affiliation", "pronoun", "disclosure", "colour", "counted"],
    "attributions": [
        "id", "sentence", "source", "cue", "content", "source_id", "via", "parent", "quotation", "type", "confidence", "why",
        "via_span", "rule", "link", "stance", "counted",
    ],
    "continuations": ["sentence", "source_id", "confidence", "why"],
    "hedges": ["id", "sentence", "start", "end", "text", "category", "owner", "attribution", "confidence", "why", "rule", "owners"],
    "summary": [
        "source", "name", "sentences_explicit", "sentences_continued", "words", "share_words", "share_sentences_explicit",
        "share_sentences_inclusive", "direct", "indirect", "mixed", "hedges",
    ],
}  # fmt: skip


def test_json_has_the_keys_of_the_contract_in_their_order():
    data = json.loads(small().to_json())
    assert list(data) == TOP
    assert list(data["article"]) == KEYS["article"]
    for name in ("sentences", "sources", "attributions", "hedges", "continuations", "summary"):
        assert all(list(row) == KEYS[name] for row in data[name]), name
        assert data[name]
    assert all(list(row) == KEYS["summary"] for row in data["groups"])
    assert [row["source"] for row in data["groups"]] == ["officials", "press"]


def test_a_sentence_links_to_sources_inner_sources_and_relaying_media():
    d = Draft("Cups are round, Ann told the Gazette.\nSo Bob says that Cy thinks.")
    ann, gazette, bob, cy = (d.source(name) for name in ("Ann", "Gazette", "Bob", "Cy"))
    d.says(ann, "told", "Cups are round", via=gazette)
    d.says(bob, "says", "that Cy thinks")
    d.says(cy, "thinks", "Cy", parent="a2", type="belief")
    links = d.done().links
    assert links[0].sources == (ann, gazette)
    assert links[1].sources == (bob, cy)


def test_the_writer_is_no_source():
    d = Draft("We know that the dam holds.\nIt rained, Ann said.")
    author, ann = d.source("author", kind="author"), d.source("Ann")
    d.says(author, "know", "that the dam holds")
    d.says(ann, "said", "It rained")
    analysis = d.done()
    assert [links.basis for links in analysis.links] == ["writer", "explicit"]
    assert [row.source for row in measures.summary_rows(analysis)] == [ann]
    assert len(analysis.to_dict()["attributions"]) == 2


def test_content_that_runs_on_links_the_next_sentence_and_a_source_span_alone_does_not():
    d = Draft("Ann said this.\nAnd that too.\nAnn went home.")
    ann = d.source("Ann")
    d.says(ann, "said", "this.", "And that too.")
    assert [links.sources for links in d.done().links] == [(ann,), (ann,), ()]


def test_continued_only_where_the_source_is_not_explicit():
    d = Draft("Ann said this.\nMore of it.")
    ann = d.source("Ann")
    d.says(ann, "said", "this")
    d.carries_on(0, ann)
    d.carries_on(1, ann)
    assert [links.continued for links in d.done().links] == [(), (ann,)]


def test_from_dict_gives_the_same_analysis_back():
    analysis = small()
    for data in (analysis.to_dict(), json.loads(analysis.to_json())):
        again = Analysis.from_dict(data, analysis.article.text)
        assert again == analysis
        assert again.to_json() == analysis.to_json()
    assert again.engine == "rules"
    assert again.model == "model 1"
    assert {c.confidence for c in again.continuations} == {0.7}


def test_what_was_saved_before_there_were_some_of_the_keys_is_read():
    analysis = small()
    data = analysis.to_dict()
    for holder, key in [
        (data, "continuations"),
        (data["article"], "warnings"),
        (data["article"], "blocks"),
        *((data["measures"]["settings"], key) for key in ("engine_sha256", "min_confidence")),
        *((row, key) for row in data["attributions"] for key in ("via_span", "rule", "link", "stance", "counted")),
        *((row, key) for row in data["hedges"] for key in ("rule", "owners")),
        *((row, key) for row in data["sources"] for key in ("role", "affiliation", "pronoun", "disclosure", "colour", "counted")),
    ]:
        del holder[key]
    earlier = Analysis.from_dict(data, analysis.article.text)
    (link,) = earlier.continuations
    assert (link.sentence, link.source_id) == (2, "s1")
    assert "was not saved" in link.why
    assert earlier.article == analysis.article
    assert replace(earlier, continuations=analysis.continuations) == analysis


def told():
    """Returns a small analysis in which the article tells of its sources who they are."""
    analysis = small()
    first, second = analysis.sources[:2]
    refusal = Disclosure(Speaking.DECLINED, (0, 4))
    first = replace(first, role="harbor master", affiliation=second.id, pronoun=Pronoun.SHE, disclosure=(refusal,))
    second = replace(second, affiliation="Harbor Office")
    return replace(analysis, sources=(first, second, *analysis.sources[2:]))


def test_who_sources_are_is_written_and_read_back():
    analysis = told()
    data = json.loads(analysis.to_json())
    assert data["sources"][0]["disclosure"] == [{"what": "declined to comment", "span": [0, 4]}]
    assert Analysis.from_dict(data, analysis.article.text) == analysis
    first, second = analysis.table("sources").to_dict("records")[:2]
    assert (first["role"], first["affiliation"], first["affiliation_id"]) == ("harbor master", second["name"], "s2")
    assert (first["pronoun"], first["disclosure"]) == ("she", "declined to comment")
    assert second["affiliation"] == "Harbor Office"
    assert second["affiliation_id"] not in {"s1", "s2"}
    assert f"harbor master; {second['name']}; she; declined to comment" in analysis.why(analysis.attributions[0].sentence)


def test_the_page_has_role_and_house_below_the_name():
    assert "named government: harbor master, engineers" in told().to_html()


def test_a_source_belongs_to_another_body_than_itself_and_speaks_within_the_text():
    analysis = told()
    for key, value, message in (
        ("affiliation", "s1", "no source belongs to itself"),
        ("disclosure", [{"what": "declined to comment", "span": [0, 1 << 20]}], "no passage"),
        ("disclosure", [{"what": "frowned", "span": [0, 1]}], "expected one of"),
        ("pronoun", "we", "expected one of"),
    ):
        data = analysis.to_dict()
        data["sources"][0][key] = value
        with pytest.raises(HedgeLensError, match=message):
            Analysis.from_dict(data, analysis.article.text)


def test_hashes_come_back_and_may_be_missing():
    analysis = replace(small(), model_sha256="ab" * 32, engine_sha256="cd" * 32)
    assert Analysis.from_dict(analysis.to_dict(), analysis.article.text) == analysis
    data = analysis.to_dict()
    assert Analysis.from_dict(data, analysis.article.text).model_sha256 == "ab" * 32
    del data["measures"]["settings"]["model_sha256"]  # as in what earlier versions wrote
    earlier = Analysis.from_dict(data, analysis.article.text)
    assert earlier.model_sha256 == ""
    assert earlier.to_dict()["measures"]["settings"]["model_sha256"] is None


def test_from_dict_refuses_another_text_and_what_is_no_analysis():
    analysis = small()
    with pytest.raises(HedgeLensError, match="not the one that was analysed"):
        Analysis.from_dict(analysis.to_dict(), analysis.article.text + " ")
    with pytest.raises(HedgeLensError, match="schema"):
        Analysis.from_dict({"schema": 99}, "text")
    with pytest.raises(HedgeLensError, match="not an analysis"):
        Analysis.from_dict({"schema": 1}, "text")


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("attributions", 0, "content"), [[3, 10_000]], "10000"),
        (("attributions", 0, "source_id"), "s99", "s99"),
        (("attributions", 0, "parent"), "a99", "a99"),
        (("hedges", 0, "sentence"), 400, "400"),
        (("sentences", 0, "kind"), "poem", "poem"),
    ],
)
def test_from_dict_names_what_points_nowhere(path, value, named):
    analysis = small()
    data = analysis.to_dict()
    data[path[0]][path[1]][path[2]] = value
    with pytest.raises(HedgeLensError, match=named):
        Analysis.from_dict(data, analysis.article.text)


@settings(max_examples=60)
@given(analyses())
def test_json_round_trip_and_spans_of_any_analysis(analysis):
    data = json.loads(analysis.to_json())
    text = analysis.article.text
    assert Analysis.from_dict(data, text) == Analysis.from_dict(analysis.to_dict(), text) == analysis
    assert Analysis.from_dict(data, text).to_dict() == data
    for a in data["attributions"]:
        for role in ("source", "cue", "content"):
            ends = [point for span in a[role] for point in span]
            assert ends == sorted(ends), "pieces are ordered and disjoint"
            assert all(0 <= start < end <= len(text) for start, end in a[role])
    for h in data["hedges"]:
        assert text[h["start"] : h["end"]] == h["text"]
        assert h["id"] in data["sentences"][h["sentence"]]["hedges"]
    for s in data["sentences"]:
        assert not set(s["continued"]) & set(s["sources"])
        for id in s["attributions"]:
            spans = next(a["cue"] + a["content"] for a in data["attributions"] if a["id"] == id)
            assert any(start < s["end"] and s["start"] < end for start, end in spans)


@settings(max_examples=60)
@given(analyses())
def test_summary_counts_the_links_that_the_sentences_list(analysis):
    data = analysis.to_dict()
    body = [s for s in data["sentences"] if s["kind"] == "body"]
    for row in data["summary"]:
        if row["source"] is not None:
            assert row["sentences_explicit"] == sum(row["source"] in s["sources"] for s in body)
            assert row["sentences_continued"] == sum(row["source"] in s["continued"] for s in body)
        assert 0 <= row["share_words"] <= 1
        assert row["share_sentences_explicit"] <= row["share_sentences_inclusive"] <= 1
    assert all(row["source"] is not None for row in data["summary"][:-1]), "the unknown source is never ranked"


def test_tables_have_one_row_each_and_name_article_and_outlet():
    analysis = small()
    sizes = {"sentences": 6, "attributions": 4, "hedges": 2, "sources": 3, "summary": 4, "groups": 2}
    for name, size in sizes.items():
        table = analysis.table(name)
        assert len(table) == size, name
        assert list(table.columns[:2]) == ["article", "outlet"]
        assert set(table["outlet"]) == {"The Draft"}
    assert analysis.table("attributions")["content_text"][1] == "Engineers found rust"
    assert analysis.table("hedges")["owner"].tolist() == ["the writer", "engineers"]
    with pytest.raises(HedgeLensError, match="no table 'quotes'"):
        analysis.table("quotes")


def test_summary_narrows_by_types_and_level_and_groups():
    analysis = small()
    words = lambda **options: dict(zip(analysis.summary(**options)["name"], analysis.summary(**options)["words"], strict=True))  # noqa: E731
    assert words() == {"Ida Mayor": 6, "Agency": 3, "engineers": 0, "unknown source": 5}
    assert words(level="inner")["Agency"] == 2
    assert words(types=["fact"])["engineers"] == 1
    assert words(by="group") == {"officials": 6, "press": 3}
    with pytest.raises(HedgeLensError, match="'opinion'"):
        analysis.summary(types=["opinion"])
    with pytest.raises(HedgeLensError, match="'middle'"):
        analysis.summary(level="middle")


def test_csv_and_markdown_hold_the_same_rows(tmp_path):
    analysis = small()
    assert analysis.to_csv().splitlines()[1] == "draft,The Draft,s1,Ida Mayor,1,1,6,0.1622,0.2,0.4,0,1,0,0,"
    written = tmp_path / "hedges.csv"
    assert analysis.to_csv(written, table="hedges") == written.read_text(encoding="utf-8")
    assert analysis.to_markdown(table="sources").count("\n") == 2 + 3


def test_markdown_cells_cannot_break_the_table():
    d = Draft("One | two.\nThree.")
    d.source("a|b *c* <i>")
    assert "a\\|b \\*c\\* &lt;i&gt;" in d.done().to_markdown(table="sources")


def test_display_is_escaped_and_needs_no_script():
    d = Draft("<script>alert(1)</script> she said.\nNext.")
    d.says(d.source("<img src=x onerror=alert(2)>"), "said", "<script>alert(1)</script>")
    html = d.done()._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_an_article_without_a_body_is_no_error():
    d = Draft("Only a title", kinds={0: Kind.TITLE})
    analysis = d.done()
    assert analysis.summary().empty
    assert str(analysis) == "This text has no body sentences to analyse."
    assert analysis.to_dict()["measures"]["coverage"]["words_attributed"] == 0
    assert "Only a title" in analysis.to_html()


def test_the_documentation_names_every_key_of_the_output():
    page = (Path(__file__).parent.parent / "docs" / "output.md").read_text(encoding="utf-8")
    data = small().to_dict()
    keys = [*data, *data["article"], *data["measures"]]
    keys += data["measures"]["settings"]
    for name in ("sentences", "sources", "attributions", "hedges", "continuations", "summary"):
        keys += data[name][0]
    assert [key for key in keys if f"`{key}`" not in page] == []


def test_the_documentation_names_every_measure():
    page = (Path(__file__).parent.parent / "docs" / "measures.md").read_text(encoding="utf-8")
    functions = [
        "anonymity",
        "chain_depth",
        "coverage",
        "directness",
        "diversity",
        "first_mention",
        "hedge_counts",
        "hedge_rates",
        "hedged_shares",
        "owner_rows",
    ]
    functions += ["official_share", "share_at_top", "shares", "stance", "summary_rows"]
    assert set(functions) <= set(measures.__all__)
    assert [name for name in functions if f"`{name}`" not in page] == []


def test_public_names_are_there_and_load_only_when_asked_for():
    assert set(hedgelens.__all__) == set(dir(hedgelens))
    assert all(getattr(hedgelens, name) is not None for name in hedgelens.__all__)
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        hedgelens.analyse  # noqa: B018


def test_the_data_alone_and_the_analysis_made_of_them_are_equal():
    whole = small()
    data = Data(**{f.name: getattr(whole, f.name) for f in fields(Data)})
    assert data == whole == data
    assert hash(data) == hash(whole)
    assert isinstance(whole, Data)
    assert not hasattr(data, "to_json")
    assert type(replace(whole, engine="other")) is hedgelens.Analysis
    assert replace(data, engine="other") != whole
