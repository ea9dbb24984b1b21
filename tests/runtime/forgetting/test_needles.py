"""Looking for many byte strings at once finds exactly those that looking for each finds, however many there are."""

from random import Random

import pytest

from runtime.forgetting.needles import Needles


@pytest.mark.parametrize("count", [0, 1, 16, 17, 600])
def test_whatever_stands_anywhere_in_the_text_is_found_and_nothing_else(count: int) -> None:
    lots = Random(count)
    sought = {lots.randbytes(lots.choice((2, 5, 14, 15, 16, 64, 384))) for _ in range(count)}
    needles = Needles(sought)
    for _ in range(60):
        pieces = [lots.randbytes(lots.randrange(40)) for _ in range(4)]
        text = b"".join([*pieces[:2], *lots.sample(sorted(sought), min(3, len(sought))), *pieces[2:]])
        text = text[lots.randrange(9) : len(text) - lots.randrange(9)]
        assert needles.held(text) == {each for each in sought if each in text}


def test_a_text_shorter_than_what_is_looked_for_holds_nothing() -> None:
    assert Needles([bytes([each]) * 40 for each in range(100)]).held(b"\x01" * 14) == set()
