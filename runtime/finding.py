"""One search over all of the memory: messages, passages and documents in one ranking, with filters, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.search_values import MessageScope, PassageScope
from runtime import reading
from runtime.errors import InputRefused
from runtime.filters import Filters
from runtime.memory import documents
from runtime.views import HitView

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.search_values import Scope
    from runtime.engine import Engine
    from runtime.memory.search import Hit
    from runtime.views import MessageView, PassageView

EVERYTHING = Filters()


class Finding:
    """Searches for the person. May be asked from any thread."""

    def __init__(self, engine: Engine) -> None:
        """Search the memory of the engine's agent."""
        self._engine = engine

    def find(
        self, query: str, filters: Filters = EVERYTHING, *, limit: int = 10, offset: int = 0
    ) -> tuple[HitView, ...]:
        """What answers a query best, best first, from the place ``offset`` on; fewer than ``limit`` only at the end.

        Raises:
            errors.InputRefused: the filters leave nothing to look at.
        """
        with self._engine.reading() as session:
            scopes = self._scopes(session, filters)
            return _views(session, self._engine.search.find(session, query, scopes, limit=limit, offset=offset))

    def _scopes(self, session: Session, filters: Filters) -> list[Scope]:
        place = self._engine.place
        archive_id = documents.archive_of(session, place.agent_id)
        scopes: list[Scope] = []
        of_messages = filters.roles or filters.conversation_id is not None
        if "message" in filters.kinds and not filters.tags:
            roles = tuple(filters.roles)
            scopes.append(MessageScope(place.agent_id, filters.conversation_id, roles, filters.start, filters.end))
        if "passage" in filters.kinds and not of_messages:
            tags = tuple(filters.tags)
            scopes.append(PassageScope(place.archive_id, tags, filters.all_tags, filters.start, filters.end))
        if "document" in filters.kinds and not of_messages and not filters.tags:
            # Where nothing was ever added, an archive that does not exist is searched, and nothing found.
            scopes.append(PassageScope(archive_id or 0, start=filters.start, end=filters.end))
        if not scopes:
            message = "Only messages have roles and conversations, only passages tags: nothing can pass these filters."
            raise InputRefused(message)
        return scopes


def _views(session: Session, hits: Sequence[Hit]) -> tuple[HitView, ...]:
    messages = {each.id: each for each in reading.messages_hit(session, [h for h in hits if h.kind == "message"])}
    passages = {each.id: each for each in reading.passages_hit(session, [h for h in hits if h.kind == "passage"])}
    found: list[HitView] = []
    for hit in hits:
        if said := messages.get(hit.id) if hit.kind == "message" else None:
            found.append(_view(hit, said, role=said.role))
        elif kept := passages.get(hit.id) if hit.kind == "passage" else None:
            found.append(_view(hit, kept, tags=kept.tags, heading=kept.heading, page=kept.page))
    return tuple(found)


def _view(
    hit: Hit,
    shown: MessageView | PassageView,
    *,
    role: str | None = None,
    tags: tuple[str, ...] = (),
    heading: str = "",
    page: int | None = None,
) -> HitView:
    return HitView(
        kind="document" if heading else hit.kind,
        id=shown.id,
        uid=shown.uid,
        text=shown.text,
        created_at=shown.created_at,
        role=role,
        tags=tags,
        score=hit.score,
        reasons=hit.views,
        heading=heading,
        page=page,
    )
