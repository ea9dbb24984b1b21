"""What Letta's schema v2 wants of an agent, block, tool and message that came from no such file."""

from __future__ import annotations

from runtime.carry.letta import Object

_LLM: Object = {
    "model": "loci",
    "model_endpoint_type": "llamacpp",
    "model_endpoint": None,
    "context_window": 8192,
    "put_inner_thoughts_in_kwargs": False,
}
_EMBEDDING: Object = {
    "embedding_endpoint_type": "hugging-face",
    "embedding_endpoint": None,
    "embedding_model": "all-MiniLM-L6-v2",
    "embedding_dim": 384,
    "embedding_chunk_size": 300,
}
AGENT: Object = {
    "name": "",
    "memory_blocks": [],
    "tools": [],
    "tool_ids": [],
    "source_ids": [],
    "folder_ids": None,
    "block_ids": [],
    "tool_rules": [],
    "tags": [],
    "system": None,
    "agent_type": "memgpt_agent",
    "include_base_tools": False,
    "include_multi_agent_tools": False,
    "include_base_tool_rules": False,
    "include_default_source": False,
    "description": "",
    "metadata": None,
    "llm_config": _LLM,
    "embedding_config": _EMBEDDING,
    "tool_exec_environment_variables": {},
    "message_buffer_autoclear": False,
    "enable_sleeptime": False,
    "timezone": "UTC",
    "files_agents": [],
    "group_ids": [],
}
BLOCK: Object = {
    "value": "",
    "limit": 0,
    "template_name": None,
    "is_template": False,
    "preserve_on_migration": False,
    "label": "",
    "read_only": False,
    "description": "",
    "metadata": {},
}
LETTAS_TOOLS = {
    "send_message": "letta_core",
    "conversation_search": "letta_core",
    "archival_memory_insert": "letta_core",
    "archival_memory_search": "letta_core",
    "core_memory_append": "letta_memory_core",
    "core_memory_replace": "letta_memory_core",
    "memory": "letta_memory_core",
    "memory_apply_patch": "letta_memory_core",
    "memory_insert": "letta_sleeptime_core",
    "memory_replace": "letta_sleeptime_core",
    "memory_rethink": "letta_sleeptime_core",
    "memory_finish_edits": "letta_sleeptime_core",
}
"""Those of Loci's tools that Letta has too, by name, and the kind that they are there; others it could not run."""
TOOL: Object = {
    "tool_type": "",
    "source_type": "python",
    "tags": [],
    "source_code": None,
    "args_json_schema": None,
    "return_char_limit": 50000,
    "metadata_": {},
}
MESSAGE: Object = {
    "type": "message",
    "role": "user",
    "content": [],
    "name": None,
    "otid": None,
    "sender_id": None,
    "batch_item_id": None,
    "group_id": None,
    "model": None,
    "tool_calls": None,
    "tool_call_id": None,
    "tool_returns": [],
    "approve": None,
    "approval_request_id": None,
    "denial_reason": None,
    "approvals": [],
}
