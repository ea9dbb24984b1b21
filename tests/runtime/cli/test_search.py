"""``loci search``: one ranking, filters, pages, reasons."""

import json
import time
from typing import Any

import pytest
from fixture_types import Scripted, Typed

from models import search_index
from runtime.assistant import Assistant
from runtime.cli import run
from runtime.home import Home
from runtime.llm.scripted import ScriptedLLM, call, say

TALK = [
    say("Biscuit is a fine name for a dog."),
    call("archival_memory_insert", content="The wifi password is tulip42", tags=["home", "wifi"]),
    call("archival_memory_insert", content="The vet of the dog is Doctor Aune", tags=["home", "dog"]),
    say("Stored away."),
]


def waits(assistant: Assistant) -> bool:
    with assistant._engine.reading() as session:  # noqa: SLF001 - no view tells it
        return bool(search_index.pending(session, 1))


@pytest.fixture(autouse=True)
def told(home: Home, scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]):
    """A memory with a dog and a password in it, and every vector made: a search while they are made may find less."""
    scripted(TALK)
    typed(b"My dog is called Biscuit\nThe wifi password is tulip42, keep it\n")
    assert run(["say", "-"]) == 0
    with Assistant.open(home, key=None, emit=lambda _: None, llm=ScriptedLLM([])) as assistant:
        while waits(assistant):  # nobody is told when the last is made
            time.sleep(0.01)
    capsys.readouterr()


def found(capsys: pytest.CaptureFixture[str], *argv: str) -> list[dict[str, Any]]:
    assert run(["search", *argv, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_messages_and_passages_stand_in_one_ranking(capsys: pytest.CaptureFixture[str]):
    hits = found(capsys, "dog")
    assert {each["kind"] for each in hits[:3]} == {"message", "passage"}
    assert all(each["score"] == pytest.approx(sum(each["reasons"].values())) for each in hits)
    assert [each["score"] for each in hits] == sorted((each["score"] for each in hits), reverse=True)


def test_filters_work_inside_the_search(capsys: pytest.CaptureFixture[str]):
    assert {each["role"] for each in found(capsys, "dog", "--role", "assistant")} == {"assistant"}
    (vet,) = found(capsys, "dog", "--tag", "dog")
    assert (vet["text"], vet["tags"]) == ("The vet of the dog is Doctor Aune", ["home", "dog"])
    assert len(found(capsys, "dog", "--tag", "dog", "--tag", "wifi")) == 2
    assert found(capsys, "dog", "--tag", "dog", "--tag", "wifi", "--all-tags") == []
    assert {each["kind"] for each in found(capsys, "dog", "--kind", "message")} == {"message"}
    assert found(capsys, "dog", "--until", "2020-01-01") == []
    assert [each["text"] for each in found(capsys, '"dog is called"')] == ["My dog is called Biscuit"]


def test_pages_hold_everything_once(capsys: pytest.CaptureFixture[str]):
    whole = [each["uid"] for each in found(capsys, "dog")]
    pages = [each["uid"] for page in "1234" for each in found(capsys, "dog", "--limit", "2", "--page", page)]
    assert pages == whole
    assert run(["search", "dog", "--page", "50"]) == 0
    assert capsys.readouterr().err == "Nothing more on page 50.\n"


def test_explain_tells_the_reasons(capsys: pytest.CaptureFixture[str]):
    assert run(["search", "wifi password", "--explain", "-n", "1"]) == 0
    out = capsys.readouterr().out
    assert "tulip42" in out
    assert "words in context +" in out


@pytest.mark.parametrize(
    ("argv", "told_of"),
    [
        (["dog", "--role", "user", "--tag", "home"], "nothing can pass"),
        (["dog", "--since", "tomorrow"], "'tomorrow' is no date"),
        (["dog", "--since", "2026-02-01", "--until", "2026-01-01"], "nothing can be found"),
        ([" "], "nothing in the text"),
    ],
)
def test_what_cannot_be_searched_gets_a_sentence(capsys: pytest.CaptureFixture[str], argv: list[str], told_of: str):
    assert run(["search", *argv]) == 2
    assert told_of in capsys.readouterr().err
