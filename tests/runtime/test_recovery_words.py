"""A recovery key comes back from its words however they are typed, and a slip is named."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.recovery_words import WORDS, NotWords, looks_like, secret_of, words_of


@given(st.binary(min_size=32, max_size=32))
def test_it_comes_back_from_its_words_their_first_letters_and_a_numbered_sheet(secret: bytes):
    words = words_of(secret).split()
    assert len(words) == WORDS
    assert secret_of(" ".join(words)) == secret
    assert secret_of("\n".join(f"{place}. {word[:4].upper()}" for place, word in enumerate(words, 1))) == secret
    assert looks_like(" ".join(words))


def test_the_words_are_those_of_the_standard():
    """The last test vector of BIP-39 for 256 bits: all ones."""
    assert words_of(b"\xff" * 32) == "zoo " * 23 + "vote"


def test_a_word_that_is_none_is_named_with_what_is_near():
    words = words_of(bytes(range(32))).split()
    words[6] = words[6][:-1] + "q"
    with pytest.raises(NotWords, match=r"Word 7, .*is none of.*is it"):
        secret_of(" ".join(words))


def test_too_few_and_too_many_are_counted():
    words = words_of(bytes(32)).split()
    with pytest.raises(NotWords, match="has 24 words, and these are 23"):
        secret_of(" ".join(words[1:]))
    with pytest.raises(NotWords, match="25"):
        secret_of(" ".join([*words, "zoo"]))


def test_exchanged_words_are_nearly_always_noticed():
    """Eight bits of checksum: one in 256 slips through, and then opens nothing."""
    chance, noticed = random.Random(3), 0
    words = words_of(bytes(range(32))).split()
    for _ in range(200):
        first, second = chance.sample(range(WORDS), 2)
        exchanged = list(words)
        exchanged[first], exchanged[second] = exchanged[second], exchanged[first]
        try:
            secret_of(" ".join(exchanged))
        except NotWords:
            noticed += 1
    assert noticed > 190


@pytest.mark.parametrize("text", ["", "correct horse battery staple", "\0", "ünï " * 30])
def test_what_is_none_is_refused_in_a_sentence(text: str):
    with pytest.raises(NotWords, match=r"\.$|\?$"):
        secret_of(text)
