"""What the person said to what a sleep wants to change, where they want to be asked first.

A wish is told by what would stand in the report: its kind, its block, the lines that go and those that come. So what
was agreed to is exactly what was shown, whatever has happened to the memory since; anything else waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Self

if TYPE_CHECKING:
    from runtime.sleep.report import ReportLine
    from runtime.sleep.tidying import Edit

Say = Literal["yes", "no", "unasked"]


class Wish(NamedTuple):
    """One change as the report shows it."""

    kind: str
    label: str
    before: str
    after: str

    @classmethod
    def of(cls, edit: Edit) -> Self:
        """An edit's."""
        before = edit.remove if edit.remove is not None else edit.put if edit.unarchive is not None else None
        after = edit.put if edit.put is not None else edit.archive
        return cls(edit.kind, edit.label, before or "", after or "")

    @classmethod
    def shown(cls, line: ReportLine) -> Self:
        """That of a line of a report."""
        return cls(line.kind, line.label, line.before, line.after)


@dataclass(frozen=True, slots=True)
class Consent:
    """``asked_first`` False: everything may be done."""

    asked_first: bool = False
    accepted: frozenset[Wish] = frozenset()
    declined: frozenset[Wish] = frozenset()

    @classmethod
    def given(cls, lines: Iterable[ReportLine], without: Iterable[int]) -> Self:
        """To the lines that were shown, but for those of the ids ``without``."""
        left_out = set(without)
        shown = [(each.id in left_out, Wish.shown(each)) for each in lines]
        accepted, declined = (frozenset(wish for out, wish in shown if out is no) for no in (False, True))
        return cls(asked_first=True, accepted=accepted, declined=declined)

    def to(self, wish: Wish) -> Say:
        """What the person says to it."""
        if not self.asked_first or wish in self.accepted:
            return "yes"
        return "no" if wish in self.declined else "unasked"
