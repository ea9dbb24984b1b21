"""The words of the window in the person's language: each sentence is written in English where it is said.

``packaging/translations.py`` collects what stands in :func:`tr` into the files that Qt Linguist edits.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLibraryInfo, QLocale, Qt, QTranslator
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
        (str(asset("translations")), "loci"),
        (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), "qtbase"),
    ):
        translator = QTranslator(application)
        if translator.load(locale, file, "_", folder):
            application.installTranslator(translator)
    known = asset(f"translations/loci_{locale.name().partition('_')[0]}.qm").exists()
    application.setProperty(_LOCALE, locale.name() if known else "en")
    direction = locale.textDirection() if known else Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(direction)
