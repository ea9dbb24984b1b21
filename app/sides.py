"""The two columns beside the conversation: both where there is room, put away where there is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app import zoom
from app.override import override


class Sides(QObject):
    """Switches off what no longer fits beside the conversation, and on again what it had switched off.

    ``least``: for each switch the width of ``whole``, at the ordinary size, below which it is off. Whoever switches
    one on in a narrow window has it on: nothing is done before the width crosses that line again.
    """

    def __init__(self, whole: QWidget, least: dict[QAction, int]) -> None:
        super().__init__(whole)
        self._whole = whole
        self._least = least
        self._fits = dict.fromkeys(least, True)
        self._put_away: set[QAction] = set()
        whole.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another width."""
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return False

    def fit(self) -> None:
        """Look how much room there is: the width has changed, or the zoom."""
        for action, least in self._least.items():
            fits = self._whole.width() >= zoom.px(least)
            if fits == self._fits[action]:
                continue
            self._fits[action] = fits
            if not fits and action.isChecked():
                self._put_away.add(action)
                action.setChecked(False)
            elif fits and action in self._put_away:
                self._put_away.discard(action)
                action.setChecked(True)
