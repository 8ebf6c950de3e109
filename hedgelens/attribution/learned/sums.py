"""Whether this processor adds up products of eight bits exactly, by having ONNX Runtime do it once.

Without the instructions for it (VNNI), the quick way to multiply matrices of eight bits adds two products in sixteen bits and
cuts off what is too large. ONNX Runtime has an exact way for such processors, which takes twice the time for the same numbers.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import onnxruntime

_LARGEST, _DEPTH = (255, 127), 64
"""The largest factors, and how many of their products are added up."""
_ROWS = (1, 8)
"""Rows of the first matrix: a single one is multiplied in another way than several."""
_UNSIGNED, _SIGNED, _WHOLE = 2, 3, 6
"""ONNX's numbers for the kinds of elements: eight bits without and with sign, and 32 bits."""
_IR_VERSION, _OPSET = 8, 17


@cache
def sums_exactly() -> bool:
    """Says whether ONNX Runtime's quick way to multiply matrices of eight bits is exact on this processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(_product(), options, providers=["CPUExecutionProvider"])
    first, second = _LARGEST
    matrices = (np.full((rows, _DEPTH), first, np.uint8) for rows in _ROWS)
    return all((session.run(None, {"first": matrix})[0] == _DEPTH * first * second).all() for matrix in matrices)


def _product() -> bytes:
    """Returns an ONNX graph that multiplies what it is given with one of the largest numbers, as ONNX is written (protobuf)."""
    node = _field(1, b"first") + _field(1, b"second") + _field(2, b"sums") + _field(4, b"MatMulInteger")
    values = np.full((_DEPTH, _DEPTH), _LARGEST[1], np.int8).tobytes()
    matrix = _field(1, _DEPTH) + _field(1, _DEPTH) + _field(2, _SIGNED) + _field(8, b"second") + _field(9, values)
    ends = ((b"first", _UNSIGNED), (b"sums", _WHOLE))
    given, found = (_field(1, name) + _field(2, _field(1, _field(1, kind))) for name, kind in ends)
    graph = _field(1, node) + _field(2, b"product") + _field(5, matrix) + _field(11, given) + _field(12, found)
    return _field(1, _IR_VERSION) + _field(7, graph) + _field(8, _field(2, _OPSET))


def _field(number: int, value: bytes | int) -> bytes:
    """Returns a field of a protobuf message: a number, or a text or message with its length before it."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(number: int) -> bytes:
    found = b""
    while number > 0x7F:
        found += bytes([number & 0x7F | 0x80])
        number >>= 7
    return found + bytes([number])
