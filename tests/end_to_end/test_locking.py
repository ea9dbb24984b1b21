"""``loci lock`` reaches whoever has the memory open."""

import sys
import time

import pytest
from loci_process import COMMAND, begin, loci

from runtime.home import Home


@pytest.mark.skipif(sys.platform == "win32", reason="there a process cannot end itself politely")
def test_a_chat_that_is_open_ends_and_the_memory_is_free(home: Home):
    process = begin(*COMMAND, "chat")
    holder = home.root / "memory.lock-holder"
    while not holder.exists() and process.poll() is None:
        time.sleep(0.05)
    done = loci("lock")
    _, told = process.communicate(timeout=60)
    assert (done.returncode, done.stdout) == (0, "Locked.\n")
    assert process.returncode == 143
    assert b"The memory was locked" in told
    assert not holder.exists()
    assert loci("memory", "blocks").returncode == 0
