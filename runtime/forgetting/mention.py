"""What counts as naming a text, and a text without it.

Whatever the case and the spaces, and as whole words: to forget *Ann* leaves *planning* alone. Where the text stands
inside JSON, or escaped as JSON or HTML do it, it is found there too.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from html import escape

from runtime.llm.port import Json

# Scripts whose words are parted by spaces; beside a letter of another script a word may begin or end anywhere.
_LETTERS = "0-9A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ԯḀ-ỿἀ-῿"
_LONG_LINE = 240
_SENTENCE_END = re.compile(r"(?<=[.!?;…])\s+")
_JSON_DEPTH = 4
PLACEHOLDER = "…"


class Mention:
    """A text that is to be forgotten; ``lines`` are whole lines that go with it, wherever they stand."""

    def __init__(self, text: str, lines: frozenset[str] = frozenset()) -> None:
        self.text = unicodedata.normalize("NFC", " ".join(text.split()))
        self.lines = lines
        self._pattern = _pattern(self.text)

    def stands_in(self, value: str) -> bool:
        """Whether the text is named, plainly or inside JSON."""
        return self._in_text(value) or any(self._in_text(leaf) for leaf in _leaves(value, _JSON_DEPTH))

    def cut(self, value: str, *, longest_line: int = _LONG_LINE) -> str:
        """The value without the lines that name it; of a line longer than that, without the sentences that do.

        The same value always gives the same, so that a journal that is cut change by change stays a chain.
        """
        if not self.stands_in(value) and not self.lines.intersection(value.split("\n")):
            return value
        kept = [part for line in value.split("\n") for part in self._kept(line, longest_line)]
        rest = "\n".join(kept)
        if self.stands_in(rest):  # it goes from one line to the next, or stands inside JSON
            rest = self._pattern.sub("", unicodedata.normalize("NFC", rest))
        return "" if self.stands_in(rest) else rest

    def blanked(self, value: str) -> str:
        """A short value, such as a title, with a placeholder where it stood; of JSON, each of its texts."""
        if not self.stands_in(value):
            return value
        parsed = _parsed(value)
        if isinstance(parsed, dict | list):
            return json.dumps(self._without(parsed), ensure_ascii=False)
        rest = self._pattern.sub(PLACEHOLDER, unicodedata.normalize("NFC", value))
        return PLACEHOLDER if self.stands_in(rest) else rest

    def forms(self) -> tuple[bytes, ...]:
        """The text as bytes in every encoding in which it might lie around."""
        spellings = {self.text, self.text.lower(), self.text.upper(), unicodedata.normalize("NFD", self.text)}
        spellings |= set(_escaped(self.text))
        return tuple({each.encode(code) for each in spellings for code in ("utf-8", "utf-16-le", "utf-16-be")})

    def _without(self, part: Json) -> Json:
        if isinstance(part, str):
            return self.blanked(part)
        if isinstance(part, dict):
            return {self.blanked(key): self._without(value) for key, value in part.items()}
        return [self._without(each) for each in part] if isinstance(part, list) else part

    def _in_text(self, value: str) -> bool:
        return self._pattern.search(unicodedata.normalize("NFC", value)) is not None

    def _kept(self, line: str, longest: int) -> list[str]:
        if line in self.lines:
            return []
        if not self.stands_in(line):
            return [line]
        if len(line) <= longest:
            return []
        rest = " ".join(part for part in _SENTENCE_END.split(line) if part and not self.stands_in(part))
        return [rest] if rest.strip() else []


def _pattern(text: str) -> re.Pattern[str]:
    spellings = sorted({text, *_escaped(text)}, key=len, reverse=True)
    body = "|".join(r"\s+".join(re.escape(word) for word in each.split()) for each in spellings)
    before = f"(?<![{_LETTERS}])" if re.match(f"[{_LETTERS}]", text[0]) else ""
    after = f"(?![{_LETTERS}])" if re.match(f"[{_LETTERS}]", text[-1]) else ""
    return re.compile(f"{before}(?:{body}){after}", re.IGNORECASE)


def _escaped(text: str) -> tuple[str, ...]:
    return (json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1], escape(text))


def _leaves(value: str, depth: int) -> Iterator[str]:
    """Every text inside a value that is JSON, keys too, and inside those that are JSON themselves."""
    open_parts = [_parsed(value)] if depth else []
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, str):
            yield part
            yield from _leaves(part, depth - 1)
        elif isinstance(part, dict):
            open_parts += [*part, *part.values()]
        elif isinstance(part, list):
            open_parts += part


def _parsed(value: str) -> Json:
    """What the value is as JSON; None where it is none."""
    if value.lstrip()[:1] not in {"{", "[", '"'}:
        return None
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None
