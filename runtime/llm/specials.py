"""Special tokens in text, and the bytes that prompts and caches are compared by.

A prompt is *marked*: plain text as its UTF-8, a special token as the byte 0xFF (which UTF-8 never holds) and
its id. So the words ``<|im_end|>`` in a message and the token that ends one are different bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_COVER_FIRST = 0x100000
_COVER_LAST = 0x10FFFF
MARK = b"\xff"
MARK_BYTES = 4
_MARKED = re.compile(MARK + b"(...)", re.DOTALL)


def mark(token: int) -> bytes:
    """A special token in a marked prompt; the id in three bytes of seven bits, so that no 0xFF stands in it."""
    return MARK + bytes((token >> 14 & 0x7F, token >> 7 & 0x7F, token & 0x7F))


def runs(marked: bytes) -> Iterator[bytes | int]:
    """A marked prompt's stretches of text and its special tokens, in order."""
    for number, part in enumerate(_MARKED.split(marked)):
        if number % 2:
            high, middle, low = part
            yield high << 14 | middle << 7 | low
        elif part:
            yield part


class Specials:
    """The special tokens of a vocabulary, by their text."""

    def __init__(self, ids: Mapping[str, int]) -> None:
        """Take text -> id; empty texts are left out."""
        self._ids = {text: token for text, token in ids.items() if text}
        self._lengths = sorted({len(text) for text in self._ids}, reverse=True)
        firsts = "".join(sorted({text[0] for text in self._ids}))
        self._first = re.compile(f"[{re.escape(firsts)}]" if firsts else r"(?!)")

    def __contains__(self, text: str) -> bool:
        """Whether the text is exactly one special token."""
        return text in self._ids

    def split(self, text: str) -> list[str | int]:
        """The text with its special tokens as ids."""
        parts: list[str | int] = []
        done = 0
        for start, end in self.spans(text):
            if start > done:
                parts.append(text[done:start])
            parts.append(self._ids[text[start:end]])
            done = end
        return [*parts, text[done:]] if done < len(text) else parts

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where special tokens' texts stand; the longest where several begin, never overlapping."""
        found = self._first.search(text)
        while found:
            start = found.start()
            end = next((start + n for n in self._lengths if text[start : start + n] in self._ids), 0)
            if end:
                yield start, end
            found = self._first.search(text, end or start + 1)


class Cover:
    """Hides special tokens' texts in what people and tools wrote while a template is rendered around them.

    Each is replaced by one private character; so are that plane's characters where they stand in the text.
    """

    def __init__(self, specials: Specials) -> None:
        """Begin with nothing covered."""
        self._specials = specials
        self._characters: dict[str, str] = {}

    def cover(self, text: str) -> str:
        """The text without special tokens' texts, lone surrogates and NUL."""
        text = text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
        if any(ord(character) >= _COVER_FIRST for character in text if character > "\uffff"):
            text = "".join(self._character(c) if ord(c) >= _COVER_FIRST else c for c in text)
        pieces, done = [], 0
        for start, end in self._specials.spans(text):
            pieces += [text[done:start], self._character(text[start:end])]
            done = end
        return "".join([*pieces, text[done:]])

    def _character(self, text: str) -> str:
        if text not in self._characters:
            self._characters[text] = chr(min(_COVER_FIRST + len(self._characters), _COVER_LAST))
        return self._characters[text]

    def marked(self, rendered: str) -> bytes:
        """The rendered prompt, marked, with everything uncovered as plain text."""
        table = {ord(character): text for text, character in self._characters.items()}
        pieces = []
        for part in self._specials.split(rendered):
            if isinstance(part, int):
                pieces.append(mark(part))
            else:
                pieces.append(part.translate(table).encode("utf-8", "replace"))
        return b"".join(pieces)
