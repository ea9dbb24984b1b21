"""A keyring in memory, which may lose what it has or stop answering."""

from __future__ import annotations

from dataclasses import dataclass, field

from runtime.os_keyring import KeyringFailed


@dataclass
class Ring:
    """``failing`` is what it answers instead."""

    kept: dict[str, str] = field(default_factory=dict)
    failing: str = ""
    name: str = "Test Keyring"

    def get(self, entry: str) -> str | None:
        """See :class:`runtime.os_keyring.SecretStore`."""
        self._answer()
        return self.kept.get(entry)

    def put(self, entry: str, secret: str) -> None:
        """Keep it in memory."""
        self._answer()
        self.kept[entry] = secret

    def remove(self, entry: str) -> None:
        """Forget it, where there is one."""
        self._answer()
        if self.kept.pop(entry, None) is None:
            raise KeyringFailed("no such entry")

    def _answer(self) -> None:
        if self.failing:
            raise KeyringFailed(self.failing)
