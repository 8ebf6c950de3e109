"""TEI: that its text and its tags are what they should be, and what others wrote."""

import os
import re
from dataclasses import replace

import pytest
from hard_article import TEXT, hard
from lxml import etree

from hedgelens import Analyzer, bundled
from hedgelens.article import article_from_text
from hedgelens.formats import tei
from hedgelens.interchange import read
from hedgelens.records import HedgeLensError, Quotation

TEI = {"t": tei.NAMESPACE}
SCHEMA = os.environ.get("HEDGELENS_TEI_SCHEMA")
"""The schema of TEI P5 (``.ci/tei_schema FOLDER`` fetches it)."""


def document(analysis):
    return etree.fromstring(tei.write([analysis]))


def test_the_body_is_the_text_and_says_who_said_what():
    root = document(hard())
    assert "".join(root.find(".//t:body", TEI).itertext()) == TEXT
    names = {
        one.get("{http://www.w3.org/XML/1998/namespace}id"): one[0].text
        for one in root.iterfind(".//t:standOff//*[@{http://www.w3.org/XML/1998/namespace}id]", TEI)
        if len(one)
    }
    said = [("".join(one.itertext()), names.get((one.get("who") or "#").lstrip("#"))) for one in root.iterfind(".//t:said", TEI)]
    assert ("“on Monday,", "Ada Okoro") in said  # it goes on in the next block
    assert ("Ferry 🚢 may stop", None) in said
    assert [one.get("type") for one in root.iterfind(".//t:body/t:ab", TEI)] == ["title", "heading"]
    assert [one[0].text for one in root.iterfind(".//t:listOrg/t:org", TEI)] == ["Gull Gazette", "police"]


@pytest.mark.skipif(not SCHEMA, reason="HEDGELENS_TEI_SCHEMA does not say where the schema of TEI P5 is")
def test_what_is_written_is_valid_by_the_schema_of_the_tei_consortium():
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    texts = ["x", "A — “b”", "\0 is odd, she said.", "# Ferry\n\n- a\n- b\n\n> it may stop, she said.\n\n## Pier\n"]
    articles = [bundled.article(), *(article_from_text(text, markdown=True) for text in texts)]
    for analysis in (hard(), *map(Analyzer(engine="rules").analyze, articles)):
        root = document(analysis)
        assert schema.validate(root), schema.error_log
    root[-1].tag = f"{{{tei.NAMESPACE}}}chapter"
    assert not schema.validate(root)


def test_stretches_that_cross_are_in_pieces_that_are_tied():
    analysis = hard()
    one, *others = analysis.attributions
    start, end = TEXT.index("on Monday"), TEXT.index("The tide") + len("The tide is")
    crossing = replace(
        one, content=((TEXT.index("close”"), TEXT.index("Ada")), (start, end), (TEXT.index("high"), TEXT.index("Police") + 3))
    )
    analysis = replace(analysis, attributions=(crossing, *others), hedges=())
    root = document(analysis)
    pieces = [one for one in root.iterfind(".//t:said", TEI) if one.get("next")]
    assert pieces
    ids = {
        one.get("{http://www.w3.org/XML/1998/namespace}id"): one
        for one in root.iter()
        if one.get("{http://www.w3.org/XML/1998/namespace}id")
    }
    assert all(ids[one.get("next").lstrip("#")].get("prev").lstrip("#") in ids for one in pieces)
    assert len(ids) == len(set(ids))


def test_said_by_others_is_content_and_who_its_source(tmp_path):
    (tmp_path / "novel.tei").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson><person xml:id="ada"><persName>Ada Okoro</persName>'
        '</person></listPerson></standOff><text><body><p>Well, <said who="#ada">“the ferry may stop”</said>, she said. <said>“Oh?”</said></p>\n\n'
        "<p>It rained.</p></body></text></TEI>",
        "utf-8",
    )
    found = read(tmp_path / "novel.tei")
    assert found.article.text.startswith("Well, “the ferry")
    assert [(found.name_of(a.source_id), found.article.quote(a.content), a.quotation) for a in found.attributions] == [
        ("Ada Okoro", "“the ferry may stop”", Quotation.DIRECT),
        ("unknown source", "“Oh?”", Quotation.DIRECT),
    ]


def test_pieces_of_others_that_next_and_prev_tie_are_one_content_and_ana_ties_none(tmp_path):
    path = tmp_path / "ferry.tei"
    body = (
        '<p><said xml:id="one" next="#two" who="Ada" ana="#direct" n="1">“The ferry,”</said> said Ada, '
        '<said xml:id="two" prev="#one" ana="#direct" n="1">“may stop.”</said></p>'
        '<p><said who="Teo" ana="#direct" n="1">“Oh,”</said> said Teo.</p>'
    )
    path.write_text(f'<TEI xmlns="{tei.NAMESPACE}"><text><body>{body}</body></text></TEI>', encoding="utf-8")
    found = read(path)
    assert [(found.name_of(a.source_id), found.article.quote(a.content)) for a in found.attributions] == [
        ("Ada", "“The ferry,” … “may stop.”"),
        ("Teo", "“Oh,”"),
    ]


def test_the_body_holds_no_words_of_its_own_and_addresses_no_blanks():
    article = replace(article_from_text("Ferry\n\nIt may rain.\x0c\n\n\u2028\n\nBoats wait.\r\n"), url="https://example.org/a b")
    root = document(replace(hard(), article=article, sentences=(), sources=(), attributions=(), hedges=(), continuations=()))
    body = root.find(".//t:body", TEI)
    own = (body.text or "") + "".join(child.tail or "" for child in body)
    assert set(own) <= set(" \t\r\n")
    assert "".join(body.itertext()) == article.text.replace("\x0c", "\ufffd")
    assert root.find(".//t:ref", TEI).get("target") == "https://example.org/a%20b"


def test_said_by_nobody_has_no_source(tmp_path):
    path = tmp_path / "ferry.tei"
    body = '<p>The ferry, he said, <said who=" ">may stop</said>.</p>'
    path.write_text(f'<TEI xmlns="{tei.NAMESPACE}"><text><body>{body}</body></text></TEI>')
    (found,) = read(path).attributions
    assert found.source_id is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<TEI/>", "not a document in TEI P5"),
        ('<!DOCTYPE TEI [<!ENTITY a "b">]><TEI/>', "declares a document type"),
        ("<TEI", "is not XML"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>' + "<p>" * 100_000, "is not XML"),
    ],
)
def test_what_is_no_tei_is_said(content, said, tmp_path):
    (tmp_path / "x.tei").write_text(content)
    with pytest.raises(HedgeLensError, match=said):
        read(tmp_path / "x.tei")


@pytest.mark.parametrize("note", ["[]", "3", "&quot;none&quot;"])
def test_a_note_of_another_form_is_said_to_be_damaged(tmp_path, note):
    whole = tei.write([hard()]).decode()
    (tmp_path / "a.tei.xml").write_text(re.sub(r"(<f name=\"note\"><string>)[^<]*", rf"\g<1>{note}", whole), encoding="utf-8")
    with pytest.raises(HedgeLensError, match="damaged"):
        read(tmp_path / "a.tei.xml")
