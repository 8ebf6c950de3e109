from dataclasses import replace

import pytest
from drafts import Draft, analyses, crowd, small
from hypothesis import given, settings
from hypothesis import strategies as st

from hedgelens import Collection, charts
from hedgelens.faces import Analysis
from hedgelens.report import page
from hedgelens.views.colours import OTHER, SOURCE_COLOURS, source_colours, with_common_colours, with_kept_colours


def of_names(analysis):
    colours = source_colours(analysis)
    return {s.name: colours[s.id] for s in analysis.sources}


def turned(analysis):
    """The analysis as somebody corrected it: the strongest source has lost its attribution to the weakest."""
    attributions = [replace(a, source_id="s2") if a.source_id == "s1" else a for a in analysis.attributions]
    return replace(analysis, attributions=tuple(attributions), continuations=())


def article(*names, naming="named"):
    """An article in which the sources speak, the first one most."""
    lines = [f"Speaker{n} says that {'very ' * (len(names) - n)}wet{n} it was." for n, _ in enumerate(names)]
    d = Draft("\n".join(lines))
    for n, name in enumerate(names):
        d.says(d.source(name, naming=naming), f"Speaker{n} says", f"that {'very ' * (len(names) - n)}wet{n} it was")
    return d.done()


def test_a_source_keeps_its_colour_when_a_correction_changes_the_ranks():
    before = small()
    after = with_kept_colours(before, turned(before))
    assert of_names(turned(before)) != of_names(before), "by its rank it would change"
    assert of_names(after) == of_names(before)
    assert charts.palette(after) == charts.palette(before)
    assert charts.palette(after, by="group") == charts.palette(before, by="group")
    data = after.to_dict()
    assert of_names(Analysis.from_dict(data, before.article.text)) == of_names(before)
    assert Analysis.from_dict(data, before.article.text).to_dict() == data


def test_a_new_source_takes_a_colour_that_nobody_has():
    before = article("A", "B")
    ids = {"s1": "s9", "s2": "s1", "s3": "s2"}
    d = article("C", "A", "B")
    after = with_kept_colours(
        before,
        replace(
            d,
            sources=tuple(replace(s, id=ids[s.id]) for s in d.sources),
            attributions=tuple(replace(a, source_id=ids[a.source_id]) for a in d.attributions),
        ),
    )
    assert of_names(after) == {**of_names(before), "C": SOURCE_COLOURS[2]}


@pytest.mark.parametrize("nonsense", ["red", "#332288;}", None, 3, ["#332288"]])
def test_a_colour_from_elsewhere_that_is_none_of_ours_is_not_taken(nonsense):
    data = small().to_dict()
    for source in data["sources"]:
        source["colour"] = nonsense
    again = Analysis.from_dict(data, small().article.text)
    assert of_names(again) == of_names(small())
    assert page(again) == page(Analysis.from_dict(small().to_dict(), small().article.text))


def test_a_source_has_one_colour_in_all_articles_of_a_collection():
    collection = Collection((article("Ora", "Post", "Lee"), article("Lee", "Post"), article("Kim", "Lee", "Ora")))
    found = [of_names(analysis) for analysis in collection]
    for name in ("Ora", "Post", "Lee"):
        assert len({of[name] for of in found if name in of}) == 1
    assert all(len(set(of.values())) == len(of) for of in found)
    assert [of_names(a) for a in with_common_colours(collection.analyses)] == found, "done twice is done once"


def test_who_is_only_described_is_somebody_else_in_another_article():
    first, second = (article("officials", "Ora"), article("Ora", "officials"))
    unnamed = [
        replace(a, sources=tuple(replace(s, naming="described") if s.name == "officials" else s for s in a.sources))
        for a in (first, second)
    ]
    one, other = map(of_names, with_common_colours(unnamed))
    assert one["Ora"] == other["Ora"]


def test_more_common_names_than_colours_never_collide_in_an_article():
    names = [f"N{n}" for n in range(14)]
    common = with_common_colours([article(*names), article(*names[::-1]), article(*names[4:9])])
    for analysis in common:
        colours = [c for c in of_names(analysis).values() if c != OTHER]
        assert len(colours) == len(set(colours)) == min(9, len(analysis.sources))


@settings(max_examples=60)
@given(st.lists(analyses(), max_size=3))
def test_no_article_has_a_colour_twice(several):
    for before, after in zip(several, with_common_colours(several), strict=True):
        colours = source_colours(after)
        shown = [c for c in colours.values() if c != OTHER]
        assert len(shown) == len(set(shown))
        assert {id for id, c in colours.items() if c == OTHER} == {id for id, c in source_colours(before).items() if c == OTHER}


def test_the_page_has_the_kept_colours():
    before = small()
    after = with_kept_colours(before, turned(before))
    mine = [part.split('"')[0] for part in page(after).split('class="c d0 k')[1:]]
    assert mine[0] == str(SOURCE_COLOURS.index(of_names(before)["engineers"]) + 1)


def test_a_crowd_is_coloured_as_before():
    assert sum(c == OTHER for c in of_names(crowd(30)).values()) == 21
