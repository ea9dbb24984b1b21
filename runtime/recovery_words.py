"""The recovery key as 24 words to be printed: 256 random bits and 8 of checksum, in the words of BIP-39.

Any two words of the list differ within their first four letters, so four letters of each are enough to type.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache

from mnemonic import Mnemonic

WORDS = 24
_ENOUGH = 4
_WORD = re.compile(r"[^\W\d_]+")


class NotWords(Exception):
    """What was typed is not a recovery key. The text says what is wrong with it."""


def words_of(secret: bytes) -> str:
    """The words of 32 bytes, with spaces between."""
    return _bip39().to_mnemonic(secret)


def looks_like(text: str) -> bool:
    """Whether somebody who typed this meant a recovery key rather than a passphrase."""
    return len(_WORD.findall(text)) >= WORDS - 2


def secret_of(text: str) -> bytes:
    """The 32 bytes that the words stand for; numbers and punctuation between them do not matter.

    Raises:
        NotWords: too few or too many, one that is not in the list, or one in a wrong place.
    """
    typed = [word.lower() for word in _WORD.findall(text)]
    if len(typed) != WORDS:
        message = f"A recovery key has {WORDS} words, and these are {len(typed)}."
        raise NotWords(message)
    words = [_known(word, place) for place, word in enumerate(typed, start=1)]
    try:
        return bytes(_bip39().to_entropy(words))
    except ValueError as problem:
        raise NotWords("These words do not belong together: one is another word, or two are exchanged.") from problem


def _known(word: str, place: int) -> str:
    """The word of the list that is meant."""
    words = _bip39().wordlist
    if word in words:
        return word
    meant = [each for each in words if each[:_ENOUGH] == word[:_ENOUGH]] if len(word) >= _ENOUGH else []
    if len(word) == _ENOUGH and meant:
        return meant[0]
    near = get_close_matches(word, words, n=1)
    perhaps = f"; is it “{(near or meant)[0]}”?" if near or meant else "."
    message = f"Word {place}, “{word}”, is none of a recovery key's words{perhaps}"
    raise NotWords(message)


@cache
def _bip39() -> Mnemonic:
    return Mnemonic("english")
