"""What a setting is changed with, chosen by its kind."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from app.override import override
from app.pieces import push
from app.settings.switch import Switch
from app.tones import GRID
from app.words import tr
from runtime.setting import Setting, Value

_FINE = 0.05


class Editor(QWidget):
    """Shows a value; ``chosen(value)`` is told when the person gives another one."""

    chosen = Signal(object)

    def __init__(self, inner: QWidget, setting: Setting) -> None:
        super().__init__()
        self.inner = inner
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GRID)
        self._row.addWidget(inner, 1)
        inner.setAccessibleName(tr(setting.label))
        inner.setAccessibleDescription(tr(setting.help))
        self.setFocusProxy(inner)

    def show_value(self, value: Value) -> None:
        """Show it, without telling."""
        self.inner.blockSignals(True)
        self._show(value)
        self.inner.blockSignals(False)

    def _show(self, value: Value) -> None:
        raise NotImplementedError


class _Switch(Editor):
    def __init__(self, setting: Setting) -> None:
        self._box = Switch()
        super().__init__(self._box, setting)
        self._box.toggled.connect(self.chosen.emit)

    @override
    def _show(self, value: Value) -> None:
        self._box.setChecked(bool(value))


class _Choice(Editor):
    """One of several; where the default is None, that is the first of them."""

    def __init__(self, setting: Setting) -> None:
        self._box = QComboBox()
        if setting.default is None:
            self._box.addItem(tr("Chosen by Loci"), None)
        for value, words in setting.choices:
            self._box.addItem(tr(words), value)
        super().__init__(self._box, setting)
        self._box.view().setAccessibleName(tr(setting.label))
        self._box.activated.connect(lambda number: self.chosen.emit(self._box.itemData(number)))
        _leave_the_wheel(self._box)

    @override
    def _show(self, value: Value) -> None:
        self._box.setCurrentIndex(self._box.findData(value))


class _Whole(Editor):
    """A whole number; where the default is None, the value below the lowest stands for it."""

    def __init__(self, setting: Setting) -> None:
        self._box = QSpinBox()
        self._none = setting.default is None
        low, high = int(setting.low or 0), int(setting.high or 0)
        self._box.setRange(low - self._none, high)
        _dress(self._box, setting)
        super().__init__(self._box, setting)
        self._box.valueChanged.connect(self._tell)

    def _tell(self, value: int) -> None:
        self.chosen.emit(None if self._none and value == self._box.minimum() else value)

    @override
    def _show(self, value: Value) -> None:
        self._box.setValue(self._box.minimum() if value is None else cast("int", value))


class _Number(Editor):
    """A number; where the default is None, the value below the lowest stands for it."""

    def __init__(self, setting: Setting) -> None:
        self._box = QDoubleSpinBox()
        self._none = setting.default is None
        self._box.setDecimals(2)
        self._box.setSingleStep(_FINE)
        self._box.setRange((setting.low or 0) - (_FINE if self._none else 0), setting.high or 0)
        _dress(self._box, setting)
        super().__init__(self._box, setting)
        self._box.valueChanged.connect(self._tell)

    def _tell(self, value: float) -> None:
        self.chosen.emit(None if self._none and value < self._box.minimum() + _FINE else round(value, 2))

    @override
    def _show(self, value: Value) -> None:
        self._box.setValue(self._box.minimum() if value is None else cast("float", value))


class _File(Editor):
    """A path, typed or chosen."""

    def __init__(self, setting: Setting) -> None:
        self._folder = setting.folder
        self._line = QLineEdit()
        self._line.setPlaceholderText(tr("Chosen by Loci"))
        super().__init__(self._line, setting)
        spoken = tr("Choose a folder for: {name}") if setting.folder else tr("Choose a file for: {name}")
        choose = push(tr("Choose…"), spoken.format(name=tr(setting.label)))
        choose.clicked.connect(self._choose)
        self._row.addWidget(choose)
        self._line.editingFinished.connect(self._tell)
        self._shown = ""

    def _tell(self) -> None:
        text = self._line.text().strip()
        if text != self._shown:
            self._shown = text
            self.chosen.emit(text or None)

    def _choose(self) -> None:
        title = tr("Choose a folder") if self._folder else tr("Choose a file")
        dialog = QFileDialog(self.window(), title, str(Path(self._shown).parent if self._shown else Path.home()))
        mode = QFileDialog.FileMode
        dialog.setFileMode(mode.Directory if self._folder else mode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._take)
        dialog.open()

    def _take(self, path: str) -> None:
        self._line.setText(path)
        self._tell()

    @override
    def _show(self, value: Value) -> None:
        self._shown = str(value or "")
        self._line.setText(self._shown)


_EDITORS: dict[str, type[_Switch | _Choice | _Whole | _Number | _File]] = {
    "switch": _Switch,
    "choice": _Choice,
    "whole": _Whole,
    "number": _Number,
    "path": _File,
}


def editor_for(setting: Setting) -> Editor:
    """The editor that fits the setting's kind."""
    return _EDITORS[setting.kind](setting)


class _Wheel(QObject):
    """Lets the wheel scroll the page instead of changing the value that the pointer happens to be over."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return False


def _leave_the_wheel(box: QWidget) -> None:
    box.installEventFilter(_Wheel(box))


def _dress(box: QSpinBox | QDoubleSpinBox, setting: Setting) -> None:
    if setting.default is None:
        box.setSpecialValueText(tr("Chosen by Loci"))
    elif setting.never:
        box.setSpecialValueText(tr("Never"))
    if setting.unit:
        box.setSuffix(f" {tr(setting.unit)}")
    box.setKeyboardTracking(False)
    box.lineEdit().setTextMargins(GRID, 0, GRID, 0)  # the style sheet's padding does not reach it
    _leave_the_wheel(box)
