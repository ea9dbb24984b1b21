"""Hundreds of turns in a small context: no error, every message in recall, a summary, and the first fact found."""

import pytest
from fixture_types import Looking, Repetitions
from invariants import broken
from loci_process import loci, objects
from scripted_conversation import CONTEXT, message
from scripted_conversation import script as planned
from sqlmodel import col, select

from models.tables import Message, Summary
from runtime.assistant import Assistant
from runtime.home import Home
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say

FACT = "The safe in the cellar opens with 4417"
TOPICS = [
    "Today I cooked soup number {n}",
    "What did I say about soup?",
    "My neighbour number {n} is called Person{n}",
    "Thank you",
    "The train to work was {n} minutes late",
]


def lines(count: int) -> list[str]:
    """What the person says, turn by turn; the fact stands in the first."""
    return [FACT, *(TOPICS[number % len(TOPICS)].format(n=number) for number in range(1, count))]


@pytest.mark.usefixtures("builtin")
@pytest.mark.timeout(5_400)
def test_hundreds_of_turns_in_a_small_context(home: Home, looking: Looking, repetitions: Repetitions):
    turns, context = repetitions(60, 500), 2_048
    said = lines(turns)
    done = loci("say", "-", "--json", typed="\n".join(said), more={"LOCI_CONTEXT_LENGTH": str(context)}, timeout=5_000)
    events = objects(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert [each for each in events if each["event"] == "notice"] == []
    ended = [each for each in events if each["event"] == "turn_ended"]
    assert {each["stop_reason"] for each in ended} <= {"end_turn", "max_steps"}
    assert len(ended) == turns
    assert any(each["event"] == "evicted" for each in events)
    with looking() as session:
        assert broken(session, finished=True) == []
        recalled = session.exec(select(Message.text).where(Message.role == "user").order_by(col(Message.id))).all()
        assert recalled == said
        first = session.exec(select(Message).where(Message.text == FACT, Message.role == "user")).one()
        assert not first.in_context
        assert session.exec(select(Summary)).all()[-1].text
    found = objects(loci("memory", "recall", "--query", "What opens the safe?", "--json").stdout)
    assert FACT in [each["text"] for each in found[:5]]
    assert_found_by_the_tool(home)


def assert_found_by_the_tool(home: Home) -> None:
    """``conversation_search`` itself, called by an LLM that does as it is told, gives back the first turn's fact."""
    results: list[str] = []

    def script(request: Request) -> ToolCall:
        last = request.prompt.messages[-1]
        if last.role == "tool":
            results.append(last.text)
            return say("Found.")
        return call("conversation_search", query="opens the safe in the cellar")

    with Assistant.open(home, key=None, emit=lambda _: None, llm=ScriptedLLM(script)) as assistant:
        assert assistant.wait(assistant.submit("Look for it"), timeout=60)
    assert FACT in results[0]


def test_a_scripted_conversation_evicts_again_and_again_and_keeps_everything(
    home: Home, looking: Looking, repetitions: Repetitions
):
    """Many evictions in the smallest context, with every kind of tool call."""
    turns = repetitions(60, 500)
    with Assistant.open(
        home, key=None, emit=lambda _: None, llm=ScriptedLLM(planned, context_length=CONTEXT)
    ) as assistant:
        for number in range(turns):
            assert assistant.wait(assistant.submit(message(number)), timeout=60)
    with looking() as session:
        assert broken(session, finished=True) == []
        recalled = session.exec(select(Message.text).where(Message.role == "user").order_by(col(Message.id))).all()
        assert recalled == [message(number) for number in range(turns)]
        assert len(session.exec(select(Summary)).all()) > turns // 20
