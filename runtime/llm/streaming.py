"""The streamed parameter's text, piece by piece while it is written, exactly as the parsed call will hold it."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from typing import Protocol

from runtime.llm.dialects import NAME, Dialect
from runtime.llm.port import Form, Text

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_HEX_DIGITS = 4


class Unwritten(Protocol):
    """Turns written text back into the value's own, a piece at a time."""

    done: bool

    def feed(self, written: str) -> str:
        """The value's text that this piece makes certain."""


class QuotedText:
    """A JSON or Python string's inside: escapes undone, ends at the quotation mark."""

    def __init__(self, mark: str) -> None:
        """Start after the opening mark."""
        self._mark = mark
        self._escape = ""
        self._high = ""
        self.done = False

    def feed(self, written: str) -> str:
        """The value's text that this piece makes certain."""
        pieces = []
        for character in written:
            if self.done:
                break
            pieces.append(self._one(character))
        return "".join(pieces)

    def _one(self, character: str) -> str:
        if not self._escape:
            if character == self._mark:
                self.done = True
                return self._flushed("")
            if character == "\\":
                self._escape = character
                return ""
            return self._flushed(character)
        self._escape += character
        if self._escape[1] != "u":
            self._escape = ""
            return self._flushed(_ESCAPES.get(character, character))
        if len(self._escape) < 2 + _HEX_DIGITS:
            return ""
        unit, self._escape = chr(int.from_bytes(bytes.fromhex(self._escape[2:]))), ""
        return self._unit(unit)

    def _unit(self, unit: str) -> str:
        """A UTF-16 unit; the two of a pair may come in different pieces."""
        if "\ud800" <= unit <= "\udbff":
            lost, self._high = self._flushed(""), unit
            return lost
        if "\udc00" <= unit <= "\udfff" and self._high:
            pair, self._high = self._high + unit, ""
            return pair.encode("utf-16", "surrogatepass").decode("utf-16")
        return self._flushed(unit)

    def _flushed(self, text: str) -> str:
        lone, self._high = self._high, ""
        return lone + text


class RawText:
    """A text written as it is, up to what stops it."""

    def __init__(self, stop: str) -> None:
        """Start at the text's beginning."""
        self._stop = stop
        self._held = ""
        self.done = False

    def feed(self, written: str) -> str:
        """The value's text that this piece makes certain: what may begin the stop is held back."""
        if self.done:
            return ""
        self._held += written
        end = self._held.find(self._stop)
        if end >= 0:
            self.done = True
            return self._held[:end]
        hold = next(n for n in range(len(self._stop) - 1, -1, -1) if self._held.endswith(self._stop[:n]))
        certain, self._held = self._held[: len(self._held) - hold], self._held[len(self._held) - hold :]
        return certain


class Stream:
    """Watches the bytes of a call and hands on the text of one parameter, if that is the tool's first."""

    def __init__(
        self, dialect: Dialect, forms: Sequence[Form], wanted: tuple[str, str], on_text: Callable[[str], None]
    ) -> None:
        """Wait for the tool and parameter that are wanted; what comes later than first is not streamed."""
        tool, parameter = wanted
        first = any(
            form.tool == tool
            and form.parameters
            and form.parameters[0].name == parameter
            and isinstance(form.parameters[0].kind, Text)
            for form in forms
        )
        self._lead = (dialect.head.replace(NAME, tool) + parameter + dialect.text.mid).encode()
        self._waiting = first
        self._begun = bytearray()
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        self._on_text = on_text
        self._text: Unwritten
        if dialect.quoting == "raw":
            self._text = RawText(dialect.text.stop)
        else:
            self._text = QuotedText('"' if dialect.quoting == "json" else "'")

    def feed(self, written: bytes) -> None:
        """Take the next bytes of the call."""
        if self._waiting:
            self._begun += written
            if not self._begun.startswith(self._lead):
                self._waiting = self._lead.startswith(self._begun)
                return
            self._waiting = False
            written = bytes(self._begun[len(self._lead) :])
        elif not self._begun.startswith(self._lead):
            return
        if self._text.done:
            return
        text = self._text.feed(self._utf8.decode(written))
        if text:
            self._on_text(text)
