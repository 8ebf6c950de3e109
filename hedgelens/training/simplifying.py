"""Simplifies a graph in eight bits so that it runs quicker; the weights stay as they are, and so does what comes out.

On windows of a hundred pieces, one product with three matrices side by side takes less time than three products, and working out
shapes that are known beforehand takes longer than it should.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from onnx import GraphProto, NodeProto, helper, numpy_helper

_ONE_TYPE = "token_type_embeddings.weight"
"""Tells a first text from a second one; here there is only the first."""


def simplify(path: Path) -> None:
    """Simplifies the graph in a file and writes it anew; one that was simplified before stays as it is."""
    model = onnx.load(str(path))
    _set_shapes(model.graph)
    _take_one_type(model.graph)
    _put_products_together(model.graph)
    _drop_unused(model.graph)
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString(deterministic=True))


class _Lookup:
    """Finds the nodes of a graph by what they make and take, and the constants in it."""

    def __init__(self, graph: GraphProto) -> None:
        self.maker = {name: node for node in graph.node for name in node.output}
        self._takers: dict[str, list[NodeProto]] = {}
        for node in graph.node:
            for name in node.input:
                self._takers.setdefault(name, []).append(node)
        self.weights = {one.name: one for one in graph.initializer}
        made = {node.output[0]: node.attribute[0].t for node in graph.node if node.op_type == "Constant"}
        self._constants = self.weights | made

    def constant(self, name: str) -> int | None:
        """Returns a constant that is one whole number."""
        found = self._constants.get(name)
        value = numpy_helper.to_array(found) if found is not None else None
        return None if value is None or value.size != 1 or value.dtype.kind != "i" else int(value.item())

    def made_by(self, name: str, operation: str) -> NodeProto | None:
        """Returns the node that makes a value, where it does so by this operation."""
        node = self.maker.get(name)
        return node if node is not None and node.op_type == operation else None

    def taken_by(self, name: str, operation: str) -> NodeProto | None:
        """Returns the node that takes a value, where it is the only one and does this operation."""
        takers = self._takers.get(name, [])
        return takers[0] if len(takers) == 1 and takers[0].op_type == operation else None


def _set_shapes(graph: GraphProto) -> None:
    """Has arrays reshaped without working out how: the first two dimensions stay, and one at most follows from the others."""
    known = _Lookup(graph)
    for node in graph.node:
        joined = known.made_by(node.input[1], "Concat") if node.op_type == "Reshape" else None
        if joined is None or not all(_is_dimension(known, name, place) for place, name in enumerate(joined.input[:2])):
            continue
        rest = [-1 if (size := known.constant(name)) is None else size for name in joined.input[2:]]
        if rest and rest.count(-1) <= 1:
            node.input[1] = _add_weight(graph, f"{node.output[0]}.shape", [0, 0, *rest])


def _is_dimension(known: _Lookup, name: str, place: int) -> bool:
    """Says whether a value is this dimension of an array, as PyTorch writes it."""
    unsqueezed = known.made_by(name, "Unsqueeze")
    picked = known.made_by(unsqueezed.input[0], "Gather") if unsqueezed else None
    return picked is not None and known.made_by(picked.input[0], "Shape") is not None and known.constant(picked.input[1]) == place


def _take_one_type(graph: GraphProto) -> None:
    """Has the one row of the types of pieces taken, not found out for each piece."""
    known = _Lookup(graph)
    for node in graph.node:
        is_type = node.op_type == "Gather" and node.input[0].removesuffix("_quantized").endswith(_ONE_TYPE)
        if is_type and known.constant(node.input[1]) is None:
            node.input[1] = _add_weight(graph, f"{node.output[0]}.first", 0)


@dataclass(frozen=True)
class _Linear:
    """A linear layer in eight bits: its nodes, and the names of what it multiplies with and adds."""

    nodes: tuple[NodeProto, ...]
    weight: str
    zero_point: str
    scale: str
    bias: str

    @property
    def path(self) -> str:
        """Where the layer is in the network."""
        path, _, _ = str(self.nodes[0].name).rpartition("/")
        return path


def _put_products_together(graph: GraphProto) -> None:
    """Has linear layers that read the same computed as one, of which each takes its columns."""
    groups: dict[tuple[str, int], list[_Linear]] = {}
    weights = {one.name: one for one in graph.initializer}
    for linear in _linear_layers(graph):
        groups.setdefault((linear.nodes[0].input[0], weights[linear.weight].dims[0]), []).append(linear)
    nodes = list(graph.node)
    for group in groups.values():
        if len(group) > 1:
            gone = {node.output[0] for linear in group for node in linear.nodes}
            nodes = [node for node in nodes if node.output[0] not in gone] + _side_by_side(graph, group)
    in_order = GraphProto()
    in_order.node.extend(_in_order(nodes, graph))
    del graph.node[:]
    graph.node.extend(in_order.node)


def _linear_layers(graph: GraphProto) -> Iterator[_Linear]:
    known = _Lookup(graph)
    for product in graph.node:
        if product.op_type != "MatMulInteger" or product.input[1] not in known.weights:
            continue
        whole = known.taken_by(product.output[0], "Cast")
        scaled = known.taken_by(whole.output[0], "Mul") if whole else None
        added = known.taken_by(scaled.output[0], "Add") if scaled else None
        scales = known.made_by(scaled.input[1], "Mul") if scaled else None
        if whole is None or scaled is None or added is None or scales is None:
            continue
        bias = next((name for name in added.input if name in known.weights), None)
        if bias is not None and scales.input[1] in known.weights:
            nodes = (product, scales, whole, scaled, added)
            yield _Linear(nodes, product.input[1], product.input[3], scales.input[1], bias)


def _side_by_side(graph: GraphProto, group: Sequence[_Linear]) -> list[NodeProto]:
    """Returns the nodes that do what several linear layers do; their weights are put side by side when the graph is loaded."""
    product, scales, *_ = group[0].nodes
    base = f"{group[0].path}/together"
    sizes = [next(one.dims[1] for one in graph.initializer if one.name == linear.weight) for linear in group]

    def joined(kind: str, names: list[str], axis: int) -> NodeProto:
        # named after the layers, so that their weights are found again
        return helper.make_node("Concat", names, [f"{base}/{kind}"], " ".join(f"{each.path}/{kind}" for each in group), axis=axis)

    return [
        joined("weight", [each.weight for each in group], 1),
        joined("zero_point", [each.zero_point for each in group], 0),
        joined("scale", [each.scale for each in group], 0),
        joined("bias", [each.bias for each in group], 0),
        helper.make_node(
            "MatMulInteger",
            [product.input[0], f"{base}/weight", product.input[2], f"{base}/zero_point"],
            [f"{base}/sums"],
            f"{base}/MatMul",
        ),
        helper.make_node("Mul", [scales.input[0], f"{base}/scale"], [f"{base}/scales"], f"{base}/scales"),
        helper.make_node("Cast", [f"{base}/sums"], [f"{base}/whole"], f"{base}/whole", to=onnx.TensorProto.FLOAT),
        helper.make_node("Mul", [f"{base}/whole", f"{base}/scales"], [f"{base}/scaled"], f"{base}/scaled"),
        helper.make_node("Add", [f"{base}/bias", f"{base}/scaled"], [f"{base}/added"], f"{base}/added"),
        helper.make_node(
            "Split",
            [f"{base}/added", _add_weight(graph, f"{base}/sizes", sizes)],
            [each.nodes[-1].output[0] for each in group],
            f"{base}/Split",
            axis=-1,
        ),
    ]


def _in_order(nodes: Sequence[NodeProto], graph: GraphProto) -> list[NodeProto]:
    """Returns the nodes that something depends on, each after those that it depends on itself."""
    maker = {name: node for node in nodes for name in node.output}
    found: dict[str, NodeProto] = {}
    wanted = [output.name for output in reversed(graph.output)]
    while wanted:
        node = maker.get(wanted[-1])
        missing = [name for name in node.input if name in maker and maker[name].output[0] not in found] if node else []
        if missing:
            wanted += reversed(missing)
            continue
        wanted.pop()
        if node is not None:
            found.setdefault(node.output[0], node)
    return list(found.values())


def _drop_unused(graph: GraphProto) -> None:
    used = {name for node in graph.node for name in node.input}
    kept = [one for one in graph.initializer if one.name in used]
    others = GraphProto()
    others.initializer.extend(kept)
    del graph.initializer[:]
    graph.initializer.extend(others.initializer)


def _add_weight(graph: GraphProto, name: str, value: int | list[int]) -> str:
    graph.initializer.append(numpy_helper.from_array(np.array(value, np.int64), name))
    return name
