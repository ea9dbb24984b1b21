"""The stage of a conversation: the memory as it stands, and the messages written so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random

from phrasebook import AROUND, KINDS, NOTES, Fact, Kind, Split, make_fact
from prompt import PERSONA, PRESSURE, RELATED_LINES, ROOT, SENT, Block, Dialogue, Message, call, stamp
from rewriting import capitalised, inner, sentence, to_line, to_reply
from words import fill, made_up

from runtime.embed.local import LocalEmbedder
from runtime.memory.related import Related, beside, candidates, written

RELATED = Related(LocalEmbedder(ROOT / "assets" / "embedder"))
UNKNOWN = "I don't know that yet. Tell me and I will remember it."
PERSONAS = [
    "I am Loci, a friendly assistant.",
    "I am Loci. I keep my answers short.",
    "I am Loci, a private assistant.\nI like tea.",
    "My name is Loci. I live on this laptop.",
    "I am a careful assistant that forgets nothing.",
    "",
]
WITHIN = [" and ", ", and ", ", ", "; ", " and ", ", and also "]
"""What joins two facts in one sentence; what is told in one sentence stands in one line."""
TAILED = 0.12
"""How often more is told of a fact in the same sentence: whatever it is, it is copied, too."""
ANOTHER = 0.7
"""How often a second fact of a kind that may have several (likes, a shopping list) is taken when one comes up."""
USUAL_KINDS = (
    "own_name full_name nickname home address origin nationality age birthday own_school school_of studies_at study"
    " job employer spouse children kids_names marital siblings_names parents_names relative_name relative_home"
    " relative_job relative_birthday relative_age relative_allergy relative_likes relative_phone relative_company"
    " relative_instrument relative_sport relative_language person_home person_job person_birthday person_allergy"
    " person_likes person_role person_relation pal_name lives_in birthday_on who_allergy pet_name pet_breed pet_age"
    " pets_two pet_vet allergy diet medicine health medic_name medic_visit dose blood favourite favourite_colour likes"
    " dislikes prefers order takes_it drink breakfast reading watching hobby instrument language learns ability sports"
    " supports car parked place_of lend wifi secret phone email door_of plate appointment at_the meeting_with deadline"
    " flight trip hotel goal weekly wake_habit shopping todo errand reminder wishlist neighbour_name landlord owned"
    " size decided project contents"
).split()
"""What people tell most, so that the network reads it most."""
FIRST_KINDS = (
    "own_name nickname home job employer birthday age origin spouse kids_names relative_name relative_home relative_job"
    " relative_birthday pet_name allergy diet favourite favourite_colour likes dislikes pal_name phone hobby language"
).split()
"""What people tell first, most of all to a memory that is empty."""
GENERAL_KINDS = ["attribute", "the_attribute", "person_attribute", "owned", "place_of", "secret", "did"]


def joined(opener: str, text: str) -> str:
    """The text after an opener; its first word loses its capital unless a new sentence begins."""
    if not opener:
        return text
    return f"{opener} {text if opener.endswith(('.', '!', '?', ':')) else inner(text)}"


def named(fact: Fact) -> list[str]:
    """How one may refer to what the fact is about."""
    names = [fact.slots[name] for name in ("person", "name", "petname") if name in fact.slots]
    return names + [
        "my " + fact.slots[name]
        for name in ("relation", "pet", "role")
        if name in fact.kind.key and "Their " + fact.slots[name] in to_line(fact.said)
    ]


def mentions(text: str, name: str) -> bool:
    """Whether the name ("Tom", "my sister") stands in the text as whole words."""
    return re.search(rf"(?<!\w){re.escape(name.removeprefix('my '))}(?!\w)", text, re.IGNORECASE) is not None


@dataclass(slots=True)
class Line:
    """A line of the block; ``fact`` None where it belongs to nothing that is asked for."""

    text: str
    fact: Fact | None = None
    words_of_others: bool = False
    fresh: bool = False
    """Written in this conversation."""
    halves: tuple[Line, Line] | None = None
    """The two facts that were told in one sentence, and so stand in one line."""
    joint: str = ""

    def reply(self) -> str:
        """The line as an answer."""
        return sentence(f"My notes say: {self.text}" if self.words_of_others else to_reply(self.text))

    def facts(self) -> list[Fact]:
        """The facts that stand in the line."""
        return [line.fact for line in self.halves or (self,) if line.fact is not None]

    def with_new(self, new: Line) -> Line:
        """The line with the new one in it: of two facts the other one stays."""
        if self.halves is None or new.fact is None:
            return new
        first, second = self.halves
        if first.fact is not None and first.fact.identity == new.fact.identity:
            return joined_line(new, second, self.joint)
        return joined_line(first, new, self.joint)

    def without(self, gone: Callable[[Line], bool]) -> Line:
        """What is left of the line where all of it, or one of its two facts, is to be forgotten."""
        left = [half for half in self.halves or () if not gone(half)]
        return left[0] if len(left) == 1 else Line("")


def joined_line(first: Line, second: Line, joint: str) -> Line:
    """Two facts as one line."""
    text = f"{first.text}{joint}{inner(second.text)}"
    return Line(capitalised(text), first.fact, fresh=first.fresh or second.fresh, halves=(first, second), joint=joint)


@dataclass(slots=True)
class Stage:
    """The state of one conversation. ``split`` chooses which wordings are used."""

    rng: Random
    split: Split = "train"
    human: list[Line] = field(default_factory=list)
    summary: list[Line] = field(default_factory=list)
    elsewhere: list[Fact] = field(default_factory=list)
    archived: list[tuple[str, list[str]]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    used: set[tuple[str, ...]] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    spoken: list[tuple[datetime, str]] = field(default_factory=list)
    begun: datetime = datetime.min  # noqa: DTZ901 (local time, as shown)
    now: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 10, 4))  # noqa: DTZ001 (local time, as shown)
    learn: bool = True
    out: Dialogue = field(default_factory=lambda: Dialogue([], 0, 0, [], ""))
    pressure: bool = False
    quiz: bool = False
    full: bool = False
    """The block is nearly full: what matters least makes room for what is new."""
    forgotten: list[Fact] = field(default_factory=list)
    near: tuple[tuple[int, str], ...] = ()
    """What stands beside the newest message: how near each line is in tenths, and the line."""
    answers: set[str] = field(default_factory=set)
    """Of what the newest search finds, the texts that the answer rests on."""
    asked: Message = field(default_factory=lambda: Message("user", ""))
    """The newest message of the person."""

    def begin(self, *, long: bool = False) -> None:
        """Make up the memory that stands before the conversation; where it may be ``long``, half of them are."""
        rng = self.rng
        self.now = datetime(2024, 1, 1) + timedelta(minutes=rng.randint(0, 60 * 24 * 2000))  # noqa: DTZ001
        self.begun = self.now
        self.quiz = rng.random() < 0.16
        self.full = not self.quiz and rng.random() < 0.1
        count = rng.randint(4, 16) if self.quiz else rng.choice([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 9, 12])
        count = rng.randint(4, 20) if self.full else count
        count = rng.randint(18, 45) if long and rng.random() < 0.5 else count
        if count and rng.random() < 0.3:  # the first run asks for it
            name = self.new_fact(KINDS["own_name"])
            named_so = rng.choice(["Their name is", "Their name is", "They go by the name"])
            self.human.append(Line(f"{named_so} {name.slots['name']}", name))
        while len(self.human) < count:
            self.human.append(self.new_line())
        if count and rng.random() < 0.3:
            self.add_several()
        for _ in range(rng.choice([0, 0, 0, 0, 1, 2, 3, 4])):
            self.summary.append(Line((fact := self.new_fact()).said, fact))
            self.summary[-1].text = self.line_of(fact)
        self.elsewhere = [self.new_fact() for _ in range(rng.randint(1, 6))]
        persona = PERSONA if rng.random() < 0.6 else rng.choice(PERSONAS)
        blocks = [Block("persona", "Who I am.", persona.split("\n") if persona else [])]
        lines = [line.text for line in self.human]
        blocks.append(Block("human", "What I know about the user.", lines, self.limit()))
        if rng.random() < 0.1:
            blocks.append(self.other_block())
        summary = " ".join(sentence(line.text) for line in self.summary)
        passages = rng.choice([0, 0, 0, rng.randint(1, 9), rng.randint(10, 400)])
        tags = [rng.choice(NOTES.notes)[1] for _ in range(rng.randint(0, 5))] if passages else []
        tags = sorted({tag if "{" not in tag else made_up(rng) for tag in tags})
        recall = rng.randint(1, 60) if rng.random() < 0.6 else rng.randint(60, 3000)
        self.out = Dialogue(blocks, recall, passages, tags, summary)

    def limit(self) -> int:
        """The limit of the block: ample, or so that what stands in it nearly fills it."""
        used = len(self.value())
        if self.full:
            return round(used / self.rng.uniform(0.87, 0.99) / 10 + 0.5) * 10
        ample = [limit for limit in (1_000, 1_500, 2_000, 3_000, 5_000) if used < limit * 0.7 - 200]
        return 2_000 if 2_000 in ample and self.rng.random() < 0.7 else self.rng.choice(ample or [5_000])

    def other_block(self) -> Block:
        """A block that is neither persona nor human."""
        label = self.rng.choice(["project", "todo", "style", "family", made_up(self.rng)])
        lines = [fill(self.rng.choice(["{made} {made}", "Buy {food}", "Call {name}"]), self.rng) for _ in range(2)]
        return Block(label, f"What matters for {label}.", lines, read_only=self.rng.random() < 0.3)

    def new_kind(self) -> Kind:
        """A kind; what people tell first or most, and the general ones, whose words may be anything, more often."""
        if self.rng.random() < (0.12 if self.human or self.told else 0.5):
            return KINDS[self.rng.choice(FIRST_KINDS)]
        dice = self.rng.random()
        if dice < 0.18:
            return KINDS[self.rng.choice(GENERAL_KINDS)]
        return KINDS[self.rng.choice(USUAL_KINDS if dice < 0.58 else list(KINDS))]

    def new_fact(self, kind: Kind | None = None, fixed: dict[str, str] | None = None) -> Fact:
        """A fact about something that was not mentioned yet."""
        rng = self.rng
        for _ in range(50):
            fact = make_fact(kind or self.new_kind(), rng, self.split, fixed, fix=rng.random() < 0.05)
            another = not fact.kind.one and fact.said not in self.said and rng.random() < ANOTHER
            if fact.identity not in self.used or another:
                self.used.add(fact.identity)
                self.said.add(fact.said)
                return self.tailed(fact) if rng.random() < TAILED else fact
            kind = None
        return make_fact(KINDS["attribute"], self.rng, self.split)

    def tailed(self, fact: Fact) -> Fact:
        """The fact with more told of it in the same sentence."""
        if fact.written or not fact.said[-1:].isalnum():
            return fact
        return replace(fact, said=fact.said + fill(self.rng.choice(AROUND["tail"]), self.rng))

    def add_several(self) -> None:
        """Two to four facts about the same thing, of a kind that may have several, somewhere in the block."""
        kind = self.rng.choice([kind for kind in KINDS.values() if not kind.one])
        first = self.new_fact(kind)
        fixed = {name: first.slots[name] for name in first.kind.key}
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            fact = self.new_fact(first.kind, fixed)
            self.human.insert(self.rng.randint(0, len(self.human)), self.new_line(fact))
        self.human.insert(self.rng.randint(0, len(self.human)), self.new_line(first))

    def new_line(self, fact: Fact | None = None) -> Line:
        """A line of the block: mostly as this LLM writes it, sometimes as others would."""
        fact = fact or self.new_fact()
        wording = fact.kind.pick("line", self.rng, self.split, set(fact.slots))
        if wording is not None and self.rng.random() < 0.2:
            return Line(fill(wording, self.rng, fact.slots), fact, words_of_others=True)
        line = Line(fact.written or to_line(self.noisy(fact.said, 0.05)), fact)
        if fact.written or self.rng.random() > 0.08 or (other := self.new_fact()).written:
            return line
        return joined_line(line, Line(to_line(other.said), other), self.rng.choice(WITHIN))

    @staticmethod
    def line_of(fact: Fact) -> str:
        """The line that this LLM writes down for the fact."""
        return fact.written or to_line(fact.said)

    def pass_time(self) -> None:
        """Some time goes by, seldom days."""
        self.now += timedelta(minutes=self.rng.choice([0, 1, 1, 2, 3, 7, 30, 600, 3000]))

    def user(self, text: str, *, wait: bool = True) -> None:
        """The person says something; now and then the pressure warning stands beside it."""
        if wait:
            self.pass_time()
        self.spoken.append((self.now, f"user: {text}"))
        self.near = self.related(text) if self.learn else ()
        before = self.pressure and self.rng.random() < 0.5
        if before:
            self.event(PRESSURE)
        self.asked = Message("user", stamp(self.now) + beside(text, written(self.near)))
        self.asked.rested_on = [False] * len(self.near)
        self.out.messages.append(self.asked)
        if self.pressure and not before:
            self.event(PRESSURE)
        self.pressure = False

    def related(self, text: str) -> tuple[tuple[int, str], ...]:
        """What stands beside the message, as the program finds it: lines of every block, sentences of the summary."""
        blocks = [block for block in self.out.blocks if block.label != "persona"]
        values = [self.value() if block.label == "human" else "\n".join(block.lines) for block in blocks]
        return RELATED.lines(text, candidates(values, self.out.summary), RELATED_LINES)

    def rest_on(self, lines: list[Line]) -> None:
        """Note that the answer to the newest message rests on these lines."""
        texts = {line.text.rstrip(".") for line in lines}
        for number, (_, text) in enumerate(self.near):
            self.asked.rested_on[number] |= text.rstrip(".") in texts

    def nearest_first(self, lines: list[Line]) -> list[Line]:
        """The lines in the order in which an answer names them: those that stand beside the message come first."""
        order = [text.rstrip(".") for _, text in self.near]
        return sorted(lines, key=lambda line: [*order, line.text.rstrip(".")].index(line.text.rstrip(".")))

    def event(self, text: str) -> None:
        """An event, shown in the user role."""
        self.out.messages.append(Message("user", f"{stamp(self.now)}<event>{text}</event>"))

    def act(self, skill: str, text: str, result: str | None = None, rested_on: Sequence[bool] = ()) -> None:
        """The assistant's call and, except at the very end, what the tool answered.

        ``rested_on``: for each row of a search's results, whether the answer rests on it.
        """
        self.out.messages.append(Message("assistant", text, self.learn))
        self.out.skills.append(skill)
        if result is not None:
            self.out.messages.append(Message("tool", result, rested_on=list(rested_on)))

    def say(self, skill: str, text: str) -> None:
        """The reply that ends a turn."""
        self.spoken.append((self.now, f"assistant: {text}"))
        self.act(skill, call("send_message", message=text), SENT)

    def value(self) -> str:
        """The block's text; a deleted line leaves an empty one, as the tool leaves it."""
        return "\n".join(line.text for line in self.human)

    def replaceable(self, line: Line) -> bool:
        """Whether the line's text stands in the block once, so that the tool can name it."""
        return bool(line.text) and self.value().count(line.text) == 1

    def noisy(self, text: str, amount: float = 0.12) -> str:
        """The text as people type it: no capitals, no apostrophes, a slip of the finger."""
        rng = self.rng
        if rng.random() < amount:
            text = text.lower()
        if rng.random() < amount / 2:
            text = text.replace("'", "")
        if rng.random() < amount / 4 and len(text) > 12:
            place = rng.randint(4, len(text) - 3)
            text = text[:place] + rng.choice([text[place + 1] + text[place] + text[place + 2 :], text[place + 1 :]])
        return text

    def ended(self, text: str, mark: str) -> str:
        """The text with its mark at the end, or without."""
        mark = "." if text[-1:].isdigit() else mark
        return text + (mark if self.rng.random() < 0.6 and text[-1:].isalnum() else "")

    def context(self) -> list[Line]:
        """Every line that can be read without a search."""
        return [*self.human, *self.summary]

    def matching(self, fact: Fact) -> list[Line]:
        """The lines in context about the same thing."""
        return [line for line in self.context() if any(each.identity == fact.identity for each in line.facts())]

    def answering(self, fact: Fact) -> list[Line]:
        """The lines in context that answer some question about the fact, whatever kind they are of."""
        asked = fact.questions()

        def answers(other: Fact) -> bool:
            return other.identity == fact.identity or not asked.isdisjoint(other.questions())

        return [line for line in self.context() if any(answers(other) for other in line.facts())]

    def told_as(self, said: str) -> str:
        """What the person types to tell this."""
        rng = self.rng
        opener = rng.choice(AROUND["opener"]) if rng.random() < 0.35 else ""
        closer = rng.choice(AROUND["closer"]) if rng.random() < 0.08 else ""
        closer = closer if closer.startswith((",", "!", ".")) else " " + closer if closer else ""
        text = joined(opener, said) + closer
        if rng.random() < 0.12:
            text = joined(fill(rng.choice(AROUND["before"]), rng), text)
        if rng.random() < 0.06:
            text += (". " if text[-1:].isalnum() else " ") + rng.choice(AROUND["after"])
        return text

    def question(self, fact: Fact) -> str | None:
        """A question whose answer is this fact."""
        wording = fact.kind.pick("ask", self.rng, self.split, set(fact.slots))
        return fill(wording, self.rng, fact.slots) if wording else None
