"""What `hedgelens doctor` says, and what is looked at."""

import json
from importlib import metadata

import pytest

from hedgelens import installation
from hedgelens.attribution.learned import SHIPPED_SHA256
from hedgelens.installation import Finding
from hedgelens.language import load_language, model_hash

REQUIRES = [
    "numpy>=2.0",
    "spacy<3.9,>=3.8.7",
    "lxml[html-clean]>=6.1",
    'starlette>=0.41; extra == "app"',
    'pytest>=8.3; extra == "test"',
]
THERE = {
    "hedgelens": "0.1.0",
    "numpy": "2.4.6",
    "spacy": "3.8.18",
    "lxml": "6.1.3",
    "lxml_html_clean": "0.4.6",
    "starlette": "0.41.0",
}
OF_LXML = ['lxml_html_clean; extra == "html-clean"', 'cssselect>=0.7; extra == "cssselect"']


@pytest.fixture
def there(monkeypatch):
    """The packages that are there and their versions; may be changed."""
    found = dict(THERE)

    def version(name):
        if name not in found:
            raise metadata.PackageNotFoundError(name)
        return found[name]

    monkeypatch.setattr(installation.metadata, "version", version)
    monkeypatch.setattr(installation.metadata, "requires", {"hedgelens": REQUIRES, "lxml": OF_LXML}.get)
    monkeypatch.setattr(installation.metadata, "metadata", lambda name: _Metadata())
    return found


class _Metadata:
    def get_all(self, name):
        return ["app", "test"] if name == "Provides-Extra" else None


def packages():
    return {finding.about: finding for finding in installation._packages()}


def test_where_all_is_there_it_says_so(there):
    found = packages()
    assert {name: finding.state for name, finding in found.items()} == {"HedgeLens": "ok", "packages": "ok", "extra app": "ok"}
    assert found["packages"].found == "all 3 that HedgeLens needs"
    assert installation.versions() == {"lxml": "6.1.3", "numpy": "2.4.6", "spacy": "3.8.18", "starlette": "0.41.0"}


def test_a_package_of_another_version_or_none_is_wrong_and_the_command_that_mends_it_is_named(there):
    there["spacy"] = "4.0.1"
    del there["numpy"]
    found = packages()
    assert found["spacy"] == Finding(
        "spacy", "wrong", "4.0.1 is installed, <3.9,>=3.8.7 is needed", 'python -m pip install "spacy<3.9,>=3.8.7"'
    )
    assert found["numpy"] == Finding("numpy", "wrong", "is not installed", 'python -m pip install "numpy>=2.0"')
    assert "packages" not in found


def test_what_an_extra_of_a_package_brings_is_looked_for_too(there):
    del there["lxml_html_clean"]
    assert packages()["lxml_html_clean"].state == "wrong"


def test_an_extra_that_is_not_there_is_absent_and_nothing_to_mend(there):
    del there["starlette"]
    assert packages()["extra app"] == Finding(
        "extra app", "absent", "starlette is not installed", 'python -m pip install "hedgelens[app]"'
    )


def test_python_that_runs_it_from_a_folder_knows_no_requirements(there):
    del there["hedgelens"]
    (found,) = installation._packages()
    assert found.state == "wrong"
    assert found.cure == "python -m pip install hedgelens"


def test_a_file_of_the_language_model_that_was_changed_is_named(monkeypatch, tmp_path):
    (tmp_path / "tokenizer").write_text("other")
    (tmp_path / model_hash.LIST).write_text(f"{'0' * 64}  tokenizer\n{'1' * 64}  vocab/strings.json\n")
    monkeypatch.setattr("hedgelens.language.pipeline.SHIPPED", tmp_path)
    (found,) = installation._language_model()
    assert (found.state, found.found) == ("wrong", f"changed or gone in '{tmp_path}': tokenizer, vocab/strings.json")
    assert "--force-reinstall" in found.cure


def test_a_package_that_is_there_and_cannot_be_loaded_is_wrong_and_the_rest_is_looked_at(monkeypatch):
    def fails(folder):
        raise ImportError("DLL load failed while importing onnxruntime_pybind11_state")

    monkeypatch.setattr("hedgelens.attribution.learned.load_network", fails)
    found = {finding.about: finding for finding in installation.examined()}
    assert (found["engine"].state, found["engine"].found[:15]) == ("wrong", "DLL load failed")
    assert found["language model"].state == "ok"
    assert "browser" in found


def test_a_folder_that_cannot_be_written_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(installation.os, "access", lambda path, mode: False)
    states = {finding.about: finding.state for finding in installation._folders()}
    assert states["temporary files"] == "wrong"
    assert {states[about] for about in ("cache of charts", "trained engines", "cache of training")} == {"absent"}


def test_charts_that_cannot_keep_what_they_learn_of_fonts_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setattr("matplotlib.get_cachedir", lambda: str(tmp_path / "matplotlib-x1y2"))
    (found,) = [found for found in installation._folders() if found.about == "cache of charts"]
    assert (found.state, found.cure) == ("absent", "set MPLCONFIGDIR to a folder that can be written")


def test_a_language_model_that_is_gone_is_said_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr("hedgelens.language.pipeline.SHIPPED", tmp_path / "model")
    found = next(found for found in installation.examined() if found.about == "language model")
    assert found.state == "wrong"
    assert found.found.endswith("SHA256SUMS' cannot be read: No such file or directory.")


def test_the_command_says_it_all_and_ends_with_0(command_line, monkeypatch):
    found = [Finding("engine", "ok", "learned"), Finding("extra app", "absent", "starlette is not installed", "python -m pip …")]
    monkeypatch.setattr(installation, "examined", lambda: iter(found))
    code, out, err = command_line("doctor")
    assert (code, err) == (0, "")
    assert out.splitlines()[:3] == [
        "ok      engine            learned",
        "absent  extra app         starlette is not installed",
        "                          → python -m pip …",
    ]
    assert out.endswith("All that HedgeLens needs is there and works.\n")


def test_where_something_is_wrong_it_ends_with_1(command_line, monkeypatch):
    monkeypatch.setattr(installation, "examined", lambda: iter([Finding("numpy", "wrong", "is not installed", "python …")]))
    code, out, _ = command_line("doctor")
    assert code == 1
    assert out.endswith("1 thing to mend: see the arrows.\n")


def test_as_json_it_holds_versions_and_hashes(command_line):
    code, out, _ = command_line("doctor", "--format", "json")
    found = json.loads(out)
    states = {finding["about"]: finding for finding in found["findings"]}
    assert code == 0, [finding for finding in found["findings"] if finding["state"] == "wrong"]
    assert "spacy" in found["versions"]
    assert SHIPPED_SHA256 in states["engine"]["found"]
    assert load_language().sha256 in states["language model"]["found"]
    assert states["analysis"]["state"] == "ok"
