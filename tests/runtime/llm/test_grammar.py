"""What the grammar of some forms lets an LLM write, and what not; letter by letter, with a vocabulary of bytes."""

import calendar
import json
import re
from collections.abc import Callable
from datetime import date
from random import Random

import hypothesis.strategies as st
import pytest
import shown_templates
from hypothesis import given
from llguidance import LLMatcher, LLTokenizer
from random_forms import random_forms

from runtime.llm.detection import detect
from runtime.llm.dialects import GENERIC, Dialect, json_dialect, python_dialect
from runtime.llm.grammar import NoForms, write_grammar
from runtime.llm.port import Choice, Date, Flag, Form, Integer, Kind, Listing, Parameter, Text, ToolCall
from runtime.llm.reading import NotACall, check_call, fits, read_call
from runtime.llm.templates import ChatTemplate

BYTES = LLTokenizer("byte")
XML = detect(ChatTemplate(shown_templates.XML)).dialect
KEYED = detect(ChatTemplate(shown_templates.KEYED)).dialect
PYTHON = python_dialect("python")
DIALECTS = {"json": GENERIC, "hermes": json_dialect("hermes", "<tool_call>\n", "\n</tool_call>"), "xml": XML}
DIALECTS |= {"keyed": KEYED, "python": PYTHON, "typed": detect(ChatTemplate(shown_templates.TYPED)).dialect}


def matcher(forms: list[Form], dialect: Dialect = GENERIC) -> LLMatcher:
    made = LLMatcher(BYTES, LLMatcher.grammar_from_lark(write_grammar(forms, dialect)), log_level=0)
    assert not made.is_error(), made.get_error()
    return made


def takes(forms: list[Form], text: str, dialect: Dialect = GENERIC) -> bool:
    """Whether the text is a whole call of the grammar."""
    made = matcher(forms, dialect)
    written = list(text.encode("utf-8", "surrogatepass"))
    return made.validate_tokens(written) == len(written) and made.consume_tokens(written) and made.is_accepting()


def one(kind: Kind) -> list[Form]:
    return [Form("t", (Parameter("p", kind),))]


def allows(kind: Kind, value: object, dialect: Dialect = GENERIC) -> bool:
    return takes(one(kind), dialect.write(ToolCall("t", {"p": value})), dialect)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
@pytest.mark.parametrize(
    "text", ["", "a", "é😀日本", 'a "quoted" word', "it's", "back\\slash", "line\nline\ttab", "<b>&amp;"]
)
def test_any_text_can_be_written_in_any_dialect(dialect: Dialect, text: str) -> None:
    assert allows(Text(60), text, dialect)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
@pytest.mark.parametrize("character", ["a", "é", "😀", '"', "\\", "\n", "'"])
def test_room_is_counted_in_characters_whatever_they_are_written_as(dialect: Dialect, character: str) -> None:
    assert allows(Text(7, 3), character * 7, dialect)
    assert not allows(Text(7, 3), character * 8, dialect)
    assert allows(Text(7, 3), character * 3, dialect)
    assert not allows(Text(7, 3), character * 2, dialect)


@pytest.mark.parametrize("character", ["\0", "\x01", "\x1b", "\x7f"])
def test_control_characters_cannot_be_written(character: str) -> None:
    assert not allows(Text(), f"a{character}", XML)
    assert not takes(one(Text()), '{"name": "t", "arguments": {"p": "a' + character + '"}}')


def test_lone_surrogates_cannot_be_written() -> None:
    assert not takes(one(Text()), '{"name": "t", "arguments": {"p": "a\\ud83d"}}')
    assert not takes(one(Text()), '{"name": "t", "arguments": {"p": "a\ud83d"}}')


def test_a_raw_text_ends_at_its_mark() -> None:
    written = XML.write(ToolCall("t", {"p": "a\n</parameter>\nb"}))
    assert not takes(one(Text()), written, XML)
    assert takes(one(Text()), XML.write(ToolCall("t", {"p": "a </parameter b"})), XML)
    for text in ("</arg_value>", "a</arg_value>"):
        assert not takes(one(Text(40, 5)), KEYED.write(ToolCall("t", {"p": text})), KEYED)


CHOICES = [
    "one",
    "one two",
    "",
    'with "quotes"',
    "line\nline",
    "\ttab",
    "back\\slash",
    "/a.*b/",
    "(a|b)[c]{2}",
    "é😀",
    "\0",
    "a'b",
]


@pytest.mark.parametrize("dialect", [GENERIC, PYTHON, XML], ids=["json", "python", "xml"])
def test_a_choice_is_taken_letter_for_letter(dialect: Dialect) -> None:
    forms = [Form("t", (Parameter("p", Choice(tuple(CHOICES))), Parameter("q", Flag())))]
    for value in CHOICES:
        assert takes(forms, dialect.write(ToolCall("t", {"p": value, "q": True})), dialect), value
    for other in ("on", "one ", "One", "line", "a"):
        assert not takes(forms, dialect.write(ToolCall("t", {"p": other, "q": True})), dialect), other


def test_a_choice_that_a_dialect_cannot_write_is_not_offered() -> None:
    impossible = Choice(("a\n</parameter>\n<b",))
    with pytest.raises(NoForms):
        write_grammar([Form("t", (Parameter("p", impossible), Parameter("q", Flag())))], XML)


@given(st.integers(-2_000, 2_000), st.integers(0, 2_000), st.integers(-5_000, 5_000))
def test_a_whole_number_stays_in_its_range(minimum: int, width: int, value: int) -> None:
    assert allows(Integer(minimum, minimum + width), value) == (minimum <= value <= minimum + width)


@pytest.mark.parametrize("written", ["007", "+7", "7.0", "7e0", "-0", ""])
def test_a_number_is_written_in_one_way(written: str) -> None:
    assert not takes(one(Integer(-10, 10)), f'{{"name": "t", "arguments": {{"p": {written}}}}}')


@given(st.dates())
def test_a_date_of_these_centuries_can_be_written(day: date) -> None:
    assert allows(Date(), day.isoformat()) == (1900 <= day.year < 2100)


def test_29_february_comes_every_four_years_but_for_1900() -> None:
    for year in range(1900, 2100):
        assert allows(Date(), f"{year}-02-29") == calendar.isleap(year)


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "26-01-01", "١٩٩٩-01-01"]
)
def test_what_is_no_date_cannot_be_written(text: str) -> None:
    assert not allows(Date(), text)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
def test_a_list_holds_so_many_items_of_its_kind(dialect: Dialect) -> None:
    assert allows(Listing(Text(5, 1), 3), [], dialect)
    assert allows(Listing(Text(5, 1), 3), ["a", 'b"', "c, '"], dialect)
    assert not allows(Listing(Text(5, 1), 3), ["a", "b", "c", "d"], dialect)
    assert not allows(Listing(Text(5, 1), 3), [""], dialect)
    assert allows(Listing(Choice(("home", "wi-fi/lan"))), ["wi-fi/lan", "home"], dialect)
    assert not allows(Listing(Choice(("home", "wifi"))), ["work"], dialect)
    assert allows(Listing(Text(), 0), [], dialect)
    assert not allows(Listing(Text(), 0), ["a"], dialect)
    assert allows(Listing(Choice(()), 3), [], dialect)


def test_a_fixed_flag_is_fixed() -> None:
    assert allows(Flag(only=True), value=True)
    assert not allows(Flag(only=True), value=False)


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
def test_optional_parameters_may_be_left_out_but_keep_their_order(dialect: Dialect) -> None:
    parameters = (
        Parameter("a", Text(9), required=False),
        Parameter("b", Integer(1, 9), required=False),
        Parameter("c", Flag(), required=False),
    )
    for arguments in ({}, {"a": "x"}, {"b": 1}, {"c": True}, {"a": "x", "c": True}, {"a": "x", "b": 1, "c": False}):
        assert takes([Form("t", parameters)], dialect.write(ToolCall("t", arguments)), dialect), arguments
    for arguments in ({"b": 1, "a": "x"}, {"d": 1}, {"b": 0}):
        assert not takes([Form("t", parameters)], dialect.write(ToolCall("t", arguments)), dialect), arguments


def test_each_old_line_has_its_own_room() -> None:
    """One form per line of a block: what replaces a long line may be longer than what replaces a short one."""
    forms = [
        Form("replace", (Parameter("old", Choice((line,))), Parameter("new", Text(len(line)))))
        for line in ("a", "aaa", "aaaaa")
    ]
    for line in ("a", "aaa", "aaaaa"):
        assert takes(forms, GENERIC.write(ToolCall("replace", {"old": line, "new": line})))
        assert not takes(forms, GENERIC.write(ToolCall("replace", {"old": line, "new": line + "b"})))


def test_forms_that_begin_alike_can_all_be_reached() -> None:
    """A free text and a choice behind the same words: the lexer must not settle on one of them too early."""
    label = Parameter("label", Choice(("human", "humans")))
    forms = [
        Form("edit", (label, Parameter("text", Text(9)))),
        Form("edit", (Parameter("label", Choice(("human",))), Parameter("line", Integer(1, 99)))),
        Form("editor", (label,)),
        Form("edit", (Parameter("note", Text(3)),)),
        Form("edit", (Parameter("note", Text(6)), Parameter("then", Flag()))),
    ]
    calls = [("edit", {"label": "human", "text": "x"}), ("edit", {"label": "humans", "text": "x"})]
    calls += [("edit", {"label": "human", "line": 7}), ("editor", {"label": "humans"}), ("edit", {"note": "abc"})]
    calls += [("edit", {"note": "abcdef", "then": True}), ("edit", {"note": "abc", "then": False})]
    for name, arguments in calls:
        assert takes(forms, GENERIC.write(ToolCall(name, arguments))), arguments
    assert not takes(forms, GENERIC.write(ToolCall("edit", {"note": "abcdef"})))
    assert not takes(forms, GENERIC.write(ToolCall("edit", {"label": "humans", "line": 7})))


@pytest.mark.parametrize(
    "forms", [[], one(Choice(())), [Form("t", (Parameter("p", Choice(())), Parameter("q", Flag())))]]
)
def test_nothing_to_call_is_said_in_words(forms: list[Form]) -> None:
    with pytest.raises(NoForms):
        write_grammar(forms, GENERIC)


def test_special_tokens_are_named_by_their_id() -> None:
    hermes = json_dialect("hermes", "<tool_call>\n", "\n</tool_call>")
    lark = write_grammar(
        one(Flag()),
        hermes,
        lambda text: [7 if part == "<tool_call>" else part for part in re.split("(<tool_call>)", text) if part],
    )
    assert "start: <[7]> " in lark
    assert "<tool_call>" not in lark


def walked(made: LLMatcher, lots: Random) -> str:
    """A call written at random: forced bytes as they are, any other allowed one by lot, rarely a closing one."""
    written: list[int] = []
    while not made.is_stopped():
        forced = made.compute_ff_tokens()
        if not forced:
            mask = made.compute_bitmask()
            allowed = [byte for byte in range(256) if mask[byte >> 3] >> (byte & 7) & 1]
            plain = [byte for byte in allowed if chr(byte) in "\"'\\ab1 ,}])\n<"] or allowed
            forced = [lots.choice(plain if lots.random() < 0.8 else allowed)]
        assert made.consume_tokens(forced), made.get_error()
        written += forced
        assert len(written) < 20_000
    assert not made.is_error(), made.get_error()
    return bytes(written).decode()


@pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS.keys())
def test_whatever_is_written_at_random_is_a_call_of_one_of_the_forms(
    dialect: Dialect, repetitions: Callable[[int, int], int]
) -> None:
    lots = Random(4)
    for _ in range(repetitions(30, 2_000)):
        forms = random_forms(lots)
        try:
            made = matcher(forms, dialect)
        except NoForms:
            continue
        text = walked(made, lots)
        call = read_call(text, dialect, forms)
        check_call(call, forms)
        assert dialect.write(call) == text, "history would be written in another way"


BAD = {
    "another tool": ("u", {"p": "a"}),
    "another parameter": ("t", {"p": "a", "q": 1}),
    "a missing parameter": ("t", {}),
    "too long a text": ("t", {"p": "abcd"}),
    "another kind": ("t", {"p": 5}),
}


@pytest.mark.parametrize(("name", "arguments"), BAD.values(), ids=BAD.keys())
def test_a_call_is_held_against_the_forms_once_more(name: str, arguments: dict) -> None:
    with pytest.raises(NotACall):
        check_call(ToolCall(name, arguments), one(Text(3)))


def test_what_fits_a_kind() -> None:
    assert fits(3, Integer(1, 3))
    assert not fits(value=True, kind=Integer(0, 3))
    assert not fits("3", Integer(1, 3))
    assert not fits("2026-02-30", Date())
    assert not fits("20260230", Date())
    assert not fits(["a", 1], Listing(Text()))
    assert not fits("a", Listing(Text()))
    assert not fits(1, Flag())


def test_a_worst_case_is_no_larger_than_its_parts() -> None:
    """Sixty lines that may be replaced, each with its own room: the grammar shares what is alike."""
    lines = [f"Line {number} of the block, with some words of its own {number * 7}" for number in range(60)]
    after = Parameter("request_heartbeat", Flag())
    forms = [
        Form("core_memory_replace", (Parameter("old", Choice((line,))), Parameter("new", Text(2_000 - n)), after))
        for n, line in enumerate(lines)
    ]
    lark = write_grammar(forms, GENERIC)
    assert len(lark) < 200 * len(lines)
    assert lark.count("request_heartbeat") == 1
    assert json.dumps(lines[0])[1:-2] in lark or "Line " in lark
