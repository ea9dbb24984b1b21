"""The dialect that is read off a template is the one it writes, and a call written in it reads back the same."""

import functools
from pathlib import Path

import pytest
import shown_templates

from runtime.llm.detection import detect
from runtime.llm.format import Format
from runtime.llm.port import (
    ChatMessage,
    Flag,
    Form,
    Integer,
    Listing,
    Parameter,
    Prompt,
    Text,
    ToolCall,
    ToolSpec,
)
from runtime.llm.reading import check_call, read_call
from runtime.llm.templates import ChatTemplate

PUBLISHED = {
    "GLM-4.6": "\n<tool_call>tool\n<arg_key>",
    "HuggingFaceTB-SmolLM3-3B": '{"name": "tool", "arguments": {"',
    "LFM2.5-Instruct": "<|tool_call_start|>[tool(",
    "Mistral-Small-3.2-24B-Instruct-2506": '[TOOL_CALLS]tool[CALL_ID]loci00000[ARGS]{"',
    "NousResearch-Hermes-3-Llama-3.1-8B-tool_use": '<tool_call>\n{"name": "tool", "arguments": {"',
    "Qwen-Qwen2.5-7B-Instruct": '<tool_call>\n{"name": "tool", "arguments": {"',
    "Qwen-Qwen3-0.6B": '<tool_call>\n{"name": "tool", "arguments": {"',
    "Qwen3.5-4B": "<tool_call>\n<function=tool>\n<parameter=",
    "google-gemma-2-2b-it": '{"name": "tool", "arguments": {"',
    "ibm-granite-granite-3.3-2B-Instruct": '<|tool_call|>[{"name": "tool", "arguments": {"',
    "meta-llama-Llama-3.2-3B-Instruct": '{"name": "tool", "parameters": {"',
}
"""How a call begins in each of the reference templates."""

AWKWARD = {
    "text": "a \"q\" 'x' \\ \n\t é😀 ]}, )</tool_call> {% raw %}",
    "empty": "",
    "blank": " \n ",
    "number": 5,
    "yes": True,
    "no": False,
    "tags": ["a, b", 'c"]', ""],
    "none": [],
}
KINDS = dict.fromkeys(("text", "empty", "blank"), Text()) | {"number": Integer(0, 9)}
KINDS |= dict.fromkeys(("yes", "no"), Flag()) | dict.fromkeys(("tags", "none"), Listing(Text()))
FORM = Form("send_message", tuple(Parameter(name, kind, required=False) for name, kind in KINDS.items()))
SYSTEM, USER = ChatMessage("system", "Be kind."), ChatMessage("user", "Hello <b>you</b>")
TOOL = ToolSpec("send_message", "Says it.", {"type": "object", "properties": {"text": {"type": "string"}}})


@functools.cache
def used(source: str) -> Format:
    return detect(ChatTemplate(source, bos="<s>", eos="</s>"))


def source_of(reference: Path, name: str) -> str:
    return (reference / "chat_templates" / f"{name}.jinja").read_text()


def check(found: Format, arguments: dict) -> None:
    call = ToolCall("send_message", arguments)
    written = found.dialect.write(call)
    assert read_call(written, found.dialect) == call
    assert read_call(written, found.dialect, [FORM]) == call
    before = found.render(Prompt((SYSTEM, USER), (TOOL,)))
    asked = (SYSTEM, USER, ChatMessage("assistant", call=call), ChatMessage("tool", "Done."))
    assert found.render(Prompt(asked, (TOOL,))).startswith(before + written), "history shows another call"


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_template_is_understood(reference: Path, name: str) -> None:
    found = used(source_of(reference, name))
    assert found.dialect.write(ToolCall("tool", {"a": "b"})).startswith(PUBLISHED[name])
    check(found, AWKWARD)
    check_call(read_call(found.dialect.write(ToolCall("send_message", AWKWARD)), found.dialect, [FORM]), [FORM])


@pytest.mark.parametrize("source", shown_templates.CALLING.values(), ids=shown_templates.CALLING.keys())
def test_a_template_that_renders_calls_is_understood(source: str) -> None:
    found = used(source)
    assert found.template.source == source
    assert found.shape.calls == "object"
    # Python's own way to write lists quotes with apostrophes where it can: history would read otherwise.
    check(found, {key: value for key, value in AWKWARD.items() if key != "tags"})
    assert read_call(found.dialect.write(ToolCall("send_message", AWKWARD)), found.dialect, [FORM]).arguments == AWKWARD


@pytest.mark.parametrize("source", [shown_templates.NO_TOOLS, shown_templates.STRICT], ids=["no tools", "strict"])
def test_a_template_without_tools_writes_calls_as_text(source: str) -> None:
    found = used(source)
    assert found.template.source == source
    assert found.dialect.name == "generic"
    check(found, AWKWARD)


def test_tools_are_described_where_the_template_ignores_them() -> None:
    rendered = used(shown_templates.NO_TOOLS).render(Prompt((SYSTEM, USER), (TOOL,)))
    assert "Says it." in rendered
    assert '{"name": "tool", "arguments": {"parameter": "value"}}' in rendered


def test_tools_are_not_described_to_an_llm_that_knows_them() -> None:
    found = detect(ChatTemplate(shown_templates.NO_TOOLS), tools_known=True)
    assert "Says it." not in found.render(Prompt((SYSTEM, USER), (TOOL,)))


def test_a_system_message_that_is_refused_goes_before_the_users_words() -> None:
    rendered = used(shown_templates.STRICT).render(Prompt((SYSTEM, USER)))
    assert rendered == "<start_of_turn>user\nBe kind.\n\nHello <b>you</b><end_of_turn>\n<start_of_turn>model\n"


STEP = (ChatMessage("assistant", call=ToolCall("t", {"a": "b"})), ChatMessage("tool", "r"))
CONVERSATIONS = {
    "two users": (SYSTEM, USER, USER),
    "begun by the assistant": (
        SYSTEM,
        ChatMessage("assistant", call=ToolCall("t", {"a": "b"})),
        ChatMessage("tool", "r"),
    ),
    "several steps and turns": (SYSTEM, USER, *STEP, *STEP, *STEP, USER, *STEP, USER),
    "no system message": (USER,),
}
ALL_SHOWN = shown_templates.CALLING | {"none": shown_templates.NO_TOOLS, "strict": shown_templates.STRICT}


@pytest.mark.parametrize("messages", CONVERSATIONS.values(), ids=CONVERSATIONS.keys())
def test_every_conversation_can_be_rendered(messages: tuple[ChatMessage, ...], reference: Path) -> None:
    for source in (*ALL_SHOWN.values(), *(source_of(reference, name) for name in PUBLISHED)):
        rendered = used(source).render(Prompt(messages, (TOOL,)))
        for message in messages:
            assert message.text.strip() in rendered


def test_a_prompt_of_a_longer_conversation_begins_with_the_shorter_one() -> None:
    """What is in the cache is not read again: nothing before the new messages may change."""
    messages: tuple[ChatMessage, ...] = (SYSTEM, USER)
    for source in (shown_templates.HERMES, shown_templates.XML, shown_templates.NO_TOOLS):
        found = used(source)
        before = found.render(Prompt(messages, (TOOL,)))
        after = (*messages, *STEP, USER)
        assert found.render(Prompt(after, (TOOL,))).startswith(before)


def test_thinking_is_opened_where_the_template_does_not_and_left_out_where_it_is_not_wanted() -> None:
    found = used(shown_templates.THINKING)
    assert found.dialect.thinking == ("<think>\n", "\n</think>\n\n")
    assert found.render(Prompt((SYSTEM, USER)), thinking=True).endswith("assistant\n<think>\n")
    assert found.render(Prompt((SYSTEM, USER))).endswith("<think>\n\n</think>\n\n")
    plain = used(shown_templates.HERMES)
    assert plain.render(Prompt((SYSTEM, USER)), thinking=True).endswith("assistant\n<think>\n")


@pytest.mark.parametrize("source", ["{{ raise_exception('no') }}", "nothing at all", "{{ messages[0].content }}"])
def test_a_useless_template_is_replaced_by_the_generic_one(source: str) -> None:
    found = used(source)
    assert found.render(Prompt((SYSTEM, USER))).endswith("<|im_start|>assistant\n")
    check(found, AWKWARD)
