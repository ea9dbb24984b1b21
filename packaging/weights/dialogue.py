"""Writes conversations with a memory: what the person says, what the LLM should call, what the tools answer.

A :class:`Writer` keeps the state (block, archive, what was said) and plays turns over it until the conversation
is as long as wanted. The rules of the right answer stand in ``telling`` and ``asking``; ``rewriting`` has the words.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random

from asking import Asking
from paging import Paging
from phrasebook import AROUND, NOTES, TALK, Split
from prompt import SUMMARISE, Dialogue, call
from rewriting import sentence
from telling import Telling
from words import fill

LONG = 4_000
"""Characters from which on a conversation may begin with a memory of dozens of lines."""


class Writer(Telling, Asking, Paging):
    """Writes one conversation."""

    def store(self) -> None:
        """A note goes to archival memory."""
        topic, tag, text = self.note()
        self.user(self.rng.choice(NOTES.asks).replace("{note}", text))
        self.act("store", call("archival_memory_insert", content=text, tags=[tag], request_heartbeat=True), "Stored.")
        self.archived.append((topic, [text]))
        self.say("confirm_store", f"Saved to my archive under {tag}.")

    def talk(self) -> None:
        """Small talk, or what is beyond this LLM."""
        said, answer = self.rng.choice(TALK)
        if self.rng.random() < 0.35:
            said, answer = self.rng.choice([pair for pair in TALK if "bigger LLM" in pair[1]])
        text = self.noisy(fill(said, self.rng))
        text = text[:1].upper() + text[1:] if self.rng.random() < 0.5 else text
        self.user(text + self.rng.choice(["", "", "", "!", "."]) if not text.endswith("?") else text)
        self.say("talk", answer)

    def clock(self) -> None:
        """The time or the date, from the message's stamp."""
        if self.rng.random() < 0.5:
            self.user(self.noisy(self.rng.choice(AROUND["time"])))
            self.say("time", f"It is {self.now:%H:%M}.")
        else:
            self.user(self.noisy(self.rng.choice(AROUND["day"])))
            self.say("time", f"Today is {self.now:%A}, {self.now:%Y-%m-%d}.")

    def summarise(self) -> None:
        """The context is full: what was told becomes the summary."""
        self.now += timedelta(minutes=1)
        self.event(SUMMARISE)
        lines = [line.text for line in self.summary] + self.told
        text = " ".join(sentence(line) for line in lines[-10:])
        self.act("summary", call("write_summary", summary=text or "We only made small talk."), "Done.")

    def turn(self) -> None:
        """One turn of some kind."""
        self.pressure = self.rng.random() < 0.02
        asked = 60 if self.quiz else 24
        told = 3 if self.quiz else 24
        weights = {
            self.remember: told,
            self.correct: told * 0.6,
            self.correct_value: 4,
            self.forget: 6,
            self.forget_someone: 2,
            self.ask_forgotten: 2 if self.forgotten else 0,
            self.ask_group: asked * 0.12,
            self.page_date: asked * 0.08,
            self.page_detail: asked * 0.3,
            self.recall: asked,
            self.page: asked,
            self.about_me: 1.5,
            self.about: 2.5,
            self.store: 4,
            self.find_note: 3,
            self.talk: 18,
            self.clock: 1.5,
        }
        self.rng.choices(list(weights), list(weights.values()))[0]()


def write(rng: Random, split: Split, characters: int) -> Dialogue:
    """One conversation of roughly so many characters, the system message included.

    One of six is a quiz over a full block: hardly anything but questions, for nothing takes longer to learn than to
    find the right line, or that there is none. In a quarter the system message was compiled late: it holds the
    edits of the first turns, whose results read ``Done.``, and only the turns after it are learnt from.
    """
    writer = Writer(rng, split)
    writer.begin(long=characters > LONG)
    late = not writer.quiz and not writer.full and rng.random() < 0.4
    if late:
        writer.learn = False
        for _ in range(rng.choice([1, 1, 2, 3, 4])):
            writer.turn()
        writer.learn = True
        writer.out.blocks[1].lines = [line.text for line in writer.human]
    size = len(writer.out.render())
    if not writer.human and rng.random() < 0.5:
        writer.remember()
    while True:
        writer.turn()
        new = len(writer.out.render())
        if new + (new - size) > characters:
            break
        size = new
    if rng.random() < 0.05:
        writer.summarise()
    return writer.out
