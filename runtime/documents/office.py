"""Word processor texts and slides: docx, odt, odp, pptx. All of them are XML in a zip."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from runtime.documents.packed import Packed, attribute, inside, name_of
from runtime.documents.pieces import Piece, Unreadable

_STYLED = re.compile(r"(?:heading|überschrift|titre|t[ií]tulo)\s*([1-9])", re.IGNORECASE)
_NOT_SAID = frozenset(("Fallback", "tracked-changes", "annotation", "del", "instrText", "delText", "note-citation"))
_MOST_SPACES = 100


def docx(packed: Packed) -> Iterator[Piece]:
    """Paragraphs and tables of a Word file; its pages as Word last laid them out."""
    yield from _Word().pieces(packed.xml("word/document.xml"))
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in packed.names:
            yield from _Word().pieces(packed.xml(name))


class _Word:
    """Walks through a Word file and counts its pages."""

    def __init__(self) -> None:
        self._page = 1

    def pieces(self, root: ET.Element) -> Iterator[Piece]:
        for each in _outermost(root, ("p", "tbl")):
            page = self._page
            if name_of(each) == "tbl":
                for row in _outermost(each, ("tr",)):
                    if text := " | ".join(self._text(cell).replace("\n", " ") for cell in _outermost(row, ("tc",))):
                        yield Piece(text, page)
            elif text := self._text(each):
                yield Piece(text, page, self._level(each))

    def _text(self, element: ET.Element) -> str:
        parts: list[str] = []
        for each in _said(element):
            match name_of(each):
                case "t":
                    parts.append(each.text or "")
                case "tab":
                    parts.append("\t")
                case "lastRenderedPageBreak":
                    self._page += 1
                case "br" | "cr" | "p":
                    parts.append("\n")
        return "".join(parts).strip()

    def _level(self, paragraph: ET.Element) -> int:
        style = next((attribute(each, "val") for each in inside(paragraph, "pStyle")), "")
        numbered = _STYLED.match(style)
        return int(numbered[1]) if numbered else int(style == "Title")


def open_document(packed: Packed) -> Iterator[Piece]:
    """Paragraphs, headings and tables of a text, or the slides of a presentation."""
    page: int | None = None
    for each in _outermost(packed.xml("content.xml"), ("h", "p", "table-row", "page"), into=("page",)):
        kind = name_of(each)
        if kind == "page":
            page = (page or 0) + 1
        elif kind == "table-row":
            cells = (_flowing(cell) for cell in _outermost(each, ("table-cell",)))
            if text := " | ".join(cell for cell in cells if cell):
                yield Piece(text, page)
        elif text := _flowing(each):
            level = attribute(each, "outline-level") if kind == "h" else ""
            yield Piece(text, page, int(level) if level.isdigit() else int(kind == "h"))


def _flowing(element: ET.Element) -> str:
    """The text of an OpenDocument element, which stands between its children."""
    parts: list[str] = []
    open_ends: list[tuple[ET.Element, int]] = [(element, 0)]
    parts.append(element.text or "")
    while open_ends:
        parent, place = open_ends.pop()
        if place == len(parent):
            if open_ends:
                parts.append(parent.tail or "")
            continue
        open_ends.append((parent, place + 1))
        child = parent[place]
        match name_of(child):
            case "s":
                count = attribute(child, "c")
                parts.append(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES))
            case "tab":
                parts.append("\t")
            case "line-break":
                parts.append("\n")
        if name_of(child) in _NOT_SAID:
            parts.append(child.tail or "")
        else:
            parts.append(child.text or "")
            open_ends.append((child, 0))
    return "".join(parts).strip()


def pptx(packed: Packed) -> Iterator[Piece]:
    """The slides in their order; a slide's title is a heading."""
    for number, name in enumerate(_slides(packed), start=1):
        for shape in _outermost(packed.xml(name), ("sp", "tbl")):
            marks = {attribute(each, "type") for each in inside(shape, "ph")}
            lines = ("".join(each.text or "" for each in inside(line, "t")) for line in inside(shape, "p"))
            if text := "\n".join(line for line in lines if line.strip()):
                yield Piece(text, number, int(bool(marks & {"title", "ctrTitle"})))


def _slides(packed: Packed) -> Iterator[str]:
    links = packed.xml("ppt/_rels/presentation.xml.rels")
    targets = {attribute(each, "Id"): attribute(each, "Target") for each in inside(links, "Relationship")}
    for each in inside(packed.xml("ppt/presentation.xml"), "sldId"):
        link = next((value for key, value in each.attrib.items() if key.endswith("relationships}id")), "")
        if link not in targets:
            raise Unreadable("It is damaged: a slide is missing.")
        yield posixpath.normpath(posixpath.join("ppt", targets[link])).removeprefix("/")


def _outermost(root: ET.Element, names: tuple[str, ...], into: tuple[str, ...] = ()) -> Iterator[ET.Element]:
    """The elements of these names that are in no other of them, in their order; ``into``: those are entered too."""
    waiting = list(reversed(root))
    while waiting:
        each = waiting.pop()
        name = name_of(each)
        if name in names:
            yield each
        if (name not in names or name in into) and name not in _NOT_SAID:
            waiting.extend(reversed(each))


def _said(element: ET.Element) -> Iterator[ET.Element]:
    """Everything below an element but what was deleted or is there twice."""
    waiting = list(reversed(element))
    while waiting:
        each = waiting.pop()
        if name_of(each) not in _NOT_SAID:
            yield each
            waiting.extend(reversed(each))
