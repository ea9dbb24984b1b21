"""Several conversations with one memory, their drafts, and a message answered once more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

import pytest
from conversing import said, tell

from runtime.assistant import Assistant
from runtime.errors import InputRefused
from runtime.events import Event
from runtime.home import Home
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import Script, ScriptedLLM, call, say

KEY = bytes(range(32))
BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")
Open = Callable[..., Assistant]


@pytest.fixture
def talk(home: Home, request: pytest.FixtureRequest) -> Open:
    """Opens the same memory with another script each time."""

    def make(script: Script | Iterable[ToolCall]) -> Assistant:
        events: list[Event] = []
        assistant = Assistant.open(home, key=KEY, emit=events.append, llm=ScriptedLLM(script))
        request.addfinalizer(assistant.close)
        return assistant

    return make


def seen(request: Request) -> str:
    return "\n".join(each.text for each in request.prompt.messages)


def test_a_new_conversation_is_empty_and_knows_what_the_other_one_taught(talk: Open):
    requests: list[Request] = []
    answers = iter([BISCUIT, say("Noted."), say("Biscuit.")])

    def script(request: Request) -> ToolCall:
        requests.append(request)
        return next(answers)

    assistant = talk(script)
    tell(assistant, "My dog is called Biscuit")
    first = assistant.conversations.current
    second = assistant.conversations.start()
    assert second != first
    assert said(assistant) == []
    tell(assistant, "What is my dog's name?")
    assert "My dog is called Biscuit" not in seen(requests[-1])
    assert "Dog: Biscuit" in seen(requests[-1])
    assert said(assistant) == ["What is my dog's name?", "Biscuit."]
    assistant.conversations.open(first)
    assert said(assistant) == ["My dog is called Biscuit", "Noted."]


def test_they_are_listed_by_when_they_were_talked_in_the_pinned_ones_first(talk: Open):
    assistant = talk(lambda _: say("Yes."))
    conversations = assistant.conversations
    tell(assistant, "About  the\nharbour")
    first = conversations.current
    second = conversations.start()
    tell(assistant, "About the garden")
    assert [each.title for each in conversations.all()] == ["About the garden", "About the harbour"]
    conversations.pin(first, pinned=True)
    conversations.rename(second, "  Garden ")
    assert [(each.id, each.title) for each in conversations.all()] == [(first, "About the harbour"), (second, "Garden")]
    conversations.rename(second, "")
    assert conversations.all()[1].title == "About the garden"


def test_where_nothing_was_said_a_new_one_is_not_made(talk: Open):
    assistant = talk([])
    first = assistant.conversations.current
    assert assistant.conversations.start() == first
    assert len(assistant.conversations.all()) == 1


def test_the_next_start_goes_on_in_the_one_that_was_talked_in_last(talk: Open):
    assistant = talk(lambda _: say("Yes."))
    tell(assistant, "First")
    first = assistant.conversations.current
    assistant.conversations.start()
    tell(assistant, "Second")
    assistant.conversations.open(first)
    tell(assistant, "First again")
    assistant.close()
    assert talk([]).conversations.current == first


def test_one_that_is_put_away_is_not_listed_and_still_found(talk: Open):
    assistant = talk(lambda _: say("Yes."))
    tell(assistant, "The harbour is frozen")
    first = assistant.conversations.current
    assistant.conversations.archive(first, archived=True)
    assert assistant.conversations.current != first
    assert [each.id for each in assistant.conversations.all(archived=True)] == [first]
    assert first not in [each.id for each in assistant.conversations.all()]
    assert assistant.search_messages("harbour")[0].text == "The harbour is frozen"
    assistant.conversations.archive(first, archived=False)
    assistant.conversations.open(first)
    assert said(assistant)[0] == "The harbour is frozen"


def test_while_an_answer_is_written_the_conversation_cannot_be_changed(talk: Open):
    go_on, asked = threading.Event(), threading.Event()

    def slow(_: Request) -> ToolCall:
        asked.set()
        go_on.wait(60)
        return say("Done.")

    assistant = talk(slow)
    turn_id = assistant.submit("Hello")
    assert asked.wait(60)
    with pytest.raises(InputRefused, match="still being written"):
        assistant.conversations.start()
    go_on.set()
    assert assistant.wait(turn_id, 60)
    assistant.conversations.start()


@pytest.mark.parametrize("number", [0, -1, 99])
def test_there_is_no_such_conversation(talk: Open, number: int):
    assistant = talk([])
    with pytest.raises(InputRefused, match="no conversation"):
        assistant.conversations.open(number)
    with pytest.raises(InputRefused, match="no conversation"):
        assistant.conversations.rename(number, "x")


def test_a_title_has_its_limit(talk: Open):
    assistant = talk([])
    with pytest.raises(InputRefused, match="at most 200"):
        assistant.conversations.rename(assistant.conversations.current, "x" * 201)


def test_what_was_being_written_is_there_again_in_its_own_conversation(talk: Open):
    assistant = talk(lambda _: say("Yes."))
    assistant.conversations.keep_draft("Dear Ann, I")
    tell(assistant, "Hello")
    first = assistant.conversations.current
    assistant.conversations.start()
    assert assistant.conversations.draft() == ""
    assistant.conversations.keep_draft("other")
    assistant.conversations.keep_draft("")
    assistant.conversations.open(first)
    assistant.close()
    again = talk([])
    assert again.conversations.draft() == "Dear Ann, I"


def test_the_last_message_is_answered_once_more_without_the_first_answer_before_its_eyes(talk: Open):
    requests: list[Request] = []
    answers = iter([BISCUIT, say("A first answer."), say("A second answer.")])

    def script(request: Request) -> ToolCall:
        requests.append(request)
        return next(answers)

    assistant = talk(script)
    turn_id = tell(assistant, "My dog is called Biscuit")
    again = assistant.answer_again(turn_id)
    assert assistant.wait(again, 60)
    assert "A first answer." not in seen(requests[-1])
    assert "My dog is called Biscuit" in seen(requests[-1])
    assert said(assistant) == ["My dog is called Biscuit", "A first answer.", "A second answer."]
    assert [each.value for each in assistant.blocks() if each.label == "human"] == ["Dog: Biscuit"]


def test_an_earlier_message_is_not_answered_again(talk: Open):
    assistant = talk(lambda _: say("Yes."))
    first = tell(assistant, "One")
    tell(assistant, "Two")
    with pytest.raises(InputRefused, match="Only the last message"):
        assistant.answer_again(first)
    with pytest.raises(InputRefused, match="Only the last message"):
        assistant.answer_again(99)
