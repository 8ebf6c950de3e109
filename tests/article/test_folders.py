"""Many files and folders: a broken one stops no other, no two articles share a name, what is passed over is said."""

import os
from pathlib import Path

import pytest
from folders import TEXT, ids, write

from hedgelens.article import list_files, read_articles, read_files
from hedgelens.interchange.codings import read_folder
from hedgelens.records import HedgeLensError


def test_folders_give_their_articles_in_alphabetical_order_and_files_as_they_are_named(folder):
    write(folder, "news/b.txt", "news/a.md", "c.txt")
    assert ids("c.txt", "news") == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["2020/ferry.txt", "2021/ferry.txt", "2021/bridge.txt"], ["2020/ferry", "2021/ferry", "bridge"]),
        (["a/2020/ferry.txt", "b/2020/ferry.txt", "b/2021/ferry.txt"], ["a/2020/ferry", "b/2020/ferry", "2021/ferry"]),
        (["ferry.txt", "ferry.md"], ["ferry.txt", "ferry.md"]),
        (["a/ferry.txt", "a/ferry.md", "b/ferry.txt"], ["ferry.txt", "ferry.md", "b/ferry"]),
        (["ferry.txt", "ferry.md", "ferry.txt.md"], ["ferry.txt", "ferry.md", "ferry.txt.md"]),
    ],
)
def test_articles_of_one_name_are_told_apart_by_the_shortest_part_of_their_path(folder, names, expected):
    write(folder, *names)
    assert ids(*names) == expected


def test_a_file_that_is_named_twice_is_read_once_and_that_is_said(folder):
    write(folder, "a.txt")
    (folder / "link.txt").symlink_to("a.txt")
    reading = read_files(["a.txt", ".", folder / "a.txt", folder / ".." / folder.name])
    assert [article.id for article in reading.articles] == ["a"]
    assert len(reading.notes) == 4
    assert all("read once" in note for note in reading.notes)


def test_what_is_passed_over_is_said_and_long_lists_are_cut(folder):
    write(folder, "a.txt", "notes.csv", "old.wps", *(f"scan{number}.PNG" for number in range(9)))
    (folder / "report.html").write_text('<meta name="generator" content="HedgeLens 1">')
    notes = read_files([folder]).notes
    assert len(notes) == 3
    assert "notes.csv was passed over: The table 'notes.csv' has no column 'text'" in notes[0]
    assert "10 files" in notes[1]
    assert "1 .wps (old.wps)" in notes[1]
    assert "9 .png (scan0.PNG, scan1.PNG, scan2.PNG and 6 more)" in notes[1]
    assert "report.html" in notes[2]


def test_sub_folders_are_read_to_any_depth_and_how_many_is_said(folder):
    write(folder, "a.txt", "guardian/2020/a.txt", "guardian/2021/a.txt", "bbc/b.txt", ".git/refs/c", "__MACOSX/d.txt")
    reading = read_files([folder])
    assert [article.id for article in reading.articles] == [f"{folder.name}/a", "b", "2020/a", "2021/a"]
    assert reading.notes == (f"In '{folder}', 3 sub-folders are read, too.",)
    assert ids(folder, folder / "bbc") == ids(folder)


def test_a_link_that_leads_back_ends_and_one_that_leads_elsewhere_is_followed(folder):
    write(folder, "news/deep/a.txt", "elsewhere/b.txt")
    (folder / "news" / "deep" / "up").symlink_to("..", target_is_directory=True)
    (folder / "news" / "self").symlink_to(".", target_is_directory=True)
    (folder / "news" / "other").symlink_to("../elsewhere", target_is_directory=True)
    assert ids("news") == ["a", "b"]


def test_sub_folders_that_hold_no_articles_are_not_spoken_of(folder):
    write(folder, "a.txt", "images/a.png", "Page_files/frame.html")
    (folder / "Page.html").write_text(f"<html><body><article><p>{TEXT * 9}</p></article></body></html>")
    (folder / "empty").mkdir()
    reading = read_files([folder])
    assert [article.id for article in reading.articles] == ["Page", "a"]
    assert reading.notes == ()


def test_documents_in_a_folder_are_articles_that_are_left_out(folder):
    write(folder, "a.txt", "c.pages")
    (folder / "b.doc").write_bytes(b"\xd0\xcf\x11\xe0 old")
    reading = read_files([folder])
    assert [problem.article for problem in reading.problems] == ["b.doc", "c.pages"]
    assert "'.doc'" in reading.problems[0].reason
    assert reading.notes == ()


def test_a_broken_file_stops_no_other(folder):
    write(folder, "z.txt")
    (folder / "blank.txt").write_text(" ")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "gone.txt").symlink_to("taken-away.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    write(folder, "folder.txt/a.txt")
    reading = read_files([folder, "nowhere.txt", "https://example.org/story.html", "no\0name.txt", "x" * 300 + ".txt"])
    assert [article.id for article in reading.articles] == ["z", "a"]
    assert [problem.article for problem in reading.problems][:4] == ["binary.txt", "blank.txt", "gone.txt", "loop.txt"]
    reasons = [problem.reason for problem in reading.problems]
    for reason, part in zip(
        reasons,
        [
            "not a text",
            "empty",
            "a link to a file that does not exist",
            "symbolic links",
            "no file",
            "web address",
            "null",
            "too long",
        ],
        strict=True,
    ):
        assert part in reason
    assert "1 sub-folder is read" in reading.notes[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on this system")
def test_pipes_and_devices_are_never_opened(folder):
    write(folder, "a.txt")
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "page.html")
    (folder / "endless.txt").symlink_to("/dev/zero")
    reading = read_files([folder])
    assert [article.id for article in reading.articles] == ["a"]
    assert [problem.article for problem in reading.problems] == ["endless.txt", "page.html", "pipe.txt"]
    assert all("a pipe or a device" in problem.reason for problem in reading.problems)


def test_a_file_that_is_far_too_large_is_not_read(folder):
    with (folder / "large.txt").open("wb") as file:
        file.truncate(10**11)  # a hole: it takes no room on the disk
    (reason,) = [problem.reason for problem in read_files(["large.txt"]).problems]
    assert "100,000 MB" in reason


def test_a_folder_that_may_not_be_looked_into_or_entered_is_said(folder, monkeypatch):
    write(folder, "closed/a.txt", "b.txt")
    asked = Path.iterdir

    def refuse(path):
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return asked(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", refuse)
        reading = read_files(["closed", "b.txt"])
    assert [article.id for article in reading.articles] == ["b"]
    assert [problem.reason for problem in reading.problems] == ["'closed' cannot be read: Permission denied."]
    looked = os.stat

    def refuse_inside(path, *arguments, **options):
        if str(path).startswith("closed/"):
            raise PermissionError(13, "Permission denied")
        return looked(path, *arguments, **options)

    monkeypatch.setattr(os, "stat", refuse_inside)
    reading = read_files(["closed", "b.txt"])
    assert [article.id for article in reading.articles] == ["b"]
    assert [(p.article, p.reason) for p in reading.problems] == [("a.txt", "'closed/a.txt' cannot be read: Permission denied.")]


def test_names_that_are_no_unicode_make_ids_that_can_be_written(folder):
    for name in (b"caf\xe9.txt", b"caf\xe8.txt", b"esc\x1b[31m.txt"):
        try:
            Path(os.fsdecode(name)).write_text(TEXT)
        except OSError:
            pytest.skip("this file system takes no such names")
    found = ids(".")
    assert found == ["caf\\xe8", "caf\\xe9", "esc\\x1b[31m"]
    assert all(id.encode("utf-8") for id in found)


def test_a_folder_without_articles_is_said(folder):
    (folder / "empty").mkdir()
    assert "holds no articles" in read_files(["empty"]).problems[0].reason
    with pytest.raises(HedgeLensError, match="holds no articles"):
        read_articles(["empty"])
    assert read_articles([]) == ()


def test_a_folder_for_a_batch_is_read_like_any_other(folder):
    write(folder, "a.txt", "a.md", "guardian/a.txt", "notes.csv", "b.docx")
    reading, material = read_files([folder]), read_folder(folder)
    assert tuple(article.id for article in material.items) == ("a.md", "a.txt", "guardian/a")
    assert material.items == reading.articles
    assert material.problems == reading.problems
    assert material.notes == reading.notes
    assert "notes.csv" in material.notes[0]


def test_files_are_listed_with_their_names_for_what_is_said_of_them(folder):
    write(folder, "a/x.txt", "b/x.txt", "b/y.txt")
    assert [file.name for file in list_files(["a", "b"]).files] == ["a/x.txt", "b/x.txt", "y.txt"]
    assert [file.name for file in list_files(["a", "./b/y.txt"]).files] == ["x.txt", "b/y.txt"]
