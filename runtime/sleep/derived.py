"""What can be put together from facts: of a person, a project or a day, of what is coming up, planned or was asked.

Nothing is worded anew: a text is a heading and the lines of the facts that it rests on. So it can say nothing that the
person did not, and whether it is still right is known at any time: if it would be put together the same again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from runtime.memory.excerpts import DAYS, PEOPLE, SOON
from runtime.memory.periods import MONTHS
from runtime.sleep.paced import paced

if TYPE_CHECKING:
    from runtime.sleep.facts import Known
    from runtime.sleep.unanswered import Unanswered

FEWEST = 3
"""Facts that are worth to be put together; of what is coming up one is enough."""
MOST = 20
AHEAD = timedelta(days=14)
PLANS_LAST = timedelta(days=60)
"""A plan without a date is not looked forward to any longer than this."""
COMING_UP, PLANNED, ASKED = "Coming up", "What you plan", "What you asked, and I know now"

_NAME = r"[^\W\d_a-z][\w-]+(?: [^\W\d_a-z][\w-]+)?"
_SUBJECT = re.compile(rf"^(?:Their (?:[\w-]+ ){{1,2}})?(?P<name>{_NAME})(?:'s|')? [\w-]+ ")
_CALLED = re.compile(rf"^Their (?P<what>[\w' -]+?)(?:'s name)? is (?:called |named )?(?P<name>{_NAME})$")
_PRONOUNS = frozenset("They Their Them It This That There He She We".split())
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{'|'.join(MONTHS)})\b(?:,? (?P<year>\d{{4}}))?"
    rf"|\b(?P<month2>{'|'.join(MONTHS)}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year2>\d{{4}}))?",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"^They (?:(?:still |also |really )?(?:plan|want|hope|intend|need|have|would like) to"
    r"|(?:are |'re )(?:planning|hoping|going) to) (?!be\b)",
    re.IGNORECASE,
)
_ONCE_A_YEAR = re.compile(r"\b(?:birthday|anniversary|name ?day)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Derived:
    """A text with its heading, the tag of its kind, and the facts that it rests on."""

    heading: str
    tag: str
    lines: tuple[str, ...]
    facts: tuple[int, ...]

    @property
    def text(self) -> str:
        """As it stands in archival memory."""
        return "\n".join((self.heading, *self.lines))


def derived(
    facts: Iterable[Known],
    now: datetime,
    asked: Sequence[Unanswered] = (),
    look: Callable[[], None] = lambda: None,
) -> dict[str, Derived]:
    """Everything to be put together from the facts that hold, by heading. ``now`` is in the person's own time.

    ``asked``: what the person asked in vain. ``look`` may raise.
    """
    holding = [each for each in facts if each.holds]
    made = [*_people(paced(holding, look)), *_days(paced(holding, look), now), *_coming_up(paced(holding, look), now)]
    made += [*_planned(paced(holding, look), now), *_answered(holding, paced(asked, look))]
    return {each.heading: each for each in made}


def _people(facts: Iterable[Known]) -> Iterator[Derived]:
    told: dict[str, list[Known]] = {}
    for fact in facts:
        for name in _names(fact):
            told.setdefault(name, []).append(fact)
    for name, about in told.items():
        if len(about) >= FEWEST:
            yield _put_together(f"What I know about {name}", PEOPLE, about)


def _names(fact: Known) -> Iterator[str]:
    """Whom or what a line is about, and who is called so in it."""
    if fact.said.known:
        for pattern in (_SUBJECT, _CALLED):
            found = pattern.match(fact.said.line)
            if found and found["name"].split()[0] not in _PRONOUNS:
                yield found["name"].removesuffix("'s")
                return


def _days(facts: Iterable[Known], now: datetime) -> Iterator[Derived]:
    told: dict[date, list[Known]] = {}
    for fact in facts:
        told.setdefault(fact.valid_from.astimezone(now.tzinfo).date(), []).append(fact)
    for day, about in told.items():
        if len(about) >= FEWEST and day < now.date():
            yield _put_together(f"What you told me on {_written(day)}", DAYS, about)


def _put_together(heading: str, tag: str, facts: Sequence[Known]) -> Derived:
    kept = facts[-MOST:]
    return Derived(heading, tag, tuple(each.said.line for each in kept), tuple(each.id for each in kept))


def _coming_up(facts: Iterable[Known], now: datetime) -> Iterator[Derived]:
    """Questions that are likely soon, with their answers: birthdays, appointments and whatever else has a date."""
    soon = [(day, fact) for fact in facts if (day := next_day(fact.said.line, fact.valid_from.date(), now.date()))]
    soon = sorted((each for each in soon if each[0] <= now.date() + AHEAD), key=lambda each: (each[0], each[1].id))
    if soon:
        lines = tuple(f"{_written(day)}: {fact.said.line}" for day, fact in soon[:MOST])
        yield Derived(COMING_UP, SOON, lines, tuple(fact.id for _, fact in soon[:MOST]))


def _planned(facts: Iterable[Known], now: datetime) -> Iterator[Derived]:
    """What the person wants to do and has not given a date."""
    plans = [
        each
        for each in facts
        if _PLAN.match(each.said.line) and now - each.valid_from <= PLANS_LAST and not _DATE.search(each.said.line)
    ]
    if plans:
        yield _put_together(PLANNED, SOON, plans)


def _answered(facts: Sequence[Known], asked: Iterable[Unanswered]) -> Iterator[Derived]:
    """Questions that had no answer when they were asked, with what the person said since."""
    pairs = [(each, _answer(facts, each)) for each in asked]
    known = [(each, fact) for each, fact in pairs if fact][-MOST:]
    if known:
        lines = tuple(f"{each.text} {fact.said.line}" for each, fact in known)
        yield Derived(ASKED, SOON, lines, tuple(fact.id for _, fact in known))


def _answer(facts: Sequence[Known], asked: Unanswered) -> Known | None:
    found = (each for each in reversed(facts) if each.valid_from >= asked.at and asked.answered_by(each.said.line))
    return next(found, None)


def next_day(line: str, said: date, today: date) -> date | None:
    """When the day that a line names comes next, from today on; None where it names none or the day is over.

    A birthday comes every year; anything else without a year is the first such day after it was ``said``.
    """
    found = _DATE.search(line)
    if found is None:
        return None
    month = MONTHS.index((found["month"] or found["month2"]).lower()) + 1
    day, year = int(found["day"] or found["day2"]), found["year"] or found["year2"]
    if _ONCE_A_YEAR.search(line):
        return _first(month, day, today)
    named = _day(int(year), month, day) if year else _first(month, day, said)
    return named if named and named >= today else None


def _first(month: int, day: int, start: date) -> date | None:
    """The first such day from ``start`` on; the 29th of February may take years."""
    years = (_day(start.year + more, month, day) for more in range(9))
    return next((each for each in years if each and each >= start), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(day: date) -> str:
    return f"{day:%A} {day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"
