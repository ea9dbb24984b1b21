"""``loci say``: one turn, or one turn for each line of standard input."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from runtime.cli import output, show
from runtime.cli.signals import INTERRUPTED
from runtime.cli.talk import Talk, talking
from runtime.cli.typed import Line, checked, lines
from runtime.errors import InputRefused, LLMError
from runtime.events import Event, Notice, Reply, TurnEnded, TurnStarted, to_json


def say(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What you say; - takes one message a line of input.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print every event as one line of JSON.")] = False,
) -> None:
    """Say something and print the reply.

    With - every line of standard input is a turn of its own, all in one process; a line that cannot be
    taken is reported and the next one goes on. With --json each line has an "event": {"event": "reply",
    "text": ...} is the reply and {"event": "turn_ended", "stop_reason": ...} the last of its turn.
    """
    messages = lines() if text == "-" else [Line(1, checked(text))]
    shown: Callable[[Event], None] = _as_json if as_json else PlainTurns().show
    with talking() as talk:
        code = _say_all(talk, messages, shown, as_json=as_json)
    raise typer.Exit(code)


def _say_all(talk: Talk, messages: Iterable[Line], shown: Callable[[Event], None], *, as_json: bool) -> int:
    """Every message in its turn; the exit code is that of the first thing that went wrong."""
    code = 0
    for line in messages:
        try:
            ended = talk.turn(_text(line), shown)
        except InputRefused as refused:
            _refuse(line, str(refused), as_json=as_json)
            code = code or refused.exit_code
            continue
        if ended.stop_reason == "cancelled":
            return INTERRUPTED
        if ended.stop_reason == "error":
            code = code or LLMError.exit_code
    return code


def _text(line: Line) -> str:
    if line.problem:
        raise InputRefused(line.problem)
    return line.text


def _refuse(line: Line, problem: str, *, as_json: bool) -> None:
    output.complain(problem)
    if as_json:
        output.objects([{"event": "input_refused", "line": line.number, "problem": problem}])


def _as_json(event: Event) -> None:
    output.objects([to_json(event)])


class PlainTurns:
    """Prints replies on standard output and everything else worth knowing on standard error."""

    def __init__(self) -> None:
        """Begins outside any turn."""
        self._resumed = False

    def show(self, event: Event) -> None:
        """Print what of ``event`` belongs on the terminal."""
        match event:
            case TurnStarted(text=text, resumed=resumed):
                self._resumed = resumed
                if resumed:
                    output.complain(f'This message was still waiting for its answer: "{show.one_line(text)}"')
            case Reply(text=text) if self._resumed:
                output.complain(text)
            case Reply(text=text):
                output.say(text)
            case Notice(text=text, problem=True):
                output.complain(text)
            case TurnEnded(stop_reason="error", problem=problem):
                output.complain(problem)
            case _:
                pass
