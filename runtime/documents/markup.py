"""HTML: its text in blocks, with its headings; nothing in it is fetched or run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from typing_extensions import override

from runtime.documents.pieces import Piece
from runtime.documents.text import decoded

_SILENT = frozenset(("script", "style", "noscript", "template", "svg", "math", "head", "title"))
_BLOCKS = frozenset(
    "address article aside blockquote body br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6"
    " header hr html li main nav ol p pre section table td th tr ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")


def html(data: bytes) -> Iterator[Piece]:
    """The pieces of a page."""
    declared = _CHARSET.search(data[:2_048])
    yield from html_text(decoded(data, declared[1].decode("ascii") if declared else None))


def html_text(text: str) -> Iterator[Piece]:
    """The pieces of a page that is decoded already."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.flush()
    yield from reader.pieces


class _Reader(HTMLParser):
    """Collects pieces. Never fails: whatever is no markup is text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self._words: list[str] = []
        self._silent = ""
        self._level = 0
        self._verbatim = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif tag == "pre":
            self.flush()
            self._verbatim += 1
        elif tag in {"td", "th"} and self._words:
            self._words.append(" | ")
        elif tag in _BLOCKS - {"td", "th"} and not (tag == "br" and self._verbatim):
            self.flush()
        self._level = _HEADINGS.get(tag, self._level)

    @override
    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag in _BLOCKS - {"td", "th"}:
            self.flush()
            self._verbatim -= tag == "pre" and self._verbatim > 0

    @override
    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data if self._verbatim else re.sub(r"\s+", " ", data))

    def flush(self) -> None:
        """End the piece that is being read."""
        text = "".join(self._words)
        text = text.strip("\n").rstrip() if self._verbatim else re.sub(r" +", " ", text).strip(" |")
        if text.strip():
            self.pieces.append(Piece(text, level=self._level))
        self._words, self._level = [], 0
