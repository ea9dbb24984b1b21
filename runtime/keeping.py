"""What the person may do with the memory as a whole; the assistant's ``keeping``.

Whatever changes the memory beneath the turns is done on the runtime thread between two of them, and the LLM's cache of
what it has read goes with it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from runtime.carry import files
from runtime.carry.bring_histories import bring_histories
from runtime.events import MemoryRevised
from runtime.forgetting import forget as forgetting

if TYPE_CHECKING:
    from runtime.carry.bring import Brought
    from runtime.carry.histories import Progress
    from runtime.engine import Engine
    from runtime.forgetting.forget import Preview, Receipt, Request

Answer = TypeVar("Answer")


class Keeping:
    """Belongs to one assistant. ``between_turns`` does work on its thread; ``begin_anew`` drops what it has read."""

    def __init__(
        self,
        engine: Engine,
        between_turns: Callable[[Callable[[], object]], object],
        begin_anew: Callable[[], None],
        follow: Callable[[], object],
    ) -> None:
        """``follow`` goes to the agent that the file names; both that and ``begin_anew`` belong to that thread."""
        self._engine = engine
        self._between_turns = between_turns
        self._begin_anew = begin_anew
        self._follow = follow

    def preview_forgetting(self, request: Request) -> Preview:
        """What would be forgotten, and what beside it; see :func:`runtime.forgetting.forget.preview`."""
        return self._between(lambda: forgetting.preview(self._engine, request))

    def forget(self, request: Request) -> Receipt:
        """Forget a text everywhere; the receipt says what went. See :func:`runtime.forgetting.forget.forget`."""
        return self._between(lambda: self._changed(lambda: forgetting.forget(self._engine, request)))

    def export_agent_file(self, path: Path) -> list[str]:
        """Write the agent in use as a Letta agent file; see :func:`runtime.carry.files.export_agent_file`."""
        return files.export_agent_file(self._engine, path)

    def export_portable(self, path: Path, passphrase: str) -> list[str]:
        """Write everything, sealed; see :func:`runtime.carry.files.export_portable`."""
        return files.export_portable(self._engine, path, passphrase)

    def export_readable(self, path: Path, passphrase: str = "") -> None:
        """Write everything for reading; see :func:`runtime.carry.files.export_readable`."""
        files.export_readable(self._engine, path, passphrase)

    def bring_histories(self, path: Path, progress: Progress) -> Brought:
        """Bring conversations held elsewhere; see :func:`runtime.carry.bring_histories.bring_histories`.

        On the caller's thread, while turns go on.
        """
        try:
            return bring_histories(self._engine, path, progress)
        finally:
            self._engine.emit(MemoryRevised())

    def bring_file(self, path: Path, passphrase: str = "", *, use: bool = False) -> Brought:
        """Import a file of either kind; see :func:`runtime.carry.files.bring_file`."""

        def work() -> Brought:
            brought = files.bring_file(self._engine, path, passphrase, use=use)
            self._follow()
            return brought

        return self._between(lambda: self._changed(work))

    def _between(self, work: Callable[[], Answer]) -> Answer:
        return cast("Answer", self._between_turns(work))

    def _changed(self, work: Callable[[], Answer]) -> Answer:
        try:
            return work()
        finally:
            self._begin_anew()
            self._engine.emit(MemoryRevised())
