"""``loci forget``: removing a text from the whole memory, with a preview before and a receipt after."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output, show
from runtime.cli.talk import opened
from runtime.cli.typed import LONGEST_LINE, checked

if TYPE_CHECKING:
    from runtime.assistant import Assistant
    from runtime.forgetting.forget import Preview, Receipt
    from runtime.forgetting.trace import Trace

_LEFT = 1  # exit code where something is left


def forget(
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT", help="A text, a name, or the uid of a message or passage; - reads it from standard input."
        ),
    ],
    message: Annotated[list[int] | None, typer.Option("--message", metavar="ID", help="This message too.")] = None,
    passage: Annotated[list[int] | None, typer.Option("--passage", metavar="ID", help="This passage too.")] = None,
    derived: Annotated[bool, typer.Option("--derived", help="Also what was written because of it.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The preview, or with --yes the receipt, as JSON.")] = False,
) -> None:
    """Remove whatever names TEXT from the memory, and check that nothing is left of it.

    Shows first what would go, and what was written because of it. Nothing is removed without --yes or your answer.
    """
    from runtime.forgetting.forget import Request  # noqa: PLC0415 - kept out of `--help`

    wanted = checked(sys.stdin.read(LONGEST_LINE).strip() if text == "-" else text)
    request = Request(wanted, frozenset(message or ()), frozenset(passage or ()), derived)
    with opened() as assistant:
        if not yes:
            preview = assistant.keeping.preview_forgetting(request)
            _show(preview, as_json=as_json)
            if as_json or not preview.would_go or not _agreed():
                return
        receipt = assistant.keeping.forget(request)
    if as_json:
        output.objects([{"forgotten": True, "receipt": receipt}])
    else:
        output.say(_receipt(receipt))
    raise typer.Exit(_LEFT if receipt.left else 0)


def ask(assistant: Assistant, text: str) -> None:
    """The LLM asks for something to be forgotten: the person sees what would go and decides, here and now."""
    from runtime.forgetting.forget import Request  # noqa: PLC0415 - kept out of `--help`

    preview = assistant.keeping.preview_forgetting(Request(text))
    output.say(f"To be forgotten: {text}")
    _show(preview, as_json=False)
    if preview.would_go and _agreed():
        output.say(_receipt(assistant.keeping.forget(Request(text))))


def _agreed() -> bool:
    if not sys.stdin.isatty():
        output.complain("Nothing was forgotten yet. `loci forget TEXT --yes` does it.")
        return False
    return typer.confirm("Forget this? It cannot be undone")


def _show(preview: Preview, *, as_json: bool) -> None:
    if as_json:
        output.objects([{"forgotten": False, "preview": preview}])
        return
    if preview.would_go:
        output.say("This would go:\n" + "\n".join(_line(each) for each in preview.would_go))
    else:
        output.say("Nothing names it.")
    if preview.rests_on_it:
        lines = "\n".join(_line(each) for each in preview.rests_on_it)
        output.say(f"\nWritten because of it, and kept unless you add --derived:\n{lines}")
    if preview.perhaps_messages or preview.perhaps_passages:
        output.say("\nPerhaps about the same, and kept unless you add --message ID or --passage ID:")
        for said in preview.perhaps_messages:
            output.say(f"  message {said.id}: {show.one_line(said.text)}")
        for kept in preview.perhaps_passages:
            output.say(f"  passage {kept.id}: {show.one_line(kept.text)}")


def _line(trace: Trace) -> str:
    part = "" if trace.whole else " (in part)"
    return f"  {trace.what} {trace.id}{part}: {show.one_line(trace.text)}"


def _receipt(receipt: Receipt) -> str:
    counts = (
        ", ".join(f"{count} × {what}" for what, count in receipt.removed.items()) or "nothing, for nothing named it"
    )
    lines = [
        f"Removed: {counts}.",
        f"Looked through: {receipt.cells:,} values in {receipt.tables} tables, {receipt.bytes:,} decrypted bytes.",
        f"HMAC-SHA256 of it under {receipt.salt}: {receipt.text}",
    ]
    if receipt.left:
        lines += ["STILL LEFT:", *(f"  {each}" for each in receipt.left)]
    else:
        lines.append("Nothing is left of it in the memory file.")
    return "\n".join([*lines, *receipt.outside])
