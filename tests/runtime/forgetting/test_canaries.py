"""Two hundred words that stand nowhere else, each forgotten: no byte of it is left, and every other one is."""

from __future__ import annotations

import json
import random

from fixture_types import Repetitions
from loop import Loop
from sqlmodel import select

from models import search_index, tables
from models.memory_file import MemoryFile
from models.search_values import Vectors
from runtime.forgetting import forget as forgetting
from runtime.forgetting.forget import Request
from runtime.llm.scripted import call, say
from runtime.memory import archival, recall
from runtime.memory.journal import Cause

PLACES = 10
COUNT = 200


def canary(number: int) -> str:
    """A word of letters alone, so that stemming and lower case meet it."""
    dice = random.Random(number)
    return "Q" + "".join(dice.choice("bcdfghklmnprstvz") + dice.choice("aeiou") for _ in range(6))


def plant(loop: Loop, words: list[str]) -> None:
    """A tenth of the words in each kind of place."""
    groups = [words[each::PLACES] for each in range(PLACES)]
    for word in groups[0]:
        loop.say(f"I like {word} on Sundays")
    place = loop.engine.place
    with loop.engine.writing() as session:
        agent = session.get_one(tables.Agent, place.agent_id)
        block = tables.Block(
            label="places", value="\n".join(f"Line about {word}" for word in groups[1]), char_limit=9_000
        )
        session.add(block)
        for word in groups[2]:
            archival.insert(session, place.archive_id, f"A passage on {word} and café", ["a", "b"], Cause("person"))
        for word in groups[3]:
            archival.insert(session, place.archive_id, "A passage of its own", ["kept", word], Cause("person"))
        for word in groups[4]:
            session.add(
                tables.Document(archive_id=agent.archive_id, path=f"/docs/{word}.pdf", digest=word[:2], title=word)
            )
        text = " ".join(f"They spoke of {word}." for word in groups[5])
        session.add(tables.Summary(conversation_id=place.conversation_id, text=text, through_message_id=0))
        for word in groups[6]:
            entry = tables.JournalEntry(target="block", target_id=9_999, label="old", action="update", cause="person")
            entry.before, entry.after = f"Stays\nOnce {word}", "Stays"
            session.add(entry)
        for word in groups[7]:
            session.add(
                tables.FileSetting(key=f"draft:{word[1:3]}{len(word)}-{words.index(word)}", value=f"To be said: {word}")
            )
        for word in groups[8]:
            message = tables.Message(
                agent_id=place.agent_id, conversation_id=place.conversation_id, role="assistant", text=""
            )
            message.tool, message.arguments = "conversation_search", {"query": f"„{word}“\nand more"}
            recall.add(session, message)
        for word in groups[9]:
            message = tables.Message(
                agent_id=place.agent_id, conversation_id=place.conversation_id, role="tool", text=""
            )
            message.tool, message.ok, message.text = "x", True, json.dumps({"found": f"é {word}"})
            recall.add(session, message)
    _embed(loop)


def _embed(loop: Loop) -> None:
    dice = random.Random(1)
    with loop.engine.writing() as session:
        waiting = search_index.pending(session, 10_000)
        made = [Vectors(each, dice.randbytes(576), dice.randbytes(576)) for each in waiting]
        search_index.store_vectors(session, made)


def raw(memory: MemoryFile) -> bytes:
    """The decrypted bytes of the file and its log."""
    return b"".join(memory.pages())


def test_no_byte_of_a_forgotten_word_is_left_and_every_other_word_is(memory: MemoryFile, repetitions: Repetitions):
    words = [canary(number) for number in range(COUNT)]
    script = [call("core_memory_append", label="human", content="x"), say("Indeed.")] * COUNT
    loop = Loop.on(memory, script)
    plant(loop, words)
    forgotten: list[str] = []
    for word in random.Random(3).sample(words, repetitions(12, COUNT)):
        receipt = forgetting.forget(loop.engine, Request(word))
        assert receipt.left == (), word
        assert receipt.removed, word
        forgotten.append(word)
    content, kept = raw(memory), set(words) - set(forgotten)
    lower = content.lower()
    for word in forgotten:
        assert word.lower().encode() not in lower
        for code in ("utf-16-le", "utf-16-be"):
            assert word.encode(code) not in content
    missing = [word for word in kept if word.encode() not in content]
    assert missing == []


def test_all_else_is_intact(memory: MemoryFile):
    """Counted in rows: one message goes, everything that is not it stays."""
    words = [canary(number) for number in range(40)]
    loop = Loop.on(memory, [say("Indeed.")] * 40)
    plant(loop, words)

    def counts() -> list[int]:
        with memory.reading() as session:
            kinds = (
                tables.Message,
                tables.Passage,
                tables.PassageTag,
                tables.Document,
                tables.Summary,
                tables.FileSetting,
                tables.JournalEntry,
            )
            return [len(session.exec(select(each)).all()) for each in kinds]

    before = counts()
    forgetting.forget(loop.engine, Request(words[0]))
    assert [a - b for a, b in zip(before, counts(), strict=True)] == [1, 0, 0, 0, 0, 0, 0]
    forgetting.forget(loop.engine, Request(words[3]))
    assert [a - b for a, b in zip(before, counts(), strict=True)] == [1, 0, 1, 0, 0, 0, 0]
