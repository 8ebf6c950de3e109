"""What all rooms speak."""

import re
from pathlib import Path

from hedgelens.records import Category

CODEBOOK = Path(__file__).parents[1] / "docs" / "codebook.md"


def test_a_category_of_hedges_is_explained_as_in_the_codebook():
    rows = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \|", CODEBOOK.read_text("utf-8"), re.MULTILINE)
    glosses = {name: gloss for name, gloss in rows if name in list(Category)}
    assert glosses == {category.value: category.gloss for category in Category}
