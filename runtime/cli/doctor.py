"""``loci doctor``: what works, what does not, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output, where

if TYPE_CHECKING:
    from models.salvage.salvage import TableSaved
    from runtime.vault.repairing import Repaired


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Save what can be read of a damaged memory file, as a backup.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The findings as one JSON object.")] = False,
) -> None:
    """Try everything that Loci needs on this machine and say how to mend what does not work.

    The exit code is 0 where Loci can be used, also with less than everything (no window, say).
    """
    if repair:
        _repair(as_json=as_json)
        return
    from runtime.cli.asking import asker  # noqa: PLC0415 - kept out of `--help`
    from runtime.doctor import examine, usable  # noqa: PLC0415

    findings = []
    for finding in examine(where.home(), ask=asker()):
        findings.append(finding)
        if not as_json:
            mark = "ok  " if finding.ok else ("FAIL" if finding.needed else "note")
            output.say(f"{mark}  {finding.name}: {finding.found}")
            if finding.hint:
                output.say(f"      {finding.hint}")
    able = usable(findings)
    if as_json:
        output.objects([{"usable": able, "checks": findings}])
    else:
        output.say("Loci can be used." if able else "Loci cannot be used until the failed checks are mended.")
    raise typer.Exit(0 if able else 1)


def _repair(*, as_json: bool) -> None:
    from runtime.cli.asking import asker  # noqa: PLC0415 - kept out of `--help`
    from runtime.instance_lock import InstanceLock  # noqa: PLC0415
    from runtime.vault.repairing import repair  # noqa: PLC0415

    home = where.home()
    home.prepare()
    with InstanceLock.take(home.lock_file):
        repaired = repair(home, asker())
    if as_json:
        output.objects([repaired])
    else:
        _tell(repaired)


def _tell(repaired: Repaired) -> None:
    if repaired.checked:
        output.say(f"{repaired.damaged:,} of {repaired.pages:,} pages are damaged.")
    else:
        output.say("The file's beginning is damaged, so that the rest could be read but not be checked.")
    for table in repaired.tables:
        if table.read or table.lost or table.made:
            output.say(f"  {table.name:18}{table.read:>9,} read{_fate(table)}")
    output.say(f"What could be read is the backup {repaired.name}. The memory file was not changed.")
    output.say(f"Look at it:      loci backup restore {repaired.name} --to FOLDER")
    output.say(f"Put it in place: loci backup restore {repaired.name}")


def _fate(table: TableSaved) -> str:
    lost = f"{table.lost:,} lost" if table.lost else ""
    more = "perhaps more were lost" if table.more and table.lost else "perhaps some were lost" if table.more else ""
    left_out = f"{table.left_out:,} left out, for what they belong to is lost" if table.left_out else ""
    made = f"{table.made:,} made anew" if table.made else ""
    return "".join(f", {each}" for each in (lost, more, left_out, made) if each)
