"""A prompt as the messages that a chat template takes.

Templates differ in what they refuse: a system message, a tool's result, two messages of one role in a row. A
:class:`Shape` says what the messages have to be turned into; ``runtime.llm.detection`` finds the one to use.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from runtime.llm.dialects import Dialect
from runtime.llm.port import ChatMessage, Json, Prompt, ToolCall, ToolSpec

CALL_ID = "loci00000"
"""The same for every call, so that a call reads alike wherever it stands; nine letters and digits for Mistral."""

BEGINNING = "(The conversation began earlier.)"
REPLY = "Done."
Cover = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Shape:
    """How messages are put to a template.

    ``calls``: as ``tool_calls`` with the arguments as an object or as JSON text, or written into the
    assistant's text. ``results``: in the role ``tool``, or the user's words. ``reply_between``: the assistant
    has to say something between a tool's result and the user. ``call_id``: ``{}`` is the tool.
    """

    calls: Literal["object", "string", "text"] = "object"
    results: Literal["tool", "user"] = "tool"
    system: bool = True
    alternate: bool = False
    begin_with_user: bool = False
    reply_between: bool = False
    tools: Literal["native", "text", "known"] = "native"
    no_tools_is_empty: bool = False
    call_id: str = CALL_ID


def put(prompt: Prompt, shape: Shape, dialect: Dialect, cover: Cover = str) -> list[dict[str, Any]]:
    """The prompt's messages for a template.

    Args:
        prompt: what the LLM is to read.
        shape: what the template takes.
        dialect: how calls are written where the template does not write them.
        cover: hides special tokens in what was not written by the template.
    """
    messages: list[dict[str, Any]] = []
    tool = ""
    for message in _described(prompt, shape, dialect):
        if message.role == "assistant":
            tool = message.call.name if message.call else ""
            messages.append(_assistant(message, shape, dialect, cover))
        elif message.role == "tool":
            messages.append(_result(message, shape, tool, cover))
        else:
            messages.append({"role": message.role, "content": cover(message.text)})
    if not shape.system:
        messages = _without_system(messages)
    if shape.begin_with_user:
        messages = _begun_by_user(messages)
    if shape.reply_between:
        messages = _replied(messages)
    return _joined(messages) if shape.alternate else messages


def functions(tools: tuple[ToolSpec, ...], shape: Shape) -> list[dict[str, Any]] | None:
    """The tools as OpenAI's API writes them; None where the template is not to list any."""
    if shape.tools == "text" or not tools:
        return [] if shape.no_tools_is_empty else None
    return [{"type": "function", "function": _function(tool)} for tool in tools]


def _function(tool: ToolSpec) -> dict[str, Json]:
    return {"name": tool.name, "description": tool.description, "parameters": _plain(tool.schema)}


def _plain(value: Json) -> Json:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _described(prompt: Prompt, shape: Shape, dialect: Dialect) -> tuple[ChatMessage, ...]:
    """The messages, the tools described in the system message where the template ignores them."""
    if shape.tools != "text" or not prompt.tools:
        return prompt.messages
    example = dialect.write(ToolCall("tool", {"parameter": "value"}))
    listed = "\n".join(json.dumps(_function(tool), ensure_ascii=False) for tool in prompt.tools)
    text = f"Tools:\n{listed}\n\nAlways answer with one call of a tool, written like this:\n{example}"
    first, *rest = prompt.messages or (ChatMessage("system"),)
    if first.role != "system":
        return (ChatMessage("system", text), first, *rest)
    return (ChatMessage("system", f"{first.text}\n\n{text}"), *rest)


def _assistant(message: ChatMessage, shape: Shape, dialect: Dialect, cover: Cover) -> dict[str, Any]:
    if message.call is None:
        return {"role": "assistant", "content": cover(message.text)}
    call = ToolCall(message.call.name, {key: _covered(value, cover) for key, value in message.call.arguments.items()})
    if shape.calls == "text":
        return {"role": "assistant", "content": dialect.write(call)}
    arguments: Json = dict(call.arguments)
    if shape.calls == "string":
        arguments = json.dumps(arguments, ensure_ascii=False)
    function = {"name": call.name, "arguments": arguments}
    calls = [{"id": shape.call_id.format(call.name), "type": "function", "function": function}]
    return {"role": "assistant", "content": cover(message.text), "tool_calls": calls}


def _covered(value: Json, cover: Cover) -> Json:
    if isinstance(value, str):
        return cover(value)
    return [_covered(item, cover) for item in value] if isinstance(value, (list, tuple)) else value


def _result(message: ChatMessage, shape: Shape, tool: str, cover: Cover) -> dict[str, Any]:
    if shape.results == "user":
        return {"role": "user", "content": f"<tool_response>\n{cover(message.text)}\n</tool_response>"}
    call_id = shape.call_id.format(tool)
    return {"role": "tool", "content": cover(message.text), "tool_call_id": call_id, "name": tool}


def _without_system(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """System texts moved into the user's turn that follows them."""
    moved: list[dict[str, Any]] = []
    waiting: list[str] = []
    for message in messages:
        if message["role"] == "system":
            waiting.append(message["content"])
        elif waiting and message["role"] == "user":
            moved.append({**message, "content": "\n\n".join([*waiting, message["content"]])})
            waiting = []
        else:
            moved += [{"role": "user", "content": "\n\n".join(waiting)}] if waiting else []
            waiting = []
            moved.append(message)
    return [*moved, {"role": "user", "content": "\n\n".join(waiting)}] if waiting else moved


def _begun_by_user(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    first = next((i for i, message in enumerate(messages) if message["role"] != "system"), len(messages))
    if first < len(messages) and messages[first]["role"] == "user":
        return messages
    return [*messages[:first], {"role": "user", "content": BEGINNING}, *messages[first:]]


def _replied(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    replied: list[dict[str, Any]] = []
    for message in messages:
        if replied and replied[-1]["role"] == "tool" and message["role"] == "user":
            replied.append({"role": "assistant", "content": REPLY})
        replied.append(message)
    return replied


def _joined(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Neighbours of one role as one message, but for calls and results."""
    joined: list[dict[str, Any]] = []
    for message in messages:
        plain = message["role"] in ("user", "assistant") and "tool_calls" not in message
        if joined and plain and joined[-1]["role"] == message["role"] and "tool_calls" not in joined[-1]:
            joined[-1] = {**message, "content": f"{joined[-1]['content']}\n\n{message['content']}"}
        else:
            joined.append(message)
    return joined
