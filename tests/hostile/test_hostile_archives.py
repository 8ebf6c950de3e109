"""Archives made to fill the disk, to write elsewhere or to lead round in a circle: each such file is a problem, and the others go on."""

import io
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest

from hedgelens.article import Limits, ReadingOptions, read_files

TEXT = "The bridge may stay shut, the mayor said."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path


def archive(files, name="press.zip", **options):
    """Writes an archive of names and contents; a name may be a ZipInfo, and stand twice."""
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED, **options) as packed:
        for inside, content in files:
            packed.writestr(inside, content)
    return Path(name)


def ids(*names, **limits):
    reading = read_files(names, ReadingOptions(limits=Limits(**limits)))
    return [article.id for article in reading.articles]


def problems(*names, **limits):
    reading = read_files(names, ReadingOptions(limits=Limits(**limits)))
    return {problem.article: problem.reason for problem in reading.problems}


def test_names_that_lead_out_of_the_archive_and_links_are_not_read(folder):
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    names = ["../up.txt", "/etc/root.txt", "C:/disk.txt", "a/../../up.txt", "back\\..\\up.txt"]
    archive([*((name, TEXT) for name in names), (link, "/etc/hostname"), ("b.txt", TEXT)])
    assert ids("press.zip") == ["b"]
    found = problems("press.zip")
    assert len(found) == 6
    assert sum("leads out of the archive" in reason for reason in found.values()) == 5
    assert "is a link" in found["press.zip/link.txt"]
    assert sorted(path.name for path in folder.rglob("*")) == ["press.zip", "temporary"]


def test_what_unpacks_to_far_more_than_a_text_is_not_read_and_the_others_are(folder):
    archive([("a.txt", TEXT), ("bomb.txt", b"0" * 60_000_000), ("c.txt", TEXT)])
    assert ids("press.zip") == ["a", "c"]
    assert "200 times its size" in problems("press.zip")["press.zip/bomb.txt"]


def test_all_files_together_unpack_to_no_more_than_the_limit(folder):
    archive([(f"{letter}.txt", TEXT * 10) for letter in "abcd"])
    assert ids("press.zip", unpacked=1000) == ["a", "b"]
    assert "raise the limit with --largest" in problems("press.zip", unpacked=1000)["press"]


def test_a_file_that_is_one_article_is_no_larger_than_the_limit_and_a_table_may_be(folder):
    table = "text\n" + f"{TEXT}\n" * 40
    archive([("a.txt", TEXT), ("long.txt", f"{TEXT} 7 " * 9), ("press.csv", table)])
    (folder / "alone.txt").write_text(f"{TEXT} 7 " * 9)
    found = problems("press.zip", "alone.txt", file=200)
    assert set(found) == {"press.zip/long.txt", "alone.txt"}
    assert "'press.zip/long.txt' holds more than 0.0002 MB" in found["press.zip/long.txt"]
    assert "and articles of up to 0.0002 MB are read" in found["alone.txt"]
    assert not problems("press.zip", "alone.txt")


def test_an_archive_of_more_files_than_the_limit_is_not_read(folder):
    archive([(f"{letter}.txt", TEXT) for letter in "abc"])
    assert "holds 3 files, and up to 2 are read" in problems("press.zip", members=2)["press.zip"]
    assert ids("press.zip", members=3) == ["a", "b", "c"]


def test_a_size_that_an_archive_states_wrongly_does_not_matter(folder):
    path = archive([("a.txt", TEXT), ("b.txt", TEXT)])
    raw = path.read_bytes()
    size = len(TEXT).to_bytes(4, "little")
    path.write_bytes(raw.replace(size + size, size + b"\x01\x00\x00\x00"))
    assert all("damaged" in reason for reason in problems("press.zip").values())
    path.write_bytes(raw[: len(raw) // 2])
    assert "cannot be opened" in problems("press.zip")["press.zip"]


def test_too_many_files_are_not_read(folder):
    archive([(f"{number}.txt", TEXT) for number in range(9)])
    assert "holds 9 files, and up to 8 are read" in problems("press.zip", members=8)["press.zip"]


def test_an_archive_within_an_archive_is_read_and_one_within_that_is_not(folder):
    def packed(files):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, text in files:
                archive.writestr(name, text)
        return content.getvalue()

    deepest = packed([("c.txt", TEXT)])
    archive([("a.txt", TEXT), ("inner.zip", packed([("b.txt", TEXT), ("deeper.zip", deepest)])), ("broken.zip", b"PK\x03\x04")])
    assert ids("press.zip") == ["a", "b"]
    found = problems("press.zip")
    assert "within an archive within" in found["press.zip/inner.zip/deeper.zip"]
    assert "cannot be opened" in found["press.zip/broken.zip"]


def test_a_locked_file_is_said(folder):
    raw = archive([("a.txt", TEXT), ("b.txt", TEXT)]).read_bytes()
    place = raw.index(b"PK\x01\x02")
    Path("press.zip").write_bytes(raw[: place + 8] + b"\x01" + raw[place + 9 :])
    assert ids("press.zip") == ["b"]
    assert "protected by a password" in problems("press.zip")["press.zip/a.txt"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_one_and_a_problem(folder):
    archive([("a.txt", TEXT), ("a.txt", "Other.")])
    assert ids("press.zip") == ["a"]
    assert "is in the archive twice" in problems("press.zip")["press.zip/a.txt"]


def test_nothing_is_left_on_the_disk_and_no_name_of_it_is_said(folder):
    archive([("a.txt", TEXT), ("blank.txt", " "), ("b.csv", "a,b\n1,2\n"), ("c.docx", b"PK"), ("d.jsonl", "{broken")])
    reading = read_files(["press.zip"])
    said = [*(f"{problem.article} {problem.reason}" for problem in reading.problems), *reading.notes]
    assert len(said) == 4
    assert all("press.zip/" in sentence and "temporary" not in sentence for sentence in said)
    assert list((folder / "temporary").iterdir()) == []
