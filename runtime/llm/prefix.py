"""What of a prompt the context already holds, and reading the rest.

Compared as marked text, not as tokens: what the LLM wrote itself is rarely cut into tokens the way the
tokenizer would cut it, and it need not be read again for that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from runtime.llm.llama import Llama
from runtime.llm.specials import MARK, runs

_BACK_OFF = 16
_SNAPSHOTS = 2
_CLEAN_START = MARK + b" \n"
_CONTINUATION = range(0x80, 0xC0)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a prompt will be read: so many tokens kept, then these."""

    kept: int
    rest: list[int]


class Prefix:
    """The tokens in a context, with the text they stand for."""

    def __init__(self, llama: Llama) -> None:
        """Begin with an empty context."""
        self._llama = llama
        self._vocabulary = llama.vocabulary
        self.tokens: list[int] = []
        self._text = bytearray()
        self._ends: list[int] = []
        self._snapshots: list[tuple[int, bytes]] = []

    def tokenise(self, marked: bytes) -> list[int]:
        """Tokens of a marked text that stands alone."""
        tokens: list[int] = []
        for run in runs(marked):
            tokens += [run] if isinstance(run, int) else self._vocabulary.plain(run)
        return tokens

    def plan(self, marked: bytes) -> Plan:
        """How to read a prompt; at least its last token is always read, for its logits."""
        kept = bisect_right(self._ends, _common(self._text, marked))
        if kept < len(self.tokens) or not self._starts(marked, kept):
            kept = self._clean(marked, kept)
        rest = self.tokenise(marked[self._end(kept) :])
        if not rest and kept:
            kept -= 1
            rest = [self.tokens[kept]]
        return Plan(kept, rest)

    def _end(self, kept: int) -> int:
        return self._ends[kept - 1] if kept else 0

    def _starts(self, marked: bytes, kept: int) -> bool:
        """Whether a character starts there."""
        end = self._end(kept)
        return end >= len(marked) or marked[end] not in _CONTINUATION

    def _clean(self, marked: bytes, kept: int) -> int:
        """The nearest place before where a word starts: half a word is read badly by a small LLM."""
        for earlier in range(kept, max(kept - _BACK_OFF, 0), -1):
            end = self._end(earlier)
            after_mark = self.tokens[earlier - 1] in self._vocabulary.special_ids
            if end >= len(marked) or marked[end] in _CLEAN_START or marked[end - 1] == ord("\n") or after_mark:
                return earlier
        while kept and not self._starts(marked, kept):
            kept -= 1
        return kept

    def keep(self, plan: Plan) -> Plan:
        """Cut the context back to what the plan keeps; the plan as it can be carried out."""
        if self._llama.trimmable and self._llama.trim(plan.kept):
            self._forget(plan.kept)
            return plan
        if plan.kept == len(self.tokens):
            return plan
        dropped = self.tokens[: plan.kept]
        self._return(plan.kept)
        return Plan(len(self.tokens), dropped[len(self.tokens) :] + plan.rest)

    def _return(self, kept: int) -> None:
        """Go back to the last snapshot of at most so many tokens, or to the beginning."""
        while self._snapshots and self._snapshots[-1][0] > kept:
            self._snapshots.pop()
        count, snapshot = self._snapshots[-1] if self._snapshots else (0, b"")
        if not snapshot or not self._llama.restore(snapshot, count):
            self._llama.clear()
        self._forget(self._llama.read)

    def read(self, tokens: Sequence[int]) -> None:
        """Read tokens after those the context holds.

        Raises:
            Interrupted: the stop flag was set; what was read whole is kept.
            ContextFull: no room.
        """
        self._note(tokens)
        try:
            self._llama.decode(tokens)
        finally:
            if self._llama.torn:
                self._return(self._llama.read)
            self._forget(self._llama.read)

    def read_to_turn(self, tokens: Sequence[int]) -> list[int]:
        """Read tokens up to the last end of a turn and take a snapshot there; the tokens after it are left.

        For memories that cannot be cut back: a turn's end stays what it is, whatever is answered.

        Raises:
            Interrupted: the stop flag was set.
        """
        ends = [place for place, token in enumerate(tokens) if token in self._vocabulary.ends]
        if self._llama.trimmable or not ends:
            return list(tokens)
        self.read(tokens[: ends[-1] + 1])
        snapshot = self._llama.snapshot()
        if snapshot:
            self._snapshots = [*self._snapshots[1 - _SNAPSHOTS :], (len(self.tokens), snapshot)]
        return list(tokens[ends[-1] + 1 :])

    def _note(self, tokens: Sequence[int]) -> None:
        for token in tokens:
            self.tokens.append(token)
            self._text += self._vocabulary.marked[token]
            self._ends.append(len(self._text))

    def _forget(self, kept: int) -> None:
        if kept < len(self.tokens):
            del self.tokens[kept:], self._ends[kept:], self._text[self._end(kept) :]
            self._snapshots = [snapshot for snapshot in self._snapshots if snapshot[0] <= kept]


def _common(known: bytearray, marked: bytes) -> int:
    """How many first bytes are the same, by halving."""
    low, high = 0, min(len(known), len(marked))
    while low < high:
        middle = (low + high + 1) // 2
        if known[low:middle] == marked[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
