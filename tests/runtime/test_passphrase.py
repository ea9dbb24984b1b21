"""A key comes back with its passphrase alone, and nothing of the wrapping can be changed unnoticed."""

import json
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from runtime.home import Home
from runtime.passphrase import Argon2id, Wrapped

ROOT = Path(__file__).resolve().parents[2]
KEY = secrets.token_bytes(32)
QUICK = {"memory_kib": 8 * 1024, "passes": 1, "lanes": 1}


@pytest.fixture(scope="module")
def wrapped() -> Wrapped:
    return Wrapped.wrap(KEY, "correct horse", "slot 1")


def test_the_passphrase_brings_the_key_back(wrapped: Wrapped):
    assert wrapped.unwrap("correct horse", "slot 1") == KEY


@pytest.mark.parametrize("passphrase", ["", "correct horse ", "Correct horse", "wrong"])
def test_no_other_passphrase_does(wrapped: Wrapped, passphrase: str):
    assert wrapped.unwrap(passphrase, "slot 1") is None


def test_a_wrapping_moved_to_another_slot_does_not_open(wrapped: Wrapped):
    assert wrapped.unwrap("correct horse", "slot 2") is None


@pytest.mark.parametrize("part", ["nonce", "sealed"])
def test_a_changed_wrapping_does_not_open(wrapped: Wrapped, part: str):
    value: bytes = getattr(wrapped, part)
    changed = wrapped.model_copy(update={part: bytes([value[0] ^ 1]) + value[1:]})
    assert changed.unwrap("correct horse", "slot 1") is None


def test_the_key_is_not_in_what_is_written_and_no_two_wrappings_are_alike(wrapped: Wrapped):
    written = wrapped.model_dump_json()
    assert KEY.hex() not in written
    assert KEY.hex()[:16] not in written
    assert Wrapped.wrap(KEY, "correct horse", "slot 1").model_dump_json() != written


def test_the_parameters_are_written_down(wrapped: Wrapped):
    assert Wrapped.model_validate_json(wrapped.model_dump_json()) == wrapped


def test_outside_of_tests_a_guess_costs_what_rfc_9106_recommends(home: Home):
    """A process of its own makes a memory: tests make their keys cheaper."""
    start = "from runtime.home import Home; from runtime.keys import unlock; unlock(Home.find())"
    subprocess.run([sys.executable, "-c", start], check=True, cwd=ROOT)
    (slot,) = json.loads(home.key_file.read_text(encoding="utf-8"))["slots"]
    parameters = slot["wrapped"]["argon2id"]
    assert (parameters["memory_kib"], parameters["passes"], parameters["lanes"]) == (65_536, 3, 4)


def test_a_slot_with_other_recorded_parameters_still_opens():
    """Later versions may choose stronger ones; this stands for them."""
    argon2id = Argon2id.model_validate(QUICK)
    assert argon2id.key("a") != argon2id.model_copy(update={"passes": 2}).key("a")
    assert Argon2id.model_validate_json(argon2id.model_dump_json()).key("a") == argon2id.key("a")


@pytest.mark.parametrize("change", [{"memory_kib": 2**30}, {"passes": 10**6}, {"lanes": 0}, {"salt": b"short"}])
def test_parameters_that_would_take_all_memory_or_all_day_are_refused(change: dict[str, int | bytes]):
    with pytest.raises(ValidationError):
        Argon2id.model_validate(QUICK | change)


def test_the_same_letters_composed_otherwise_are_the_same_passphrase():
    """One keyboard types an accent as one character, another as two."""
    argon2id = Argon2id.model_validate(QUICK)
    assert argon2id.key("caf\u00e9") == argon2id.key("cafe\u0301")


def test_bytes_of_the_environment_that_are_no_text_are_a_passphrase_too():
    argon2id = Argon2id.model_validate(QUICK)
    assert argon2id.key("a\udcff") != argon2id.key("a")
