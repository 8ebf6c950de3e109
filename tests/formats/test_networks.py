"""GraphML and GEXF of who reports whom, and articles as RIS and BibTeX."""

import re
from dataclasses import replace

import pytest
from hard_article import hard
from lxml import etree

from hedgelens.formats import networks
from hedgelens.formats.references import write_bibtex, write_ris
from hedgelens.interchange import write
from hedgelens.measures import report_links
from hedgelens.records import HedgeLensWarning

GRAPHML, GEXF = {"g": "http://graphml.graphdrawing.org/xmlns"}, {"g": "http://gexf.net/1.3"}


def edges(network):
    return {(one, other, relayed, given["weight"]) for (one, other, relayed), given in network.edges.items()}


def test_edges_are_the_links_that_are_counted():
    analysis = hard()

    def name(id):
        return "the writer" if id == "author" else analysis.name_of(id)

    links = {(name(one.reporter), name(one.reported), one.relayed, one.number) for one in report_links(analysis)}
    assert edges(networks.network_of([analysis])) == links
    assert ("Gull Gazette", "police", False, 1) in links
    assert ("Gull Gazette", "Ada Okoro", True, 1) in links


def test_of_several_articles_names_are_nodes_and_numbers_are_added():
    both = networks.network_of([hard(), hard()])
    assert both.nodes["Ada Okoro"]["articles"] == 2
    assert both.edges["Gull Gazette", "Ada Okoro", True] == {"weight": 2, "articles": 2}


def test_graphml_is_read_as_it_was_meant():
    root = etree.fromstring(networks.write_graphml([hard()]))
    keys = {one.get("id"): one.get("attr.name") for one in root.iterfind("g:key", GRAPHML)}
    names = {}
    for node in root.iterfind(".//g:node", GRAPHML):
        names[node.get("id")] = {keys[one.get("key")]: one.text for one in node}["label"]
    found = set()
    for edge in root.iterfind(".//g:edge", GRAPHML):
        given = {keys[one.get("key")]: one.text for one in edge}
        found.add((names[edge.get("source")], names[edge.get("target")], given["relayed"] == "true", int(float(given["weight"]))))
    assert found == edges(networks.network_of([hard()]))
    assert len({edge.get("id") for edge in root.iterfind(".//g:edge", GRAPHML)}) == len(found)


def test_gexf_is_read_as_it_was_meant():
    root = etree.fromstring(networks.write_gexf([hard()]))
    assert (root.get("version"), root.tag) == ("1.3", "{http://gexf.net/1.3}gexf")
    names = {one.get("id"): one.get("label") for one in root.iterfind(".//g:node", GEXF)}
    found = {
        (names[one.get("source")], names[one.get("target")], one.get("kind") == "relays", int(float(one.get("weight"))))
        for one in root.iterfind(".//g:edge", GEXF)
    }
    assert found == edges(networks.network_of([hard()]))
    titles = {
        (a.getparent().get("class"), a.get("id")): (a.get("title"), a.get("type")) for a in root.iterfind(".//g:attribute", GEXF)
    }
    assert titles["node", "2"] == ("attributions", "integer")
    assert all(("node", one.get("for")) in titles for one in root.iterfind(".//g:node//g:attvalue", GEXF))


def test_networkx_reads_both(tmp_path):
    networkx = pytest.importorskip("networkx")
    (tmp_path / "n.graphml").write_bytes(networks.write_graphml([hard()]))
    graph = networkx.read_graphml(tmp_path / "n.graphml")
    assert {data["label"] for _, data in graph.nodes(data=True)} == set(networks.network_of([hard()]).nodes)


@pytest.mark.parametrize(
    ("ending", "what"),
    [
        (".graphml", "who reports whom"),
        (".gexf", "who reports whom"),
        (".ris", "known about the article"),
        (".bib", "known about the article"),
    ],
)
def test_what_is_lost_is_warned_of_in_one_sentence(ending, what, tmp_path):
    with pytest.warns(HedgeLensWarning, match=f"cannot hold anything but .*{what}") as warned:
        write([hard(), hard()], tmp_path / f"all{ending}")
    assert len(warned) == 1


def test_ris_says_what_is_known():
    text = write_ris([hard()]).decode()
    assert re.findall(r"^(\w\w)  - (.*)\r$", text, re.MULTILINE) == [
        ("TY", "NEWS"),
        ("ID", "ferry & pier"),
        ("TI", "Ferry 🚢 may stop"),
        ("AU", "Teo Marsh"),
        ("T2", "Gull Gazette"),
        ("PY", "2026"),
        ("DA", "2026/07/31"),
        ("UR", "https://example.org/ferry?a=1&b=2"),
        ("LA", "en"),
        ("ER", ""),
    ]


def test_to_bibtex_braces_pair_and_keys_differ_in_more_than_the_size_of_letters():
    def entry(id, title):
        return replace(hard(), article=replace(hard().article, id=id, title=title))

    titles = ["a } b { c", "{", "{a} {{b}}", "}"]
    text = write_bibtex([entry(id, title) for id, title in zip(("a", "A", "a-2", "b"), titles, strict=True)]).decode()
    assert text.count("{") == text.count("}")
    assert r"title = {{a \textbraceright{} b \textbraceleft{} c}}" in text
    assert r"title = {{\{a\} \{\{b\}\}}}" in text
    keys = re.findall(r"@article\{(.*),", text)
    assert len({key.lower() for key in keys}) == 4


def test_no_text_leaves_its_field_in_bibtex_or_ris():
    article = replace(hard().article, title="50% {off} \\ #1 & a_b\nER  - ", author="Ada Okoro and Teo Marsh", date="2026-07")
    text = write_bibtex([replace(hard(), article=article)] * 2).decode()
    assert r"title = {{50\% \{off\} \textbackslash{} \#1 \& a\_b ER -}}" in text
    assert "author = {Ada Okoro and Teo Marsh}" in text
    assert "month = jul" in text
    assert re.findall(r"@article\{(.*),", text) == ["ferry-pier", "ferry-pier-2"]
    assert write_ris([replace(hard(), article=article)]).decode().count("\r\nER  - ") == 1
