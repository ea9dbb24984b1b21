"""Forms and a dialect, as one grammar in llguidance's Lark.

The forms become one tree of literals and value patterns whose common beginnings are merged: a lexer that
never steps back may stand before two literals only if they differ in their first character.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from runtime.llm.dialects import NAME, Around, Dialect, Quoting, quote
from runtime.llm.port import Choice, Date, Flag, Form, Integer, Kind, Listing, Parameter, Text

SplitSpecial = Callable[[str], Iterable[str | int]]
"""Splits a literal into plain text and the ids of the special tokens written in it."""

_JSON_CHARACTER = r'([^"\\\x00-\x1f\x7f]|\\["\\nt])'
_PYTHON_CHARACTER = r"([^'\\\x00-\x1f\x7f]|\\['\\nt])"
_RAW_CHARACTER = r"[^\x00-\x08\x0b-\x1f\x7f]"
_YEAR = "(19|20)[0-9][0-9]"
_LEAP_YEAR = "(19(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))"
_DATE = (
    f"({_YEAR}-(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    f"|{_YEAR}-(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    f"|{_YEAR}-02-(0[1-9]|1[0-9]|2[0-8])"
    f"|{_LEAP_YEAR}-02-29)"
)


class NoForms(ValueError):
    """There is nothing that could be called."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A value as a regular expression; with a ``stop``, up to that and including it, wherever it comes first."""

    expression: str
    stop: str = ""


_Element = str | _Pattern


@dataclass(slots=True, eq=False)
class _Node:
    """A place in a call: what may stand here, and where that leads. None is the call's end."""

    ways: list[tuple[_Element, _Node | None]] = field(default_factory=list)


def write_grammar(forms: Sequence[Form], dialect: Dialect, split: SplitSpecial = lambda text: [text]) -> str:
    """The grammar of one call of any of the forms.

    Args:
        forms: the calls that are possible now.
        dialect: how they are written.
        split: finds special tokens in literals, which a grammar has to name by id.

    Raises:
        NoForms: no form can be met, since one of its parameters has no possible value.
    """
    builder = _Builder(dialect, split)
    root = _merged([way for form in forms for way in builder.form(form)])
    if not root.ways:
        raise NoForms("none of the tools can be called now")
    return _Writer(split).lark(root)


class _Builder:
    """Turns forms into nodes; equal ends of calls become the same node."""

    def __init__(self, dialect: Dialect, split: SplitSpecial) -> None:
        self._dialect = dialect
        # A special token is no text, so where one ends a raw text, the text can hold nothing that looks like it.
        self._ends_itself = isinstance(next(iter(split(dialect.text.stop)), ""), int)
        self._known: dict[object, _Node] = {}

    def form(self, form: Form) -> list[tuple[_Element, _Node | None]]:
        head = self._dialect.head.replace(NAME, form.tool)
        return self._ways(form.tool, form.parameters, head, None)

    def _node(self, tool: str, rest: tuple[Parameter, ...], before: Around, stop: str) -> _Node:
        key = (tool, rest, before, stop)
        if key not in self._known:
            joint = before.joint.removeprefix(stop)
            self._known[key] = _merged(self._ways(tool, rest, joint, before.tail.removeprefix(stop)))
        return self._known[key]

    def _ways(
        self, tool: str, rest: tuple[Parameter, ...], joint: str, tail: str | None
    ) -> list[tuple[_Element, _Node | None]]:
        ways: list[tuple[_Element, _Node | None]] = []
        for number, parameter in enumerate(rest):
            ways += self._parameter(tool, parameter, rest[number + 1 :], joint)
            if parameter.required:
                return ways
        end = self._dialect.empty if tail is None else tail
        return [*ways, (end.replace(NAME, tool), None)]

    def _parameter(
        self, tool: str, parameter: Parameter, rest: tuple[Parameter, ...], joint: str
    ) -> list[tuple[_Element, _Node | None]]:
        around = self._dialect.around_kind(parameter.kind)
        start = joint + parameter.name + around.mid
        values = self._values(parameter.kind, around)
        literals = [value for value in values if isinstance(value, str)]
        following = self._node(tool, rest, around, "")
        ways: list[tuple[_Element, _Node | None]] = [(start + literal, following) for literal in literals]
        for value in values:
            if isinstance(value, _Pattern):
                then = self._node(tool, rest, around, around.stop) if value.stop else following
                ways.append((start, _Node([(value, then)])))
        return ways

    def _values(self, kind: Kind, around: Around) -> list[_Element]:
        dialect = self._dialect
        match kind:
            case Text():
                return [_text(kind, dialect.quoting, "" if self._ends_itself else around.stop)]
            case Choice():
                return [dialect.value(value) for value in kind.values if _writable(value, dialect, around)]
            case Integer():
                return [_Pattern(_integers(kind.minimum, kind.maximum))]
            case Flag():
                return [dialect.value(flag) for flag in (True, False) if kind.only in (None, flag)]
            case Date():
                return [_Pattern(_DATE)]
            case Listing():
                return [_Pattern(_listing(kind, dialect))] if kind.max_items else [dialect.brackets.empty]


def _writable(value: str, dialect: Dialect, around: Around) -> bool:
    return dialect.quoting != "raw" or around.stop not in value + around.stop[:-1]


def _text(kind: Text, quoting: Quoting, stop: str) -> _Pattern:
    count = f"{{{kind.min_chars},{kind.max_chars}}}"
    if quoting == "raw":
        return _Pattern(f"{_RAW_CHARACTER}{count}", stop)
    return _Pattern((_JSON_CHARACTER if quoting == "json" else _PYTHON_CHARACTER) + count)


def _listing(kind: Listing, dialect: Dialect) -> str:
    brackets = dialect.brackets
    if isinstance(kind.item, Choice):
        item = "|".join(_escaped(quote(value, brackets.quoting)) for value in kind.item.values)
    else:
        mark = '"' if brackets.quoting == "json" else "'"
        item = f"{mark}{_text(kind.item, brackets.quoting, '').expression}{mark}"
    if not item:
        return _escaped(brackets.empty)
    more = f"({_escaped(brackets.separator)}({item})){{0,{kind.max_items - 1}}}"
    return f"({_escaped(brackets.empty)}|{_escaped(brackets.opening)}({item}){more}{_escaped(brackets.closing)})"


def _escaped(text: str) -> str:
    """The text as a regular expression, on one line."""
    return re.escape(text).replace("/", r"\/").replace("\\\n", r"\n").replace("\\\t", r"\t").replace("\\\r", r"\r")


def _integers(minimum: int, maximum: int) -> str:
    """A regular expression for the whole numbers from minimum to maximum, without leading zeros."""
    parts = []
    if minimum < 0:
        parts.append("-(" + _naturals(max(1, -maximum), -minimum) + ")")
    if maximum >= 0:
        parts.append(_naturals(max(0, minimum), maximum))
    return "(" + "|".join(parts) + ")"


def _naturals(low: int, high: int) -> str:
    parts = []
    while low <= high:
        digits = len(str(low))
        free = 0  # how many last digits may be anything
        while free < digits and low % 10 ** (free + 1) == 0 and low + 10 ** (free + 1) - 1 <= high and low:
            free += 1
        free = min(free, digits - 1)
        step = 10**free
        first = (low // step) % 10
        count = min(9 - first, (high - low + 1) // step - 1)
        before = str(low // (step * 10)) if low >= step * 10 else ""
        parts.append(f"{before}[{first}-{first + count}]" + (f"[0-9]{{{free}}}" if free else ""))
        low += step * (count + 1)
    return "|".join(parts)


def _merged(ways: list[tuple[_Element, _Node | None]]) -> _Node:
    """One node of many ways, common beginnings of its literals taken together."""
    merged = _Node([way for way in ways if isinstance(way[0], _Pattern)])
    groups: dict[str, list[tuple[str, _Node | None]]] = {}
    for element, node in ways:
        if isinstance(element, str):
            groups.setdefault(element[:1], []).append((element, node))
    for group in groups.values():
        merged.ways.append(_grouped(list(dict.fromkeys(group))))
    return merged


def _grouped(group: list[tuple[str, _Node | None]]) -> tuple[_Element, _Node | None]:
    if len(group) == 1:
        return group[0]
    first, last = min(text for text, _ in group), max(text for text, _ in group)
    shared = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    further: list[tuple[_Element, _Node | None]] = []
    for text, node in group:
        if len(text) > shared or node is None:
            further.append((text[shared:], node))
        else:
            further += node.ways
    return first[:shared], _merged(further)


class _Writer:
    """Writes nodes as Lark rules, each node and each pattern once."""

    def __init__(self, split: SplitSpecial) -> None:
        self._split = split
        self._rules: list[str] = []
        self._nodes: dict[int, str] = {}
        self._patterns: dict[_Pattern, str] = {}

    def lark(self, root: _Node) -> str:
        return "\n".join([f"start: {self._ways(root)}", *self._rules, ""])

    def _ways(self, node: _Node) -> str:
        return " | ".join(self._way(element, following) for element, following in node.ways)

    def _way(self, element: _Element, following: _Node | None) -> str:
        first = self._pattern(element) if isinstance(element, _Pattern) else self._literal(element)
        return f"{first} {self._name(following)}" if following else first

    def _name(self, node: _Node) -> str:
        if id(node) not in self._nodes:
            name = self._nodes[id(node)] = f"n{len(self._nodes)}"
            self._rules.append(f"{name}: {self._ways(node)}")
        return self._nodes[id(node)]

    def _literal(self, text: str) -> str:
        parts = [
            f"<[{part}]>" if isinstance(part, int) else json.dumps(part, ensure_ascii=False)
            for part in self._split(text)
        ]
        return " ".join(parts) or '""'

    def _pattern(self, pattern: _Pattern) -> str:
        if pattern not in self._patterns:
            number = len(self._patterns)
            self._patterns[pattern] = f"t{number}" if pattern.stop else f"T{number}"
            self._rules += self._terminal(pattern, number)
        return self._patterns[pattern]

    @staticmethod
    def _terminal(pattern: _Pattern, number: int) -> list[str]:
        if not pattern.stop:
            return [f"T{number}: /{pattern.expression}/"]
        stop = _escaped(pattern.stop)
        # Lazy alone is not enough: what stops a text could stand inside one that has to be a little longer.
        inner = f"T{number}: /{pattern.expression}/ & ~/(?s:.*){stop}(?s:.*)/"
        return [inner, f"t{number}[lazy]: T{number} /{stop}/"]
