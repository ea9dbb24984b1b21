"""Plays a dialogue through the real assistant: its facade, the turn, the grammar, the search and the memory file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evaluation.judging import Outcome, met
from evaluation.reading import Dialogue, Line
from sqlmodel import select

from models import search_index
from models.memory_file import MemoryFile
from models.tables import Message, Summary
from runtime import first_run
from runtime.assistant import Assistant
from runtime.embed.local import LocalEmbedder
from runtime.embed.making import Making
from runtime.embed.worker import BATCH
from runtime.engine import Place
from runtime.home import Home
from runtime.llm.host import HostedLLM
from runtime.llm.port import LLM, LLMSettings
from runtime.memory import archival, recall
from runtime.memory.journal import Cause

KEY = bytes(range(32))
"""The made-up memories need no secret, and no time to derive one."""
TURN_SECONDS = 120
USUAL_AGE = 30
"""Days that an earlier message is old where nothing is said of it."""


class LastingLLM(HostedLLM):
    """An LLM that stays loaded when an assistant that used it closes; :meth:`end` unloads it."""

    @classmethod
    def of(cls, gguf: Path) -> LastingLLM:
        """The weights of a file, loaded when first needed."""
        return cls(LLMSettings(gguf.resolve()))

    def close(self) -> None:
        """Stay."""

    def end(self) -> None:
        """Unload."""
        super().close()


@dataclass(slots=True)
class Played:
    """How a dialogue went: ``failures`` in words, ``turns`` as what was said and the calls that followed."""

    dialogue: Dialogue
    failures: list[str] = field(default_factory=list)
    turns: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Whether everything expected came true."""
        return not self.failures


def play(dialogue: Dialogue, llm: LLM, embedder: LocalEmbedder) -> Played:
    """Play a dialogue over a fresh memory."""
    with tempfile.TemporaryDirectory(prefix="loci-dialogue-") as folder:
        stage = _Stage(Home(Path(folder)), llm)
        stage.furnish(dialogue.there, embedder)
        try:
            return _acted(dialogue, stage)
        finally:
            stage.assistant.close()


def _acted(dialogue: Dialogue, stage: _Stage) -> Played:
    played, said = Played(dialogue), ""
    gone = tuple(line.text for line in dialogue.script if line.word == "gone")
    lines = list(dialogue.script)
    while lines:
        line = lines.pop(0)
        if line.word == ">":
            said = line.text
            while lines and lines[0].word == ">>":
                said += "\n" + lines.pop(0).text
            played.turns.append((said, stage.say(said)))
        elif line.word == "later":
            stage.later()
        elif not met(line, stage.outcome, gone):
            played.failures.append(f"after {said!r}: {line.word} {line.text}".rstrip())
    return played


class _Stage:
    """An assistant over a memory of its own."""

    def __init__(self, home: Home, llm: LLM) -> None:
        self._home = home
        self._llm = llm
        self._before: tuple[str, ...] = ()
        self.assistant: Assistant
        self.outcome: Outcome

    def furnish(self, there: Sequence[Line], embedder: LocalEmbedder) -> None:
        """Put into the memory what stands in it before the first message, and open it."""
        self._home.prepare()
        with MemoryFile.open(self._home.memory_file, KEY) as memory:
            _write(memory, first_run.find_place(memory), there)
            _embed(memory, embedder)
        self._open()
        block = next(block for block in self.assistant.blocks() if block.label == "human")
        lines = [line.text for line in there if line.word == "block"]
        if lines:
            self.assistant.edit_block("human", "\n".join(lines), block.version)
        self._before = self._core()

    def _open(self) -> None:
        self.assistant = Assistant.open(self._home, key=KEY, emit=lambda _: None, llm=self._llm)

    def say(self, text: str) -> list[str]:
        """One turn; its calls in words."""
        turn = self.assistant.submit(text)
        self.assistant.wait(turn, TURN_SECONDS)
        messages = [message for message in self.assistant.messages(60) if message.turn_id == turn]
        calls = [message for message in messages if message.role == "assistant"]
        passages = self.assistant.passages()
        self.outcome = Outcome(
            before=self._before,
            now=self._core(),
            passages=tuple(each.text for each in passages),
            tagged=bool(passages and passages[0].tags),
            reply=" ".join(call.text for call in calls if call.tool == "send_message"),
            tools=tuple(call.tool or "" for call in calls),
            moment=messages[0].created_at.astimezone(),
        )
        return [f"{call.tool} {dict(call.arguments or {})}" for call in calls]

    def later(self) -> None:
        """All messages leave the context; the program ends and starts again."""
        self.assistant.close()
        with MemoryFile.open(self._home.memory_file, KEY) as memory, memory.transaction() as session:
            for message in session.exec(select(Message)):
                message.in_context = False
                session.add(message)
        self._open()

    def _core(self) -> tuple[str, ...]:
        blocks = [block for block in self.assistant.blocks() if block.label != "persona"]
        return tuple(line for block in blocks for line in block.value.split("\n") if line)


def _write(memory: MemoryFile, place: Place, there: Sequence[Line]) -> None:
    """Passages, earlier messages and their summary."""
    with memory.transaction() as session:
        last = 0
        for line in there:
            if line.word == "passage":
                text, _, tags = line.text.removesuffix("]").partition(" [")
                archival.insert(session, place.archive_id, text, tags.split(", "), Cause("person"))
        for message in _earlier(there, place):
            last = recall.add(session, message).id or 0
        for line in there:
            if line.word == "summary":
                row = Summary(conversation_id=place.conversation_id, text=line.text, through_message_id=last)
                session.add(row)


def _earlier(there: Sequence[Line], place: Place) -> Iterator[Message]:
    now = datetime.now(UTC)
    moment = now - timedelta(days=USUAL_AGE)
    for line in there:
        if line.word == "ago":
            moment = now - timedelta(days=int(line.text))
        elif line.word == "on":
            moment = datetime.fromisoformat(f"{line.text} 12:00").astimezone()
        elif line.word in {"user", "loci"}:
            moment += timedelta(seconds=40)
            by_loci = line.word == "loci"
            yield Message(
                agent_id=place.agent_id,
                conversation_id=place.conversation_id,
                role="assistant" if by_loci else "user",
                text=line.text,
                tool="send_message" if by_loci else None,
                arguments={"message": line.text} if by_loci else None,
                in_context=False,
                created_at=moment.astimezone(UTC),
            )


def _embed(memory: MemoryFile, embedder: LocalEmbedder) -> None:
    """Make the vectors of what was just stored, as the program would have in the meantime."""
    making = Making(embedder)
    while True:
        with memory.transaction() as session:
            waiting = search_index.pending(session, BATCH)
            if not waiting:
                return
            search_index.store_vectors(session, making.made(waiting))
