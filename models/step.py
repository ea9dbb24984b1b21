"""A step: one call of the LLM and its tool call, with what it cost; and the compiled prefix it was made from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.columns import IDS_NEVER_RETURN, JSON_OBJECT, UtcDateTime, new_uid, utc_now
from models.row import Row


class Prefix(Row, table=True):
    """A compiled system message, kept once however many steps were made from it. ``digest``: SHA-256 of ``text``."""

    __table_args__ = (UniqueConstraint("conversation_id", "digest"),)

    id: int | None = Field(default=None, primary_key=True)
    conversation_id: int = Field(foreign_key="conversation.id")
    text: str
    digest: str
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)


class Step(Row, table=True):
    """One step. ``number`` counts from 1 within the turn; times are microseconds; ``llm`` is the weights' name.

    ``prefix_id`` with the messages ``first_message_id`` to ``last_message_id`` of the conversation is the
    exact prompt; those two carry no foreign key, because they are places in an order and stay true when the
    message is forgotten. Memory edits up to ``settled_message_id`` stood in the prefix already and were shown as
    done. ``shown`` says which of the messages in between stood in it, where one was cut, and the digest of all of it
    (:mod:`models.shown`). ``truncated``: generation met its limit of tokens.
    """

    __table_args__ = (UniqueConstraint("turn_id", "number"), IDS_NEVER_RETURN)

    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(default_factory=new_uid("step"), unique=True)
    turn_id: int = Field(foreign_key="turn.id")
    number: int
    tool: str
    prefix_id: int | None = Field(default=None, foreign_key="prefix.id", index=True)
    first_message_id: int | None = None
    last_message_id: int | None = None
    settled_message_id: int | None = None
    shown: Mapping[str, Any] | None = Field(default=None, sa_type=JSON_OBJECT)
    llm: str = ""
    thinking: str = ""
    prompt_tokens: int = 0
    reused_tokens: int = 0
    prefilled_tokens: int = 0
    generated_tokens: int = 0
    prefill_us: int = 0
    decode_us: int = 0
    truncated: bool = False
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime)
