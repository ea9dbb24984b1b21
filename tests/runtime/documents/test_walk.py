import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runtime.documents import walk
from runtime.documents.walk import Found, visible

Write = Callable[[str, str | bytes], Path]


def found(folder: Path) -> dict[str, Found]:
    return {each.name: each for each in walk.files(folder, folder / "loci")}


def test_files_are_found_in_order_without_hidden_ones_and_heaps(folder: Path, write: Write):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".git/x.txt", "a/.hidden", "node_modules/x.js", "loci/memory.txt"):
        write(name, "x")
    assert list(found(folder)) == ["b.txt", "a/z.txt", "a/b/c.txt"]


def test_a_single_file_is_its_own_folder(write: Write):
    assert list(found(write("one.txt", "x"))) == ["one.txt"]


def test_a_stamp_changes_with_the_file(folder: Path, write: Write):
    path = write("a.txt", "one")
    before = found(folder)["a.txt"].stamp
    assert found(folder)["a.txt"].stamp == before
    os.utime(path, ns=(1, 1))
    assert found(folder)["a.txt"].stamp != before


def test_links_are_named_and_not_followed(folder: Path, write: Write):
    write("a.txt", "x")
    (folder / "loop").symlink_to(folder)
    (folder / "passwd").symlink_to("/etc/passwd")
    problems = {name: each.problem for name, each in found(folder).items() if each.problem}
    assert set(problems) == {"loop", "passwd"}
    assert all("link" in problem for problem in problems.values())


@pytest.mark.skipif(sys.platform != "linux", reason="names of bytes")
def test_a_name_that_is_no_text_is_shown_with_the_reason(folder: Path):
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.txt")).write_text("x", encoding="utf-8")
    assert "no text" in found(folder)["caf\\udce9.txt"].problem


def test_folders_may_be_nested_only_so_deep(folder: Path, write: Write):
    write("/".join("d" * 70) + "/a.txt", "x")
    (deep,) = found(folder).values()
    assert "folders deep" in deep.problem


def test_what_is_not_there_is_an_error(folder: Path):
    with pytest.raises(OSError, match="missing"):
        found(folder / "missing")


def test_a_name_is_shown_on_one_line_without_marks_that_change_how_it_looks():
    assert visible("a\nb\u202egnp.exe\x1b[2J") == "a\ufffdb\ufffdgnp.exe\ufffd[2J"
    assert visible("10.30\u202fAM\u00a0Straße 第二 🐝.txt") == "10.30 AM Straße 第二 🐝.txt"
