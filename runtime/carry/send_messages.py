"""Messages as Letta writes them; those that came in a file as they came."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from models.tables import Message
from runtime.carry.letta import Object
from runtime.carry.letta_defaults import MESSAGE
from runtime.carry.messages import is_object, text_of

_OUTCOME = {True: "success", False: "error", None: "success"}
_PACKED = {True: "OK", False: "Failed", None: "OK"}


class Messages:
    """The messages of one agent. ``written``: each as an object of the file."""

    def __init__(
        self, rows: Sequence[Message], kept: Mapping[str, Object], agent_id: str, take_id: Callable[[str], str]
    ) -> None:
        self.written: list[Object] = []
        self._kept = kept
        self._agent_id = agent_id
        self._ids: dict[str, bool] = {}
        self._renamed: dict[str, str] = {}
        self._new: list[str] = []
        self._take_id = take_id
        waiting = [row for row in rows if row.uid not in kept]
        for row in rows:
            if kept.get(row.uid):
                self._as_it_came(row, kept[row.uid])
        for row in waiting:
            self._own(row)

    def begin(self, instructions: str, at: datetime) -> None:
        """Put the system message first, in the file and in context: Letta takes what is there for one."""
        message_id = self._take_id("")
        about = {"id": message_id, "agent_id": self._agent_id, "created_at": at.isoformat()}
        self.written.insert(0, MESSAGE | about | {"role": "system", "content": _content(instructions)})
        self._new.insert(0, message_id)

    def in_context(self, before: Sequence[str]) -> list[str]:
        """The ids of what is in context: as the file had it, without what left since, with what came since."""
        # An id that names nothing in the file stays as it is: the file said so.
        return [self._renamed.get(each, each) for each in before if self._ids.get(each, True)] + self._new

    def _as_it_came(self, row: Message, kept: Object) -> None:
        data: Object = kept["data"]
        message_id = self._take_id(data["id"])
        written = data | {"id": message_id} | ({"agent_id": self._agent_id} if data.get("agent_id") else {})
        if row.role == "tool" and row.text != text_of(data):  # something in it was forgotten
            written |= {"content": [{"type": "text", "text": _packed(row)}], "tool_returns": []}
        self.written.append(written)
        self._renamed[data["id"]] = message_id
        self._ids[data["id"]] = row.in_context or not kept["shown"]

    def _own(self, row: Message) -> None:
        message_id = self._take_id("")
        written = MESSAGE | {"id": message_id, "agent_id": self._agent_id, "created_at": row.created_at.isoformat()}
        call_id = f"call-{row.step_id or row.uid}"
        if row.role == "assistant":
            arguments = json.dumps(dict(row.arguments or {}), ensure_ascii=False)
            function = {"arguments": arguments, "name": row.tool or "send_message"}
            call = {"id": call_id, "function": function, "type": "function"}
            written |= {"role": "assistant", "content": [], "tool_calls": [call]}
        elif row.role == "tool":
            outcome = {"tool_call_id": call_id, "status": _OUTCOME[row.ok], "stdout": None, "stderr": None}
            returned = outcome | {"func_response": _packed(row)}
            written |= {"role": "tool", "name": row.tool, "content": _content(_packed(row)), "tool_call_id": call_id}
            written |= {"tool_returns": [returned]}
        elif row.role == "event":
            text = json.dumps({"type": "system_alert", "message": row.text}, ensure_ascii=False)
            written |= {"role": "user", "content": _content(text)}
        else:
            written |= {"role": "user", "content": _content(row.text)}
        self.written.append(written)
        if row.in_context:
            self._new.append(message_id)


def _packed(row: Message) -> str:
    """A result as Letta reads one: a JSON object. One that came in a file is one already, where nothing is cut."""
    if is_object(row.text):
        return row.text
    packed = {"status": _PACKED[row.ok], "message": row.text, "time": row.created_at.isoformat()}
    return json.dumps(packed, ensure_ascii=False)


def _content(text: str) -> list[Object]:
    return [{"type": "text", "text": text, "signature": None}]
