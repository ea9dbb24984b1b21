"""The embedders of one memory: the one that was chosen, and the one whose vectors serve until the chosen one's do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models import takeover
from runtime.embed.local import LocalEmbedder
from runtime.errors import EmbedderFailed

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.tables import Maker
    from runtime.embed.port import Embedder


class Embedders:
    """Knows each by its folder and by its files. May be asked from any thread."""

    def __init__(self, built_in: LocalEmbedder, folder: Path | None = None) -> None:
        """``folder``: of the chosen one; None: the built-in one."""
        self.built_in = built_in
        self._by_folder = {"": built_in}
        self._chosen = built_in
        self.choose(folder)

    @property
    def chosen(self) -> LocalEmbedder:
        """The one that is to make all vectors."""
        return self._chosen

    def choose(self, folder: Path | None) -> None:
        """Have this one make all vectors from now on. Nothing is read of it yet."""
        self._chosen = self._at(str(folder.absolute()) if folder else "")

    def unload(self) -> None:
        """Give back what all of them hold of the machine's memory."""
        for embedder in self._by_folder.values():
            embedder.unload()

    def folder_of(self, embedder: LocalEmbedder) -> str:
        """Where it lies, as the memory file notes it: empty for the built-in one."""
        return "" if embedder is self.built_in else str(embedder.folder)

    def asking(self, session: Session) -> Embedder | None:
        """For questions, the one whose vectors serve in this moment of the file; None where it is not there."""
        embedder = self.of(takeover.serving(session))
        return embedder.for_questions if embedder else None

    def of(self, maker: Maker) -> LocalEmbedder | None:
        """The one that made vectors, by its files, wherever they lie now."""
        for embedder in (self._chosen, self._at(maker.folder), self.built_in):
            try:
                if embedder.name == maker.name:
                    return embedder
            except EmbedderFailed:  # it is not there; another one of them may be the same
                continue
        return None

    def _at(self, folder: str) -> LocalEmbedder:
        # setdefault: of two threads that ask for the same folder both get the same embedder
        return self._by_folder.get(folder) or self._by_folder.setdefault(folder, LocalEmbedder(Path(folder)))
