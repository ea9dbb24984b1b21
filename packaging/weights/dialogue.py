"""Writes conversations with a memory: what the person says, what the LLM should call, what the tools answer.

A :class:`Writer` keeps the state (block, archive, what was said) and plays turns over it until the conversation
is as long as wanted. The rules of the right answer are here, in one place; ``rewriting`` has the words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import phrasebook
from phrasebook import KINDS, NOTES, TALK, Fact, Split, make_fact
from prompt import PERSONA, PRESSURE, SENT, SUMMARISE, Block, Dialogue, Message, call, stamp
from rewriting import content_words, inner, sentence, to_line, to_reply
from words import fill, made_up, slot_names, value

UNKNOWN = "I don't know that yet. Tell me and I will remember it."
BEYOND = "I am a small built-in model and that is beyond me. A bigger LLM can do it; add one with `loci llm use FILE`."
NOTHING_KNOWN = "I know nothing about you yet. Tell me something and I will remember it."
LISTED = 8
PERSONAS = [
    "I am Loci, a friendly assistant.", "I am Loci. I keep my answers short.", "I am Loci, a private assistant.\nI like tea.",
    "My name is Loci. I live on this laptop.", "I am a careful assistant that forgets nothing.", "",
]
OPENERS = [
    "remember that ", "remember: ", "please remember that ", "Remember that ", "Please remember: ", "note that ", "don't forget that ",
    "just so you know, ", "By the way, ", "btw ", "FYI, ", "fyi ", "Hi! ", "Hello, ", "hey, ", "So, ", "Well, ", "you should know that ",
    "I wanted to tell you that ", "I want you to remember that ", "Can you remember that ", "could you remember that ", "Oh, ",
    "Also, ", "and ", "Today I can tell you that ", "keep in mind that ", "Keep in mind: ", "for your information, ", "Okay, ",
    "Did you know that ", "let me tell you: ", "I think I told you that ", "Please note: ", "Good morning! ", "Hi Loci, ", "one more thing: ",
    "It's worth knowing that ", "For the record, ", "As you may know, ", "Guess what, ", "Listen, ", "please save that ", "add that ",
    "I forgot to mention that ", "Can you please keep in mind that ", "Thanks. ", "Great. ", "Ok, ", "for later: ", "make a note that ",
]
CLOSERS = [", ok?", ", please", ", thanks", ", please remember that", ", don't forget", ", by the way", ", you know", " :)", ", remember that"]
MARKERS = [
    "Actually, ", "actually ", "No, ", "no, ", "Sorry, ", "sorry, ", "Correction: ", "Wait, ", "Oh, I was wrong, ", "I made a mistake, ",
    "That's wrong, ", "that's not right, ", "Hmm, ", "Update: ", "Things changed: ", "Not quite, ", "Oops, ", "Let me correct that: ",
]
ELLIPTIC = ["No, it's {v}", "no, {v}", "Actually {v}", "Sorry, I meant {v}", "it's {v}, not {o}", "{v}, not {o}", "I mean {v}", "no it is {v}"]
ELLIPTIC += ["Actually it's {v}", "Wait, it's {v}", "That's wrong, it's {v}", "change that to {v}", "make that {v}", "oops, {v}"]
FORGET = ["Forget that {s}", "forget that {s}", "please forget that {s}", "Delete this: {s}", "You can forget that {s}", "It's not true any more that {s}"]
ABOUT_ME = ["What do you know about me?", "what do you know about me", "Tell me what you know about me", "What have I told you about myself?"]
ABOUT_ME += ["What do you remember about me?", "Tell me everything you know about me", "List what you know about me", "what's in your memory?"]
ABOUT_ME += ["What did I tell you?", "Who am I to you?", "Tell me about myself", "Describe me", "What do you remember?", "show me your memory"]
ABOUT = ["What do you know about {x}?", "Tell me about {x}", "what do you know about {x}", "What did I tell you about {x}?", "What about {x}?"]
ASK_OPENERS = ["Hi, ", "hey, ", "Tell me, ", "Please tell me, ", "I forgot, ", "Quick question: ", "Loci, ", "ok, ", "and ", "So ", "Do you remember, "]
TIME_ASKS = ["what time is it?", "What's the time?", "do you have the time?", "Tell me the time", "what is the time now?"]
DAY_ASKS = ["what day is it?", "What is the date today?", "what's today's date?", "Which day is today?", "what date is it", "What day is today?"]


@dataclass(slots=True)
class Line:
    """A line of the block; ``fact`` None where it belongs to nothing that is asked for."""

    text: str
    fact: Fact | None = None
    words_of_others: bool = False

    def reply(self) -> str:
        """The line as an answer."""
        return sentence(f"My notes say: {self.text}" if self.words_of_others else to_reply(self.text))


@dataclass(slots=True)
class Writer:
    """Writes one conversation. ``split`` chooses which wordings are used."""

    rng: Random
    split: Split = "train"
    human: list[Line] = field(default_factory=list)
    summary: list[Line] = field(default_factory=list)
    elsewhere: list[Fact] = field(default_factory=list)
    archived: list[tuple[str, list[str]]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    used: set[tuple[str, ...]] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    now: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 10, 4))  # noqa: DTZ001 (local time, as shown)
    learn: bool = True
    out: Dialogue = field(default_factory=lambda: Dialogue([], 0, 0, [], ""))
    pressure: bool = False

    # --- the beginning ---------------------------------------------------------------------------------

    def begin(self) -> None:
        """Make up the memory that stands before the conversation."""
        rng = self.rng
        self.now = datetime(2024, 1, 1) + timedelta(minutes=rng.randint(0, 60 * 24 * 2000))  # noqa: DTZ001
        count = rng.choice([0, 0, 1, 1, 2, 3, 4, 5, 6, 8]) if rng.random() < 0.85 else rng.randint(9, 25)
        for _ in range(count):
            self.human.append(self.new_line())
        for _ in range(rng.choice([0, 0, 0, 0, 1, 2, 3, 4])):
            self.summary.append(Line((fact := self.new_fact()).said, fact))
            self.summary[-1].text = self.line_of(fact)
        self.elsewhere = [self.new_fact() for _ in range(rng.randint(1, 6))]
        persona = PERSONA if rng.random() < 0.6 else rng.choice(PERSONAS)
        blocks = [Block("persona", "Who I am.", persona.split("\n") if persona else [])]
        blocks.append(Block("human", "What I know about the user.", [line.text for line in self.human]))
        if rng.random() < 0.1:
            blocks.append(self.other_block())
        summary = " ".join(sentence(line.text) for line in self.summary)
        passages = rng.choice([0, 0, 0, rng.randint(1, 9), rng.randint(10, 400)])
        tags = [rng.choice(NOTES.notes)[1] for _ in range(rng.randint(0, 5))] if passages else []
        tags = sorted({tag if "{" not in tag else made_up(rng) for tag in tags})
        recall = rng.randint(1, 60) if rng.random() < 0.6 else rng.randint(60, 3000)
        self.out = Dialogue(blocks, recall, passages, tags, summary)

    def other_block(self) -> Block:
        """A block that is neither persona nor human."""
        label = self.rng.choice(["project", "todo", "style", "family", made_up(self.rng)])
        lines = [fill(self.rng.choice(["{made} {made}", "Buy {food}", "Call {name}"]), self.rng) for _ in range(2)]
        return Block(label, f"What matters for {label}.", lines, read_only=self.rng.random() < 0.3)

    def new_kind(self) -> phrasebook.Kind:
        """A kind; the general ones, whose words may be anything, more often."""
        if self.rng.random() < 0.28:
            return KINDS[self.rng.choice(["attribute", "the_attribute", "person_attribute", "owned", "place_of", "secret", "did"])]
        return self.rng.choice(list(KINDS.values()))

    def new_fact(self, kind: phrasebook.Kind | None = None, fixed: dict[str, str] | None = None) -> Fact:
        """A fact about something that was not mentioned yet."""
        for _ in range(50):
            fact = make_fact(kind or self.new_kind(), self.rng, self.split, fixed, fix=self.rng.random() < 0.05)
            if fact.identity not in self.used:
                self.used.add(fact.identity)
                return fact
            kind = None
        return make_fact(KINDS["attribute"], self.rng, self.split)

    def new_line(self) -> Line:
        """A line of the block: mostly as this LLM writes it, sometimes as others would."""
        fact = self.new_fact()
        wording = fact.kind.pick("line", self.rng, self.split, set(fact.slots))
        if wording is not None and self.rng.random() < 0.2:
            return Line(fill(wording, self.rng, fact.slots), fact, words_of_others=True)
        return Line(fact.written or to_line(self.noisy(fact.said, 0.05)), fact)

    @staticmethod
    def line_of(fact: Fact) -> str:
        """The line that this LLM writes down for the fact."""
        return fact.written or to_line(fact.said)

    # --- messages --------------------------------------------------------------------------------------

    def user(self, text: str) -> None:
        """The person says something; now and then the pressure warning stands beside it."""
        self.now += timedelta(minutes=self.rng.choice([0, 1, 1, 2, 3, 7, 30, 600, 3000]))
        before = self.pressure and self.rng.random() < 0.5
        if before:
            self.event(PRESSURE)
        self.out.messages.append(Message("user", stamp(self.now) + text))
        if self.pressure and not before:
            self.event(PRESSURE)
        self.pressure = False

    def event(self, text: str) -> None:
        """An event, shown in the user role."""
        self.out.messages.append(Message("user", f"{stamp(self.now)}<event>{text}</event>"))

    def act(self, skill: str, text: str, result: str | None = None) -> None:
        """The assistant's call and, except at the very end, what the tool answered."""
        self.out.messages.append(Message("assistant", text, self.learn))
        self.out.skills.append(skill)
        if result is not None:
            self.out.messages.append(Message("tool", result))

    def say(self, skill: str, text: str) -> None:
        """The reply that ends a turn."""
        self.act(skill, call("send_message", message=text), SENT)

    def edited(self) -> str:
        """The result of a block edit: the new value, or ``Done.`` where the system message holds it already."""
        return "\n".join(line.text for line in self.human if line.text) if self.learn else "Done."

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
        return text + (mark if self.rng.random() < 0.6 else "")

    def context(self) -> list[Line]:
        """Every line that can be read without a search."""
        return [*self.human, *self.summary]

    def matching(self, fact: Fact) -> list[Line]:
        """The lines in context about the same thing."""
        return [line for line in self.context() if line.fact is not None and line.fact.identity == fact.identity]

    # --- telling ---------------------------------------------------------------------------------------

    def told_as(self, said: str) -> str:
        """What the person types to tell this."""
        rng = self.rng
        opener = rng.choice(OPENERS) if rng.random() < 0.35 else ""
        closer = rng.choice(CLOSERS) if rng.random() < 0.08 else ""
        return opener + (inner(said) if opener.endswith((", ", "that ", "and ")) else said) + closer

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
        opener = rng.choice(MARKERS) if rng.random() < 0.55 else ""
        closer = ""
        if rng.random() < 0.12 and fact.kind.changing in fact.slots and dice > 0.35:
            closer = f", not {fact.slots[fact.kind.changing]}"
        self.user(self.ended(opener + (inner(said) if opener else said) + closer, "."))
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
        self.user(self.ended(rng.choice(ELLIPTIC).replace("{v}", new_value).replace("{o}", fact.slots[name]), "."))
        line = Line(old.text.replace(fact.slots[name], new_value), Fact(fact.kind, fact.slots | {name: new_value}, ""), old.words_of_others)
        self.replace(old, line, "correct_value")
        self.say("confirm_correct", "Updated: " + sentence(line.text if line.words_of_others else inner(to_reply(line.text))))
        return None

    def forget(self) -> None:
        """A known fact is to be deleted."""
        old = self.known()
        if old is None or old.fact is None:
            return self.talk()
        said = old.fact.said
        if self.rng.random() < 0.5 or not said:
            about = content_words(self.question(old.fact) or said)
            self.user(self.rng.choice(["Forget my {a}", "forget the {a}", "Delete the {a}", "forget what I said about {a}", "Remove {a} from your memory"]).replace("{a}", about))
        else:
            self.user(self.ended(self.rng.choice(FORGET).replace("{s}", inner(said)), "."))
        self.replace(old, Line(""), "forget")
        self.say("confirm_forget", "Forgotten.")
        return None

    # --- asking ----------------------------------------------------------------------------------------

    def question(self, fact: Fact) -> str | None:
        """A question whose answer is this fact."""
        wording = fact.kind.pick("ask", self.rng, self.split, set(fact.slots))
        return fill(wording, self.rng, fact.slots) if wording else None

    def asked_as(self, question: str) -> str:
        """What the person types to ask this."""
        rng = self.rng
        opener = rng.choice(ASK_OPENERS) if rng.random() < 0.12 else ""
        text = self.noisy(opener + (inner(question) if opener else question), 0.15)
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
        self.say("check", ("Yes, " if right else "No, ") + (line.reply() if line.words_of_others else inner(line.reply())))
        return True

    def about_me(self) -> None:
        """Everything in the block about the person."""
        self.user(self.noisy(self.rng.choice(ABOUT_ME)))
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
        self.user(self.noisy(self.rng.choice(ABOUT).replace("{x}", name)))
        self.say("about", " ".join(line.reply() for line in lines[:4]))
        return None

    @staticmethod
    def named(fact: Fact) -> list[str]:
        """How one may refer to what the fact is about."""
        keys = [fact.slots[name] for name in ("person", "name", "petname") if name in fact.slots]
        return keys + ["my " + fact.slots[name] for name in ("relation", "pet", "role") if name in fact.kind.key and "Their " + fact.slots[name] in to_line(fact.said)]

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

    def near_miss(self) -> Fact:
        """A fact that is not known, close to one that is: another key of the same kind, or another kind of the same key."""
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
        return self.rng.choice([
            f"user: {self.told_as(fact.said)}", f"user: {fact.said}", f"assistant: Got it: {line}", f"user: {self.question(fact)}",
            f"assistant: Updated: {line}", f"user: {fill(said, self.rng)}", f"assistant: {UNKNOWN}",
        ])

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
        tagged = [row + (f" [{', '.join(rng.sample(['home', 'travel', 'recipe', 'work', 'family'], rng.randint(1, 2)))}]" if rng.random() < 0.4 else "") for row in rows]
        return self.results("passage", [f"({self.past()[:10]}) {row}" for row in tagged]), answer

    @staticmethod
    def results(kind: str, rows: list[str]) -> str:
        """Search results as the tools show them."""
        if not rows:
            return "Nothing found."
        return f"Found {len(rows)} {kind}{'s' if len(rows) > 1 else ''}:\n" + "\n".join(f"- {row}" for row in rows)

    # --- notes, talk, time, summary -----------------------------------------------------------------------

    def note(self) -> tuple[str, str, str]:
        """A longer note: its topic, its tag, its text."""
        topic, tag, text = self.rng.choice(NOTES.notes)
        names = slot_names(topic)
        for name in names:
            word = value(name, self.rng)
            topic, tag = topic.replace(f"{{{name}}}", word), tag.replace(f"{{{name}}}", word)
            text = text.replace(f"{{{name}}}", word, 1).replace(f"{{{name}^}}", word[:1].upper() + word[1:])
        return topic, tag, fill(text, self.rng)

    def store(self) -> None:
        """A note goes to archival memory."""
        topic, tag, text = self.note()
        self.user(self.rng.choice(NOTES.asks).replace("{note}", text))
        self.act("store", call("archival_memory_insert", content=text, tags=[tag], request_heartbeat=True), "Stored.")
        self.archived.append((topic, [text]))
        self.say("confirm_store", f"Saved to my archive under {tag}.")

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

    def talk(self) -> None:
        """Small talk, or what is beyond this LLM."""
        said, answer = self.rng.choice(TALK)
        if self.rng.random() < 0.35:
            said, answer = self.rng.choice([pair for pair in TALK if pair[1].startswith("I am a small")])
        text = self.noisy(fill(said, self.rng))
        text = text[:1].upper() + text[1:] if self.rng.random() < 0.5 else text
        self.user(text + self.rng.choice(["", "", "", "!", "."]) if not text.endswith("?") else text)
        self.say("talk", answer)

    def clock(self) -> None:
        """The time or the date, from the message's stamp."""
        if self.rng.random() < 0.5:
            self.user(self.noisy(self.rng.choice(TIME_ASKS)))
            self.say("time", f"It is {self.now:%H:%M}.")
        else:
            self.user(self.noisy(self.rng.choice(DAY_ASKS)))
            self.say("time", f"Today is {self.now:%A}, {self.now:%Y-%m-%d}.")

    def summarise(self) -> None:
        """The context is full: what was told becomes the summary."""
        self.now += timedelta(minutes=1)
        self.event(SUMMARISE)
        lines = [line.text for line in self.summary] + self.told
        text = " ".join(sentence(line) for line in lines[-10:])
        self.act("summary", call("write_summary", summary=text or "We only made small talk."), "Done.")

    # --- the whole ---------------------------------------------------------------------------------------

    def turn(self) -> None:
        """One turn of some kind."""
        self.pressure = self.rng.random() < 0.02
        weights = {
            self.remember: 24, self.correct: 12, self.correct_value: 3, self.forget: 2, self.recall: 26, self.page: 17,
            self.about_me: 2, self.about: 3, self.store: 3, self.find_note: 3, self.talk: 8, self.clock: 1.5,
        }
        self.rng.choices(list(weights), list(weights.values()))[0]()


def write(rng: Random, split: Split, characters: int) -> Dialogue:
    """One conversation of roughly so many characters, the system message included.

    In a third of them the system message was compiled late: it holds the edits of the first turns, whose results
    read ``Done.``, and only the turns after it are learnt from.
    """
    writer = Writer(rng, split)
    writer.begin()
    late = rng.random() < 0.33
    if late:
        writer.learn = False
        for _ in range(rng.choice([1, 1, 2, 3, 4])):
            writer.turn()
        writer.learn = True
        writer.out.blocks[1].lines = [line.text for line in writer.human]
    size = len(writer.out.render())
    while True:
        writer.turn()
        new = len(writer.out.render())
        if new + (new - size) > characters:
            break
        size = new
    if rng.random() < 0.05:
        writer.summarise()
    return writer.out
