"""The backups by the window: seen with what they are, one made, one put in place, and nothing overwritten by it."""

from __future__ import annotations

import pytest
from opened_window import Opened, nameless
from PySide6.QtCore import Qt

from app.backups import BackupsDialog
from app.entries import ENTRY, Entry
from runtime.home import Home
from runtime.vault import backups


def dialog(opened: Opened) -> BackupsDialog:
    """The dialog, with what it has read."""
    opened.until(lambda: not opened.window.findChildren(BackupsDialog))
    opened.window.deeds.backups()
    found = opened.window.findChildren(BackupsDialog)[-1]
    opened.until(lambda: not found.waits)
    assert nameless(found) == []
    return found


def below(shown: BackupsDialog) -> list[str]:
    """What stands below each entry."""
    entries = [shown.list.item(row).data(ENTRY) for row in range(shown.list.count())]
    return [each.below for each in entries if isinstance(each, Entry)]


def kinds(home: Home) -> list[str]:
    return sorted(each.kind for each in backups.listed(home))


def make(opened: Opened, shown: BackupsDialog) -> None:
    shown.make.click()
    opened.until(lambda: shown.told.text().startswith("Made"))
    opened.until(lambda: not shown.waits)


def wait_for_another(opened: Opened) -> None:
    """Until the memory was opened once more."""
    opened.until(lambda: len(opened.assistants) == 2)
    opened.ready()


def test_a_key_shows_them(opened: Opened) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_S, modifiers)
    opened.until(lambda: opened.window.findChildren(BackupsDialog))


def test_one_is_made_and_stands_in_the_list(opened: Opened, home: Home) -> None:
    shown = dialog(opened)
    assert "no backup" in shown.told.text()
    assert not shown.put.isEnabled()
    make(opened, shown)
    assert [each.partition(" · ")[0] for each in below(shown)] == ["made by hand"]
    assert "MB" in below(shown)[0]
    assert kinds(home) == ["by hand"]
    shown.leave.click()
    opened.until(lambda: not opened.window.findChildren(BackupsDialog))


def test_one_is_put_in_place_and_what_was_there_is_a_backup(
    opened: Opened, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is asked for it: the memory was open."""
    shown = dialog(opened)
    make(opened, shown)
    block = next(each for each in opened.assistant.blocks() if each.label == "human")
    opened.assistant.edit_block("human", "Dog: Kasimir", block.version)
    shown.put.click()
    assert "becomes a backup itself" in shown.told.text()
    opened.picture(shown, "backups")
    monkeypatch.delenv("LOCI_PASSPHRASE")
    shown.sure.click()
    wait_for_another(opened)
    assert "Dog: Biscuit" in opened.card().text.toPlainText()
    said = opened.window.status.notice.text()
    assert "is the memory now" in said
    assert kinds(home) == ["by hand", "replaced"]
    assert next(each.name for each in backups.listed(home) if each.kind == "replaced") in said
    opened.picture(opened.window, "restored")
    again = dialog(opened)
    again.list.setCurrentRow(next(row for row, words in enumerate(below(again)) if "took its place" in words))
    again.put.click()
    again.sure.click()
    opened.until(lambda: len(opened.assistants) == 3)
    opened.ready()
    assert "Dog: Kasimir" in opened.card().text.toPlainText()


def test_one_with_an_earlier_key_asks_for_what_opened_it_then(
    opened: Opened, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = dialog(opened)
    make(opened, shown)
    opened.assistant.vault.rekey(lambda _done, _total: None)
    monkeypatch.delenv("LOCI_PASSPHRASE")
    shown.reject()
    shown = dialog(opened)
    assert below(shown)[0].endswith("with an earlier key")
    shown.put.click()
    shown.sure.click()
    opened.until(lambda: not shown.field.isHidden())
    assert "earlier key" in shown.told.text()
    opened.picture(shown, "backups-earlier")
    opened.qtbot.keyClicks(shown.field, "wrong")
    shown.sure.click()
    opened.until(lambda: "earlier key" not in shown.told.text())
    assert opened.desk.is_open
    opened.qtbot.keyClicks(shown.field, "a passphrase for tests")
    opened.qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    wait_for_another(opened)
    assert kinds(home) == ["by hand", "replaced"]


def test_one_that_is_damaged_is_said_and_the_memory_is_open_again_as_it_was(opened: Opened, home: Home) -> None:
    shown = dialog(opened)
    make(opened, shown)
    path = home.backups / backups.listed(home)[0].name
    path.write_bytes(path.read_bytes()[:4096] + bytes(8192) + path.read_bytes()[12288:])
    shown.put.click()
    shown.sure.click()
    wait_for_another(opened)
    assert "damaged" in opened.window.status.notice.text()
    assert "Dog: Biscuit" in opened.card().text.toPlainText()
    assert kinds(home) == ["by hand"]
