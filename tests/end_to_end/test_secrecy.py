"""Nothing of the conversation lies readable in the data folder: every byte of every file, while running and after."""

import subprocess
from pathlib import Path

import pytest
from loci_process import COMMAND, begin, loci, objects

from runtime.home import Home

CANARIES = ["Zanzibarquokka", "Xylophonewombat", "Krakatoaoctopus"]
PASSPHRASES = ["a passphrase for tests"]


def readable(folder: Path) -> list[str]:
    """Where a canary, or the passphrase, can be read in any encoding that a file might have."""
    words = [(word, word.encode(code)) for word in (*CANARIES, *PASSPHRASES) for code in ("utf-8", "utf-16-le")]
    words += [(word, word.lower().encode()) for word in CANARIES]  # a full-text index keeps lower case
    files = [each for each in folder.rglob("*") if each.is_file()]
    contents = {each: each.read_bytes() for each in files}
    return [f"{word} in {path}" for path, content in contents.items() for word, raw in words if raw in content]


def talk(process: subprocess.Popen[bytes], text: str) -> None:
    """Say a line and read the events until its turn has ended."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(text.encode() + b"\n")
    process.stdin.flush()
    for raw in process.stdout:
        if objects(raw.decode())[0]["event"] == "turn_ended":
            return
    raise AssertionError(process.stderr.read() if process.stderr else "")


@pytest.mark.usefixtures("builtin")
def test_no_byte_of_the_conversation_is_readable_in_the_data_folder(home: Home, monkeypatch: pytest.MonkeyPatch):
    scratch = home.root.parent / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    process = begin(*COMMAND, "say", "-", "--json")
    for canary in CANARIES:
        talk(process, f"My favourite word is {canary}")
        assert readable(home.root) == []
        assert readable(scratch) == []
        assert (home.root / "memory.loci-wal").stat().st_size > 0
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert readable(home.root) == []
    assert readable(scratch) == []


@pytest.mark.usefixtures("builtin")
def test_a_killed_process_leaves_nothing_readable_either(home: Home):
    process = begin(*COMMAND, "say", "-", "--json")
    talk(process, f"My favourite word is {CANARIES[0]}")
    process.kill()
    process.communicate()
    assert readable(home.root) == []
    assert CANARIES[0] in loci("memory", "recall").stdout


@pytest.mark.usefixtures("builtin")
def test_a_fault_and_a_refusal_leave_nothing_readable_either(home: Home):
    assert loci("say", "-", typed=f"{CANARIES[0]} \0\n{CANARIES[1]}\n").returncode == 2
    assert loci("llm", "use", f"/nowhere/{CANARIES[2]}.gguf").returncode == 6
    assert readable(home.root) == []
