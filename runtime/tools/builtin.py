"""The built-in tools, in the order in which the prompt names them."""

from __future__ import annotations

from runtime.tools import forgetting, memory, search
from runtime.tools.documents import grep_documents, open_document, search_documents
from runtime.tools.registry import Tool, tool

_DEFAULT = (
    tool(memory.send_message, terminal=True),
    tool(memory.core_memory_append),
    tool(memory.core_memory_replace),
    tool(memory.memory_insert),
    tool(memory.memory_replace),
    tool(memory.memory_rethink),
    tool(search.archival_memory_insert),
    tool(search.archival_memory_search),
    tool(search.conversation_search),
    tool(search.conversation_search_date),
    tool(forgetting.forget),
)
_ATTACHABLE = (
    tool(memory.memory_finish_edits),
    tool(memory.memory_apply_patch),
    tool(memory.memory),
)

_OF_DOCUMENTS = (
    tool(search_documents),
    tool(grep_documents),
    tool(open_document),
)

DEFAULT_TOOLS = tuple(each.name for each in _DEFAULT)
"""What a new agent may call."""

NOT_TRAINED = frozenset({forgetting.FORGET})
"""Tools that an LLM does not know which brings its own instructions along: it was trained with all the others."""

TOOLS: dict[str, Tool] = {each.name: each for each in (*_DEFAULT, *_ATTACHABLE, *_OF_DOCUMENTS)}
"""Every built-in tool by name."""

DOCUMENT_TOOLS = tuple(each.name for each in _OF_DOCUMENTS)
"""What an agent may call as long as it has documents."""

EDITS = frozenset(
    {"core_memory_append", "core_memory_replace", "memory_insert", "memory_replace", "memory_rethink"}
    | {"memory_apply_patch", "memory"}
)
"""Tools that change core memory: their results go stale when the prefix is compiled anew."""
