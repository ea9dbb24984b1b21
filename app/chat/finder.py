"""Searches the conversation that is shown: the hits of the file, marked and walked through in the transcript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.chat.find_bar import FindBar

if TYPE_CHECKING:
    from app.chat.view import TranscriptView
    from app.session import Session


class Finder(QObject):
    """Leads from the bar's words to the rows of the view. The newest hit is shown first."""

    def __init__(self, bar: FindBar, session: Session, view: TranscriptView, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._session = session
        self._view = view
        self._hits: tuple[int, ...] = ()
        self._at = 0
        bar.sought.connect(self._seek)
        bar.older.connect(lambda: self._walk(-1))
        bar.newer.connect(lambda: self._walk(1))
        bar.closed.connect(self._end)
        session.read.connect(self._seek_again)

    def _seek(self, words: str) -> None:
        def show(hits: tuple[int, ...]) -> None:
            if words == self._bar.words and self._bar.isVisible():
                self._hits, self._at = hits, len(hits) - 1
                self._view.mark((words,) if words else ())
                self._walk(0)

        self._session.ask(lambda assistant: assistant.conversations.find(words), show)

    def _seek_again(self) -> None:
        """Another conversation is shown."""
        if self._bar.isVisible():
            self._seek(self._bar.words)

    def _walk(self, by: int) -> None:
        self._bar.show_count(self._at + 1, len(self._hits))
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._bar.show_count(self._at + 1, len(self._hits))
            self._session.pages.reach(self._hits[self._at])

    def _end(self) -> None:
        self._hits = ()
        self._view.mark(())
        self._view.setFocus()
