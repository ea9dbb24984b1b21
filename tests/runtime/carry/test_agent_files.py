"""Letta's agent files: read, written, and read again, with nothing lost; bad ones refused in words, whole."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lettas_checks
import pytest
from fixture_types import Repetitions
from loop import Loop
from sqlmodel import select

from models.cells import cells
from models.memory_file import MemoryFile
from models.tables import Agent, AgentBlock, AgentTool, Block, JournalEntry, Message, Passage, Tool
from runtime.carry import files, letta
from runtime.errors import InputRefused, StorageFailed
from runtime.forgetting import forget as forgetting
from runtime.llm.scripted import call, say
from runtime.memory import archival
from runtime.memory.journal import Cause

New = Callable[[str], Loop]
V2 = "customer_service deep_research_agent evie loop memgpt_agent outreach_workflow_agent".split()
V1 = "custserv_v0 memgptconvo_v0 memgptconvo_v1 workflow_v1".split()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[New]:
    """``new(name)``: a memory of its own."""
    opened: list[MemoryFile] = []

    def make(name: str) -> Loop:
        opened.append(MemoryFile.open(tmp_path / f"{name}.loci", bytes(32)))
        return Loop.on(opened[-1], [])

    yield make
    for each in opened:
        each.close()


def exported(loop: Loop, path: Path) -> dict[str, Any]:
    """What is written for the agent that the memory would be opened with."""
    again = Loop.on(loop.memory, [])
    files.export_agent_file(again.engine, path)
    content = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def source(reference: Path, name: str) -> Path:
    return reference / "agent_files" / f"{name}.af"


@pytest.mark.parametrize("name", V2)
def test_a_present_file_comes_back_field_for_field(name: str, reference: Path, tmp_path: Path, new: New) -> None:
    loop = new("first")
    files.bring_file(loop.engine, source(reference, name))
    written = exported(loop, tmp_path / "out.af")
    written.pop("loci")
    given = letta.read(source(reference, name).read_bytes()).content
    if name == "evie":
        # Its agents name groups and messages in each other's ids; all is there, numbered as in the file.
        assert [each["id"] for each in written["blocks"]] == [each["id"] for each in given["blocks"]]
    assert written == given


@pytest.mark.parametrize("name", V2 + V1)
def test_every_file_is_the_same_after_a_second_journey(name: str, reference: Path, tmp_path: Path, new: New) -> None:
    """Imported, exported, imported, exported; and without Loci's own key, as if it had been through Letta."""
    first, second, third = (new(each) for each in ("first", "second", "third"))
    files.bring_file(first.engine, source(reference, name))
    one = exported(first, tmp_path / "one.af")
    files.bring_file(second.engine, tmp_path / "one.af")
    two = exported(second, tmp_path / "two.af")
    assert two["loci"]["kept"] == one["loci"]["kept"]
    plain = {key: value for key, value in one.items() if key != "loci"}
    assert {key: value for key, value in two.items() if key != "loci"} == plain
    (tmp_path / "plain.af").write_text(json.dumps(plain), encoding="utf-8")
    files.bring_file(third.engine, tmp_path / "plain.af")
    three = exported(third, tmp_path / "three.af")
    assert {key: value for key, value in three.items() if key != "loci"} == plain


@pytest.mark.parametrize("name", V1)
def test_an_older_file_has_all_its_messages_blocks_and_tools(
    name: str, reference: Path, tmp_path: Path, new: New
) -> None:
    loop = new("first")
    files.bring_file(loop.engine, source(reference, name))
    old = json.loads(source(reference, name).read_text(encoding="utf-8"))
    written = exported(loop, tmp_path / "out.af")
    (agent,) = written["agents"]
    kept = written["loci"]["kept"][0]
    more = {each["data"]["id"]: each["more"] for each in kept["messages"].values() if each}
    for was, now in zip(old["messages"], agent["messages"], strict=True):
        both = now | more[now["id"]]
        assert {key: both[key] for key in was} == was
    for was, now, about in zip(old["core_memory"], written["blocks"], kept["blocks"], strict=True):
        both = now | about["more"]
        assert {key: both[key] for key in was} == was
    for was, now, about in zip(old["tools"], written["tools"], kept["tools"], strict=True):
        both = now | about["more"]
        assert {key: both[key] for key in was} == was
    listed = old.get("in_context_message_indices") or [n for n, m in enumerate(old["messages"]) if m.get("in_context")]
    assert agent["in_context_message_ids"] == [f"message-{n}" for n in listed]
    assert agent["system"] == old["system"]


def test_what_was_said_is_found_and_stands_in_the_context(reference: Path, new: New) -> None:
    loop = new("first")
    brought = files.bring_file(loop.engine, source(reference, "memgptconvo_v1"))
    assert brought.counts["messages"] == 91
    again = Loop.on(loop.memory, [say("Hello Sarah.")])
    assert again.say("Hello") == "end_turn"
    with loop.memory.reading() as session:
        hits = again.engine.search.messages(session, "sarah not chad", agent_id=again.engine.place.agent_id)
        assert session.get_one(Message, hits[0].id).text == "hi my name is actually sarah not chad "
        tools = session.exec(select(Tool)).all()
        assert not [each for each in tools if each.enabled]


def test_everything_of_lociss_own_comes_back(memory: MemoryFile, tmp_path: Path, new: New) -> None:
    """Archival memory, older messages, the journal with its evidence, steps: what no schema of Letta's holds."""
    script = [call("core_memory_append", label="human", content="Dog: Biscuit"), say("Noted.")]
    loop = Loop.on(memory, script)
    loop.say("My dog is called Biscuit")
    with memory.transaction() as session:
        archival.insert(session, loop.engine.place.archive_id, "The vet has 555", ["vet"], Cause("person"))
        session.exec(select(Message)).first().in_context = False
    files.export_agent_file(loop.engine, tmp_path / "out.af")
    other = new("other")
    files.bring_file(other.engine, tmp_path / "out.af")
    again = Loop.on(other.memory, [say("Biscuit.")])
    assert again.block("human") == "Dog: Biscuit"
    with other.memory.reading() as session:
        assert session.exec(select(Passage.text)).all() == ["The vet has 555"]
        (said,) = session.exec(select(Message).where(Message.text == "My dog is called Biscuit")).all()
        assert not said.in_context
        texts = [(each.label, each.before, each.after, each.cause) for each in session.exec(select(JournalEntry))]
    with memory.reading() as session:
        own = [(each.label, each.before, each.after, each.cause) for each in session.exec(select(JournalEntry))]
        agent = session.exec(select(Agent)).one()
    assert texts[-len(own) :] == own
    assert again.say("What is my dog called?") == "end_turn"
    twice = files.bring_file(other.engine, tmp_path / "out.af")
    assert twice.counts == {}
    with other.memory.reading() as session:
        assert len(session.exec(select(Agent).where(Agent.uid == agent.uid)).all()) == 1
    with memory.reading() as session, other.memory.reading() as there:
        before = {each.uid for each in session.exec(select(Message))}
        assert before <= {each.uid for each in there.exec(select(Message))}


def test_a_block_that_differs_is_shown_and_the_one_here_kept(memory: MemoryFile, tmp_path: Path) -> None:
    loop = Loop.on(memory, [call("core_memory_append", label="human", content="Dog: Rex"), say("Noted.")])
    files.export_portable(loop.engine, tmp_path / "out.loci", "a long passphrase")
    loop.say("Rex")
    brought = files.bring_file(loop.engine, tmp_path / "out.loci", "a long passphrase")
    assert ["'human' differs" in str(each) for each in brought.notes] == [True]
    assert loop.block("human") == "Dog: Rex"


def test_our_own_agent_has_only_fields_that_published_files_have(
    memory: MemoryFile, reference: Path, tmp_path: Path
) -> None:
    """And with the same kinds of values: so Letta's validator, which refuses unknown fields, has nothing to refuse."""
    loop = Loop.on(memory, [call("core_memory_append", label="human", content="Dog: Biscuit"), say("Noted.")])
    loop.say("My dog is called Biscuit")
    files.export_agent_file(loop.engine, tmp_path / "out.af")
    own = json.loads((tmp_path / "out.af").read_text(encoding="utf-8"))
    own.pop("loci")
    known = letta.read(source(reference, "loop").read_bytes()).content
    assert set(own) == set(letta.read(source(reference, "evie").read_bytes()).content)
    pairs = [(own["agents"], known["agents"]), (own["blocks"], known["blocks"]), (own["tools"], known["tools"])]
    pairs.append((own["agents"][0]["messages"], known["agents"][0]["messages"]))
    for ours, theirs in pairs:
        fields = {key for each in theirs for key in each}
        assert all(set(each) <= fields for each in ours)
    ids = [each["id"] for name in ("agents", "blocks", "tools") for each in own[name]]
    ids += [each["id"] for each in own["agents"][0]["messages"]]
    assert len(ids) == len(set(ids))
    assert all(each.rpartition("-")[2].isdecimal() for each in ids)
    assert set(own["agents"][0]["tool_ids"]) == {each["id"] for each in own["tools"]}


@pytest.mark.parametrize("name", V2 + V1)
def test_what_came_from_letta_goes_out_as_letta_takes_it(name: str, reference: Path, tmp_path: Path, new: New) -> None:
    loop = new("first")
    files.bring_file(loop.engine, source(reference, name))
    lettas_checks.check(exported(loop, tmp_path / "out.af"))


def test_so_does_what_was_said_here_between_two_agents_of_one_file(reference: Path, tmp_path: Path, new: New) -> None:
    """The second agent's messages keep the ids by which its context names them."""
    loop = new("first")
    files.bring_file(loop.engine, source(reference, "evie"))
    again = Loop.on(loop.memory, [call("archival_memory_insert", content="A lighthouse"), say("Hello Evie.")])
    assert again.say("Hello") == "end_turn"
    written = exported(loop, tmp_path / "out.af")
    lettas_checks.check(written)
    given = letta.read(source(reference, "evie").read_bytes()).content
    came = {each["id"] for agent in given["agents"] for each in agent["messages"]}
    ours = [each for agent in written["agents"] for each in agent["messages"] if each["id"] not in came]
    assert [each["role"] for each in ours] == ["user", "assistant", "tool", "assistant", "tool"]
    for each in ours:
        lettas_checks.check_result(each)


def test_our_own_agent_goes_out_as_letta_takes_it(memory: MemoryFile, tmp_path: Path, new: New) -> None:
    """Its instructions first; without the tools that Letta has not; what was said before and is no more in context."""
    script = [call("core_memory_append", label="human", content="Dog: Biscuit"), call("no_such_tool"), say("Noted.")]
    loop = Loop.on(memory, script)
    loop.say("My dog is called Biscuit")
    files.export_agent_file(loop.engine, tmp_path / "out.af")
    written = json.loads((tmp_path / "out.af").read_text(encoding="utf-8"))
    lettas_checks.check(written)
    (agent,) = written["agents"]
    lettas_checks.check_own(agent)
    assert [each["role"] for each in agent["messages"]] == ["system", "user", *["assistant", "tool"] * 3]
    assert "forget" not in {each["name"] for each in written["tools"]}
    assert agent["system"] is None, "Letta takes its own, which speak of its tools"
    files.bring_file((there := new("there")).engine, tmp_path / "out.af")
    with there.memory.reading() as session:
        assert "forget" in session.exec(select(AgentTool.name)).all(), "Loci has them back"


def test_a_changed_block_goes_out_changed_and_all_else_as_it_came(reference: Path, tmp_path: Path, new: New) -> None:
    loop = new("first")
    files.bring_file(loop.engine, source(reference, "loop"))
    with loop.memory.transaction() as session:
        block = session.exec(select(Block).where(Block.label == "about_user")).one()
        block.value = "Name: Ann"
    written = exported(loop, tmp_path / "out.af")
    given = letta.read(source(reference, "loop").read_bytes()).content
    changed = next(each for each in given["blocks"] if each["label"] == "about_user")
    changed["value"] = "Name: Ann"
    written.pop("loci")
    assert written == given


def test_what_is_odd_is_told_in_words(reference: Path, tmp_path: Path, memory: MemoryFile) -> None:
    content = letta.read(source(reference, "loop").read_bytes()).content
    agent = content["agents"][0]
    agent["block_ids"].append("block-99")
    agent["group_ids"] = ["group-7"]
    agent["in_context_message_ids"].append("message-77")
    content["blocks"][1]["label"] = content["blocks"][0]["label"]
    content["blocks"][2] |= {"value": "x" * 50, "limit": 10}
    agent["messages"][0]["content"] = [{"type": "text", "text": "y" * 1_200_000}]
    path = tmp_path / "odd.af"
    path.write_text(json.dumps(json.dumps(content)), encoding="utf-8")
    notes = "\n".join(map(str, files.bring_file(Loop.on(memory, []).engine, path).notes))
    for words in ("block-99", "group-7", "1 messages are said to be in context", "two blocks", "over its limit of 10",
                  "1,200,000 characters"):  # fmt: skip
        assert words in notes
    with memory.reading() as session:
        imported = session.exec(select(Agent).where(Agent.name == "Loop")).one()
        attached = select(Block.label).join(AgentBlock).where(AgentBlock.agent_id == imported.id)
        labels = session.exec(attached).all()
        assert len(labels) == len(set(labels)) == 9


def test_forgetting_reaches_what_an_import_brought(reference: Path, memory: MemoryFile) -> None:
    loop = Loop.on(memory, [])
    files.bring_file(loop.engine, source(reference, "memgptconvo_v1"))
    receipt = forgetting.forget(loop.engine, forgetting.Request("sarah"))
    assert receipt.left == ()
    with memory.reading() as session:
        assert not [each for each in cells(session) if isinstance(each.value, str) and " sarah" in each.value.lower()]


def test_nothing_is_overwritten(memory: MemoryFile, tmp_path: Path) -> None:
    (tmp_path / "out.af").write_text("mine", encoding="utf-8")
    with pytest.raises(StorageFailed, match="is there already"):
        files.export_agent_file(Loop.on(memory, []).engine, tmp_path / "out.af")
    assert (tmp_path / "out.af").read_text(encoding="utf-8") == "mine"


def state(memory: MemoryFile) -> list[tuple[object, ...]]:
    with memory.reading() as session:
        return [tuple(each) for each in cells(session)]


@pytest.mark.parametrize(
    "raw",
    [b"", b"{}", b"[]", b"\xff\xfe", b"null", b'{"agents": []}', b'{"agents": 3}', b'{"agents": [{"id": 1}]}',
     b'{"agents": [{"id": "agent-0", "name": "\\ud800"}]}', b'{"agents": [{"id": "agent-0", "name": "\\u0000"}]}',
     b'{"agents": [{"id": "agent-0", "x": 1' + b"0" * 30 + b"}]}", b"[" * 100_000, b'{"a":' * 300 + b"1" + b"}" * 300,
     b'{"agents": [{"id": "agent-0", "x": NaN}]}', b'{"agents": [{"id": "agent-0", "block_ids": "abc"}]}',
     b'{"agents": [{"id": "agent-0", "messages": [{"id": "m", "role": 3}]}]}'],
)  # fmt: skip
def test_what_is_no_agent_file_is_refused_and_leaves_nothing(raw: bytes, memory: MemoryFile, tmp_path: Path) -> None:
    loop = Loop.on(memory, [])
    before = state(memory)
    (tmp_path / "bad.af").write_bytes(raw)
    with pytest.raises(InputRefused, match="Nothing was imported"):
        files.bring_file(loop.engine, tmp_path / "bad.af")
    assert state(memory) == before


def mutated(raw: bytes, dice: random.Random) -> bytes:
    """The bytes with one thing wrong: cut, flipped, or a value of another kind."""
    kind = dice.randrange(4)
    if kind == 0:
        return raw[: dice.randrange(len(raw))]
    if kind == 1:
        at = dice.randrange(len(raw))
        return raw[:at] + bytes([raw[at] ^ 1 << dice.randrange(8)]) + raw[at + 1 :]
    content = json.loads(raw)
    while isinstance(content, str):
        content = json.loads(content)
    place: Any = content
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            break
        key = dice.choice(keys)
        if not isinstance(place[key], dict | list) or not place[key] or dice.random() < 0.2:
            place[key] = dice.choice([None, 0, -1, 10**25, "", "x", [], {}, [1], {"a": [{}]}, True, "\ud800", 1.5])
            break
        place = place[key]
    return json.dumps(content).encode()


def test_a_mutated_file_is_refused_or_imported_whole(
    reference: Path, tmp_path: Path, new: New, repetitions: Repetitions
) -> None:
    dice, loop = random.Random(5), new("fuzzed")
    files.bring_file(loop.engine, source(reference, "workflow_v1"))
    written = tmp_path / "own.af"
    files.export_agent_file(Loop.on(loop.memory, []).engine, written)
    names = [source(reference, each) for each in ("loop", "workflow_v1", "custserv_v0", "outreach_workflow_agent")]
    seeds = [each.read_bytes() for each in (*names, written)]
    path = tmp_path / "mutated.af"
    for _ in range(repetitions(80, 2_000)):
        path.write_bytes(mutated(dice.choice(seeds), dice))
        with loop.memory.reading() as session:
            before = len(session.exec(select(Agent)).all())
        refused = ""
        try:
            files.bring_file(loop.engine, path)
        except InputRefused as problem:
            refused = str(problem)
        if refused:
            assert "Nothing was imported" in refused
            with loop.memory.reading() as session:
                assert len(session.exec(select(Agent)).all()) == before
    assert loop.memory.check() == []
