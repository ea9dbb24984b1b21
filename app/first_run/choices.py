"""What the person decides at the first start, and how it is carried out once the memory is open."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runtime.assistant import Assistant
    from runtime.home import Home

_BLOCK = "human"


@dataclass(frozen=True, slots=True)
class Choices:
    """What was decided; nothing at all where the steps were skipped. Without a passphrase the keyring locks it."""

    name: str = ""
    passphrase: str = ""
    llm_path: Path | None = None


def is_first(home: Home) -> bool:
    """Whether nobody has begun here; where the environment gives a passphrase, nothing is to be asked."""
    return not (home.key_file.exists() or home.memory_file.exists() or os.environ.get("LOCI_PASSPHRASE"))


def carry_out(choices: Choices, assistant: Assistant) -> None:
    """The name into core memory, the passphrase in place of the keyring. Waits for a key to be derived.

    Raises:
        LociError: one of them could not be kept; the other may have been.
    """
    if choices.passphrase:
        ways = assistant.vault.ways()
        if not any(way.kind == "passphrase" for way in ways):
            assistant.vault.add_passphrase(choices.passphrase, weak=True)
        for way in ways:
            if way.kind == "keyring":
                assistant.vault.remove(way.id)
    blocks = assistant.blocks() if choices.name else ()
    for block in blocks:
        if block.label == _BLOCK and not block.value:
            assistant.edit_block(_BLOCK, f"Their name is {choices.name}", block.version)
