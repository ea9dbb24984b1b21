"""Forgetting, verifiably: what would go, its going in one transaction, and a receipt that nothing is left.

A preview is the removal itself, taken back at once: it cannot promise anything else than what then happens. What is
removed is overwritten afterwards in the file and its log; where that cannot be (a full disk), the next start does it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import col, select

from models import erasing
from models.tables import Message, Passage
from runtime import reading
from runtime.carry import kept
from runtime.errors import InputRefused, StorageFailed
from runtime.forgetting import anew, derived, messages, texts
from runtime.forgetting.mention import Mention
from runtime.forgetting.proof import Proof, prove
from runtime.forgetting.trace import Trace, Wanted
from runtime.memory_access import translated
from runtime.views import MessageView, PassageView

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine

SHORTEST = 2
PERHAPS = 5
"""So many messages and passages that may be about the same are shown beside those that name it."""
ELSEWHERE = "What you exported or copied, your shell's history and other programs' files are out of Loci's reach."
_UID = re.compile(r"(message|passage)-[0-9a-f-]{36}")
_REMAINS = (16, 64)  # characters of a removed text that are looked for afterwards, at least and at most


@dataclass(frozen=True, slots=True)
class Request:
    """What the person wants forgotten: a text or a uid, items by their row ids, and ``derived``: what rests on it."""

    text: str
    messages: frozenset[int] = frozenset()
    passages: frozenset[int] = frozenset()
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go; what was written because of it and would stay; and what a search finds beside it."""

    would_go: tuple[Trace, ...]
    rests_on_it: tuple[Trace, ...]
    perhaps_messages: tuple[MessageView, ...]
    perhaps_passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was removed, without its text: counts, and HMAC-SHA256 of each under the receipt's own ``salt``.

    ``left`` empty means that nothing is left in any table or byte; ``outside`` names what Loci did not change.
    """

    at: datetime
    salt: str
    text: str
    removed: Mapping[str, int]
    hashes: tuple[str, ...]
    tables: int
    cells: int
    bytes: int
    left: tuple[str, ...]
    outside: tuple[str, ...]


def preview(engine: Engine, request: Request) -> Preview:
    """What :func:`forget` would do.

    Raises:
        InputRefused: the text is too short to tell anything apart.
    """
    checked(request.text)
    with engine.writing() as session:
        wanted, resting = _wanted(session, request)
        trial = session.begin_nested()
        gone = _remove(session, wanted, engine.clock())
        trial.rollback()
    return Preview(tuple(gone), () if request.derived else tuple(resting), *_perhaps(engine, request, gone))


def forget(engine: Engine, request: Request) -> Receipt:
    """Remove it everywhere, overwrite it, and look whether anything is left. On the runtime thread, between turns.

    Raises:
        InputRefused: the text is too short to tell anything apart.
        StorageFailed: it could not be written; nothing was removed.
    """
    checked(request.text)
    with engine.writing() as session:
        wanted, _ = _wanted(session, request)
        remains = _vectors(session, wanted)
        gone = _remove(session, wanted, engine.clock())
        erasing.owe(session)
    engine.drop_kept()
    engine.wake_embedding()
    anew.rewrite(
        engine, wanted.mention, [each.id for each in gone if each.what == "summary" and isinstance(each.id, int)]
    )
    unfinished = _erase(engine)
    proof = prove(engine, wanted.mention, remains | _beginnings(gone))
    return _receipt(engine.clock(), wanted.mention.text, gone, proof, unfinished)


def checked(text: str) -> str:
    """The text, if it can be looked for.

    Raises:
        InputRefused: it is too short.
    """
    if len("".join(text.split())) < SHORTEST:
        message = f"To forget something, Loci needs at least {SHORTEST} characters of it. Nothing was forgotten."
        raise InputRefused(message)
    return text


def _wanted(session: Session, request: Request) -> tuple[Wanted, list[Trace]]:
    """What is to go, and what rests on it."""
    chosen, passages = set(request.messages), set(request.passages)
    if _UID.fullmatch(request.text.strip()):
        chosen |= set(session.exec(select(Message.id).where(Message.uid == request.text.strip())))  # type: ignore[arg-type]
        passages |= set(session.exec(select(Passage.id).where(Passage.uid == request.text.strip())))  # type: ignore[arg-type]
    wanted = Wanted(Mention(request.text), frozenset(chosen), frozenset(passages))
    resting = derived.resting(session, messages.found(session, wanted), wanted)
    if not request.derived:
        return wanted, resting
    lines = frozenset(each.text for each in resting if each.what == "block")
    more = frozenset(each.id for each in resting if each.what == "passage" and isinstance(each.id, int))
    return Wanted(Mention(request.text, lines), wanted.messages, wanted.passages | more), resting


def _remove(session: Session, wanted: Wanted, now: datetime) -> list[Trace]:
    mention, leaving = wanted.mention, messages.found(session, wanted)
    gone = session.exec(select(Message.uid).where(col(Message.id).in_(leaving))).all()
    kept.redact(session, set(gone), mention.cut)
    return [
        *texts.facts(session, mention, leaving),
        *messages.remove(session, leaving, now),
        *messages.results(session, mention),
        *texts.passages(session, wanted),
        *texts.tags(session, mention),
        *texts.blocks(session, mention),
        *texts.summaries(session, mention),
        *texts.prompts(session, mention),
        *texts.journal(session, mention),
        *texts.others(session, mention),
    ]


def _vectors(session: Session, wanted: Wanted) -> set[bytes]:
    passages = [each for each in session.exec(select(Passage)) if wanted.mention.stands_in(each.text)]
    ids = {each.id for each in passages if each.id is not None} | wanted.passages
    found = erasing.vectors_of(session, "message", messages.found(session, wanted))
    return {*found, *erasing.vectors_of(session, "passage", ids)}


def _beginnings(gone: list[Trace]) -> set[bytes]:
    shortest, longest = _REMAINS
    return {each.text[:longest].encode() for each in gone if each.whole and len(each.text) >= shortest}


def _erase(engine: Engine) -> tuple[str, ...]:
    try:
        with translated():
            engine.memory.erase()
    except StorageFailed as problem:
        return (f"It is removed, but its bytes could not be overwritten yet; the next start does that. {problem}",)
    return ()


def _perhaps(
    engine: Engine, request: Request, gone: list[Trace]
) -> tuple[tuple[MessageView, ...], tuple[PassageView, ...]]:
    """What a search finds beside what goes."""
    place, most = engine.place, PERHAPS + len(gone)
    taken = {(each.what, each.id) for each in gone}
    with engine.reading() as session:
        found = engine.search.messages(session, request.text, agent_id=place.agent_id, limit=most)
        said = [each for each in reading.messages_hit(session, found) if ("message", each.id) not in taken]
        hits = engine.search.passages(session, request.text, archive_id=place.archive_id, limit=most)
        kept = [each for each in reading.passages_hit(session, hits) if ("passage", each.id) not in taken]
    return tuple(said[:PERHAPS]), tuple(kept[:PERHAPS])


def _receipt(at: datetime, text: str, gone: list[Trace], proof: Proof, unfinished: tuple[str, ...]) -> Receipt:
    salt = secrets.token_bytes(16)
    counts = Counter(each.counted_as for each in gone)
    return Receipt(
        at=at,
        salt=salt.hex(),
        text=_hash(salt, text),
        removed=dict(counts),
        hashes=tuple(_hash(salt, each.text) for each in gone),
        tables=proof.tables,
        cells=proof.cells,
        bytes=proof.bytes,
        left=(*unfinished, *proof.left),
        outside=(*proof.outside, ELSEWHERE),
    )


def _hash(salt: bytes, text: str) -> str:
    return hmac.digest(salt, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()
