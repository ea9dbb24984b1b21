"""Files out and in: Letta's agent file and the portable file; each import is one transaction."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models.tables import Agent, FileSetting, Message
from runtime.carry import extension, readable, sealed
from runtime.carry.bring import Brought, bring
from runtime.carry.letta import MOST_BYTES, AgentFile, Object, read
from runtime.carry.send import agents_with, sent
from runtime.errors import InputRefused, StorageFailed
from runtime.first_run import IN_USE
from runtime.memory.charter import Charter
from runtime.memory.journal import Cause

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

ZIP, SEALED = ".zip", ".age"
EXTENSION = "loci"
"""The one key of an agent file that holds what its schema has no place for."""
CHARTER = "charter"
"""The key of a portable file for the person's rules for the memory."""


def export_agent_file(engine: Engine, path: Path) -> list[str]:
    """Write the agent in use, with all that is its own, as ``.af``; the names of the agents written.

    Raises:
        StorageFailed: the file cannot be written, or is there already.
    """
    with engine.reading() as session:
        agents = agents_with(session, engine.place.agent_id)
        content = sent(session, agents, engine.clock())
        own = extension.everything_of(session, agents) | {"digest": extension.digest(content)}
        names = _names(session, agents)
    _write(path, [json.dumps(content | {EXTENSION: own}, ensure_ascii=False, indent=2).encode()])
    return names


def export_portable(engine: Engine, path: Path, passphrase: str) -> list[str]:
    """Write every agent of the memory, sealed under a passphrase, row after row; their names.

    Raises:
        StorageFailed: the file cannot be written, or is there already.
    """
    with engine.reading() as session:
        agents = [each for each in session.exec(select(Agent.id).order_by(col(Agent.id))) if each is not None]
        text = extension.written(session, agents, {CHARTER: asdict(Charter.read(session))})
        _write(path, sealed.seal((each.encode() for each in text), passphrase))
        return _names(session, agents)


def export_readable(engine: Engine, path: Path, passphrase: str = "") -> None:
    """Write everything for reading: a ``.zip``, one sealed with age where the name ends in ``.age``, else a folder.

    Raises:
        StorageFailed: it cannot be written, or is there already.
    """
    with engine.reading() as session:
        files = readable.everything(session, engine.clock())
        if path.suffix == SEALED:
            _write(path, [readable.sealed(readable.zipped(files), passphrase)])
        elif path.suffix == ZIP:
            _write(path, [readable.zipped(files)])
        else:
            _write_folder(path, files)


def is_sealed(path: Path) -> bool:
    """Whether a file is a portable one, which a passphrase opens.

    Raises:
        InputRefused: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return sealed.is_one(file.read(64))
    except OSError as problem:
        raise InputRefused(f"{path} cannot be read: {problem.strerror or problem}. Nothing was imported.") from problem


def bring_file(engine: Engine, path: Path, passphrase: str = "", *, use: bool = False) -> Brought:
    """Put a file's agents into the memory, as new ones or merged with those that are here.

    Of a portable file the charter comes too: what either forbids is forbidden.

    The file names the first of them as the one to talk with where ``use`` says so, or nothing was said here yet.

    Raises:
        InputRefused: it is no file that Loci can read; nothing was imported.
        WrongKey: the passphrase does not open it.
    """
    file, own = _read(path, passphrase)
    with engine.writing() as session:
        silent = session.exec(select(Message.id).limit(1)).first() is None
        brought = extension.put_back(session, own) if own else bring(session, file, Cause("import"))
        if own and CHARTER in own:
            Charter.read(session).joined(Charter.of(own[CHARTER])).save(session)
        if brought.agents and (use or silent):
            uid = session.get_one(Agent, brought.agents[0][0]).uid
            session.merge(FileSetting(key=IN_USE, value=uid))
    engine.wake_embedding()
    return brought


def _extension(file: AgentFile) -> Object | None:
    """What Loci wrote into the file itself, if the rest of it was not changed since."""
    content = {key: value for key, value in file.content.items() if key != EXTENSION}
    own = file.content.get(EXTENSION)
    same = isinstance(own, dict) and own.get("digest") == extension.digest(content)
    return own if same else None


def _read(path: Path, passphrase: str) -> tuple[AgentFile, Object | None]:
    """What is in the file, and of that what Loci itself wrote. One that is too large is not even begun."""
    try:
        if path.suffix == SEALED or (path / readable.MANIFEST).exists():
            message = f"{path} {readable.ONE_WAY}. Nothing was imported."
            raise InputRefused(message)
        if path.stat().st_size > MOST_BYTES:
            message = f"{path} has more than {MOST_BYTES:,} bytes, which is the most. Nothing was imported."
            raise InputRefused(message)
        if is_sealed(path):
            own = sealed.opened(path, passphrase)
            return AgentFile(own), own
        file = read(path.read_bytes())
        return file, _extension(file)
    except OSError as problem:
        raise InputRefused(f"{path} cannot be read: {problem.strerror or problem}. Nothing was imported.") from problem


def _write(path: Path, content: Iterable[bytes]) -> None:
    """Whole or not at all, readable by its owner alone; nothing that is there is overwritten."""
    if path.exists():
        raise StorageFailed(f"{path} is there already. Nothing was written; choose another name.")
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(path)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as problem:
        raise StorageFailed(
            f"{path} cannot be written: {problem.strerror or problem}. Nothing was exported."
        ) from problem


def _write_folder(path: Path, files: readable.Files) -> None:
    if path.exists():
        raise StorageFailed(f"{path} is there already. Nothing was written; choose another name.")
    try:
        readable.folder(files, path)
    except OSError as problem:
        raise StorageFailed(
            f"{path} cannot be written: {problem.strerror or problem}. Nothing was exported."
        ) from problem


def _names(session: Session, agents: list[int]) -> list[str]:
    return list(session.exec(select(Agent.name).where(col(Agent.id).in_(agents)).order_by(col(Agent.id))))
