"""The registry: what it adds, and what it says when it is wrong."""

import pytest
from marked import read

from hedgelens import Analyzer
from hedgelens.records import HedgeLensError, SourceKind
from hedgelens.sources import Registry
from hedgelens.sources.registry import RegisteredSource

GOOD = """
[[source]]
name = "Harbor Institute"
aliases = ["HI", "the Institute at the Harbor"]
kind = "organisation"
groups = ["think tanks"]
match = ["^Harbor Inst\\\\."]

[[source]]
name = "Denholm Gazette"
kind = "media"
groups = ["local press"]

[[group]]
name = "local press"
groups = ["press"]

[[group]]
name = "press"

[pin]
"The paper" = "Denholm Gazette"
"the mayor" = ""

[pin.harbor-story]
"@0" = "Harbor Institute"
"""


@pytest.fixture
def registry():
    return Registry.parse(GOOD)


def test_an_empty_registry_knows_nobody():
    assert Registry().find("Harbor Institute") is None
    assert Registry().pinned("a", "The paper", 3) is None


@pytest.mark.parametrize(
    "name", ["Harbor Institute", "the harbor institute", "HI", "Harbor Inst. of Denholm", "Harbor Institute's"]
)
def test_names_aliases_and_patterns_find_a_source(registry, name):
    assert registry.find(name).name == "Harbor Institute"


@pytest.mark.parametrize("name", ["Institute", "Harbor", "The Harbor Inst. of Denholm and more", "HIP"])
def test_other_names_do_not(registry, name):
    assert registry.find(name) is None


def test_groups_hold_groups(registry):
    assert registry.groups_of(registry.find("Denholm Gazette")) == ("local press", "press")
    assert registry.groups_of(registry.find("HI")) == ("think tanks",)


def test_it_names_and_joins_the_sources_of_an_article(registry):
    found = read("1[HI] 1{said} 1<so>. 2[The Institute at the Harbor] 2{said} 2<no>. 3[Paul Ward] 3{said} 3<so>.", registry)
    assert found.names() == ["Harbor Institute", "Harbor Institute", "Paul Ward"]
    assert found.source(1).kind is SourceKind.ORGANISATION
    assert found.source(1).groups == ("think tanks",)
    assert found.source(3).groups == ()


def test_it_changes_nothing_else(registry):
    marked = "1[Mary Reese] 1{said} 1<it was late>. 2[She] 2{added} 2<that it rained>."
    assert read(marked, registry).names() == read(marked).names() == ["Mary Reese"] * 2


def test_a_pin_fixes_a_mention(registry):
    found = read("1[The paper] 1{said} 1<so>. 2[the mayor] 2{said} 2<no>.", registry)
    assert found.names() == ["Denholm Gazette", None]
    assert "pinned" in found.why(1)


def test_a_pin_may_hold_in_one_article_only(registry):
    marked = "1[She] 1{said} 1<so>."
    assert read(marked, registry).name(1) is None
    assert read(marked, registry, id="harbor-story").name(1) == "Harbor Institute"


def test_a_file_is_read(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert Registry.read(path).find("HI").name == "Harbor Institute"


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(HedgeLensError, match=r"There is no registry '.*nowhere.toml'"):
        Registry.read(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[source]\nname = 1", "registry 'r.toml' is not valid TOML: .*line 1"),
        ("[[sources]]\nname = 'x'", "line 1: 'sources' is not known"),
        ("[[source]]\nkind = 'media'", "line 1: 'name' is missing"),
        ("[[source]]\nname = ''", "line 2: 'name' is missing"),
        (
            "[[source]]\nname = 'A'\n\n[[source]]\nname = 'B'\nkind = 'newspaper'",
            "line 6: 'kind' is 'newspaper', and must be one of",
        ),
        ("[[source]]\nname = 'A'\naliases = 'B'", "line 3: 'aliases' must be a list of texts"),
        ("[[source]]\nname = 'A'\nrole = 3", "line 3: 'role' must be a text"),
        ("[[source]]\nname = 'A'\naffiliation = ['B']", "line 3: 'affiliation' must be a text"),
        ("[[source]]\nname = 'A'\nalias = ['B']", "line 3: 'alias' is not known in"),
        ("[[source]]\nname = 'A'\nmatch = ['(']", r"line 3: 'match' holds '\(', which is no regular expression"),
        (
            "[[source]]\nname = 'A'\n\n[[source]]\nname = 'B'\naliases = ['a']",
            "line 6: 'aliases' gives 'a' to the source 'B', .*'A' .line 1",
        ),
        ("[[source]]\nname = 'A'\n\n[[source]]\nname = 'The A'", "line 5: 'name' gives 'The A'"),
        (
            "[[group]]\nname = 'g'\ngroups = ['h']\n\n[[group]]\nname = 'h'\ngroups = ['g']",
            "line 3: 'groups' makes the group 'g' a part of itself",
        ),
        ("[pin]\n'the mayor' = 3", "line 2: 'the mayor' must be pinned to the name of a source"),
        ("source = 'A'", "line 1: 'source' must be written as"),
    ],
)
def test_what_is_wrong_is_said_with_file_line_and_key(text, message):
    with pytest.raises(HedgeLensError, match=message) as raised:
        Registry.parse(text, name="r.toml")
    assert "r.toml" in str(raised.value)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Registry({"source": [{"name": "Ada Okoro"}]}),
        lambda: Registry("Ada Okoro"),
        lambda: Registry(3),
        lambda: Registry((), parents=3),
        lambda: Registry((), pins=["she"]),
        lambda: RegisteredSource(""),
        lambda: RegisteredSource(None),
        lambda: RegisteredSource("Ada Okoro", aliases="Okoro"),
        lambda: RegisteredSource("Ada Okoro", groups=[1]),
        lambda: RegisteredSource("Ada Okoro", kind="human"),
        lambda: Registry.read({"source": 1}),
        lambda: Registry.read("\x00"),
        lambda: Analyzer(sources=3, engine="rules"),
        lambda: Analyzer(hedges={"rule": 1}, engine="rules"),
        lambda: Analyzer(hedges="\x00", engine="rules"),
    ],
)
def test_what_is_no_registry_in_python_is_refused_in_a_sentence(make):
    with pytest.raises(HedgeLensError, match=r"\w+ .*\.$"):
        make()


def test_role_and_affiliation_of_the_registry_stand_for_those_of_the_article():
    registry = Registry.parse(
        "[[source]]\nname = 'Ada Okoro'\nrole = 'harbor master'\naffiliation = 'HI'\n\n"
        "[[source]]\nname = 'Harbor Institute'\naliases = ['HI']\n\n"
        "[[source]]\nname = 'Teo Brandvold'\naffiliation = 'Corran Mills'"
    )
    found = read(
        "1[Ada Okoro], a baker at Denholm University, 1{said} 1<so>. 2[The Harbor Institute] 2{said} 2<no more>. "
        "3[The welder Teo Brandvold] 3{agreed} 3<to that>.",
        registry,
    )
    ada, institute, teo = (found.source(number) for number in (1, 2, 3))
    assert (ada.role, ada.affiliation) == ("harbor master", institute.id)
    assert (teo.role, teo.affiliation) == ("welder", "Corran Mills")


@pytest.mark.parametrize("key", ["role", "affiliation"])
def test_a_role_in_python_is_a_text(key):
    with pytest.raises(HedgeLensError, match=f"The {key} of the source 'A' must be a text"):
        RegisteredSource("A", **{key: ""})
