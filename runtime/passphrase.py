"""A key wrapped by a passphrase: Argon2id makes a wrapping key of it, AES-256-GCM wraps.

The parameters are those that RFC 9106 (section 4) recommends second, for memory-constrained machines. They are kept
with the slot, so that later slots can be made stronger.
"""

from __future__ import annotations

import secrets
import unicodedata

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, Field

MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4
"""What a new wrapping costs whoever tries a passphrase."""
_SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32


class Argon2id(BaseModel):
    """How a passphrase becomes a wrapping key. The bounds keep a tampered file from asking for all the memory."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="hex", val_json_bytes="hex")

    memory_kib: int = Field(default_factory=lambda: MEMORY_KIB, ge=8 * 1024, le=1024 * 1024)
    passes: int = Field(default_factory=lambda: PASSES, ge=1, le=64)
    lanes: int = Field(default_factory=lambda: LANES, ge=1, le=64)
    salt: bytes = Field(default_factory=lambda: secrets.token_bytes(_SALT_BYTES), min_length=_SALT_BYTES)

    def key(self, passphrase: str) -> bytes:
        """The wrapping key: 32 bytes. The same characters give the same key, however the keyboard composed them."""
        return hash_secret_raw(
            unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass"),
            self.salt,
            time_cost=self.passes,
            memory_cost=self.memory_kib,
            parallelism=self.lanes,
            hash_len=_KEY_BYTES,
            type=Type.ID,
        )


class Wrapped(BaseModel):
    """A key that only its passphrase brings back. ``bound``, the same at both ends, ties it to its place."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="hex", val_json_bytes="hex")

    argon2id: Argon2id
    nonce: bytes = Field(min_length=_NONCE_BYTES, max_length=_NONCE_BYTES)
    sealed: bytes

    @classmethod
    def wrap(cls, key: bytes, passphrase: str, bound: str) -> Wrapped:
        """Wrap the key with new salt and nonce."""
        argon2id, nonce = Argon2id(), secrets.token_bytes(_NONCE_BYTES)
        sealed = AESGCM(argon2id.key(passphrase)).encrypt(nonce, key, bound.encode())
        return cls(argon2id=argon2id, nonce=nonce, sealed=sealed)

    def unwrap(self, passphrase: str, bound: str) -> bytes | None:
        """The key, or None where the passphrase is wrong or the wrapping was changed."""
        try:
            return AESGCM(self.argon2id.key(passphrase)).decrypt(self.nonce, self.sealed, bound.encode())
        except InvalidTag:
            return None
