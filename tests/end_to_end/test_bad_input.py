"""Bad input of every kind: a clear sentence, the right exit code, and nothing lost."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from loci_process import COMMAND, loci, objects
from mounts import fill, read_only, small_disk

from models.memory_file import MemoryFile
from models.migrations import MIGRATIONS, Migration
from runtime.home import Home
from runtime.keys import unlock

pytestmark = pytest.mark.usefixtures("home", "builtin")

MEGABYTE = "The quick brown fox. " * 50_000


def assert_sentence(stderr: str) -> None:
    """Standard error is one or a few whole sentences, and no traceback."""
    assert "Traceback" not in stderr
    assert re.search(r"[A-Z].{10,}\.\s*$", stderr), stderr


def recalled() -> list[str]:
    """What the person said so far, as recall memory has it."""
    found = loci("memory", "recall", "--json", "--limit", "1000")
    assert found.returncode == 0, found.stderr
    return [each["text"] for each in objects(found.stdout) if each["role"] == "user"]


@pytest.fixture
def told(home: Home) -> Home:
    """A memory file that one thing was told."""
    done = loci("say", "My dog is called Biscuit")
    assert done.returncode == 0, done.stderr
    return home


def test_a_file_that_is_no_gguf_is_refused_and_the_old_weights_stay(builtin: Path, tmp_path: Path):
    text = tmp_path / "notes.gguf"
    text.write_text("This is a shopping list, not a language model. " * 20)
    refused = loci("llm", "use", str(text))
    assert refused.returncode == 6
    assert_sentence(refused.stderr)
    assert objects(loci("llm", "info", "--json").stdout)[0]["path"] == str(builtin)


@pytest.mark.parametrize("share", [0.0001, 0.01, 0.5, 0.999])
def test_a_truncated_gguf_is_refused(builtin: Path, tmp_path: Path, share: float):
    whole = builtin.read_bytes()
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(whole[: int(len(whole) * share)])
    refused = loci("llm", "use", str(cut))
    assert refused.returncode == 6
    assert_sentence(refused.stderr)


@pytest.mark.usefixtures("told")
def test_weights_that_vanished_are_named_and_the_message_is_kept(tmp_path: Path):
    gone = loci("say", "Are you there?", more={"LOCI_LLM_PATH": str(tmp_path / "gone.gguf")})
    assert gone.returncode == 6
    assert_sentence(gone.stderr)
    assert "gone.gguf" in gone.stderr
    assert recalled() == ["My dog is called Biscuit", "Are you there?"]


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(told: Home):
    before = told.memory_file.read_bytes()
    wrong = loci("say", "Hello", more={"LOCI_PASSPHRASE": "not the passphrase"})
    assert wrong.returncode == 4
    assert_sentence(wrong.stderr)
    assert told.memory_file.read_bytes() == before
    assert recalled() == ["My dog is called Biscuit"]


def test_without_keyring_and_passphrase_it_asks_for_one(home: Home):
    needed = loci("say", "Hello", more={"LOCI_PASSPHRASE": ""})
    assert needed.returncode == 4
    assert_sentence(needed.stderr)
    assert "LOCI_PASSPHRASE" in needed.stderr
    assert not home.memory_file.exists()


def test_a_file_of_a_newer_version_is_left_alone(told: Home):
    make_newer(told)
    before = told.memory_file.read_bytes()
    newer = loci("memory", "blocks")
    assert newer.returncode == 3
    assert_sentence(newer.stderr)
    assert told.memory_file.read_bytes() == before


def make_newer(home: Home) -> None:
    """Write into the memory file that a migration was applied which this version does not know."""
    later = Migration(MIGRATIONS[-1].number + 1, "from the future", lambda _connection: None)
    MemoryFile.open(home.memory_file, unlock(home), migrations=[*MIGRATIONS, later]).close()


def test_a_file_that_is_something_else_is_left_alone(told: Home):
    told.memory_file.write_bytes(b"Not a memory file at all. " * 1000)
    before = told.memory_file.read_bytes()
    damaged = loci("memory", "blocks")
    assert damaged.returncode in {3, 4}
    assert_sentence(damaged.stderr)
    assert told.memory_file.read_bytes() == before


def test_a_damaged_page_is_found_and_the_file_stays(told: Home):
    content = bytearray(told.memory_file.read_bytes())
    for place in range(4096 + 100, len(content), 4096):
        content[place] ^= 0xFF
    told.memory_file.write_bytes(content)
    damaged = loci("memory", "blocks")
    assert damaged.returncode == 3
    assert_sentence(damaged.stderr)


@pytest.mark.usefixtures("told")
def test_a_megabyte_in_one_message_is_taken_or_refused_whole():
    done = loci("say", "-", typed=f"{MEGABYTE}\nWhat is my dog's name?\n")
    assert "Traceback" not in done.stderr
    said = recalled()
    if done.returncode == 0:
        assert said[1:] == [MEGABYTE.strip(), "What is my dog's name?"]
    else:
        assert done.returncode == 2
        assert_sentence(done.stderr)
        assert said[1:] == ["What is my dog's name?"]


@pytest.mark.parametrize(
    "line",
    [b"nul \0 in the middle", b"\xed\xa0\xbd lone surrogate", b"caf\xe9 in Latin-1", b"\xff\xfe"],
    ids=["nul", "surrogate", "latin-1", "not-utf-8"],
)
@pytest.mark.usefixtures("told")
def test_a_line_that_is_no_text_is_refused_and_the_next_goes_on(line: bytes):
    done = loci("say", "-", "--json", typed=line + b"\nWhat is my dog's name?\n")
    assert done.returncode == 2
    assert_sentence(done.stderr)
    events = objects(done.stdout)
    assert [each["line"] for each in events if each["event"] == "input_refused"] == [1]
    assert events[-1]["event"] == "turn_ended"
    assert recalled() == ["My dog is called Biscuit", "What is my dog's name?"]


@pytest.mark.usefixtures("told")
def test_an_argument_with_a_lone_surrogate_is_refused():
    refused = loci("say", b"caf\xe9")
    assert refused.returncode == 2
    assert_sentence(refused.stderr)
    assert recalled() == ["My dog is called Biscuit"]


@pytest.mark.usefixtures("told")
def test_empty_lines_are_passed_over_and_empty_text_is_refused():
    assert loci("say", "-", typed="\n \n\n").returncode == 0
    assert loci("say", "  ").returncode == 2
    assert recalled() == ["My dog is called Biscuit"]


@pytest.mark.usefixtures("told")
def test_standard_output_that_closes_is_quiet():
    done = subprocess.run(
        [
            shutil.which("bash") or "bash",
            "-c",
            'set -o pipefail; "$@" | head -c 1 >/dev/null',
            "-",
            *COMMAND,
            "say",
            "-",
            "--json",
        ],
        input=b"Hello\n" * 3,
        capture_output=True,
        env=os.environ,
        timeout=240,
        check=False,
    )
    assert done.stderr == b""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    with small_disk(tmp_path / "disk", 2):
        yield tmp_path / "disk"


def test_a_full_disk_is_said_and_what_was_there_stays(told: Home, disk: Path, monkeypatch: pytest.MonkeyPatch):
    for each in (told.memory_file, told.key_file):
        (disk / each.name).write_bytes(each.read_bytes())
    monkeypatch.setenv("LOCI_HOME", str(disk))
    filler = disk / "filler"
    fill(filler)
    full = loci("say", "Something new")
    assert full.returncode == 3
    assert_sentence(full.stderr)
    assert "room" in full.stderr
    filler.unlink()
    assert "My dog is called Biscuit" in recalled()
    assert loci("say", "What is my dog's name?").returncode == 0


def test_a_disk_that_fills_up_in_mid_conversation_loses_nothing(
    home: Home, disk: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LOCI_HOME", str(disk))
    lines = [f"Note number {number}: {'blah ' * 800}" for number in range(200)]
    done = loci("say", "-", "--json", typed="\n".join(lines))
    assert done.returncode == 3, done.stderr
    assert_sentence(done.stderr)
    taken = [each["text"] for each in objects(done.stdout) if each["event"] == "turn_started"]
    monkeypatch.setenv("LOCI_HOME", str(home.root))
    home.prepare()
    for each in disk.iterdir():
        (home.root / each.name).write_bytes(each.read_bytes())
    assert recalled()[: len(taken)] == taken
    assert taken


def test_a_read_only_folder_is_said_and_nothing_is_lost(told: Home):
    with read_only(told.root):
        refused = loci("say", "Something new")
        assert refused.returncode == 3
        assert_sentence(refused.stderr)
    assert recalled() == ["My dog is called Biscuit"]


def test_a_home_that_cannot_be_made_is_said(tmp_path: Path):
    blocker = tmp_path / "file"
    blocker.write_text("")
    refused = loci("say", "Hello", more={"LOCI_HOME": str(blocker / "loci"), "LOCI_PASSPHRASE": "x"})
    assert refused.returncode == 3
    assert_sentence(refused.stderr)


@pytest.mark.usefixtures("told")
def test_a_setting_that_may_not_be_is_named():
    refused = loci("say", "Hello", more={"LOCI_CONTEXT_LENGTH": "many"})
    assert refused.returncode == 2
    assert "LOCI_CONTEXT_LENGTH" in refused.stderr
