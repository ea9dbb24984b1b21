"""The phrase book: kinds of facts with the ways to tell them and to ask for them, read from ``phrases/``.

A wording is *held out* (kept for the evaluation, never trained on) when its checksum says so: the split is by
wording, so no tested sentence differs from a trained one only in its values.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Literal
from zlib import crc32

from words import PHRASES, SLOT, fill, slot_names

Split = Literal["train", "held"]
HELD_EVERY = 9
ENOUGH = 4


@dataclass(slots=True)
class Kind:
    """A kind of fact. ``key``: slots that a question names; ``changing``: the slot that a correction changes."""

    name: str
    key: tuple[str, ...] = ()
    changing: str = ""
    one: bool = False
    wordings: dict[str, list[str]] = field(default_factory=dict)
    held: dict[str, list[str]] = field(default_factory=dict)

    def pick(self, role: str, rng: Random, split: Split, known: set[str] | None = None) -> str | None:
        """A wording of a role (say, ask, check, fix, line), all of whose slots are ``known`` where that is given."""
        pool = (self.held.get(role) if split == "held" else None) or self.wordings.get(role, [])
        if known is not None:
            pool = [wording for wording in pool if slot_names(wording) <= known]
        return rng.choice(pool) if pool else None


@dataclass(slots=True)
class Notes:
    """How a longer note is given (``asks``), asked for (``finds``) and what it may be: (topic, tag, text)."""

    asks: list[str]
    finds: list[str]
    notes: list[tuple[str, str, str]]


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """Kinds of facts that are asked for together: ``lists`` wants them all, ``counts`` how many there are."""

    kinds: frozenset[str]
    lists: list[str]
    counts: list[str]

    def holds(self, fact: Fact | None) -> bool:
        """Whether the fact is one of them."""
        return fact is not None and fact.kind.name in self.kinds


def is_held(wording: str) -> bool:
    """Whether the wording belongs to the evaluation."""
    return crc32(wording.encode()) % HELD_EVERY == 0


def read_kinds() -> list[Kind]:
    """Every kind of ``phrases/facts_*.txt``; one whose header stands in several files has the wordings of all."""
    kinds: dict[str, Kind] = {}
    for path in sorted(PHRASES.glob("facts_*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            word, _, rest = line.partition(" ")
            if word == "kind":
                new = _kind(rest)
                kind = kinds.setdefault(new.name, new)
                if kind.key != new.key:
                    message = f"{path.name}: the kind {new.name} has another key elsewhere"
                    raise ValueError(message)
            elif line and word != "#":
                kind.wordings.setdefault(word, []).append(rest)
    for kind in kinds.values():
        _hold_out(kind)
    return list(kinds.values())


def _kind(header: str) -> Kind:
    name, *parts = [part.strip() for part in header.split("|")]
    kind = Kind(name)
    for part in parts:
        word, *rest = part.split()
        if word == "key":
            kind.key = tuple(rest)
        elif word == "value":
            kind.changing = rest[0]
        elif word == "one":
            kind.one = True
    return kind


def _hold_out(kind: Kind) -> None:
    for role in ("say", "ask", "check"):
        wordings = kind.wordings.get(role, [])
        held = [wording for wording in wordings if is_held(wording)]
        if held and len(wordings) - len(held) >= ENOUGH:
            kind.held[role] = held
            kind.wordings[role] = [wording for wording in wordings if wording not in held]


def read_notes() -> Notes:
    """``phrases/notes.txt``."""
    notes = Notes([], [], [])
    for line in (PHRASES / "notes.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("ask "):
            notes.asks.append(line[4:])
        elif line.startswith("find "):
            notes.finds.append(line[5:])
        elif line and not line.startswith("#"):
            head, _, text = line.partition(": ")
            topic, _, tag = head.partition(" / ")
            notes.notes.append((topic, tag, text))
    return notes


def read_talk() -> list[tuple[str, str]]:
    """``phrases/talk.txt`` as pairs of what is said and what is answered."""
    pairs: list[tuple[str, str]] = []
    answer = ""
    for line in (PHRASES / "talk.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            answer = line[2:]
        elif line and not line.startswith("#"):
            pairs.append((line, answer))
    return pairs


def read_around() -> dict[str, list[str]]:
    """``phrases/around.txt``: what stands around facts and questions, by name."""
    around: dict[str, list[str]] = {}
    for line in (PHRASES / "around.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            around[line[2:]] = []
        elif line and not line.startswith("#"):
            around[list(around)[-1]].append(line)
    return around


def read_groups() -> list[Group]:
    """``phrases/groups.txt``: lists and counts."""
    groups: list[Group] = []
    for line in (PHRASES / "groups.txt").read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if word == "=":
            groups.append(Group(frozenset(rest.split()), [], []))
        elif word == "list":
            groups[-1].lists.append(rest)
        elif word == "count":
            groups[-1].counts.append(rest)
    return groups


names_in = cache(slot_names)
KINDS = {kind.name: kind for kind in read_kinds()}
AROUND = read_around()
NOTES = read_notes()
GROUPS = read_groups()
TALK = read_talk()


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of some kind with its slots filled. ``said``: in the person's words."""

    kind: Kind
    slots: dict[str, str]
    said: str
    written: str = ""
    """The line to write where that is more than an exchange of pronouns."""

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two facts be about the same thing."""
        return (self.kind.name, *(self.slots.get(name, "").lower() for name in self.kind.key))

    def questions(self) -> set[str]:
        """Every question that this fact answers, in lower case."""
        asks = [*self.kind.wordings.get("ask", []), *self.kind.held.get("ask", [])]
        known = self.slots.keys()
        return {SLOT.sub(lambda match: self.slots[match[1]], ask).lower() for ask in asks if names_in(ask) <= known}


def make_fact(kind: Kind, rng: Random, split: Split, fixed: dict[str, str] | None = None, *, fix: bool = False) -> Fact:
    """A new fact; ``fixed`` slots keep their values; ``fix``: worded as a change where the kind has such a wording."""
    slots = dict(fixed or {})
    wording = (kind.pick("fix", rng, split) if fix else None) or kind.pick("say", rng, split) or ""
    said, _, written = wording.partition(" => ")
    return Fact(kind, slots, fill(said, rng, slots), fill(written, rng, slots))
