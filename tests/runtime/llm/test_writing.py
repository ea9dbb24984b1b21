"""A call is written in the tokens that its text is read in: an LLM knows no others."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from runtime.llm.automata import Automata
from runtime.llm.choice import built_in
from runtime.llm.engine import Engine
from runtime.llm.port import ChatMessage, Choice, Flag, Form, Parameter, Prompt, Request, Text
from runtime.llm.sampling import Sampler, Taste
from runtime.llm.streaming import Stream
from runtime.llm.writing import Writing, circling

SAID = "[Sat 2026-11-21 10:04] My dog is called Biscuit"
FORMS = (
    Form("send_message", (Parameter("message", Text(400, 1)),)),
    Form(
        "core_memory_append",
        (
            Parameter("label", Choice(("human", "persona"))),
            Parameter("content", Text(400, 1)),
            Parameter("request_heartbeat", Flag()),
        ),
    ),
    Form("conversation_search", (Parameter("query", Text(400, 1)), Parameter("request_heartbeat", Flag()))),
)


@pytest.fixture
def engine(load_engine: Callable[..., Engine]) -> Engine:
    """The built-in LLM: its vocabulary has a token for a call up to the quotes of its first value."""
    return load_engine(built_in())


def test_a_call_begins_with_the_token_for_its_tool(engine: Engine) -> None:
    prompt = Prompt((ChatMessage("system", "You are Loci."), ChatMessage("user", SAID)))
    made = engine.generate(Request(prompt, FORMS, temperature=0.0), lambda _: None)
    [start] = engine.prefix.tokens[made.tokens.prompt : made.tokens.prompt + 1]
    assert engine.llama.vocabulary.read([start]).startswith(f'<tool_call>\n{{"name": "{made.call.name}')


def test_what_may_begin_a_longer_token_is_not_settled(engine: Engine) -> None:
    vocabulary = engine.llama.vocabulary
    for beginning in (b'<tool_call>\n{"name": "', b'", "request_heart'):
        tokens = vocabulary.plain(b"tea" + beginning)
        assert vocabulary.settled(tokens) == len(vocabulary.plain(b"tea"))
    words = vocabulary.plain(b"They like tea")
    assert vocabulary.settled(words) == len(words)


def test_the_same_few_tokens_over_and_over_are_a_circle_and_a_table_or_a_list_is_none() -> None:
    assert circling([7, 8, 9, 10] * 12)
    assert circling([1, 2, 3, *([5] * 48)])
    assert circling([*range(100), *(list(range(16)) * 3)])
    assert not circling([7, 8, 9, 10] * 11)
    assert not circling([*([5] * 47), 6])
    assert not circling([*(list(range(24)) * 2)])
    assert not circling(list(range(100)))


class Stuck(Sampler):
    """Finds the same letters the likeliest over and over."""

    def choose(self, logits: NDArray[np.float32], allowed: NDArray[np.bool_] | None) -> int:
        liked = np.zeros_like(logits)
        liked[ord("a")] = 1
        return super().choose(liked, allowed)


@pytest.mark.parametrize(("temperature", "written"), [(0.0, range(48, 100)), (1e-9, range(200, 300))])
def test_a_text_in_a_circle_is_ended_where_the_likeliest_is_always_taken(
    toy: Path, load_engine: Callable[..., Engine], temperature: float, written: range
) -> None:
    made = load_engine(toy)
    dialect, llama = made.format.dialect, made.llama
    forms = (Form("send_message", (Parameter("message", Text(4_000, 1)),)),)
    stream = Stream(dialect, forms, ("", ""), lambda _: None)
    matcher = Automata(llama.vocabulary.grammar_tokenizer(), llama.vocabulary.specials).start(forms, dialect)
    writing = Writing(llama, made.prefix, matcher, Stuck(Taste(temperature), 0), stream)
    assert writing.write(llama.vocabulary.plain(b"Hello"), 300, dialect)
    assert llama.vocabulary.read(writing.tokens).count("a") in written
