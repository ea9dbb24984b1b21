"""The desktop's keyring, where there is a real one: it may hang, be locked, or have forgotten.

Only back ends that an operating system or desktop encrypts are used. Others, among them every one of `keyrings.alt`,
may write plain text, which Loci never does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Protocol, TypeVar

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend

Answer = TypeVar("Answer")

_SERVICE = "loci"
_TRUSTED = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "macOS", "Windows")
)
# A locked keyring asks the person to unlock it, and waits: without a desktop nobody answers.
_PATIENCE_SECONDS = 60


class KeyringFailed(Exception):
    """The keyring did not answer, or with an error. The text names it."""


class SecretStore(Protocol):
    """Where a key can be kept by name."""

    @property
    def name(self) -> str:
        """What the person knows it by."""
        ...

    def get(self, entry: str) -> str | None:
        """The secret, or None where there is no such entry. ``KeyringFailed`` where that cannot be found out."""
        ...

    def put(self, entry: str, secret: str) -> None:
        """Keep the secret. ``KeyringFailed`` where it cannot be kept."""
        ...

    def remove(self, entry: str) -> None:
        """Forget the secret. ``KeyringFailed`` where it cannot be, or there is none."""
        ...


class OSKeyring:
    """A trusted back end of the `keyring` library, asked with patience but not for ever."""

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    @property
    def name(self) -> str:
        """The back end's own name, such as ``SecretService Keyring``."""
        return self._backend.name

    def get(self, entry: str) -> str | None:
        """See :class:`SecretStore`."""
        return _answer(lambda: self._backend.get_password(_SERVICE, entry))

    def put(self, entry: str, secret: str) -> None:
        """See :class:`SecretStore`."""
        _answer(lambda: self._backend.set_password(_SERVICE, entry, secret))

    def remove(self, entry: str) -> None:
        """See :class:`SecretStore`."""
        _answer(lambda: self._backend.delete_password(_SERVICE, entry))


def find() -> SecretStore | None:
    """The keyring of this session, or None where there is none to be trusted."""
    try:
        backend = _answer(keyring.get_keyring)
    except KeyringFailed:
        return None
    candidates = _answer(lambda: list(backend.backends)) if isinstance(backend, ChainerBackend) else [backend]
    return next((OSKeyring(each) for each in candidates if trusted(each)), None)


def trusted(backend: KeyringBackend) -> bool:
    """Whether the back end is known to encrypt what it keeps."""
    return type(backend).__module__ in _TRUSTED


def _answer(call: Callable[[], Answer]) -> Answer:
    """What the call returns, asked on a thread of its own.

    Raises:
        KeyringFailed: it raised, or took longer than a person would.
    """
    answer: Future[Answer] = Future()

    def ask() -> None:
        try:
            answer.set_result(call())
        except Exception as problem:  # noqa: BLE001 (this thread's edge: a back end raises whatever its platform does)
            answer.set_exception(KeyringFailed(f"{type(problem).__name__}: {problem}"))

    threading.Thread(target=ask, name="loci-keyring", daemon=True).start()
    try:
        return answer.result(_PATIENCE_SECONDS)
    except TimeoutError as problem:
        raise KeyringFailed(f"no answer within {_PATIENCE_SECONDS} seconds") from problem
