"""Letters: eml files. What is attached is named, not read."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart

from runtime.documents.markup import html
from runtime.documents.pieces import Piece, Unreadable, damaged
from runtime.documents.text import decoded

_SHOWN = ("From", "To", "Cc", "Date")


def letter(data: bytes) -> Iterator[Piece]:
    """The subject as a heading, who and when, the text, and what is attached."""
    try:
        message: EmailMessage = message_from_bytes(data, policy=policy.default)
        subject = str(message["Subject"] or "").strip()
        head = "\n".join(f"{name}: {message[name]}" for name in _SHOWN if message[name])
        body = message.get_body(("plain", "html"))
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    except (MessageError, LookupError, ValueError, AttributeError, TypeError) as problem:
        raise damaged(problem) from problem
    if not head and not subject:
        raise Unreadable("It has no sender, no date and no subject: it is no letter.")
    if subject:
        yield Piece(subject, level=1)
    if head:
        yield Piece(head)
    if body is not None:
        yield from _body(body)
    if attached:
        yield Piece("Attached: " + ", ".join(attached))


def _body(part: MIMEPart) -> Iterator[Piece]:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return
    if part.get_content_type() == "text/html":
        yield from html(raw)
        return
    for block in decoded(raw, part.get_content_charset()).replace("\r\n", "\n").split("\n\n"):
        if block.strip():
            yield Piece(block.strip())
