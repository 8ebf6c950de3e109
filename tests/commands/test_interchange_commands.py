"""``hedgelens export`` and ``hedgelens import``."""

import json

import pytest

from hedgelens import bundled, cli
from hedgelens.faces import Analysis

FERRY = str(bundled.path("ferry-agency"))
GOLD = str(bundled.gold_path("ferry-agency"))


def run(monkeypatch, capsys, *arguments):
    monkeypatch.setattr("sys.argv", ["hedgelens", *map(str, arguments)])
    try:
        cli.main()
        code = 0
    except SystemExit as stop:
        code = stop.code or 0
    return code, capsys.readouterr()


def test_an_annotation_goes_out_and_comes_back_corrected(tmp_path, monkeypatch, capsys):
    code, shown = run(monkeypatch, capsys, "export", GOLD, "-o", tmp_path / "ferry.ann")
    assert (code, shown.err) == (0, f"hedgelens: wrote {tmp_path / 'ferry.ann'}\n")
    text = (tmp_path / "ferry.ann").read_text("utf-8")
    (tmp_path / "ferry.ann").write_text(text.replace("Type E1 assertion", "Type E1 belief"), "utf-8")
    out = tmp_path / "back.json"
    code, shown = run(monkeypatch, capsys, "import", tmp_path / "ferry.ann", "--article", FERRY, "--by", "Ines", "-o", out)
    assert code == 0, shown.err
    found = Analysis.from_dict(json.loads(out.read_text("utf-8")), bundled.article("ferry-agency").text)
    assert (found.revisions[0].by, found.revisions[0].corrections, found.attributions[0].type) == ("Ines", 1, "belief")
    code, shown = run(monkeypatch, capsys, "export", GOLD, "-o", tmp_path / "ferry.ann")
    assert code == 2
    assert "may hold what people marked in it" in shown.err


def test_an_article_is_analysed_first(tmp_path, monkeypatch, capsys):
    (tmp_path / "pier.txt").write_text("The mayor said that the pier may be shut.\n")
    code, _ = run(
        monkeypatch,
        capsys,
        "export",
        tmp_path / "pier.txt",
        "-o",
        tmp_path / "pier.jsonl",
        "--format",
        "doccano",
        "--engine",
        "rules",
    )
    assert code == 0
    labels = [entity["label"] for entity in json.loads((tmp_path / "pier.jsonl").read_text("utf-8"))["entities"]]
    assert labels == ["Cue", "Source", "Content", "Hedge:epistemic"]
    code, shown = run(monkeypatch, capsys, "import", tmp_path / "pier.jsonl", "--format", "csv", "--table", "attributions")
    assert code == 0
    assert "the pier may be shut" in shown.out


@pytest.mark.parametrize("option", ["--article", "--articles"])
def test_the_article_of_annotations_is_given_by_either_name(option, monkeypatch, capsys):
    code, shown = run(monkeypatch, capsys, "import", GOLD, option, FERRY)
    assert (code, json.loads(shown.out)["article"]["id"]) == (0, "ferry-agency")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", FERRY, "-o", "x.json"], "does not say in which format to write"),
        (["export", FERRY, "-o", "x", "--format", "word"], "'word'"),
        (["export", "nobody.txt", "-o", "x.ann"], "nobody.txt"),
        (["import", FERRY], "--from NAME"),
        (["import", "nobody.ann"], "There is no file 'nobody.ann'"),
        (["import", "nobody.txt"], "There is no file 'nobody.txt'"),
        (["import", "."], "'.' is a folder"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code, shown = run(monkeypatch, capsys, *arguments)
    assert code == 2
    assert said in shown.err
    assert list(tmp_path.iterdir()) == []
