"""A stop is heard where it is listened to, at once, and nowhere else."""

import ctypes
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
import random_gguf

from runtime.llm.host import HostedLLM
from runtime.llm.port import ChatMessage, LLMSettings, Prompt
from runtime.llm.stopping import Stop


def test_it_is_heard_while_listened_to_and_not_afterwards() -> None:
    stop, flag = Stop(), (ctypes.c_byte * 2)()
    with stop.heard(flag):
        assert flag[0] == 0
        stop.set()
        assert flag[0] == 1
    assert stop.is_set()
    flag[0] = 0
    stop.set()
    assert flag[0] == 0
    with stop.heard(flag):
        assert flag[0] == 1, "it was set before"


def test_the_llms_process_hears_it_itself_and_nobody_has_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runtime.llm.host._LOOK_SECONDS", 60.0)
    path = random_gguf.build(tmp_path / "slow.gguf", network=random_gguf.Network(width=256, layers=6, inner=1_024))
    with closing(HostedLLM(LLMSettings(path, context_length=8_192, threads=1))) as llm:
        llm.load()
        stop = Stop()
        threading.Timer(0.3, stop.set).start()
        start = time.perf_counter()
        counts = llm.warm(Prompt((ChatMessage("user", "The quick brown fox. " * 350),)), stop=stop)
        assert counts.prefilled < counts.prompt
        assert time.perf_counter() - start < 10
        stop.set()  # heard by nobody any more
        assert llm.warm(Prompt((ChatMessage("user", "Hello"),)), stop=Stop()).prefilled > 0
