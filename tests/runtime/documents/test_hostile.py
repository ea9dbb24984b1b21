"""Files that mean harm: each is listed with a reason or read, nothing hangs, nothing outside is read or written."""

import random
import stat
import time
from pathlib import Path

import pytest
from fixture_types import Repetitions
from hostile_files import ODD, REFUSED
from loop import Loop
from sqlmodel import select

from models.tables import Passage
from runtime.documents.host import MOST_SECONDS
from runtime.documents.library import Library

SECRET = "the words of a file that was never added"


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Every file below a folder, with what changes when it is written."""
    found = {}
    for path in folder.rglob("*"):
        kept = path.lstat()
        found[str(path)] = (kept.st_size, kept.st_mtime_ns, stat.S_IFMT(kept.st_mode))
    return found


@pytest.mark.timeout(7_200)
def test_hostile_files_are_listed_with_a_reason_and_harm_nothing(
    library: Library, folder: Path, tmp_path: Path, loop: Loop, repetitions: Repetitions
):
    dice, refused, count = random.Random(5), set(), 0
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    kinds = [*REFUSED, *ODD]
    for number in range(repetitions(len(kinds), 300)):
        kind = kinds[number % len(kinds)]
        place = folder / f"{number:03}"
        place.mkdir()
        path = kind(place, dice)
        count += 1
        if kind in REFUSED:
            refused.add(str(path))
    (folder / "outside").symlink_to(tmp_path)
    before = state(folder), sorted(each.name for each in tmp_path.iterdir())
    begun = time.monotonic()
    library.add(folder)
    assert library.wait(count * (MOST_SECONDS + 10))
    assert time.monotonic() - begun < count * MOST_SECONDS
    listed = {each.path: each for each in library.documents(limit=1_000)}
    assert len(listed) == count + 1
    assert all(each.status in {"read", "failed"} for each in listed.values())
    assert [path for path in refused if listed[path].status != "failed"] == []
    reasons = {each.problem for each in listed.values() if each.status == "failed"}
    assert all(reason and reason.isprintable() and reason.endswith(".") and ".." not in reason for reason in reasons)
    with loop.engine.reading() as session:
        texts = session.exec(select(Passage.text)).all()
    assert not any(SECRET in text or "root:" in text for text in texts)
    assert (state(folder), sorted(each.name for each in tmp_path.iterdir())) == before
