import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import made_files
import pytest

from runtime.documents.host import ReadingRoom
from runtime.documents.pieces import MOST_CHARACTERS, Piece, Unreadable


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    opened = ReadingRoom()
    yield opened
    opened.close()


def reason(room: ReadingRoom, path: Path, seconds: float = 120) -> str:
    with pytest.raises(Unreadable) as refused:
        room.read(path, seconds=seconds)
    return str(refused.value)


def test_a_file_is_read_in_another_process_and_told_by_its_digest(room: ReadingRoom, tmp_path: Path):
    file = tmp_path / "dog.pdf"
    file.write_bytes(made_files.pdf(["Biscuit.", "Bones."]))
    content = room.read(file)
    assert content.pieces == (Piece("Biscuit.", 1), Piece("Bones.", 2))
    assert not content.cut
    file.write_bytes(file.read_bytes() + b"\n")
    assert room.read(file).digest != content.digest


def test_a_long_text_is_cut_and_said_to_be(room: ReadingRoom, tmp_path: Path):
    file = tmp_path / "long.txt"
    file.write_text(("word and word " * 100 + "\n\n") * (MOST_CHARACTERS // 1_390), encoding="utf-8")
    content = room.read(file)
    assert content.cut
    assert sum(len(piece.text) for piece in content.pieces) <= MOST_CHARACTERS


def test_nothing_but_ordinary_files_of_a_bounded_size_are_opened(room: ReadingRoom, tmp_path: Path):
    target = tmp_path / "secret.txt"
    target.write_text("secret", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(target)
    with (tmp_path / "sparse.txt").open("wb") as sparse:
        sparse.truncate(2_000_000_000)
    assert "cannot be read" in reason(room, tmp_path / "link.txt")
    assert "larger than" in reason(room, tmp_path / "sparse.txt")
    assert "cannot be read" in reason(room, tmp_path / "missing.txt")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.txt")
        assert "no ordinary file" in reason(room, tmp_path / "pipe.txt")


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path):
    slow, quick = tmp_path / "slow.html", tmp_path / "quick.txt"
    slow.write_text("<b>x</b>" * 5_000_000, encoding="utf-8")
    quick.write_text("Here.", encoding="utf-8")
    room = ReadingRoom()
    try:
        assert room.read(quick)
        assert "longer than 1 seconds" in reason(room, slow, seconds=1)
        assert room.read(quick).pieces == (Piece("Here."),)
    finally:
        room.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory")
def test_a_file_that_needs_too_much_memory_is_given_up_and_the_next_is_read(room: ReadingRoom, tmp_path: Path):
    huge = tmp_path / "huge.xlsx"
    huge.write_bytes(made_files.wide_xlsx())
    assert reason(room, huge)
    quick = tmp_path / "quick.txt"
    quick.write_text("Here.", encoding="utf-8")
    assert room.read(quick).pieces == (Piece("Here."),)


def test_reading_stops_when_it_shall(room: ReadingRoom, tmp_path: Path):
    file = tmp_path / "a.txt"
    file.write_text("Here.", encoding="utf-8")
    stop = threading.Event()
    stop.set()
    assert room.read(file, stop) is None
    assert room.read(file) is not None
