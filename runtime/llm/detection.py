"""Finding out how a chat template wants its messages and how its LLM writes a tool call.

Nothing here knows a template by name: ``runtime.llm.probing`` renders a conversation of marks and reads off
what stands around the marks. Where a template cannot render a call at all, its text and the vocabulary's
special tokens may still say which form its LLM was trained on; else calls are plain JSON.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from runtime.llm.conversation import Shape
from runtime.llm.dialects import GENERIC, Dialect, json_dialect, python_dialect
from runtime.llm.format import Format
from runtime.llm.probing import NotFound, Probe
from runtime.llm.templates import GENERIC as GENERIC_TEMPLATE
from runtime.llm.templates import ChatTemplate, TemplateRefused


def detect(
    template: ChatTemplate,
    *,
    specials: frozenset[str] = frozenset(),
    ends: frozenset[str] = frozenset(),
    tools_known: bool = False,
) -> Format:
    """The way to use a template; the generic one where it is of no use at all.

    Args:
        template: of the weights.
        specials: texts of the vocabulary's special tokens.
        ends: those at which a turn ends.
        tools_known: the LLM was trained on its tools and is not told of them.
    """
    for shape in _shapes():
        probe = Probe(template, shape, _hinted(template, specials), ends)
        if not probe.works():
            continue
        try:
            found = probe.format()
        except (NotFound, TemplateRefused):
            continue
        if found.shape.tools == "text" and tools_known:
            found = replace(found, shape=replace(found.shape, tools="known"))
        return found
    generic = ChatTemplate(GENERIC_TEMPLATE)
    return Format(generic, Shape(calls="text", results="user", tools="text"), GENERIC)


def _shapes() -> Iterator[Shape]:
    """All shapes, the ones that change least first."""
    manners = [
        Shape(system=system, alternate=alternate, begin_with_user=begin, reply_between=reply, no_tools_is_empty=empty)
        for empty, reply, system, alternate, begin in itertools.product(
            (False, True), (False, True), (True, False), (False, True), (False, True)
        )
    ]
    for manner in manners:
        yield replace(manner, calls="object")
    for manner in manners:
        yield replace(manner, calls="string")
    for manner in manners:
        yield replace(manner, calls="object", call_id="functions.{}:0")
    for manner in manners:
        yield replace(manner, calls="object", results="user")
    for results in ("tool", "user"):
        for manner in manners:
            yield replace(manner, calls="text", results=results)


def _hinted(template: ChatTemplate, specials: frozenset[str]) -> Dialect:
    """The dialect of a template that renders no calls, by what it or the vocabulary mentions."""

    def mentioned(text: str) -> bool:
        return text in template.source or text in specials

    if mentioned("<|tool_call_start|>") or "List of tools: " in template.source:
        return python_dialect("python", "<|tool_call_start|>[", "]<|tool_call_end|>")
    if mentioned("<|tool_call|>"):
        return json_dialect("json list", "<|tool_call|>[", "]")
    if mentioned("<tool_call>"):
        return json_dialect("hermes", "<tool_call>\n", "\n</tool_call>")
    return GENERIC
