"""The context: what of the memory stands before the LLM's eyes, compiled into a prompt.

The system message is compiled once and then kept, whatever is written to the memory meanwhile, because a
changed first line would make the LLM read everything again. What changed shows as the tool results in the
messages. It is compiled anew when the prompt has to be read again anyway: after an eviction, and while the
person is thinking.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_
from sqlmodel import col, select

from models.row import append
from models.shown import packed
from models.tables import Agent, AgentTool, Message, Prefix, Step, Summary, Turn
from runtime import prompt as text
from runtime.llm.port import ChatMessage, Prompt
from runtime.memory import archival, branches, documents, recall
from runtime.memory.core import SELF, CoreMemory
from runtime.memory.journal import Cause, Source
from runtime.memory.related import candidates, written
from runtime.tools.builtin import DOCUMENT_TOOLS, EDITS, NOT_TRAINED, TOOLS
from runtime.tools.forms import BlockState, MemoryState
from runtime.views import ContextPart, ContextView

if TYPE_CHECKING:
    from sqlmodel import Session

    from runtime.engine import Engine
    from runtime.tools.registry import Tool

CORE_SHARE = 2
"""The LLM may let core memory grow to half of the usable context; the person to each block's own limit."""
MESSAGE_SHARE = 4
"""A single message takes at most one part in four of the context; the rest of it stays in recall memory."""
MOST_NAMED = 40
"""Documents whose names the grammar knows; where there are more, any name may be said and is looked up."""
CERTAINLY_SHORT = 16
"""A message of fewer characters than a sixteenth of the context needs no counting: no character is over four tokens."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled system message. Edits up to the message ``settled_through`` are already in it.

    ``instructions``, ``core``, ``summary`` and ``tools`` are what makes it stale when it changes; that more
    messages have been exchanged since is no reason to read everything again.
    """

    instructions: str
    core: str
    counts: str
    summary: str
    settled_through: int
    tools: tuple[Tool, ...]

    @property
    def lasting(self) -> tuple[object, ...]:
        """What makes it stale when it changes."""
        return self.instructions, self.core, self.summary, self.tools

    @property
    def text(self) -> str:
        """The whole system message."""
        return text.system(self.instructions, self.core, self.counts, self.summary)

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hex."""
        return hashlib.sha256(self.text.encode()).hexdigest()


class Context:
    """The context of one conversation. Belongs to the runtime thread."""

    def __init__(self, engine: Engine) -> None:
        """Nothing is compiled until it is asked for."""
        self._engine = engine
        self._compiled: Compiled | None = None
        self._kept: dict[int, int] = {}
        self._last: tuple[tuple[int, ...], tuple[ChatMessage, ...]] = ((), ())
        self._turn_id: int | None = None
        self._source_id = 0
        self._related: dict[int, str] = {}
        self.span: tuple[int | None, int | None] = (None, None)
        """The ids of the first and the last message of the prompt that was made last."""
        self.versions: dict[str, int] = {}
        """The versions of the blocks that the LLM has read."""

    def begin(self, turn_id: int) -> None:
        """From now on the input of this turn is part of the context; the input of later ones waits its turn."""
        self._turn_id = turn_id

    def relate(self, source: Source) -> None:
        """Find what stands beside the turn's input, for an LLM that wants it. Kept until the prompt is read anew."""
        self._source_id = source.message_id
        if most := self._engine.llm.info.related_lines:
            with self._engine.reading() as session:
                self._related[source.message_id] = self._related_to(session, source.text, most)

    def end(self) -> None:
        """The turn has ended; what stands beside its input goes when the prompt is read anew."""
        self._turn_id, self._source_id = None, 0

    @property
    def related(self) -> str:
        """The lines of core memory that stand beside the turn's input, as the LLM reads them."""
        return self._related.get(self._source_id, "")

    def prepare(self) -> None:
        """Have at hand what the next message is compared with, while nobody waits."""
        if self._engine.llm.info.related_lines:
            with self._engine.reading() as session:
                self._related_to(session, "Hello", 1)

    def forget_cuts(self) -> None:
        """Measure long messages again: another LLM counts and holds other tokens. Keep no text of the last prompt."""
        self._kept.clear()
        self._related.clear()
        self._compiled, self._last = None, ((), ())

    def compiled(self, session: Session) -> Compiled:
        """The system message in use, compiled if there is none yet."""
        if self._compiled is None:
            self._compiled = self._compile(session)
        return self._compiled

    def recompile(self, session: Session) -> bool:
        """Take in what the memory holds now. True if the prompt changes by that."""
        old, new = self._compiled, self._compile(session)
        if old and old.lasting == new.lasting:
            return False
        self._compiled = new
        self._related = {self._source_id: self.related}
        return True

    def prompt(self, session: Session, *extra: ChatMessage) -> Prompt:
        """The whole prompt as of now, with messages of the loop's own at its end."""
        compiled = self.compiled(session)
        specs = tuple(tool.spec for tool in compiled.tools)
        messages = self.messages(session)
        self.span = (messages[0].id, messages[-1].id) if messages else (None, None)
        shown = (ChatMessage("system", compiled.text), *(self.show(message) for message in messages))
        self._last = tuple(each.id or 0 for each in messages), shown
        return Prompt((*shown, *extra), specs)

    def shown(self) -> dict[str, Any]:
        """What the prompt that was made last showed, for the step's row: see :mod:`models.shown`."""
        ids, messages = self._last
        cut = {str(row_id): self._kept[row_id] for row_id in ids if row_id in self._kept}
        related = [row_id for row_id in ids if self._related.get(row_id)]
        told = {"messages": packed(ids), "cut": cut, "related": related, "brief": self._is_brief}
        return told | {"digest": text.digest(messages)}

    def messages(self, session: Session) -> list[Message]:
        """The conversation's messages that are in context, in the order in which they were dealt with."""
        conversation_id = self._engine.place.conversation_id
        begun = or_(col(Message.turn_id).is_(None), col(Turn.status) == "ended", col(Turn.id) == self._turn_id)
        query = (
            select(Message)
            .join(Turn, col(Turn.id) == col(Message.turn_id), isouter=True)
            .where(Message.conversation_id == conversation_id, col(Message.in_context), begun)
            # By turn first: a message sent while an earlier one was being answered was stored before that answer.
            .order_by(col(Message.turn_id), col(Message.id))
        )
        hidden = branches.branches(session, conversation_id).hidden
        return [each for each in session.exec(query) if each.turn_id not in hidden]

    def state(self, session: Session) -> MemoryState:
        """The state of the memory that the grammar is made from."""
        place = self._engine.place
        blocks = CoreMemory(session, place.agent_id, Cause("turn")).blocks()
        # Core memory that fills a small context leaves none for the conversation. No character is less than a token's
        # worth of growth here, so that the bound holds in every script.
        used = self._engine.llm.count_text(text.core_memory(blocks))
        growth = max(0, self._engine.usable // CORE_SHARE - used)
        states = (
            BlockState(each.label, each.value, min(each.char_limit, len(each.value) + growth), each.read_only)
            for each in blocks
        )
        names = documents.titles(session, documents.archive_of(session, place.agent_id), MOST_NAMED)
        return MemoryState(tuple(states), tuple(archival.tags(session, place.archive_id)), names)

    def store_prefix(self, session: Session) -> int:
        """The row id of the compiled system message, stored where it is not yet."""
        compiled = self.compiled(session)
        conversation_id = self._engine.place.conversation_id
        query = select(Prefix.id).where(Prefix.conversation_id == conversation_id, Prefix.digest == compiled.digest)
        stored = session.exec(query).first()
        if stored is not None:
            return stored
        return append(session, Prefix(conversation_id=conversation_id, text=compiled.text, digest=compiled.digest))

    def instructions(self, session: Session) -> str:
        """The system prompt: the person's own, else the one the LLM brings with it, else the built-in one."""
        agent = session.get_one(Agent, self._engine.place.agent_id)
        return agent.system_prompt or self._engine.llm.info.system_prompt or text.default_instructions()

    def summary(self, session: Session) -> Summary | None:
        """The newest summary of the conversation, of the branch that is shown."""
        conversation_id = self._engine.place.conversation_id
        return branches.summary(session, conversation_id, branches.branches(session, conversation_id).hidden)

    def view(self) -> ContextView:
        """The context layer by layer, with the tokens of each as the LLM counts them."""
        with self._engine.reading() as session:
            compiled, prompt = self.compiled(session), self.prompt(session)
            last = session.exec(select(Step).order_by(col(Step.id).desc()).limit(1)).first()
        used, system = self._engine.llm.count(prompt), prompt.messages[:1]
        instructed = self._engine.llm.count(Prompt(system))
        tools = self._engine.llm.count(Prompt(system, prompt.tools)) - instructed
        parts = [
            (name, self._engine.llm.count_text(layer), layer)
            for name, layer in (
                ("core memory", f"{compiled.core}\n{compiled.counts}"),
                ("summary", compiled.summary),
            )
        ]
        rest = instructed - sum(tokens for _, tokens, _ in parts)
        told = "\n".join(f"{tool.name}: {tool.description}" for tool in prompt.tools)
        said = "\n".join(_line(each) for each in prompt.messages[1:])
        layers = [("instructions", rest, compiled.instructions), ("tools", tools, told), *parts]
        layers.append(("messages", used - instructed - tools, said))
        return ContextView(
            tuple(ContextPart(*layer) for layer in layers),
            used=used,
            limit=self._engine.limit,
            pressure=self._engine.pressure,
            reused=last.reused_tokens if last else 0,
            prefilled=last.prefilled_tokens if last else 0,
        )

    def show(self, message: Message) -> ChatMessage:
        """A message as the LLM reads it under the compiled system message."""
        settled = bool(
            self._compiled
            and message.role == "tool"
            and message.ok
            and message.tool in EDITS
            and (self._is_brief or (message.id or 0) <= self._compiled.settled_through)
        )
        related = self._related.get(message.id or 0, "")
        shown = self._cut(message)
        return text.chat_message(message, zone=self._engine.zone, settled=settled, text=shown, related=related)

    @property
    def _is_brief(self) -> bool:
        """Whether an edit's result may be short: lines that bear on a later message stand beside it anyway."""
        return self._engine.llm.info.related_lines > 0

    def _related_to(self, session: Session, message: str, most: int) -> str:
        blocks = CoreMemory(session, self._engine.place.agent_id, Cause("turn")).blocks()
        summary = self.summary(session)
        told = (block.value for block in blocks if block.label != SELF)
        lines = candidates(told, summary.text if summary else "")
        return written(self._engine.search.related(message, lines, most))

    def _compile(self, session: Session) -> Compiled:
        place, summary = self._engine.place, self.summary(session)
        blocks = CoreMemory(session, place.agent_id, Cause("turn")).blocks()
        self.versions = {each.label: each.version for each in blocks}
        counts = text.Counts(
            recall.count(session, place.agent_id),
            archival.count(session, place.archive_id),
            tuple(archival.tags(session, place.archive_id)),
        )
        return Compiled(
            self.instructions(session),
            text.core_memory(blocks),
            text.counts(counts),
            text.summary(summary.text) if summary else "",
            session.exec(select(func.max(Message.id))).one() or 0,
            self._tools(session),
        )

    def _tools(self, session: Session) -> tuple[Tool, ...]:
        query = select(AgentTool.name).where(AgentTool.agent_id == self._engine.place.agent_id)
        attached = session.exec(query.order_by(col(AgentTool.position), col(AgentTool.id)))
        names = dict.fromkeys((*attached, *self._of_documents(session)))
        left_out = NOT_TRAINED if self._engine.llm.info.system_prompt is not None else ()
        return tuple(TOOLS[name] for name in names if name in TOOLS and name not in left_out)

    def _of_documents(self, session: Session) -> tuple[str, ...]:
        """The tools that read documents, where there are some; not for an LLM that was trained without them."""
        trained = self._engine.llm.info.system_prompt is not None
        archive_id = documents.archive_of(session, self._engine.place.agent_id)
        return DOCUMENT_TOOLS if not trained and documents.count(session, archive_id) else ()

    def _cut(self, message: Message) -> str:
        """The message's text, cut to its share of the context; always at one place, so that the cache stays valid."""
        limit = self._engine.limit
        if len(message.text) <= limit // CERTAINLY_SHORT:
            return message.text
        key = message.id or 0
        if key not in self._kept:
            self._kept[key] = self._fitting(message.text, limit // MESSAGE_SHARE)
        return text.cut(message.text, self._kept[key])

    def _fitting(self, full: str, most: int) -> int:
        """How many characters of a text fit so many tokens."""
        kept = full[: most * 8]
        while (tokens := self._engine.llm.count_text(kept)) > most:
            kept = kept[: min(len(kept) - 1, len(kept) * most // tokens)]
        return len(kept)


def _line(message: ChatMessage) -> str:
    return f"{message.role}: {message.text or message.call}"
