"""``loci llm``: which weights there are, which are used, what they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli import output, show, where
from runtime.cli.as_json import plain

if TYPE_CHECKING:
    from runtime.home import Home
    from runtime.llm.port import LLMInfo

commands = typer.Typer(
    name="llm",
    help="Choose the language model.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

AsJson = Annotated[bool, typer.Option("--json", help="As JSON, one line each.")]


@commands.command(name="list")
def list_(as_json: AsJson = False) -> None:
    """List the GGUF files on this machine.

    The built-in one, those in Loci's folder, and those of Ollama, LM Studio and Hugging Face; * is in use.
    """
    home = where.home()
    chosen = _chosen(home)
    from runtime.llm.choice import known, same  # noqa: PLC0415 - kept out of `--help`

    for info in known(home, chosen):
        used = same(info.path, chosen)
        if as_json:
            output.objects([_described(info) | {"used": used}])
        else:
            size = f"{info.size_bytes / 1e6:,.0f} MB"
            output.say(f"{'*' if used else ' '} {info.name}  {size}  {info.quantisation}  {info.path}")


@commands.command()
def use(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A GGUF file; `builtin` is the one that came with Loci.")
    ],
) -> None:
    """Talk with these weights from now on."""
    from runtime.llm.weights import describe  # noqa: PLC0415 - kept out of `--help`
    from runtime.settings import keep  # noqa: PLC0415

    home = where.home()
    builtin = str(file) == "builtin"
    path = None if builtin else file.expanduser().absolute()
    info = describe(_builtin() if path is None else path)
    home.prepare()
    keep(home, "llm_path", path)
    output.say(f"{info.name} answers from now on.")


@commands.command()
def info(as_json: AsJson = False) -> None:
    """Describe the weights in use.

    Read from the file's header; nothing is loaded.
    """
    from runtime.llm.weights import describe  # noqa: PLC0415 - kept out of `--help`

    known = describe(_chosen(where.home()))
    if as_json:
        output.objects([known])
    else:
        output.say(show.llm(known))


def _chosen(home: Home) -> Path:
    from runtime.settings import Settings  # noqa: PLC0415 - kept out of `--help`

    return Settings.load(home).llm_path or _builtin()


def _builtin() -> Path:
    from runtime.llm.choice import built_in  # noqa: PLC0415 - kept out of `--help`

    return built_in()


def _described(info: LLMInfo) -> dict[str, object]:
    described: dict[str, object] = plain(info)
    described.pop("metadata")  # long, and `loci llm info` has it
    return described
