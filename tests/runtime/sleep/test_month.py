"""After a month of talk and one sleep, core memory answers more, holds nothing stale, and nothing true is lost."""

from loop import Loop
from scripted_month import figures, keep_all, lived, month
from sleeping import sleep

from models.memory_file import MemoryFile


def test_a_month_is_tidied(memory: MemoryFile):
    """A ninth of the whole month."""
    script = month(talks=6, matters=75, corrections=15, contradictions=10)
    loop = Loop.on(memory, keep_all)
    lived(loop, script)
    before = figures(loop, script)
    sleep(loop)
    after = figures(loop, script)
    assert script.told == 100
    assert before.bad > 0.2, "the chat left duplicates and stale lines"
    assert after.answered >= 1.5 * before.answered
    assert after.bad <= 0.03
    assert after.lost == 0
    assert after.groundless == 0


def test_the_month_is_the_same_each_time():
    script = month()
    assert script == month()
    assert len(script.talks) == 60
    assert script.told == 900
