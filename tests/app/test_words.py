"""The window in other languages: German and Arabic as proof, the one read from the right."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.bringing import noted
from app.passphrase import judged
from app.words import by_itself, grouped, speak, tr
from runtime.carry.notes import Note, Odd
from runtime.home import asset

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def english_again(qapp: QApplication) -> Iterator[None]:
    """A language is the whole program's: the next test begins in English."""
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setProperty("spokenLocale", "en")


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


@pytest.mark.parametrize(("language", "written"), [("en", "1,234,567"), ("de", "1.234.567"), ("ar", "1,234,567")])
def test_numbers_are_grouped_as_in_the_language_of_the_window(qapp: QApplication, language: str, written: str):
    speak(qapp, language)
    assert grouped(1_234_567) == written


def test_what_is_odd_about_a_file_is_told_in_the_language_of_the_window_and_in_english_elsewhere(qapp: QApplication):
    english = "Block human {x} has 12,345 characters, over its limit of 2,000."
    note = Note(Odd.OVER_ITS_LIMIT, {"label": "human {x}", "count": 12_345, "limit": 2_000})
    assert noted(note) == str(note) == english
    speak(qapp, "de")
    assert noted(note) == "Block human {x} hat 12.345 Zeichen, mehr als seine Grenze von 2.000."
    assert str(note) == english


def test_the_strength_of_a_passphrase_is_told_in_the_language_of_the_window(qapp: QApplication):
    assert judged("password").startswith("Strength: very weak. This is a top-10 common password.")
    speak(qapp, "de")
    assert judged("password") == (
        "Stärke: sehr schwach. Das ist eines der zehn häufigsten Passwörter. "
        "Ein oder zwei Wörter mehr helfen; seltene sind besser."
    )
    assert judged("") == ""


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


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_sentence_of_the_window_is_collected_and_what_is_shipped_was_made_of_them(
    qapp: QApplication, language: str
):
    """Where this fails: ``python packaging/translations.py``, then translate what it says is missing."""
    translations = runpy.run_path(str(ROOT / "packaging" / "translations.py"))
    file = asset(f"translations/loci_{language}.ts")
    written = {each.findtext("source"): each.findtext("translation") for each in ET.parse(file).iter("message")}  # noqa: S314 - our own file
    assert sorted(written) == translations["sentences"]()
    speak(qapp, language)
    assert {source: tr(source or "") for source in written} == written


def test_a_line_of_another_direction_of_reading_keeps_its_marks_at_its_end(qapp: QApplication):
    theirs = by_itself("What is my job?")
    assert (theirs[0], theirs[-1]) == ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
    pictures = []
    for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        picture = QImage(200, 30, QImage.Format.Format_Grayscale8)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.setFont(qapp.font())
        painter.setLayoutDirection(way)
        painter.drawText(picture.rect(), int(Qt.AlignmentFlag.AlignHCenter), theirs)
        painter.end()
        pictures.append(picture)
    assert pictures[0] == pictures[1]
