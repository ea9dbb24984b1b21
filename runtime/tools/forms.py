"""From the state of the memory to the tool calls that make sense now.

What these forms allow is all the LLM can say, so they are where its mistakes are prevented: a label that
does not exist, text to replace that stands nowhere, a line too long for its block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from runtime.llm.port import Choice, Date, Flag, Form, Integer, Json, Kind, Listing, Parameter, Text
from runtime.memory.edits import pieces
from runtime.tools.registry import HEARTBEAT, Tool

REPLY_CHARS = 6_000
PASSAGE_CHARS = 4_000
QUERY_CHARS = 160
AMPLE_ROOM = 400
"""Characters of free room from which one bound serves all pieces of a block, which keeps the grammar small."""


@dataclass(frozen=True, slots=True)
class BlockState:
    """What the forms need to know of a block."""

    label: str
    value: str
    char_limit: int
    read_only: bool = False

    @property
    def room(self) -> int:
        """Characters that a new last line may have."""
        return self.char_limit - len(self.value) - (1 if self.value else 0)


@dataclass(frozen=True, slots=True)
class MemoryState:
    """The state of the memory that the grammar is made from: its blocks, the tags of archival memory, and documents.

    ``documents`` are their names, where they are not too many to be told apart in a grammar.
    """

    blocks: tuple[BlockState, ...]
    tags: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def writable(self) -> list[BlockState]:
        """The blocks an edit may name."""
        return [block for block in self.blocks if not block.read_only]


def forms(tools: Iterable[Tool], state: MemoryState) -> tuple[Form, ...]:
    """Every form in which each of the tools may be called, in the tools' order."""
    return tuple(form for tool in tools for form in _forms_of(tool, state))


def only(tool_name: str, parameter: str, text: Text) -> tuple[Form, ...]:
    """The one form of a tool that takes one text and is asked for by the loop itself."""
    return (Form(tool_name, (Parameter(parameter, text),)),)


def _forms_of(tool: Tool, state: MemoryState) -> Iterable[Form]:
    made = _MAKERS[tool.name](state) if tool.name in _MAKERS else [_generic(tool)]
    tail = () if tool.terminal else (Parameter(HEARTBEAT, Flag()),)
    return (Form(tool.name, (*parameters, *tail)) for parameters in made)


Parameters = tuple[Parameter, ...]


def _send_message(_: MemoryState) -> list[Parameters]:
    return [(Parameter("message", Text(REPLY_CHARS, 1)),)]


def _append(state: MemoryState) -> list[Parameters]:
    return [(_label(block), Parameter("content", Text(block.room, 1))) for block in state.writable if block.room > 0]


def _replace(old: str, new: str) -> Callable[[MemoryState], list[Parameters]]:
    def make(state: MemoryState) -> list[Parameters]:
        return [
            (_label(block), Parameter(old, Choice(choices)), Parameter(new, Text(most)))
            for block in state.writable
            for choices, most in _replaceable(block)
        ]

    return make


def _replaceable(block: BlockState) -> list[tuple[tuple[str, ...], int]]:
    """Pieces that may be replaced, with the most characters that may stand in their place."""
    found = pieces(block.value)
    free = block.char_limit - len(block.value)
    if not found:
        return []
    if free >= AMPLE_ROOM:
        return [(found, free + min(map(len, found)))]
    return [((piece,), free + len(piece)) for piece in found]


def _insert(state: MemoryState) -> list[Parameters]:
    return [
        (
            _label(block),
            Parameter("new_string", Text(block.char_limit - len(block.value) - 1, 1)),
            Parameter("insert_line", Integer(-1, block.value.count("\n") + 1), required=False),
        )
        for block in state.writable
        if block.char_limit - len(block.value) > 1
    ]


def _rethink(state: MemoryState) -> list[Parameters]:
    return [(_label(block), Parameter("new_memory", Text(block.char_limit))) for block in state.writable]


def _archival_insert(_: MemoryState) -> list[Parameters]:
    tags = Parameter("tags", Listing(Text(40, 1), 5), required=False)
    return [(Parameter("content", Text(PASSAGE_CHARS, 1)), tags)]


def _archival_search(state: MemoryState) -> list[Parameters]:
    tagged = (
        (
            Parameter("tags", Listing(Choice(state.tags), 4), required=False),
            Parameter("tag_match_mode", Choice(("any", "all")), required=False),
        )
        if state.tags
        else ()
    )
    dates = (
        Parameter("start_datetime", Date(), required=False),
        Parameter("end_datetime", Date(), required=False),
    )
    return [(_query(), *tagged, Parameter("top_k", Integer(1, 20), required=False), *dates)]


def _conversation_search(_: MemoryState) -> list[Parameters]:
    return [
        (
            _query(),
            Parameter("roles", Listing(Choice(("user", "assistant")), 2), required=False),
            Parameter("limit", Integer(1, 20), required=False),
            Parameter("start_date", Date(), required=False),
            Parameter("end_date", Date(), required=False),
        )
    ]


def _conversation_search_date(_: MemoryState) -> list[Parameters]:
    limit = Parameter("limit", Integer(1, 20), required=False)
    return [(Parameter("start_date", Date()), Parameter("end_date", Date()), limit)]


def _open_document(state: MemoryState) -> list[Parameters]:
    return [(Parameter("document", _document(state)), Parameter("position", Integer(0, 99_999), required=False))]


def _search_documents(state: MemoryState) -> list[Parameters]:
    document = Parameter("document", _document(state), required=False)
    return [(_query(), document, Parameter("limit", Integer(1, 20), required=False))]


def _grep_documents(state: MemoryState) -> list[Parameters]:
    return [(Parameter("text", Text(QUERY_CHARS, 1)), Parameter("document", _document(state), required=False))]


def _document(state: MemoryState) -> Kind:
    return Choice(state.documents) if state.documents else Text(QUERY_CHARS, 1)


def _forget(_: MemoryState) -> list[Parameters]:
    return [(Parameter("text", Text(QUERY_CHARS, 2)),)]


_MAKERS: dict[str, Callable[[MemoryState], list[Parameters]]] = {
    "send_message": _send_message,
    "core_memory_append": _append,
    "core_memory_replace": _replace("old_content", "new_content"),
    "memory_insert": _insert,
    "memory_replace": _replace("old_string", "new_string"),
    "memory_rethink": _rethink,
    "archival_memory_insert": _archival_insert,
    "archival_memory_search": _archival_search,
    "conversation_search": _conversation_search,
    "conversation_search_date": _conversation_search_date,
    "forget": _forget,
    "open_document": _open_document,
    "search_documents": _search_documents,
    "grep_documents": _grep_documents,
}


def _label(block: BlockState) -> Parameter:
    return Parameter("label", Choice((block.label,)))


def _query() -> Parameter:
    return Parameter("query", Text(QUERY_CHARS, 1))


def _generic(tool: Tool) -> Parameters:
    """The form that a tool's schema alone gives, for tools without rules of their own here."""
    required: Sequence[str] = tool.schema["required"]
    return tuple(
        Parameter(name, _kind(schema), required=name in required)
        for name, schema in tool.schema["properties"].items()
        if name != HEARTBEAT
    )


def _kind(schema: dict[str, Json]) -> Kind:
    match schema["type"]:
        case "string":
            return Choice(tuple(schema["enum"])) if "enum" in schema else Text(PASSAGE_CHARS)
        case "integer":
            return Integer(-1, 10_000)
        case "boolean":
            return Flag()
        case _:
            item = _kind(schema["items"])
            return Listing(item if isinstance(item, Text | Choice) else Text(QUERY_CHARS))
