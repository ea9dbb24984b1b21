"""``loci undo``, ``redo``, ``why`` and ``asof``: what the journal is there for."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output, show
from runtime.cli.talk import opened
from runtime.errors import InputRefused

if TYPE_CHECKING:
    from runtime.assistant import Assistant
    from runtime.history.as_of import Memory
    from runtime.history.prompts import PastPrompt
    from runtime.history.why import Why
    from runtime.views import ChangeView

Change = Annotated[int | None, typer.Argument(metavar="ID", help="The number in the journal; else the newest.")]
OfTurn = Annotated[str, typer.Option("--turn", metavar="ID", help="All that a turn changed; last: the last turn.")]
OfSleep = Annotated[str, typer.Option("--sleep", metavar="ID", help="All that a sleep changed; last: the last sleep.")]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON, one object a line.")]
_LAST = "last"


def undo(change: Change = None, turn: OfTurn = "", sleep: OfSleep = "", as_json: AsJson = False) -> None:
    """Take back a change of memory, all of a turn, or all of a sleep. The journal keeps both.

    Newer text is never overwritten: where that would happen, nothing changes, and the newer change is named.
    """
    _one_of(change, turn, sleep)
    with opened() as assistant:
        if turn:
            made = assistant.history.undo_turn(_turn(assistant, turn))
        elif sleep:
            count = assistant.sleep.undo(_sleep(assistant, sleep))
            made = assistant.journal(limit=count) if count else ()
        else:
            made = (assistant.history.undo(change),)
    _tell(made, as_json=as_json)


def redo(change: Change = None, turn: OfTurn = "", sleep: OfSleep = "", as_json: AsJson = False) -> None:
    """Do again what was undone: the newest undo, the change named, or all of a turn or a sleep."""
    _one_of(change, turn, sleep)
    with opened() as assistant:
        if turn:
            made = assistant.history.redo_turn(_turn(assistant, turn))
        elif sleep:
            made = assistant.history.redo_sleep(_sleep(assistant, sleep))
        else:
            made = (assistant.history.redo(change),)
    _tell(made, as_json=as_json)


def why(
    label: Annotated[str, typer.Argument(metavar="LABEL", help="A block's label, or: passage.")],
    line: Annotated[
        str, typer.Argument(metavar="LINE", help="A line of it or a part, or its number from 1; of a passage, its id.")
    ],
    as_json: AsJson = False,
) -> None:
    """Say why the memory has a line or a passage: the changes that brought it, and the messages they rest on."""
    with opened() as assistant:
        if label in {"passage", "archival"}:
            found = assistant.history.why_passage(int(line) if line.isdecimal() else line)
        else:
            found = assistant.history.why(label, line)
    if as_json:
        output.objects([found])
    else:
        output.say(why_as_text(found))


def asof(
    moment: Annotated[
        str, typer.Argument(metavar="DATE", help='A date or time: 2026-03-03, 2026-03-03T14:00, "last Tuesday".')
    ] = "",
    reply: Annotated[
        int | None, typer.Option("--reply", metavar="ID", help="The exact prompt behind this message instead.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="So many passages, messages.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Show the memory as it was at any moment, or the exact prompt behind a past reply.

    A date means the end of that day, a time the end of that minute (or second, where it names one).
    """
    if bool(moment) == (reply is not None):
        raise InputRefused("Give either a date, or --reply with the number of a message.")
    with opened() as assistant:
        if reply is not None:
            prompt = assistant.history.prompt_behind(reply)
            output.objects([prompt]) if as_json else output.say(_prompt(prompt))
            return
        memory = assistant.history.as_of(_moment(moment), limit)
    if as_json:
        output.objects([memory])
    else:
        output.say(_memory(memory))


def _one_of(change: int | None, turn: str, sleep: str) -> None:
    if (change is not None) + bool(turn) + bool(sleep) > 1:
        raise InputRefused("A change, --turn and --sleep are different things: give one of them.")


def _turn(assistant: Assistant, named: str) -> int:
    if named != _LAST:
        return _number(named)
    last = next((each.turn_id for each in reversed(assistant.messages(limit=100)) if each.turn_id is not None), None)
    if last is None:
        raise InputRefused("There was no turn yet.")
    return last


def _sleep(assistant: Assistant, named: str) -> int:
    if named != _LAST:
        return _number(named)
    last = assistant.sleep.report()
    if last is None:
        raise InputRefused("There is no sleep to take back.")
    return last.id


def _number(named: str) -> int:
    if not named.isdecimal():
        raise InputRefused(f"“{named}” is no number. Give one, or: last.")
    return int(named)


def _moment(named: str) -> datetime:
    from runtime.memory.periods import end_of_time  # noqa: PLC0415 - kept out of `--help`

    found = end_of_time(named, datetime.now().astimezone().date())
    if found is None:
        raise InputRefused(f"“{named}” is no date. Write it as 2026-03-03, 2026-03-03T14:00, or in words.")
    return found


def _tell(made: tuple[ChangeView, ...], *, as_json: bool) -> None:
    if as_json:
        output.objects(made)
    else:
        output.say("\n".join(show.change(each) for each in made))


def why_as_text(found: Why) -> str:
    """Where a text came from, as it stands in the terminal."""
    rows = [f"{found.label}: {found.text}"]
    rows += [show.change(each) for each in found.changes]
    if not found.evidence:
        rows.append("It rests on no message.")
    return "\n".join(rows)


def _prompt(prompt: PastPrompt) -> str:
    gone = f" {prompt.missing} messages of it were forgotten since." if prompt.missing else ""
    exact = "word for word" if prompt.exact else "as far as it is known"
    which = f"step {prompt.number} of turn {prompt.turn_id} ({show.when(prompt.at)})"
    head = f"What {prompt.llm} read before {which}, {exact}.{gone}"
    said = (
        f"--- {each.role}\n{each.text or (each.call and show.call(each.call.name, each.call.arguments))}"
        for each in prompt.messages
    )
    return "\n".join([head, *said])


def _memory(memory: Memory) -> str:
    parts = [f"The memory as of {show.when(memory.at)}", *(show.block(each) for each in memory.blocks)]
    if not (memory.blocks or memory.passages or memory.messages):
        parts.append("Nothing was in it yet.")
    if memory.instructions is not None:
        parts.append(f"system prompt\n{show.indented(memory.instructions)}")
    if memory.summary:
        parts.append(f"summary\n{show.indented(memory.summary)}")
    parts += [show.passage(each) for each in memory.passages]
    parts += [show.message(each) for each in memory.messages]
    return "\n".join(parts)
