"""A tool is a plain function: its signature gives the schema, its docstring the description, its return the result.

The first parameter is the :class:`Workspace` the tool works in; the LLM sees the others. ``Args:`` lines of
the docstring describe them. A tool refuses by raising :class:`~runtime.errors.ToolFailed`, whose text the
LLM reads.
"""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from runtime.errors import ToolFailed
from runtime.llm.port import Json, ToolSpec

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.memory.core import CoreMemory
    from runtime.memory.journal import Cause
    from runtime.memory.search import Search

HEARTBEAT = "request_heartbeat"
HEARTBEAT_TEXT = "True to be called again at once, for another tool or to answer; false to end the turn here."


@dataclass(frozen=True, slots=True)
class Workspace:
    """What a tool may touch: the open transaction, the agent's memory and its search.

    ``result_tokens`` bounds what a search may hand to the LLM, ``cited`` says whether each piece carries its id;
    ``zone`` is the person's time zone. ``versions`` are those of the blocks that the LLM has read.
    """

    session: Session
    core: CoreMemory
    search: Search
    cause: Cause
    agent_id: int
    archive_id: int
    conversation_id: int
    now: datetime
    zone: tzinfo | None = None
    result_tokens: int = 1_333
    cited: bool = False
    versions: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool the LLM may call. ``terminal``: its call ends the turn and it has no heartbeat."""

    name: str
    description: str
    schema: Mapping[str, Json]
    run: Callable[..., str]
    terminal: bool = False

    @property
    def spec(self) -> ToolSpec:
        """The tool as the prompt describes it."""
        return ToolSpec(self.name, self.description, self.schema)

    def __call__(self, workspace: Workspace, arguments: Mapping[str, Json]) -> str:
        """Check the arguments and run.

        Raises:
            ToolFailed: an argument is missing, unknown or of the wrong type, or the tool refused.
        """
        given = {name: value for name, value in arguments.items() if name != HEARTBEAT}
        self._check(given)
        return self.run(workspace, **given)

    def _check(self, given: Mapping[str, Json]) -> None:
        known: Mapping[str, Mapping[str, Json]] = self.schema["properties"]
        for name in self.schema["required"]:
            if name not in given and name != HEARTBEAT:
                message = f"TypeError: {self.name}() missing 1 required argument: '{name}'"
                raise ToolFailed(message)
        for name, value in given.items():
            if name not in known:
                message = f"TypeError: {self.name}() got an unexpected argument '{name}'"
                raise ToolFailed(message)
            if not _fits(value, known[name]) and not (value is None and name not in self.schema["required"]):
                message = f"TypeError: {self.name}() argument '{name}' must be of type {known[name]['type']}"
                raise ToolFailed(message)


def tool(function: Callable[..., str], *, terminal: bool = False) -> Tool:
    """The tool that a function is."""
    description, texts = _docstring(function)
    hints = get_type_hints(function, include_extras=True, localns={"Workspace": Workspace})
    parameters = list(inspect.signature(function).parameters.values())[1:]
    properties = {each.name: _type(hints[each.name]) | _text(texts, each.name) for each in parameters}
    required = [each.name for each in parameters if each.default is inspect.Parameter.empty]
    if not terminal:
        properties[HEARTBEAT] = {"type": "boolean", "description": HEARTBEAT_TEXT}
        required.append(HEARTBEAT)
    schema: dict[str, Json] = {"type": "object", "properties": properties, "required": required}
    return Tool(function.__name__, description, schema, function, terminal)


def _type(hint: Any) -> dict[str, Json]:  # noqa: ANN401 - a type hint is any object
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _type(next(each for each in arguments if each is not type(None)))
    if origin is Literal:
        return {"type": "string", "enum": list(arguments)}
    if origin in {list, Sequence}:
        return {"type": "array", "items": _type(arguments[0])}
    return {"type": {str: "string", int: "integer", bool: "boolean"}[hint]}


def _text(texts: Mapping[str, str], name: str) -> dict[str, Json]:
    return {"description": texts[name]} if name in texts else {}


def _docstring(function: Callable[..., str]) -> tuple[str, dict[str, str]]:
    text = inspect.getdoc(function) or ""
    head, _, arguments = text.partition("\nArgs:\n")
    arguments = re.split(r"\n(?=\S)", arguments)[0]
    found = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", arguments, re.MULTILINE)
    return " ".join(head.split()), {name: " ".join(body.split()) for name, body in found}


def _fits(value: Json, schema: Mapping[str, Json]) -> bool:
    match schema["type"]:
        case "string":
            return isinstance(value, str) and ("enum" not in schema or value in schema["enum"])
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "boolean":
            return isinstance(value, bool)
        case _:
            return isinstance(value, list) and all(_fits(item, schema["items"]) for item in value)
