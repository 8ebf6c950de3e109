"""Graphs run quicker when they are simplified, and say the same; needs the extra ``train``."""

import shutil

import numpy as np
import onnxruntime
import pytest

from hedgelens.attribution.learned.engine import SHIPPED
from hedgelens.attribution.learned.network import GRAPHS

onnx = pytest.importorskip("onnx", reason="training needs the extra 'train'")

from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: E402

from hedgelens.training.simplifying import simplify  # noqa: E402

ATTENTION = """
<ir_version: 8, opset_import: ["" : 17]>
attention (float[windows, pieces, 8] given) => (float[windows, pieces, heads, size] query, float[windows, pieces, 6] key) {
    first = Constant <value: tensor = int64 {0}> ()
    second = Constant <value: tensor = int64 {1}> ()
    axis = Constant <value: tensor = int64[1] {0}> ()
    heads = Constant <value: tensor = int64[1] {2}> ()
    size = Constant <value: tensor = int64[1] {2}> ()
    shape = Shape (given)
    windows = Gather (shape, first)
    pieces = Gather (shape, second)
    windows_1 = Unsqueeze (windows, axis)
    pieces_1 = Unsqueeze (pieces, axis)
    asked = MatMul (given, query_weight)
    asked_with_bias = Add (query_bias, asked)
    whole = Concat <axis = 0> (windows_1, pieces_1, heads, size)
    query = Reshape (asked_with_bias, whole)
    held = MatMul (given, key_weight)
    key = Add (key_bias, held)
}
"""


@pytest.fixture
def graph(tmp_path):
    """Two linear layers that read the same, one of them with four columns and one with six, in eight bits."""
    random = np.random.default_rng(1)
    model = onnx.parser.parse_model(ATTENTION)
    for name, *size in (("query_weight", 8, 4), ("query_bias", 4), ("key_weight", 8, 6), ("key_bias", 6)):
        model.graph.initializer.append(onnx.numpy_helper.from_array(random.normal(size=size).astype(np.float32), name))
    for node in model.graph.node:
        node.name = {"asked": "/self/query/MatMul", "held": "/self/key/MatMul"}.get(node.output[0], node.output[0])
    onnx.save(model, str(tmp_path / "full.onnx"))
    quantize_dynamic(tmp_path / "full.onnx", tmp_path / "graph.onnx", per_channel=True, weight_type=QuantType.QInt8)
    return tmp_path / "graph.onnx"


def outputs(path):
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return session.run(None, {"given": np.random.default_rng(2).normal(size=(2, 5, 8)).astype(np.float32)})


def test_a_simplified_graph_says_the_same_with_one_product_and_no_shapes_to_work_out(graph):
    before, weights = outputs(graph), {one.name: one for one in onnx.load(str(graph)).graph.initializer}
    simplify(graph)
    after = onnx.load(str(graph)).graph
    assert all(np.array_equal(x, y) for x, y in zip(before, outputs(graph), strict=True))
    operations = [node.op_type for node in after.node]
    assert operations.count("MatMulInteger") == 1
    assert "Shape" not in operations
    kept = {one.name: one for one in after.initializer}
    assert {name: kept.get(name) for name in weights} == weights


def test_layers_that_read_the_same_are_named_in_the_order_of_their_matrices(graph):
    simplify(graph)
    joined = [node for node in onnx.load(str(graph)).graph.node if node.op_type == "Concat" and node.name.endswith("/weight")]
    assert [(node.name, list(node.input)) for node in joined] == [
        ("/self/query/weight /self/key/weight", ["query_weight_quantized", "key_weight_quantized"])
    ]


@pytest.mark.parametrize("name", GRAPHS)
def test_the_graphs_that_are_shipped_are_simplified_already(name, tmp_path):
    shutil.copyfile(SHIPPED / name, tmp_path / name)
    simplify(tmp_path / name)
    assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes()
