"""What an import brought that Loci has no place for, kept in the memory file so that an export can give it back.

One text for each imported file, as JSON in the file's own settings. Rows are named by their uid.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlmodel import col, select

from models.tables import FileSetting
from runtime.carry.letta import Object

if TYPE_CHECKING:
    from sqlmodel import Session

_PREFIX = "kept:"


@dataclass(slots=True)
class Kept:
    """One imported file.

    ``file``: everything beside its agents, blocks and tools. Each agent, block, tool and message is kept whole under
    ``data``, with what only older schemas have under ``more``; a message that stands in no file is empty.
    """

    file: Object = field(default_factory=dict)
    agents: dict[str, Object] = field(default_factory=dict)
    blocks: list[Object] = field(default_factory=list)
    tools: list[Object] = field(default_factory=list)
    messages: dict[str, Object] = field(default_factory=dict)

    def as_object(self) -> Object:
        """As JSON has it."""
        return asdict(self)

    @classmethod
    def from_object(cls, given: Object) -> Kept:
        """What :meth:`as_object` gave.

        Raises:
            TypeError: it is something else.
        """
        kept = cls(**given)
        for name, value in asdict(kept).items():
            if not isinstance(value, list if name in {"blocks", "tools"} else dict):
                message = f"{name} of what was kept is of another kind"
                raise TypeError(message)
        return kept


def store(session: Session, kept: Kept) -> None:
    """Keep it, in the caller's transaction."""
    session.add(FileSetting(key=f"{_PREFIX}{uuid4()}", value=json.dumps(kept.as_object(), ensure_ascii=False)))
    session.flush()


def of_agents(session: Session, uids: Iterable[str]) -> Iterator[Kept]:
    """What came in together with any of these agents, one file after the other."""
    keys = session.exec(
        select(FileSetting.key).where(col(FileSetting.key).startswith(_PREFIX)).order_by(FileSetting.key)
    )
    wanted = set(uids)
    for key in keys.all():
        kept = Kept(**json.loads(session.exec(select(FileSetting.value).where(FileSetting.key == key)).one()))
        if wanted & set(kept.agents):
            yield kept


def redact(session: Session, gone: Collection[str], cut: Callable[[str], str]) -> None:
    """Drop the copies of messages that were removed, by uid, and cut those of blocks as they were cut."""
    for row in session.exec(select(FileSetting).where(col(FileSetting.key).startswith(_PREFIX))).all():
        kept = Kept(**json.loads(row.value))
        kept.messages = {uid: each for uid, each in kept.messages.items() if uid not in gone}
        for block in kept.blocks:
            block["data"]["value"] = cut(block["data"].get("value") or "")
        row.value = json.dumps(kept.as_object(), ensure_ascii=False)
        session.add(row)
    session.flush()
