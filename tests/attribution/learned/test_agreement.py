"""The second regression: how sure an engine is where a sieve sees the same, and where none does."""

import json
from dataclasses import replace

import pytest

from hedgelens.attribution.learned.agreement import (
    AGREEMENT_WEIGHTS,
    SIGNS,
    candidates_by_cue,
    signs_of,
    with_agreement,
)
from hedgelens.attribution.learned.engine import SHIPPED
from hedgelens.attribution.learned.network import GRAPHS, MANIFEST, TOKENIZER, load_network, read_manifest
from hedgelens.attribution.sieves import attribute_by_rules, candidates_in
from hedgelens.language.tokens import Syntax
from hedgelens.records import HedgeLensError

TEXT = "The mayor said that the pier is safe. Its old beams carried the fame of the town."


@pytest.fixture
def found(parse):
    """The find of a sieve as if a network had made it, and one with a cue where no sieve has one."""
    parsed = parse(TEXT)
    syntax = Syntax.of(parsed)
    (said,) = attribute_by_rules(parsed)
    start = TEXT.index("carried")
    alone = replace(said, source=(), cue=((start, start + 7),), content=((start + 8, len(TEXT) - 1),), confidence=0.5)
    return syntax, replace(said, rule="network", confidence=0.5), replace(alone, rule="network")


def test_signs_tell_whether_a_sieve_sees_the_same(found):
    syntax, same, alone = found
    by_cue = candidates_by_cue(candidates_in(syntax))
    signs = dict(zip(SIGNS, signs_of(syntax, same, by_cue), strict=True))
    assert signs["what the network says, in logits"] == 0.0
    assert signs["no sieve has a cue there"] == 0.0
    assert signs["overlap of its content with that of the sieve"] == 1.0
    assert signs["the source can speak"] == signs["the cue is of a verb that reports"] == 1.0
    other = dict(zip(SIGNS, signs_of(syntax, alone, by_cue), strict=True))
    assert other["no sieve has a cue there"] == other["no source"] == 1.0
    assert other["overlap of its content with that of the sieve"] == other["the cue is of a verb that reports"] == 0.0


def test_what_a_sieve_sees_too_is_surer_in_the_shipped_engine(found):
    syntax, same, alone = found
    weights = load_network(SHIPPED).settings.agreement
    seen, unseen = with_agreement(syntax, (same, alone), candidates_in(syntax), "network", weights)
    assert seen.confidence > 0.5 > unseen.confidence


def test_confidence_grows_with_what_the_network_says(found):
    syntax, same, _ = found
    weights = load_network(SHIPPED).settings.agreement
    ladder = tuple(replace(same, confidence=step / 20) for step in range(21))
    surer = [a.confidence for a in with_agreement(syntax, ladder, candidates_in(syntax), "network", weights)]
    assert surer == sorted(surer)
    assert 0 <= surer[0] < surer[-1] <= 1


def test_finds_of_sieves_and_engines_without_a_second_regression_stay_as_they_are(found):
    syntax, same, _ = found
    weights = load_network(SHIPPED).settings.agreement
    by_sieve = replace(same, rule="clause", confidence=0.79)
    assert with_agreement(syntax, [by_sieve], candidates_in(syntax), "network", weights) == (by_sieve,)
    assert with_agreement(syntax, [same], candidates_in(syntax), "network", ()) == (same,)


@pytest.mark.parametrize(("weights", "fits"), [([], True), ([0.5] * AGREEMENT_WEIGHTS, True), ([0.5], False)])
def test_a_manifest_has_all_weights_or_none(tmp_path, weights, fits):
    manifest = json.loads((SHIPPED / MANIFEST).read_text("utf-8"))
    manifest["settings"]["agreement"] = weights
    assert set(manifest["sha256"]) == {*GRAPHS, TOKENIZER}
    (tmp_path / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    if fits:
        assert list(read_manifest(tmp_path)[1].agreement) == weights
    else:
        with pytest.raises(HedgeLensError, match="agreement: their number: expected 9 to 9, found 1"):
            read_manifest(tmp_path)
