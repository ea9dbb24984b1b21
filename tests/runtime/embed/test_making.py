"""A text that comes again is not embedded again, in whatever batch; the oldest vectors make room."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from models.search_values import Pending
from runtime.embed import making
from runtime.embed.making import Making


class Counting:
    """An embedder that notes what it is asked."""

    dimensions = 384

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A vector that tells the texts apart."""
        self.asked += texts
        return np.array([[len(text)] + [ord(text[0])] * 383 for text in texts], np.float32)


def item(number: int, text: str) -> Pending:
    return Pending("message", number, text, f"user: {text}")


def test_over_all_batches_each_text_is_embedded_once() -> None:
    embedder = Counting()
    maker = Making(embedder)
    batches = [
        [item(batch * 4 + place, ["Thanks!", "Yes", "Thanks!", "\ud800"][place]) for place in range(4)]
        for batch in range(9)
    ]
    made = [each for batch in batches for each in maker.made(batch)]
    assert len(embedder.asked) == len(set(embedder.asked)) == 6
    assert [each.of for each in made] == [each for batch in batches for each in batch]
    for each in made:
        assert each == Making(Counting()).made([each.of])[0]


def test_what_was_not_seen_for_long_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "KEPT", 4)
    embedder = Counting()
    maker = Making(embedder)
    for text in ("a", "b", "a", "c", "a", "b"):
        maker.made([item(1, text)])
    assert embedder.asked == ["a", "user: a", "b", "user: b", "c", "user: c", "b", "user: b"]
