"""ChatGPT's and Claude's exports: into recall memory with their dates, once each; what is wrong with them is said."""

from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from fixture_types import Repetitions
from loop import Loop
from sqlalchemy import func
from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.tables import Conversation, Message
from runtime.carry.bring_histories import bring_histories
from runtime.carry.exported import read
from runtime.errors import InputRefused, StorageFailed
from runtime.llm.scripted import say
from runtime.sleep import work


def node(row_id: str, parent: str | None, role: str, *parts: object, at: float | None = None) -> dict[str, Any]:
    content = {"content_type": "text", "parts": list(parts)}
    return {
        "id": row_id,
        "parent": parent,
        "message": {"id": row_id, "author": {"role": role}, "content": content} | {"create_time": at},
    }


CHATGPT = [
    {
        "title": "Bees",
        "create_time": 1_700_000_000.5,
        "conversation_id": "c-1",
        "current_node": "d",
        "mapping": {
            "root": {"id": "root", "parent": None, "message": None},
            "s": node("s", "root", "system", "You are helpful."),
            "a": node("a", "s", "user", "My dog is called Biscuit", at=1_700_000_001.0),
            "b": node("b", "a", "assistant", "An answer that was thrown away"),
            "c": node("c", "a", "assistant", "A fine name", {"content_type": "image"}, "for a dog"),
            "d": node("d", "c", "user", "I keep bees \ud800 too\0", at=1_700_000_900),
        },
    },
    {"title": None, "create_time": None, "id": "c-2", "mapping": {}, "current_node": None},
]
CLAUDE = [
    {
        "uuid": "u-1",
        "name": "Oslo",
        "created_at": "2024-05-06T07:08:09.123456Z",
        "chat_messages": [
            {"uuid": "m-1", "sender": "human", "text": "I live in Oslo", "created_at": "2024-05-06T07:08:10Z"},
            {
                "uuid": "m-2",
                "sender": "assistant",
                "content": [{"type": "text", "text": "Cold there?"}, {"type": "tool_use"}],
            },
        ],
    }
]


def exported(path: Path, content: object, *, name: str = "conversations.json") -> Path:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("user.json", "{}")
            packed.writestr(name, json.dumps(content))
    else:
        path.write_text(json.dumps(content), encoding="utf-8")
    return path


def messages(memory: MemoryFile) -> list[Message]:
    with memory.reading() as session:
        return list(session.exec(select(Message).order_by(col(Message.id))))


@pytest.mark.parametrize("name", ["conversations.json", "export.zip"])
def test_what_was_said_comes_in_with_its_dates_and_nothing_of_it_is_in_context(
    memory: MemoryFile, tmp_path: Path, name: str
) -> None:
    loop, told = Loop.on(memory, []), []
    brought = bring_histories(
        loop.engine, exported(tmp_path / name, CHATGPT), lambda done, total: told.append((done, total))
    )
    assert (brought.counts["messages"], brought.counts["conversations"], told) == (3, 1, [(1, 1)])
    assert [(each.role, each.text) for each in messages(memory)] == [
        ("user", "My dog is called Biscuit"),
        ("assistant", "A fine name\nfor a dog"),
        ("user", "I keep bees ? too"),
    ]
    assert [each.created_at.isoformat()[:19] for each in messages(memory)] == [
        "2023-11-14T22:13:21",
        "2023-11-14T22:13:21",
        "2023-11-14T22:28:20",
    ]
    assert not any(each.in_context or each.turn_id for each in messages(memory))
    with memory.reading() as session:
        hits = loop.engine.search.messages(session, "Biscuit", agent_id=loop.engine.place.agent_id, limit=5)
        assert [each.id for each in hits][:1] == [messages(memory)[0].id]
        (talk,) = session.exec(select(Conversation).where(Conversation.origin == "import"))
    assert (talk.title, talk.archived_at is not None) == ("Bees", True)


def test_claudes_too_and_sleep_reads_them(memory: MemoryFile, tmp_path: Path) -> None:
    loop = Loop.on(memory, [])
    bring_histories(loop.engine, exported(tmp_path / "data.zip", CLAUDE, name="data/conversations.json"))
    assert [(each.role, each.text, each.tool) for each in messages(memory)] == [
        ("user", "I live in Oslo", None),
        ("assistant", "Cold there?", "send_message"),
    ]
    assert work.begin(loop.engine) is not None


def test_again_brings_nothing_and_a_newer_export_what_is_new(memory: MemoryFile, tmp_path: Path) -> None:
    loop = Loop.on(memory, [])
    bring_histories(loop.engine, exported(tmp_path / "a.json", CLAUDE))
    again = bring_histories(loop.engine, tmp_path / "a.json")
    assert (again.counts["messages"], again.counts["conversations that were here already"]) == (0, 1)
    newer = json.loads(json.dumps(CLAUDE))
    newer[0]["chat_messages"].append({"uuid": "m-3", "sender": "human", "text": "Very"})
    assert bring_histories(loop.engine, exported(tmp_path / "b.json", newer)).counts["messages"] == 1
    assert len(messages(memory)) == 3


def test_what_was_interrupted_goes_on_where_it_was(memory: MemoryFile, tmp_path: Path) -> None:
    loop = Loop.on(memory, [])
    many = [CLAUDE[0] | {"uuid": f"u-{each}", "created_at": f"2024-05-0{each}T00:00:00Z"} for each in range(1, 6)]
    path = exported(tmp_path / "a.json", many)

    def interrupt(done: int, total: int) -> None:  # noqa: ARG001
        if done == 3:
            raise StorageFailed("The disk is full.")

    with pytest.raises(StorageFailed):
        bring_histories(loop.engine, path, interrupt)
    assert len(messages(memory)) == 6
    assert bring_histories(loop.engine, path).counts["conversations"] == 2
    assert len(messages(memory)) == 10


def test_the_own_conversation_stays_the_current_one(memory: MemoryFile, tmp_path: Path) -> None:
    loop = Loop.on(memory, [say("Hello.")])
    loop.say("Hello")
    bring_histories(loop.engine, exported(tmp_path / "a.json", CLAUDE))
    assert Loop.on(memory, []).engine.place == loop.engine.place


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "no JSON"),
        (b"{}", "no list"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b'[{"mapping": 7}]', "conversation 1 of an unknown form"),
        (b'[{"uuid": 7, "chat_messages": []}]', "conversation 1"),
        (b'[{"other": 1}]', "conversation 1"),
        (b"[1]", "conversation 1"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"[" + b"9" * 5_000 + b"]", "no JSON"),
    ],
)
def test_what_is_no_export_is_refused_in_words(
    memory: MemoryFile, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "conversations.json"
    path.write_bytes(content)
    with pytest.raises(InputRefused, match=f"{sentence}.*Nothing was imported"):
        bring_histories(Loop.on(memory, []).engine, path)
    assert messages(memory) == []


def test_a_zip_may_be_a_bomb_or_name_paths_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.carry.exported.MOST_BYTES", 1_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../../conversations.json", b" " * 50_000_000)
    with pytest.raises(InputRefused, match="more than 1,000,000 bytes"):
        read(tmp_path / "bomb.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["bomb.zip"]
    with zipfile.ZipFile(tmp_path / "none.zip", "w") as packed:
        packed.writestr("chat.html", b"")
    with pytest.raises(InputRefused, match="holds 0 files"):
        read(tmp_path / "none.zip")


def test_mutated_exports_give_a_sentence_or_a_right_import(
    memory: MemoryFile, tmp_path: Path, repetitions: Repetitions
) -> None:
    loop, dice = Loop.on(memory, []), random.Random(4)
    sources = [exported(tmp_path / "a.json", CHATGPT + CLAUDE), exported(tmp_path / "a.zip", CHATGPT + CLAUDE)]
    raw = [each.read_bytes() for each in sources]
    path, refused = tmp_path / "mutated", 0
    for _ in range(repetitions(150, 2_000)):
        path.write_bytes(mutated(dice, dice.choice(raw)))
        with memory.reading() as session:
            before = session.exec(select(func.count()).select_from(Message)).one()
        try:
            bring_histories(loop.engine, path)
        except InputRefused:
            with memory.reading() as session:
                assert session.exec(select(func.count()).select_from(Message)).one() == before
            refused += 1
    assert refused
    assert all(each.text and each.role in {"user", "assistant"} for each in messages(memory))


def mutated(dice: random.Random, raw: bytes) -> bytes:
    """Cut, flipped, or with a value of another type in it."""
    match dice.randrange(4):
        case 0:
            return raw[: dice.randrange(len(raw))]
        case 1:
            place = dice.randrange(len(raw))
            return raw[:place] + bytes([dice.randrange(256)]) + raw[place + 1 :]
        case 2:
            values = [b"null", b"7", b'"x"', b"[]", b"{}", b"1e999", b"-1", b"true"]
            return raw.replace(
                dice.choice([b'"user"', b"null", b'"a"', b'"d"', b"1700000001.0"]), dice.choice(values), 1
            )
        case _:
            return raw.replace(dice.choice([b'"parts"', b'"author"', b'"sender"', b'"text"', b'"parent"']), b'"odd"', 1)
