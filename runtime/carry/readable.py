r"""The memory for reading: Markdown for people, JSON Lines for programs, and a manifest of hashes over both.

::

    manifest.json                       every other file with its size and SHA-256
    README.md                           what is where
    1 Loci/core memory.md               the blocks
    1 Loci/archival memory.md · .jsonl  the passages
    1 Loci/journal.jsonl                every change of memory
    1 Loci/conversations/0001 ….md · .jsonl

A folder, a zip, or a zip sealed with age under a passphrase, which the ``age`` command opens as well.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from models.tables import Agent, Conversation, JournalEntry, Message, Passage
from runtime import reading
from runtime.memory import archival

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlmodel import Session, SQLModel

FORMAT = "loci readable 1"
MANIFEST, JOURNAL = "manifest.json", "journal.jsonl"
ONE_WAY = "is an export for reading, which is not brought in again. To move a memory, export it as .loci or .af"
"""What is said of a file of this kind that is to be imported."""
_SPEAKERS = {"user": "You", "assistant": "Loci"}
_UNSAFE = re.compile(r"[^\w .,()-]+")
_LONGEST_NAME = 60
_README = """# A memory of Loci

Written on {at}. `core memory.md` is what the assistant always has before its eyes, `archival memory.md` what it put
away, `conversations/` every word that was said; the `.jsonl` files beside them have the same, a line of JSON each,
with every field. `journal.jsonl` has every change of the memory, with what it was before and after. `manifest.json`
has the SHA-256 of each file. This export is for reading: to move a memory, export it as `.loci`.
"""

Files = Iterator[tuple[str, bytes]]


def folder(files: Files, path: Path) -> None:
    """Write them into a new folder, whole or not at all.

    Raises:
        OSError: it cannot be written; nothing is left of it.
    """
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.mkdir(mode=0o700, parents=False)
    try:
        for name, content in files:
            target = unfinished / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            target.write_bytes(content)
        unfinished.rename(path)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def zipped(files: Files) -> bytes:
    """Them as one zip."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return packed.getvalue()


def sealed(content: bytes, passphrase: str) -> bytes:
    """Sealed with age under a passphrase (scrypt); ``age --decrypt`` opens it."""
    import pyrage  # noqa: PLC0415  (a fifth of a second that no start of the program need spend)

    made: bytes = pyrage.passphrase.encrypt(content, passphrase)
    return made


def everything(session: Session, at: datetime) -> Files:
    """Every file of the export, the manifest last."""
    hashes: dict[str, dict[str, object]] = {}
    for name, content in _contents(session, at):
        hashes[name] = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        yield name, content
    manifest = {"format": FORMAT, "written_at": at.isoformat(), "files": hashes}
    yield MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2).encode()


def _contents(session: Session, at: datetime) -> Files:
    yield "README.md", _README.format(at=f"{at:%Y-%m-%d %H:%M} UTC").encode()
    journal = session.exec(select(JournalEntry).order_by(col(JournalEntry.id)))
    yield JOURNAL, _lines(journal)
    for agent in session.exec(select(Agent).order_by(col(Agent.id))).all():
        place = f"{agent.id} {_safe(agent.name)}".strip()
        yield f"{place}/core memory.md", _core(session, agent).encode()
        passages = session.exec(
            select(Passage).where(Passage.archive_id == agent.archive_id).order_by(col(Passage.id))
        ).all()
        tags = archival.tags_of(session, [each.id or 0 for each in passages])
        yield f"{place}/archival memory.md", "\n".join(_passage(each, tags) for each in passages).encode()
        yield f"{place}/archival memory.jsonl", _lines(passages, tags)
        yield from _conversations(session, agent, place)


def _conversations(session: Session, agent: Agent, place: str) -> Files:
    query = select(Conversation).where(Conversation.agent_id == agent.id).order_by(col(Conversation.id))
    for talk in session.exec(query).all():
        messages = session.exec(
            select(Message).where(Message.conversation_id == talk.id).order_by(col(Message.id))
        ).all()
        if not messages:
            continue
        title = talk.title or next((each.text for each in messages if each.role == "user"), "")
        name = f"{place}/conversations/{talk.id:04d} {_safe(title)}".strip()
        told = [f"# {_one_line(title)}\n", *(_said(each) for each in messages if each.text and each.role in _SPEAKERS)]
        yield f"{name}.md", "\n".join(told).encode("utf-8", "replace")
        yield f"{name}.jsonl", _lines(messages)


def _core(session: Session, agent: Agent) -> str:
    parts = [f"# {_one_line(agent.name)}: core memory\n"]
    if agent.system_prompt:
        parts.append(f"## System prompt\n\n{agent.system_prompt}\n")
    for block in reading.blocks(session, agent.id or 0):
        parts.append(f"## {_one_line(block.label)}\n\n{block.value or '(empty)'}\n")  # noqa: PERF401 - reads better
    return "\n".join(parts)


def _passage(passage: Passage, tags: Mapping[int, Sequence[str]]) -> str:
    named = ", ".join(tags[passage.id or 0])
    return f"## {passage.created_at:%Y-%m-%d %H:%M}{f' · {named}' if named else ''}\n\n{passage.text}\n"


def _said(message: Message) -> str:
    return f"**{_SPEAKERS[message.role]}**, {message.created_at:%Y-%m-%d %H:%M} UTC\n\n{message.text}\n"


def _lines(rows: Iterable[SQLModel], tags: Mapping[int, Sequence[str]] | None = None) -> bytes:
    """Each row as a line of JSON with every field."""
    told: list[str] = []
    for row in rows:
        values: dict[str, Any] = row.model_dump(mode="json")
        if tags is not None:
            values["tags"] = list(tags[values["id"]])
        told.append(json.dumps(values, ensure_ascii=False))
    return "".join(f"{each}\n" for each in told).encode("utf-8", "replace")


def _safe(name: str) -> str:
    """As a file's name on any system: no separators, no dots at the ends."""
    return _one_line(_UNSAFE.sub(" ", name))[:_LONGEST_NAME].strip(" .")


def _one_line(text: str) -> str:
    return " ".join(text.split())
