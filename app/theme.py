"""Which appearance the window has, and Qt's palette and style sheet made from it.

Everything painted asks :class:`Theme` for its :class:`~app.tones.Tones`; nothing else in the window names a
colour. Sizes of type are multiples of the system's own font.
"""

from __future__ import annotations

from typing import get_args

from PySide6.QtCore import QLibraryInfo, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app import zoom
from app.stylesheet import stylesheet
from app.tones import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Tones
from runtime.settings import Appearance

APPEARANCES: tuple[Appearance, ...] = get_args(Appearance)
_QT = (QLibraryInfo.version().majorVersion(), QLibraryInfo.version().minorVersion())
_KNOWS_CONTRAST = _QT >= (6, 10)  # whether Qt tells of the system's wish for contrast


class Theme(QObject):
    """The tones in use: the system's until the person chooses. ``changed``: repaint everything."""

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance = "system", percent: int = 100) -> None:
        super().__init__(application)
        self._application = application
        self._hints = application.styleHints()  # held: what it hands out lives as long as this reference
        self._appearance: Appearance = appearance
        self._system_is_dark = _is_dark(application)
        self.tones = LIGHT
        zoom.to(application, percent)
        self._apply()
        self._hints.colorSchemeChanged.connect(self._follow)
        if _KNOWS_CONTRAST:
            self._hints.accessibility().contrastPreferenceChanged.connect(self._again)

    @property
    def appearance(self) -> Appearance:
        """What the person chose: the system's, light, dark or high contrast."""
        return self._appearance

    @property
    def dark(self) -> bool:
        """Whether the tones in use are light on dark."""
        return self.tones in {DARK, CONTRAST_DARK}

    def choose(self, appearance: Appearance) -> None:
        """Take the person's choice at once."""
        self._appearance = appearance
        self._again()

    def zoom(self, percent: int) -> None:
        """Everything in the window at this size at once."""
        zoom.to(self._application, percent)
        self._again()

    def color(self, name: str) -> QColor:
        """The tone of that name, as Qt paints it."""
        return QColor(str(getattr(self.tones, name)))

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._system_is_dark = scheme is Qt.ColorScheme.Dark
        self._again()

    def _again(self) -> None:
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        self.tones = self._chosen()
        self._application.setPalette(_palette(self.tones))
        self._application.setStyleSheet(stylesheet(self.tones, zoom.percent()))
        zoom.own_fonts(self._application)

    def _chosen(self) -> Tones:
        wants_contrast = self._wants_contrast() if self._appearance == "system" else False
        if self._appearance == "contrast" or wants_contrast:
            return CONTRAST_DARK if self._system_is_dark else CONTRAST_LIGHT
        dark = self._system_is_dark if self._appearance == "system" else self._appearance == "dark"
        return DARK if dark else LIGHT

    def _wants_contrast(self) -> bool:
        """Whether the person asked the whole system for high contrast."""
        if not _KNOWS_CONTRAST:
            return False
        return self._hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _is_dark(application: QApplication) -> bool:
    """The system's scheme; where it has none, whether its palette is light on dark."""
    scheme = application.styleHints().colorScheme()
    if scheme is not Qt.ColorScheme.Unknown:
        return scheme is Qt.ColorScheme.Dark
    palette = application.palette()
    return palette.window().color().lightnessF() < palette.windowText().color().lightnessF()


def _palette(tones: Tones) -> QPalette:
    """The tones as Qt's own roles, for dialogs and menus that this program does not paint."""
    role = QPalette.ColorRole
    palette = QPalette()
    for name, tone in (
        (role.Window, tones.window),
        (role.WindowText, tones.text),
        (role.Base, tones.surface),
        (role.AlternateBase, tones.raised),
        (role.Text, tones.text),
        (role.Button, tones.raised),
        (role.ButtonText, tones.text),
        (role.ToolTipBase, tones.raised),
        (role.ToolTipText, tones.text),
        (role.PlaceholderText, tones.muted),
        (role.Highlight, tones.accent),
        (role.HighlightedText, tones.on_accent),
        (role.Link, tones.accent_text),
        (role.LinkVisited, tones.accent_text),
    ):
        palette.setColor(name, QColor(tone))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tones.muted))
    return palette


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """``font`` at ``factor`` times its size."""
    copy = zoom.times(font, factor)
    if bold:
        copy.setWeight(QFont.Weight.DemiBold)
    return copy
