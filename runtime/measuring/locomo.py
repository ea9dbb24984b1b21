"""LoCoMo's conversations in a memory file of their own: a conversation is an agent, a turn is a message.

The data: https://github.com/snap-research/locomo, JSON with a list of conversations. Each turn is a message with its
speaker and time. Captions of its pictures are left out unless asked for, for a message is its text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func
from sqlmodel import select

from models import search_index
from models.row import append
from models.tables import Agent, Archive, Conversation, EmbeddingJob, Message
from runtime.embed.making import Making
from runtime.errors import InputRefused

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.memory_file import MemoryFile
    from runtime.embed.port import Embedder

MULTI_HOP = 1
ANSWERABLE = (1, 2, 3, 4)
"""Categories of questions. The fifth asks for what was never said."""
_BATCH = 64


@dataclass(frozen=True)
class Question:
    """A question and the ids of the messages that answer it."""

    text: str
    category: int
    evidence: frozenset[int]


@dataclass(frozen=True)
class Talk:
    """A conversation in the memory file."""

    name: str
    agent_id: int
    questions: list[Question]


def read(folder: Path) -> list[dict[str, Any]]:
    """The conversations of a folder's JSON files, as they stand there.

    Raises:
        InputRefused: there is none, or a file is not LoCoMo's.
    """
    found: list[dict[str, Any]] = []
    for file in sorted(folder.glob("*.json")):
        try:
            conversations = json.loads(file.read_text(encoding="utf-8"))
            found += [each for each in conversations if {"sample_id", "conversation", "qa"} <= each.keys()]
        except (ValueError, TypeError, AttributeError) as problem:
            raise InputRefused(
                f"{file} is no list of LoCoMo's conversations ({problem}). Nothing was measured."
            ) from problem
    if not found:
        raise InputRefused(f"There is no JSON with LoCoMo's conversations in {folder}. Nothing was measured.")
    return found


def store(memory: MemoryFile, raw: Sequence[dict[str, Any]], *, captions: bool) -> list[Talk]:
    """Each conversation as an agent's messages.

    Raises:
        InputRefused: something of a conversation is missing, or no question has evidence.
    """
    try:
        talks = [_store(memory, each, captions=captions) for each in raw]
    except (KeyError, ValueError, TypeError) as problem:
        raise InputRefused(
            f"This is no conversation as LoCoMo has them: {problem!r}. Nothing was measured."
        ) from problem
    if not any(talk.questions for talk in talks):
        raise InputRefused("No question of these conversations says which turns answer it. Nothing was measured.")
    return talks


def _store(memory: MemoryFile, raw: dict[str, Any], *, captions: bool) -> Talk:
    ids: dict[str, int] = {}
    with memory.transaction() as session:
        agent_id, conversation_id = _agent(session, raw["sample_id"])
        previous = ""
        for turn, at in _turns(raw["conversation"]):
            text = turn["text"]
            if captions and turn.get("blip_caption"):
                text += f" [shows a picture: {turn['blip_caption']}]"
            message = Message(agent_id=agent_id, conversation_id=conversation_id, role="user", text=text, created_at=at)
            message_id = append(session, message)
            search_index.index_message(session, message, previous, turn["speaker"])
            ids[turn["dia_id"]], previous = message_id, text
    asked = [Question(q["question"], q["category"], _evidence(q["evidence"], ids)) for q in raw["qa"]]
    return Talk(raw["sample_id"], agent_id, [q for q in asked if q.category in ANSWERABLE and q.evidence])


def _agent(session: Session, name: str) -> tuple[int, int]:
    agent_id = append(session, Agent(name=name, archive_id=append(session, Archive(name=name))))
    return agent_id, append(session, Conversation(agent_id=agent_id))


def _turns(conversation: dict[str, Any]) -> Iterator[tuple[dict[str, Any], datetime]]:
    """The turns in order, twenty seconds apart from the beginning of their session."""
    numbers = sorted(int(key[8:]) for key in conversation if re.fullmatch(r"session_\d+", key))
    for number in numbers:
        said = conversation[f"session_{number}_date_time"]
        begin = datetime.strptime(said, "%I:%M %p on %d %B, %Y").replace(tzinfo=UTC)
        for place, turn in enumerate(conversation[f"session_{number}"]):
            yield turn, begin + timedelta(seconds=20 * place)


def _evidence(written: Sequence[str], ids: dict[str, int]) -> frozenset[int]:
    """The messages that "D3:7" and the like name; also "D8:6; D9:17", "D:11:26" and "D30:05" as the data has them."""
    named = [(int(a), int(b)) for entry in written for a, b in re.findall(r"D:?(\d+):(\d+)", entry)]
    return frozenset(ids[f"D{a}:{b}"] for a, b in named if f"D{a}:{b}" in ids)


def embed_all(memory: MemoryFile, embedder: Embedder, tell: Callable[[str], None]) -> None:
    """What the embedding worker does, without its thread."""
    with memory.reading() as session:
        waiting = session.exec(select(func.count()).select_from(EmbeddingJob)).one()
    tell(f"embedding {waiting} messages")
    making = Making(embedder)
    while True:
        with memory.transaction() as session:
            batch = search_index.pending(session, _BATCH)
            if not batch:
                return
            search_index.store_vectors(session, making.made(batch))
