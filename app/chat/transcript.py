"""The transcript as a list model: rows in, and the places of a running turn's rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.chat.rows import NewDay, Noted, Row, Said, Steps, plain, spoken
from app.override import override

ROW = int(Qt.ItemDataRole.UserRole)
KEY = ROW + 1

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Transcript(QAbstractListModel):
    """Rows, oldest first. Each has a key that changes when the row does, so that its picture can be kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[int, Row]] = []
        self._keys = count(1)

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of rows; none below one of them."""
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The row itself, its key, its plain text, or what a screen reader says."""
        if not index.isValid():
            return None
        key, row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == KEY:
            return key
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(row)
        return spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        """Bubbles can be opened for selecting their text; nothing can be changed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self._rows[index.row()][1] if index.isValid() else None
        return flags | Qt.ItemFlag.ItemIsEditable if isinstance(row, Said) and not row.writing else flags

    def row(self, at: int) -> Row:
        """The row in that place."""
        return self._rows[at][1]

    def rows(self) -> list[Row]:
        """All rows, oldest first."""
        return [row for _, row in self._rows]

    def insert(self, at: int, rows: Sequence[Row]) -> None:
        """Put rows before the place ``at``."""
        if not rows:
            return
        self.beginInsertRows(_NOWHERE, at, at + len(rows) - 1)
        self._rows[at:at] = [(next(self._keys), row) for row in rows]
        self.endInsertRows()

    def clear(self) -> None:
        """No rows."""
        self.beginResetModel()
        self._rows = []
        self.endResetModel()

    def append(self, *rows: Row) -> None:
        """Put rows at the end."""
        self.insert(len(self._rows), rows)

    def prepend(self, rows: Sequence[Row]) -> None:
        """Put older rows at the beginning; a day that goes on is not headed twice."""
        if rows and self._rows:
            days = [row.day for row in rows if isinstance(row, NewDay)]
            if days and self.row(0) == NewDay(days[-1]):
                self.remove(0)
        self.insert(0, rows)

    def put(self, at: int, row: Row) -> None:
        """Replace the row in that place."""
        self._rows[at] = (next(self._keys), row)
        index = self.index(at)
        self.dataChanged.emit(index, index)

    def remove(self, at: int) -> None:
        """Take the row in that place away."""
        self.beginRemoveRows(_NOWHERE, at, at)
        del self._rows[at]
        self.endRemoveRows()

    def toggle(self, at: int) -> None:
        """Fold or unfold the steps in that place; any other row stays as it is."""
        row = self.row(at)
        if isinstance(row, Steps):
            self.put(at, replace(row, unfolded=not row.unfolded))

    def steps_at(self, turn_id: int) -> int | None:
        """Where the turn's steps stand; looked for from the end, where the running turn is."""
        return self._last(lambda row: isinstance(row, Steps) and row.turn_id == turn_id)

    def message_at(self, message_id: int) -> int | None:
        """Where the message stands."""
        return self._last(lambda row: isinstance(row, Said) and row.message_id == message_id)

    def said_at(self, turn_id: int, speaker: str) -> int | None:
        """Where the turn's last message of that speaker stands."""
        return self._last(lambda row: isinstance(row, Said) and (row.turn_id, row.speaker) == (turn_id, speaker))

    def noted(self, turn_id: int, number: int) -> bool:
        """Whether the step's note stands there already."""
        return (
            self._last(lambda row: isinstance(row, Noted) and (row.turn_id, row.number) == (turn_id, number))
            is not None
        )

    def _last(self, wanted: Callable[[Row], bool]) -> int | None:
        places = range(len(self._rows) - 1, -1, -1)
        return next((at for at in places if wanted(self._rows[at][1])), None)
