"""The memory file as a locked thing; the assistant's ``vault``: the ways to its key, another key, lock, backups."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from runtime import key_file, lock_mark, opening
from runtime.events import MemoryLocked
from runtime.vault import locking, rekeying
from runtime.vault.snapshots import Snapshots, unless_closing
from runtime.vault.ways import Way, Ways

if TYPE_CHECKING:
    from runtime.engine import Engine
    from runtime.home import Home
    from runtime.vault.rekeying import Rekeyed


class Vault:
    """Belongs to one assistant. ``between_turns`` does work on its thread; ``close`` closes the assistant."""

    def __init__(
        self, engine: Engine, home: Home, between_turns: Callable[[Callable[[], Any]], Any], close: Callable[[], None]
    ) -> None:
        self._engine, self._home = engine, home
        self._between_turns, self._close = between_turns, close
        self._ways = Ways(home, lambda: engine.memory.key)
        self.backups = Snapshots(engine, home, close)
        locking.watch(home, engine.closing, self._locked)

    def ways(self) -> tuple[Way, ...]:
        """The ways to the key; see :func:`runtime.vault.ways.listed`."""
        return self._ways.list()

    def add_passphrase(self, passphrase: str, *, weak: bool = False) -> Way:
        """See :meth:`runtime.vault.ways.Ways.add_passphrase`."""
        return self._ways.add_passphrase(passphrase, weak=weak)

    def add_keyring(self) -> Way:
        """See :meth:`runtime.vault.ways.Ways.add_keyring`."""
        return self._ways.add_keyring()

    def add_recovery(self) -> tuple[Way, str]:
        """A recovery key, and its words; see :meth:`runtime.vault.ways.Ways.add_recovery`."""
        return self._ways.add_recovery()

    def change(self, way_id: str, passphrase: str = "", *, weak: bool = False) -> tuple[Way, str]:
        """A new secret for a way; see :meth:`runtime.vault.ways.Ways.change`."""
        return self._ways.change(way_id, passphrase, weak=weak)

    def remove(self, way_id: str) -> Way:
        """See :meth:`runtime.vault.ways.Ways.remove`."""
        return self._ways.remove(way_id)

    def rekey(self, progress: Callable[[int, int], None]) -> Rekeyed:
        """Another key for the file, between two turns; see :func:`runtime.vault.rekeying.rekey`.

        Raises:
            Stopped: the assistant is closing, or ``progress`` wants no more of it; the file has its old key.
        """
        go_on = unless_closing(self._engine, progress)
        made: Rekeyed = self._between_turns(lambda: rekeying.rekey(self._home, self._engine.memory, go_on))
        return made

    def can_ask(self) -> bool:
        """Whether unlocking asks the person for something; otherwise the keyring opens it unasked."""
        content = key_file.load(self._home.key_file)
        return content is not None and opening.takes_text(content)

    def lock(self) -> None:
        """Close the assistant: the file, its key, the LLM. What opens the memory next must be given by the person.

        Raises:
            StorageFailed: that cannot be noted; nothing was closed.
        """
        lock_mark.set_anew(self._home)
        self._close()

    def _locked(self) -> None:
        """Somebody else locked it."""
        self._close()
        self._engine.emit(MemoryLocked())
