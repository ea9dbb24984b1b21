"""What the searches find: the answer among other messages and passages, or only the others."""

from __future__ import annotations

from datetime import timedelta

from phrasebook import KINDS, NOTES, TALK, Fact, make_fact
from rewriting import inner, sentence, to_reply
from stage import UNKNOWN, Stage
from words import fill, slot_names, value

TAGS = ["home", "travel", "recipe", "work", "family"]


class Results(Stage):
    """Search results."""

    def near_miss(self) -> Fact:
        """A fact that is not known, close to one that is: of the same kind, or about the same thing."""
        facts = [line.fact for line in self.context() if line.fact is not None]
        if not facts:
            return self.new_fact()
        fact = self.rng.choice(facts)
        kinds = [kind for kind in KINDS.values() if kind.key == fact.kind.key and kind is not fact.kind]
        if kinds and fact.kind.key and self.rng.random() < 0.5:
            fixed = {name: fact.slots[name] for name in fact.kind.key}
            return self.new_fact(self.rng.choice(kinds), fixed)
        return self.new_fact(fact.kind)

    def past(self) -> str:
        """A moment before now, as search results show it."""
        return (self.now - timedelta(minutes=self.rng.randint(30, 60 * 24 * 400))).strftime("%Y-%m-%d %H:%M")

    def found_messages(self, fact: Fact | None, typed: str) -> tuple[str, str]:
        """The result of a conversation search and the answer in it (empty without a fact)."""
        rng, rows, answer = self.rng, [], ""
        if fact is not None:
            answer = sentence(to_reply(self.line_of(fact)))
            told, confirmed = f"user: {self.ended(self.told_as(fact.said), '.')}", f"assistant: Got it: {inner(answer)}"
            rows = rng.choice([[told], [told, confirmed], [told, confirmed], [confirmed], [f"assistant: {answer}"]])
        if rng.random() < 0.3:
            rows.append(rng.choice([f"user: {typed}", f"assistant: {UNKNOWN}", f"user: {typed.lower()}"]))
        many = min(5, rng.choice([1, 2, 3, 4, 5, 5, 5, 5]), self.out.recall)
        for _ in range(many - len(rows)):
            other = make_fact(fact.kind if fact and rng.random() < 0.3 else self.new_kind(), rng, self.split)
            if fact is None or other.identity != fact.identity:
                rows.append(self.other_message(other))
        if rng.random() < 0.05 and fact is None:
            rows = []
        rng.shuffle(rows)
        return self.results("message", [f"({self.past()}) {row}" for row in rows]), answer

    def other_message(self, fact: Fact) -> str:
        """A message about something else, as search results show it."""
        line = inner(sentence(to_reply(self.line_of(fact))))
        said, _ = self.rng.choice(TALK)
        return self.rng.choice(
            [
                f"user: {self.told_as(fact.said)}",
                f"user: {fact.said}",
                f"assistant: Got it: {line}",
                f"user: {self.question(fact)}",
                f"assistant: Updated: {line}",
                f"user: {fill(said, self.rng)}",
                f"assistant: {UNKNOWN}",
            ]
        )

    def found_passages(self, fact: Fact | None) -> tuple[str, str]:
        """The result of an archival search and the answer in it (empty without a fact)."""
        rng = self.rng
        rows = [self.note()[2] for _ in range(rng.choice([0, 0, 1, 2]))]
        for _ in range(rng.choice([0, 1, 2])):
            other = make_fact(self.new_kind(), rng, self.split)
            if fact is None or other.identity != fact.identity:
                rows.append(self.line_of(other))
        answer = ""
        if fact is not None:
            rows.append(self.line_of(fact))
            answer = sentence(to_reply(rows[-1]))
        rng.shuffle(rows)
        tagged = [
            row
            + (
                f" [{', '.join(rng.sample(['home', 'travel', 'recipe', 'work', 'family'], rng.randint(1, 2)))}]"
                if rng.random() < 0.4
                else ""
            )
            for row in rows
        ]
        return self.results("passage", [f"({self.past()[:10]}) {row}" for row in tagged]), answer

    @staticmethod
    def results(kind: str, rows: list[str]) -> str:
        """Search results as the tools show them."""
        if not rows:
            return "Nothing found."
        return f"Found {len(rows)} {kind}{'s' if len(rows) > 1 else ''}:\n" + "\n".join(f"- {row}" for row in rows)

    def note(self) -> tuple[str, str, str]:
        """A longer note: its topic, its tag, its text."""
        topic, tag, text = self.rng.choice(NOTES.notes)
        names = slot_names(topic)
        for name in names:
            word = value(name, self.rng)
            topic, tag = topic.replace(f"{{{name}}}", word), tag.replace(f"{{{name}}}", word)
            text = text.replace(f"{{{name}}}", word, 1).replace(f"{{{name}^}}", word[:1].upper() + word[1:])
        return topic, tag, fill(text, self.rng)
