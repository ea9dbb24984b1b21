"""The size of everything in the window: type, icons and fixed widths, in per cent of what the system asks for.

Lengths in the style sheet follow in :mod:`app.stylesheet`. Type that a widget chose for itself keeps its proportion to
the ordinary one.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

WHOLE = 100
STEPS = (50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
_PERCENT = "zoomPercent"
_TYPE, _ICON, _WIDTH, _HEIGHT = "typeProportion", "wholeIcon", "wholeWidth", "wholeHeight"


def percent() -> int:
    """The zoom in force."""
    application = QCoreApplication.instance()
    return int(application.property(_PERCENT) or WHOLE) if application is not None else WHOLE


def px(length: int) -> int:
    """A length of the undisturbed window, at the zoom in force."""
    return max(1, round(length * percent() / WHOLE))


def to(application: QApplication, wanted: int) -> None:
    """Bring the whole window to this size; :func:`own_fonts` is to follow."""
    if wanted == percent():
        return
    ordinary = _size(application.font())
    for widget in application.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) and widget.property(_TYPE) is None:
            widget.setProperty(_TYPE, _size(widget.font()) / ordinary)
    application.setProperty(_PERCENT, wanted)
    application.setFont(times(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont), wanted / WHOLE))
    for widget in application.allWidgets():
        fit(widget)


def own_fonts(application: QApplication) -> None:
    """Fonts that widgets chose for themselves, in proportion. Qt forgets them whenever a style sheet is set."""
    ordinary = _size(application.font())
    for widget in application.allWidgets():
        proportion = widget.property(_TYPE)
        if proportion is not None:
            widget.setFont(times(widget.font(), proportion * ordinary / _size(widget.font())))


def fit(widget: QWidget) -> None:
    """The icon and the fixed size of one widget, which were given for the undisturbed window, at the zoom in force."""
    if isinstance(widget, QAbstractButton):
        icon = px(_whole(widget, _ICON, widget.iconSize().width()))
        widget.setIconSize(QSize(icon, icon))
        if widget.minimumHeight() == widget.maximumHeight():
            widget.setFixedHeight(px(_whole(widget, _HEIGHT, widget.minimumHeight())))
    if widget.minimumWidth() == widget.maximumWidth():
        widget.setFixedWidth(px(_whole(widget, _WIDTH, widget.minimumWidth())))


def fit_all(root: QWidget) -> None:
    """What was made after the zoom was chosen."""
    if percent() != WHOLE:
        for widget in (root, *root.findChildren(QWidget)):
            fit(widget)


def step(now: int, direction: int) -> int:
    """The next size up (1) or down (-1)."""
    further = [each for each in STEPS if (each - now) * direction > 0]
    return min(further, key=lambda each: abs(each - now), default=now)


def times(font: QFont, factor: float) -> QFont:
    """``font`` at ``factor`` times its size, whichever unit the system gave it in."""
    copy = QFont(font)
    if font.pointSizeF() > 0:
        copy.setPointSizeF(font.pointSizeF() * factor)
    else:
        copy.setPixelSize(max(1, round(font.pixelSize() * factor)))
    return copy


def _size(font: QFont) -> float:
    return font.pointSizeF() if font.pointSizeF() > 0 else float(font.pixelSize())


def _whole(widget: QWidget, name: str, now: int) -> int:
    """What the length was when it was given, noted the first time."""
    noted = widget.property(name)
    if noted is None:
        widget.setProperty(name, now)
        return now
    return int(noted)
