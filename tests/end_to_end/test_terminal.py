"""The chat at a real terminal: prompt, streaming, Ctrl+C, Ctrl+D, and the passphrase asked for without an echo."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from fixture_types import Looking
from loci_process import SUPPORT, begin
from sqlmodel import select

from models.tables import Message, Turn
from runtime.home import Home

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")

# A process in between that holds the other end of a pseudo-terminal: what it is sent, the terminal is typed.
TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
CTRL_C, CTRL_D = b"\x03", b"\x04"
SECONDS = 60
AT_REST = 1.0
"""Seconds from the prompt until readline listens: a Ctrl+C between the two is only seen at the next key (CPython)."""


class Terminal:
    """A ``loci`` with a scripted LLM at a terminal of its own."""

    def __init__(self, *arguments: str, more: dict[str, str] | None = None) -> None:
        """Start the command."""
        command = (sys.executable, "-c", TERMINAL, sys.executable, str(SUPPORT / "scripted_loci.py"), *arguments)
        self.process: subprocess.Popen[bytes] = begin(*command, more={"TERM": "dumb", **(more or {})})
        self.seen = ""

    def type(self, keys: str | bytes) -> None:
        """Press keys."""
        assert self.process.stdin
        self.process.stdin.write(keys.encode() if isinstance(keys, str) else keys)
        self.process.stdin.flush()

    def read_until(self, pattern: str) -> str:
        """What the terminal shows from now on, until the pattern has come; what was shown before is done with."""
        assert self.process.stdout
        shown, end = "", time.monotonic() + SECONDS
        while not re.search(pattern, shown):
            assert time.monotonic() < end, f"{pattern!r} never came after {shown!r}"
            raw = self.process.stdout.read1(4096)  # type: ignore[attr-defined]
            assert raw, f"the end came before {pattern!r}, after {shown!r}"
            shown += raw.decode()
        self.seen += shown
        return shown

    def wait(self) -> int:
        """The exit code, when it has ended."""
        assert self.process.stdin
        out, _ = self.process.communicate(timeout=SECONDS)
        self.seen += out.decode()
        return self.process.returncode


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    """``terminal("chat")``: a command at a terminal, ended when the test ends."""
    begun: list[Terminal] = []

    def start(*arguments: str, more: dict[str, str] | None = None) -> Terminal:
        begun.append(Terminal(*arguments, more=more))
        return begun[-1]

    yield start
    for each in begun:
        each.process.kill()
        each.process.communicate()


@pytest.mark.usefixtures("home")
def test_a_conversation_at_the_terminal(terminal: Callable[..., Terminal]):
    chat = terminal("chat")
    chat.read_until("> ")
    chat.type("My dog is called Biscuit\n")
    chat.read_until(r"You said: My dog is called Biscuit\r\n> ")
    chat.type("/recall dog\n")
    chat.read_until(r"(?s)you   My dog is called Biscuit\r\n.*> ")
    chat.type(CTRL_D)
    assert chat.wait() == 0
    assert "\x1b[2m" in chat.seen, "asides are dim"


@pytest.mark.usefixtures("home")
def test_ctrl_c_stops_the_reply_and_the_chat_goes_on(terminal: Callable[..., Terminal], looking: Looking):
    chat = terminal("chat")
    chat.read_until("> ")
    chat.type("Say it 2000 times\n")
    chat.read_until("You said: Say it")
    chat.type(CTRL_C)
    chat.read_until(r"stopped.*\r\n> ")
    chat.type("And now?\n")
    chat.read_until(r"You said: And now\?\r\n> ")
    chat.type("/quit\n")
    assert chat.wait() == 0
    with looking() as session:
        assert session.exec(select(Turn.stop_reason)).all() == ["cancelled", "end_turn"]
        kept = session.exec(select(Message.text).where(Message.tool == "send_message", Message.role == "assistant"))
        assert kept.all()[0].startswith("You said: Say it"), "what was written of a stopped reply is kept"


@pytest.mark.usefixtures("home")
def test_ctrl_c_at_the_prompt_warns_and_a_second_one_leaves(terminal: Callable[..., Terminal]):
    chat = terminal("chat")
    chat.read_until("> ")
    time.sleep(AT_REST)
    chat.type(CTRL_C)
    chat.read_until(r"Ctrl\+C again leaves.*\r\n> ")
    time.sleep(AT_REST)
    chat.type(CTRL_C)
    assert chat.wait() == 0


def test_a_new_passphrase_is_asked_for_twice_and_never_shown(
    home: Home, terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LOCI_PASSPHRASE", "")
    first = terminal("say", "Hello")
    first.read_until("Choose a passphrase")
    first.type("sesame street\n")
    first.read_until("The same again")
    first.type("sesame street\n")
    assert first.wait() == 0
    assert "You said: Hello" in first.seen
    second = terminal("memory", "recall")
    second.read_until("Passphrase: ")
    second.type("sesame street\n")
    assert second.wait() == 0
    assert "you   Hello" in second.seen
    third = terminal("memory", "recall")
    third.read_until("Passphrase: ")
    third.type("something else\n")
    assert third.wait() == 4
    assert "sesame" not in first.seen + second.seen
    assert home.memory_file.exists()


def test_two_passphrases_that_differ_make_nothing(
    home: Home, terminal: Callable[..., Terminal], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LOCI_PASSPHRASE", "")
    say = terminal("say", "Hello")
    say.read_until("Choose a passphrase")
    say.type("one thing\n")
    say.read_until("The same again")
    say.type("another thing\n")
    assert say.wait() == 4
    assert "The two passphrases differ." in say.seen
    assert not home.memory_file.exists()
