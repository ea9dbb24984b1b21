"""The memory is written into a file by the window: each kind is what it says, and nothing is overwritten."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from opened_window import Opened, nameless

from app.taking_out import TakeOutDialog
from runtime.carry.files import is_sealed

SEALED, READING, READING_SEALED, AGENT = range(4)


def dialog(opened: Opened, kind: int) -> TakeOutDialog:
    opened.window.deeds.take_out()
    shown = opened.window.findChildren(TakeOutDialog)[-1]
    shown.kind.setCurrentIndex(kind)
    assert nameless(shown) == []
    return shown


def written(opened: Opened, shown: TakeOutDialog, path: Path) -> Path:
    """The file that came of it."""
    shown.write(path)
    opened.until(shown.bar.isHidden)
    (file,) = path.parent.iterdir()
    assert shown.told.text() == f"Written to {file}."
    return file


def test_everything_is_sealed_under_a_passphrase_that_is_typed_twice(opened: Opened, tmp_path: Path) -> None:
    shown = dialog(opened, SEALED)
    opened.qtbot.keyClicks(shown.first, "bees and honey")
    assert not shown.choose.isEnabled()
    opened.qtbot.keyClicks(shown.second, "bees")
    assert "not the same" in shown.told.text()
    opened.qtbot.keyClicks(shown.second, " and honey")
    assert shown.choose.isEnabled()
    opened.picture(shown, "take-out")
    (tmp_path / "out").mkdir()
    file = written(opened, shown, tmp_path / "out" / "mine")
    assert file.name == "mine.loci"
    assert is_sealed(file)
    assert b"Biscuit" not in file.read_bytes()
    shown.write(tmp_path / "out" / "mine.loci")
    opened.until(lambda: "is there already" in shown.told.text())


def test_for_reading_it_is_a_zip_that_says_so(opened: Opened, tmp_path: Path) -> None:
    shown = dialog(opened, READING)
    assert "not be encrypted" in shown.words.text()
    assert shown.first.isHidden()
    (tmp_path / "out").mkdir()
    with zipfile.ZipFile(written(opened, shown, tmp_path / "out" / "mine.zip")) as packed:
        assert any(b"Biscuit" in packed.read(name) for name in packed.namelist())


def test_for_reading_it_is_sealed_with_age_and_for_letta_an_agent_file(opened: Opened, tmp_path: Path) -> None:
    shown = dialog(opened, READING_SEALED)
    shown.first.setText("bees")
    shown.second.setText("bees")
    for name in ("sealed", "agent"):
        (tmp_path / name).mkdir()
    assert written(opened, shown, tmp_path / "sealed" / "mine").read_bytes().startswith(b"age-encryption.org")
    shown.kind.setCurrentIndex(AGENT)
    file = written(opened, shown, tmp_path / "agent" / "mine.af")
    assert "Biscuit" in json.loads(file.read_text(encoding="utf-8"))["blocks"][1]["value"]
    shown.reject()
    opened.until(lambda: not opened.window.findChildren(TakeOutDialog))
