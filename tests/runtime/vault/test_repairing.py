"""A damaged memory is saved into a backup that opens, is searched and talked with; the damaged file stays as it is."""

import json
from pathlib import Path

import mounts
import pytest
from conversing import said, tell
from damage import damage, root

from models.connection import connect
from models.memory_file import MemoryFile
from models.storage import PAGE_BYTES
from runtime.assistant import Assistant
from runtime.cli import run
from runtime.errors import InputRefused, StorageFailed, WrongKey
from runtime.home import Home
from runtime.instance_lock import InstanceLock
from runtime.keys import find_key
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.memory_access import open_memory
from runtime.vault import backups
from runtime.vault.repairing import Repaired, repair
from runtime.vault.restoring import restore

TOLD = [
    call("core_memory_append", label="human", content="Dog: Biscuit"),
    say("What a name."),
    call("archival_memory_insert", content="The vet is in Elm Street", tags=["vet"]),
    say("Kept."),
]


@pytest.fixture
def told(home: Home) -> bytes:
    """A memory with a talk, a line and a passage; its key."""
    with Assistant.open(home, key=None, emit=lambda _: None, llm=ScriptedLLM(TOLD)) as assistant:
        for text in ("My dog is called Biscuit", "The vet is in Elm Street, keep it"):
            tell(assistant, text)
    return find_key(home)


def repaired(home: Home) -> Repaired:
    with InstanceLock.take(home.lock_file):
        return repair(home)


def test_what_was_saved_is_put_in_place_searched_and_talked_with(home: Home, told: bytes):
    damage(home.memory_file, [root(home.memory_file, told, name) for name in ("agent", "agent_tool", "journal")])
    before = home.memory_file.read_bytes()
    made = repaired(home)
    assert home.memory_file.read_bytes() == before
    (backup,) = backups.listed(home)
    assert (backup.name, backup.kind, backup.same_key) == (made.name, "repaired", True)
    kept = restore(home, made.name)
    llm = ScriptedLLM([say("I do.")])
    with Assistant.open(home, key=None, emit=lambda _: None, llm=llm) as assistant:
        assert [each.value for each in assistant.blocks() if each.label == "human"] == ["Dog: Biscuit"]
        assert "Elm Street" in assistant.search_passages("Elm Street")[0].text
        assert any("Biscuit" in each.text for each in assistant.search_messages("Biscuit"))
        tell(assistant, "Do you know my dog?")
        assert said(assistant)[-1] == "I do."
    # Its header alone was changed: it has no log any more.
    assert (home.backups / kept).read_bytes()[PAGE_BYTES:] == before[PAGE_BYTES:]


def test_a_whole_one_is_saved_whole(home: Home, told: bytes):
    made = repaired(home)
    assert not any(each.lost or each.more or each.left_out for each in made.tables)
    with MemoryFile.open(home.backups / made.name, told) as memory:
        assert memory.check() == []


def test_without_a_memory_there_is_nothing_to_repair(home: Home):
    home.prepare()
    with pytest.raises(InputRefused, match="nothing to repair"):
        repaired(home)


def test_another_key_s_file_leaves_nothing(home: Home, told: bytes):
    home.memory_file.unlink()
    MemoryFile.open(home.memory_file, bytes(32)).close()
    with pytest.raises(WrongKey):
        repaired(home)
    assert told
    assert list(home.backups.iterdir()) == []


def test_a_full_disk_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LOCI_PASSPHRASE", "a passphrase for tests")
    with mounts.small_disk(tmp_path / "disk", 2):
        home = Home(tmp_path / "disk" / "loci")
        open_memory(home, None).close()
        mounts.fill(tmp_path / "disk" / "ballast")
        with pytest.raises(StorageFailed):
            repaired(home)
        assert not home.backups.exists() or list(home.backups.iterdir()) == []


def test_the_command_says_what_is_lost(home: Home, told: bytes, capsys: pytest.CaptureFixture[str]):
    damage(home.memory_file, [root(home.memory_file, told, "passage")])
    assert run(["doctor", "--repair"]) == 0
    said = capsys.readouterr().out
    assert "1 of " in said
    assert "  passage                   0 read, 1 lost\n" in said
    assert "loci backup restore memory-repaired-" in said
    assert run(["doctor", "--repair", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["damaged"] == 1
    assert next(each for each in found["tables"] if each["name"] == "passage")["lost"] == 1


def test_the_command_waits_for_no_other_process(home: Home, told: bytes, capsys: pytest.CaptureFixture[str]):
    assert told
    with InstanceLock.take(home.lock_file):
        assert run(["doctor", "--repair"]) == 5
    assert "process" in capsys.readouterr().err


def test_doctor_names_the_way_to_repair(home: Home, told: bytes, capsys: pytest.CaptureFixture[str]):
    connection = connect(home.memory_file, told)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    damage(home.memory_file, [root(home.memory_file, told, "message")])
    assert run(["doctor"]) == 1
    assert "loci doctor --repair" in capsys.readouterr().out
