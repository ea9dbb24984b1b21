"""A long conversation opens as fast as a short one, and what is in sight stays there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import quantiles

import pytest
from long_chat import NOW, rows
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.chat.rows import Said
from app.chat.transcript import Transcript
from app.chat.view import TranscriptView
from app.theme import Theme


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[TranscriptView]:
    """An empty one, 800 by 700 pixels."""
    made = TranscriptView(Transcript(), theme)
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    yield made
    made.close()


def transcript(view: TranscriptView) -> Transcript:
    model = view.model()
    assert isinstance(model, Transcript)
    return model


def first_in_sight(view: TranscriptView) -> tuple[object, int]:
    index = view.indexAt(QPoint(0, 0))
    return transcript(view).row(index.row()), view.visualRect(index).top()


def test_five_thousand_messages_open_in_a_moment(view: TranscriptView):
    """Measured 0.04 to 0.09 s of processor time; the bound leaves room for slower machines."""
    messages = rows(5_000)
    began = time.process_time()
    transcript(view).append(*messages)
    view.show_newest()
    QApplication.processEvents()
    view.grab()
    assert time.process_time() - began < 0.5
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 100_000


def test_a_reply_grows_in_a_chat_of_that_size_without_stutter(view: TranscriptView):
    """Measured: p99 6 ms of processor time a frame."""
    model = transcript(view)
    model.append(*rows(5_000), Said("assistant", "", NOW, 6_000, writing=True))
    view.show_newest()
    QApplication.processEvents()
    text, times = "", []
    for number in range(200):
        text += "word **bold** and more " + ("\n\n" if number % 20 == 19 else "")
        began = time.process_time()
        last = model.rowCount() - 1
        row = model.row(last)
        assert isinstance(row, Said)
        model.put(last, replace(row, text=text))
        QApplication.processEvents()
        times.append(time.process_time() - began)
        assert view.at_end
    assert quantiles(times, n=100)[98] < 0.05


def test_what_is_in_sight_stays_when_older_rows_come(view: TranscriptView):
    model = transcript(view)
    model.append(*rows(500))
    view.show_newest()
    view.verticalScrollBar().setValue(9_000)
    QApplication.processEvents()
    before = first_in_sight(view)
    model.insert(0, rows(200))
    QApplication.processEvents()
    assert first_in_sight(view) == before


def test_what_is_in_sight_stays_when_new_rows_come_below(view: TranscriptView):
    model = transcript(view)
    model.append(*rows(100))
    view.show_newest()
    view.verticalScrollBar().setValue(500)
    QApplication.processEvents()
    before = first_in_sight(view)
    model.append(*rows(10))
    QApplication.processEvents()
    assert first_in_sight(view) == before


def test_the_newest_row_stays_in_sight_when_the_window_changes(view: TranscriptView):
    model = transcript(view)
    model.append(*rows(300))
    view.show_newest()
    for width in (500, 900, 640):
        view.resize(width, 600)
        QApplication.processEvents()
        last = view.visualRect(model.index(model.rowCount() - 1))
        assert last.bottom() <= view.viewport().height()
        assert last.bottom() > view.viewport().height() - 40


def test_home_and_end_go_to_the_ends(view: TranscriptView, qtbot: QtBot):
    model = transcript(view)
    model.append(*rows(400))
    view.show_newest()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.currentIndex().row() == 0
    assert view.verticalScrollBar().value() == 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.currentIndex().row() == 399
    assert view.at_end


def test_a_screen_reader_finds_each_row_with_its_words_and_place(view: TranscriptView):
    transcript(view).append(*rows(300))
    view.show_newest()
    QApplication.processEvents()
    known = QAccessible.queryAccessibleInterface(view)
    assert known.role() == QAccessible.Role.List
    assert known.childCount() == 300
    last = known.child(299)
    assert last.text(QAccessible.Text.Name).startswith("Loci, ")
    assert view.rect().contains(view.mapFromGlobal(last.rect().center()))
