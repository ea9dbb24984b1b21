"""The exact prompt behind an answer, from the trace: every message of it, word for word."""

from __future__ import annotations

import os
from pathlib import Path

from opened_window import OpenWindow, nameless

from app.trace.place import TracePlace
from app.trace.prompt import PromptDialog
from runtime.llm.scripted import call, say

DOG = call("core_memory_append", label="human", content="Dog: Biscuit")


def test_the_prompt_behind_an_answer_is_shown_message_by_message(open_window: OpenWindow) -> None:
    opened = open_window([DOG, say("Noted."), say("Biscuit.")])
    opened.ready()
    opened.say("My dog is called Biscuit")
    opened.say("What is my dog called?")
    place = opened.window.place("Trace")
    assert isinstance(place, TracePlace)
    opened.until(lambda: place.turns.list.count() == 2 and place.prompt.isEnabled())
    place.turns.list.setCurrentRow(0)
    place.prompt.click()
    dialog = place.findChild(PromptDialog)
    opened.until(lambda: "word for word" in dialog.words.text())
    assert nameless(dialog) == []
    shown = [dialog.browser.list.item(row).text() for row in range(dialog.browser.list.count())]
    assert shown[0].startswith("system")
    assert shown[-1].startswith("user")
    dialog.browser.list.setCurrentRow(0)
    assert "Dog: Biscuit" in dialog.browser.detail.toPlainText(), "core memory as it was compiled then"
    dialog.browser.list.setCurrentRow(dialog.browser.list.count() - 1)
    assert "What is my dog called?" in dialog.browser.detail.toPlainText()
    if folder := os.environ.get("LOCI_PICTURES"):
        dialog.grab().save(str(Path(folder) / "prompt-light.png"))
        opened.window.grab().save(str(Path(folder) / "trace-light.png"))
    dialog.accept()
