"""A memory with many passages, and an export of many conversations: quickly made, of everyday words."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

from models import code_blocks, search_index
from models.passage import Passage
from models.search_values import Pending, Vectors
from models.sides import serving

if TYPE_CHECKING:
    from runtime.engine import Engine

VECTOR_BYTES = 576
_BATCH = 2_000
_WORDS = (
    "the my our dog harbour yesterday walked told sister violin played bought tyres winter garden likes never saw"
    " morning friend work train late bread letter wrote blue small house found keys window open rain again with and"
).split()


def store(engine: Engine, count: int) -> None:
    """Put so many passages into the archive, each with its words and a vector at random: none is embedded."""
    dice = random.Random(5)
    for begin in range(0, count, _BATCH):
        with engine.writing() as session:
            rows = [
                Passage(archive_id=engine.place.archive_id, text=words(dice), source="person")
                for _ in range(min(_BATCH, count - begin))
            ]
            session.add_all(rows)
            session.flush()
            for row in rows:
                search_index.index_passage(session, row, ())
            db = session.connection()
            vectors = [
                Vectors(Pending("passage", row.id or 0, row.text, ""), *[dice.randbytes(VECTOR_BYTES)] * 2)
                for row in rows
            ]
            code_blocks.add(db, serving(db, "passage"), vectors)
            db.exec_driver_sql("DELETE FROM embedding_queue")


def export(path: Path, conversations: int, messages: int) -> Path:
    """An export of Claude's with so many conversations of so many messages each."""
    dice = random.Random(6)
    talks = [
        {
            "uuid": f"u-{talk}",
            "name": f"Talk {talk}",
            "created_at": f"2024-01-{1 + talk % 28:02}T{talk % 24:02}:00:00Z",
            "chat_messages": [
                {
                    "uuid": f"m-{talk}-{number}",
                    "sender": "assistant" if number % 2 else "human",
                    "text": words(dice),
                }
                for number in range(messages)
            ],
        }
        for talk in range(conversations)
    ]
    path.write_text(json.dumps(talks), encoding="utf-8")
    return path


def words(dice: random.Random, least: int = 8, most: int = 40) -> str:
    """So many common words in any order."""
    return " ".join(dice.choices(_WORDS, k=dice.randint(least, most)))
