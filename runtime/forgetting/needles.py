"""Many byte strings looked for at once: ten thousand take hardly longer than a few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_WORD = 8
_SHORTEST = 2 * _WORD - 1  # wherever one this long stands in a text, it covers a whole word of it
_FEW = 16


class Needles:
    """What is looked for. A text is cut into words of eight bytes; each is looked up among the words of all strings."""

    def __init__(self, sought: Iterable[bytes]) -> None:
        import numpy as np  # noqa: PLC0415 (not needed at start-up)

        each_once = set(sought)
        least = _SHORTEST if len(each_once) > _FEW else float("inf")
        self._one_by_one = [each for each in each_once if len(each) < least]
        self._by_word: defaultdict[int, set[bytes]] = defaultdict(set)
        for each in each_once.difference(self._one_by_one):
            for start in range(_WORD):
                self._by_word[int.from_bytes(each[start : start + _WORD], "little")].add(each)
        self._words = np.array(sorted(self._by_word), "<u8")

    def held(self, text: bytes) -> set[bytes]:
        """Those that stand in the text."""
        found = {each for each in self._one_by_one if each in text}
        for word in self._known_words(text):
            found.update(each for each in self._by_word[word] if each in text)
        return found

    def _known_words(self, text: bytes) -> set[int]:
        if not self._words.size or len(text) < _SHORTEST:
            return set()
        import numpy as np  # noqa: PLC0415

        words = np.frombuffer(text, "<u8", len(text) // _WORD)
        places = np.searchsorted(self._words, words).clip(max=self._words.size - 1)
        return set(words[self._words[places] == words].tolist())
