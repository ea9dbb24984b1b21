"""Which appearance the window has, and Qt's palette and style sheet made from it.

Everything painted asks :class:`Theme` for its :class:`~app.tones.Tones`; nothing else in the window names a
colour. Sizes of type are multiples of the system's own font.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from app.stylesheet import stylesheet
from app.tones import DARK, LIGHT, Tones

Appearance = Literal["system", "light", "dark"]


class Theme(QObject):
    """The tones in use: the system's until the person chooses. ``changed``: repaint everything."""

    changed = Signal()

    def __init__(self, application: QApplication, appearance: Appearance = "system") -> None:
        super().__init__(application)
        self._application = application
        self._appearance: Appearance = appearance
        self._system_is_dark = _is_dark(application)
        self.tones = LIGHT
        self._apply()
        application.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def appearance(self) -> Appearance:
        """What the person chose: the system's, light or dark."""
        return self._appearance

    @property
    def dark(self) -> bool:
        """Whether the tones in use are the dark ones."""
        return self.tones is DARK

    def choose(self, appearance: Appearance) -> None:
        """Take the person's choice at once."""
        self._appearance = appearance
        self._apply()
        self.changed.emit()

    def color(self, name: str) -> QColor:
        """The tone of that name, as Qt paints it."""
        return QColor(str(getattr(self.tones, name)))

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._system_is_dark = scheme is Qt.ColorScheme.Dark
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        dark = self._system_is_dark if self._appearance == "system" else self._appearance == "dark"
        self.tones = DARK if dark else LIGHT
        self._application.setPalette(_palette(self.tones))
        self._application.setStyleSheet(stylesheet(self.tones))


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
    """``font`` at ``factor`` times its size, whichever unit the system gave it in."""
    copy = QFont(font)
    if font.pointSizeF() > 0:
        copy.setPointSizeF(font.pointSizeF() * factor)
    else:
        copy.setPixelSize(max(1, round(font.pixelSize() * factor)))
    if bold:
        copy.setWeight(QFont.Weight.DemiBold)
    return copy
