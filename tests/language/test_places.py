from hypothesis import given
from hypothesis import strategies as st

from hedgelens.language.places import Places, touches

spans = st.tuples(st.integers(0, 2_000), st.integers(1, 600)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(st.lists(spans, max_size=4).map(tuple), max_size=12), spans)
def test_all_that_touches_a_span_is_found_in_the_order_given(things, span):
    places = Places(enumerate(things))
    assert places.touching(span) == [number for number, of in enumerate(things) if touches(span, of)]


def test_what_only_adjoins_does_not_touch():
    places = Places([("a", ((0, 256),)), ("b", ((256, 300), (500, 900)))])
    assert places.touching((256, 257)) == ["b"]
    assert places.touching((300, 500)) == []
    assert places.touching((0, 1_000)) == ["a", "b"]
