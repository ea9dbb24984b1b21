"""Bad input of every kind: a clear sentence, the right exit code, and nothing lost."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from fixture_types import Looking
from loci_process import COMMAND, environment, loci, objects
from mounts import fill, read_only, small_disk
from sqlmodel import Session, col, select

from models.memory_file import MemoryFile
from models.migrations import MIGRATIONS, Migration
from models.tables import Message
from runtime.cli import run
from runtime.home import Home
from runtime.keys import unlock
from runtime.settings import Settings

TOLD = "My dog is called Biscuit"
MEGABYTE = "The quick brown fox. " * 50_000

Refused = Callable[..., str]


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Refused:
    """``refused(code, *argv)``: the sentence with which a command refuses, after seeing that it is one."""

    def command(code: int, *argv: str) -> str:
        assert run(list(argv)) == code
        out, err = capsys.readouterr()
        assert out == ""
        assert_sentence(err)
        return err

    return command


def assert_sentence(stderr: str) -> None:
    """Standard error is one or a few whole sentences, and no traceback."""
    assert "Traceback" not in stderr
    assert re.search(r"\w.{20,}\.\s*$", stderr), stderr


def said(session: Session) -> list[str]:
    """What the person said so far, as recall memory has it."""
    return list(session.exec(select(Message.text).where(Message.role == "user").order_by(col(Message.id))))


def test_a_file_that_is_no_gguf_is_refused_and_the_old_weights_stay(home: Home, tmp_path: Path, refused: Refused):
    text = tmp_path / "notes.gguf"
    text.write_text("This is a shopping list, not a language model. " * 20)
    assert "notes.gguf" in refused(6, "llm", "use", str(text))
    assert Settings.load(home).llm_path is None


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("share", [0.0, 0.0001, 0.01, 0.5, 0.999])
def test_a_truncated_gguf_is_refused(builtin: Path, tmp_path: Path, share: float, refused: Refused):
    whole = builtin.read_bytes()
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(whole[: int(len(whole) * share)])
    assert "cut.gguf" in refused(6, "llm", "use", str(cut))


@pytest.mark.usefixtures("told")
def test_weights_that_vanished_are_named_and_the_message_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused, looking: Looking
):
    monkeypatch.setenv("LOCI_LLM_PATH", str(tmp_path / "gone.gguf"))
    assert "gone.gguf" in refused(6, "say", "Are you there?")
    with looking() as session:
        assert said(session) == [TOLD, "Are you there?"]


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(
    told: Home, monkeypatch: pytest.MonkeyPatch, refused: Refused
):
    before = told.memory_file.read_bytes()
    monkeypatch.setenv("LOCI_PASSPHRASE", "not the passphrase")
    refused(4, "say", "Hello")
    assert told.memory_file.read_bytes() == before


def test_without_keyring_and_passphrase_it_asks_for_one(home: Home, monkeypatch: pytest.MonkeyPatch, refused: Refused):
    monkeypatch.delenv("LOCI_PASSPHRASE")
    assert "LOCI_PASSPHRASE" in refused(4, "say", "Hello")
    assert not home.memory_file.exists()


def test_a_file_of_a_newer_version_is_left_alone(told: Home, refused: Refused):
    later = Migration(MIGRATIONS[-1].number + 1, "from the future", lambda _connection: None)
    MemoryFile.open(told.memory_file, unlock(told), migrations=[*MIGRATIONS, later]).close()
    before = told.memory_file.read_bytes()
    assert "later version" in refused(3, "memory", "blocks")
    assert told.memory_file.read_bytes() == before


def test_a_file_that_is_something_else_is_left_alone(told: Home, refused: Refused):
    told.memory_file.write_bytes(b"Not a memory file at all. " * 1000)
    before = told.memory_file.read_bytes()
    refused(4, "memory", "blocks")
    assert told.memory_file.read_bytes() == before


def test_a_memory_file_cut_short_is_left_alone(told: Home, refused: Refused):
    told.memory_file.write_bytes(told.memory_file.read_bytes()[:1000])
    before = told.memory_file.read_bytes()
    refused(3, "memory", "blocks")
    assert told.memory_file.read_bytes() == before


def test_damaged_pages_are_found(told: Home, refused: Refused):
    content = bytearray(told.memory_file.read_bytes())
    for place in range(4096 + 100, len(content), 4096):
        content[place] ^= 0xFF
    told.memory_file.write_bytes(content)
    assert "damaged" in refused(3, "memory", "blocks")


def test_a_memory_file_that_vanished_is_not_followed_by_an_empty_one(told: Home, refused: Refused):
    told.memory_file.unlink()
    assert "missing" in refused(3, "say", "Hello")
    assert not told.memory_file.exists()


@pytest.mark.usefixtures("told", "builtin")
def test_lines_that_are_no_text_are_refused_and_the_others_go_on(looking: Looking):
    """NUL, lone surrogates, Latin-1 and nothing at all, between two lines that are text; one process for all."""
    lines = [
        b"nul \0 inside",
        b"\xed\xa0\xbd surrogate",
        b"caf\xe9",
        b"",
        b"\xff\xfe",
        b"What is my dog's name?",
        b"  ",
    ]
    done = loci("say", "-", "--json", typed=b"\n".join(lines))
    assert done.returncode == 2
    assert_sentence(done.stderr)
    events = objects(done.stdout)
    assert [each["line"] for each in events if each["event"] == "input_refused"] == [1, 2, 3, 5]
    assert events[-1]["event"] == "turn_ended"
    with looking() as session:
        assert said(session) == [TOLD, "What is my dog's name?"]


@pytest.mark.usefixtures("told", "builtin")
def test_a_megabyte_in_one_message_is_kept_whole_and_the_next_is_answered(looking: Looking):
    done = loci("say", "-", typed=f"{MEGABYTE}\nWhat is my dog's name?\n")
    assert (done.returncode, done.stderr) == (0, "")
    with looking() as session:
        assert said(session) == [TOLD, MEGABYTE.strip(), "What is my dog's name?"]


@pytest.mark.usefixtures("told")
def test_an_argument_that_is_not_utf8_is_refused(looking: Looking):
    done = loci("say", b"caf\xe9")
    assert done.returncode == 2
    assert_sentence(done.stderr)
    with looking() as session:
        assert said(session) == [TOLD]


@pytest.mark.usefixtures("home")
def test_an_empty_text_is_refused(refused: Refused):
    refused(2, "say", "  ")


@pytest.mark.usefixtures("told")
def test_standard_output_that_closes_is_quiet():
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("there is no bash here")
    command = [bash, "-c", '"$@" | head -c 1 >/dev/null', "-", *COMMAND, "memory", "recall", "--json"]
    done = subprocess.run(command, capture_output=True, env=environment(), timeout=240, check=False)
    assert done.stderr == b""


def test_a_full_disk_is_said_and_what_was_there_stays(
    told: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused, looking: Looking
):
    with small_disk(tmp_path / "disk", 2):
        home = Home(tmp_path / "disk" / "loci")
        shutil.copytree(told.root, home.root)
        monkeypatch.setenv("LOCI_HOME", str(home.root))
        fill(tmp_path / "disk" / "filler")
        assert "room" in refused(3, "say", "Something new")
        (tmp_path / "disk" / "filler").unlink()
        with looking(home) as session:
            assert said(session) == [TOLD]


@pytest.mark.usefixtures("builtin")
def test_a_disk_that_fills_up_in_mid_conversation_loses_nothing(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looking: Looking
):
    with small_disk(tmp_path / "disk", 2):
        small = Home(tmp_path / "disk" / "loci")
        monkeypatch.setenv("LOCI_HOME", str(small.root))
        lines = [f"Note number {number}: {'blah ' * 8_000}".strip() for number in range(60)]
        done = loci("say", "-", "--json", typed="\n".join(lines))
        assert done.returncode == 3, done.stderr
        assert_sentence(done.stderr)
        taken = [each["text"] for each in objects(done.stdout) if each["event"] == "turn_started"]
        assert taken
        shutil.copytree(small.root, home.root)
    with looking(home) as session:
        assert said(session)[: len(taken)] == taken


def test_a_read_only_folder_is_said_and_nothing_is_lost(told: Home, refused: Refused, looking: Looking):
    with read_only(told.root):
        refused(3, "say", "Something new")
    with looking() as session:
        assert said(session) == [TOLD]


def test_a_home_that_cannot_be_made_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LOCI_HOME", str(tmp_path / "file" / "loci"))
    refused(3, "say", "Hello")


@pytest.mark.usefixtures("home")
def test_a_setting_that_may_not_be_is_named(monkeypatch: pytest.MonkeyPatch, refused: Refused):
    monkeypatch.setenv("LOCI_CONTEXT_LENGTH", "many")
    assert "LOCI_CONTEXT_LENGTH" in refused(2, "say", "Hello")
