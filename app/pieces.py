"""Small widgets as this window uses them, made in one call each."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QScrollBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import zoom
from app.override import override
from app.theme import scaled
from app.tones import GRID

SIDEWAYS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
"""With Alt: to the version of a message at the left, or at the right."""

AnyWidget = TypeVar("AnyWidget", bound=QWidget)


def named(widget: AnyWidget, name: str) -> AnyWidget:
    """The widget under the name by which the style sheet knows it."""
    widget.setObjectName(name)
    return widget


def label(text: str = "", *, tone: str = "", wrap: bool = False, font: QFont | None = None) -> QLabel:
    """A text; ``tone`` is one that the style sheet knows, such as ``muted`` or ``bad``."""
    result = QLabel(text)
    result.setWordWrap(wrap)
    if tone:
        result.setProperty("tone", tone)
    if font is not None:
        result.setFont(font)
    return result


def field_label(text: str, field: QWidget) -> QLabel:
    """The words before a field of a form, in the middle of its height."""
    result = label(text)
    result.setBuddy(field)
    result.setMinimumHeight(field.sizeHint().height())
    return result


def secret(spoken: str, hint: str = "") -> QLineEdit:
    """A field in which nobody reads along; ``hint`` stands in it while it is empty."""
    result = QLineEdit()
    result.setEchoMode(QLineEdit.EchoMode.Password)
    result.setPlaceholderText(hint)
    result.setAccessibleName(spoken)
    return result


def headed(dialog: QDialog, heading: str = "", *, gap: int = 2 * GRID) -> QVBoxLayout:
    """The column of a dialog, under its heading, which is the window's title where it has none of its own."""
    column = QVBoxLayout(dialog)
    column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
    column.setSpacing(gap)
    words = heading or dialog.windowTitle()
    column.addWidget(label(words, font=scaled(dialog.font(), 1.25, bold=True), wrap=bool(heading)))
    return column


def in_line(*widgets: QWidget | None) -> QHBoxLayout:
    """Side by side; None takes the room that is left."""
    line = QHBoxLayout()
    line.setSpacing(GRID)
    for each in widgets:
        if each is None:
            line.addStretch(1)
        else:
            line.addWidget(each)
    return line


def tool(spoken: str, *, tip: str = "", size: int = 20) -> QToolButton:
    """A flat button with an icon of ``size``; ``spoken`` is its accessible name, and without ``tip`` its tooltip."""
    result = QToolButton()
    result.setIconSize(QSize(size, size))
    zoom.fit(result)
    result.setAccessibleName(spoken)
    result.setToolTip(tip or spoken)
    return result


def push(text: str, spoken: str, *, kind: str = "", tip: str = "") -> QPushButton:
    """A button with words; ``kind`` is one that the style sheet knows: ``main`` or ``suggestion``."""
    result = QPushButton(text)
    result.setAccessibleName(spoken)
    result.setToolTip(tip)
    if kind:
        result.setProperty("kind", kind)
    return result


def name_buttons(box: QDialogButtonBox | QMessageBox) -> None:
    """Give a dialog's buttons their words as accessible names, and take their pictures away."""
    for button in box.buttons():
        button.setAccessibleName(button.text().replace("&", ""))
        button.setIcon(QIcon())


class QuietScrollBar(QScrollBar):
    """A scroll bar that keeps its place and is seen only where there is something to scroll."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing, or the bar."""
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def keeps_escape(event: QEvent) -> bool:
    """Whether this asks who takes Esc; then the widget that it was sent to keeps it from the window's shortcuts."""
    asked = event.type() is QEvent.Type.ShortcutOverride
    if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
        event.accept()
        return True
    return False


def give_keyboard(widget: QWidget) -> None:
    """It has been chosen to have the keyboard while it could not be seen: now it can."""
    if widget.window().focusWidget() is widget and not widget.hasFocus():
        widget.setFocus()


def towards(painter: QPainter, widget: QWidget) -> None:
    """What is painted from here on fills from where one begins to read: from the right in some languages."""
    if widget.isRightToLeft():
        painter.translate(widget.width(), 0)
        painter.scale(-1, 1)


def set_tone(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at, and let it look again."""
    widget.setProperty(name, value)
    widget.style().polish(widget)
