"""The table of an evaluation: per skill what was right, beside the goal, and examples of what was not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.playing import Played

GOALS = {
    "remember": 0.92,
    "correct": 0.88,
    "recall": 0.92,
    "page": 0.85,
    "invent": 0.97,
    "forget": 0.88,
    "talk": 0.88,
    "store": None,
    "names": 0.99,
}
"""What the built-in LLM has to reach, by skill, in the order of the table. ``store`` has no goal of its own."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many dialogues were right."""

    right: int
    played: int

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.right / self.played if self.played else 0.0

    def __str__(self) -> str:
        """For the table."""
        return f"{self.share:7.1%} {self.right:4}/{self.played:<4}"


def scores(played: Iterable[Played]) -> dict[str, Score]:
    """The score of each skill, in the table's order, and of ``all``."""
    by_skill: defaultdict[str, list[bool]] = defaultdict(list)
    for each in played:
        by_skill[each.dialogue.skill].append(each.right)
        by_skill["all"].append(each.right)
    order = [skill for skill in (*GOALS, "all") if skill in by_skill]
    return {skill: Score(sum(by_skill[skill]), len(by_skill[skill])) for skill in order}


def table(columns: dict[str, Sequence[Played]]) -> Iterator[str]:
    """The lines of the table, a column for each LLM, named by its key."""
    made = {name: scores(played) for name, played in columns.items()}
    yield f"{'':10}{'goal':>6}" + "".join(f"  {name[-17:]:>17}" for name in made)
    for skill in next(iter(made.values())):
        goal = GOALS.get(skill)
        asked = f"{goal:6.0%}" if goal else f"{'':6}"
        yield f"{skill:10}{asked}" + "".join(f"  {each[skill]}" for each in made.values())


def examples(played: Iterable[Played], most: int) -> Iterator[str]:
    """Up to so many failures a skill, each with what was said, called and expected."""
    shown: defaultdict[str, int] = defaultdict(int)
    for each in played:
        shown[each.dialogue.skill] += not each.right
        if each.right or shown[each.dialogue.skill] > most:
            continue
        yield f"\n{each.dialogue.place}"
        for said, calls in each.turns:
            yield f"  > {said}"
            yield from (f"    {call}" for call in calls)
        yield from (f"  wrong {failure}" for failure in each.failures)
