"""A summary that lost what was forgotten is written anew from what is left, where an LLM can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from loop import Loop
from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.tables import Message, Summary
from runtime.errors import LLMCrashed
from runtime.forgetting.forget import Request as Wanted
from runtime.forgetting.forget import forget
from runtime.llm.port import Generation, Request
from runtime.llm.scripted import ScriptedLLM, call, say

WRITTEN = "They spoke of the weather."
CUT = "It is sunny."


class Summarising(ScriptedLLM):
    """Writes this summary, or dies of it where there is none."""

    def __init__(self, summary: str | None) -> None:
        super().__init__([say("Nice."), say("Sunny.")])
        self._summary = summary

    def generate(self, request: Request, *, on_text: Callable[[str], None], stop: Event) -> Generation:
        made = super().generate(request, on_text=on_text, stop=stop)
        if made.call.name != "write_summary":
            return made
        if self._summary is None:
            raise LLMCrashed("It died.")
        return replace(made, call=call("write_summary", summary=self._summary))


def told(memory: MemoryFile, llm: ScriptedLLM) -> Loop:
    loop = Loop.on(memory, llm)
    loop.say("My dog is called Biscuit")
    loop.say("How is the weather?")
    with loop.engine.writing() as session:
        last = session.exec(select(Message.id).order_by(col(Message.id).desc())).first() or 0
        for text in ("Older: Biscuit.", f"Their dog is Biscuit. {CUT}"):
            session.add(Summary(conversation_id=loop.engine.place.conversation_id, text=text, through_message_id=last))
    return loop


def summaries(loop: Loop) -> list[str]:
    with loop.engine.reading() as session:
        return list(session.exec(select(Summary.text).order_by(col(Summary.id))))


def test_the_one_in_context_is_written_anew_without_it(memory: MemoryFile) -> None:
    loop = told(memory, Summarising(WRITTEN))
    receipt = forget(loop.engine, Wanted("Biscuit"))
    assert receipt.left == ()
    assert summaries(loop) == ["", WRITTEN]


@pytest.mark.parametrize("summary", ["They spoke of Biscuit again.", "", None], ids=["named again", "empty", "died"])
def test_where_the_llm_cannot_it_stays_as_it_was_cut(memory: MemoryFile, summary: str | None) -> None:
    loop = told(memory, Summarising(summary))
    assert forget(loop.engine, Wanted("Biscuit")).left == ()
    assert summaries(loop) == ["", CUT]


def test_the_built_in_one_is_not_asked(memory: MemoryFile) -> None:
    llm = Summarising(WRITTEN)
    llm.info = replace(llm.info, system_prompt="I know my tools.")
    loop = told(memory, llm)
    assert forget(loop.engine, Wanted("Biscuit")).left == ()
    assert summaries(loop) == ["", CUT]
