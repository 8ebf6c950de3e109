"""Who reports whom as a network, in GraphML and in GEXF, for Gephi and others: sources as nodes, who reports whom as edges.

Of several articles the sources of the same name are one node, and numbers are added. (GraphML 1.0,
http://graphml.graphdrawing.org; GEXF 1.3, https://gexf.net.)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hedgelens._start import VERSION
from hedgelens.analysis import AUTHOR_NAME, Analysis
from hedgelens.formats.xml_files import escaped, tag
from hedgelens.measures import report_links
from hedgelens.records import AUTHOR

_NODE = {"label": "string", "kind": "string", "naming": "string", "attributions": "int", "articles": "int"}
_EDGE = {"weight": "double", "relayed": "boolean", "articles": "int"}
_GEXF_TYPES = {"int": "integer"}


@dataclass
class Network:
    """Who reports whom.

    Attributes:
        nodes: what is known of each, by name: label, kind, naming, number of attributions that report it, number of articles.
        edges: number of attributions and of articles, by the names of reporter and reported and whether it was relayed.
    """

    nodes: dict[str, dict[str, Any]] = field(default_factory=dict)
    edges: dict[tuple[str, str, bool], dict[str, int]] = field(default_factory=dict)


def network_of(analyses: Iterable[Analysis]) -> Network:
    """Returns the network of analyses; what is counted is what :func:`hedgelens.measures.report_links` counts."""
    found = Network()
    for analysis in analyses:
        links = report_links(analysis)
        ids = dict.fromkeys([AUTHOR, *(source.id for source in analysis.sources if analysis.counts_source(source.id))])
        ids |= dict.fromkeys(end for link in links for end in link[:2])
        for name in dict.fromkeys(_add(found, analysis, id) for id in ids):
            found.nodes[name]["articles"] += 1
        for link in links:
            reporter, reported = (_name(analysis, id) for id in link[:2])
            edge = found.edges.setdefault((reporter, reported, link.relayed), {"weight": 0, "articles": 0})
            edge["weight"] += link.number
            edge["articles"] += 1
            found.nodes[reported]["attributions"] += link.number
    return found


def _name(analysis: Analysis, id: str) -> str:
    return AUTHOR_NAME if id == AUTHOR else analysis.name_of(id)


def _add(network: Network, analysis: Analysis, id: str) -> str:
    name = _name(analysis, id)
    source = analysis.source(id)
    kind, naming = (str(source.kind), str(source.naming)) if source else (str(id), "")
    network.nodes.setdefault(name, {"label": name, "kind": kind, "naming": naming, "attributions": 0, "articles": 0})
    return name


def write_graphml(analyses: Iterable[Analysis]) -> bytes:
    """Returns the network in GraphML."""
    network = network_of(analyses)
    ids = {name: f"n{number}" for number, name in enumerate(network.nodes)}
    keys = [
        tag("key", {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": kind})
        for of, given in (("node", _NODE), ("edge", _EDGE))
        for name, kind in given.items()
    ]
    nodes = [tag("node", {"id": ids[name]}, _data("node", given)) for name, given in network.nodes.items()]
    edges = [
        tag("edge", {"id": f"e{number}", "source": ids[one], "target": ids[other]}, _data("edge", _of_edge(relayed, given)))
        for number, ((one, other, relayed), given) in enumerate(network.edges.items())
    ]
    graph = tag("graph", {"id": "who-reports-whom", "edgedefault": "directed"}, "\n".join(("", *nodes, *edges, "")))
    inside = "\n".join(("", f"<desc>Who reports whom, by HedgeLens {VERSION}</desc>", *keys, graph, ""))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tag("graphml", _GRAPHML, inside)}\n'.encode()


_GRAPHML: dict[str, object] = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
}


def _of_edge(relayed: bool, given: dict[str, int]) -> dict[str, Any]:
    return {"weight": float(given["weight"]), "relayed": str(relayed).lower(), "articles": given["articles"]}


def _data(of: str, given: dict[str, Any]) -> str:
    return "".join(tag("data", {"key": f"{of}_{name}"}, escaped(str(one))) for name, one in given.items())


def write_gexf(analyses: Iterable[Analysis]) -> bytes:
    """Returns the network in GEXF."""
    network = network_of(analyses)
    ids = {name: str(number) for number, name in enumerate(network.nodes)}
    node_keys, edge_keys = [name for name in _NODE if name != "label"], [name for name in _EDGE if name != "weight"]
    declared = "".join(
        tag(
            "attributes",
            {"class": of},
            "".join(
                tag("attribute", {"id": n, "title": name, "type": _GEXF_TYPES.get(kinds[name], kinds[name])})
                for n, name in enumerate(keys)
            ),
        )
        for of, keys, kinds in (("node", node_keys, _NODE), ("edge", edge_keys, _EDGE))
    )
    nodes = [tag("node", {"id": ids[name], "label": name}, _values(node_keys, given)) for name, given in network.nodes.items()]
    edges = []
    for number, ((one, other, relayed), given) in enumerate(network.edges.items()):
        of = _of_edge(relayed, given)
        kind = "relays" if relayed else "reports"
        about = {"id": number, "source": ids[one], "target": ids[other], "weight": of["weight"], "kind": kind}
        edges.append(tag("edge", about, _values(edge_keys, of)))
    inside = "\n".join((declared, tag("nodes", {}, "\n".join(nodes)), tag("edges", {}, "\n".join(edges))))
    meta = tag("meta", {}, f"<creator>HedgeLens {VERSION}</creator><description>Who reports whom</description>")
    graph = tag("graph", {"defaultedgetype": "directed", "mode": "static"}, inside)
    root = tag("gexf", {"xmlns": "http://gexf.net/1.3", "version": "1.3"}, f"\n{meta}\n{graph}\n")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}\n'.encode()


def _values(keys: list[str], given: dict[str, Any]) -> str:
    return tag("attvalues", {}, "".join(tag("attvalue", {"for": n, "value": given[key]}) for n, key in enumerate(keys)))
