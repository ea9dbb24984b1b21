"""A process started beside the app outlives the Ctrl-C that is meant for the app."""

import multiprocessing
import os
import signal
import sys
import time

import pytest

from runtime.bare_main import bare_main


@pytest.mark.skipif(sys.platform == "win32", reason="there a process has no mask of signals")
def test_an_interrupt_in_its_first_moment_does_not_end_it_and_still_reaches_this_one():
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(0.2,))
    with bare_main():
        process.start()
    os.kill(process.pid or 0, signal.SIGINT)
    process.join(30)
    assert process.exitcode == 0
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
