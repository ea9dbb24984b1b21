"""What the LLM is asked in a sleep: which statements of the person that code does not understand are worth keeping.

It is asked in the forms of the ordinary tools, and all that these allow it to write are the statements themselves and
the lines they may replace. So it can choose badly, but it can invent nothing, and even a tiny LLM can be asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event as Flag
from typing import TYPE_CHECKING

from runtime import prompt as text
from runtime.home import asset
from runtime.llm.port import ChatMessage, Choice, Form, Parameter, Prompt, Request, TokenCounts
from runtime.llm.port import Flag as YesNo
from runtime.memory.question import words
from runtime.sleep.facts import Found
from runtime.sleep.statement import understood
from runtime.step import SEND
from runtime.tools.builtin import TOOLS
from runtime.tools.registry import HEARTBEAT

if TYPE_CHECKING:
    from datetime import datetime

    from models.tables import Block
    from runtime.engine import Engine
    from runtime.sleep.ledger import Ledger

APPEND, REPLACE = "core_memory_append", "core_memory_replace"
NOTHING = "Noted."
MOST_ALIKE = 5
"""Lines that the LLM may say are replaced; more would only be more to choose wrongly from."""
CALL_TOKENS = 200


@dataclass(frozen=True, slots=True)
class Core:
    """Core memory as the LLM sees it, and the label of the block that takes new lines."""

    blocks: tuple[Block, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be kept, and what asking cost."""

    kept: tuple[Found, ...] = ()
    asked: int = 0
    tokens: TokenCounts = TokenCounts()


def ask(
    engine: Engine,
    core: Core,
    at: datetime,
    candidates: Sequence[Found],
    facts: Ledger,
    stop: Flag,
) -> Answer:
    """Have the LLM choose among the candidates said ``at`` a time, one call after another until it has enough.

    Raises:
        errors.Stopped: ``stop`` was set; nothing is kept.
        errors.LLMError: the LLM could not answer.
    """
    open_ones, answer = list(candidates), Answer()
    statements = ". ".join(each.clause.text for each in candidates)
    messages = [_system(engine, core.blocks), text.said(f"{statements}.", at, engine.zone)]
    specs = tuple(TOOLS[name].spec for name in (SEND, APPEND, REPLACE))
    while open_ones:
        alike = _alike(open_ones, facts, core.blocks)
        request = Request(
            Prompt(tuple(messages), specs),
            _forms(core.label, open_ones, tuple(alike)),
            max_tokens=CALL_TOKENS,
            temperature=0.0,  # a choice, not prose: the same each time, also after an interruption
        )
        generation = engine.llm.generate(request, on_text=lambda _: None, stop=stop)
        call, answer = generation.call, _with(answer, generation.tokens)
        content = call.arguments.get("content") or call.arguments.get("new_content")
        chosen = next((each for each in open_ones if each.said.line == content), None)
        if call.name == SEND or chosen is None:
            break
        old = alike.get(str(call.arguments.get("old_content", "")))
        kept = Found(chosen.clause, chosen.said, old)
        answer = Answer((*answer.kept, kept), answer.asked, answer.tokens)
        open_ones.remove(chosen)
        messages += [ChatMessage("assistant", call=call), ChatMessage("tool", text.DONE)]
        if not call.arguments.get(HEARTBEAT):
            break
    return answer


def _system(engine: Engine, blocks: Sequence[Block]) -> ChatMessage:
    """The LLM's own instructions where it brings some, for it may know no others; else the sleep-time prompt."""
    own = engine.llm.info.system_prompt
    instructions = own or asset("prompts/sleep.txt").read_text(encoding="utf-8").strip()
    return ChatMessage("system", text.system(instructions, text.core_memory(blocks), "", ""))


def _forms(label: str, candidates: Sequence[Found], alike: Sequence[str]) -> tuple[Form, ...]:
    """Nothing, or one of the statements, as a new line or in place of one that is like it."""
    lines = Choice(tuple(dict.fromkeys(each.said.line for each in candidates)))
    where, again = Parameter("label", Choice((label,))), Parameter(HEARTBEAT, YesNo())
    forms = [
        Form(SEND, (Parameter("message", Choice((NOTHING,))),)),
        Form(APPEND, (where, Parameter("content", lines), again)),
    ]
    if alike:
        old = Parameter("old_content", Choice(tuple(alike)))
        forms.append(Form(REPLACE, (where, old, Parameter("new_content", lines), again)))
    return tuple(forms)


def _alike(candidates: Sequence[Found], facts: Ledger, blocks: Sequence[Block]) -> dict[str, int]:
    """Lines of core memory that are facts and share words with a candidate, the most alike first."""
    standing = dict.fromkeys(line for block in blocks for line in block.value.split("\n"))
    wanted = {word for each in candidates for word in words(each.said.line)}
    scored = [
        (len(wanted.intersection(words(each.said.line))), each)
        for line in standing
        for each in facts.same(understood(line))
        if each.said.line == line and not each.said.known
    ]
    best = sorted((each for each in scored if each[0] > 1), key=lambda each: -each[0])[:MOST_ALIKE]
    return {fact.said.line: fact.id for _, fact in best}


def _with(answer: Answer, spent: TokenCounts) -> Answer:
    tokens = TokenCounts(
        answer.tokens.prompt + spent.prompt,
        answer.tokens.reused + spent.reused,
        answer.tokens.prefilled + spent.prefilled,
        answer.tokens.generated + spent.generated,
    )
    return Answer(answer.kept, answer.asked + 1, tokens)
