"""``loci key`` and ``loci lock``: what they print, and that a script can do it all."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from fixture_types import Scripted

from runtime.cli import run
from runtime.home import Home
from runtime.instance_lock import InstanceLock

GOOD = "tangerine bulldozer sideways"
Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(scripted: Scripted, capsys: pytest.CaptureFixture[str]) -> Said:
    """``said("key", "list")``: exit code, output, errors, of a memory that exists."""
    scripted([])
    assert run(["memory", "blocks"]) == 0
    capsys.readouterr()

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        return code, *capsys.readouterr()

    return call


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_ways_are_listed_added_changed_and_removed(said: Said, monkeypatch: pytest.MonkeyPatch):
    (first,) = objects(said("key", "list", "--json")[1])
    assert first["kind"] == "passphrase"
    monkeypatch.setenv("LOCI_NEW_PASSPHRASE", GOOD)
    code, out, _ = said("key", "add", "passphrase", "--json")
    assert (code, objects(out)[0]["kind"]) == (0, "passphrase")
    assert said("key", "change", first["id"][:8])[0] == 0
    monkeypatch.setenv("LOCI_PASSPHRASE", GOOD)
    code, out, _ = said("key", "list")
    assert (code, out.count("opens when given")) == (0, 2)
    assert said("key", "remove", objects(said("key", "list", "--json")[1])[0]["id"])[0] == 0
    code, _, err = said("key", "remove", "passphrase")
    assert code == 2
    assert "last way in" in err


def test_a_recovery_key_is_printed_once_and_opens_the_memory(said: Said, monkeypatch: pytest.MonkeyPatch):
    code, out, _ = said("key", "recovery")
    assert code == 0
    words = [each for each in out[: out.index("Print or write")].split() if each.isalpha()]
    assert len(words) == 24
    (made,) = objects(said("key", "recovery", "--json")[1])
    assert len(made["words"].split()) == 24
    assert [each["kind"] for each in objects(said("key", "list", "--json")[1])] == ["passphrase", "recovery"]
    monkeypatch.setenv("LOCI_PASSPHRASE", " ".join(words))
    assert said("memory", "blocks")[0] == 4
    monkeypatch.setenv("LOCI_PASSPHRASE", made["words"])
    assert said("memory", "blocks")[0] == 0


def test_a_weak_passphrase_is_refused_unless_one_insists(said: Said, monkeypatch: pytest.MonkeyPatch):
    code, _, err = said("key", "add", "passphrase")
    assert code == 4
    assert "LOCI_NEW_PASSPHRASE" in err
    monkeypatch.setenv("LOCI_NEW_PASSPHRASE", "password1")
    code, _, err = said("key", "add", "passphrase")
    assert code == 2
    assert "guessed in" in err
    assert said("key", "add", "passphrase", "--weak")[0] == 0


def test_the_file_gets_another_key_with_progress(home: Home, said: Said):
    before = home.memory_file.read_bytes()[:16]
    code, out, _ = said("key", "rekey", "--json")
    assert code == 0
    *steps, made = objects(out)
    assert steps[-1]["done"] == steps[-1]["total"] > 0
    assert (made["ways"], made["dropped"]) == (1, 0)
    assert home.memory_file.read_bytes()[:16] != before
    assert said("memory", "blocks")[0] == 0
    assert "1 ways open it" in said("key", "rekey")[1]


def test_locking_says_whether_unlocking_will_ask(home: Home, said: Said):
    assert objects(said("lock", "--json")[1]) == [{"locked": True, "asks": True}]
    assert said("lock")[1] == "Locked.\n"
    assert home.lock_mark.exists()


def test_while_another_has_the_memory_ways_are_shown_but_not_changed(home: Home, said: Said):
    with InstanceLock.take(home.lock_file):
        assert said("key", "list")[0] == 0
        assert said("key", "recovery")[0] == 5
        assert said("key", "rekey")[0] == 5
