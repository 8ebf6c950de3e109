"""What systems leave in folders is no article; what is hidden is read or named; the same in folders and in archives."""

import shutil
from pathlib import Path

import pytest
from folders import TEXT, ids, write

from hedgelens.article import read_files
from hedgelens.article.hidden import files_in

LYING = (
    ".DS_Store", "._a.txt", "~$a.docx", "~$a.txt", ".~lock.a.docx#", ".~a.docx", ".#a.txt", "Thumbs.db", "deep/desktop.ini",
    "__MACOSX/a.txt", ".gitignore", ".git/config", ".hedgelens-1.tmp/a.json", "deep/.directory",
)  # fmt: skip


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_what_systems_and_programs_keep_for_themselves_is_not_spoken_of(folder, packed):
    write(folder, "news/a.txt", "news/deep/b.txt", *(f"news/{name}" for name in LYING))
    reading = read_files([shutil.make_archive("press", "zip", "news") if packed else "news"])
    assert [article.id for article in reading.articles] == ["a", "b"]
    assert reading.problems == ()
    assert [note for note in reading.notes if "sub-folder" not in note] == []


HIDDEN = (".a.txt", "...And Then There Were None.txt", "deep/.b.md", "_c.txt", "__MACOSX report.txt", "thumbs.db.txt")


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_a_file_that_somebody_wrote_is_read_whatever_its_name_begins_with(folder, packed):
    write(folder, *(f"news/{name}" for name in HIDDEN), "news/.txt")
    where = shutil.make_archive("press", "zip", "news") if packed else "news"
    reading = read_files([where])
    assert sorted(article.id for article in reading.articles) == sorted(Path(name).stem for name in HIDDEN)
    of_others, of_hidden = (note for note in reading.notes if "sub-folder" not in note)
    assert "(.txt)" in of_others if not packed else of_others.endswith(": .txt.")  # saved without a name
    assert of_hidden == (
        f"In '{where}', 3 files whose names begin with a full stop are read like the others: "
        "...And Then There Were None.txt, .a.txt, .b.md."
    )


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_hidden_folders_are_not_read_and_those_with_articles_are_named(folder, packed):
    write(
        folder,
        "news/a.txt",
        "news/.drafts/b.txt",
        "news/deep/.old/deeper/c.pdf",
        "news/.cache/index",
        "news/.cache/doc",
        "news/.cache/._d.txt",
    )
    where = shutil.make_archive("press", "zip", "news") if packed else "news"
    reading = read_files([where])
    assert [article.id for article in reading.articles] == ["a"]
    assert f"In '{where}', 2 hidden folders that may hold articles are not read: .drafts, .old." in reading.notes


def test_a_hidden_folder_is_read_where_it_is_given_itself(folder):
    write(folder, "news/.drafts/b.txt")
    assert ids("news/.drafts") == ["b"]
    reading = read_files(["news"])
    assert "holds no articles" in reading.problems[0].reason
    assert reading.notes == ("In 'news', 1 hidden folder that may hold articles is not read: .drafts.",)


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_a_folder_beside_a_saved_page_is_named_where_more_than_pictures_and_frames_lies_in_it(folder, packed):
    write(folder, "news/a.txt", "news/one_files/frame.html", "news/one_files/data.json", "news/one_files/a.png")
    write(folder, "news/two_files/deep/b.docx", "news/two_files/c.png")
    page = f"<html><body><article><p>{TEXT * 9}</p></article></body></html>"
    for name in ("one", "two"):
        (folder / "news" / f"{name}.html").write_text(page.replace("bridge", name))
    where = shutil.make_archive("press", "zip", "news") if packed else "news"
    reading = read_files([where])
    assert [article.id for article in reading.articles] == ["a", "one", "two"]
    assert reading.notes == (f"In '{where}', 1 folder beside a saved page that may hold articles is not read: two_files.",)


def test_what_looks_like_an_article_is_named_also_where_a_sub_folder_holds_nothing_else(folder):
    write(folder, "news/a.txt", "news/books/b.epub", "news/marked/c.xml", "news/images/d.png")
    (note,) = read_files(["news"]).notes
    assert note.startswith("In 'news', 2 files of other formats are not read")
    assert note.endswith(": 1 .epub (b.epub); 1 .xml (c.xml).")


def test_a_link_that_an_editor_hides_beside_a_file_is_no_article(folder):
    write(folder, "news/a.txt")
    (folder / "news" / ".#a.txt").symlink_to("somebody@host.17")
    assert read_files(["news"]).problems == ()


def test_what_lies_beside_codings_and_texts_is_left_out_and_what_is_hidden_is_not(folder):
    write(folder, "a.json", "._a.json", "~$a.json", ".b.JSON", "c.txt", "deep/d.json")
    assert [path.name for path in files_in(folder, (".json",))] == [".b.JSON", "a.json"]
    assert files_in(folder / "nowhere", (".json",)) == []
