"""The place of the settings: every one that is declared, in groups, with a field that finds them."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app import zoom
from app.override import override
from app.pieces import QuietScrollBar, label, named
from app.place import Place
from app.preferences import Preferences
from app.settings.anew import Anew
from app.settings.row import Row
from app.theme import Theme, scaled
from app.tones import GRID
from app.words import tr
from runtime.errors import LociError
from runtime.settings import WINDOW_GROUPS, declared

_WIDEST = 122 * GRID
_EMBEDDER = "embedder_path"


class SettingsPlace(Place):
    """Each change is in force and kept at once; what may not be is told beside it.

    The groups are made one after the other, each in a moment of its own, so that the window never waits for all.
    """

    of_memory: ClassVar[bool] = False

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__(theme, tr("Settings"), tr("What you change is in force at once, and kept."))
        self._preferences = preferences
        self.rows: dict[str, Row] = {}
        self._anew: Anew | None = None
        self._groups: list[tuple[QWidget, list[Row]]] = []
        self._waiting = list(dict.fromkeys(setting.group for setting in declared().values()))
        self._maker = QTimer(self, interval=0)
        self._maker.timeout.connect(self._make_next)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find a setting"))
        self.field.setAccessibleName(tr("Find a setting"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.narrow)
        self.field.setFixedWidth(30 * GRID)
        self.head.addWidget(self.field)
        self.nothing = label(tr("No setting answers to that. Try one word of what it does."), tone="muted", wrap=True)
        self.nothing.hide()
        self.column.addWidget(self._lay_out(), 1)
        preferences.changed.connect(self._follow)  # a method, which is let go with its widget, as a lambda is not
        self.begins_at = self.field
        self._maker.start()

    def make_all(self) -> None:
        """Make the groups that are not there yet, now."""
        while self._waiting:
            self._make_next()

    @override
    def refresh(self) -> None:
        """Somebody else may have kept a choice."""
        QTimer.singleShot(0, self, self._preferences.read_again)
        self._look_at_embedding()
        self._stale = True  # next time it is shown, again

    def narrow(self, text: str) -> None:
        """Show the settings that answer to these words."""
        self.make_all()
        words = text.casefold().split()
        for group, rows in self._groups:
            for row in rows:
                row.setVisible(row.answers(words))
            group.setVisible(any(row.answers(words) for row in rows))
        self.nothing.setVisible(all(group.isHidden() for group, _ in self._groups))

    def reveal(self, name: str) -> None:
        """Bring one setting into sight and give it the keyboard."""
        self.make_all()
        self.field.clear()
        self._area.ensureWidgetVisible(self.rows[name])
        self.rows[name].editor.setFocus()

    def _choose(self, name: str, value: object) -> None:
        if self.session is None or declared()[name].group in WINDOW_GROUPS:
            problem = self._preferences.choose(name, value)
            self._show(name, problem)
            return

        def failed(problem: LociError) -> None:
            self._show(name, str(problem))

        def taken(_: None) -> None:
            self._preferences.read_again()
            self._look_at_embedding()

        self.session.ask(lambda assistant: assistant.change_setting(name, value), taken, failed)

    def _look_at_embedding(self) -> None:
        if self._anew is None and _EMBEDDER in self.rows:
            self._anew = Anew(self, self.rows[_EMBEDDER])
        if self._anew is not None:
            self._anew.look()

    def _follow(self, _name: str) -> None:
        self._show()

    def _show(self, refused: str = "", problem: str = "") -> None:
        for name, row in self.rows.items():
            row.show_value(getattr(self._preferences.settings, name), fixed=self._preferences.fixed(name))
        if problem and refused in self.rows:
            self.rows[refused].say(problem)

    def _lay_out(self) -> QScrollArea:
        content = named(QWidget(), "settings")
        content.setMaximumWidth(_WIDEST)
        column = self._content = QVBoxLayout(content)
        column.setContentsMargins(0, 0, GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.nothing)
        column.addStretch(1)
        area = self._area = named(QScrollArea(), "settingsArea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setVerticalScrollBar(QuietScrollBar())
        area.setWidget(content)
        area.setFocusPolicy(area.focusPolicy().NoFocus)
        return area

    def _make_next(self) -> None:
        group = self._group(self._waiting.pop(0))
        zoom.fit_all(group)
        self._content.insertWidget(self._content.count() - 1, group)
        group.show()  # whole, and not row by row when its turn comes
        self._show()
        if not self._waiting:
            self._maker.stop()
            self._look_at_embedding()

    def _group(self, name: str) -> QWidget:
        rows = [Row(setting, self.theme) for setting in declared().values() if setting.group == name]
        self.rows |= {row.setting.name: row for row in rows}
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(label(tr(name), font=scaled(self.font(), 1.05, bold=True)))
        card = named(QFrame(), "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for row in rows:
            row.chosen.connect(self._choose)
            inside.addWidget(row)
        column.addWidget(card)
        self._groups.append((group, rows))
        return group
