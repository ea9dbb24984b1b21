"""Files brought in by the window: conversations with their progress, stopped and gone on with; a sealed memory."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from opened_window import Opened, nameless
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.bringing import BringDialog, counted
from runtime.carry.bring import Brought


def exported(path: Path, count: int) -> Path:
    """Conversations held with Claude."""
    talks = [
        {
            "uuid": f"u-{number}",
            "name": f"Talk {number}",
            "created_at": f"2024-01-01T{number // 60:02}:{number % 60:02}:00Z",
            "chat_messages": [{"uuid": f"m-{number}", "sender": "human", "text": f"Lighthouse number {number}"}],
        }
        for number in range(count)
    ]
    path.write_text(json.dumps(talks), encoding="utf-8")
    return path


def dialog(opened: Opened, path: Path) -> BringDialog:
    """The dialog on a file that was chosen."""
    opened.window.deeds.bring()
    chooser = opened.window.findChild(QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    found = opened.window.findChildren(BringDialog)[-1]
    assert nameless(found) == []
    return found


def lighthouses(opened: Opened) -> int:
    return len([each for each in opened.assistant.search_messages("Lighthouse", 200) if "Lighthouse" in each.text])


def test_a_key_asks_for_the_file(opened: Opened) -> None:
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    opened.until(lambda: opened.window.findChild(QFileDialog))
    opened.window.findChild(QFileDialog).reject()


def test_conversations_come_in_with_their_progress_and_are_found(opened: Opened, tmp_path: Path) -> None:
    shown = dialog(opened, exported(tmp_path / "conversations.json", 40))
    opened.picture(shown, "bring")
    shown.go.click()
    assert not shown.bar.isHidden()
    opened.until(lambda: "40 messages" in shown.words.text())
    opened.picture(shown, "brought")
    assert (shown.bar.value(), shown.bar.maximum()) == (40, 40)
    assert lighthouses(opened) == 40
    shown.leave.click()
    opened.until(lambda: not opened.window.findChildren(BringDialog))


def test_it_is_stopped_and_the_same_file_goes_on_from_there(opened: Opened, tmp_path: Path) -> None:
    path = exported(tmp_path / "conversations.json", 150)
    shown = dialog(opened, path)
    shown.go.click()
    opened.until(lambda: shown.bar.value() > 0)
    opened.picture(shown, "bringing")
    shown.leave.click()
    opened.until(lambda: "Stopped" in shown.words.text())
    came = lighthouses(opened)
    assert 0 < came < 150
    shown.reject()
    again = dialog(opened, path)
    again.go.click()
    opened.until(lambda: f"{150 - came} messages" in again.words.text())
    assert lighthouses(opened) == 150


def test_closed_in_the_middle_it_ends_by_itself(opened: Opened, tmp_path: Path) -> None:
    shown = dialog(opened, exported(tmp_path / "conversations.json", 150))
    shown.go.click()
    opened.until(lambda: shown.bar.value() > 0)
    shown.reject()
    opened.until(lambda: not opened.window.findChildren(BringDialog))
    assert 0 < lighthouses(opened) < 150


def test_a_sealed_memory_needs_its_passphrase(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "memory.loci"
    opened.assistant.keeping.export_portable(path, "bees and honey")
    shown = dialog(opened, path)
    assert not shown.go.isEnabled()
    opened.qtbot.keyClicks(shown.field, "wrong")
    shown.go.click()
    opened.until(shown.bar.isHidden)
    assert "passphrase" in shown.words.text()
    shown.reject()
    again = dialog(opened, path)
    opened.qtbot.keyClicks(again.field, "bees and honey")
    opened.picture(again, "sealed")
    again.go.click()
    opened.until(lambda: "Brought in" in again.words.text() or "Nothing" in again.words.text())


def test_what_is_no_such_file_is_said_in_a_sentence(opened: Opened, tmp_path: Path) -> None:
    path = tmp_path / "conversations.json"
    path.write_text("{}", encoding="utf-8")
    shown = dialog(opened, path)
    shown.go.click()
    opened.until(lambda: "no list of conversations" in shown.words.text())
    assert shown.leave.isEnabled()


def test_what_came_in_is_counted_in_words_of_the_window() -> None:
    found = Counter({"messages": 1_200, "changes": 3, "tools, disabled": 1, "blocks": 0})
    assert counted(Brought(counts=found)) == "Brought in: 1,200 messages, 3 changes, 1 tools, disabled."
    assert counted(Brought()) == "Nothing in it was new."
