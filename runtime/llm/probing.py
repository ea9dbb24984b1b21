"""One shape of messages tried on one chat template: a conversation of marks is rendered, and read off."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from runtime.llm.conversation import Shape, functions, put
from runtime.llm.dialects import GENERIC, NAME, Around, Brackets, Dialect, Quoting
from runtime.llm.format import NO_THINKING, THINKING, Format
from runtime.llm.port import ChatMessage, Json, Prompt, ToolCall, ToolSpec
from runtime.llm.templates import ChatTemplate, TemplateRefused

_TOOL = "zqtool"
_KEYS = ("zqkeya", "zqkeyb", "zqkeyc")
_TEXTS = ("zqtexta", "zqtextb", "zqtextc")
_NUMBER = 739251
_SYSTEM, _USER, _RESULT, _NEXT, _SAID, _THOUGHT = "zqsystem", "zquser", "zqresult", "zqnext", "zqsaid", "zqthought"
_TOOLS = (
    ToolSpec(
        "zqlisted",
        "zqdescription",
        {"type": "object", "properties": {"zqp": {"type": "string", "description": "zqd"}}, "required": ["zqp"]},
    ),
)
_ASKED = (ChatMessage("system", _SYSTEM), ChatMessage("user", _USER))
_ANSWERED = ChatMessage("tool", _RESULT)
_THOUGHT_TAGS = (("<think>", "</think>"), ("[THINK]", "[/THINK]"), ("<reasoning>", "</reasoning>"))


class NotFound(ValueError):
    """The template does not show what was looked for."""


class Probe:
    """One shape tried on one template."""

    def __init__(
        self, template: ChatTemplate, shape: Shape, fallback: Dialect, ends: frozenset[str] = frozenset()
    ) -> None:
        """Take the template, the shape, how calls are written where the template writes none, and a turn's ends."""
        self._template = template
        self._shape = shape
        self._fallback = fallback
        self._ends = ends

    def _render(self, *messages: ChatMessage, generate: bool = False, tools: bool = True) -> str:
        prompt = Prompt(messages, _TOOLS if tools else ())
        put_messages = put(prompt, self._shape, self._fallback)
        listed = functions(prompt.tools, self._shape)
        return self._template.render(put_messages, tools=listed, generate=generate, variables=NO_THINKING)

    def works(self) -> bool:
        """Whether the conversations that happen render, with all of their parts."""
        system, user = ChatMessage("system", _SYSTEM), ChatMessage("user", _USER)
        call = ChatMessage("assistant", call=ToolCall(_TOOL, {_KEYS[0]: _TEXTS[0]}))
        result, following = ChatMessage("tool", _RESULT), ChatMessage("user", _NEXT)
        conversations: tuple[tuple[ChatMessage, ...], ...] = (
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
        thinking = self._thinking()
        if shape.calls == "text":
            dialect, drop = self._written_in_text()
        else:
            dialect, drop = self._written_by_template()
        return Format(self._template, shape, replace(dialect, thinking=thinking), drop, self._fallback)

    def _lists_tools(self) -> bool:
        return "zqdescription" in self._render(*_ASKED, generate=True)

    def _opening(self) -> str:
        """What follows the user's words where the assistant is to go on."""
        return _after_user(self._render(*_ASKED, generate=True))

    def _history(self, arguments: dict[str, Json]) -> str:
        """What follows the user's words where the assistant has called the tool."""
        call = ChatMessage("assistant", call=ToolCall(_TOOL, arguments))
        return _after_user(self._render(*_ASKED, call, _ANSWERED))

    def _written_in_text(self) -> tuple[Dialect, str]:
        """The fallback dialect, with what history puts between the turn's opening and the assistant's text."""
        prompt = self._opening()
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
        prompt = self._opening()
        three = self._history(dict(zip(_KEYS, _TEXTS, strict=True)))
        shared = _shared(prompt, three)
        end = self._end_of_turn()
        text = self._around(three, shared, _TEXTS, end)
        number = self._around_all(_NUMBER, str(_NUMBER), shared, end)
        dialect = Dialect(
            name=_named(three[shared : three.index(_KEYS[0], shared)], number),
            head=three[shared : three.index(_KEYS[0], shared)].replace(_TOOL, NAME),
            empty=self._cut(self._history({})[shared:], end).replace(_TOOL, NAME),
            text=text,
            number=number,
            flag=number,
            listing=number,
            quoting=self._quoting(text),
        )
        if NAME not in dialect.head:
            raise NotFound("the tool's name is not before its arguments")
        return self._with_lists(self._with_flags(dialect, shared, end), shared, end), prompt[shared:]

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
        return Around(mids[0], joints[1], self._cut(shown[position:], end).replace(_TOOL, NAME))

    def _between(self, value: Json, around: Around) -> str:
        """How a value is written, found between its key and the next one."""
        shown = self._history({_KEYS[0]: value, _KEYS[1]: _TEXTS[1]})
        before, after = _KEYS[0] + around.mid, around.joint + _KEYS[1]
        start = shown.find(before)
        end = shown.find(after, start)
        if start < 0 or end < 0:
            raise NotFound("a value is framed in some other way")
        return shown[start + len(before) : end]

    @staticmethod
    def _quoting(text: Around) -> Quoting:
        """By the mark before a value; a template that forgets to escape inside means to, all the same."""
        mark = text.mid[-1:]
        if mark not in ('"', "'") or not text.joint.startswith(mark):
            return "raw"
        return "json" if mark == '"' else "python"

    def _around_all(self, value: Json, written: str, shared: int, end: str) -> Around:
        shown = self._history(dict.fromkeys(_KEYS, value))
        return self._around(shown, shared, (written,) * 3, end)

    def _with_flags(self, dialect: Dialect, shared: int, end: str) -> Dialect:
        for true, false in (("true", "false"), ("True", "False")):
            try:
                around = self._around_all(True, true, shared, end)  # noqa: FBT003
                if self._between(False, around) == false:  # noqa: FBT003
                    return replace(dialect, flag=around, true=true, false=false)
            except (NotFound, TemplateRefused):
                continue
        return dialect

    def _with_lists(self, dialect: Dialect, shared: int, end: str) -> Dialect:
        """The dialect with its way to write lists; an empty one shows what stands around any."""
        try:
            around = self._around_all([], "[]", shared, end)
            return replace(dialect, listing=around, brackets=_brackets(self._between(["zqia", "zqib"], around)))
        except (NotFound, TemplateRefused):
            return dialect

    def _cut(self, after: str, end: str) -> str:
        """A text without the end of the turn; tags are not cut in two."""
        tail = after[: len(after) - _common(after[::-1], end[::-1])]
        for ending in self._ends:
            tail = tail.partition(ending)[0]
        last = tail.rfind("<")
        if last > tail.rfind(">") and len(tail) < len(after) and not tail[last:].startswith("</"):
            return tail[:last]
        if _RESULT in tail:
            raise NotFound("a call's end cannot be told from what follows")
        return tail

    def _thinking(self) -> tuple[str, str]:
        """What opens and closes a thought."""
        call = ToolCall(_TOOL, {_KEYS[0]: _TEXTS[0]})
        messages = put(Prompt((*_ASKED, ChatMessage("assistant", call=call))), self._shape, self._fallback)
        messages[-1] |= {"reasoning_content": _THOUGHT, "thinking": _THOUGHT}
        try:
            shown = self._template.render(messages, generate=False, variables=THINKING)
        except TemplateRefused:
            shown = ""
        for opens, closes in _THOUGHT_TAGS:
            before, found, after = shown.partition(_THOUGHT)
            at, until = before.rfind(opens), after.find(closes)
            if found and at >= 0 and until >= 0:
                space = len(after[until + len(closes) :]) - len(after[until + len(closes) :].lstrip("\n"))
                return before[at:], after[: until + len(closes) + space]
        return GENERIC.thinking


def _common(one: str, other: str) -> int:
    """How many first characters are the same."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _shared(prompt: str, shown: str) -> int:
    """How much of the prompt the history shows again, cut where a tag or line ends if not all of it."""
    shared = _common(prompt, shown)
    if shared < len(prompt):
        shared = max(prompt.rfind("\n", 0, shared), prompt.rfind(">", 0, shared), prompt.rfind("]", 0, shared)) + 1
    return shared


def _after_user(shown: str) -> str:
    """What follows the user's words: before them, tools and system message may move about."""
    return shown.rpartition(_USER)[2]


def _brackets(two: str) -> Brackets:
    opening, _, rest = two.partition("zqia")
    separator, _, closing = rest.partition("zqib")
    mark = opening[-1:]
    if mark not in ('"', "'") or closing[:1] != mark:
        return Brackets()
    quoting: Any = "json" if mark == '"' else "python"
    return Brackets(opening[:-1], separator[1:-1], closing[1:], "[]", quoting)


def _named(head: str, number: Around) -> str:
    """A name for people: the tag that opens the call, and what the arguments are."""
    words = "".join(c if c.isalnum() or c == "_" else " " for c in head.replace(_TOOL, " ")).split()
    kind = "json" if number.mid.endswith('": ') or number.mid.endswith('":') else "tags"
    return " ".join([kind, *dict.fromkeys(word for word in words if not word.isdigit())])[:60]
