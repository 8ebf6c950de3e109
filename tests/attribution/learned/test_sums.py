import numpy as np
import onnxruntime
import pytest

from hedgelens.attribution.learned import sums


def test_the_graph_multiplies_matrices_of_eight_bits():
    session = onnxruntime.InferenceSession(sums._product(), providers=["CPUExecutionProvider"])
    small = np.arange(3 * 64, dtype=np.uint8).reshape(3, 64) % 5  # of which no sum is too large for sixteen bits
    found = session.run(None, {"first": small})[0]
    assert found.dtype == np.int32
    assert found.tolist() == (small.astype(int) @ np.full((64, 64), 127)).tolist()


@pytest.mark.parametrize(("found", "exact"), [(64 * 255 * 127, True), (32 * 32767, False)])
def test_a_processor_that_cuts_sums_off_is_noticed(monkeypatch, found, exact):
    class Session:
        def __init__(self, *given, **options):
            pass

        def run(self, names, given):
            return [np.full((len(given["first"]), 64), found, np.int32)]

    monkeypatch.setattr(sums.onnxruntime, "InferenceSession", Session)
    assert sums.sums_exactly.__wrapped__() is exact
