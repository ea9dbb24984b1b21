"""The window in other languages: German and Arabic as proof, the one read from the right."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.words import speak, tr


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    """A language is the whole program's: the next test begins in English."""
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(
    ("language", "settings", "direction"),
    [
        ("en", "Settings", Qt.LayoutDirection.LeftToRight),
        ("de", "Einstellungen", Qt.LayoutDirection.LeftToRight),
        ("ar", "الإعدادات", Qt.LayoutDirection.RightToLeft),
    ],
)
def test_the_window_speaks_the_chosen_language_in_its_direction(
    qapp: QApplication, language: str, settings: str, direction: Qt.LayoutDirection
):
    speak(qapp, language)
    assert tr("Settings") == settings
    assert qapp.layoutDirection() == direction


def test_what_nobody_has_translated_is_said_in_english(qapp: QApplication):
    speak(qapp, "ar")
    assert tr("A sentence that was never written down.") == "A sentence that was never written down."
