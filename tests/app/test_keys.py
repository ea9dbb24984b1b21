"""What opens the memory is seen, added, changed and removed in the window; a recovery key's words are shown once."""

from __future__ import annotations

import pytest
from opened_window import Opened, nameless

from app.keys import KeysDialog
from runtime.errors import WrongKey
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


def test_another_passphrase_takes_the_place_of_the_first(
    opened: Opened, dialog: KeysDialog, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.ways.setCurrentRow(0)
    dialog.change.click()
    assert "opens nothing from then on" in dialog.told.text()
    assert (dialog.add.isHidden(), dialog.sure.isEnabled()) == (True, False)
    for field in (dialog.first, dialog.second):
        opened.qtbot.keyClicks(field, NEW)
    opened.picture(dialog, "change")
    dialog.sure.click()
    opened.until(lambda: dialog.told.text().startswith("Changed."))
    assert (dialog.ways.count(), dialog.add.isHidden(), dialog.first.text()) == (1, False, "")
    key = opened.assistant.vault._ways._key()  # noqa: SLF001 - what has to come out
    dialog.reject()
    opened.close()
    with pytest.raises(WrongKey):
        unlock(home)
    monkeypatch.setenv("LOCI_PASSPHRASE", NEW)
    assert unlock(home) == key


def test_other_words_take_the_place_of_those_on_paper_and_choosing_another_way_asks_nothing(
    opened: Opened, dialog: KeysDialog
) -> None:
    dialog.recovery.click()
    opened.until(lambda: dialog.ways.count() == 2 and not dialog.paper.isHidden())
    before = dialog.paper.toPlainText()
    dialog.ways.setCurrentRow(1)
    dialog.change.click()
    assert dialog.first.isHidden()
    assert dialog.sure.isEnabled()
    dialog.ways.setCurrentRow(0)
    assert (dialog.told.text(), dialog.sure.isHidden(), dialog.first.isHidden()) == ("", True, False)
    dialog.ways.setCurrentRow(1)
    dialog.change.click()
    opened.picture(dialog, "change-paper")
    dialog.sure.click()
    opened.until(lambda: dialog.paper.toPlainText() != before)
    opened.until(lambda: not dialog.waits)
    assert dialog.ways.count() == 2
    dialog.reject()
    opened.close()


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
