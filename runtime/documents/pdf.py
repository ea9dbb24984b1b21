"""PDF, through PDFium."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2 as pdfium

from runtime.documents.pieces import Piece, Unreadable, damaged

# A hyphen that PDFium marks as put there by the line's end, and what text must never hold.
_BROKEN = re.compile("\ufffe\\s*|\x02\\s*")


def pdf(data: bytes) -> Iterator[Piece]:
    """The text of each page.

    Raises:
        Unreadable: locked, damaged, or nothing but pictures.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise (Unreadable("It is locked with a password.") if locked else damaged(problem)) from problem
    found = False
    try:
        for number in range(len(document)):
            for text in _page(document, number):
                found = True
                yield Piece(text, number + 1)
        if not found:
            raise Unreadable(
                "It is scanned: its pages are pictures without text, and reading text off pictures is not built in."
            )
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, number: int) -> Iterator[str]:
    try:
        page = document[number]
        text = page.get_textpage().get_text_bounded()
        page.close()
    except pdfium.PdfiumError:
        return  # one damaged page does not take the others with it
    whole = _BROKEN.sub("", text).replace("\r\n", "\n").replace("\0", "")
    for block in re.split(r"\n\s*\n", whole):
        if block.strip():
            yield block.strip()
