import json

from hedge_marks import Cue, CueSentence
from szeged import Convention, candidates, is_held_out, main, parse_sentences


def sentence(number, text, *words, document="factbank:1"):
    cues = tuple(Cue(text.index(word), text.index(word) + len(word), "epistemic") for word in words)
    return CueSentence(str(number), document, text, cues)


def cue_words(parsed, convention):
    return [parsed.sentence.text[cue.start : cue.end] for cue in convention.cues(parsed)]


def test_candidates_are_marks_of_rules_and_words_that_rules_leave_alone():
    (parsed,) = parse_sentences([sentence(1, "Some believe it may close until May.")])
    text = parsed.sentence.text
    found = [text[c.span[0] : c.span[1]] for c in candidates(parsed)]
    assert found == ["believe", "may", "until", "May"]


def test_a_convention_is_learned_from_sentences():
    """It learns that in these sentences "may" is marked and "might" is not."""
    animals = ["dog", "cat", "hen", "cow", "pig", "ewe", "ram", "fox"]
    lessons = [sentence(i, f"The {animal} may run away.", "may") for i, animal in enumerate(animals)]
    lessons += [sentence(i, f"The {animal} might run away.") for i, animal in enumerate(animals)]
    convention = Convention.learn(parse_sentences(lessons))
    one, other = parse_sentences([sentence(1, "The goat may run away."), sentence(2, "The goat might run away.")])
    assert cue_words(one, convention) == ["may"]
    assert cue_words(other, convention) == []


def test_what_is_written_is_read_again(tmp_path):
    convention = Convention.read()
    convention.write(tmp_path / "weights.json")
    assert json.loads((tmp_path / "weights.json").read_text("utf-8"))["weights"]
    (parsed,) = parse_sentences([sentence(1, "It may be that he left.")])
    assert cue_words(parsed, convention) == ["may"]


def test_some_documents_of_the_encyclopaedia_are_held_out():
    held_out = [is_held_out(sentence(i, "x", document=f"wiki:{i}")) for i in range(400)]
    assert 60 < sum(held_out) < 140
    assert not any(is_held_out(sentence(i, "x", document=f"factbank:{i}")) for i in range(50))


def test_the_figures_are_printed(tmp_path, capsys):
    path = tmp_path / "some.jsonl"
    row = {"id": "1", "doc": "factbank:1", "text": "It may rain.", "cues": [[3, 6, "epistemic"]]}
    path.write_text(json.dumps(row), "utf-8")
    main([str(path)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [["some.jsonl", "mapped"], ["some.jsonl", "learned"]]
    assert all("exact 1.000 1.000 1.000" in line for line in lines)
