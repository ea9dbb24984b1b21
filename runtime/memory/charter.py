"""The person's own rules for the memory, which no LLM can change and code enforces at every write of a turn or a sleep.

A subject that is never to be stored is a word or a few; a line that names it is refused, in core memory and in archival
memory alike, and whoever wanted to write it is told so. What the person writes themselves is theirs to decide.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Self

from models.tables import FileSetting
from runtime.errors import InputRefused, ToolFailed

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.memory.journal import CauseKind

KEY = "charter"
_NO_RULES = "The rules for the memory cannot be read. Nothing was changed."
_SENTENCE = re.compile(r"(?<=[.!?;…])\s+")
_DAYS = ("passage_days", "message_days")
BOUND: frozenset[CauseKind] = frozenset({"turn", "sleep"})
"""Whose writes it binds."""


@dataclass(frozen=True, slots=True)
class Charter:
    """``never``: subjects that are not stored. ``untouched``: labels of blocks in which sleep changes nothing.

    ``passage_days``: after so many days sleep takes passages out of archival memory again; 0: never. ``message_days``:
    the same of messages, out of recall memory. ``review``: what sleep wants to change waits for the person's yes.
    """

    never: tuple[str, ...] = ()
    untouched: tuple[str, ...] = ()
    passage_days: int = 0
    message_days: int = 0
    review: bool = False

    @classmethod
    def read(cls, session: Session) -> Self:
        """As it stands in the memory file."""
        row = session.get(FileSetting, KEY)
        return cls.of(json.loads(row.value)) if row else cls()

    @classmethod
    def of(cls, stored: object) -> Self:
        """What :func:`dataclasses.asdict` gave.

        Raises:
            InputRefused: it is something else.
        """
        if not isinstance(stored, dict):
            raise InputRefused(_NO_RULES)
        never, untouched = (stored.get(each, []) for each in ("never", "untouched"))
        days, review = [stored.get(each, 0) for each in _DAYS], stored.get("review", False)
        if not _are_texts(never) or not _are_texts(untouched):
            raise InputRefused(_NO_RULES)
        if not all(isinstance(each, int) for each in days) or not isinstance(review, bool):
            raise InputRefused(_NO_RULES)
        return cls().changed(never=never, untouched=untouched, review=review, **dict(zip(_DAYS, days, strict=True)))

    def joined(self, other: Charter) -> Self:
        """What either of the two forbids, and the shorter time; asking first where either wants that."""
        return self.changed(
            never=other.never,
            untouched=other.untouched,
            passage_days=_shorter(self.passage_days, other.passage_days),
            message_days=_shorter(self.message_days, other.message_days),
            review=self.review or other.review,
        )

    def save(self, session: Session) -> None:
        """Write it, in the caller's transaction."""
        session.merge(FileSetting(key=KEY, value=json.dumps(asdict(self), ensure_ascii=False)))

    def forbidden(self, text: str) -> str | None:
        """The subject that the text names, of those never to be stored."""
        return next((each for each in self.never if re.search(_naming(each), text, re.IGNORECASE)), None)

    def without_forbidden(self, text: str) -> str:
        """The text without the sentences that name what is never to be stored; line for line as it was."""
        if not self.forbidden(text):
            return text
        rows = (" ".join(each for each in _SENTENCE.split(row) if not self.forbidden(each)) for row in text.split("\n"))
        return "\n".join(row for row in rows if row.strip())

    def changed(
        self,
        *,
        never: Sequence[str] = (),
        again: Sequence[str] = (),
        untouched: Sequence[str] = (),
        touched: Sequence[str] = (),
        passage_days: int | None = None,
        message_days: int | None = None,
        review: bool | None = None,
    ) -> Self:
        """With subjects and labels added, or (``again``, ``touched``) taken out.

        Raises:
            InputRefused: a subject without a letter or digit, or days below 0.
        """
        for subject in never:
            if not re.search(r"\w", subject):
                raise InputRefused("A subject that is never to be stored needs a word. Nothing was changed.")
        if (passage_days or 0) < 0 or (message_days or 0) < 0:
            raise InputRefused("Days are counted from 0 on, which means for ever. Nothing was changed.")
        return replace(
            self,
            never=_with(self.never, [" ".join(each.split()) for each in never], again),
            untouched=_with(self.untouched, untouched, touched),
            passage_days=self.passage_days if passage_days is None else passage_days,
            message_days=self.message_days if message_days is None else message_days,
            review=self.review if review is None else review,
        )


def refuse_forbidden(session: Session, cause: CauseKind, before: str, after: str) -> None:
    """Refuse a write by a turn or a sleep whose new lines name what is never to be stored.

    Raises:
        ToolFailed: they do; the sentence names the subject, for the LLM to read and the trace to show.
    """
    if cause not in BOUND:
        return
    kept = set(before.split("\n"))
    new = "\n".join(line for line in after.split("\n") if line not in kept)
    subject = Charter.read(session).forbidden(new) if new else None
    if subject is not None:
        raise ToolFailed(
            f"Error: The user does not want anything about '{subject}' to be stored. Nothing was written. Do not try "
            "again in other words."
        )


def _naming(subject: str) -> str:
    """Matches the subject as whole words, also in the plural or with an owner's s."""
    words = r"\s+".join(re.escape(word) for word in subject.split())
    return rf"(?<!\w){words}(?:e?s|['’]s)?(?!\w)"


def _shorter(days: int, other: int) -> int:
    return min((each for each in (days, other) if each), default=0)


def _are_texts(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(each, str) for each in given)


def _with(present: Sequence[str], new: Sequence[str], gone: Sequence[str]) -> tuple[str, ...]:
    out = {each.casefold() for each in gone}
    return tuple(dict.fromkeys(each for each in (*present, *new) if each.casefold() not in out))
