"""An edited message begins a branch; the old one is there to go back to, and nothing of it is read meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conversing import tell

from runtime.assistant import Assistant
from runtime.errors import InputRefused
from runtime.home import Home
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, say

KEY = bytes(range(32))
Talk = tuple[Assistant, list[Request]]


def answer(request: Request) -> ToolCall:
    if request.forms[0].tool == "write_summary":
        return ToolCall("write_summary", {"summary": "Summary of: " + seen(request)[-300:]})
    return say(f"You said: {request.prompt.messages[-1].text[-40:]}")


def seen(request: Request) -> str:
    return "\n".join(each.text or str(each.call) for each in request.prompt.messages[1:])


@pytest.fixture
def opening(home: Home, request: pytest.FixtureRequest) -> Callable[..., Talk]:
    def make(context_length: int = 8_192) -> Talk:
        requests: list[Request] = []

        def script(asked: Request) -> ToolCall:
            requests.append(asked)
            return answer(asked)

        llm = ScriptedLLM(script, context_length=context_length)
        assistant = Assistant.open(home, key=KEY, emit=lambda _: None, llm=llm)
        request.addfinalizer(assistant.close)
        return assistant, requests

    return make


def mine(assistant: Assistant) -> list[str]:
    return [each.text for each in assistant.messages() if each.role == "user"]


def test_what_followed_the_edited_message_is_shown_no_more_and_not_read(opening: Callable[..., Talk]):
    assistant, requests = opening()
    tell(assistant, "First")
    second = tell(assistant, "Second")
    tell(assistant, "Third")
    new = tell(assistant, "Another second", edits=second)
    assert mine(assistant) == ["First", "Another second"]
    assert "First" in seen(requests[-1])
    assert "Third" not in seen(requests[-1])
    assert next(each for each in assistant.messages() if each.text == "Another second").versions == (second, new)
    assert "Third" in [each.message.text for each in assistant.conversations.search("Third")]


def test_one_goes_back_to_the_old_branch_and_on_from_there(opening: Callable[..., Talk]):
    assistant, requests = opening()
    first = tell(assistant, "First")
    tell(assistant, "Second")
    tell(assistant, "Other", edits=first)
    tell(assistant, "Other second")
    assistant.conversations.show_version(first)
    assert mine(assistant) == ["First", "Second"]
    tell(assistant, "Third")
    assert mine(assistant) == ["First", "Second", "Third"]
    assert "Other" not in seen(requests[-1])
    newer = assistant.messages()[0].versions[-1]
    assistant.conversations.show_version(newer)
    assert mine(assistant) == ["Other", "Other second"]
    assistant.conversations.show_version(first)
    assert mine(assistant) == ["First", "Second", "Third"]


def test_the_branch_that_is_shown_is_shown_after_the_next_start(opening: Callable[..., Talk]):
    assistant, _ = opening()
    first = tell(assistant, "First")
    tell(assistant, "Other", edits=first)
    assistant.conversations.show_version(first)
    assistant.close()
    again, requests = opening()
    assert mine(again) == ["First"]
    tell(again, "Second")
    assert "Other" not in seen(requests[-1])


def test_an_edit_of_an_edit_is_a_third_version(opening: Callable[..., Talk]):
    assistant, _ = opening()
    first = tell(assistant, "One")
    second = tell(assistant, "Two", edits=first)
    third = tell(assistant, "Three", edits=second)
    assert assistant.messages()[0].versions == (first, second, third)
    assistant.conversations.show_version(second)
    assert mine(assistant) == ["Two"]


def test_what_the_other_branch_evicted_stands_in_the_context_again(opening: Callable[..., Talk]):
    assistant, requests = opening(1_500)
    tell(assistant, "The harbour is frozen")
    second = tell(assistant, "Second")
    for number in range(12):
        tell(assistant, f"Message {number} " + "word " * 30)
    assert any(not each.in_context for each in assistant.messages()), "something was evicted"
    tell(assistant, "Another second", edits=second)
    prompt = requests[-1].prompt
    assert "The harbour is frozen" in seen(requests[-1])
    assert "Message" not in prompt.messages[0].text, "the other branch's summary stands in for nothing here"


def test_a_hit_on_a_hidden_branch_leads_there(opening: Callable[..., Talk]):
    assistant, _ = opening()
    first = tell(assistant, "About zebras")
    tell(assistant, "About horses", edits=first)
    assert assistant.conversations.find("zebras") == ()
    hit = assistant.conversations.search("zebras")[0]
    assistant.conversations.open_message(hit.message.id)
    assert mine(assistant) == ["About zebras"]


@pytest.mark.parametrize("turn_id", [0, 99])
def test_there_is_no_such_message_to_edit(opening: Callable[..., Talk], turn_id: int):
    assistant, _ = opening()
    tell(assistant, "Hello")
    with pytest.raises(InputRefused, match="cannot be sent anew"):
        assistant.submit("Again", edits=turn_id or 98)
    with pytest.raises(InputRefused, match="no more"):
        assistant.conversations.show_version(turn_id)
    assert mine(assistant) == ["Hello"]
