import pytest
from fixture_types import Chatted, Scripted, Typed

from runtime.cli import run
from runtime.llm.scripted import call, say

TALK = [call("core_memory_append", label="human", content="Dog: Biscuit"), say("Biscuit it is."), say("Goodbye.")]


@pytest.fixture
def chatted(scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]):
    """``chatted(lines)``: what a chat with these lines prints, on both streams; it ends well."""

    def chat(*lines: str) -> tuple[str, str]:
        scripted(list(TALK))
        typed("\n".join(lines).encode())
        assert run(["chat"]) == 0
        out, err = capsys.readouterr()
        return out, err

    return chat


def test_replies_and_tool_calls_are_shown(chatted: Chatted):
    out, err = chatted("My dog is called Biscuit", "Bye")
    assert out == '  core_memory_append label=human content="Dog: Biscuit"\nBiscuit it is.\nGoodbye.\n'
    assert err == ""


def test_blocks_recall_and_archival_are_shown(chatted: Chatted):
    out, _ = chatted("My dog is called Biscuit", "/blocks", "/recall", "/recall dog", "/archival", "/blocks biscuit")
    assert out.count("human (12 of 2000 characters)") == 2
    assert out.count("you   My dog is called Biscuit") == 2
    assert "Nothing found." in out


def test_the_steps_of_the_last_turn_are_shown(chatted: Chatted):
    out, _ = chatted("/steps", "My dog is called Biscuit", "/steps")
    assert out.startswith("No turn yet.\n")
    assert '1. core_memory_append label=human content="Dog: Biscuit" (' in out
    assert '2. send_message message="Biscuit it is." (' in out


def test_the_context_is_shown(chatted: Chatted):
    out, _ = chatted("Hello", "/context")
    assert "tokens; warned at" in out


def test_undo_takes_a_change_back(chatted: Chatted):
    out, err = chatted("My dog is called Biscuit", "/undo", "/blocks", "/undo x")
    assert "- Dog: Biscuit" in out
    assert "human (0 of 2000 characters)" in out
    assert "Nothing was undone." in err


def test_help_names_every_command(chatted: Chatted):
    out, _ = chatted("/help")
    assert all(each in out for each in ("/blocks", "/recall", "/archival", "/context", "/steps", "/undo", "/quit"))


def test_quit_leaves_at_once(chatted: Chatted):
    assert chatted("/quit", "Hello") == ("", "")


def test_an_unknown_command_is_told_and_nothing_is_said_to_the_llm(chatted: Chatted):
    out, err = chatted("/frobnicate", "/recall")
    assert out == "Nothing found.\n"
    assert "There is no /frobnicate." in err


def test_two_slashes_say_one(chatted: Chatted):
    out, _ = chatted("//etc/hosts is a file", "/recall")
    assert "you   /etc/hosts is a file" in out


def test_a_line_that_is_no_text_is_told_and_the_chat_goes_on(
    scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]
):
    scripted([say("Hello.")])
    typed(b"caf\xe9\nHi\n")
    assert run(["chat"]) == 0
    out, err = capsys.readouterr()
    assert out == "Hello.\n"
    assert "not valid UTF-8" in err


@pytest.mark.usefixtures("unanswered")
def test_a_turn_left_by_an_earlier_process_is_answered_before_the_first_line(
    scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]
):
    scripted([say("late"), say("now")])
    typed(b"Second\n")
    assert run(["chat"]) == 0
    assert capsys.readouterr().out == "  this message was still waiting for its answer: First\nlate\nnow\n"
