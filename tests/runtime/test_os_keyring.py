"""Only keyrings that encrypt are used, and one that hangs or fails is a failure that is named."""

import threading

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, chainer, fail, kwallet, libsecret, macOS, null
from keyring.backends.Windows import WinVaultKeyring

from runtime import os_keyring
from runtime.os_keyring import KeyringFailed, OSKeyring


class Dictionary(KeyringBackend):
    """A back end as a plug-in may bring one: it keeps plain text."""

    priority = 9.0

    def __init__(self, kept: dict[tuple[str, str], str]) -> None:
        self.kept = kept

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class Broken(Dictionary):
    """A back end whose platform answers with an error of its own kind."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        raise ZeroDivisionError("org.freedesktop.DBus.Error.NoReply")

    def set_password(self, service: str, username: str, password: str) -> None:  # noqa: ARG002
        raise ZeroDivisionError("org.freedesktop.DBus.Error.NoReply")


class Waiting(Dictionary):
    """A locked keyring that waits for a person."""

    def __init__(self, answered: threading.Event) -> None:
        super().__init__({})
        self.answered = answered

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        self.answered.wait()
        return None


@pytest.mark.parametrize(
    "kind", [SecretService.Keyring, libsecret.Keyring, kwallet.DBusKeyring, macOS.Keyring, WinVaultKeyring]
)
def test_the_desktops_own_keyrings_are_trusted(kind: type[KeyringBackend]):
    assert os_keyring.trusted(kind.__new__(kind))


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, Dictionary, chainer.ChainerBackend])
def test_no_keyring_and_any_other_are_not(kind: type[KeyringBackend]):
    assert not os_keyring.trusted(kind.__new__(kind))


def test_where_there_is_no_keyring_none_is_found():
    """The tests themselves run without one."""
    assert isinstance(keyring.get_keyring(), fail.Keyring)
    assert os_keyring.find() is None


def test_what_was_put_is_got_under_the_name_loci():
    kept: dict[tuple[str, str], str] = {}
    store = OSKeyring(Dictionary(kept))
    store.put("slot", "secret")
    assert kept == {("loci", "slot"): "secret"}
    assert (store.get("slot"), store.get("another")) == ("secret", None)


def test_whatever_a_back_end_raises_is_a_failure_of_the_keyring():
    store = OSKeyring(Broken({}))
    with pytest.raises(KeyringFailed, match="NoReply"):
        store.get("slot")
    with pytest.raises(KeyringFailed, match="NoReply"):
        store.put("slot", "secret")


def test_a_keyring_that_does_not_answer_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch):
    answered = threading.Event()
    monkeypatch.setattr(os_keyring, "_PATIENCE_SECONDS", 0.05)
    with pytest.raises(KeyringFailed, match="no answer"):
        OSKeyring(Waiting(answered)).get("slot")
    answered.set()
