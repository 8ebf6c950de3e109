"""Scoring resolved sources against gold."""

import json

import pytest
from source_accuracy import denotes, main, resolve_gold, score
from source_gold import read_sources

from hedgelens.sources import Registry


@pytest.mark.parametrize(
    ("predicted", "canonical", "aliases", "right"),
    [
        ("Ada Okoro", "Ada Okoro", [], True),
        ("Okoro", "Ada Okoro", [], True),
        ("Sen. Okoro", "Ada Okoro", [], True),
        ("Ada", "Ada Okoro", [], False),
        ("Teo Okoro", "Ada Okoro", [], False),
        ("ORA", "Ocean Research Agency", ["ORA"], True),
        ("the report", "Ocean Research Agency", ["the report"], False),
        ("union officials", "senior officials", [], True),
        ("growers", "officials", [], False),
        ("she", "Ada Okoro", ["she"], False),
        (None, "Ada Okoro", [], False),
        ("Ada Okoro and growers", "Ada Okoro + growers", [], True),
        ("Ada Okoro", "Ada Okoro + growers", [], False),
    ],
)
def test_denotes(predicted, canonical, aliases, right):
    assert denotes(predicted, canonical, aliases) is right


def test_marked_texts_are_paired_with_their_gold_sources(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "pier.txt").write_text("Ada said no, and later.", encoding="utf-8")
    marks = "T1\tSource 0 3\tAda\nT2\tCue 4 8\tsaid\nT3\tContent 9 11;17 22\tno … later\nE1\tAttribution:T2 Source:T1 Cue:T2 Content2:T3\n"
    (tmp_path / "attributions" / "pier_one.ann").write_text(marks, encoding="utf-8")
    row = {"id": "E1", "canonical": "Ada Okoro", "mention": "proper"}
    sources = json.dumps({"id": "pier", "attributions": [row, {**row, "id": "E2"}], "aliases": {}})
    (tmp_path / "pier.sources.json").write_text(sources, encoding="utf-8")
    [article] = read_sources(tmp_path, tmp_path)
    [attribution] = article.attributions
    assert (attribution.source, attribution.cue, attribution.content) == (((0, 3),), ((4, 8),), ((9, 11), (17, 22)))
    assert [source.canonical for source in article.sources] == ["Ada Okoro"]


def test_the_distance_of_the_antecedent_is_read_off_the_text(tmp_path):
    text = "A clerk said so. Ada Okoro said no. She left. It rained.\nShe said yes. The mayor, she said, knew.\n"
    spots = [("A clerk", "clerk"), ("Ada Okoro", "Ada Okoro"), ("She said", "Ada Okoro"), ("she said", "Ada Okoro")]
    rows = []
    for number, (form, canonical) in enumerate(spots):
        start = text.index(form)
        source = [[start, start + len(form.removesuffix(" said"))]]
        rows.append({"id": f"a{number}", "source": source, "cue": [], "content": [[0, 1]], "canonical": canonical})
    ends = [i + 1 for i, character in enumerate(text) if character == "."]
    sentences = [{"start": max(end - 3, 0), "end": end, "continued": []} for end in ends]
    (tmp_path / "town.txt").write_text(text, encoding="utf-8")
    data = {"id": "town", "attributions": rows, "sentences": sentences}
    (tmp_path / "town.json").write_text(json.dumps(data), encoding="utf-8")
    [article] = read_sources(tmp_path / "town.json", tmp_path / "town.txt")
    assert [source.distance for source in article.sources] == ["in the mention", "in the mention", "farther", "previous sentence"]


@pytest.fixture
def gold(tmp_path):
    text = "Ada Okoro said that it was late. She added that it rained. It is said that it snowed."
    rows = [("Ada Okoro", "said", "that it was late", "Ada Okoro"), ("She", "added", "that it rained", "Ada Okoro")]
    attributions = [
        {
            "id": f"a{i}",
            "source": [[text.index(source), text.index(source) + len(source)]],
            "cue": [[text.index(cue), text.index(cue) + len(cue)]],
            "content": [[text.index(content), text.index(content) + len(content)]],
            "canonical": canonical,
            "mention": "proper" if i == 1 else "pronoun",
        }
        for i, (source, cue, content, canonical) in enumerate(rows, start=1)
    ]
    start = text.index("It is said")
    attributions.append(
        {"id": "a3", "source": [], "cue": [[start, start + 10]], "content": [[start + 11, len(text) - 1]], "canonical": None}
    )
    (tmp_path / "story.txt").write_text(text, encoding="utf-8")
    (tmp_path / "story.json").write_text(json.dumps({"id": "story", "attributions": attributions}), encoding="utf-8")
    return tmp_path


def test_right_and_wrong_are_counted_by_mention(gold):
    articles = read_sources(gold / "story.json", gold / "story.txt")
    result = score(resolve_gold(articles, Registry()))
    assert result.accuracy == 1.0
    assert result.by_mention == {"all": [2, 2], "proper": [1, 1], "pronoun": [1, 1]}
    assert result.null == [1, 1]
    assert result.b_cubed() == (1.0, 1.0, pytest.approx(1.0))


def test_a_wrong_source_is_shown_with_its_reason(gold):
    data = json.loads((gold / "story.json").read_text(encoding="utf-8"))
    data["attributions"][1]["canonical"] = "Teo Brandvold"
    (gold / "story.json").write_text(json.dumps(data), encoding="utf-8")
    result = score(resolve_gold(read_sources(gold / "story.json", gold / "story.txt"), Registry()))
    assert result.accuracy == 0.5
    assert "antecedent 'Ada Okoro'" in result.errors[0]
    assert result.b_cubed()[0] == 0.5


def test_the_command_prints_the_figures(gold, capsys):
    main([str(gold / "story.json"), str(gold / "story.txt"), "--errors", "3"])
    printed = capsys.readouterr().out
    assert "source accuracy 1.000" in printed
    assert "B-cubed" in printed


@pytest.mark.slow
def test_the_projects_own_articles(corpus):
    result = score(resolve_gold(read_sources(corpus / "gold", corpus / "articles"), Registry()))
    assert result.accuracy >= 0.9
    assert result.b_cubed()[2] >= 0.9


@pytest.mark.slow
def test_development_articles(shared):
    result = score(resolve_gold(read_sources(shared / "gold" / "dev", shared / "polnear" / "dev"), Registry()))
    assert result.accuracy >= 0.9
    for mention, least in (("pronoun", 0.82), ("nominal", 0.82), ("proper", 0.95)):
        right, total = result.by_mention[mention]
        assert right / total >= least
    assert result.null[0] / result.null[1] >= 0.8
    assert result.b_cubed()[2] >= 0.85


def test_continued_sentences_are_counted(tmp_path):
    text = "An audit says that it leaked. By May they had sold two pumps. It is late."
    second = text.index("By May")
    data = {
        "id": "pumps",
        "attributions": [
            {"id": "a1", "source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 28]], "canonical": "audit"},
        ],
        "sentences": [{"start": 0, "continued": []}, {"start": second, "continued": ["audit"]}],
    }
    (tmp_path / "pumps.json").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "pumps.txt").write_text(text, encoding="utf-8")
    result = score(resolve_gold(read_sources(tmp_path / "pumps.json", tmp_path / "pumps.txt"), Registry()))
    assert result.continued == [1, 1, 1]
    assert "continued  right 1 found 1 annotated 1" in result.lines()
