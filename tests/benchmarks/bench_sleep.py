"""What a sleep is worth: a scripted month before and after it, with the scripted LLM and with the built-in one.

    python tests/benchmarks/bench_sleep.py [--questions 200] [--share 1]

The month has 60 conversations with 900 facts, of which 150 are corrected and 100 contradicted, and in each two
statements of which code understands nothing, so that the LLM is asked. The column *no sleep* is the memory as the chat
left it. Then the same questions are put to both memories, as often as each is asked in the month (Zipf's law), and the
tokens are counted that the LLM reads anew and writes until it has answered; what stands before a question it has read
before, as it does while the person is thinking. The scripted LLM answers from core memory
what stands there, right or not, and searches once for the rest; the careful one trusts no core memory before the sleep
and searches always, which is what it takes to be right as often. The built-in one does as it likes, with the lines
beside a question that its makers taught it to read (:mod:`runtime.memory.related`), as in the app. Searches go by words
alone: nothing that was said is embedded. ``--share 9`` takes a ninth of the month.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from loop import Loop
from scripted_month import ASKING, Figures, Matter, Month, figures, keep_all, lived, month
from sleeping import sleep
from sqlmodel import col, select, update

from models.memory_file import MemoryFile
from models.tables import Message, Sleep, Step
from runtime.context import Context
from runtime.embed.local import LocalEmbedder
from runtime.events import Reply
from runtime.home import asset
from runtime.llm.choice import built_in
from runtime.llm.host import HostedLLM
from runtime.llm.port import LLM, LLMSettings, Request, ToolCall
from runtime.llm.scripted import ScriptedLLM, call, say
from runtime.memory.search import Search
from runtime.sleep.statement import statement

KEY = bytes(range(32))
ASIDES = 2
_DATED = re.compile(r"^- [^(]*\([^)]*\) (?:user: )?(?:No, )?")
_ASKED = re.compile(r" \(asked: .*\)$")


@dataclass(frozen=True, slots=True)
class Asked:
    """How a memory answered. ``right`` is a share, the tokens are those a question takes on average."""

    right: float
    tokens: float
    read: float


class Asking:
    """An LLM that answers one question after another: from core memory where it trusts that, else from one search."""

    def __init__(self, script: Month) -> None:
        self.slot, self.trusting = "", True
        self._slots = {matter: statement(line).slot for matter, line in script.truth.items()}

    def about(self, matter: Matter) -> None:
        """What the next question is about."""
        self.slot = self._slots[matter]

    def __call__(self, request: Request) -> ToolCall:
        """One step."""
        messages = request.prompt.messages
        found = self._found(messages[0].text.partition("<block")[2]) if self.trusting else ""
        if found or messages[-1].role == "tool":
            return say(found or self._found(messages[-1].text) or "I do not know.")
        question = messages[-1].text.partition("] ")[2]
        away = "Archival memory: 0 passages" not in messages[0].text
        return call("archival_memory_search" if away else "conversation_search", query=question)

    def _found(self, text: str) -> str:
        """What the lines say of it, the newest where they have dates."""
        dated = sorted(text.split("\n"), key=lambda line: "".join(re.findall(r"\([\d :-]+\)", line)), reverse=True)
        said = (statement(_ASKED.sub("", _DATED.sub("", line))) for line in dated)
        return next((each.line for each in said if each.slot == self.slot), "")


def asked(loop: Loop, script: Month, questions: int, about: Callable[[Matter], None] = lambda _: None) -> Asked:
    """Put the questions to the memory, each in an empty context."""
    right = 0
    with loop.engine.reading() as session:
        before = len(session.exec(select(Step.id)).all())
    for matter in script.asked(random.Random(7), questions):
        with loop.engine.writing() as session:
            session.exec(update(Message).where(col(Message.in_context).is_(True)).values(in_context=False))
        about(matter)
        told = replace(loop, context=Context(loop.engine), events=loop.events)
        with loop.engine.reading() as session:
            loop.engine.llm.warm(told.context.prompt(session), stop=Event())
        loop.events.clear()
        told.say(ASKING[matter[1]].format(who=matter[0]))
        value = statement(script.truth[matter]).value
        right += any(value in each.text.casefold() for each in told.of(Reply))
    with loop.engine.reading() as session:
        steps = session.exec(select(Step).order_by(col(Step.id))).all()[before:]
    return Asked(
        right / questions,
        sum(each.prefilled_tokens + each.generated_tokens for each in steps) / questions,
        sum(each.prompt_tokens + each.generated_tokens for each in steps) / questions,
    )


@dataclass(frozen=True, slots=True)
class Slept:
    """A month that was slept over."""

    figures: Figures
    asked: int
    tokens: int
    cpu_seconds: float


def slept(loop: Loop, script: Month) -> Slept:
    """One sleep, whole."""
    begun = time.process_time()
    sleep_id = sleep(loop)
    seconds = time.process_time() - begun
    with loop.engine.reading() as session:
        row = session.get_one(Sleep, sleep_id)
    return Slept(figures(loop, script), row.asked, row.prefilled_tokens + row.generated_tokens, seconds)


def show_memories(before: Figures, columns: dict[str, Slept]) -> None:
    """The first table."""
    print(f"{'the memory':52}{'goal':>10}{'no sleep':>10}" + "".join(f"{name:>10}" for name in columns))
    rows: list[tuple[str, str, Callable[[Figures], float], str]] = [
        ("questions that core memory answers, share", "x 1.5", lambda each: each.answered, ".3f"),
        ("duplicates and stale lines in core memory, share", "≤ 0.03", lambda each: each.bad, ".3f"),
        ("lines of core memory", "", lambda each: each.lines, "d"),
        ("true facts in neither memory", "0", lambda each: each.lost, "d"),
        ("facts and changes without evidence", "0", lambda each: each.groundless, "d"),
    ]
    for name, goal, value, form in rows:
        values = [value(each) for each in (before, *(column.figures for column in columns.values()))]
        print(f"{name:52}{goal:>10}" + "".join(f"{format(each, form):>10}" for each in values))
    for name, of in (
        ("times that the LLM was asked", lambda each: f"{each.asked:,}"),
        ("tokens that it read anew and wrote", lambda each: f"{each.tokens:,}"),
        ("CPU seconds of the sleep, without the LLM's", lambda each: f"{each.cpu_seconds:.1f}"),
    ):
        print(f"{name:52}{'':>10}{'':>10}" + "".join(f"{of(each):>10}" for each in columns.values()))


def show_questions(name: str, questions: int, before: Asked, after: Asked) -> None:
    """A row of the second table."""
    ratio = after.tokens / before.tokens
    missed = "" if ratio <= 0.5 and after.right >= before.right else "  missed"
    print(
        f"{f'{name}, {questions} questions':40}{before.right:>8.2f}{after.right:>8.2f}{before.tokens:>9.0f}"
        f"{after.tokens:>8.0f}{ratio:>7.2f}{before.read:>14.0f}{after.read:>8.0f}{missed}"
    )


def copied(folder: Path, memory: MemoryFile, name: str, llm: LLM | Callable[[Request], ToolCall]) -> Loop:
    """The month so far, in a file of its own."""
    path = folder / f"{name}.loci"
    memory.copy(path)
    return Loop.on(MemoryFile.open(path, KEY), llm)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--share", type=int, default=1)
    given = parser.parse_args()
    part, most = given.share, given.questions
    script = month(
        talks=60 // part, matters=650 // part, corrections=150 // part, contradictions=100 // part, asides=ASIDES
    )
    with TemporaryDirectory() as place, closing(HostedLLM(LLMSettings(built_in()))) as small:
        folder, asking = Path(place), Asking(script)
        with MemoryFile.open(folder / "month.loci", KEY) as memory:
            first = Loop.on(memory, keep_all)
            lived(first, script)
            now, before = first.engine.clock, figures(first, script)
            memories = {each: copied(folder, memory, each, keep_all) for each in ("plain", "careful", "scripted")}
            memories |= {each: copied(folder, memory, each, small) for each in ("plain too", "built-in")}
        for name in ("plain too", "built-in"):
            memories[name].engine.search = Search(LocalEmbedder(asset("embedder")))
        for each in memories.values():
            each.engine.clock = now
        show_memories(before, {each: slept(memories[each], script) for each in ("scripted", "built-in")})
        head = f"{'right':>8}{'after':>8}{'tokens':>9}{'after':>8}{'÷':>7}{'with reused':>14}{'after':>8}"
        print(f"\n{'LLM tokens a question (÷ ≤ 0.5)':40}{head}")
        for name in ("plain", "careful", "scripted"):
            memories[name].engine.llm = ScriptedLLM(asking)
        before_it, after_it = (asked(memories[each], script, most, asking.about) for each in ("plain", "scripted"))
        asking.trusting = False
        careful = asked(memories["careful"], script, most, asking.about)
        show_questions("scripted LLM", most, before_it, after_it)
        show_questions("scripted LLM, careful before", most, careful, after_it)
        few = min(most, 40)
        show_questions("built-in LLM", few, *(asked(memories[each], script, few) for each in ("plain too", "built-in")))
        for each in memories.values():
            each.memory.close()


if __name__ == "__main__":
    main()
