"""``hedgelens study export`` and ``query``, as they are typed."""

import pytest

from hedgelens.cli import main
from hedgelens.study import Study


@pytest.fixture
def typed(tmp_path, monkeypatch, capsys):
    """Types a command in a folder with a study of one article, and returns its exit code, what it printed, and what it said."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bridge.txt").write_text("Bridge closed\n\nAda Okoro said that the bridge would open.\n", "utf-8")
    with Study.new("floods.study", engine="rules") as study:
        study.add("bridge.txt")
        study.run()

    def type_in(*words):
        monkeypatch.setattr("sys.argv", ["hedgelens", "study", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return ended.value.code, said.out, said.err

    return type_in


def test_export_writes_a_file_and_says_so(typed, tmp_path):
    code, _, said = typed("export", "floods.study", "out.csv", "--table", "attributions")
    assert (code, said) == (0, "hedgelens: wrote out.csv\n")
    assert "Ada Okoro" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_export_says_that_articles_are_not_analysed(typed, tmp_path):
    (tmp_path / "ferry.txt").write_text("The ferry sank, Mina Reese said.\n", "utf-8")
    typed("add", "floods.study", "ferry.txt")
    code, _, said = typed("export", "floods.study", "out.csv")
    assert code == 0
    assert "still to be analysed: 1 article, with: hedgelens study run floods.study" in said


def test_a_name_that_ends_in_a_slash_becomes_a_folder(typed, tmp_path):
    code, _, said = typed("export", "floods.study", "tables/")
    assert code == 0
    assert "hedgelens: wrote tables/articles.parquet" in said
    assert (tmp_path / "tables" / "hedges.parquet").exists()


def test_export_refuses_what_is_no_form(typed):
    code, _, said = typed("export", "floods.study", "out.docx")
    assert code == 2
    assert said.startswith("hedgelens: 'out.docx' ends in '.docx'")


def test_query_prints_a_table(typed):
    code, out, _ = typed("query", "floods.study", "SELECT name, words FROM summary")
    assert (code, out.splitlines()) == (0, ["name       words", "─────────  ─────", "Ada Okoro    5.0"])


def test_query_writes_csv_for_spreadsheets_and_prints_it_for_scripts(typed, tmp_path):
    question = "SELECT article, date, '=1' AS formula FROM articles"
    assert typed("query", "floods.study", question, "--format", "csv")[1] == "article,date,formula\nbridge,,'=1\n"
    assert typed("query", "floods.study", question, "--format", "csv", "--raw-cells")[1].endswith(",=1\n")
    assert typed("query", "floods.study", question, "--format", "csv", "-o", "out.csv")[0] == 0
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbfarticle,date,formula\nbridge,,'=1\n"


def test_query_says_what_is_wrong(typed):
    code, _, said = typed("query", "floods.study", "SELECT nix FROM articles")
    assert code == 2
    assert said.startswith("hedgelens: The query cannot be answered:")
