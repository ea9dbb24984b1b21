"""However the process ends in the middle of a turn, the next start finishes the turn, once."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from fixture_types import Looking
from invariants import broken
from loci_process import COMMAND, SCRIPTED, begin, loci, objects
from sqlmodel import select

from models.tables import Message, Turn
from runtime.home import Home

pytestmark = pytest.mark.usefixtures("home")

SLOW = "0.4"  # seconds a step: time enough to be ended in the middle of a turn


def begun(process: subprocess.Popen[bytes]) -> None:
    """Wait until the child has its file open."""
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"


def test_a_second_process_is_told_who_has_the_memory():
    first = begin(*SCRIPTED, "20", SLOW)
    begun(first)
    for command in (["say", "Hello"], ["memory", "blocks"]):
        second = loci(*command)
        assert second.returncode == 5
        assert str(first.pid) in second.stderr
        assert second.stdout == ""
    first.kill()
    first.communicate()
    assert loci("memory", "blocks").returncode == 0


def test_sigterm_in_mid_turn_ends_cleanly_and_the_turn_is_answered_once(looking: Looking):
    process = begin(*SCRIPTED, "1", SLOW)
    begun(process)
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=60)
    assert err == b""
    finished = subprocess.run([*SCRIPTED, "1"], capture_output=True, check=True, timeout=60)
    assert finished.stdout == b"ready\ndone\n"
    with looking() as session:
        assert broken(session, finished=True) == []
        assert len(session.exec(select(Turn)).all()) == 1


@pytest.mark.usefixtures("builtin")
def test_sigterm_to_loci_itself_closes_the_file_and_loses_no_message(home: Home, looking: Looking):
    process = begin(*COMMAND, "say", "-", "--json")
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"My dog is called Biscuit\n")
    process.stdin.flush()
    assert objects(process.stdout.readline().decode())
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert not Path(f"{home.memory_file}-wal").exists(), "the file was not closed"
    answered = loci("say", "What is my dog's name?")
    assert answered.returncode == 0
    with looking() as session:
        assert broken(session, finished=True) == []
        said = session.exec(select(Message.text).where(Message.role == "user")).all()
        assert said == ["My dog is called Biscuit", "What is my dog's name?"]


@pytest.mark.usefixtures("builtin")
def test_input_that_ends_in_mid_turn_still_gets_its_reply():
    """Standard input is closed while the turn runs: the turn is finished and the process ends well."""
    process = begin(*COMMAND, "say", "-")
    out, err = process.communicate(b"My dog is called Biscuit", timeout=120)
    assert (process.returncode, err) == (0, b"")
    assert out.strip()


@pytest.mark.usefixtures("builtin")
def test_ctrl_c_stops_the_reply_and_the_next_start_does_not_answer_it_again(looking: Looking):
    process = begin(*COMMAND, "say", "-", "--json")
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"My dog is called Biscuit\n")
    process.stdin.flush()
    assert objects(process.stdout.readline().decode())
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to Loci and to its children
    out, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    last = objects(out.decode())[-1]
    assert (process.returncode, last["stop_reason"]) in {(130, "cancelled"), (0, "end_turn")}
    again = loci("say", "Hello", "--json")
    assert not any(each.get("resumed") for each in objects(again.stdout))
    with looking() as session:
        assert broken(session, finished=True) == []
