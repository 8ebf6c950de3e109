"""An archive is read as the folder that it was packed of."""

import zipfile

from hedgelens.article import ReadingOptions, read_files
from hedgelens.records import Kind

TEXT = "The bridge may stay shut, the mayor said."


def archive(files, name="press.zip"):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as packed:
        for inside, content in files.items():
            packed.writestr(inside, content)


def test_an_archive_gives_what_its_folder_gives(folder):
    page = f"<html><head><title>Bridge</title></head><body><article><p>{TEXT * 9}</p></article></body></html>"
    files = {
        "2020/ferry.txt": TEXT, "2021/ferry.txt": TEXT + " Again.", "page.html": page, "page_files/frame.html": page,
        "table.csv": f'text,title\n"{TEXT}",It rains\n"{TEXT} Again.",\n', "__MACOSX/a.txt": TEXT, "2020/.DS_Store": "x", "scan.png": "x",
    }  # fmt: skip
    archive(files)
    for name, content in files.items():
        path = folder / "press" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    packed, unpacked = read_files(["press.zip"]), read_files(["press"])
    assert {(a.id, a.text, a.title) for a in packed.articles} == {(a.id, a.text, a.title) for a in unpacked.articles}
    assert sorted(a.id for a in packed.articles) == ["2020/ferry", "2021/ferry", "page", "table-1", "table-2"]
    assert packed.problems == ()
    assert "1 file of other formats" in packed.notes[0]
    assert any(block.kind is Kind.BODY for block in packed.articles[0].blocks)


def test_folders_in_an_archive_and_its_name_say_what_a_user_says_they_do(folder):
    archive({"2020/a.txt": TEXT, "b.txt": TEXT}, "guardian.zip")
    reading = read_files(["guardian.zip"], ReadingOptions(fields=("outlet", "year")))
    assert [(a.id, a.outlet, dict(a.fields)) for a in reading.articles] == [
        ("a", "guardian", {"year": "2020"}),
        ("b", folder.name, {"year": "guardian"}),
    ]
