r"""Dialects: how a given LLM writes a tool call.

Every dialect met so far is the same frame around the arguments::

    head  key mid value  joint  key mid value  tail
    <tool_call>\n{"name": "NAME", "arguments": {"  label  ": "  human  ", "  ...  "}}\n</tool_call>
    <tool_call>\n<function=NAME>\n<parameter=  label  >\n  human  \n</parameter>\n<parameter=  ...
    [NAME(  label  ="  human  ", ...  ")]

What stands around a value depends on whether it is text; how a text is written inside is its ``quoting``.
``runtime.llm.detection`` reads the frame off a chat template; the ones below are for templates that show none.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from runtime.llm.port import Flag, Integer, Json, Kind, Listing, ToolCall

NAME = "\x00"
"""Stands for the tool's name inside ``head``, ``tail`` and ``empty``."""

Quoting = Literal["json", "python", "raw"]


@dataclass(frozen=True, slots=True)
class Around:
    """The text before a value (after its key), and after it: before the next key, or at the call's end."""

    mid: str
    joint: str
    tail: str

    @property
    def stop(self) -> str:
        """What ends a value whatever follows it: one tag, where that is more than a tag."""
        pairs = zip(self.joint, self.tail, strict=False)
        length = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(self.joint), len(self.tail)))
        shared = self.joint[:length]
        opened = shared.find("<")
        closed = shared.find(">", opened) + 1 if opened >= 0 else 0
        return shared[:closed] if closed else shared


@dataclass(frozen=True, slots=True)
class Brackets:
    """How a list is written: ``opening item separator item closing``; an empty one is ``empty``."""

    opening: str = "["
    separator: str = ", "
    closing: str = "]"
    empty: str = "[]"
    quoting: Literal["json", "python"] = "json"


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way to write a call. ``thinking`` is what opens and closes a thought before it."""

    name: str
    head: str
    empty: str
    text: Around
    number: Around
    flag: Around
    listing: Around
    quoting: Quoting = "json"
    true: str = "true"
    false: str = "false"
    brackets: Brackets = Brackets()
    thinking: tuple[str, str] = ("<think>\n", "\n</think>\n\n")

    def around_kind(self, kind: Kind | None) -> Around:
        """What stands around a value of this kind; of one that no form knows, as around a text."""
        match kind:
            case Integer():
                return self.number
            case Flag():
                return self.flag
            case Listing():
                return self.listing
        return self.text

    def write(self, call: ToolCall) -> str:
        """The call as the LLM would write it."""
        if not call.arguments:
            return self.empty.replace(NAME, call.name)
        written = [self.head.replace(NAME, call.name)]
        around = self.text
        for number, (key, value) in enumerate(call.arguments.items()):
            written.append(around.joint if number else "")
            around = self.around(value)
            written += [key, around.mid, self.value(value)]
        return "".join([*written, around.tail.replace(NAME, call.name)])

    def around(self, value: Json) -> Around:
        """What stands around a value of its type."""
        if isinstance(value, str):
            return self.text
        if isinstance(value, bool):
            return self.flag
        return self.listing if isinstance(value, (list, tuple)) else self.number

    def value(self, value: Json) -> str:
        """A value as it stands between its key's ``mid`` and what follows."""
        if isinstance(value, str):
            return quote(value, self.quoting)[1:-1] if self.quoting != "raw" else value
        if isinstance(value, bool):
            return self.true if value else self.false
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return self._listing(value)
        return (
            repr(value)
            if self.brackets.quoting == "python" or self.quoting == "python"
            else json.dumps(value, ensure_ascii=False)
        )

    def _listing(self, items: list[str]) -> str:
        brackets = self.brackets
        if not items:
            return brackets.empty
        inner = brackets.separator.join(quote(item, brackets.quoting) for item in items)
        return f"{brackets.opening}{inner}{brackets.closing}"


def quote(text: str, quoting: Quoting) -> str:
    """The text with its quotes: as JSON, or as a Python literal in single quotes."""
    written = json.dumps(text, ensure_ascii=False)
    if quoting == "json":
        return written
    return "'" + written[1:-1].replace('\\"', '"').replace("'", "\\'") + "'"


_JSON_OPENING = '{"name": "\x00", "arguments": {"'
_IN_JSON = Around(mid='": "', joint='", "', tail='"}}')
_IN_JSON_OTHER = Around(mid='": ', joint=', "', tail="}}")


def json_dialect(name: str, before: str = "", after: str = "") -> Dialect:
    """``{"name": ..., "arguments": {...}}`` between two texts."""
    other = Around(_IN_JSON_OTHER.mid, _IN_JSON_OTHER.joint, _IN_JSON_OTHER.tail + after)
    return Dialect(
        name=name,
        head=before + _JSON_OPENING,
        empty=before + '{"name": "\x00", "arguments": {}}' + after,
        text=Around(_IN_JSON.mid, _IN_JSON.joint, _IN_JSON.tail + after),
        number=other,
        flag=other,
        listing=other,
    )


def python_dialect(name: str, before: str = "[", after: str = "]") -> Dialect:
    """``NAME(key="value", ...)`` between two texts; strings in double quotes, as LFM writes them."""
    other = Around(mid="=", joint=", ", tail=")" + after)
    return Dialect(
        name=name,
        head=before + "\x00(",
        empty=before + "\x00()" + after,
        text=Around(mid='="', joint='", ', tail='")' + after),
        number=other,
        flag=other,
        listing=other,
        true="True",
        false="False",
    )


GENERIC = json_dialect("generic")
