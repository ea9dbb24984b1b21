"""``loci backup``: made, listed, put back."""

import json

import pytest
from fixture_types import Scripted

from runtime.cli import run
from runtime.home import Home
from runtime.instance_lock import InstanceLock


@pytest.fixture(autouse=True)
def memory(scripted: Scripted, capsys: pytest.CaptureFixture[str]) -> None:
    """A memory with a block of its own."""
    scripted([])
    assert run(["memory", "add", "before"]) == 0
    capsys.readouterr()


def test_one_is_made_listed_and_put_back(capsys: pytest.CaptureFixture[str]):
    assert run(["backup", "make", "--json"]) == 0
    name = json.loads(capsys.readouterr().out)["name"]
    assert run(["memory", "add", "after"]) == 0
    assert run(["backup", "list"]) == 0
    assert f"{name}  by hand, " in capsys.readouterr().out
    assert run(["backup", "restore", name, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["kept"].startswith("memory-replaced-")
    assert run(["memory", "blocks", "--json"]) == 0
    labels = [json.loads(line)["label"] for line in capsys.readouterr().out.splitlines()]
    assert "before" in labels
    assert "after" not in labels


def test_one_goes_into_a_folder(home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    there = home.root.parent / "there"
    assert run(["backup", "make"]) == 0
    assert run(["backup", "restore", "newest", "--to", str(there)]) == 0
    monkeypatch.setenv("LOCI_HOME", str(there))
    capsys.readouterr()
    assert run(["memory", "blocks", "--query", "before"]) == 0
    assert "before" in capsys.readouterr().out


def test_what_cannot_be_is_a_sentence(home: Home, capsys: pytest.CaptureFixture[str]):
    assert run(["backup", "restore", "nothing"]) == 2
    assert "no backup" in capsys.readouterr().err
    with InstanceLock.take(home.lock_file):
        assert run(["backup", "make"]) == 5
        assert run(["backup", "restore", "newest"]) == 5
