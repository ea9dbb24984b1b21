"""``kill -9`` at any instant: the file opens, holds whole steps only, and the turn is finished once."""

import random
import subprocess
import time

import pytest
from fixture_types import Looking, Repetitions
from invariants import broken
from loci_process import SCRIPTED, begin, environment
from scripted_conversation import message
from sqlmodel import col, select

from models.tables import Message
from runtime.home import Home

MESSAGES_A_KILL = 5  # more than are said between two kills, so that every kill meets the conversation
SECONDS_A_STEP = 0.02


@pytest.mark.timeout(3_600)
def test_killed_at_random_instants_nothing_is_lost_or_answered_twice(
    home: Home, looking: Looking, repetitions: Repetitions
):
    kills, dice = repetitions(12, 200), random.Random(7)
    count = kills * MESSAGES_A_KILL
    for kill in range(kills):
        process = begin(*SCRIPTED, str(count), str(SECONDS_A_STEP))
        # One in four anywhere from the start on, imports and opening included; the others in the conversation.
        if kill % 4:
            assert process.stdout
            process.stdout.readline()
        time.sleep(dice.uniform(0, 1.2 if kill % 4 == 0 else 0.5))
        process.kill()
        out, err = process.communicate()
        assert err == b"", err.decode()
        assert b"done" not in out, f"kill {kill} came after the end"
        if home.memory_file.exists() and home.key_file.exists():
            with looking() as session:
                assert broken(session) == [], f"after kill {kill}"
    end = subprocess.run([*SCRIPTED, str(count)], capture_output=True, env=environment(), check=False, timeout=1_800)
    assert (end.stdout, end.stderr) == (b"ready\ndone\n", b"")
    with looking() as session:
        assert broken(session, finished=True) == []
        said = session.exec(select(Message.text).where(Message.role == "user").order_by(col(Message.id))).all()
        assert said == [message(number) for number in range(count)]
