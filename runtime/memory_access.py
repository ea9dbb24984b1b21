"""The memory file as the runtime opens it: locked for this process, and its faults told in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from models.faults import (
    ClosedFault,
    DamagedFileFault,
    MemoryFileFault,
    NewerFileFault,
    StorageFault,
    StorageKind,
    WrongKeyFault,
)
from models.memory_file import MemoryFile
from runtime import key_file
from runtime.errors import DamagedFile, MemoryClosed, MemoryFileError, NewerFile, StorageFailed, WrongKey
from runtime.home import Home
from runtime.instance_lock import InstanceLock
from runtime.keys import Ask, find_key, memory_was_made


def open_memory(home: Home, key: bytes | Ask | None) -> MemoryFile:
    """Open the memory in ``home`` for this process alone, or make it; closing it gives the lock back.

    ``key`` is the key itself, or how to ask for the passphrase where that is needed (see :mod:`runtime.keys`).

    Raises:
        MemoryFileError: in use, damaged, newer, another key's, or the storage fails; see :mod:`runtime.errors`.
        KeyNeeded: there is neither keyring nor passphrase.
    """
    home.prepare()
    lock = InstanceLock.take(home.lock_file)
    try:
        key_file.sweep(home.key_file)
        if not isinstance(key, bytes):
            key = find_key(home, key)
        with translated():
            memory = MemoryFile.open(home.memory_file, key, backups=home.backups, on_close=lock.release)
    except BaseException:
        lock.release()
        raise
    try:
        memory_was_made(home)
    except BaseException:
        memory.close()
        raise
    return memory


@contextmanager
def translated() -> Iterator[None]:
    """Turn the memory file's faults into the errors that the person reads. Put it around every transaction.

    Raises:
        MemoryFileError: WrongKey, NewerFile, DamagedFile or StorageFailed.
    """
    try:
        yield
    except MemoryFileFault as fault:
        raise _error(fault) from fault


def _error(fault: MemoryFileFault) -> MemoryFileError:
    path, detail = fault.path, fault.detail
    if isinstance(fault, StorageFault):
        return StorageFailed(_STORAGE[fault.kind].format(path=path, folder=path.parent, detail=detail))
    if isinstance(fault, ClosedFault):
        return MemoryClosed(
            "The memory is closed: it was locked, or Loci is ending. Nothing was changed. Open it again with its key."
        )
    if isinstance(fault, WrongKeyFault):
        return WrongKey(
            f"This key does not open the memory file {path}: it belongs to another key, or its beginning is damaged. "
            "Nothing was changed. Put back the memory file and the key file that belong together; where it is damaged, "
            "`loci doctor --repair` saves what can be read of it."
        )
    if isinstance(fault, NewerFileFault):
        return NewerFile(
            f"The memory file {path} was written by a later version of Loci. Nothing was changed. "
            "Open it with that version, or install it again."
        )
    if isinstance(fault, DamagedFileFault):
        return DamagedFile(
            f"The memory file {path} is damaged ({detail}). Nothing was written to it. "
            "Copy it somewhere safe first. `loci doctor --repair` saves what can be read of it; "
            "`loci backup restore newest` puts the last backup in its place."
        )
    raise AssertionError(fault)


_STORAGE: dict[StorageKind, str] = {
    "full": "The disk that holds {folder} is full. What was just to be written was not kept; everything before it is "
    "safe. Make room and try again.",
    "read_only": "The folder {folder} cannot be written to ({detail}). Nothing was changed. Mend its permissions, or "
    "choose another folder with LOCI_HOME.",
    "missing": "The memory file {path} cannot be opened ({detail}). Nothing was changed. See that its folder is there "
    "and can be written to, or choose another with LOCI_HOME.",
    "busy": "Another program is using the memory file {path} ({detail}). What was just to be written was not kept; "
    "everything before it is safe. Close the other program and try again.",
    "io": "The memory file {path} could not be read or written ({detail}). What was just to be written was not kept. "
    "Check the disk, and copy {folder} somewhere safe.",
}
