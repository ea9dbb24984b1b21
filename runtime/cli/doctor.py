"""``loci doctor``: what works, what does not, and how to mend it."""

from __future__ import annotations

from typing import Annotated

import typer

from runtime.cli import output


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="The findings as one JSON object.")] = False,
) -> None:
    """Try everything that Loci needs on this machine and say how to mend what does not work.

    The exit code is 0 where Loci can be used, also with less than everything (no window, say).
    """
    from runtime.cli.asking import asker  # noqa: PLC0415 - kept out of `--help`
    from runtime.doctor import examine, usable  # noqa: PLC0415
    from runtime.home import Home  # noqa: PLC0415

    findings = []
    for finding in examine(Home.find(), ask=asker()):
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
