"""What HedgeLens passes on that others made comes with its licence, and with a notice of what was changed."""

import tomllib
from pathlib import Path

from hedgelens.attribution.learned import SHIPPED
from hedgelens.attribution.learned.network import GRAPHS, TOKENIZER

ROOT = Path(__file__).parent.parent


def test_the_licence_of_the_weights_and_the_notice_of_change_are_packed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packed = {path.relative_to(ROOT).as_posix() for glob in project["project"]["license-files"] for path in ROOT.glob(glob)}
    assert packed == {
        "LICENSE",
        "NOTICE",
        "LICENSES/Apache-2.0.txt",
        "LICENSES/MIT-Faker.txt",
        "hedgelens/language/model/LICENSE",
        "hedgelens/language/model/LICENSES_SOURCES",
    }
    assert project["project"]["license"] == "MIT AND Apache-2.0 AND CC-BY-4.0 AND LicenseRef-WordNet-3.0"
    assert {"LICENSE", "NOTICE", "LICENSES"} <= set(project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])
    assert "Version 2.0, January 2004" in (ROOT / "LICENSES" / "Apache-2.0.txt").read_text("utf-8")


def test_the_notice_says_of_each_file_of_the_engine_what_became_of_it():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    assert "hedgelens/attribution/learned/weights" in notice
    for name in (*GRAPHS, TOKENIZER):
        assert f"  {name} " in notice
    assert "Apache License, Version 2.0" in notice


def test_each_list_of_names_says_where_it_is_from_and_the_notice_does_too():
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for path in (ROOT / "hedgelens" / "sources" / "gazetteers").glob("*.txt"):
        head = path.read_text("utf-8").split("[")[0]
        assert all(line.startswith("#") for line in head.splitlines() if line)
        assert "PyPI" in head or "Faker" in head
        assert "licence" in head or "licensed" in head
        assert f"  {path.name} " in notice


def test_readme_and_model_card_name_where_the_weights_come_from():
    for path in (ROOT / "README.md", SHIPPED / "MODEL_CARD.md"):
        text = path.read_text("utf-8")
        assert "all-MiniLM-L6-v2" in text
        assert "Apache" in text
        assert "NOTICE" in text
