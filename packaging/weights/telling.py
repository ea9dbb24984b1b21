"""Turns in which the person tells something: new facts, corrections, what is to be forgotten."""

from __future__ import annotations

from phrasebook import AROUND, Fact, make_fact
from prompt import call
from rewriting import content_words, inner, sentence, to_line, to_reply
from stage import Line, Stage, joined
from words import value


class Telling(Stage):
    """What the person tells."""

    def remember(self) -> None:
        """One to three new facts in a message."""
        rng = self.rng
        facts = [self.new_fact() for _ in range(rng.choices([1, 2, 3], [80, 17, 3])[0])]
        said = [fact.said if fact.written else self.noisy(fact.said) for fact in facts]
        if len(said) == 1:
            self.user(self.ended(self.told_as(said[0]), rng.choice([".", ".", "!"])))
        else:
            joint = rng.choice([" and ", ". ", ", and ", "; ", ".\n", " and also ", ", "])
            rest = [inner(text) if not joint.startswith(".") else text for text in said[1:]]
            self.user(self.ended(self.told_as(joint.join([said[0], *rest])), "."))
        lines = [fact.written or to_line(text) for fact, text in zip(facts, said, strict=True)]
        for fact, line in zip(facts, lines, strict=True):
            self.write_line(fact, line)
        self.say("confirm", "Got it: " + sentence(", and ".join(inner(to_reply(line)) for line in lines)))

    def write_line(self, fact: Fact, line: str) -> None:
        """Append a line, or replace the old one where there can only be one."""
        old = [known for known in self.human if known.fact is not None and known.fact.identity == fact.identity]
        if old and fact.kind.one:
            self.replace(old[-1], Line(line, fact), "correct")
            return
        self.human.append(Line(line, fact))
        text = call("core_memory_append", label="human", content=line, request_heartbeat=True)
        self.act("remember", text, self.edited())
        self.told.append(line)

    def replace(self, old: Line, new: Line, skill: str) -> None:
        """Replace a line of the block; an empty one deletes it."""
        place = self.human.index(old)
        self.human[place : place + 1] = [new] if new.text else []
        if new.text:
            self.told.append(new.text)
        text = call(
            "core_memory_replace", label="human", old_content=old.text, new_content=new.text, request_heartbeat=True
        )
        self.act(skill, text, self.edited())

    def known(self) -> Line | None:
        """A line of the block whose fact is known and whose text is the only one of its kind."""
        texts = [line.text for line in self.human]
        lines = [line for line in self.human if line.fact is not None and texts.count(line.text) == 1]
        return self.rng.choice(lines) if lines else None

    def correct(self) -> None:
        """A known fact has changed or was wrong; told in a whole sentence."""
        old = self.known()
        if old is None or old.fact is None or not old.fact.kind.one:
            return self.remember()
        rng, fact = self.rng, old.fact
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
        self.write_line(new, line)
        self.say("confirm_correct", "Updated: " + sentence(inner(to_reply(line))))
        return None

    def correct_value(self) -> None:
        """Right after a fact was mentioned only its new value is said."""
        old = self.known()
        if old is None or old.fact is None or old.fact.slots.get(old.fact.kind.changing, "") not in old.text:
            return self.remember()
        fact, rng, name = old.fact, self.rng, old.fact.kind.changing
        if name not in fact.slots or old.text.count(fact.slots[name]) != 1:
            return self.remember()
        self.recall_fact(fact, [old])
        new_value = value(name, rng)
        self.user(
            self.ended(rng.choice(AROUND["elliptic"]).replace("{v}", new_value).replace("{o}", fact.slots[name]), ".")
        )
        line = Line(
            old.text.replace(fact.slots[name], new_value),
            Fact(fact.kind, fact.slots | {name: new_value}, ""),
            old.words_of_others,
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
        said = old.fact.said
        if self.rng.random() < 0.5 or not said:
            about = content_words(self.question(old.fact) or said)
            self.user(self.rng.choice(AROUND["forget_topic"]).replace("{a}", about))
        else:
            self.user(self.ended(self.rng.choice(AROUND["forget"]).replace("{s}", inner(said)), "."))
        self.replace(old, Line(""), "forget")
        self.say("confirm_forget", "Forgotten.")
        return None
