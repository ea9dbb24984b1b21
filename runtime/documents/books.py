"""E-books: EPUB, which is web pages in a zip."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from runtime.documents.markup import html
from runtime.documents.packed import Packed, attribute, inside
from runtime.documents.pieces import Piece, Unreadable


def epub(packed: Packed) -> Iterator[Piece]:
    """The chapters in reading order."""
    if "META-INF/rights.xml" in packed.names:
        raise Unreadable("It is protected against copying (DRM).")
    container = packed.xml("META-INF/container.xml")
    opf = next((attribute(each, "full-path") for each in inside(container, "rootfile")), "")
    book = packed.xml(opf)
    files = {attribute(each, "id"): attribute(each, "href") for each in inside(book, "item")}
    for each in inside(book, "itemref"):
        href = files.get(attribute(each, "idref"), "")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(opf), unquote(href)))
        if name in packed.names:
            yield from html(packed.read(name))
