"""One loaded LLM at work: renders the prompt, reads what is new, writes one call under a grammar."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import llguidance.numpy
import numpy as np
from llguidance import LLMatcher
from numpy.typing import NDArray

from runtime.errors import LLMError, PromptTooLong
from runtime.llm.detection import detect
from runtime.llm.dialects import Dialect
from runtime.llm.format import Format
from runtime.llm.grammar import NoForms, write_grammar
from runtime.llm.llama import ContextFull, Interrupted, Llama, Loading
from runtime.llm.port import Form, Generation, Prompt, Request, TokenCounts
from runtime.llm.prefix import Plan, Prefix
from runtime.llm.reading import NotACall, check_call, read_call
from runtime.llm.sampling import Sampler, Taste
from runtime.llm.specials import Cover, mark
from runtime.llm.streaming import Stream
from runtime.llm.templates import GENERIC, ChatTemplate, TemplateRefused

_GRAMMARS = 32
_ROOM_TO_WRITE = 32
_LONGEST_CLOSING = 20_000
_TASTE = Taste(temperature=0.4)


@dataclass(slots=True)
class _Writing:
    """A call while it is written."""

    matcher: LLMatcher
    sampler: Sampler
    stream: Stream
    pending: list[int]
    tokens: list[int]
    prefill_seconds: float = 0.0


class Engine:
    """An LLM ready to be asked."""

    def __init__(self, loading: Loading) -> None:
        """Load the weights and find out how to talk to them.

        Raises:
            WeightsUnusable: they cannot be loaded.
        """
        self.llama = Llama(loading)
        self._vocabulary = self.llama.vocabulary
        self._prefix = Prefix(self.llama)
        self._tokenizer = self._vocabulary.grammar_tokenizer()
        self.system_prompt = self.llama.metadata("loci.system_prompt")
        self.format = self._detect()
        self._grammars: OrderedDict[tuple[Sequence[Form], Dialect], LLMatcher] = OrderedDict()
        self._mask = llguidance.numpy.allocate_token_bitmask(1, self._tokenizer.vocab_size)
        self._taste = self._own_taste()

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
        plan = self._prefix.plan(self.marked(prompt))
        return plan.kept + len(plan.rest)

    def count_text(self, text: str) -> int:
        """Tokens of a text."""
        return len(self._vocabulary.plain(text.encode("utf-8", "replace")))

    def warm(self, prompt: Prompt) -> TokenCounts:
        """Read the prompt; what was read when it was interrupted stays read."""
        plan = self._prefix.keep(self._plan(prompt))
        try:
            self._prefix.read(plan.rest)
            self._prefix.remember()
        except Interrupted:
            pass
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
        dialect = self.format.dialect
        thinking = request.thinking_tokens > 0
        plan = self._prefix.keep(self._plan(request.prompt, thinking=thinking))
        sampler = Sampler(self._chosen_taste(request), request.seed)
        pending, thought = list(plan.rest), ""
        if not self.llama.trimmable:
            self._prefix.read(pending)
            self._prefix.remember()
            pending = []
        if thinking:
            dialect = replace(dialect, head=_after_thought(dialect), empty=_after_thought(dialect, empty=True))
        stream = Stream(dialect, request.forms, request.stream, on_text)
        writing = _Writing(self._matcher(request.forms, dialect), sampler, stream, pending, [])
        truncated = self._write(writing, self._budget(plan, request), dialect, start)
        return self._finished(request, dialect, plan, writing, (start, thought, truncated))

    def _plan(self, prompt: Prompt, *, thinking: bool = False) -> Plan:
        plan = self._prefix.plan(self.marked(prompt, thinking=thinking))
        count, limit = plan.kept + len(plan.rest), self.llama.context_length
        if count + _ROOM_TO_WRITE > limit:
            raise PromptTooLong(f"The prompt has {count:,} tokens and the context holds {limit:,}.")
        return plan

    def _budget(self, plan: Plan, request: Request) -> int:
        room = self.llama.context_length - plan.kept - len(plan.rest)
        return min(request.max_tokens, room - _ROOM_TO_WRITE // 2)

    def _chosen_taste(self, request: Request) -> Taste:
        if request.temperature is None:
            return self._taste
        return replace(self._taste, temperature=request.temperature)

    def _matcher(self, forms: Sequence[Form], dialect: Dialect) -> LLMatcher:
        """The grammar's automaton at its start.

        Raises:
            LLMError: no form can be met, or llguidance refuses the grammar.
        """
        key = (forms, dialect)
        if key not in self._grammars:
            try:
                lark = write_grammar(forms, dialect, self._vocabulary.specials.split)
            except NoForms as error:
                raise LLMError("None of the tools can be called with what the memory holds now.") from error
            matcher = LLMatcher(self._tokenizer, LLMatcher.grammar_from_lark(lark), log_level=0)
            if matcher.is_error():
                raise LLMError(f"The grammar of the tool calls was refused: {matcher.get_error()[:400]}")
            self._grammars[key] = matcher
            if len(self._grammars) > _GRAMMARS:
                self._grammars.popitem(last=False)
        self._grammars.move_to_end(key)
        return self._grammars[key].deep_copy()

    def _write(self, writing: _Writing, budget: int, dialect: Dialect, start: float) -> bool:
        """Write until the grammar ends; True if the budget ended first."""
        matcher = writing.matcher
        while True:
            forced = matcher.compute_ff_tokens()
            if forced:
                self._take(writing, forced)
            if matcher.is_stopped():
                break
            if len(writing.tokens) >= budget:
                self._close(writing, dialect)
                return True
            try:
                self._prefix.read(writing.pending)
            except ContextFull:
                self._close(writing, dialect)
                return True
            writing.pending.clear()
            if not writing.prefill_seconds:
                writing.prefill_seconds = time.perf_counter() - start
            self._take(writing, [self._next(writing)])
        return False

    def _next(self, writing: _Writing) -> int:
        logits = self.llama.logits()
        if writing.sampler.greedy:
            best = int(logits.argmax())
            if writing.matcher.validate_tokens([best]) == 1:
                return best
        return writing.sampler.choose(logits, self._allowed(writing.matcher))

    def _allowed(self, matcher: LLMatcher) -> NDArray[np.bool_]:
        """bool [vocabulary]: what the grammar lets come next."""
        llguidance.numpy.fill_next_token_bitmask(matcher, self._mask, 0)
        bits = np.unpackbits(self._mask.view(np.uint8)[0], count=self._vocabulary.size, bitorder="little")
        return bits.view(np.bool_)

    def _take(self, writing: _Writing, tokens: list[int]) -> None:
        if not writing.matcher.consume_tokens(tokens):
            raise LLMError(f"The grammar broke off: {writing.matcher.get_error()[:400]}")
        writing.tokens += tokens
        writing.pending += tokens
        writing.stream.feed(b"".join(self._vocabulary.pieces[token] for token in tokens))

    def _close(self, writing: _Writing, dialect: Dialect) -> None:
        """End the call the shortest way that the grammar allows, without asking the LLM."""
        stop = self._vocabulary.specials.split(dialect.text.stop)
        quotes = {"json": '"', "python": "'"}.get(dialect.quoting)
        closers = [self._prefix.tokenise(self._literal([quotes] if quotes else stop))]
        closers += [self._vocabulary.plain(character) for character in (b"]", b"}", b")")]
        for _ in range(_LONGEST_CLOSING):
            forced = writing.matcher.compute_ff_tokens()
            if forced:
                self._take(writing, forced)
            if writing.matcher.is_stopped():
                return
            fitting = (c for c in closers if c and writing.matcher.validate_tokens(c) == len(c))
            closer = next(fitting, None)
            self._take(writing, closer or [int(self._allowed(writing.matcher).argmax())])
        raise LLMError("The tool call could not be brought to an end.")

    @staticmethod
    def _literal(parts: Sequence[str | int]) -> bytes:
        return b"".join(mark(part) if isinstance(part, int) else part.encode() for part in parts)

    def _finished(
        self, request: Request, dialect: Dialect, plan: Plan, writing: _Writing, rest: tuple[float, str, bool]
    ) -> Generation:
        start, thought, truncated = rest
        text = b"".join(self._vocabulary.pieces[token] for token in writing.tokens).decode("utf-8", "replace")
        try:
            call = read_call(text, dialect, request.forms)
            check_call(call, request.forms)
        except NotACall as error:
            raise LLMError(f"The LLM's call is not one of those it was offered: {error}") from error
        seconds = time.perf_counter() - start
        counts = TokenCounts(
            prompt=plan.kept + len(plan.rest),
            reused=plan.kept,
            prefilled=len(plan.rest),
            generated=len(writing.tokens),
        )
        return Generation(
            call, counts, thought, writing.prefill_seconds, seconds - writing.prefill_seconds, truncated
        )


def _number(text: str | None, otherwise: float) -> float:
    try:
        return float(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def _after_thought(dialect: Dialect, *, empty: bool = False) -> str:
    """The call's beginning without the empty thought that history may show before it."""
    return (dialect.empty if empty else dialect.head).rpartition(dialect.thinking[1].strip())[2]
