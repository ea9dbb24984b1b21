"""The slots of the key file: ways to the memory's key, each with a key pair of its own.

What opens a slot is its private half. It lies in the desktop's keyring, or here, wrapped by a passphrase, or nowhere
but on paper, as words. ``sealed`` is the memory's key for that half. ``vouched`` was made with the memory's key, so
that a slot which somebody without it put into the file is known as such.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime
from typing import Annotated, Literal, Self
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from runtime import key_pair, recovery_words
from runtime.passphrase import Wrapped

Kind = Literal["keyring", "passphrase", "recovery"]


class _Slot(BaseModel):
    """Without ``public`` and ``sealed`` it is one of version 1, whose secret is the memory's key itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="hex", val_json_bytes="hex")

    id: str = Field(default_factory=lambda: str(uuid4()))
    created_at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    public: bytes | None = Field(default=None, min_length=32, max_length=32)
    sealed: bytes | None = None
    vouched: str = ""

    def key_by(self, private: bytes) -> bytes | None:
        """The memory's key, or None where this is not the slot's private half."""
        return private if self.sealed is None else key_pair.unseal(self.sealed, private, self._bound())

    def for_key(self, key: bytes) -> Self:
        """The same slot for another key of the memory: what opened it opens that.

        Raises:
            ValueError: it is of version 1, and has no public half.
        """
        if self.public is None:
            message = "a slot of version 1 has no public half"
            raise ValueError(message)
        made = self.model_copy(update={"sealed": key_pair.seal(key, self.public, self._bound())})
        return made.model_copy(update={"vouched": made._vouch(key)})  # noqa: SLF001 (its own kind)

    def is_vouched(self, key: bytes) -> bool:
        """Whether it was made by somebody who had the memory's key."""
        return self.public is not None and hmac.compare_digest(self.vouched, self._vouch(key))

    def _vouch(self, key: bytes) -> str:
        said = self.model_dump_json(exclude={"vouched"}).encode()
        return hmac.digest(key, b"loci: a slot of mine\n" + said, hashlib.sha256)[:16].hex()

    def _bound(self) -> str:
        return f"loci key file, slot {self.id}"


class KeyringSlot(_Slot):
    """The private half lies in the keyring called ``store``, under the slot's id."""

    kind: Literal["keyring"] = "keyring"
    store: str

    @classmethod
    def make(cls, key: bytes, store: str) -> tuple[KeyringSlot, bytes]:
        """A new slot, and the private half that the keyring is to keep."""
        private = _new_private()
        return cls(store=store, public=key_pair.public_of(private)).for_key(key), private


class PassphraseSlot(_Slot):
    """The private half lies here, wrapped."""

    kind: Literal["passphrase"] = "passphrase"
    wrapped: Wrapped

    @classmethod
    def wrap(cls, key: bytes, passphrase: str) -> PassphraseSlot:
        """A new slot."""
        slot_id, private = str(uuid4()), _new_private()
        wrapped = Wrapped.wrap(private, passphrase, _wrapping(slot_id))
        return cls(id=slot_id, wrapped=wrapped, public=key_pair.public_of(private)).for_key(key)

    def unwrap(self, passphrase: str) -> bytes | None:
        """The memory's key, or None for a wrong passphrase."""
        private = self.wrapped.unwrap(passphrase, _wrapping(self.id))
        return None if private is None else self.key_by(private)


class RecoverySlot(_Slot):
    """The private half is printed as words, and kept nowhere."""

    kind: Literal["recovery"] = "recovery"

    @classmethod
    def make(cls, key: bytes) -> tuple[RecoverySlot, str]:
        """A new slot, and the words to print."""
        private = _new_private()
        return cls(public=key_pair.public_of(private)).for_key(key), recovery_words.words_of(private)


AnySlot = KeyringSlot | PassphraseSlot | RecoverySlot
Slot = Annotated[AnySlot, Field(discriminator="kind")]


def _new_private() -> bytes:
    return secrets.token_bytes(32)


def _wrapping(slot_id: str) -> str:
    return f"loci key file, passphrase slot {slot_id}"
