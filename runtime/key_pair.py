"""A way's own key pair: the memory file's key is sealed to its public half, and only its private half opens that.

So the file can be given a new key, and every way made to open that one, while nobody is asked for a passphrase or for
the words on a sheet of paper. Sealing is HPKE (RFC 9180): X25519, HKDF-SHA256, AES-256-GCM.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def public_of(private: bytes) -> bytes:
    """The public half; 32 bytes, as the private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(key: bytes, public: bytes, bound: str) -> bytes:
    """The key, for whoever has the private half. ``bound``, the same at both ends, ties it to its place."""
    return _SUITE.encrypt(key, X25519PublicKey.from_public_bytes(public), bound.encode())


def unseal(sealed: bytes, private: bytes, bound: str) -> bytes | None:
    """The key, or None where this is not the private half, or the sealed bytes were changed."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), bound.encode())
    except (InvalidTag, ValueError):
        return None
