"""The person's settings on the window's side: read before the first paint, kept one by one, told when they change."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from runtime.errors import LociError
from runtime.settings import Settings, chosen_by, keep

if TYPE_CHECKING:
    from runtime.home import Home


class Preferences(QObject):
    """``changed(name)``: a setting has another value. ``problem`` says what of the file could not be used."""

    changed = Signal(str)

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home
        self.settings, self.problem = Settings.survive(home)

    def choose(self, name: str, value: object) -> str:
        """Take and keep a choice; why that was not possible, or an empty text."""
        try:
            settings = self.settings.changed(name, value)
            keep(self._home, name, value)
        except LociError as problem:
            return str(problem)
        self._adopt(settings)
        return ""

    def read_again(self) -> None:
        """Somebody else may have kept a choice: the open memory, or a command in the terminal."""
        settings, self.problem = Settings.survive(self._home)
        self._adopt(settings)

    def fixed(self, name: str) -> bool:
        """Whether the environment decides this one."""
        return name in chosen_by(os.environ)

    def _adopt(self, settings: Settings) -> None:
        before, self.settings = self.settings, settings
        for name in Settings.__slots__:
            if getattr(before, name) != getattr(settings, name):
                self.changed.emit(name)
