"""What the embedding worker does: the vectors of what is new, and all of them anew when another embedder was chosen.

What is new comes first: it gets the vectors that serve, and those of the embedder that is to take over. Then come the
items that the latter has no vectors of, in their order, while the old ones serve searches. When none is left it takes
over, and the old ones are deleted. After each batch the file holds how far it is, so it goes on at the next start.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models import search_index, takeover
from models.search_index import KINDS
from models.sides import Shelf
from runtime.embed.making import Making
from runtime.embed.patient import Patient
from runtime.embed.worker import BATCH

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.search_values import Kind, Pending, Vectors
    from models.sides import Side
    from models.tables import Maker
    from runtime.embed.embedders import Embedders
    from runtime.embed.local import LocalEmbedder
    from runtime.embed.worker import Next

Sessions = Callable[[], AbstractContextManager["Session"]]


@dataclass(frozen=True, slots=True)
class Reembedding:
    """Where another embedder's vectors are being made: its folder, how many of how many items have them."""

    folder: str
    done: int
    total: int


class Steps:
    """Belongs to the embedding worker's thread; ``progress`` and ``forget`` may be called from any.

    Args:
        embedders: the chosen one, and the one whose vectors serve.
        reading: begins a read-only session.
        writing: begins a transaction.
        busy: whether someone waits for an answer: then only messages that just came get their vectors.
        give_way: returns when nobody waits any more, or when it is time to end: whether somebody talked lately.
        on_problem: told once where the embedder that made the vectors is not there any more.
    """

    def __init__(
        self,
        embedders: Embedders,
        reading: Sessions,
        writing: Sessions,
        busy: Callable[[], bool],
        give_way: Callable[[], bool],
        on_problem: Callable[[str], None],
    ) -> None:
        self._embedders = embedders
        self._reading = reading
        self._writing = writing
        self._busy = busy
        self._give_way = give_way
        self._on_problem = on_problem
        self._makings: dict[str, Making] = {}
        self._after: dict[Kind, int] = {}  # of the embedder that comes: up to which item it has been through
        self._told = False
        self._ahead = False

    def load_ahead(self) -> None:
        """Have the next step load the embedder whose vectors serve. Any thread; returns at once."""
        self._ahead = True

    def step(self) -> Next:
        """Make and store one batch.

        Raises:
            EmbedderFailed: the embedder cannot be used; what waits goes on waiting.
            StorageFailed: nothing of the batch was kept.
        """
        with self._reading() as session:
            old, new = takeover.serving(session), takeover.coming(session)
            items = search_index.pending(session, BATCH)
        if self._busy():
            items = [each for each in items if each.kind == "message"]
            if len(items) in {0, BATCH}:
                return "later"
        embedder = self._embedders.of(old)
        if self._ahead and embedder is not None:
            self._ahead = False
            embedder.load()
        if items and embedder is not None:
            self._store_new(items, embedder, new)
            return "more"
        if embedder is None and not self._told:
            self._told = True
            self._on_problem(_gone(old))
        return self._toward_the_chosen(old, new)

    def forget(self) -> None:
        """Keep nothing of what was embedded so far. Any thread; returns at once."""
        for making in list(self._makings.values()):
            making.forget()

    def progress(self) -> Reembedding | None:
        """How far another embedder's vectors are; None: all that serve are the chosen one's."""
        with self._reading() as session:
            new = takeover.coming(session)
            if new is not None:
                return Reembedding(new.folder, *takeover.counted(session))
            if takeover.serving(session).name == self._embedders.chosen.name:
                return None
            return Reembedding(self._embedders.folder_of(self._embedders.chosen), 0, takeover.counted(session)[1])

    def _store_new(self, items: Sequence[Pending], embedder: LocalEmbedder, new: Maker | None) -> None:
        made: list[tuple[Side | None, list[Vectors]]] = [(None, self._making(embedder).made(items))]
        other = self._embedders.of(new) if new is not None else None
        if new is not None and other is None:
            self._after.clear()  # it will have to look for these
        elif new is not None and other is not None:
            made.append((_side(new), self._making(other).made(items)))
        with self._writing() as session:
            for side, vectors in made:
                search_index.store_vectors(session, vectors, side)

    def _toward_the_chosen(self, old: Maker, new: Maker | None) -> Next:
        chosen = self._embedders.chosen
        wanted = chosen.name if chosen.name != old.name else ""
        if new is not None and new.name == wanted:
            return self._reembed(chosen, _side(new))
        if new is not None:
            with self._writing() as session:
                takeover.give_up(session)
        if self._busy():
            return "later"
        with self._writing() as session:
            if takeover.clear(session):
                return "more"
        if not wanted:
            return "done"
        chosen.embed(["."])  # one that cannot be used takes over from nobody
        self._after.clear()
        with self._writing() as session:
            takeover.begin(session, wanted, self._embedders.folder_of(chosen))
        return "more"

    def _reembed(self, chosen: LocalEmbedder, side: Side) -> Next:
        if self._busy():
            return "later"
        for kind in KINDS:
            with self._reading() as session:
                items = search_index.without_vectors(session, Shelf(kind, side), self._after.get(kind, 0), BATCH)
            if items:
                made = self._making(chosen).made(items)
                with self._writing() as session:
                    search_index.store_vectors(session, made, side)
                self._after[kind] = items[-1].id
                return "more"
        with self._writing() as session:
            takeover.take_over(session)
        self._makings.clear()
        return "more"

    def _making(self, embedder: LocalEmbedder) -> Making:
        return self._makings.setdefault(embedder.name, Making(Patient(embedder, self._give_way)))


def _side(maker: Maker) -> Side:
    return "a" if maker.side == "a" else "b"


def _gone(maker: Maker) -> str:
    place = f" in {maker.folder}" if maker.folder else ""
    return (
        f"The embedder{place} that this memory was searched with is not there any more. Search finds words but not"
        " meanings until the present one has been through everything."
    )
