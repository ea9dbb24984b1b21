"""``loci chat``: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from runtime.cli import forget, history, output, show
from runtime.cli.live import LiveTurns
from runtime.cli.memory import matching_blocks
from runtime.cli.talk import Talk, talking
from runtime.cli.typed import Line, checked, lines
from runtime.errors import InputRefused, LociError
from runtime.events import Event, ForgettingAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.assistant import Assistant

_HELP = """\
/blocks             core memory
/recall [query]     recall memory: the newest messages, or those that match
/archival [query]   archival memory: the newest passages, or those that match
/context            what fills the context
/steps              the steps of the last turn
/undo [id]          take back the newest change of memory, or that one
/redo [id]          do it again
/why block line     the messages that a line rests on
/help               this
/quit               leave (or Ctrl+D)
A line that begins with // is said with one slash. Ctrl+C stops a reply; twice, it leaves."""


def chat() -> None:
    """Talk in the terminal: replies as they are written, tool calls as dim lines. /help lists the commands."""
    with talking() as talk:
        if sys.stdin.isatty():
            output.aside("/help lists the commands, Ctrl+D leaves.")
        conversation = Conversation(talk)
        conversation.catch_up()
        for line in _typed():
            if not conversation.take(line):
                return


class Conversation:
    """What a line does: a message to the assistant, or a slash command."""

    def __init__(self, talk: Talk) -> None:
        """``talk`` has the open assistant."""
        self._talk = talk
        self._turns = LiveTurns()
        self._last_turn: int | None = None

    def catch_up(self) -> None:
        """Finish what an earlier run left behind, before the first line."""
        self._talk.catch_up(self._turns.show)

    def take(self, line: Line) -> bool:
        """Carry out one line; False where the person leaves."""
        try:
            if line.problem:
                raise InputRefused(line.problem)
            if line.text.strip() in {"/quit", "/exit", "/q"}:
                return False
            if line.text.startswith("/") and not line.text.startswith("//"):
                self._command(line.text)
            else:
                self._say(line.text.removeprefix("/") if line.text.startswith("//") else line.text)
        except LociError as problem:
            output.complain(str(problem))
        return True

    def _say(self, text: str) -> None:
        asked: list[str] = []

        def show_event(event: Event) -> None:
            self._turns.show(event)
            if isinstance(event, ForgettingAsked):
                asked.append(event.text)

        self._last_turn = self._talk.turn(checked(text), show_event).turn_id
        for each in dict.fromkeys(asked):
            forget.ask(self._talk.assistant, each)

    def _command(self, text: str) -> None:
        name, _, argument = text.strip().removeprefix("/").partition(" ")
        if name == "steps":
            output.say(_steps(self._talk.assistant, self._last_turn))
        elif name in _COMMANDS:
            output.say(_COMMANDS[name](self._talk.assistant, argument.strip()))
        else:
            raise InputRefused(
                f"There is no /{name}. /help lists the commands; // says a line that begins with a slash."
            )


def _steps(assistant: Assistant, turn_id: int | None) -> str:
    if turn_id is None:
        return "No turn yet."
    return "\n".join(show.step(each) for each in assistant.steps(turn_id)) or "The turn has no step."


def _blocks(assistant: Assistant, query: str) -> str:
    return "\n".join(show.block(each) for each in matching_blocks(assistant, query)) or "No block matches."


def _recall(assistant: Assistant, query: str) -> str:
    found = assistant.search_messages(query) if query else assistant.messages(limit=20)
    return "\n".join(show.message(each) for each in found) or "Nothing found."


def _archival(assistant: Assistant, query: str) -> str:
    found = assistant.search_passages(query) if query else assistant.passages(limit=20)
    return "\n".join(show.passage(each) for each in found) or "Nothing found."


def _context(assistant: Assistant, _argument: str) -> str:
    return show.context(assistant.context())


def _undo(assistant: Assistant, argument: str) -> str:
    if argument and not argument.isdecimal():
        raise InputRefused("A change is named by its number in the journal, such as /undo 12. Nothing was undone.")
    return show.change(assistant.undo(int(argument) if argument else None))


def _redo(assistant: Assistant, argument: str) -> str:
    if argument and not argument.isdecimal():
        raise InputRefused("A change is named by its number in the journal, such as /redo 12. Nothing was changed.")
    return show.change(assistant.history.redo(int(argument) if argument else None))


def _why(assistant: Assistant, argument: str) -> str:
    label, _, line = argument.partition(" ")
    return history.why_as_text(assistant.history.why(label, line))


def _help(_assistant: Assistant, _argument: str) -> str:
    return _HELP


_COMMANDS: dict[str, Callable[[Assistant, str], str]] = {
    "blocks": _blocks,
    "recall": _recall,
    "archival": _archival,
    "context": _context,
    "undo": _undo,
    "redo": _redo,
    "why": _why,
    "help": _help,
}


def _typed() -> Iterator[Line]:
    """The lines the person types, until the end of the input or a second Ctrl+C in a row."""
    return _prompted() if sys.stdin.isatty() else lines()


def _prompted() -> Iterator[Line]:
    with suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - editing keys for input(); its history is kept in memory alone
    number, warned = 0, False
    while True:
        try:
            text = input("> ")
        except EOFError:
            output.say()
            return
        except KeyboardInterrupt:
            output.say()
            if warned:
                return
            warned = True
            output.aside("Ctrl+C again leaves, and so does Ctrl+D.")
            continue
        except UnicodeDecodeError:
            yield Line(number, problem="The line is not valid UTF-8. It was not stored.")
            continue
        number, warned = number + 1, False
        if text.strip():
            yield Line(number, text)
