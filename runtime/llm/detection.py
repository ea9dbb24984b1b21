"""Finding out how a chat template wants its messages and how its LLM writes a tool call.

Nothing here knows a template by name: a conversation of marks is rendered, and what stands around the marks
is read off. Where a template cannot render a call at all, its text and the vocabulary's special tokens may
still say which form its LLM was trained on; else calls are plain JSON.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from runtime.llm.conversation import CALL_ID, Shape, functions, put
from runtime.llm.dialects import GENERIC, NAME, Around, Brackets, Dialect, Quoting, json_dialect, python_dialect
from runtime.llm.port import ChatMessage, Json, Prompt, ToolCall, ToolSpec
from runtime.llm.templates import GENERIC as GENERIC_TEMPLATE
from runtime.llm.templates import ChatTemplate, TemplateRefused

_TOOL = "zqtool"
_KEYS = ("zqkeya", "zqkeyb", "zqkeyc")
_TEXTS = ("zqtexta", "zqtextb", "zqtextc")
_NUMBER = 739251
_TRICKY = "zq\"d's\\b\nn é<&>"
_SYSTEM, _USER, _RESULT, _NEXT, _SAID, _THOUGHT = "zqsystem", "zquser", "zqresult", "zqnext", "zqsaid", "zqthought"
_TOOLS = (ToolSpec("zqlisted", "zqdescription", {"type": "object", "properties": {
    "zqp": {"type": "string", "description": "zqd"}}, "required": ["zqp"]}),)
_NO_THINKING = {"enable_thinking": False, "thinking": False}
_THINKING = {"enable_thinking": True, "thinking": True}


class NotFound(ValueError):
    """The template does not show what was looked for."""


@dataclass(frozen=True, slots=True)
class Format:
    """How to talk to an LLM: its template, what the template takes, and how calls are written.

    ``drop`` is what the template puts at the opening of an assistant's turn but not before a call in the
    history; the prompt leaves it out, so that what is generated is what the history will show.
    """

    template: ChatTemplate
    shape: Shape
    dialect: Dialect
    drop: str = ""

    def render(self, prompt: Prompt, cover: Any = str, *, thinking: bool = False) -> str:  # noqa: ANN401
        """The prompt's text, up to where the LLM goes on.

        Raises:
            TemplateRefused: the template takes the messages in no shape.
        """
        try:
            text = self._rendered(prompt, self.shape, cover, thinking=thinking)
        except TemplateRefused:
            careful = replace(self.shape, alternate=True, begin_with_user=True)
            text = self._rendered(prompt, careful, cover, thinking=thinking)
        if not thinking:
            return text.removesuffix(self.drop)
        opening = self.dialect.thinking[0]
        return text if text.rstrip().endswith(opening.strip()) else text + opening

    def _rendered(self, prompt: Prompt, shape: Shape, cover: Any, *, thinking: bool) -> str:  # noqa: ANN401
        messages = put(prompt, shape, self.dialect, cover)
        variables = _THINKING if thinking else _NO_THINKING
        return self.template.render(messages, tools=functions(prompt.tools, shape), variables=variables)


def detect(template: ChatTemplate, *, specials: frozenset[str] = frozenset(), tools_known: bool = False) -> Format:
    """The way to use a template; the generic one where it is of no use at all.

    Args:
        template: of the weights.
        specials: texts of the vocabulary's special tokens.
        tools_known: the LLM was trained on its tools and is not told of them.
    """
    for shape in _shapes():
        probe = _Probe(template, shape, _hinted(template, specials))
        if not probe.works():
            continue
        try:
            found = probe.format()
        except (NotFound, TemplateRefused):
            continue
        if found.shape.tools == "text" and tools_known:
            return replace(found, shape=replace(found.shape, tools="known"))
        return found
    generic = ChatTemplate(GENERIC_TEMPLATE)
    return Format(generic, Shape(calls="text", results="user", tools="text"), GENERIC)


def _shapes() -> Iterator[Shape]:
    """All shapes, the ones that change least first."""
    ids = (CALL_ID, "functions.{}:0")
    for calls, call_id, results, empty, system, alternate, begin in itertools.product(
        ("object", "string", "text"), ids, ("tool", "user"), (False, True), (True, False), (False, True), (False, True)
    ):
        if calls != "text" or call_id == CALL_ID:
            yield Shape(
                calls=calls,  # type: ignore[arg-type]  # (the literals widen to str in product)
                results=results,  # type: ignore[arg-type]
                system=system,
                alternate=alternate,
                begin_with_user=begin,
                no_tools_is_empty=empty,
                call_id=call_id,
            )


def _hinted(template: ChatTemplate, specials: frozenset[str]) -> Dialect:
    """The dialect of a template that renders no calls, by what it or the vocabulary mentions."""

    def mentioned(text: str) -> bool:
        return text in template.source or text in specials

    if mentioned("<|tool_call_start|>") or ("List of tools: [" in template.source):
        return python_dialect("python", "<|tool_call_start|>[", "]<|tool_call_end|>")
    if mentioned("<|tool_call|>"):
        return json_dialect("json list", "<|tool_call|>[", "]")
    if mentioned("<tool_call>"):
        return json_dialect("hermes", "<tool_call>\n", "\n</tool_call>")
    return GENERIC


class _Probe:
    """One shape tried on one template."""

    def __init__(self, template: ChatTemplate, shape: Shape, fallback: Dialect) -> None:
        self._template = template
        self._shape = shape
        self._fallback = fallback

    def _render(self, *messages: ChatMessage, generate: bool = False, tools: bool = True) -> str:
        prompt = Prompt(messages, _TOOLS if tools else ())
        put_messages = put(prompt, self._shape, self._fallback)
        listed = functions(prompt.tools, self._shape)
        return self._template.render(put_messages, tools=listed, generate=generate, variables=_NO_THINKING)

    def works(self) -> bool:
        """Whether the conversations that happen render, with all of their parts."""
        system, user = ChatMessage("system", _SYSTEM), ChatMessage("user", _USER)
        call = ChatMessage("assistant", call=ToolCall(_TOOL, {_KEYS[0]: _TEXTS[0]}))
        result, following = ChatMessage("tool", _RESULT), ChatMessage("user", _NEXT)
        conversations = (
            (system, user, call, result, call, result, following),
            (system, user, following),
            (system, call, result, following),
            (system, user, call, result),
        )
        if self._shape.calls == "text" and self._shape.results == "tool":
            conversations = (*conversations, (system, user, call, user, call, result))
        try:
            texts = [self._render(*conversation, generate=True) for conversation in conversations]
            self._render(system, user, generate=True, tools=False)
        except TemplateRefused:
            return False
        marks = (_SYSTEM, _USER, _TOOL, _TEXTS[0], _RESULT, _NEXT)
        return all(mark in texts[0] for mark in marks) and _SYSTEM in texts[2] and _RESULT in texts[3]

    def format(self) -> Format:
        """What this shape of messages shows of the template.

        Raises:
            NotFound: calls are rendered in a way that is no frame around the arguments.
        """
        shape = self._shape if self._lists_tools() else replace(self._shape, tools="text")
        opening, _ = self._opening()
        thinking = self._thinking(opening)
        if shape.calls == "text":
            dialect, drop = self._written_in_text()
        else:
            dialect, drop = self._written_by_template()
        return Format(self._template, shape, replace(dialect, thinking=thinking), drop)

    def _lists_tools(self) -> bool:
        return "zqdescription" in self._render(*_ASKED, generate=True)

    def _opening(self) -> tuple[str, str]:
        """The prompt with and without the opening of the assistant's turn."""
        return self._render(*_ASKED, generate=True), self._render(*_ASKED)

    def _history(self, arguments: dict[str, Json]) -> str:
        return self._render(*_ASKED, ChatMessage("assistant", call=ToolCall(_TOOL, arguments)), _ANSWERED)

    def _written_in_text(self) -> tuple[Dialect, str]:
        """The fallback dialect, with what history puts between the turn's opening and the assistant's text."""
        prompt, _ = self._opening()
        shown = self._history({_KEYS[0]: _TEXTS[0]})
        call = self._fallback.write(ToolCall(_TOOL, {_KEYS[0]: _TEXTS[0]}))
        position = shown.rfind(call)
        if position < 0:
            raise NotFound("the assistant's text is changed")
        shared = _shared(prompt, shown[:position])
        lead = shown[shared:position]
        head, empty = lead + self._fallback.head, lead + self._fallback.empty
        return replace(self._fallback, head=head, empty=empty), prompt[shared:]

    def _written_by_template(self) -> tuple[Dialect, str]:
        prompt, _ = self._opening()
        three = self._history(dict(zip(_KEYS, _TEXTS, strict=True)))
        shared = _shared(prompt, three)
        end = self._end_of_turn()
        text = self._around(three, shared, _TEXTS, end)
        numbers = self._history(dict.fromkeys(_KEYS, _NUMBER))
        other = self._around(numbers, shared, (str(_NUMBER),) * 3, end)
        head = _before(three, _KEYS[0], shared)
        if _TOOL not in head:
            raise NotFound("the tool's name is not before its arguments")
        dialect = Dialect(
            name=_named(head, other),
            head=head.replace(_TOOL, NAME),
            empty=_cut(self._history({})[shared:], end).replace(_TOOL, NAME),
            text=text,
            other=other,
            quoting=self._quoting(text),
        )
        return self._with_literals(dialect), prompt[shared:]

    def _end_of_turn(self) -> str:
        """What follows the assistant's text, up to and with the result of the tool."""
        for following in (_ANSWERED, ChatMessage("user", _RESULT)):
            try:
                shown = self._render(*_ASKED, ChatMessage("assistant", _SAID), following)
            except TemplateRefused:
                continue
            if _SAID in shown:
                return shown.split(_SAID, 1)[1]
        return ""

    def _around(self, shown: str, start: int, values: tuple[str, ...], end: str) -> Around:
        """What stands around values; checks that it is the same everywhere."""
        mids, joints, position = [], [], start
        for key, value in zip(_KEYS, values, strict=True):
            at_key = shown.find(key, position)
            if at_key < 0:
                raise NotFound("a parameter is missing")
            joints.append(shown[position:at_key])
            at_value = shown.find(value, at_key + len(key))
            if at_value < 0:
                raise NotFound("a value is missing")
            mids.append(shown[at_key + len(key) : at_value])
            position = at_value + len(value)
        if len(set(mids)) > 1 or joints[1] != joints[2] or not mids[0] or not joints[1]:
            raise NotFound("the parameters are written in different ways")
        return Around(mids[0], joints[1], _cut(shown[position:], end).replace(_TOOL, NAME))

    def _between(self, value: Json, around: Around) -> str:
        """How a value is written, found between its key and the next one."""
        shown = self._history({_KEYS[0]: value, _KEYS[1]: _TEXTS[1]})
        before, after = _KEYS[0] + around.mid, around.joint + _KEYS[1]
        start = shown.find(before)
        end = shown.find(after, start)
        if start < 0 or end < 0:
            raise NotFound("a value is framed in some other way")
        return shown[start + len(before) : end]

    def _quoting(self, text: Around) -> Quoting:
        try:
            written = self._between(_TRICKY, text)
        except NotFound:
            return "json"
        quoted = text.mid.endswith('"') and text.joint.startswith('"')
        if written == _TRICKY and not quoted:
            return "raw"
        if text.mid.endswith("'") and text.joint.startswith("'"):
            return "python"
        if not quoted and text.mid[-1:] not in ('"', "'"):
            return "raw"
        return "json"

    def _with_literals(self, dialect: Dialect) -> Dialect:
        around = dialect.other
        try:
            true, false = self._between(True, around), self._between(False, around)  # noqa: FBT003
            two, none = self._between(["zqia", "zqib"], around), self._between([], around)
        except (NotFound, TemplateRefused):
            return dialect
        if not {true, false} <= {"true", "false", "True", "False"}:
            true, false = "true", "false"
        return replace(dialect, true=true, false=false, brackets=_brackets(two, none))

    def _thinking(self, opening: str) -> tuple[str, str]:
        """What opens and closes a thought."""
        del opening
        call = ToolCall(_TOOL, {_KEYS[0]: _TEXTS[0]})
        messages = put(Prompt((*_ASKED, ChatMessage("assistant", call=call))), self._shape, self._fallback)
        messages[-1] |= {"reasoning_content": _THOUGHT, "thinking": _THOUGHT}
        try:
            shown = self._template.render(messages, generate=False, variables=_THINKING)
        except TemplateRefused:
            shown = ""
        tags = (("<think>", "</think>"), ("[THINK]", "[/THINK]"), ("<reasoning>", "</reasoning>"))
        for opens, closes in tags:
            before, found, after = shown.partition(_THOUGHT)
            at, until = before.rfind(opens), after.find(closes)
            if found and at >= 0 and until >= 0:
                space = len(after[until + len(closes) :]) - len(after[until + len(closes) :].lstrip("\n"))
                return before[at:], after[: until + len(closes) + space]
        return GENERIC.thinking


_ASKED = (ChatMessage("system", _SYSTEM), ChatMessage("user", _USER))
_ANSWERED = ChatMessage("tool", _RESULT)


def _shared(prompt: str, shown: str) -> int:
    """How much of the prompt the history shows again, cut where a tag or line ends if not all of it."""
    shared = len(os.path.commonprefix([prompt, shown]))
    if shared < len(prompt):
        shared = max(prompt.rfind("\n", 0, shared), prompt.rfind(">", 0, shared), prompt.rfind("]", 0, shared)) + 1
    return shared


def _before(shown: str, mark: str, start: int) -> str:
    return shown[start : shown.index(mark, start)]


def _cut(after: str, end: str) -> str:
    """A text without the end of the turn; tags are not cut in two."""
    common = len(os.path.commonprefix([after[::-1], end[::-1]]))
    tail = after[: len(after) - common]
    last = tail.rfind("<")
    if last > tail.rfind(">") and common and not tail[last:].startswith("</"):
        return tail[:last]
    if _RESULT in tail:
        raise NotFound("a call's end cannot be told from what follows")
    return tail


def _brackets(two: str, none: str) -> Brackets:
    opening, _, rest = two.partition("zqia")
    separator, _, closing = rest.partition("zqib")
    mark = opening[-1:]
    if mark not in ('"', "'") or closing[:1] != mark:
        return Brackets()
    quoting: Any = "json" if mark == '"' else "python"
    return Brackets(opening[:-1], separator[1:-1], closing[1:], none, quoting)


def _named(head: str, other: Around) -> str:
    """A name for people: the tag that opens the call, and what the arguments are."""
    words = "".join(c if c.isalnum() or c == "_" else " " for c in head.replace(_TOOL, " ")).split()
    kind = "json" if other.mid.endswith('": ') or other.mid.endswith('":') else "tags"
    return " ".join([kind, *dict.fromkeys(word for word in words if not word.isdigit())])[:60]

