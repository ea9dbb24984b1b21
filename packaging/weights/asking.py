"""Turns in which the person asks for what stands in context."""

from __future__ import annotations

import re

from phrasebook import AROUND, GROUPS, Fact
from rewriting import inner, sentence, to_reply
from stage import Line, Stage, joined, mentions, named
from words import LISTS, fill, slot_names, value

NOTHING_KNOWN = "I know nothing about you yet. Tell me something and I will remember it."
FORGOTTEN = "I don't know that any more: you asked me to forget it."
LISTED = 8
NOUN_ASKED = re.compile(r"(?:What|Who|When|Where)(?:'s| is| are|s| was) (my|our|the|[^ ]+'s) (.+)\?")
NOUNS = {name.split()[-1].lower() for name in LISTS["attribute"]} | set(
    "name names number birthday birth address job list email age nickname status size profession password home"
    " employer colour weight code pin phone height surname title birthdate deadline appointment flight".split()
)
"""What "What is my ...?" may end in to be asked as a bare noun ("my sister's number, please")."""
QUESTION_WORDS = set(
    "what what's whats when where who whose which how do does did is am are was can tell why have".split()
)


class Asking(Stage):
    """What the person asks."""

    def asked_as(self, question: str) -> str:
        """What the person types to ask this."""
        rng = self.rng
        noun = NOUN_ASKED.fullmatch(question)
        if noun is not None and noun[2].split()[-1].lower() in NOUNS and rng.random() < 0.3:
            return self.noisy(rng.choice(AROUND["noun_asked"]).replace("{q}", f"{noun[1]} {noun[2]}"), 0.15)
        opener = rng.choice(AROUND["ask_opener"]) if rng.random() < 0.15 else ""
        text = self.noisy(question, 0.15)
        text = text.rstrip("?") if rng.random() < 0.25 else text
        inside = not opener.endswith((".", "!", ":", "?")) and rng.random() < 0.7
        first = text.split(" ", 1)[0].lower()
        return joined(opener, text[:1].lower() + text[1:] if inside and first in QUESTION_WORDS else text)

    def recall(self) -> None:
        """Ask for what stands in context."""
        lines = [line for line in self.context() if line.fact is not None]
        if not lines:
            return self.remember()
        fresh = [line for line in lines if line.fresh]
        line = self.rng.choice(fresh if fresh and self.rng.random() < 0.5 else lines)
        fact = self.rng.choice(line.facts())
        if self.rng.random() < 0.15 and self.check(fact, line):
            return None
        return self.recall_fact(fact, self.matching(fact))

    def recall_fact(self, fact: Fact, lines: list[Line]) -> None:
        """A question about this fact, answered from these lines."""
        question = self.question(fact)
        if question is None:
            return self.about_me()
        also = [line for line in self.answering(fact) if line not in lines]
        also = [line for line in also if any(question.lower() in other.questions() for other in line.facts())]
        lines = [line for line in self.context() if line in lines or line in also]
        self.user(self.asked_as(question))
        self.rest_on(lines)
        self.say("recall", " ".join(line.reply() for line in self.nearest_first(lines)[:LISTED]))
        return None

    def check(self, fact: Fact, line: Line) -> bool:
        """A yes-or-no question, its value sometimes wrong. False where the kind has none."""
        rng = self.rng
        wording = fact.kind.pick("check", rng, self.split, set(fact.slots))
        if wording is None or len(self.answering(fact)) > 1:
            return False
        slots, right = dict(fact.slots), True
        name = fact.kind.changing
        if fact.kind.one and rng.random() < 0.5 and name in slot_names(wording):
            slots[name] = value(name, rng)
            right = slots[name] == fact.slots[name]
        self.user(self.noisy(fill(wording, rng, slots)))
        self.rest_on([line])
        reply = line.reply()
        reply = reply[:1].lower() + reply[1:] if line.words_of_others else inner(reply)
        self.say("check", ("Yes, " if right else "No, ") + reply)
        return True

    def about_me(self) -> None:
        """Everything in the block about the person."""
        self.user(self.noisy(self.rng.choice(AROUND["about_me"])))
        lines = [line for line in self.human if line.text]
        text = " ".join(sentence(line.text if line.words_of_others else to_reply(line.text)) for line in lines[:LISTED])
        self.rest_on(lines[:LISTED])
        text += " And more." if len(lines) > LISTED else ""
        self.say("about_me", text or NOTHING_KNOWN)

    def about(self) -> None:
        """Everything in context about one person or thing."""
        names = [name for line in self.context() if line.fact for name in named(line.fact)]
        if not names:
            return self.about_me()
        name = self.rng.choice(names)
        lines = [line for line in self.context() if mentions(line.text, name)]
        if not lines:
            return self.about_me()
        self.user(self.noisy(self.rng.choice(AROUND["about"]).replace("{x}", name)))
        self.rest_on(lines)
        self.say("about", " ".join(line.reply() for line in self.nearest_first(lines)[:4]))
        return None

    def ask_forgotten(self) -> None:
        """A question about what was to be forgotten in this conversation: no search brings it back."""
        facts = [fact for fact in self.forgotten if not self.answering(fact)]
        question = self.question(self.rng.choice(facts)) if facts else None
        if question is None:
            return self.recall()
        self.user(self.asked_as(question))
        self.say("unknown", FORGOTTEN)
        return None

    def ask_group(self) -> None:
        """A list or a count of what stands in context of one sort."""
        lines = self.context()
        found = {group: [line for line in lines if any(map(group.holds, line.facts()))] for group in GROUPS}
        groups = [group for group, lines in found.items() if 0 < len(lines) <= LISTED]
        if not groups:
            return self.recall()
        group = self.rng.choice(groups)
        several = any(slot[-1].isdigit() for line in found[group] for fact in line.facts() for slot in fact.slots)
        several |= any(line.halves is not None for line in found[group])
        count = bool(group.counts) and not several and self.rng.random() < 0.5
        self.user(self.asked_as(self.rng.choice(group.counts if count else group.lists)))
        self.rest_on(found[group])
        text = " ".join(line.reply() for line in self.nearest_first(found[group]))
        self.say("count" if count else "list", text + (f" That makes {len(found[group])}." if count else ""))
        return None
