"""The prompt, letter for letter as the runtime writes it: the system message, the messages, the tool calls."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RELATED_LINES = 4
"""So many lines of core memory stand beside each message; the file says so to the program."""
SYSTEM_PROMPT = "You are Loci, a private assistant that remembers. Answer with one tool call."
PERSONA = "I am Loci, a private assistant. I remember what you tell me."
PRESSURE = "The context is nearly full. Older messages will be evicted soon; save what matters."
SUMMARISE = (
    "Older messages are about to leave the context. Write a summary of the conversation so far that keeps every fact."
)
SENT = "Sent message successfully."
DONE = "Done."
"""The result of an edit: what it changed stands in the call, and beside the next message that it bears on."""
CALL_START = '<tool_call>\n{"name": "'

TEMPLATE = (
    "{%- for message in messages -%}"
    "{{- '<|im_start|>' + message.role + '\\n' -}}"
    "{%- if message.tool_calls -%}"
    "{%- for item in message.tool_calls -%}"
    "{%- set call = item.function if item.function else item -%}"
    '{{- \'<tool_call>\\n{"name": "\' + call.name + \'", "arguments": \' -}}'
    "{%- if call.arguments is string -%}{{- call.arguments -}}{%- else -%}{{- call.arguments | tojson -}}{%- endif -%}"
    "{{- '}\\n</tool_call>' -}}"
    "{%- endfor -%}"
    "{%- else -%}"
    "{{- message.content -}}"
    "{%- endif -%}"
    "{{- '<|im_end|>\\n' -}}"
    "{%- endfor -%}"
    "{%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}"
)


@dataclass(slots=True)
class Block:
    """A block as the system message shows it."""

    label: str
    description: str
    lines: list[str]
    limit: int = 2_000
    read_only: bool = False

    def render(self) -> str:
        """The block between its tags."""
        value = "\n".join(self.lines)
        read_only = ' read_only="true"' if self.read_only else ""
        names = f'label="{self.label}" description="{self.description}"'
        tag = f'<block {names} used="{len(value)}" limit="{self.limit}"{read_only}>'
        return f"{tag}\n{value}\n</block>" if value else f"{tag}\n</block>"


@dataclass(slots=True)
class Message:
    """One message; ``learn``: whether the network is trained to write it (assistant only).

    ``rested_on``: for each line beside a user's message or row of a search's results, whether the answer rests on it.
    """

    role: str
    text: str
    learn: bool = False
    rested_on: list[bool] = field(default_factory=list)


@dataclass(slots=True)
class Dialogue:
    """A whole prompt with its answers. ``skill`` per assistant message, in order, names what it shows."""

    blocks: list[Block]
    recall: int
    archival: int
    tags: list[str]
    summary: str
    messages: list[Message] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)

    def system(self) -> str:
        """The system message."""
        tags = f" Tags: {', '.join(self.tags[:20])}." if self.tags else ""
        counts = f"Recall memory: {self.recall} messages. Archival memory: {self.archival} passages.{tags}"
        blocks = "\n".join(block.render() for block in self.blocks)
        summary = f"\n\n<summary>\n{self.summary}\n</summary>" if self.summary else ""
        return f"{SYSTEM_PROMPT}\n\n{blocks}\n{counts}{summary}"

    def render(self) -> str:
        """The text that the network reads."""
        parts = [f"<|im_start|>system\n{self.system()}<|im_end|>\n"]
        parts += [f"<|im_start|>{message.role}\n{message.text}<|im_end|>\n" for message in self.messages]
        return "".join(parts)


def call(name: str, **arguments: str | bool | list[str]) -> str:
    """A tool call as the template writes it."""
    inside = json.dumps({"name": name, "arguments": arguments}, ensure_ascii=False)
    return f"<tool_call>\n{inside}\n</tool_call>"


def stamp(moment: datetime) -> str:
    """The local time before a user message."""
    return moment.strftime("[%a %Y-%m-%d %H:%M] ")
