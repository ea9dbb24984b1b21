"""Turns whose answer stands outside the context: it is searched, read off the results or honestly missed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from phrasebook import AROUND, KINDS, NOTES, Fact, make_fact
from prompt import call
from results import Results, Row
from rewriting import content_words, inner, sentence, to_line, to_reply
from stage import UNKNOWN
from words import MONTHS, fill, ordinal_ending, slot_names, value

SENTENCES = re.compile(r"(?<=[.!?;:]) ")
FEW_WORDS = 2
NOTHING_THAT_DAY = "I found nothing from that day."


class Paging(Results):
    """What has to be searched."""

    asked_as: Callable[[str], str]
    recall: Callable[[], None]

    def page(self) -> None:
        """Ask for something that does not stand in context: search, then answer or say that it is unknown."""
        rng = self.rng
        known, fact = rng.random() < 0.55, self.unseen()
        question, answer = self.question(fact), sentence(to_reply(self.line_of(fact)))
        if question is None or self.answering(fact):
            return self.recall()
        if rng.random() < 0.12:
            question, answer = self.yes_or_no(fact, answer) or (question, answer)
        typed = self.asked_as(question)
        self.user(typed)
        where = rng.choice(["recall", "archive", "retry"] if self.out.archival else ["recall"]) if known else ""
        if not self.out.archival and known and rng.random() < 0.1:
            where = "retry"
        if not self.search(fact, typed, where):
            answer = UNKNOWN
        self.say("unknown" if answer == UNKNOWN else "answer_found", answer)
        return None

    def unseen(self) -> Fact:
        """A fact that does not stand in context: most often one that is close to what does."""
        if self.rng.random() < 0.5:
            return self.near_miss()
        if self.elsewhere and self.rng.random() < 0.5:
            return self.elsewhere.pop(self.rng.randrange(len(self.elsewhere)))
        return self.new_fact()

    def yes_or_no(self, fact: Fact, answer: str) -> tuple[str, str] | None:
        """A yes-or-no question about the fact, its value sometimes wrong, and the answer."""
        wording, name = fact.kind.pick("check", self.rng, self.split, set(fact.slots)), fact.kind.changing
        if wording is None or not fact.kind.one or name not in slot_names(wording):
            return None
        slots = dict(fact.slots)
        if self.rng.random() < 0.5:
            slots[name] = value(name, self.rng)
        right = slots[name] == fact.slots[name]
        return fill(wording, self.rng, slots), ("Yes, " if right else "No, ") + inner(answer)

    def search(self, fact: Fact, typed: str, where: str) -> bool:
        """Search messages, then passages, then, if nothing at all came, messages in other words. True: found.

        The question itself is the query: the search weighs its words better than this LLM could choose among them.
        """
        empty = where == "retry" or (not where and self.rng.random() < 0.2)
        self.search_messages("search", typed, [] if empty else self.messages(fact, typed, told=where == "recall"))
        if where == "recall":
            return True
        found = False
        if self.out.archival:
            rows = [] if empty else self.passages(fact, typed, stored=where == "archive")
            text = call("archival_memory_search", query=typed, request_heartbeat=True)
            self.act("search_again", text, self.results("passage", self.dated(rows)), self.rests_on(rows))
            found = where == "archive"
        other = self.other_words(content_words(typed))
        if empty and other != typed:
            rows = self.messages(fact, typed, told=where == "retry") if where or self.rng.random() < 0.7 else []
            self.search_messages("search_other", other, rows)
            found = where == "retry"
        return found

    def search_messages(self, skill: str, query: str, rows: list[Row]) -> None:
        """One search of the messages."""
        ranking = self.ranked(query, [text for _, text in rows])
        rows = sorted(rows, key=lambda row: ranking.index(row[1]))
        shown = [f"({moment:%Y-%m-%d %H:%M}) {text}" for moment, text in rows]
        text = call("conversation_search", query=query, request_heartbeat=True)
        self.act(skill, text, self.results("message", shown), self.rests_on([text for _, text in rows]))

    @staticmethod
    def other_words(query: str) -> str:
        """One word for a second search: the name that the query begins with, or else its longest word."""
        words = query.split()
        return words[0] if words[0][:1].isupper() else max(words, key=len)

    def find_note(self) -> None:
        """A note is asked for: archival memory is searched, found or not."""
        rng = self.rng
        stored = bool(self.archived) and rng.random() < 0.5
        topic, text = self.note()[::2]
        if stored:
            topic, [text] = rng.choice(self.archived)
        asked = self.noisy(rng.choice(NOTES.finds).replace("{topic}", topic))
        self.user(asked)
        found = stored or rng.random() < 0.7
        rows = [other for other in (self.note() for _ in range(rng.choice([0, 1, 2]))) if other[0] != topic]
        texts = [other[2] for other in rows] + ([text] if found else [])
        texts = self.ranked(topic, texts)
        self.answers = {text} if found else set()
        result = self.results("passage", [f"({self.past():%Y-%m-%d}) {row}" for row in texts])
        query = call("archival_memory_search", query=asked, request_heartbeat=True)
        self.act("search_note", query, result, self.rests_on(texts))
        self.say("answer_note" if found else "unknown", f"My notes say: {sentence(text)}" if found else UNKNOWN)

    def page_detail(self) -> None:
        """Ask for something that was said in passing, or within a note: its words lead to the whole of it."""
        rng = self.rng
        archived = self.out.archival > 0 and rng.random() < 0.5
        text = self.note()[2] if archived else self.remark()
        words = content_words(rng.choice(SENTENCES.split(text))).split()
        if len(words) <= FEW_WORDS:
            return self.page()
        first = rng.randrange(len(words) - 1)
        about = " ".join(words[first : first + rng.choice([1, 2, 2])])
        typed = self.asked_as(rng.choice(AROUND["detail"]).replace("{w}", about))
        self.user(typed)
        told = Fact(KINDS["attribute"], {}, text, text if archived else to_line(text))
        where = "archive" if archived else "recall"
        found = self.search(told, typed, where if rng.random() < 0.75 else "")
        answer = f"My notes say: {sentence(text)}" if archived else sentence(to_reply(to_line(text)))
        skill = "answer_note" if archived else "answer_found"
        self.say(skill if found else "unknown", answer if found else UNKNOWN)
        return None

    def remark(self) -> str:
        """What the person may have said in passing."""
        rng, fact = self.rng, make_fact(self.new_kind(), self.rng, self.split)
        within = rng.choice(SENTENCES.split(self.note()[2])).rstrip(".:")
        who = rng.choice([value("person", rng), value("titled", rng), "the " + value("medic", rng), "they"])
        verb = rng.choice(["said", "says", "told me that", "thinks that", "wrote that", "asked whether"])
        return rng.choice([f"{who} {verb} {inner(fact.said)}", self.tailed(fact).said, within])

    def page_date(self) -> None:
        """What was said on some day: read by its date."""
        self.pass_time()
        phrase, day = self.some_day()
        if self.rng.random() < 0.25:
            return self.page_topic_on(phrase, day)
        self.user(self.noisy(self.rng.choice(AROUND["on_day"]).replace("{when}", phrase)), wait=False)
        rows = self.rows_of(day) if self.rng.random() < 0.85 else self.spoken_on(day)
        shown = [f"({moment:%Y-%m-%d %H:%M}) {text}" for moment, text in rows]
        text = call("conversation_search_date", start_date=f"{day}", end_date=f"{day}", request_heartbeat=True)
        self.act("search_date", text, self.results("message", shown), [text.startswith("user: ") for _, text in rows])
        said = " ".join(sentence(text.removeprefix("user: ")) for _, text in rows if text.startswith("user: "))
        self.say("answer_date" if rows else "unknown", f"You said: {said}" if said else NOTHING_THAT_DAY)
        return None

    def page_topic_on(self, phrase: str, day: date) -> None:
        """What was said about something on some day: a search within that day."""
        fact = self.unseen()
        question = self.question(fact)
        if question is None or self.answering(fact):
            return self.recall()
        about = content_words(question)
        typed = self.noisy(self.rng.choice(AROUND["about_on_day"]).replace("{a}", about).replace("{when}", phrase))
        self.user(typed, wait=False)
        told = self.rng.random() < 0.6
        texts = self.ranked(about, [text for _, text in self.messages(fact, typed, told=told)]) if told else []
        rows = [(self.moment_of(day), text) for text in texts]
        shown = [f"({moment:%Y-%m-%d %H:%M}) {text}" for moment, text in rows]
        query = about if about in typed else about.lower()
        arguments = {"query": query, "start_date": f"{day}", "end_date": f"{day}"}
        self.act(
            "search_topic_date",
            call("conversation_search", **arguments, request_heartbeat=True),
            self.results("message", shown),
            self.rests_on([text for _, text in rows]),
        )
        answer = sentence(to_reply(self.line_of(fact)))
        self.say("answer_date" if told else "unknown", answer if told else NOTHING_THAT_DAY)
        return None

    def some_day(self) -> tuple[str, date]:
        """A day before today, and how it is called."""
        rng, today = self.rng, self.now.date()
        back = rng.choice([1, 1, 1, 2, 2, 3, 4, 5, 6, 7, rng.randint(8, 300), rng.randint(8, 300), rng.randint(8, 300)])
        day = today - timedelta(days=back)
        if back == 1:
            return rng.choice(["yesterday", "yesterday", "last night" if rng.random() < 0.1 else "yesterday"]), day
        if back == 2 and rng.random() < 0.6:
            return rng.choice(["two days ago", "the day before yesterday"]), day
        if back <= 7:
            return rng.choice([f"last {day:%A}", f"on {day:%A}", f"last {day:%A}"]), day
        month, ending = MONTHS[day.month - 1], ordinal_ending(day.day)
        year = f" {day.year}" if day.year != today.year or rng.random() < 0.3 else ""
        comma = f",{year}" if year else ""
        forms = [f"on {day.day} {month}{year}", f"on {month} {day.day}{comma}", f"on {day}"]
        return rng.choice([*forms, f"on the {day.day}{ending} of {month}{year}"]), day

    def rows_of(self, day: date) -> list[Row]:
        """What was said on that day, oldest first, the newest five of it."""
        rng, rows = self.rng, []
        for _ in range(rng.choice([1, 1, 2, 2, 3])):
            fact = self.new_fact()
            rows.append(f"user: {self.ended(self.told_as(fact.said), '.')}")
            if rng.random() < 0.7:
                rows.append(f"assistant: Got it: {inner(sentence(to_reply(self.line_of(fact))))}")
        moments = sorted(self.moment_of(day) for _ in rows)
        spoken = self.spoken_on(day)
        earlier = [(moment, text) for moment, text in zip(moments, rows, strict=True) if moment < self.begun]
        return [*earlier, *spoken][-5:]
