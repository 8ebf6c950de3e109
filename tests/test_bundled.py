"""The articles that come with HedgeLens, as they are looked up."""

from hedgelens import bundled


def test_an_article_is_found_by_the_hash_of_its_text():
    assert [bundled.by_sha256(bundled.article(name).sha256) for name in bundled.names()] == [
        *map(bundled.article, bundled.names())
    ]
    assert bundled.by_sha256("0" * 64) is None
