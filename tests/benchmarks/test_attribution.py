import attribution as benchmark
import pytest

from hedgelens.attribution.learned.engine import SHIPPED


@pytest.fixture(scope="module")
def part(tmp_path_factory):
    """A part of marked texts with one text."""
    folder = tmp_path_factory.mktemp("part")
    for kind, name, content in (
        ("text", "one.txt", "The mayor said that the bridge is safe.\n"),
        (
            "attributions",
            "one_A.ann",
            "T1\tSource 0 9\tx\nT2\tCue 10 14\tx\nT3\tContent 15 38\tx\nE1\tCue:T2 Source:T1 Content:T3\n",
        ),
    ):
        (folder / kind).mkdir()
        (folder / kind / name).write_text(content, encoding="utf-8")
    return benchmark.read(str(folder))


def test_sieves_are_counted_and_left_out_one_at_a_time(part, capsys):
    benchmark.sieves(part)
    assert capsys.readouterr().out.split() == ["clause", "1.00", "1"]
    benchmark.without(part)
    rows = {" ".join(line.split()[:-8]): line.split()[-8] for line in capsys.readouterr().out.splitlines()[1:]}
    assert rows["all sieves"] == rows["without colon"] == "100.0"
    assert rows["without clause"] == "0.0"


def test_sieves_network_and_both_are_scored(part, capsys):
    benchmark.alone(part, SHIPPED)
    assert [line.split()[-8] for line in capsys.readouterr().out.splitlines()[1:]] == ["100.0"] * 3
