"""Registries proposed from articles."""

import re
import tomllib
from dataclasses import replace

import drafts
import pytest

from hedgelens import analyze
from hedgelens.article import article_from_text
from hedgelens.records import Naming
from hedgelens.sources import Registry
from hedgelens.views.proposal import propose_registry

FIRST = "Mayor Ada Okoro said that the bridge was shut. Okoro added that it was old. Officials said that it was safe. She added that it creaked.\n"
SECOND = "Teo Okoro, an engineer, said that the cables were worn. Okoro warned of delays. Ada Okoro said that it was early.\n"


def analysed(**texts):
    return [analyze(article_from_text(text, id=id)) for id, text in texts.items()]


@pytest.fixture(scope="module")
def proposal():
    return propose_registry(analysed(first=FIRST, second=SECOND))


def test_a_proposal_is_a_registry_with_the_most_frequent_source_first(proposal):
    registry = Registry.parse(proposal)
    assert [source.name for source in registry.sources] == ["Ada Okoro", "Teo Okoro"]
    assert registry.sources[0].kind == "person"
    assert "# 4 attributions (first 3, second 1)" in proposal
    assert "Okoro 1" in proposal


def test_a_form_of_two_sources_is_nobodys_alias(proposal):
    assert all("Okoro" not in source.aliases for source in Registry.parse(proposal).sources)
    assert "# conflict: 'Okoro'" in proposal


def test_unnamed_sources_are_commented_out_and_may_be_taken_in(proposal):
    assert '#name = "officials"' in proposal
    taken_in = re.sub(r"^#(?=\S)", "", proposal, flags=re.MULTILINE)
    assert "officials" in {source.name for source in Registry.parse(taken_in).sources}


def test_known_sources_are_left_out():
    known = Registry.parse('[[source]]\nname = "Ada Okoro"\n')
    names = {source.name for source in Registry.parse(propose_registry(analysed(first=FIRST, second=SECOND), known)).sources}
    assert names == {"Teo Okoro"}


@pytest.mark.parametrize("name", ['Ada "Quick" Okoro', "Ada\\Okoro", "Ada\x7f\nOkoro", 'x"]\n[pin]\n"a" = "b', "'''"])
def test_any_name_is_written_so_that_it_reads_back(name):
    from dataclasses import replace

    [analysis] = analysed(first=FIRST)
    strange = replace(analysis, sources=tuple(replace(s, name=name, aliases=(name, name.upper())) for s in analysis.sources[:1]))
    proposal = propose_registry([strange])
    data = tomllib.loads(proposal)
    assert set(data) == {"source"}
    assert data["source"][0]["name"] == " ".join(name.replace("\x7f", " ").split())


def test_half_a_character_in_a_name_leaves_the_registry_one_that_can_be_read():
    analysis = drafts.small()
    halved = replace(analysis, sources=tuple(replace(s, name="Ada \ud83d", groups=("\ude00",)) for s in analysis.sources[:1]))
    (source,) = Registry.parse(propose_registry([halved])).sources
    assert (source.name, source.groups) == ("Ada \ufffd", ("\ufffd",))


def test_articles_without_sources_give_an_empty_registry():
    assert Registry.parse(propose_registry(analysed(first="It rained.\n"))).sources == ()


def test_a_place_is_no_part_of_the_alias_of_a_person():
    article = article_from_text(
        "Mayor Ada Okoro on Mill Street Bridge said that it creaked. Okoro said that it was old.\n", id="first"
    )
    found = analyze(article)
    (source,) = (source for source in found.sources if source.name == "Ada Okoro")
    placed = replace(source, aliases=("Okoro", "Mayor Okoro", "Mayor Okoro on Mill Street Bridge", "Okoro at Denholm"))
    text = propose_registry([replace(found, sources=(placed,))])
    assert Registry.parse(text).sources[0].aliases == ("Okoro", "Mayor Okoro")


def test_a_source_that_does_not_count_is_not_proposed():
    assert {entry["name"] for entry in tomllib.loads(propose_registry([drafts.unsure()]))["source"]} == {"Ann", "Cy"}


def test_role_and_body_are_proposed_as_most_articles_have_them():
    analysis = drafts.small()
    first, second, *others = analysis.sources
    told = replace(first, naming=Naming.NAMED, role="harbor master", affiliation=second.id)
    text = propose_registry([replace(analysis, sources=(told, second, *others))])
    assert 'role = "harbor master"' in text
    assert Registry.parse(text).named(first.name).affiliation == second.name
