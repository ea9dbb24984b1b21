"""A call is written in the tokens that its text is read in: an LLM knows no others."""

from collections.abc import Callable

import pytest

from runtime.llm.choice import built_in
from runtime.llm.engine import Engine
from runtime.llm.port import ChatMessage, Choice, Flag, Form, Parameter, Prompt, Request, Text

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
