"""What the searches find: the answer among other messages and passages, or only the others."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from phrasebook import AROUND, KINDS, NOTES, TALK, Fact, make_fact
from rewriting import inner, sentence, to_reply
from stage import RELATED, UNKNOWN, Stage
from words import fill, slot_names, value

TAGS = ["home", "travel", "recipe", "work", "family"]
ANSWERED_BY_OTHERS = {"person_relation", "opinion", "owned", "did", "event_past"}
"""Kinds whose questions ("Who is Tom?") any line about the person answers."""
Row = tuple[datetime, str]


class Results(Stage):
    """Search results."""

    def near_miss(self) -> Fact:
        """A fact that is not known, close to one that is: of the same kind, or about the same thing."""
        facts = [line.fact for line in self.context() if line.fact is not None]
        if not facts:
            return self.new_fact()
        fact = self.rng.choice(facts)
        kinds = [kind for kind in KINDS.values() if kind.key == fact.kind.key and kind is not fact.kind]
        kinds = [kind for kind in kinds if kind.name not in ANSWERED_BY_OTHERS]
        if kinds and fact.kind.key and self.rng.random() < 0.5:
            fixed = {name: fact.slots[name] for name in fact.kind.key}
            return self.new_fact(self.rng.choice(kinds), fixed)
        return self.new_fact(fact.kind)

    def ranked(self, query: str, texts: list[str]) -> list[str]:
        """The texts as the search ranks them, nearest first; now and then, as it is, a little wrong."""
        near = [text for _, text in RELATED.lines(query, texts, len(texts))]
        ranking = sorted(texts, key=lambda text: [*near, text].index(text))
        if len(ranking) > 1 and self.rng.random() < 0.3:
            place = self.rng.randrange(len(ranking) - 1)
            ranking[place], ranking[place + 1] = ranking[place + 1], ranking[place]
        return ranking

    def past(self) -> datetime:
        """A moment before now."""
        return self.now - timedelta(minutes=self.rng.randint(30, 60 * 24 * 400))

    def moment_of(self, day: date) -> datetime:
        """A moment of that day."""
        return datetime.combine(day, time(self.rng.randint(7, 22), self.rng.randint(0, 59)))

    def spoken_on(self, day: date) -> list[Row]:
        """What was said in this conversation on that day, but for the question that stands last."""
        return [row for row in self.spoken[:-1] if row[0].date() == day]

    def messages(self, fact: Fact, typed: str, *, told: bool) -> list[Row]:
        """What a conversation search finds: where ``told``, the fact; now and then an older word on it, too."""
        rng, own = self.rng, []
        self.answers = set()
        if told:
            own = self.tellings(fact)
            self.answers = {text for _, text in own}
            if rng.random() < 0.5:
                own.append((own[0][0], f"assistant: {self.remarked()}"))
            if fact.kind.one and fact.slots and rng.random() < 0.15:
                fixed = {name: fact.slots[name] for name in fact.kind.key}
                old = make_fact(fact.kind, rng, self.split, fixed)
                own.append((own[0][0] - timedelta(minutes=rng.randint(900, 90_000)), f"user: {old.said}"))
        if rng.random() < 0.3:
            own.append((self.past(), rng.choice([f"user: {typed}", f"assistant: {UNKNOWN}"])))
        many = min(5, rng.choice([1, 2, 3, 4, 5, 5]), self.out.recall)
        rows = [(self.past(), self.other_message(other)) for other in self.others(fact, many - len(own))]
        return [*rows, *own]

    def tellings(self, fact: Fact) -> list[Row]:
        """The messages in which the fact was told or repeated, the first of them first."""
        answer = sentence(to_reply(self.line_of(fact)))
        told, confirmed = f"user: {self.ended(self.told_as(fact.said), '.')}", f"assistant: Got it: {inner(answer)}"
        texts = self.rng.choice([[told], [told, confirmed], [told, confirmed], [confirmed], [f"assistant: {answer}"]])
        moment = self.past()
        return [(moment, text) for text in texts]

    def remarked(self) -> str:
        """What an assistant says to something told: nothing that answers a question."""
        _, answer = self.rng.choice(TALK)
        return fill(self.rng.choice([answer, *AROUND["remarked"] * 2]), self.rng)

    def others(self, fact: Fact, count: int) -> list[Fact]:
        """Facts about other things, some of the same kind."""
        kinds = [fact.kind if self.rng.random() < 0.35 else self.new_kind() for _ in range(count)]
        facts = [make_fact(kind, self.rng, self.split) for kind in kinds]
        asked = fact.questions()
        return [other for other in facts if other.identity != fact.identity and asked.isdisjoint(other.questions())]

    def other_message(self, fact: Fact) -> str:
        """A message about something else, as search results show it."""
        line = inner(sentence(to_reply(self.line_of(fact))))
        said, answer = self.rng.choice(TALK)
        return self.rng.choice(
            [
                f"user: {self.told_as(fact.said)}",
                f"user: {fact.said}",
                f"assistant: Got it: {line}",
                f"user: {self.question(fact) or fact.said}",
                f"assistant: Updated: {line}",
                f"user: {fill(said, self.rng)}",
                f"assistant: {UNKNOWN}",
                f"assistant: {answer}",
                f"assistant: {self.remarked()}",
            ]
        )

    def passages(self, fact: Fact, query: str, *, stored: bool) -> list[str]:
        """What an archival search finds, ranked: where ``stored``, the fact, among others."""
        rng = self.rng
        rows = [self.note()[2] for _ in range(rng.choice([0, 0, 1, 1]))]
        rows += [self.line_of(other) for other in self.others(fact, rng.choice([0, 1, 2]))]
        self.answers = {self.line_of(fact)} if stored else set()
        return self.ranked(query, [*rows, *self.answers])

    def dated(self, rows: list[str]) -> list[str]:
        """Passages as a search shows them."""
        return [f"({self.past():%Y-%m-%d}) {row}{self.some_tags()}" for row in rows]

    def rests_on(self, texts: list[str]) -> list[bool]:
        """For each of these texts that a search found, whether the answer rests on it."""
        return [text in self.answers for text in texts]

    def some_tags(self) -> str:
        """The tags behind a passage, or none."""
        rng = self.rng
        return f" [{', '.join(sorted(rng.sample(TAGS, rng.randint(1, 2))))}]" if rng.random() < 0.4 else ""

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
