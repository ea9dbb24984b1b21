"""The window in other languages: German and Arabic as proof, the one read from the right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication

from app.words import speak, tr
from runtime.home import asset


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


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_collected_sentence_is_translated_with_the_same_blanks(language: str):
    messages = list(ET.parse(asset(f"translations/loci_{language}.ts")).iter("message"))  # noqa: S314 - our own file
    assert len(messages) > 300
    for each in messages:
        source, translation = each.findtext("source") or "", each.findtext("translation") or ""
        assert translation, source
        assert sorted(re.findall(r"{\w*}", translation)) == sorted(re.findall(r"{\w*}", source)), source
