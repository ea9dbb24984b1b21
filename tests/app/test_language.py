"""Another language is chosen while the window is open: it speaks it at once, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opened_window import Opened, OpenWindow
from PySide6.QtCore import QEvent, QModelIndex, Qt, QTranslator
from PySide6.QtGui import QImage, QTextBlock, QTextDocument, QTransform
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.actions import Deed
from app.chat.bubble import Bubble
from app.chat.documents import html_document
from app.chat.layout import ICON
from app.chat.rows import Said, Steps
from app.cheat_sheet import as_html
from app.context.bar import ContextBar
from app.memory.place import MemoryPlace
from app.memory.usage import UsageBar
from app.settings.place import SettingsPlace
from app.tones import LIGHT
from app.trace.details import details
from app.trace.steps import StepLine
from app.words import decimal, speak, tr
from runtime.llm.scripted import call, say
from runtime.views import ContextPart, ContextView

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")


@pytest.fixture
def opened(open_window: OpenWindow, qapp: QApplication) -> Iterator[Opened]:
    """A window in which something was said and something is being written; English again after it."""
    made = open_window([DOG, say("Noted."), say("Woof.")])
    made.ready()
    made.say("My dog is called Biscuit")
    made.qtbot.keyClicks(made.window.composer.focusProxy(), "half a sen")
    yield made
    made.close()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setProperty("spokenLocale", "en")


def choose(opened: Opened, language: str) -> None:
    place = opened.window.place("Settings")
    assert isinstance(place, SettingsPlace)
    place.make_all()
    old = opened.window.session
    place.rows["language"].chosen.emit("language", language)
    opened.until(lambda: opened.window.session not in {old, None} and opened.window.composer.ready)


def indexes(opened: Opened) -> list[QModelIndex]:
    model = opened.view.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def labels(opened: Opened) -> list[str]:
    return [each.text() for each in opened.window.findChildren(QLabel)]


def test_the_window_speaks_it_at_once_and_keeps_chat_and_draft(opened: Opened, qapp: QApplication):
    choose(opened, "de")
    assert "Einstellungen" in labels(opened)
    assert opened.window.rail.shown == len("chat memory context trace llms settings".split()) - 1
    assert opened.texts() == ["My dog is called Biscuit", "Noted."]
    assert opened.window.composer.text() == "half a sen"
    choose(opened, "ar")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert "الإعدادات" in labels(opened)
    choose(opened, "en")
    assert "Settings" in labels(opened)
    assert "Einstellungen" not in labels(opened)


def test_read_from_the_right_ones_own_words_stand_at_the_left_and_text_goes_its_own_way(opened: Opened):
    choose(opened, "ar")
    opened.window.go(0)
    opened.qtbot.wait(200)
    bubble = opened.view.itemDelegate()
    assert isinstance(bubble, Bubble)
    model, middle = opened.view.model(), opened.view.viewport().width() // 2
    bubbles = {
        row.speaker: index
        for index, row in zip(map(model.index, range(model.rowCount())), opened.rows(), strict=True)
        if isinstance(row, Said)
    }
    mine, answer = (bubble.placed(bubbles[who]) for who in ("user", "assistant"))
    assert mine.box.center().x() < middle < answer.box.center().x()
    assert mine.box.contains(mine.text)
    assert answer.box.contains(answer.text)
    document = bubble.documents(bubbles["assistant"])[0]
    assert document.firstBlock().textDirection() is Qt.LayoutDirection.LeftToRight


def painted(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_what_fills_up_fills_from_where_one_begins_to_read_and_arrows_point_on(opened: Opened):
    bar = UsageBar(opened.window.theme, parent=opened.window)
    bar.resize(100, 4)
    bar.show_share(1, 4)
    context = ContextBar(opened.window.theme, opened.window)
    context.resize(100, 20)
    context.show_context(
        ContextView((ContextPart("core", 25, ""),), used=25, limit=100, pressure=70, reused=0, prefilled=0)
    )
    for widget in (bar, context):
        ways = []
        for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            widget.setLayoutDirection(way)
            picture = painted(widget)
            sides = [picture.pixelColor(x, picture.height() // 2) for x in (8, picture.width() - 9)]
            ways.append(sides)
            assert sides[0] != sides[1]
        assert ways[0] == ways[1][::-1]
    view = opened.view
    index = next(model for model, row in zip(indexes(opened), opened.rows(), strict=True) if isinstance(row, Steps))
    arrows = []
    for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        view.setLayoutDirection(way)
        bubble = view.itemDelegate()
        assert isinstance(bubble, Bubble)
        line = bubble.placed(index).line.translated(view.visualRect(index).topLeft())
        at = line.left() if way is Qt.LayoutDirection.LeftToRight else line.right() + 1 - ICON
        shown = painted(view.viewport()).copy(at, line.center().y() - ICON // 2, ICON, ICON)
        arrows.append(shown)
    assert arrows[0] != arrows[1]
    assert arrows[0] == arrows[1].transformed(QTransform.fromScale(-1, 1))


def test_the_first_column_of_a_table_stands_where_one_begins_to_read(qapp: QApplication):
    lefts = {}
    for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        qapp.setLayoutDirection(way)
        for name, html in {
            "steps": details([StepLine(1, "send_message", {"message": "Hello"}, ok=True)], LIGHT),
            "shortcuts": as_html([Deed("View", "message", ("F1",), list)], LIGHT.muted).replace("F1", "Hello"),
        }.items():
            document = html_document(html, qapp.font())
            document.setTextWidth(600)
            layout = document.documentLayout()
            at = {words: document.find(words).block() for words in ("message", "Hello")}
            if name == "steps":
                at["message"] = next(each for each in blocks(document) if each.text() == "message")
            lefts[name, way] = [layout.blockBoundingRect(each).left() for each in at.values()]
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for (_, way), (first, second) in lefts.items():
        assert (first < second) is (way is Qt.LayoutDirection.LeftToRight)


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def test_words_are_held_in_memory_so_that_an_upgrade_of_the_files_harms_no_open_window(qapp: QApplication):
    speak(qapp, "de")
    try:
        installed = [each for each in qapp.findChildren(QTranslator) if not each.isEmpty()]
        assert len(installed) == 2, "the window's, and Qt's own"
        assert [each.filePath() for each in installed] == ["", ""], "none is read from a file as it is used"
        assert tr("Settings") == "Einstellungen"
        assert decimal(0.84) == "0,8"
    finally:
        speak(qapp, "en")


def test_everything_works_as_before_in_it_and_each_thing_once(opened: Opened, qapp: QApplication):
    choose(opened, "de")
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.window.go(0)
    opened.window.composer.restore("")
    opened.say("And what does it say?")
    assert opened.texts()[-2:] == ["And what does it say?", "Woof."]
    assert len(opened.texts()) == 4
    opened.qtbot.keyClick(opened.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    opened.until(lambda: isinstance(opened.window.place("Memory"), MemoryPlace))
    keys = [key.toString() for action in opened.window.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
