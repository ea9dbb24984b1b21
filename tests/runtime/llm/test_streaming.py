"""However a call is cut into pieces, what is streamed is what the parsed call holds."""

import json
from random import Random

import hypothesis.strategies as st
import pytest
import shown_templates
from hypothesis import given

from runtime.llm.detection import detect
from runtime.llm.dialects import GENERIC, Dialect, json_dialect, python_dialect
from runtime.llm.port import Choice, Flag, Form, Parameter, Text, ToolCall
from runtime.llm.reading import read_call
from runtime.llm.streaming import QuotedText, RawText, Stream
from runtime.llm.templates import ChatTemplate

XML = detect(ChatTemplate(shown_templates.XML)).dialect
DIALECTS = {"json": GENERIC, "hermes": json_dialect("hermes", "<tool_call>\n", "\n</tool_call>"), "xml": XML}
DIALECTS |= {"python": python_dialect("python"), "keyed": detect(ChatTemplate(shown_templates.KEYED)).dialect}
FORMS = (
    Form("send_message", (Parameter("message", Text()), Parameter("more", Flag(), required=False))),
    Form("note", (Parameter("label", Choice(("message",))), Parameter("message", Text()))),
)
WANTED = ("send_message", "message")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",), include_characters="\n\t"), max_size=60)


def streamed(dialect: Dialect, written: bytes, lots: Random) -> str:
    pieces: list[str] = []
    stream = Stream(dialect, FORMS, WANTED, pieces.append)
    while written:
        size = lots.choice([1, 1, 2, 3, 7, 50])
        stream.feed(written[:size])
        written = written[size:]
    assert all(pieces), "an empty piece was handed on"
    return "".join(pieces)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
@given(text=TEXTS, seed=st.integers())
def test_pieces_make_up_the_argument(dialect: Dialect, text: str, seed: int) -> None:
    if dialect.quoting == "raw" and dialect.text.stop in text:
        return
    written = dialect.write(ToolCall("send_message", {"message": text, "more": True}))
    assert read_call(written, dialect, FORMS).arguments["message"] == text
    assert streamed(dialect, written.encode(), Random(seed)) == text


@given(text=st.text(max_size=40), seed=st.integers())
def test_escapes_of_utf16_units_come_out_whole(text: str, seed: int) -> None:
    """Written with escapes for all but ASCII, as other programs do: pairs of units may be cut in two."""
    written = '{"name": "send_message", "arguments": {"message": ' + json.dumps(text) + "}}"
    assert streamed(GENERIC, written.encode(), Random(seed)) == text


def test_a_text_is_handed_on_as_soon_as_it_is_certain() -> None:
    pieces: list[str] = []
    stream = Stream(GENERIC, FORMS, WANTED, pieces.append)
    stream.feed(b'{"name": "send_message", "arguments": {"message": "Hel')
    stream.feed(b"lo \\")
    stream.feed(b'"W')
    stream.feed("ö".encode()[:1])
    stream.feed("ö".encode()[1:] + b'rld"')
    stream.feed(b', "more": true}}')
    assert pieces == ["Hel", "lo ", '"W', "örld"]


def test_another_tool_and_another_place_are_not_streamed() -> None:
    call = ToolCall("note", {"label": "message", "message": "secret"})
    assert streamed(GENERIC, GENERIC.write(call).encode(), Random(1)) == ""
    pieces: list[str] = []
    Stream(GENERIC, FORMS, ("note", "message"), pieces.append).feed(GENERIC.write(call).encode())
    assert pieces == []


def test_what_may_begin_the_end_is_held_back() -> None:
    raw = RawText("\n</parameter>")
    assert raw.feed("a\n") == "a"
    assert raw.feed("</para") == ""
    assert raw.feed("graph") == "\n</paragraph"
    assert raw.feed("\n\n</parameter>\n<") == "\n"
    assert raw.done
    assert raw.feed("more") == ""


def test_a_lone_half_of_a_pair_is_kept_as_it_is() -> None:
    quoted = QuotedText('"')
    assert quoted.feed("\\ud83d\\ude") == ""
    assert quoted.feed('00"') == "😀"
    assert QuotedText('"').feed('\\ud83dx"') == "\ud83dx"
    assert QuotedText("'").feed("\\'\"\\t'rest") == "'\"\t"
