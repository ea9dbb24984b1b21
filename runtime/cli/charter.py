"""``loci charter``: the person's own rules for what is stored and tidied."""

from __future__ import annotations

from typing import Annotated

import typer

from runtime.cli import output
from runtime.cli.talk import opened


def charter(
    *,
    never: Annotated[
        list[str] | None, typer.Option("--never", metavar="SUBJECT", help="Never store a line that names it.")
    ] = None,
    again: Annotated[
        list[str] | None, typer.Option("--again", metavar="SUBJECT", help="Allow a subject again.")
    ] = None,
    untouched: Annotated[
        list[str] | None, typer.Option("--untouched", metavar="LABEL", help="Sleep changes nothing in this block.")
    ] = None,
    touched: Annotated[
        list[str] | None, typer.Option("--touched", metavar="LABEL", help="Sleep may tidy this block again.")
    ] = None,
    passage_days: Annotated[
        int | None, typer.Option("--passage-days", metavar="N", help="How long passages are kept; 0: for ever.")
    ] = None,
    message_days: Annotated[
        int | None,
        typer.Option(
            "--message-days", metavar="N", help="How long messages are kept, once they left the context; 0: for ever."
        ),
    ] = None,
    review: Annotated[
        bool | None, typer.Option("--review/--no-review", help="What sleep wants to change waits for your yes.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The rules as one JSON object.")] = False,
) -> None:
    """Show or change your rules for the memory. No LLM can change them; code holds every write against them.

    They bind Loci while it answers and while it tidies, not you. What you said stays in recall memory until you forget
    it, or as long as you say.
    """
    with opened() as assistant:
        rules = assistant.sleep.charter()
        wanted = rules.changed(
            never=never or (),
            again=again or (),
            untouched=untouched or (),
            touched=touched or (),
            passage_days=passage_days,
            message_days=message_days,
            review=review,
        )
        if wanted != rules:
            assistant.sleep.change_charter(wanted)
    if as_json:
        output.objects([wanted])
        return
    output.say(f"Never stored: {', '.join(wanted.never) or 'nothing is excepted'}.")
    output.say(f"Blocks that sleep leaves alone: {', '.join(('persona', *wanted.untouched))}.")
    output.say(f"What sleep wants to change {'waits for your yes' if wanted.review else 'is done, and shown to you'}.")
    for what, days in (("Passages", wanted.passage_days), ("Messages", wanted.message_days)):
        output.say(f"{what} are kept {f'{days} days' if days else 'for ever'}.")
