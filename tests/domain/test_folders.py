"""Paths of folders."""

import pytest

from safelight.domain.faults import InvalidParameter
from safelight.domain.folders import Branch, Folder, full_path, grown, lineage


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Co/"),
        ("/", "Co/"),
        ("Co", "Co/"),
        ("/Co/", "Co/"),
        ("a", "Co/a/"),
        ("/a//b/", "Co/a/b/"),
        (" a / b ", "Co/a/b/"),
        ("f|Co/a/", "Co/a/"),
        ("Co/Co", "Co/Co/"),
        ("Cox/a", "Co/Cox/a/"),
        ("a/Co", "Co/a/Co/"),
    ],
)
def test_a_path_is_read_in_every_form(text, expected):
    assert full_path("folderPath", "Co", text) == expected


@pytest.mark.parametrize("text", ["a/../b", ".", "a|b", "a\\b", "a\x00", "\ud800", "\uffff", "x" * 256, "x/" * 64])
def test_a_path_that_cannot_be_is_refused(text):
    with pytest.raises(InvalidParameter, match=r"^folderPath: "):
        full_path("folderPath", "Co", text)


def test_the_longest_path_passes():
    assert len(full_path("folderPath", "Co", "/".join(["x" * 211] * 2 + ["y" * 212]))) == 640
    with pytest.raises(InvalidParameter, match="640"):
        full_path("folderPath", "Co", "/".join(["x" * 211] * 2 + ["y" * 213]))


def test_the_lineage_goes_from_the_root_down():
    assert lineage("Co/a/b/") == ["Co/", "Co/a/", "Co/a/b/"]


def test_a_listing_grows_into_a_tree():
    def folder(number, parent, path):
        return Folder(number, 1, parent, path, path, 0, 0)

    listed = [
        (folder(5, 1, "a/"), True),
        (folder(8, 5, "a/x/"), True),
        (folder(6, 8, "a/x/y/"), False),
        (folder(7, 5, "a/z/"), False),
    ]
    top = grown(listed)

    def drawn(branch: Branch):
        return (branch.folder.path, [drawn(child) for child in branch.children])

    assert drawn(top) == ("a/", [("a/x/", [("a/x/y/", [])]), ("a/z/", [])])
