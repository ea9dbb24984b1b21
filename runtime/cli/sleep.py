"""``loci sleep``: having the memory tidied, what that changed, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output, show
from runtime.cli.signals import first_interrupt
from runtime.cli.talk import opened
from runtime.errors import InputRefused
from runtime.sleep.consent import Consent

if TYPE_CHECKING:
    from runtime.assistant import Assistant
    from runtime.sleep.report import ReportLine, SleepReport

_NOTHING = "Nothing was said since the last sleep, and there is no report yet."
_MARKS = {"added": "+", "corrected": "~", "merged": "=", "moved": ">", "expired": "-", "derived": "&"}


def sleep(
    *,
    now: Annotated[bool, typer.Option("--now", help="Tidy the memory now; Ctrl+C interrupts it.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back all that the last sleep changed.")] = False,
    undo_line: Annotated[
        int | None, typer.Option("--undo-line", metavar="ID", help="Take back one line of a report.")
    ] = None,
    newer: Annotated[
        int | None, typer.Option("--newer", metavar="ID", help="Answer a question: what was said later holds.")
    ] = None,
    older: Annotated[
        int | None, typer.Option("--older", metavar="ID", help="Answer a question: what stood there before holds.")
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Say yes to what waits for it (loci charter --review).")
    ] = False,
    without: Annotated[
        list[int] | None, typer.Option("--without", metavar="N", help="With --accept: but not to this line, ever.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The report as one JSON object.")] = False,
) -> None:
    """Tidy the memory, and show what was learned while you were away.

    Without an option it shows the report of the last sleep. What was interrupted goes on the next time.
    """
    if now + undo + accept + sum(each is not None for each in (undo_line, newer, older)) > 1:
        raise InputRefused(
            "--now, --accept, --undo, --undo-line, --newer and --older do different things: give one of them."
        )
    if without and not accept:
        raise InputRefused("--without goes with --accept.")
    with opened() as assistant:
        if undo_line is not None:
            assistant.sleep.undo_line(undo_line)
        elif newer is not None or older is not None:
            assistant.sleep.answer(newer or older or 0, newer=newer is not None)
        elif undo:
            _undo(assistant)
        elif accept:
            _accept(assistant, without or [])
        report = _slept(assistant) if now else assistant.sleep.report()
    if as_json:
        output.objects([report] if report else [])
    elif report is None:
        output.complain(_NOTHING)
    else:
        output.say(as_text(report))


def _slept(assistant: Assistant, consent: Consent | None = None) -> SleepReport | None:
    with first_interrupt(assistant.sleep.wake):
        return assistant.sleep.now(consent)


def _undo(assistant: Assistant) -> None:
    last = assistant.sleep.report()
    if last is None:
        raise InputRefused("There is no sleep to take back.")
    assistant.sleep.undo(last.id)


def _accept(assistant: Assistant, without: list[int]) -> None:
    found = assistant.sleep.report()
    waiting = [each for each in found.lines if each.waits] if found else []
    if not waiting:
        raise InputRefused("Nothing waits for your yes.")
    left_out = [-number for number in without]
    if unknown := set(left_out) - {each.id for each in waiting}:
        raise InputRefused(f"No line {-max(unknown)} waits for your yes. Nothing was changed.")
    _slept(assistant, Consent.given(waiting, left_out))


def as_text(report: SleepReport) -> str:
    """The report as it stands in the terminal."""
    state = f"ended {show.when(report.ended_at)}" if report.ended_at else "was interrupted and goes on next time"
    if report.waits:
        state = "waits for your yes: loci sleep --accept"
    lines = [f"While you were away (sleep {report.id}, began {show.when(report.began_at)}, {state})"]
    lines += [_line(each) for each in report.lines] or ["  Nothing had to be changed."]
    lines += [f"  ? {each.id}  {each.text}" for each in report.questions]
    return "\n".join(lines)


def _line(line: ReportLine) -> str:
    state = " (waits)" if line.waits else " (taken back)" if line.undone else ""
    rows = [f"  {_MARKS.get(line.kind, '*')} {abs(line.id)}  {line.kind} in {line.label}{state}. {line.reason}"]
    rows += [f"      - {each}" for each in line.before.split("\n") if each]
    rows += [f"      + {each}" for each in line.after.split("\n") if each]
    rows += [
        f"      because of message {each.message_id}: {show.one_line(each.text[each.start : each.end])}"
        for each in line.evidence
    ]
    return "\n".join(rows)
