"""What the LLM reads, as text: the system message compiled from the memory, and each message as it is shown.

From the most to the least stable: instructions, core memory, counts, summary, messages. The time stands in
each user message as the time at which it was written, so that nothing before the newest message ever changes
between two compilations and the LLM's cache stays valid.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from html import escape
from typing import TYPE_CHECKING

from runtime.home import asset
from runtime.llm.port import ChatMessage, ToolCall
from runtime.memory.related import beside

if TYPE_CHECKING:
    from models.tables import Block, Message

PRESSURE = "The context is nearly full. Older messages will be evicted soon; save what matters."
SUMMARY_REQUEST = (
    "Older messages are about to leave the context. Write a summary of the conversation so far that keeps every fact."
)
DONE = "Done."
STORED = "Stored."
CUT = "\n[… {left} characters of this message are not shown; the whole of it is in recall memory]"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Counts:
    """What the prompt says of the memory outside the context."""

    messages: int
    passages: int
    tags: tuple[str, ...] = ()


def default_instructions() -> str:
    """The built-in system prompt: a plain text that anyone can edit."""
    return asset("prompts/system.txt").read_text(encoding="utf-8").strip()


def core_memory(blocks: Sequence[Block]) -> str:
    """The blocks as they stand in the prompt."""
    return "\n".join(_block(block) for block in blocks)


def counts(memory: Counts) -> str:
    """One line on what can be searched."""
    tags = f" Tags: {', '.join(memory.tags)}." if memory.tags else ""
    return f"Recall memory: {memory.messages} messages. Archival memory: {memory.passages} passages.{tags}"


def summary(text: str) -> str:
    """The summary as it stands in the prompt; empty for none."""
    return f"<summary>\n{text}\n</summary>" if text else ""


def system(instructions: str, core: str, counted: str, summarised: str) -> str:
    """The whole system message, from its parts as the functions above give them."""
    knowledge = f"{core}\n{counted}" if core else counted
    return "\n\n".join(part for part in (instructions, knowledge, summarised) if part)


def chat_message(message: Message, *, zone: tzinfo | None, settled: bool, text: str, related: str = "") -> ChatMessage:
    """A stored message as the LLM reads it.

    ``settled``: an edit's result that the compiled core memory already holds, so that saying it again would
    only cost tokens. ``text`` is the message's text, cut where it was too long for the context; ``related`` the lines
    of core memory that stand beside it.
    """
    match message.role:
        case "user":
            return said(beside(text, related), message.created_at, zone)
        case "event":
            return event(text, message.created_at, zone)
        case "assistant":
            return ChatMessage("assistant", call=ToolCall(message.tool or "", dict(message.arguments or {})))
        case _:
            if settled:
                return ChatMessage("tool", DONE)
            stored = message.tool == "archival_memory_insert" and message.ok
            return ChatMessage("tool", STORED if stored else text)


def cut(full: str, kept: int) -> str:
    """A message of which so many characters are shown, and what is said of the rest."""
    left = len(full) - kept
    return f"{full[:kept]}{CUT.format(left=f'{left:,}')}" if left else full


def digest(messages: Iterable[ChatMessage]) -> str:
    """SHA-256 of a prompt's messages, in hex."""
    told = [(each.role, each.text, each.call and (each.call.name, each.call.arguments)) for each in messages]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()


def said(text: str, moment: datetime, zone: tzinfo | None) -> ChatMessage:
    """Something that the person said, with its time."""
    return ChatMessage("user", f"[{_moment(moment, zone)}] {text}")


def event(text: str, moment: datetime, zone: tzinfo | None) -> ChatMessage:
    """Something that Loci itself tells the LLM."""
    return ChatMessage("user", f"[{_moment(moment, zone)}] <event>{text}</event>")


def _moment(moment: datetime, zone: tzinfo | None) -> str:
    # strftime's %a follows the machine's locale; the LLM reads English.
    local = moment.astimezone(zone)
    return f"{WEEKDAYS[local.weekday()]} {local:%Y-%m-%d %H:%M}"


def _block(block: Block) -> str:
    read_only = ' read_only="true"' if block.read_only else ""
    return (
        f'<block label="{escape(block.label)}" description="{escape(block.description)}" '
        f'used="{len(block.value)}" limit="{block.char_limit}"{read_only}>\n'
        + (f"{block.value}\n" if block.value else "")
        + "</block>"
    )
