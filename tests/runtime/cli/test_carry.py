"""``loci export`` and ``loci import``."""

import json
from pathlib import Path

import pytest
from fixture_types import Scripted, Typed

from runtime.cli import run
from runtime.llm.scripted import call, say


@pytest.fixture(autouse=True)
def told(scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOCI_FILE_PASSPHRASE", "a passphrase for files")
    scripted([call("core_memory_append", label="human", content="Dog: Biscuit"), say("Biscuit it is.")])
    typed(b"My dog is called Biscuit\n")
    assert run(["say", "-"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("name", ["memory.loci", "agent.af"])
def test_a_memory_goes_into_another_home(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert run(["export", str(tmp_path / name)]) == 0
    assert f"Written to {tmp_path / name}: Loci." in capsys.readouterr().out
    monkeypatch.setenv("LOCI_HOME", str(tmp_path / "another"))
    assert run(["import", str(tmp_path / name), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["messages"] == 5
    assert run(["memory", "blocks", "--query", "Biscuit"]) == 0
    assert "Dog: Biscuit" in capsys.readouterr().out
    assert run(["import", str(tmp_path / name)]) == 0
    assert capsys.readouterr().out == "Imported Loci: nothing that was not here.\n"


def test_what_is_odd_about_a_file_is_told_in_words_in_json_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    odd = {"agents": [{"id": "agent-0", "name": "Ann", "block_ids": ["block-9"]}]}
    (tmp_path / "odd.af").write_text(json.dumps(odd), encoding="utf-8")
    words = "Ann: block_ids names block-9, not in the file."
    assert run(["import", str(tmp_path / "odd.af"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"] == [words]
    assert run(["import", str(tmp_path / "odd.af")]) == 0
    assert f"- {words}" in capsys.readouterr().out


def test_what_cannot_be_is_said_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    assert run(["export", str(tmp_path / "memory.txt")]) == 2
    assert run(["import", str(tmp_path / "nowhere.af")]) == 2
    (tmp_path / "bad.af").write_text("{}")
    assert run(["import", str(tmp_path / "bad.af")]) == 2
    assert run(["export", str(tmp_path / "memory.loci")]) == 0
    assert run(["export", str(tmp_path / "memory.loci")]) == 3
    monkeypatch.setenv("LOCI_FILE_PASSPHRASE", "another")
    assert run(["import", str(tmp_path / "memory.loci")]) == 4
    monkeypatch.delenv("LOCI_FILE_PASSPHRASE")
    assert run(["import", str(tmp_path / "memory.loci")]) == 4
    err = capsys.readouterr().err
    assert err.count("Nothing was") == 5
    assert "nobody is here to be asked" in err
