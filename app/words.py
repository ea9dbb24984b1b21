"""The words of the window in the person's language: each sentence is written in English where it is said.

``packaging/translations.py`` collects what stands in :func:`tr` into the files that Qt Linguist edits.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from runtime.home import asset
from runtime.settings import Language

CONTEXT = "Loci"
_LOCALE = "spokenLocale"


def tr(text: str) -> str:
    """``text`` in the language of the window; values are put in afterwards with ``format``."""
    return QCoreApplication.translate(CONTEXT, text)


def grouped(count: int) -> str:
    """``5,000``, with the mark between thousands that the language of the window has; with the digits of the clock."""
    locale = _locale()
    mark = locale.groupSeparator() if locale.zeroDigit() == "0" else ","
    return f"{count:,}".replace(",", mark)


def decimal(value: float) -> str:
    """``0.8``, with one decimal place and the mark before it that the language of the window has."""
    locale = _locale()
    return f"{value:.1f}".replace(".", locale.decimalPoint() if locale.zeroDigit() == "0" else ".")


def by_itself(text: str) -> str:
    """The text in its own direction of reading, whatever is around it: a question mark stays at its end."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def day_in_words(day: date, *, with_year: bool) -> str:
    """``Saturday 21 November``, in the language of the window."""
    return _locale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM yyyy" if with_year else "dddd d MMMM")


def _locale() -> QLocale:
    application = QCoreApplication.instance()
    return QLocale(str(application.property(_LOCALE) or "en") if application is not None else "en")


def speak(application: QApplication, language: Language) -> None:
    """Bring the words and the direction of reading into the chosen language, or the system's.

    What was made before keeps its words.
    """
    for before in application.findChildren(QTranslator):
        application.removeTranslator(before)
        before.deleteLater()
    name = QLocale.system().name() if language == "system" else language
    locale = QLocale(name)
    for folder, file in (
        (asset("translations"), "loci"),
        (Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)), "qtbase"),
    ):
        for ending in (locale.name(), locale.name().partition("_")[0]):
            words = folder / f"{file}_{ending}.qm"
            if words.exists():
                application.installTranslator(_Words(words.read_bytes(), application))
                break
    known = asset(f"translations/loci_{locale.name().partition('_')[0]}.qm").exists()
    application.setProperty(_LOCALE, locale.name() if known else "en")
    direction = locale.textDirection() if known else Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(direction)


class _Words(QTranslator):
    """Sentences held in memory: a file that Qt reads as it is used ends the program where an upgrade writes over it."""

    def __init__(self, data: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self._data = data  # Qt points into it
        self.load(data)
