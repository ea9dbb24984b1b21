"""Turns in which the person asks: for what stands in context, and for what has to be searched."""

from __future__ import annotations

from phrasebook import AROUND, NOTES, Fact
from prompt import call
from results import Results
from rewriting import content_words, inner, sentence, to_line, to_reply
from stage import UNKNOWN, Line, joined
from words import fill, slot_names, value

NOTHING_KNOWN = "I know nothing about you yet. Tell me something and I will remember it."
LISTED = 8


class Asking(Results):
    """What the person asks."""

    def asked_as(self, question: str) -> str:
        """What the person types to ask this."""
        rng = self.rng
        opener = rng.choice(AROUND["ask_opener"]) if rng.random() < 0.12 else ""
        text = self.noisy(joined(opener, question), 0.15)
        return text.rstrip("?") if rng.random() < 0.25 else text

    def recall(self) -> None:
        """Ask for what stands in context."""
        lines = [line for line in self.context() if line.fact is not None]
        if not lines:
            return self.remember()
        line = self.rng.choice(lines)
        if line.fact is None:
            return None
        if self.rng.random() < 0.15 and self.check(line.fact, line):
            return None
        return self.recall_fact(line.fact, self.matching(line.fact))

    def recall_fact(self, fact: Fact, lines: list[Line]) -> None:
        """A question about this fact, answered from these lines."""
        question = self.question(fact)
        if question is None:
            return self.about_me()
        self.user(self.asked_as(question))
        self.asked.append(question)
        self.say("recall", " ".join(line.reply() for line in lines[-3:]))
        return None

    def check(self, fact: Fact, line: Line) -> bool:
        """A yes-or-no question, its value sometimes wrong. False where the kind has none."""
        rng = self.rng
        wording = fact.kind.pick("check", rng, self.split, set(fact.slots))
        if wording is None or len(self.matching(fact)) > 1:
            return False
        slots, right = dict(fact.slots), True
        name = fact.kind.changing
        if fact.kind.one and rng.random() < 0.5 and name in slot_names(wording):
            slots[name] = value(name, rng)
            right = slots[name] == fact.slots[name]
        self.user(self.noisy(fill(wording, rng, slots)))
        self.say(
            "check", ("Yes, " if right else "No, ") + (line.reply() if line.words_of_others else inner(line.reply()))
        )
        return True

    def about_me(self) -> None:
        """Everything in the block about the person."""
        self.user(self.noisy(self.rng.choice(AROUND["about_me"])))
        lines = [line for line in self.human if line.text]
        text = " ".join(sentence(line.text if line.words_of_others else to_reply(line.text)) for line in lines[:LISTED])
        text += " And more." if len(lines) > LISTED else ""
        self.say("about_me", text or NOTHING_KNOWN)

    def about(self) -> None:
        """Everything in context about one person or thing."""
        names = [name for line in self.context() if line.fact for name in self.named(line.fact)]
        if not names:
            return self.about_me()
        name = self.rng.choice(names)
        lines = [line for line in self.context() if name.lower() in line.text.lower()]
        self.user(self.noisy(self.rng.choice(AROUND["about"]).replace("{x}", name)))
        self.say("about", " ".join(line.reply() for line in lines[:4]))
        return None

    @staticmethod
    def named(fact: Fact) -> list[str]:
        """How one may refer to what the fact is about."""
        keys = [fact.slots[name] for name in ("person", "name", "petname") if name in fact.slots]
        return keys + [
            "my " + fact.slots[name]
            for name in ("relation", "pet", "role")
            if name in fact.kind.key and "Their " + fact.slots[name] in to_line(fact.said)
        ]

    def page(self) -> None:
        """Ask for something that does not stand in context: search, then answer or say that it is unknown."""
        rng = self.rng
        fact = rng.choice(self.elsewhere) if self.elsewhere and rng.random() < 0.6 else None
        known = fact is not None
        if fact is None:
            fact = self.near_miss() if rng.random() < 0.5 else self.new_fact()
        question = self.question(fact)
        if question is None or self.matching(fact):
            return self.recall()
        typed = self.asked_as(question)
        self.user(typed)
        query = content_words(typed)
        where = rng.choice(["recall", "archive"] if self.out.archival else ["recall"]) if known else "nowhere"
        result, answer = self.found_messages(fact if where == "recall" else None, typed)
        self.act("search", call("conversation_search", query=query, request_heartbeat=True), result)
        if where != "recall" and self.out.archival:
            result, answer = self.found_passages(fact if where == "archive" else None)
            self.act("search_again", call("archival_memory_search", query=query, request_heartbeat=True), result)
        if known:
            self.elsewhere.remove(fact)
        self.say("answer_found" if where != "nowhere" else "unknown", answer if where != "nowhere" else UNKNOWN)
        self.asked.append(typed)
        return None

    def find_note(self) -> None:
        """A note is asked for: archival memory is searched, found or not."""
        rng = self.rng
        stored = bool(self.archived) and rng.random() < 0.5
        topic, text = self.note()[::2]
        if stored:
            topic, [text] = rng.choice(self.archived)
        self.user(self.noisy(rng.choice(NOTES.finds).replace("{topic}", topic)))
        found = stored or rng.random() < 0.7
        rows = [other for other in (self.note() for _ in range(rng.choice([0, 1, 2, 3]))) if other[0] != topic]
        texts = [other[2] for other in rows] + ([text] if found else [])
        rng.shuffle(texts)
        result = self.results("passage", [f"({self.past()[:10]}) {row}" for row in texts])
        self.act("search_note", call("archival_memory_search", query=topic, request_heartbeat=True), result)
        self.say("answer_note" if found else "unknown", f"My notes say: {sentence(text)}" if found else UNKNOWN)
