"""Reading a tool call back from the text an LLM wrote, and holding it against the forms."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from runtime.llm.dialects import NAME, Around, Dialect
from runtime.llm.port import Choice, Date, Flag, Form, Integer, Json, Kind, Listing, Text, ToolCall


class NotACall(ValueError):
    """The text is no tool call of the dialect, or of none of the forms; says at what it stumbled."""


def read_call(text: str, dialect: Dialect, forms: Sequence[Form] = ()) -> ToolCall:
    """The call in a text.

    Args:
        text: what the LLM wrote.
        dialect: how it writes calls.
        forms: those that the call may be of; none: any call, its values' kinds guessed where ``5`` and ``"5"`` are
            written alike.

    Raises:
        NotACall: there is none, or none of the forms; says why the likeliest form was not met.
    """
    if not forms:
        return _Reader(text, dialect, None).call()
    problem = NotACall("there is nothing that may be called")
    for form in forms:
        try:
            call = _Reader(text, dialect, form).call()
            check_call(call, [form])
        except NotACall as error:
            problem = error if form.tool in text else problem
        else:
            return call
    raise problem


def check_call(call: ToolCall, forms: Iterable[Form]) -> None:
    """Make sure that the call is one of the forms.

    Raises:
        NotACall: it is none of them; says why the last one was not met.
    """
    problem = f"there is no tool {call.name} here"
    for form in forms:
        if form.tool == call.name:
            problem = _mismatch(call, form)
            if not problem:
                return
    raise NotACall(problem)


class _Reader:
    """One reading of one text."""

    def __init__(self, text: str, dialect: Dialect, form: Form | None) -> None:
        self._text = text
        self._dialect = dialect
        self._form = form
        self._at = 0

    def call(self) -> ToolCall:
        name, empty = self._name()
        if empty:
            return ToolCall(name, {})
        kinds = {parameter.name: parameter.kind for parameter in self._form.parameters} if self._form else {}
        arguments: dict[str, Json] = {}
        while True:
            key, around = self._key(kinds)
            if key in arguments:
                raise NotACall(f"{key} is given twice")
            arguments[key] = self._value(around, kinds.get(key))
            if self._rest().rstrip() == around.tail.replace(NAME, name).rstrip():
                return ToolCall(name, arguments)
            self._skip(around.joint)

    def _rest(self, length: int | None = None) -> str:
        return self._text[self._at : None if length is None else self._at + length]

    def _skip(self, expected: str) -> None:
        if not self._text.startswith(expected, self._at):
            raise NotACall(f"{expected!r} should stand where {self._rest(40)!r} stands")
        self._at += len(expected)

    def _name(self) -> tuple[str, bool]:
        pattern = re.escape(self._form.tool) if self._form else r"[\w.:-]+?"
        for frame, empty in ((self._dialect.empty, True), (self._dialect.head, False)):
            before, *rest = frame.lstrip().split(NAME)
            expression = rf"\s*{re.escape(before)}(?P<name>{pattern})" + "(?P=name)".join(map(re.escape, rest))
            found = re.match(expression, self._text)
            if found and (not empty or not self._text[found.end() :].strip()):
                self._at = found.end()
                return found["name"], empty
        raise NotACall(f"a call does not begin with {self._text[:40]!r}")

    def _key(self, kinds: Mapping[str, Kind]) -> tuple[str, Around]:
        mids = sorted({around.mid for around in self._arounds()}, key=len, reverse=True)
        pattern = rf"(?P<key>[\w.-]+?)(?P<mid>{'|'.join(map(re.escape, mids))})"
        found = re.compile(pattern).match(self._text, self._at)
        if not found:
            raise NotACall(f"there is no parameter at {self._rest(40)!r}")
        self._at = found.end()
        fitting = [around for around in self._arounds() if around.mid == found["mid"]]
        wanted = self._dialect.around_kind(kinds.get(found["key"]))
        return found["key"], wanted if wanted in fitting else fitting[0]

    def _arounds(self) -> tuple[Around, ...]:
        dialect = self._dialect
        return dialect.text, dialect.number, dialect.flag, dialect.listing

    def _value(self, around: Around, kind: Kind | None) -> Json:
        dialect = self._dialect
        textual = around == dialect.text and not isinstance(kind, (Integer, Flag, Listing))
        if textual and dialect.quoting == "raw":
            raw = self._until(around.stop)
            return _guess(raw, dialect) if kind is None and around.mid == dialect.number.mid else raw
        if textual:
            return self._quoted('"' if dialect.quoting == "json" else "'")
        for literal, value in ((dialect.true, True), (dialect.false, False)):
            if self._text.startswith(literal, self._at):
                self._at += len(literal)
                return value
        if dialect.brackets.quoting == "python":
            return self._python(around)
        try:
            value, self._at = json.JSONDecoder().raw_decode(self._text, self._at)
        except (json.JSONDecodeError, RecursionError):
            return self._python(around)
        return value

    def _until(self, stop: str) -> str:
        end = self._text.find(stop, self._at)
        if end < 0:
            raise NotACall(f"{stop!r} is missing")
        raw, self._at = self._text[self._at : end], end
        return raw

    def _quoted(self, mark: str) -> str:
        found = re.compile(rf"(?:[^{mark}\\]|\\.)*", re.DOTALL).match(self._text, self._at)
        inner = found[0] if found else ""
        self._at += len(inner)
        return _unescaped(inner, mark)

    def _python(self, around: Around) -> Json:
        for stop in (around.joint, around.tail):
            end = self._text.find(stop, self._at)
            while end >= 0:
                try:
                    value = ast.literal_eval(self._text[self._at : end])
                except (ValueError, SyntaxError, RecursionError, MemoryError):
                    end = self._text.find(stop, end + 1)
                    continue
                self._at = end
                return value
        raise NotACall(f"there is no value at {self._rest(40)!r}")


def _unescaped(inner: str, mark: str) -> str:
    text = inner if mark == '"' else inner.replace("\\'", "'").replace('"', '\\"')
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except json.JSONDecodeError as error:
        raise NotACall(f"{inner[:40]!r} is no quoted text") from error


def _guess(raw: str, dialect: Dialect) -> Json:
    """What a raw value is when no form says it: a text, unless it reads as some other JSON value."""
    literals = {dialect.true: True, dialect.false: False}
    if raw in literals:
        return literals[raw]
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(raw)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        return raw if isinstance(value, (str, bytes)) else value
    return raw


def _mismatch(call: ToolCall, form: Form) -> str:
    known = {parameter.name: parameter for parameter in form.parameters}
    for name in call.arguments:
        if name not in known:
            return f"{call.name} has no parameter {name}"
    for parameter in form.parameters:
        if parameter.name not in call.arguments:
            if parameter.required:
                return f"{call.name} needs {parameter.name}"
        elif not fits(call.arguments[parameter.name], parameter.kind):
            return f"{parameter.name} may not be {str(call.arguments[parameter.name])[:60]!r} here"
    return ""


def fits(value: Json, kind: Kind) -> bool:
    """Whether the value is of the kind."""
    match kind:
        case Text():
            return isinstance(value, str) and kind.min_chars <= len(value) <= kind.max_chars
        case Choice():
            return value in kind.values
        case Integer():
            return type(value) is int and kind.minimum <= value <= kind.maximum
        case Flag():
            return isinstance(value, bool) and kind.only in (None, value)
        case Date():
            return isinstance(value, str) and _is_date(value)
        case Listing():
            return isinstance(value, list) and len(value) <= kind.max_items and all(fits(v, kind.item) for v in value)


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
