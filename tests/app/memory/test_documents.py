"""Documents in the window: added, listed with how far they are, searched, removed."""

from __future__ import annotations

from pathlib import Path

from opened_window import Opened, OpenWindow, nameless

from app.memory.documents import DocumentsTab
from app.memory.place import MemoryPlace


def tab(opened: Opened) -> DocumentsTab:
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    place.tabs.setCurrentWidget(place.documents)
    return place.documents


def test_a_folder_is_read_searched_and_removed_again(open_window: OpenWindow, tmp_path: Path):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "harbour.txt").write_text("The harbour froze in January.", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-no")
    opened = open_window([])
    opened.ready()
    shown = tab(opened)
    assert nameless(shown) == []
    shown.add([folder])
    opened.until(lambda: shown.browser.list.count() == 1)
    opened.until(
        lambda: "1 read" in shown.browser.list.item(0).text() and "could not" in shown.browser.list.item(0).text()
    )
    assert "harbour" in shown.browser.detail.toPlainText()
    shown.browser.field.setText("frozen January")
    opened.until(lambda: "The harbour froze in January." in shown.browser.detail.toPlainText())
    shown.browser.field.clear()
    opened.until(shown.remove.isEnabled)
    shown.remove.click()
    opened.until(lambda: opened.assistant.documents.sources() == ())
    assert (folder / "harbour.txt").exists()
