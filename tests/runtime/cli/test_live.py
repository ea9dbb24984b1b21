import pytest

from runtime.cli.live import LiveTurns
from runtime.events import (
    Event,
    Evicted,
    Notice,
    Reply,
    ReplyText,
    StepStarted,
    ToolCalled,
    ToolReturned,
    TurnEnded,
    TurnStarted,
)


def shown(capsys: pytest.CaptureFixture[str], *events: Event) -> tuple[str, str]:
    turns = LiveTurns()
    for event in events:
        turns.show(event)
    out, err = capsys.readouterr()
    return out, err


def test_a_reply_appears_once_as_it_is_written(capsys: pytest.CaptureFixture[str]):
    out, _ = shown(
        capsys,
        TurnStarted(1, 1, "Hello"),
        StepStarted(1, 1),
        ReplyText(1, "Hi "),
        ReplyText(1, "there."),
        ToolCalled(1, 1, "send_message", {"message": "Hi there."}),
        Reply(1, 2, "Hi there."),
        TurnEnded(1, "end_turn", 1),
    )
    assert out == "Hi there.\n"


def test_a_reply_that_was_written_anew_is_shown_whole(capsys: pytest.CaptureFixture[str]):
    out, _ = shown(capsys, ReplyText(1, "Hi th"), Reply(1, 2, "Good day."), TurnEnded(1, "end_turn", 1))
    assert out == "Hi th\nGood day.\n"


def test_tool_calls_are_one_line_each_and_a_refusal_says_why(capsys: pytest.CaptureFixture[str]):
    out, _ = shown(
        capsys,
        ToolCalled(
            1, 1, "core_memory_append", {"label": "human", "content": "Dog:\nBiscuit", "request_heartbeat": True}
        ),
        ToolReturned(1, 1, "core_memory_append", ok=False, result="Error: the block is full"),
        Evicted(12, "…"),
    )
    assert out.split("\n") == [
        r'  core_memory_append label=human content="Dog:\nBiscuit"',
        "  refused: Error: the block is full",
        "  12 messages left the context for recall memory; a summary stands in for them",
        "",
    ]


def test_what_went_wrong_is_a_sentence_on_standard_error(capsys: pytest.CaptureFixture[str]):
    out, err = shown(
        capsys,
        ReplyText(1, "I th"),
        Notice("The language model crashed; it is loaded again.", problem=True),
        TurnEnded(1, "error", 1, "The disk is full."),
    )
    assert out == "I th\n"
    assert err == "The language model crashed; it is loaded again.\nThe disk is full.\n"


def test_a_resumed_turn_says_which_message_waited(capsys: pytest.CaptureFixture[str]):
    out, _ = shown(capsys, TurnStarted(1, 1, "My dog is called Biscuit", resumed=True), TurnEnded(1, "cancelled", 0))
    assert out == "  this message was still waiting for its answer: My dog is called Biscuit\n  stopped\n"
