"""The facts of an agent in memory, found by what they tell: read once, then kept up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from runtime.sleep.facts import ASKED, NEW, Known

if TYPE_CHECKING:
    from runtime.sleep.statement import Statement


class Ledger:
    """Each fact as it was last ``put``, in the order of their ids. A look costs as much as it finds."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._by_id: dict[int, Known] = {}
        self._by_slot: dict[str, dict[int, Known]] = {}
        self._new: dict[int, Known] = {}
        self._asked: dict[int, Known] = {}
        self._away: dict[int, Known] = {}
        for each in known:
            self.put(each)

    def put(self, known: Known) -> None:
        """Add a fact, or have it as it is now."""
        self._by_id[known.id] = known
        self._by_slot.setdefault(known.said.slot, {})[known.id] = known
        for group, member in (
            (self._new, known.holds and known.status == NEW),
            (self._asked, known.status == ASKED),
            (self._away, known.holds and known.passage_id is not None),
        ):
            if member:
                group[known.id] = known
            else:
                group.pop(known.id, None)

    def get(self, fact_id: int | None) -> Known | None:
        """The fact of that id."""
        return self._by_id.get(fact_id or 0)

    def same(self, said: Statement) -> list[Known]:
        """The facts that hold and say the same."""
        return [each for each in self._telling(said.slot) if each.holds and each.said.same(said)]

    def against(self, said: Statement) -> list[Known]:
        """The facts that hold and contradict it."""
        return [each for each in self._telling(said.slot) if each.holds and each.said.contradicts(said)]

    def holding(self, slot: str) -> Known | None:
        """The newest fact that tells this and holds."""
        return next((each for each in reversed(list(self._telling(slot))) if each.holds), None)

    def ended(self, said: Statement) -> Known | None:
        """The newest fact that says the same and whose validity ended."""
        telling = reversed(list(self._telling(said.slot)))
        return next((each for each in telling if each.valid_until is not None and each.said.same(said)), None)

    def new(self) -> Iterator[Known]:
        """Those that hold and have no place yet."""
        return iter(self._new.values())

    def asked(self) -> Iterator[Known]:
        """Those that the person is to decide."""
        return iter(self._asked.values())

    def away(self) -> Iterator[Known]:
        """Those that hold and lie in archival memory."""
        return iter(self._away.values())

    def _telling(self, slot: str) -> Iterable[Known]:
        return self._by_slot.get(slot, {}).values()
