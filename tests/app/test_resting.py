"""The language model is unloaded when nobody has said anything for a while, and the next message loads it again."""

from __future__ import annotations

import pytest
from opened_window import OpenWindow

from app.llms import resting
from runtime.llm.scripted import ScriptedLLM, say


class Closing(ScriptedLLM):
    """Counts how often it was unloaded."""

    closed = 0

    def close(self) -> None:
        """Once more."""
        self.closed += 1


def test_after_so_long_without_a_message_it_is_unloaded_and_the_next_message_is_answered(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(resting, "MINUTE_MS", 100)
    llm = Closing([say("First."), say("Second.")])
    opened = open_window(llm)
    opened.ready()
    opened.say("One")
    opened.qtbot.wait(500)
    assert llm.closed == 0, "nothing was asked for"
    opened.window.preferences.choose("unload_after", 2)
    opened.until(lambda: llm.closed == 1)
    opened.say("Two")
    assert opened.texts()[-1] == "Second."
    opened.until(lambda: llm.closed == 2)
