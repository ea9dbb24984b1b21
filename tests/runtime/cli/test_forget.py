"""``loci forget``: shown first, done with --yes, and a receipt."""

import json

import pytest
from fixture_types import Scripted, Typed

from runtime.cli import run
from runtime.llm.scripted import call, say


@pytest.fixture(autouse=True)
def told(scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]):
    scripted([call("core_memory_append", label="human", content="Dog: Biscuit"), say("Biscuit it is.")])
    typed(b"My dog is called Biscuit\n")
    assert run(["say", "-"]) == 0
    capsys.readouterr()


def test_without_yes_it_is_only_shown(capsys: pytest.CaptureFixture[str]):
    assert run(["forget", "biscuit"]) == 0
    out, err = capsys.readouterr()
    assert "This would go:" in out
    assert "block 2 (in part): Dog: Biscuit" in out
    assert err == "Nothing was forgotten yet. `loci forget TEXT --yes` does it.\n"
    assert run(["memory", "recall", "--query", "Biscuit"]) == 0
    assert "Biscuit" in capsys.readouterr().out


def test_with_yes_it_is_gone_and_a_receipt_says_so(capsys: pytest.CaptureFixture[str]):
    assert run(["forget", "biscuit", "--yes"]) == 0
    out = capsys.readouterr().out
    assert "Nothing is left of it in the memory file." in out
    assert "Biscuit" not in out
    assert run(["memory", "recall"]) == 0
    assert run(["memory", "journal"]) == 0
    assert run(["memory", "blocks"]) == 0
    assert "biscuit" not in capsys.readouterr().out.lower()


def test_as_json(capsys: pytest.CaptureFixture[str]):
    assert run(["forget", "biscuit", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["forgotten"] is False
    assert run(["forget", "biscuit", "--yes", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert done["receipt"]["left"] == []
    assert sum(done["receipt"]["removed"].values()) == len(shown["preview"]["would_go"])
    assert len(done["receipt"]["hashes"][0]) == 64


def test_the_text_can_come_from_standard_input(typed: Typed, capsys: pytest.CaptureFixture[str]):
    """So that it stands in no shell's history."""
    typed(b"biscuit\n")
    assert run(["forget", "-", "--yes"]) == 0
    assert "Nothing is left" in capsys.readouterr().out


def test_what_stands_nowhere_is_said(capsys: pytest.CaptureFixture[str]):
    assert run(["forget", "zebra"]) == 0
    assert capsys.readouterr().out.startswith("Nothing names it.")
    assert run(["forget", "x"]) == 2
