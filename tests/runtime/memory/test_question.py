"""Taking a question apart: any text makes a valid FTS5 expression, names and pronouns are told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from models import search_filters, searching
from runtime.memory import question


@pytest.fixture(scope="module")
def fts() -> dbapi2.Connection:
    connection = dbapi2.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(said, tokenize = 'porter unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO words VALUES ('near the harbour and not far')")
    return connection


def expressions(text: str) -> list[str]:
    """Every expression that the index makes of a text."""
    found = question.content(text)
    return ([searching.any_of(found)] if found else []) + [
        search_filters.phrase(each) for each in question.phrases(text)
    ]


HOSTILE = [
    'say "',
    "'; DROP TABLE message; --",
    "NEAR(a b, 3) AND NOT said : x*",
    "a\0b",
    "\ud800",
    "said:harbour ^near {x} + -y",
    "👍 🎉",
    "((((((",
    "x" * 100_000,
    "word " * 100_000,
    "日本語のテキスト",
    "İstanbul ǅ ﬁ ß",
    "a_b-c.d/e",
    "\u202eevil\u202c",
    "\u0301\u0301",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_a_valid_expression(fts: dbapi2.Connection, text: str) -> None:
    for expression in expressions(text):
        fts.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)).fetchall()


@given(st.text(st.characters()))
def test_any_text_at_all_is_a_valid_expression(text: str) -> None:
    with dbapi2.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(said, tokenize = 'porter unicode61')")
        for expression in expressions(text):
            connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)).fetchall()
    connection.close()


def test_stop_words_count_only_where_there_is_nothing_else() -> None:
    assert question.content("What did I say about the harbour?") == ["say", "harbour"]
    assert question.content("Who are you?") == ["who", "are", "you"]
    assert question.content("") == question.content(' "?!" ') == []


def test_a_long_text_is_searched_by_its_first_words() -> None:
    assert len(question.content(" ".join(f"word{number}" for number in range(1_000)))) == 64


def test_what_is_quoted_is_a_phrase() -> None:
    assert question.phrases('Who said "never again" and “not me”, or "never again"?') == ("never again", "not me")
    assert question.phrases('5" nails, "" and "?!"') == ()


def test_names_that_only_address_someone_are_left_out() -> None:
    names = ["Ann Lee", "user"]
    assert question.without_names("What did Ann's sister paint?", names) == "What did sister paint?"
    assert question.without_names("the USER’s dog, Annabel", names) == "the dog, Annabel"
    assert question.without_names("Ann?", names) == "Ann?"
    assert question.without_names("What now?", []) == "What now?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did Caroline paint?", {"Caroline": 1.0}),
        ("caroline's dog", {"Caroline": 1.0}),
        ("Did Caroline and Melanie meet?", {}),
        ("Who painted?", {}),
    ],
)
def test_a_named_speaker_is_meant_unless_there_are_two(text: str, expected: dict[str, float]) -> None:
    assert question.named(text, ["Caroline", "Melanie"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is my dog called?", {"user": 0.5}),
        ("What did you recommend?", {"assistant": 0.5}),
        ("What did you tell me?", {}),
        ("the user's dog", {"user": 1.0}),
        ("dog name", {}),
    ],
)
def test_pronouns_tell_user_and_assistant_apart(text: str, expected: dict[str, float]) -> None:
    assert question.named(text, ["assistant", "user"]) == expected
    assert question.named("What is my dog called?", ["Caroline", "Melanie"]) == {}


@pytest.mark.parametrize(
    "text",
    [
        "What is my latest job?",
        "Where do I live now?",
        "When did we last meet?",
        "the last book I read",
        "What happened the last time we met?",
        "Which car do I currently drive?",
    ],
)
def test_some_words_ask_for_the_newest_of_several_answers(text: str) -> None:
    assert question.asks_for_newest(text)


@pytest.mark.parametrize(
    "text", ["Do I know Ann?", "What did I paint recently?", "in the last week", "How long does it last?"]
)
def test_others_do_not(text: str) -> None:
    assert not question.asks_for_newest(text)
