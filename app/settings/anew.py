"""How far another embedder has been through everything, told below its setting while that is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.words import grouped, tr

if TYPE_CHECKING:
    from app.place import Place
    from app.settings.row import Row
    from runtime.embed.steps import Reembedding
    from runtime.errors import LociError

_POLL_MS = 1_000


class Anew(QObject):
    """Asks each second while there is something to tell; :meth:`look` begins it."""

    def __init__(self, place: Place, row: Row) -> None:
        super().__init__(row)
        self._place = place
        self._row = row
        self._timer = QTimer(self, interval=_POLL_MS, singleShot=True)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        """Ask how far it is, where somebody sees it."""
        if self._place.session is not None and self._place.isVisible():
            self._place.session.ask(lambda assistant: assistant.embedding.progress(), self._tell, self._fail)

    def _tell(self, progress: Reembedding | None) -> None:
        self._row.tell(words(progress) if progress is not None else "")
        if progress is not None:
            self._timer.start()

    def _fail(self, problem: LociError) -> None:
        self._row.tell(str(problem))


def words(progress: Reembedding) -> str:
    """How far it is, in a sentence."""
    told = tr("{done} of {total} texts are embedded anew; until all are, the old vectors serve.")
    return told.format(done=grouped(progress.done), total=grouped(progress.total))
