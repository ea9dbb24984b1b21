"""From items that wait to their vectors: each different text embedded once, also where it comes again later."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING

from models.search_values import Pending, Vectors

if TYPE_CHECKING:
    from runtime.embed.port import Embedder

KEPT = 20_000
"""So many vectors are kept for what says the same again: 13 MB. Of the texts themselves only a digest."""


class Making:
    """Makes vectors with an embedder and keeps the newest. For one thread; :meth:`forget` is for any."""

    def __init__(self, embedder: Embedder) -> None:
        """Keep nothing yet."""
        self._embedder = embedder
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()

    def made(self, items: Sequence[Pending]) -> list[Vectors]:
        """The vectors of a batch.

        Raises:
            EmbedderFailed: the embedder cannot be loaded or cannot embed these texts.
        """
        from runtime.embed.codes import as_bytes  # noqa: PLC0415 (numpy is not needed at start-up)

        kept = self._kept  # what is forgotten meanwhile goes with it
        texts = {_digest(text): text for item in items for text in (item.text, item.context)}
        new = [digest for digest in texts if digest not in kept]
        if new:
            vectors = as_bytes(self._embedder.embed([texts[digest] for digest in new]))
            kept.update(zip(new, vectors, strict=True))
        for digest in texts:
            kept.move_to_end(digest)
        found = [Vectors(each, kept[_digest(each.text)], kept[_digest(each.context)]) for each in items]
        while len(kept) > KEPT:
            kept.popitem(last=False)
        return found

    def forget(self) -> None:
        """Keep none of the vectors made so far."""
        self._kept = OrderedDict()


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
