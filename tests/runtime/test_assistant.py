"""The facade: threads, queue, interruption and the life of the file, with the real embedder and a scripted LLM."""

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from runtime.assistant import Assistant
from runtime.errors import FileInUse, InputRefused, WeightsUnusable, WrongKey
from runtime.events import BlockChanged, Event, Notice, Reply, ReplyText, TurnEnded, TurnStarted
from runtime.home import Home
from runtime.llm.port import Request, ToolCall
from runtime.llm.scripted import Script, ScriptedLLM, call, say

KEY = bytes(range(32))
BISCUIT = call("core_memory_append", label="human", content="Dog: Biscuit")

Open = Callable[..., tuple[Assistant, list[Event]]]


@pytest.fixture
def open_assistant(home: Home, request: pytest.FixtureRequest) -> Open:
    """Opens the same memory with another script each time; what is still open at the end is closed."""

    def make(
        script: Script | Iterable[ToolCall], *, key: bytes = KEY, pace: float = 0.0
    ) -> tuple[Assistant, list[Event]]:
        events: list[Event] = []
        llm = ScriptedLLM(script, seconds_per_token=pace)
        assistant = Assistant.open(home, key=key, emit=events.append, llm=llm)
        request.addfinalizer(assistant.close)
        return assistant, events

    return make


def test_what_was_told_is_known_after_closing_and_opening(open_assistant: Open) -> None:
    first, _ = open_assistant([BISCUIT, say("Noted.")])
    assert first.wait(first.submit("My dog is called Biscuit"), 60)
    first.close()
    second, events = open_assistant([say("Biscuit.")])
    assert [each.value for each in second.blocks() if each.label == "human"] == ["Dog: Biscuit"]
    assert second.wait(second.submit("What is my dog's name?"), 60)
    assert [each.text for each in events if isinstance(each, Reply)] == ["Biscuit."]
    assert [each.role for each in second.messages()] == [
        "user",
        *["assistant", "tool"] * 2,
        "user",
        "assistant",
        "tool",
    ]
    assert second.journal(limit=1)[0].evidence[0].text == "My dog is called Biscuit"


def test_a_message_that_waits_when_the_program_ends_is_answered_once_at_the_next_start(open_assistant: Open) -> None:
    reached = threading.Event()

    def slow(_: Request) -> ToolCall:
        reached.set()
        time.sleep(0.2)
        return say("one two three four five six seven eight nine ten")

    first, events = open_assistant(slow, pace=0.05)
    turns = [first.submit("First"), first.submit("Second")]
    assert reached.wait(60)
    first.close()
    assert not any(isinstance(each, TurnEnded) for each in events)
    second, events = open_assistant(lambda _: say("Answered."))
    assert all(second.wait(each, 60) for each in turns)
    assert [each.text for each in events if isinstance(each, TurnStarted) and each.resumed] == ["First", "Second"]
    second.close()
    _, events = open_assistant(lambda _: say("Again."))
    time.sleep(0.1)
    assert events == []


def test_stop_ends_the_turn_and_keeps_what_was_written(open_assistant: Open) -> None:
    assistant, events = open_assistant(lambda _: say("word " * 200), pace=0.05)
    turn = assistant.submit("Talk")
    while not any(isinstance(each, ReplyText) for each in events):
        time.sleep(0.005)
    assistant.stop()
    assert assistant.wait(turn, 60)
    (reply,) = [each.text for each in events if isinstance(each, Reply)]
    assert reply.startswith("word")
    assert len(reply) < 900
    assert next(each for each in events if isinstance(each, TurnEnded)).stop_reason == "cancelled"
    after = assistant.submit("And on")
    while not assistant.wait(after, 0.05):
        assistant.stop()


def test_messages_sent_during_a_turn_are_answered_in_order(open_assistant: Open) -> None:
    assistant, events = open_assistant(lambda request: say(request.prompt.messages[-1].text[-1]), pace=0.002)
    turns = [assistant.submit(f"Message {number}") for number in range(5)]
    assert all(assistant.wait(each, 60) for each in turns)
    assert [each.text for each in events if isinstance(each, Reply)] == list("01234")


def test_what_is_told_by_the_embedder_is_found_by_meaning(open_assistant: Open) -> None:
    assistant, _ = open_assistant([say("Nice."), say("Oh."), say("I see.")])
    for text in ("My sister plays the violin in an orchestra", "The car needs new tyres", "Lunch was late"):
        assistant.wait(assistant.submit(text), 60)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        hits = assistant.search_messages("musical instrument")
        if hits and "violin" in hits[0].text:
            return
        time.sleep(0.1)
    pytest.fail("the violin was not found")


def test_input_that_cannot_be_stored_is_refused_in_a_sentence(open_assistant: Open) -> None:
    assistant, _ = open_assistant([])
    for text, words in [("a\0b", "NUL"), ("\ud800", "surrogate"), ("  ", "empty"), ("x" * 10_000_001, "most")]:
        with pytest.raises(InputRefused, match=words):
            assistant.submit(text)
    assert assistant.messages() == ()


def test_a_second_one_is_told_who_holds_the_file_and_a_wrong_key_is_told(open_assistant: Open) -> None:
    first, _ = open_assistant([])
    with pytest.raises(FileInUse, match="already open"):
        open_assistant([])
    first.close()
    with pytest.raises(WrongKey):
        open_assistant([], key=bytes(32))


def test_an_edit_by_the_person_reaches_the_next_prompt(open_assistant: Open) -> None:
    llm_saw: list[str] = []

    def look(request: Request) -> ToolCall:
        llm_saw.append(request.prompt.messages[0].text)
        return say("Hello.")

    assistant, events = open_assistant(look)
    assistant.wait(assistant.submit("Hello"), 60)
    block = next(each for each in assistant.blocks() if each.label == "human")
    assistant.edit_block("human", "Name: Ann", block.version)
    assistant.wait(assistant.submit("Hello again"), 60)
    assert "Name: Ann" not in llm_saw[0]
    assert "Name: Ann" in llm_saw[1]
    assert [each.turn_id for each in events if isinstance(each, BlockChanged)] == [None]
    assistant.undo()
    assert next(each for each in assistant.blocks() if each.label == "human").value == ""


def test_a_bug_of_ours_ends_the_turn_in_words_and_the_assistant_lives_on(open_assistant: Open, home: Home) -> None:
    broken = iter([True, False])

    def buggy(_: Request) -> ToolCall:
        if next(broken):
            raise ZeroDivisionError
        return say("Fine.")

    assistant, events = open_assistant(buggy)
    assert assistant.wait(assistant.submit("a secret word"), 60)
    assert assistant.wait(assistant.submit("Again"), 60)
    assert [each.stop_reason for each in events if isinstance(each, TurnEnded)] == ["error", "end_turn"]
    assert any(isinstance(each, Notice) and each.problem for each in events)
    log = home.log_file.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert "a secret word" not in log


def test_weights_that_cannot_be_used_are_refused_and_the_present_ones_stay(
    open_assistant: Open, tmp_path: Path
) -> None:
    assistant, _ = open_assistant([say("Here.")])
    wrong = tmp_path / "cake.gguf"
    wrong.write_text("flour, eggs")
    with pytest.raises(WeightsUnusable):
        assistant.use_llm(wrong)
    assert assistant.wait(assistant.submit("Hello"), 60)
    assert assistant.llm_info().name == "scripted"


def test_a_setting_that_the_llm_is_not_loaded_with_leaves_it_loaded(open_assistant: Open, tmp_path: Path) -> None:
    assistant, _ = open_assistant([say("Hello.")])
    for name, value in (
        ("temperature", 0.5),
        ("step_limit", 3),
        ("unload_after", 10),
        ("sleep_llm_path", tmp_path / "larger.gguf"),
        ("backup_hours", 2),
        ("zoom", 150),
    ):
        assistant.change_setting(name, value)
    assert assistant.wait(assistant.submit("Hello"), 60)
    assert assistant.llm_info().name == "scripted", "the LLM that was there before"


def test_a_setting_that_the_llm_is_loaded_with_makes_another_one(open_assistant: Open) -> None:
    assistant, _ = open_assistant([say("Hello.")])
    assistant.change_setting("context_length", 1024)
    assert assistant.context().limit == 1024
    assert assistant.llm_info().name != "scripted"


def test_settings_changed_one_after_the_other_while_an_answer_is_written_are_all_in_force(open_assistant: Open) -> None:
    assistant, _ = open_assistant([say("Word " * 40)], pace=0.01)
    turn_id = assistant.submit("Hello")
    assistant.change_setting("step_limit", 3)
    assistant.change_setting("temperature", 0.5)
    assert (assistant.settings.step_limit, assistant.settings.temperature) == (3, 0.5)
    assert assistant.wait(turn_id, 60)
    assert (assistant.settings.step_limit, assistant.settings.temperature) == (3, 0.5)


def test_the_context_is_counted_layer_by_layer_while_a_turn_waits(open_assistant: Open) -> None:
    assistant, _ = open_assistant([BISCUIT, say("Noted.")])
    assistant.wait(assistant.submit("My dog is called Biscuit"), 60)
    view = assistant.context()
    assert sum(each.tokens for each in view.parts) == view.used
    assert [each.tool for each in assistant.steps(1)] == ["core_memory_append", "send_message"]
