"""Chat templates: the Jinja text inside a GGUF, rendered as llama.cpp and Hugging Face render it.

A template comes from whoever made the weights and is treated as hostile: Jinja's sandbox keeps it from
Python, and a budget of loop rounds, calls, characters and seconds keeps it from hanging or eating the memory.
"""

from __future__ import annotations

import functools
import json
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from jinja2 import TemplateError, nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension, loopcontrols
from jinja2.parser import Parser
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import SandboxedEnvironment

from runtime.errors import LLMError

MAX_CHARACTERS = 4_000_000
MAX_ROUNDS = 400_000
MAX_SECONDS = 3.0
MAX_NUMBER = 10_000
MAX_COPIED = 256_000_000

GENERIC = (
    "{% for message in messages %}{{ '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


class TemplateRefused(LLMError):
    """The chat template cannot be used, or does not take these messages; says why."""


class Budget:
    """What one rendering may still use up."""

    def __init__(self) -> None:
        """Start with the whole budget."""
        self._rounds = MAX_ROUNDS
        self._copied = 0
        self._written = 0
        self._deadline = time.monotonic() + MAX_SECONDS

    def spend(self) -> None:
        """Count one loop round or call.

        Raises:
            SecurityError: rounds or seconds are used up.
        """
        self._rounds -= 1
        if self._rounds < 0 or time.monotonic() > self._deadline:
            raise SecurityError("it does not come to an end")

    def write(self, characters: int) -> None:
        """Count characters of the prompt.

        Raises:
            SecurityError: they are too many.
        """
        self._written += characters
        if self._written > MAX_CHARACTERS:
            raise SecurityError("it writes too much")

    def bounded(self, value: Any) -> Any:  # noqa: ANN401  (whatever the template made)
        """The same value.

        Raises:
            SecurityError: it is a text or list that is too long, or too much was made in all.
        """
        size = _length(value)
        self._copied += size
        if size > MAX_CHARACTERS or self._copied > MAX_COPIED:
            raise SecurityError("it writes too much")
        return value


class _Counted(list[Any]):
    """A loop's values; each round is paid for."""

    budget: Budget

    def __iter__(self) -> Any:  # noqa: ANN401  (an iterator of whatever the template loops over)
        for value in super().__iter__():
            self.budget.spend()
            yield value


class _Generation(Extension):
    """``{% generation %}``: Hugging Face marks the assistant's own tokens with it; it writes nothing itself."""

    tags = {"generation"}  # noqa: RUF012  (the base class wants a plain set)

    def parse(self, parser: Parser) -> list[nodes.Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


class _Environment(SandboxedEnvironment):
    """The sandbox, with every loop, call, repetition and concatenation paid for."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self) -> None:
        super().__init__(trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols, _Generation])
        self.budget = Budget()
        self.filters = {name: self._sized(function) for name, function in self.filters.items()}
        self.filters |= {"tojson": _to_json, "counted": self._counted, "bounded": self._bounded}
        self.filters["join"] = self._join
        self.globals = {name: self.globals[name] for name in ("dict", "namespace", "joiner", "cycler")}
        self.globals |= {"range": range, "raise_exception": _raise, "strftime_now": _now}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _filtered(loop.iter, "counted")
        _replace_concatenations(tree)
        for block in tree.find_all(nodes.AssignBlock):
            block.filter = _filtered(block.filter, "bounded")
        return tree

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063
        __self.budget.spend()
        if __obj is range or isinstance(getattr(__obj, "__self__", None), str):
            _refuse_large_numbers((*args, *kwargs.values()))
        return __self.budget.bounded(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        self.budget.spend()
        if operator in ("*", "**") and not (isinstance(left, (int, float)) and operator == "*" and _small(right)):
            _refuse_large_numbers((left, right))
            if max(_length(left), _length(right)) > MAX_NUMBER or _repeated(left, right) > MAX_CHARACTERS:
                raise SecurityError("it repeats a long text")
        if operator == "%" and isinstance(left, str):
            _refuse_wide_formats(left)
        return self.budget.bounded(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ANN401
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            _refuse_wide_formats(str(value.__self__))
        return wrapped

    def _bounded(self, value: Any) -> Any:  # noqa: ANN401
        return self.budget.bounded(value)

    def _counted(self, values: Iterable[Any] | Undefined) -> _Counted:
        counted = _Counted(values)
        counted.budget = self.budget
        return counted

    def _sized(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def checked(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            self.budget.spend()
            _refuse_large_numbers((*args[1:], *kwargs.values()))
            if function.__name__ == "do_format":
                _refuse_wide_formats(str(args[0]))
            return self.budget.bounded(function(*args, **kwargs))

        return checked

    def _join(self, values: Iterable[Any], separator: str = "", attribute: str | None = None) -> str:
        parts = [str(self.getattr(value, attribute) if attribute else value) for value in self._counted(values)]
        if sum(map(len, parts)) + len(separator) * len(parts) > MAX_CHARACTERS:
            raise SecurityError("it writes too much")
        return separator.join(parts)


def _filtered(node: Any, name: str) -> nodes.Filter:  # noqa: ANN401  (any expression; None inside AssignBlock)
    lineno = node.lineno if node is not None else 1
    return nodes.Filter(node, name, [], [], None, None, lineno=lineno)


def _replace_concatenations(tree: nodes.Node) -> None:
    """Put each ``a ~ b`` inside the filter that checks its length: Jinja joins it without asking the sandbox."""
    for parent in [tree, *tree.find_all(nodes.Node)]:
        for field, value in parent.iter_fields():
            if isinstance(value, nodes.Concat):
                setattr(parent, field, _filtered(value, "bounded"))
            elif isinstance(value, list):
                value[:] = [_filtered(item, "bounded") if isinstance(item, nodes.Concat) else item for item in value]


def _length(value: object) -> int:
    return len(value) if isinstance(value, (str, bytes, list, tuple)) else 0


def _repeated(left: object, right: object) -> int:
    """How long a text or list gets by being repeated; 0 where it is not."""
    values, times = (right, left) if isinstance(left, int) else (left, right)
    return _length(values) * times if isinstance(times, int) else 0


def _small(value: object) -> bool:
    return isinstance(value, (int, float)) and abs(value) <= MAX_NUMBER


def _refuse_large_numbers(values: Iterable[object]) -> None:
    if any(isinstance(value, int) and not isinstance(value, bool) and abs(value) > MAX_NUMBER for value in values):
        raise SecurityError("it counts too far")


def _refuse_wide_formats(pattern: str) -> None:
    digits = "".join(character if character.isdigit() else " " for character in pattern)
    if any(len(number) > 4 for number in digits.split()) or "*" in pattern:  # noqa: PLR2004
        raise SecurityError("it writes too wide")


def _to_json(
    value: object,
    ensure_ascii: bool = False,  # noqa: FBT001, FBT002  (templates pass it by position)
    indent: int | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,  # noqa: FBT001, FBT002
) -> str:
    """As Hugging Face: Jinja's own escapes HTML and sorts the keys."""
    _refuse_large_numbers((indent,))
    return json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys, default=list
    )


def _raise(message: str) -> None:
    raise TemplateError(message)


def _now(pattern: str) -> str:
    # Nothing may change before the messages while a context lives, so a day is as fine as it gets.
    return datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0).strftime(pattern)


class ChatTemplate:
    """One template, compiled."""

    def __init__(self, source: str, *, bos: str = "", eos: str = "") -> None:
        """Compile.

        Args:
            source: the Jinja text.
            bos: text of the token that begins a sequence.
            eos: text of the token that ends one.

        Raises:
            TemplateRefused: it is no valid Jinja.
        """
        self.source = source
        self._tokens = {"bos_token": bos, "eos_token": eos}
        self._environment = _Environment()
        try:
            self._template = self._environment.from_string(source)
        except (TemplateError, RecursionError, MemoryError, SyntaxError, ValueError, OverflowError) as error:
            raise TemplateRefused(f"The chat template in the weights is not valid: {error}") from error

    def render(
        self,
        messages: list[dict[str, Any]],
        *,
        tools: list[dict[str, Any]] | None = None,
        generate: bool = True,
        variables: Mapping[str, Any] | None = None,
    ) -> str:
        """The prompt's text.

        Args:
            messages: as in OpenAI's API: role, content, tool_calls.
            tools: JSON Schema of functions, as in OpenAI's API.
            generate: end with the opening of the assistant's turn.
            variables: what else the template may ask for, ``enable_thinking`` for one.

        Raises:
            TemplateRefused: it raised, refuses these messages, does not come to an end or writes too much.
        """
        self._environment.budget = Budget()
        values = {**self._tokens, **(variables or {}), "messages": messages, "tools": tools}
        pieces: list[str] = []
        try:
            for piece in self._template.generate(values, add_generation_prompt=generate):
                pieces.append(piece)
                self._environment.budget.write(len(piece))
        # A template is foreign code: it may raise whatever Python's operators and methods raise.
        except Exception as error:
            raise TemplateRefused(f"The chat template in the weights failed: {error}") from error
        return "".join(pieces)
