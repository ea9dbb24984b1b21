"""One loaded LLM at work: renders the prompt, reads what is new, writes one call under a grammar."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from runtime.errors import LLMError, PromptTooLong
from runtime.llm.automata import Automata
from runtime.llm.detection import detect
from runtime.llm.dialects import Dialect
from runtime.llm.format import Format
from runtime.llm.llama import ContextFull, Interrupted, Llama, Loading
from runtime.llm.port import Form, Generation, Prompt, Request, TokenCounts, ToolCall
from runtime.llm.prefix import Plan, Prefix
from runtime.llm.reading import NotACall, read_call
from runtime.llm.sampling import Sampler, Taste
from runtime.llm.specials import Cover, mark
from runtime.llm.streaming import Stream
from runtime.llm.templates import GENERIC, ChatTemplate, TemplateRefused
from runtime.llm.thinking import Thinking
from runtime.llm.writing import Writing

_ROOM_TO_WRITE = 32
_TASTE = Taste(temperature=0.4)


class Engine:
    """An LLM ready to be asked."""

    def __init__(self, loading: Loading) -> None:
        """Load the weights and find out how to talk to them.

        Raises:
            WeightsUnusable: they cannot be loaded.
        """
        self.llama = Llama(loading)
        self._vocabulary = self.llama.vocabulary
        self.prefix = Prefix(self.llama)
        self.system_prompt = self.llama.metadata("loci.system_prompt")
        self.format = self._detect()
        self._automata = Automata(self._vocabulary.grammar_tokenizer(), self._vocabulary.specials)
        self._thinking = Thinking(self.llama, self.prefix, self.format.dialect)
        self._taste = self._own_taste()
        self._unread: list[int] = []

    def _detect(self) -> Format:
        vocabulary = self._vocabulary
        source = self.llama.template() or GENERIC
        texts = {"bos": vocabulary.text(vocabulary.bos), "eos": vocabulary.text(vocabulary.eos)}
        try:
            template = ChatTemplate(source, **texts)
        except TemplateRefused:
            template = ChatTemplate(GENERIC, **texts)
        names = frozenset(vocabulary.text(token) for token in vocabulary.special_ids)
        ends = frozenset(vocabulary.text(token) for token in vocabulary.ends) & names
        return detect(template, specials=names, ends=ends, tools_known=self.system_prompt is not None)

    def _own_taste(self) -> Taste:
        """What the weights' makers recommend; the built-in LLM, which has too little to lose its way, the likeliest."""
        known = {name: self.llama.metadata(f"general.sampling.{name}") for name in ("temp", "top_k", "top_p", "min_p")}
        temperature = 0.0 if self.system_prompt is not None else _TASTE.temperature
        return Taste(
            temperature=_number(known["temp"], temperature),
            top_k=int(_number(known["top_k"], _TASTE.top_k)),
            top_p=_number(known["top_p"], _TASTE.top_p),
            min_p=_number(known["min_p"], _TASTE.min_p),
        )

    def marked(self, prompt: Prompt, *, thinking: bool = False) -> bytes:
        """The prompt's marked text, up to where the LLM goes on.

        Raises:
            LLMError: the template takes the messages in no shape.
        """
        cover = Cover(self._vocabulary.specials)
        marked = cover.marked(self.format.render(prompt, cover.cover, thinking=thinking))
        begin = mark(self._vocabulary.bos) if self._vocabulary.adds_bos else b""
        return marked if marked.startswith(begin) else begin + marked

    def count(self, prompt: Prompt) -> int:
        """Tokens of the rendered prompt."""
        plan = self.prefix.plan(self.marked(prompt))
        return plan.kept + len(plan.rest)

    def count_text(self, text: str) -> int:
        """Tokens of a text."""
        return len(self._vocabulary.plain(text.encode("utf-8", "replace")))

    def warm(self, prompt: Prompt) -> TokenCounts:
        """Read the prompt; what was read when it was interrupted stays read."""
        plan = self.prefix.keep(self._plan(prompt))
        with suppress(Interrupted):
            self.prefix.read(self.prefix.read_to_turn(plan.rest))
        read = self.llama.read - plan.kept
        return TokenCounts(prompt=plan.kept + len(plan.rest), reused=plan.kept, prefilled=read)

    def generate(self, request: Request, on_text: Callable[[str], None]) -> Generation:
        """One call.

        Raises:
            Interrupted: the stop flag was set.
            PromptTooLong: it does not fit.
            LLMError: no form can be met, or the call was none of them, which is our fault.
        """
        start = time.perf_counter()
        self._unread = []
        thinking = request.thinking_tokens > 0
        plan = self.prefix.keep(self._plan(request.prompt, thinking=thinking))
        sampler = Sampler(self._chosen_taste(request), request.seed)
        pending = self.prefix.read_to_turn(plan.rest)
        thought: list[int] = []
        dialect = self.format.dialect
        if thinking:
            self.prefix.read(pending)
            thought = self._thinking.think(request.thinking_tokens, sampler)
            pending, dialect = self._thinking.ending(thought), self._thinking.dialect()
        stream = Stream(dialect, request.forms, request.stream, on_text)
        writing = Writing(self.llama, self.prefix, self._automata.start(request.forms, dialect), sampler, stream)
        truncated = writing.write(pending, self._budget(plan, request, len(thought)), dialect)
        self._unread = writing.unread
        call = self._checked(writing.tokens, dialect, request.forms)
        first = (writing.first_logits or time.perf_counter()) - start
        return Generation(
            call=call,
            tokens=TokenCounts(
                prompt=plan.kept + len(plan.rest),
                reused=plan.kept,
                prefilled=len(plan.rest),
                generated=len(thought) + len(writing.tokens),
            ),
            thinking=self._thinking.said(thought),
            prefill_seconds=first,
            decode_seconds=time.perf_counter() - start - first,
            truncated=truncated,
        )

    def settle(self) -> None:
        """Read the end of the last call, which the grammar wrote; it is in the next prompt, as likely as not."""
        unread, self._unread = self._unread, []
        with suppress(Interrupted, ContextFull):
            self.prefix.read(unread)

    def _checked(self, tokens: Sequence[int], dialect: Dialect, forms: Sequence[Form]) -> ToolCall:
        """The call that was written, read back and held against the forms: the grammar is not trusted alone."""
        try:
            return read_call(self._vocabulary.read(tokens), dialect, forms)
        except NotACall as error:
            raise LLMError(f"The LLM's call is not one of those it was offered: {error}") from error

    def _plan(self, prompt: Prompt, *, thinking: bool = False) -> Plan:
        plan = self.prefix.plan(self.marked(prompt, thinking=thinking))
        count, limit = plan.kept + len(plan.rest), self.llama.context_length
        if count + _ROOM_TO_WRITE > limit:
            raise PromptTooLong(f"The prompt has {count:,} tokens and the context holds {limit:,}.")
        return plan

    def _budget(self, plan: Plan, request: Request, thought: int) -> int:
        room = self.llama.context_length - plan.kept - len(plan.rest) - thought
        return min(request.max_tokens, room - _ROOM_TO_WRITE // 2)

    def _chosen_taste(self, request: Request) -> Taste:
        if request.temperature is None:
            return self._taste
        return replace(self._taste, temperature=request.temperature)


def _number(text: str | None, otherwise: float) -> float:
    try:
        return float(text) if text is not None else otherwise
    except ValueError:
        return otherwise
