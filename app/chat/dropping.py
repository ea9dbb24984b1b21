"""Files dropped on the chat: a short text comes along with the message, everything else is read as a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from app.override import override
from app.words import tr

if TYPE_CHECKING:
    from app.chat.composer import Composer
    from app.session import Session
    from runtime.assistant import Assistant

LONGEST_TEXT = 200_000
"""Bytes of a text that is sent with a message; a longer one is read as a document, and searched."""
_TEXTS = frozenset(".txt .md .rst .csv .json .toml .yaml .yml .ini .log .py .c .h .cpp .js .ts .sh .sql .css".split())


def attachable(path: Path) -> str | None:
    """The text of a short text file; None for any other."""
    try:
        if path.suffix.lower() not in _TEXTS or not path.is_file() or path.stat().st_size > LONGEST_TEXT:
            return None
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


class Dropping(QObject):
    """Watches ``place`` for dropped files. ``told(sentence)`` says what is done with them."""

    def __init__(self, place: QWidget, composer: Composer, session: Session, told: Callable[[str, bool], None]) -> None:
        super().__init__(place)
        self._composer, self._session, self._told = composer, session, told
        place.setAcceptDrops(True)
        place.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Files are taken, everything else goes its way."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if paths:
                event.acceptProposedAction()
                if event.type() is QEvent.Type.Drop:
                    self.take(paths)
                return True
        return super().eventFilter(watched, event)

    def take(self, paths: list[Path]) -> None:
        """One short text is attached to the message; other files and folders become documents."""

        def work(_assistant: Assistant) -> str | None:
            return attachable(paths[0]) if len(paths) == 1 else None

        self._session.ask(work, lambda text: self._attach(paths, text))

    def _attach(self, paths: list[Path], text: str | None) -> None:
        if text is not None and text.strip():
            self._composer.attach(paths[0].name, text)
            return
        for path in paths:
            self._read(path)

    def _read(self, path: Path) -> None:
        self._session.ask(
            lambda assistant: assistant.documents.add(path),
            lambda _source: self._told(
                tr("Loci reads {name}; ask about it when it is done.").format(name=path.name), False
            ),
        )
