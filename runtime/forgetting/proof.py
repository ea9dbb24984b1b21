"""Looking for what was forgotten: in every table, in the decrypted bytes of the file, in the folder around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.cells import Cell, cells
from models.pages import is_first
from runtime.forgetting.needles import Needles
from runtime.forgetting.texts import BUILT_IN_LABELS, OWN_WORDS
from runtime.memory_access import translated

if TYPE_CHECKING:
    from models.memory_file import MemoryFile
    from runtime.engine import Engine
    from runtime.forgetting.mention import Mention

_LARGEST_PLAIN_FILE = 64 * 1024 * 1024
_PROGRAM_NAMES = {("agent_tool", "name"), ("migration", "name")}


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked through, and what was found. ``left`` empty: nothing is left."""

    tables: int
    cells: int
    bytes: int
    left: tuple[str, ...]
    outside: tuple[str, ...]


def prove(engine: Engine, mention: Mention, remains: Collection[bytes]) -> Proof:
    """Look for the text, and for ``remains``: the texts and vectors that went with it."""
    sought = Needles((*mention.forms(), *remains))
    # The bytes come first: vectors are stored meanwhile, and what they added has to be among the living values.
    size, pages = _in_pages(engine.memory, sought)
    suspected = Needles(set[bytes]().union(*pages))
    names: set[str] = set()
    living: set[bytes] = set()
    left: list[str] = []
    count = 0
    with engine.reading() as session:
        for cell in cells(session):
            count += 1
            names.add(cell.table)
            if _names_it(cell, mention):
                left.append(f"{cell.table}.{cell.column}, row {cell.row}")
            living.update(_held(cell.value, suspected))
    # What stands in a living value stands there as part of another word, or as another row's own text.
    found = sum(not each <= living for each in pages)
    if found:
        left.append(f"{found} pages of the decrypted file")
    return Proof(len(names), count, size, tuple(left), tuple(_outside(engine.memory, mention)))


def _names_it(cell: Cell, mention: Mention) -> bool:
    if not isinstance(cell.value, str) or cell.column in OWN_WORDS or (cell.table, cell.column) in _PROGRAM_NAMES:
        return False
    if cell.column == "label" and cell.value in BUILT_IN_LABELS:
        return False
    return mention.stands_in(cell.value)


def _held(value: object, sought: Needles) -> set[bytes]:
    if isinstance(value, str):
        value = value.encode("utf-8", "surrogatepass")
    return sought.held(value) if isinstance(value, bytes) else set()


def _in_pages(memory: MemoryFile, sought: Needles) -> tuple[int, list[set[bytes]]]:
    """How many bytes were read, and what of it stands in each page that holds any."""
    size, found = 0, []
    with translated():
        for page in memory.pages():
            size += len(page)
            if held := sought.held(page):
                found.append(held)
    return size, found


def _outside(memory: MemoryFile, mention: Mention) -> Iterator[str]:
    """What Loci does not change: backups and plain files beside the memory file that still hold the text."""
    own = {memory.path.name, f"{memory.path.name}-wal", f"{memory.path.name}-shm"}
    for path in sorted(memory.path.parent.rglob("*")):
        if not path.is_file() or path.name in own or path.suffix == ".gguf":
            continue
        if path.suffix == memory.path.suffix:
            yield from _in_backup(memory, path, mention)
        elif path.stat().st_size <= _LARGEST_PLAIN_FILE and _in_plain(path, mention):
            yield f"{path} still holds it."


def _in_backup(memory: MemoryFile, path: Path, mention: Mention) -> Iterator[str]:
    sought, opened = mention.forms(), False
    with translated():
        for number, page in enumerate(memory.pages(path)):
            opened = opened or (number == 0 and is_first(page))
            if not opened:
                yield f"The backup {path} has another key and was not looked into."
                return
            if any(each in page for each in sought):
                yield f"The backup {path} still holds it."
                return


def _in_plain(path: Path, mention: Mention) -> bool:
    content = path.read_bytes()
    return any(each in content for each in mention.forms()) and mention.stands_in(content.decode("utf-8", "replace"))
