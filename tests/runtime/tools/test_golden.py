"""The memory tools give the reference's results, call by call, but for the differences that are wanted."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from models.memory_file import MemoryFile
from models.tables import Agent, AgentBlock, Archive, Block
from runtime.engine import utc_now
from runtime.errors import ToolFailed
from runtime.memory.core import CoreMemory
from runtime.memory.journal import Cause
from runtime.memory.search import Search
from runtime.tools.builtin import TOOLS
from runtime.tools.registry import Workspace

WANTED = {
    # place in the file: (status, result, blocks after), None: as in the reference
    1: ("success", "x", {"human": "x"}),
    4: (
        "error",
        (
            "ValueError: No replacement was performed. Multiple occurrences of old_content `a` in lines [1]. "
            "Please ensure it is unique."
        ),
        {"human": "a a a"},
    ),
    6: (
        "error",
        "ValueError: No replacement was performed, old_content is empty. Give the exact text to replace.",
        {"human": "ab"},
    ),
    11: (
        "error",
        "ValueError: No replacement was performed, old_string is empty. Give the exact text to replace.",
        {"human": "ab"},
    ),
    12: ("success", "c\td\nkeep\ttab", {"human": "c\td\nkeep\ttab"}),
    26: ("success", "new", {"human": "old", "fresh": "new"}),
}
"""The differences that the reference's own README lists as wanted."""

WORDING = {
    # Python's own TypeErrors, which name the reference's classes and variables: refused here too, in words.
    42: "TypeError: insert_line is required for insert command",
    47: "TypeError: send_message() missing 1 required argument: 'message'",
}


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[MemoryFile]:
    with MemoryFile.open(tmp_path / "memory.loci", bytes(32)) as file:
        yield file


def carried_out(memory: MemoryFile, case: dict[str, Any]) -> tuple[str, str, dict[str, str]]:
    """Status, result and blocks after one call on the blocks it starts from."""
    with memory.transaction() as session:
        archive = Archive(name="a")
        session.add(archive)
        session.flush()
        agent = Agent(name="a", archive_id=archive.id)
        session.add(agent)
        session.flush()
        for position, each in enumerate(case["blocks_before"]):
            fields = {name: value for name, value in each.items() if name != "limit"}
            block = Block(char_limit=each["limit"], **fields)
            session.add(block)
            session.flush()
            session.add(AgentBlock(agent_id=agent.id, block_id=block.id, position=position))
        session.flush()
        cause = Cause("turn", tool=case["tool"])
        core = CoreMemory(session, agent.id, cause)
        workspace = Workspace(session, core, Search(None), cause, agent.id, archive.id, 0, utc_now())
        try:
            with session.begin_nested():
                status, result = "success", TOOLS[case["tool"]](workspace, case["args"])
        except ToolFailed as refusal:
            status, result = "error", str(refusal)
        links = session.exec(select(Block).join(AgentBlock).where(AgentBlock.agent_id == agent.id))
        return status, result, {block.label: block.value for block in links}


def test_every_golden_call_gives_the_golden_result(reference: Path, memory: MemoryFile) -> None:
    """All 48, one by one; what differs is what WANTED and WORDING say, and nothing else."""
    cases = json.loads((reference / "golden_memory_tools.json").read_text(encoding="utf-8"))
    assert len(cases) == 48
    for place, case in enumerate(cases):
        golden = (case["status"], str(case["return"]), case["blocks_after"])
        if place in WORDING:
            golden = ("error", WORDING[place], case["blocks_after"])
        assert carried_out(memory, case) == WANTED.get(place, golden), f"call {place}: {case['tool']} {case['args']}"


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("core_memory_append", {"label": "human", "content": "x" * 10}),
        ("core_memory_replace", {"label": "human", "old_content": "Ann", "new_content": "x" * 14}),
        ("memory_insert", {"label": "human", "new_string": "x" * 10}),
        ("memory_replace", {"label": "human", "old_string": "Ann", "new_string": "x" * 14}),
        ("memory_rethink", {"label": "human", "new_memory": "x" * 21}),
    ],
)
def test_an_edit_over_the_limit_is_refused_and_the_block_stays(
    memory: MemoryFile, tool: str, arguments: dict[str, Any]
) -> None:
    before = [{"label": "human", "value": "Name: Ann\ta", "limit": 20}]
    status, result, after = carried_out(memory, {"tool": tool, "args": arguments, "blocks_before": before})
    assert status == "error"
    assert result.startswith("ValueError: Edit failed: Exceeds 20 character limit (requested 2")
    assert after == {"human": "Name: Ann\ta"}


def test_tabs_survive_every_edit(memory: MemoryFile) -> None:
    before = [{"label": "human", "value": "a\tb\nc", "limit": 2000}]
    calls: list[tuple[str, dict[str, Any]]] = [
        ("memory_insert", {"label": "human", "new_string": "x\ty"}),
        ("memory_apply_patch", {"label": "human", "patch": "@@\n-c\n+d\te"}),
    ]
    for tool, arguments in calls:
        _, result, _ = carried_out(memory, {"tool": tool, "args": arguments, "blocks_before": before})
        assert result.startswith("a\tb\n")
        assert result.count("\t") == 2


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("core_memory_append", {"label": "human"}, "missing 1 required argument: 'content'"),
        ("core_memory_append", {"label": "human", "content": "x", "colour": "red"}, "unexpected argument 'colour'"),
        ("core_memory_append", {"label": "human", "content": 7}, "'content' must be of type string"),
        ("memory_insert", {"label": "human", "new_string": "x", "insert_line": True}, "must be of type integer"),
        ("archival_memory_insert", {"content": "x", "tags": "red"}, "must be of type array"),
        ("archival_memory_insert", {"content": "x", "tags": [1]}, "must be of type array"),
        ("archival_memory_insert", {"content": "  "}, "content is empty"),
        ("archival_memory_search", {"query": "x", "tag_match_mode": "some"}, "must be of type string"),
        ("archival_memory_search", {"query": "x", "top_k": 0}, "ask for 1 to 50"),
        ("archival_memory_search", {"query": "x", "start_datetime": "yesterday"}, "is no date"),
        ("conversation_search_date", {"start_date": "2026-02-30", "end_date": "2026-03-01"}, "is no date"),
        ("conversation_search_date", {"start_date": "2026-03-02", "end_date": "2026-03-01"}, "is after"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_in_words(
    memory: MemoryFile, tool: str, arguments: dict[str, Any], words: str
) -> None:
    before = [{"label": "human", "value": "a", "limit": 2000}]
    status, result, after = carried_out(memory, {"tool": tool, "args": arguments, "blocks_before": before})
    assert status == "error"
    assert words in result
    assert after == {"human": "a"}
