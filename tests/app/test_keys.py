"""What opens the memory is seen, added and removed in the window; the words of a recovery key are shown once."""

from __future__ import annotations

import pytest
from opened_window import Opened, nameless

from app.keys import KeysDialog
from runtime.home import Home
from runtime.keys import unlock

NEW = "bees keep honey in autumn"


@pytest.fixture
def dialog(opened: Opened) -> KeysDialog:
    """The dialog, with the one way that there is."""
    opened.window.deeds.keys()
    shown = opened.window.findChildren(KeysDialog)[-1]
    opened.until(lambda: shown.ways.count() == 1)
    assert nameless(shown) == []
    return shown


def test_a_passphrase_is_added_that_opens_it_and_the_first_removed(
    opened: Opened, dialog: KeysDialog, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not dialog.remove.isEnabled(), "it is the only one"
    opened.qtbot.keyClicks(dialog.first, NEW)
    assert "Strength" in dialog.judged.text()
    opened.qtbot.keyClicks(dialog.second, "bees")
    assert not dialog.add.isEnabled()
    opened.qtbot.keyClicks(dialog.second, NEW.removeprefix("bees"))
    dialog.add.click()
    opened.until(lambda: dialog.ways.count() == 2)
    assert (dialog.first.text(), dialog.second.text()) == ("", "")
    dialog.ways.setCurrentRow(0)
    dialog.remove.click()
    opened.until(lambda: dialog.ways.count() == 1)
    key = opened.assistant.vault._ways._key()  # noqa: SLF001 - what has to come out
    monkeypatch.setenv("LOCI_PASSPHRASE", NEW)
    dialog.reject()
    opened.close()
    assert unlock(home) == key


def test_the_words_of_a_recovery_key_are_shown_once_and_open_it(
    opened: Opened, dialog: KeysDialog, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.recovery.click()
    opened.until(lambda: dialog.ways.count() == 2 and not dialog.paper.isHidden())
    shown = dialog.paper.toPlainText()
    words = [each for each in shown.split() if not each.endswith(".")]
    assert len(words) == 24
    opened.picture(dialog, "keys")
    dialog.reject()
    opened.until(lambda: not opened.window.findChildren(KeysDialog))
    monkeypatch.setenv("LOCI_PASSPHRASE", " ".join(words))
    key = opened.assistant.vault._ways._key()  # noqa: SLF001 - what has to come out
    opened.close()
    assert unlock(home) == key


def test_what_cannot_be_done_is_said(opened: Opened, dialog: KeysDialog) -> None:
    dialog.keyring.click()
    opened.until(lambda: "no keyring" in dialog.told.text())
    opened.qtbot.keyClicks(dialog.first, "1234")
    opened.qtbot.keyClicks(dialog.second, "1234")
    dialog.add.click()
    opened.until(lambda: "no keyring" not in dialog.told.text())
    assert dialog.ways.count() == 1
    dialog.reject()
    opened.close()
