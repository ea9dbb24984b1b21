"""A month of conversations, made up from a fixed seed: what was told, corrected and contradicted, and what was asked.

Of each matter the newest statement is the truth. Some matters are spoken of often and most hardly ever, as in life
(Zipf's law); questions, in the month and after it, follow that too. The chat writes down what it is told until its
block is full, a part of it twice, and corrects nothing: sleep finds what a careless LLM leaves behind.
"""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product

from loop import Clock, Loop
from sleeping import noted, told
from sqlmodel import select

from models.tables import Fact, JournalEntry, JournalEvidence, Message, Passage
from runtime.errors import ToolFailed
from runtime.llm.port import Choice, Request, ToolCall
from runtime.llm.scripted import call
from runtime.sleep.statement import statement

BEGIN = datetime(2026, 10, 1, 9, tzinfo=UTC)
_SYLLABLES = ("Bal", "Der", "Fin", "Gor", "Kal", "Lum", "Mir", "Nor", "Pel", "Rus", "Sev", "Tam", "Vol")
_ENDINGS = ("an", "een", "ick", "ola", "und", "ya", "os", "ette", "im", "ara")
_COLOURS = ("green", "blue", "amber", "violet", "white", "scarlet", "brown", "teal")
_MONTHS = ("January", "March", "May", "July", "October", "December")
ASKING = {
    "home": "Where does {who} live?",
    "work": "Where does {who} work?",
    "birthday": "When is {who}'s birthday?",
    "colour": "What is {who}'s favourite colour?",
    "dog": "What is {who}'s dog called?",
}
_TELLING = {
    "home": "{who} lives in {value}",
    "work": "{who} works at {value}",
    "birthday": "{who}'s birthday is on {value}",
    "colour": "{who}'s favourite colour is {value}",
    "dog": "{who}'s dog is called {value}",
}
_ASIDES = (
    "I talked about {colour} birds with {who} yesterday",
    "We laughed about a {colour} hat for an hour",
    "I never know what to cook when {who} visits",
    "My knee hurts since I helped {who} with the {colour} shelf",
)
Matter = tuple[str, str]
"""Who, and what of them."""


@dataclass
class Month:
    """The script. ``talks``: for each conversation what the person says; ``truth``: what holds at the end."""

    talks: list[list[str]] = field(default_factory=list)
    truth: dict[Matter, str] = field(default_factory=dict)
    told: int = 0
    often: list[Matter] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def asked(self, chance: random.Random, number: int) -> list[Matter]:
        """So many matters, as often as each is asked about."""
        return chance.choices(self.often, self.weights, k=number)


def month(
    *, talks: int = 60, matters: int = 650, corrections: int = 150, contradictions: int = 100, asides: int = 0
) -> Month:
    """The script; ``matters`` + ``corrections`` + ``contradictions`` facts are told in it.

    ``asides``: so many statements in each conversation of which code understands nothing.
    """
    chance, made = random.Random(6), Month()
    names = [f"{a}{b}" for a, b in product(_SYLLABLES, _ENDINGS)]
    every = [(who, what) for who in names for what in _TELLING][:matters]
    chance.shuffle(every)
    made.often = chance.sample(every, len(every))
    made.weights = [1 / (place + 3) for place in range(len(every))]
    later = chance.sample(every, corrections + contradictions)
    plan = [*((matter, "") for matter in every)]
    plan += [(matter, "No, ") for matter in later[:corrections]]
    plan += [(matter, "") for matter in later[corrections:]]
    # What is told again comes after what it changes, each part in an order of its own.
    halves = plan[: len(every)], chance.sample(plan[len(every) :], len(later))
    order = [*halves[0], *halves[1]]
    share = -(-len(order) // talks)
    for start in range(0, len(order), share):
        made.talks.append([])
        for matter, lead in order[start : start + share]:
            line = _TELLING[matter[1]].format(
                who=matter[0], value=_value(chance, matter[1], made.truth.get(matter, ""))
            )
            made.truth[matter] = line
            made.told += 1
            made.talks[-1].append(f"{lead}{line}")
        made.talks[-1] += _said_aside(len(made.talks), asides)
        made.talks[-1] += [ASKING[what].format(who=who) for who, what in made.asked(chance, 12)]
    return made


def _said_aside(talk: int, number: int) -> list[str]:
    chance = random.Random(talk)
    names = [f"{chance.choice(_SYLLABLES)}{chance.choice(_ENDINGS)}" for _ in range(number)]
    return [chance.choice(_ASIDES).format(who=who, colour=chance.choice(_COLOURS)) for who in names]


def _value(chance: random.Random, what: str, before: str) -> str:
    """Another value than before."""
    while True:
        number = chance.randrange(28) + 1
        value = {
            "home": f"{chance.choice(_SYLLABLES)}{chance.choice(_ENDINGS)}ville",
            "work": f"{chance.choice(_SYLLABLES)}{chance.choice(_ENDINGS)} Works",
            "birthday": f"{number} {chance.choice(_MONTHS)}",
            "colour": chance.choice(_COLOURS),
            "dog": f"{chance.choice(_ENDINGS).capitalize()}{chance.choice(_SYLLABLES).lower()}",
        }[what]
        if not before.endswith(f" {value}"):
            return value


def lived(loop: Loop, script: Month) -> None:
    """Have the month take place, up to its last evening; the chat notes what fits, a quarter of it twice."""
    for number, texts in enumerate(script.talks):
        loop.engine.clock = Clock(BEGIN + timedelta(hours=12 * number))
        for place, (text, message_id) in enumerate(zip(texts, told(loop, *texts), strict=True)):
            if not text.endswith("?"):
                line = statement(text.removeprefix("No, ")).line
                _note(loop, line, message_id)
                if place % 4 == 0:
                    _note(loop, f"{line} now.", message_id)
    loop.engine.clock = Clock(BEGIN + timedelta(days=30))


def _note(loop: Loop, line: str, message_id: int) -> None:
    with suppress(ToolFailed):  # the block is full
        noted(loop, line, message_id)


def keep_all(request: Request) -> ToolCall:
    """An LLM that keeps the first of what is offered."""
    offered = next(each.kind for each in request.forms[1].parameters if each.name == "content")
    assert isinstance(offered, Choice)
    return call("core_memory_append", label="human", content=offered.values[0])


@dataclass(frozen=True, slots=True)
class Figures:
    """What core memory is worth. Shares are of 1.

    ``answered``: questions whose true answer stands in core memory; ``bad``: of its lines those that are not true any
    more or say again what another says; ``lost``: truths that are neither in core nor in archival memory;
    ``groundless``: facts whose span does not say them, and changes by sleep without evidence.
    """

    answered: float
    bad: float
    lines: int
    lost: int
    groundless: int


def figures(loop: Loop, script: Month, questions: int = 1_000) -> Figures:
    """As things stand now."""
    said = [statement(each) for each in loop.block("human").split("\n") if each]
    known = {(each.slot, each.value) for each in said}
    truth = {matter: statement(line) for matter, line in script.truth.items()}
    true = {(each.slot, each.value) for each in truth.values()}
    stale = sum(each.known and (each.slot, each.value) not in true for each in said)
    with loop.engine.reading() as session:
        away = {(each.slot, each.value) for each in map(statement, session.exec(select(Passage.text)))}
        groundless = sum(1 for _ in _groundless(loop))
    asked = script.asked(random.Random(7), questions)
    right = sum((truth[matter].slot, truth[matter].value) in known for matter in asked)
    return Figures(
        answered=right / questions,
        bad=(stale + len(said) - len(known)) / len(said) if said else 0.0,
        lines=len(said),
        lost=len(true - known - away),
        groundless=groundless,
    )


def _groundless(loop: Loop) -> Iterator[int]:
    with loop.engine.reading() as session:
        for fact in session.exec(select(Fact)):
            span = session.get_one(Message, fact.message_id).text[fact.start : fact.end]
            if statement(span).line != fact.statement:
                yield fact.id or 0
        cited = set(session.exec(select(JournalEvidence.journal_id)))
        for entry in session.exec(select(JournalEntry).where(JournalEntry.cause == "sleep")):
            if entry.id not in cited:
                yield entry.id or 0
