import json

import pytest
from hedge_sentences import main, read_marked_sentences, score_rules, sentence_agreement

from hedgelens.records import HedgeLensError


def line(text, hedges=(), not_hedges=(), id="x"):
    def rows(marks):
        return [{"span": [text.index(words), text.index(words) + len(words)], "category": category} for words, category in marks]

    return json.dumps({"id": id, "text": text, "hedges": rows(hedges), "not_hedges": rows(not_hedges)})


@pytest.fixture
def read(tmp_path):
    def read(*lines):
        path = tmp_path / "sentences.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_marked_sentences(path)

    return read


def test_agreement_tells_overlap_exact_and_category_apart(read):
    text = "It may perhaps rain on more than two days in May."
    one = read(
        line(text, [("may", "epistemic"), ("perhaps", "epistemic"), ("more than", "approximator")], [("in May", "epistemic")])
    )
    other = read(line(text, [("may", "doxastic"), ("more than two", "approximator")], [("May", "frequency")]))
    found = sentence_agreement(one, other)
    assert (found.overlap.right, found.overlap.gold, found.overlap.predicted) == (2, 3, 2)
    assert (found.exact.right, found.category) == (1, 0.5)
    assert (found.look_alikes.f1, found.resembled) == (1.0, 0.0)


def test_annotations_of_different_sentences_are_refused(read):
    with pytest.raises(HedgeLensError, match="not of the same sentences"):
        sentence_agreement(read(line("It may rain.")), read(line("It may snow.")))


def test_the_rules_are_scored_on_hedges_and_look_alikes(read):
    rows = (line("It may rain.", [("may", "epistemic")]), line("It rained in May.", not_hedges=[("May", "epistemic")], id="y"))
    found = score_rules(read(*rows))
    assert (found.exact["all"].f1, found.category, found.false_hits) == (1.0, 1.0, 0.0)


def test_a_broken_line_is_named(read):
    with pytest.raises(HedgeLensError, match="line 2"):
        read(line("It may rain."), "{}")


def test_the_figures_are_printed(corpus, capsys):
    passes = corpus / "passes"
    main([str(passes / "sentences-first.jsonl"), str(passes / "sentences-second.jsonl"), "--skip", "14"])
    out = capsys.readouterr().out.strip()
    assert out.startswith("130 sentences")
    assert out in (corpus / "DATASHEET.md").read_text("utf-8")
    main([str(corpus / "sentences" / "hedges.jsonl"), "--skip", "30"])
    assert capsys.readouterr().out.startswith("114 sentences\noverlap F1")
    with pytest.raises(SystemExit):
        main([str(corpus / "sentences" / "hedges.jsonl"), "--skip", "140"])
    assert "nothing to score" in capsys.readouterr().err
