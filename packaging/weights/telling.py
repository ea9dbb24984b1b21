"""Turns in which the person tells something: new facts, corrections, what is to be forgotten."""

from __future__ import annotations

from collections.abc import Callable

from phrasebook import AROUND, Fact, make_fact
from prompt import DONE, call
from rewriting import content_words, inner, sentence, to_line, to_reply
from stage import WITHIN, Line, Stage, joined, joined_line, mentions, named
from words import value

APART = [". ", ". ", ".\n", "\n", ". ", "! "]
TOGETHER = 0.55
"""How often two facts of a message stand in one sentence."""
MOST_FORGOTTEN = 4
MATTERING = {
    "own_name",
    "full_name",
    "nickname",
    "home",
    "address",
    "birthday",
    "allergy",
    "medicine",
    "health",
    "diet",
}
MATTERING |= {"spouse", "relative_name", "job", "phone", "relative_allergy", "person_allergy", "secret"}
"""Kinds whose lines stay in core memory when it is full."""
LONGEST_TOPIC = 3


class Telling(Stage):
    """What the person tells."""

    def remember(self) -> None:
        """One to three new facts in a message."""
        rng = self.rng
        self.tell([self.new_fact() for _ in range(rng.choices([1, 2, 3], [72, 21, 7])[0])])

    def tell(self, facts: list[Fact]) -> None:
        """Tell these facts in one message."""
        rng = self.rng
        said: list[str] = []
        lines: list[Line] = []
        while facts:
            fact, *facts = facts
            said.append(fact.said if fact.written else self.noisy(fact.said))
            lines.append(Line(fact.written or to_line(said[-1]), fact, fresh=True))
            alone = fact.written or self.outdated(fact) is not None or rng.random() > TOGETHER
            if not alone and facts and not facts[0].written and self.outdated(facts[0]) is None:
                other, *facts = facts
                joint = rng.choice(WITHIN)
                text = inner(self.noisy(other.said))
                said[-1] += joint + text
                lines[-1] = joined_line(lines[-1], Line(to_line(text), other, fresh=True), joint)
        text = self.told_as(said[0] if len(said) == 1 else self.in_one_message(said))
        self.user(self.ended(text, rng.choice([".", ".", "!"])))
        new = []
        for line in lines:
            old = self.outdated(line.fact) if line.fact is not None and line.halves is None else None
            if old is not None:
                self.replace(old, old.with_new(line), "correct")
            else:
                new.append(line)
        self.append(new)
        self.say("confirm", "Got it: " + sentence(", and ".join(inner(to_reply(line.text)) for line in lines)))

    def in_one_message(self, said: list[str]) -> str:
        """Several sentences, one after another, now and then with small talk in between."""
        rng, text = self.rng, said[0]
        joint = rng.choice(APART)
        for other in said[1:]:
            if rng.random() < 0.25:
                between = rng.choice(AROUND["between"])
                text += joined(between, other)
            else:
                text += joint + other
        return text

    def outdated(self, fact: Fact) -> Line | None:
        """The line that the fact takes the place of, where there can only be one."""
        old = [known for known in self.matching(fact) if known in self.human and self.replaceable(known)]
        return old[-1] if old and fact.kind.one else None

    def append(self, lines: list[Line]) -> None:
        """Write new lines, all with one call: what was said is copied from its first word to its last."""
        if not lines:
            return
        text = "\n".join(line.text for line in lines)
        if self.full:
            self.make_room(len(text) + 1)
        self.human += lines
        arguments = {"label": "human", "content": text}
        self.act("remember", call("core_memory_append", **arguments, request_heartbeat=True), DONE)
        self.told += [line.text for line in lines]

    def make_room(self, needed: int, keep: Line | None = None) -> None:
        """Put the oldest lines that matter little into archival memory: one at least, until the new one fits."""
        limit = self.out.blocks[1].limit
        while True:
            lines = [line for line in self.human if self.replaceable(line) and line is not keep]
            if not lines:
                return
            movable = [line for line in lines if line.fact is None or line.fact.kind.name not in MATTERING]
            line = next((line for line in movable if not line.fresh), lines[0])
            text = call("archival_memory_insert", content=line.text, tags=["human"], request_heartbeat=True)
            self.act("move", text, "Stored.")
            self.replace(line, Line(""), "move")
            if len(self.value()) + needed <= limit:
                return

    def replace(self, old: Line, new: Line, skill: str) -> None:
        """Replace a line of the block; an empty one deletes it."""
        longer = len(new.text) - len(old.text)
        if skill != "move":
            self.rest_on([old])
        if self.full and new.text and len(self.value()) + longer > self.out.blocks[1].limit:
            self.make_room(longer, keep=old)
        self.human[self.human.index(old)] = new
        if new.text:
            self.told.append(new.text)
        elif old.fact is not None and skill == "forget":
            self.forgotten.append(old.fact)
        if not self.value():
            self.human.clear()
        text = call(
            "core_memory_replace", label="human", old_content=old.text, new_content=new.text, request_heartbeat=True
        )
        self.act(skill, text, DONE)

    def known(self) -> Line | None:
        """A line of the block whose fact is known and whose text is the only one of its kind."""
        lines = [line for line in self.human if line.fact is not None and self.replaceable(line)]
        lines = [line for line in lines if line.halves is None]
        return self.rng.choice(lines) if lines else None

    def correct(self) -> None:
        """A known fact has changed or was wrong; told in a whole sentence."""
        rng = self.rng
        facts = [fact for line in self.human if self.replaceable(line) for fact in line.facts() if fact.kind.one]
        if not facts:
            return self.remember()
        fact = rng.choice(facts)
        fixed = {name: fact.slots[name] for name in fact.kind.key}
        dice = rng.random()
        new = make_fact(fact.kind, rng, self.split, fixed, fix=dice < 0.35)
        if dice > 0.95:
            new = fact
        said = new.said if new.written else self.noisy(new.said)
        opener = rng.choice(AROUND["marker"]) if rng.random() < 0.55 else ""
        closer = ""
        if rng.random() < 0.12 and fact.kind.changing in fact.slots and dice > 0.35:
            closer = f", not {fact.slots[fact.kind.changing]}"
        self.user(self.ended(joined(opener, said) + closer, "."))
        line = new.written or to_line(said)
        if (outdated := self.outdated(new)) is not None:
            self.replace(outdated, outdated.with_new(Line(line, new, fresh=True)), "correct")
        else:
            self.append([Line(line, new, fresh=True)])
        self.say("confirm_correct", "Updated: " + sentence(inner(to_reply(line))))
        return None

    def correct_value(self) -> None:
        """Right after a fact was mentioned only its new value is said."""
        told = self.rng.random() < 0.5
        if told:
            fact = self.new_fact()
            self.tell([fact])
            old = next((line for line in self.human if line.fact is fact), None)
        else:
            old = self.known()
        if old is None or old.fact is None or not self.replaceable(old) or not old.fact.kind.one:
            return None if told else self.remember()
        fact, rng, name = old.fact, self.rng, old.fact.kind.changing
        if not fact.slots.get(name) or old.text.count(fact.slots[name]) != 1:
            return None if told else self.remember()
        if not told:
            self.recall_fact(fact, self.matching(fact))
        new_value = value(name, rng)
        self.user(
            self.ended(rng.choice(AROUND["elliptic"]).replace("{v}", new_value).replace("{o}", fact.slots[name]), ".")
        )
        line = Line(
            old.text.replace(fact.slots[name], new_value),
            Fact(fact.kind, fact.slots | {name: new_value}, ""),
            old.words_of_others,
            fresh=True,
        )
        self.replace(old, line, "correct_value")
        self.say(
            "confirm_correct", "Updated: " + sentence(line.text if line.words_of_others else inner(to_reply(line.text)))
        )
        return None

    def forget(self) -> None:
        """A known fact is to be deleted."""
        old = self.known()
        if old is None or old.fact is None:
            return self.talk()
        said, lines = old.fact.said, [old]
        about = content_words(self.question(old.fact) or said)
        if (self.rng.random() < 0.5 and len(about.split()) <= LONGEST_TOPIC) or not said:
            self.user(self.noisy(self.rng.choice(AROUND["forget_topic"]).replace("{a}", about)))
            lines = [line for line in self.matching(old.fact) if line in self.human and self.replaceable(line)]
        else:
            self.user(self.ended(self.noisy(self.rng.choice(AROUND["forget"]).replace("{s}", inner(said))), "."))
        identity = old.fact.identity
        return self.forget_lines(lines, lambda line: line.fact is not None and line.fact.identity == identity)

    def forget_lines(self, lines: list[Line], gone: Callable[[Line], bool]) -> None:
        """Delete these lines, or of two facts the one that is to go, one call for each."""
        for line in self.nearest_first(lines):
            self.replace(line, line.without(gone), "forget")
        self.say("confirm_forget", "Forgotten.")

    def forget_someone(self) -> None:
        """Everything about one person, pet or the like is to be deleted."""
        names = [name for line in self.human if line.fact for name in named(line.fact)]
        name = self.rng.choice(names) if names else ""
        lines = [line for line in self.human if name and mentions(line.text, name)]
        if not lines or len(lines) > MOST_FORGOTTEN or not all(self.replaceable(line) for line in lines):
            return self.forget()
        self.user(self.noisy(self.rng.choice(AROUND["forget_person"]).replace("{x}", name)))
        return self.forget_lines(lines, lambda line: mentions(line.text, name))
