"""One process has the memory; the second is told who; a killed one is in no one's way."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import mounts
import pytest

from runtime.errors import FileInUse, StorageFailed
from runtime.instance_lock import InstanceLock

ROOT = Path(__file__).resolve().parent.parent.parent
HOLDER = """
import sys, time
from pathlib import Path
from runtime.instance_lock import InstanceLock
lock = InstanceLock.take(Path(sys.argv[1]), "loci chat")
print("held", flush=True)
time.sleep(600)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "memory.lock"


def holding(path: Path) -> subprocess.Popen[str]:
    child = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_a_second_process_is_told_which_one_has_it_and_since_when(path: Path):
    with holding(path) as child:
        with pytest.raises(FileInUse) as caught:
            InstanceLock.take(path)
        child.kill()
    told = str(caught.value)
    assert "loci chat" in told
    assert f"process {child.pid}" in told
    assert "since 20" in told
    assert "Nothing was changed." in told


def test_a_killed_process_leaves_no_lock(path: Path):
    with holding(path) as child:
        os.kill(child.pid, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    InstanceLock.take(path).release()


def test_the_same_process_cannot_take_it_twice_but_again(path: Path):
    with InstanceLock.take(path), pytest.raises(FileInUse):
        InstanceLock.take(path)
    with InstanceLock.take(path):
        pass


def test_giving_it_back_twice_does_nothing_more(path: Path):
    lock = InstanceLock.take(path)
    lock.release()
    with InstanceLock.take(path):
        lock.release()
        with pytest.raises(FileInUse):
            InstanceLock.take(path)


@pytest.mark.parametrize(
    "written", ["", "{", "[]", '{"pid": "x", "program": "loci", "since": "2026-01-01"}', '{"pid": 1}']
)
def test_where_the_holder_cannot_be_read_it_is_another_process(path: Path, written: str):
    with InstanceLock.take(path):
        path.with_name("memory.lock-holder").write_text(written)
        with pytest.raises(FileInUse, match="another process"):
            InstanceLock.take(path)


def test_who_holds_it_does_not_say_what_was_typed(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "argv", ["loci", "say", "my secret"])
    with InstanceLock.take(path):
        about = json.loads(path.with_name("memory.lock-holder").read_text())
    assert about.keys() == {"pid", "program", "since"}
    assert "secret" not in str(about)


def test_a_folder_that_cannot_be_written_is_a_sentence(path: Path):
    with mounts.read_only(path.parent), pytest.raises(StorageFailed, match="cannot be made"):
        InstanceLock.take(path)
