"""The portable file: everything under a passphrase, into another memory or merged into this one."""

from __future__ import annotations

import json
import random
import tracemalloc
from pathlib import Path

import pytest
from fixture_types import Repetitions
from loop import Loop
from sqlmodel import col, select

from models.memory_file import MemoryFile
from models.tables import Block, Conversation, JournalEntry, JournalEvidence, Message, Passage, PassageTag, Step, Turn
from runtime.carry import files, sealed
from runtime.errors import InputRefused, LociError, StorageFailed, WrongKey
from runtime.llm.scripted import call, say
from runtime.memory.charter import Charter

PASSPHRASE = "correct horse battery staple"
SCRIPT = [
    call("core_memory_append", label="human", content="Dog: Biscuit"),
    say("Noted."),
    call("archival_memory_insert", content="The vet has 555", tags=["vet"]),
    say("Kept."),
]


@pytest.fixture
def told(memory: MemoryFile) -> Loop:
    loop = Loop.on(memory, SCRIPT)
    loop.say("My dog is called Biscuit")
    loop.say("The vet has 555")
    return loop


@pytest.fixture
def other(tmp_path: Path):
    with MemoryFile.open(tmp_path / "other.loci", bytes(32)) as opened:
        yield Loop.on(opened, [])


def sealed_whole(inside: bytes) -> bytes:
    """A portable file with this inside, whatever it is."""
    return b"".join(sealed.seal([inside], PASSPHRASE))


def content(memory: MemoryFile) -> dict[str, list[tuple[object, ...]]]:
    """What matters, without the numbers of rows."""
    with memory.reading() as session:
        names = {each.id: each.uid for each in session.exec(select(Message))}
        evidence = session.exec(select(JournalEvidence, JournalEntry).join(JournalEntry)).all()
        return {
            "messages": [
                (each.uid, each.role, each.text, each.tool, str(each.arguments), each.created_at, each.in_context)
                for each in session.exec(select(Message).order_by(col(Message.id)))
            ],
            "steps": [(each.uid, each.number, names.get(each.last_message_id)) for each in session.exec(select(Step))],
            "turns": [(each.uid, names.get(each.message_id), each.status) for each in session.exec(select(Turn))],
            "passages": [(each.uid, each.text) for each in session.exec(select(Passage))],
            "tags": [(each.tag,) for each in session.exec(select(PassageTag))],
            "evidence": [(entry.uid, names[row.message_id], row.start, row.end) for row, entry in evidence],
        }


def test_everything_comes_into_an_empty_memory_and_can_be_talked_to(told: Loop, other: Loop, tmp_path: Path):
    files.export_portable(told.engine, tmp_path / "all.loci", PASSPHRASE)
    brought = files.bring_file(other.engine, tmp_path / "all.loci", PASSPHRASE)
    assert brought.counts["messages"] == len(content(told.memory)["messages"])
    assert content(other.memory) == content(told.memory)
    again = Loop.on(other.memory, [say("Biscuit.")])
    assert again.block("human") == "Dog: Biscuit"
    assert again.say("What is my dog called?") == "end_turn"
    with other.memory.reading() as session:
        hits = again.engine.search.passages(session, "vet", archive_id=again.engine.place.archive_id)
        assert len(hits) == 1
    assert other.memory.check() == []


def test_the_same_message_twice_is_one_and_new_ones_are_added(told: Loop, other: Loop, tmp_path: Path):
    files.export_portable(told.engine, tmp_path / "one.loci", PASSPHRASE)
    files.bring_file(other.engine, tmp_path / "one.loci", PASSPHRASE)
    again = Loop.on(told.memory, [say("More.")])
    again.say("And a cat called Mia")
    files.export_portable(told.engine, tmp_path / "two.loci", PASSPHRASE)
    files.bring_file(other.engine, tmp_path / "two.loci", PASSPHRASE)
    assert content(other.memory) == content(told.memory)
    files.bring_file(other.engine, tmp_path / "two.loci", PASSPHRASE)
    assert content(other.memory) == content(told.memory)


def test_nothing_of_it_is_readable(told: Loop, tmp_path: Path):
    files.export_portable(told.engine, tmp_path / "all.loci", PASSPHRASE)
    raw = (tmp_path / "all.loci").read_bytes()
    assert b"Biscuit" not in raw
    assert PASSPHRASE.encode() not in raw


def test_a_wrong_passphrase_opens_nothing(told: Loop, other: Loop, tmp_path: Path):
    files.export_portable(told.engine, tmp_path / "all.loci", PASSPHRASE)
    before = content(other.memory)
    with pytest.raises(WrongKey, match="does not open this file"):
        files.bring_file(other.engine, tmp_path / "all.loci", "another")
    assert content(other.memory) == before


def test_a_mutated_file_is_refused_and_leaves_nothing(
    told: Loop, other: Loop, tmp_path: Path, repetitions: Repetitions
):
    files.export_portable(told.engine, tmp_path / "all.loci", PASSPHRASE)
    raw, dice = (tmp_path / "all.loci").read_bytes(), random.Random(4)
    path, before = tmp_path / "mutated.loci", content(other.memory)
    for _ in range(repetitions(40, 2_000)):
        at = dice.randrange(len(raw))
        flipped = raw[:at] + bytes([raw[at] ^ 1 << dice.randrange(8)]) + raw[at + 1 :]
        path.write_bytes(dice.choice([flipped, raw[:at]]))
        with pytest.raises((InputRefused, LociError)):
            files.bring_file(other.engine, path, PASSPHRASE)
        assert content(other.memory) == before


def test_opening_one_takes_little_more_memory_than_what_is_in_it(tmp_path: Path):
    """Neither the sealed bytes nor the packed ones nor the text are ever held whole."""
    rows = [{"id": number, "text": random.Random(number).randbytes(2_000).hex()} for number in range(5_000)]
    inside = json.dumps({"message": rows}).encode()
    (tmp_path / "big.loci").write_bytes(sealed_whole(inside))
    tracemalloc.start()
    value = sealed.opened(tmp_path / "big.loci", PASSPHRASE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert value == {"message": rows}
    assert peak < len(inside) + 10_000_000


def test_writing_one_takes_little_memory_however_much_is_in_it(told: Loop, other: Loop, tmp_path: Path):
    with told.engine.writing() as session:
        agent_id, dice = told.engine.place.agent_id, random.Random(5)
        conversation_id = session.exec(select(Conversation.id)).first() or 0
        for _ in range(500):
            text = dice.randbytes(5_000).hex()
            session.add(Message(agent_id=agent_id, conversation_id=conversation_id, role="user", text=text))
    tracemalloc.start()
    files.export_portable(told.engine, tmp_path / "big.loci", PASSPHRASE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000
    files.bring_file(other.engine, tmp_path / "big.loci", PASSPHRASE)
    assert content(other.memory) == content(told.memory)


@pytest.mark.parametrize("spare", [-1, 0, 1])
def test_whatever_is_packed_to_the_end_of_a_piece_is_read_whole(
    spare: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sealed, "_PIECE", 64)
    inside = json.dumps({"text": "é" * 500}, ensure_ascii=False).encode() + b" " * (64 + spare)
    (tmp_path / "one.loci").write_bytes(sealed_whole(inside))
    assert sealed.opened(tmp_path / "one.loci", PASSPHRASE) == {"text": "é" * 500}


def test_what_unpacks_without_end_and_what_is_too_large_are_refused_in_a_sentence(
    told: Loop, other: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path, before = tmp_path / "bomb.loci", content(other.memory)
    path.write_bytes(sealed_whole(b" " * 3_000_000 + b"{}"))
    monkeypatch.setattr(sealed, "_MOST_OPENED", 2_000_000)
    with pytest.raises(InputRefused, match="holds more than 2,000,000 bytes"):
        files.bring_file(other.engine, path, PASSPHRASE)
    monkeypatch.setattr(files, "MOST_BYTES", 1_000)
    with pytest.raises(InputRefused, match="more than 1,000 bytes, which is the most"):
        files.bring_file(other.engine, path, PASSPHRASE)
    assert content(other.memory) == before
    monkeypatch.setattr(sealed, "MOST_BYTES", 1_000)
    for name, most, words in (
        (sealed, "MOST_BYTES", "packed it has more than"),
        (sealed, "_MOST_OPENED", "it has more than"),
    ):
        monkeypatch.setattr(name, most, 1_000)
        with pytest.raises(StorageFailed, match=f"too large for a portable file: {words} 1,000 bytes"):
            files.export_portable(told.engine, tmp_path / "out.loci", PASSPHRASE)
        monkeypatch.undo()
    assert list(tmp_path.glob("out.loci*")) == [], "nothing is written that could not be read again"


def test_a_memory_that_has_an_own_block_of_that_name_keeps_both(told: Loop, other: Loop, tmp_path: Path):
    files.export_portable(told.engine, tmp_path / "all.loci", PASSPHRASE)
    files.bring_file(other.engine, tmp_path / "all.loci", PASSPHRASE)
    with other.memory.reading() as session:
        assert len(session.exec(select(Block).where(Block.label == "human")).all()) == 2


def test_the_rules_for_the_memory_come_too_and_what_either_forbids_is_forbidden(
    told: Loop, other: Loop, tmp_path: Path
):
    for loop, rules in ((told, Charter(("diabetes",), ("notes",), 90)), (other, Charter(("bank account",), (), 30))):
        with loop.engine.writing() as session:
            rules.save(session)
    files.export_portable(told.engine, tmp_path / "all.loci", PASSPHRASE)
    files.bring_file(other.engine, tmp_path / "all.loci", PASSPHRASE)
    with other.memory.reading() as session:
        assert Charter.read(session) == Charter(("bank account", "diabetes"), ("notes",), 30)


@pytest.mark.parametrize(
    "rules", [None, [], {"never": "all"}, {"never": [1]}, {"passage_days": "ten"}, {"never": ["…"]}]
)
def test_rules_that_are_none_are_refused_and_nothing_comes_in(other: Loop, told: Loop, tmp_path: Path, rules: object):
    files.export_portable(told.engine, tmp_path / "all.loci", PASSPHRASE)
    content_of = sealed.opened(tmp_path / "all.loci", PASSPHRASE) | {files.CHARTER: rules}
    (tmp_path / "bad.loci").write_bytes(sealed_whole(json.dumps(content_of).encode()))
    before = content(other.memory)
    with pytest.raises(InputRefused, match="Nothing was"):
        files.bring_file(other.engine, tmp_path / "bad.loci", PASSPHRASE)
    assert content(other.memory) == before
