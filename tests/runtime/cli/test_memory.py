import json
from typing import Any

import pytest
from fixture_types import Scripted, Typed

from runtime.cli import run
from runtime.llm.scripted import call, say

TALK = [
    call("core_memory_append", label="human", content="Dog: Biscuit"),
    say("Biscuit it is."),
    call("archival_memory_insert", content="The wifi password is tulip42", tags=["home", "wifi"]),
    say("Stored away."),
]


@pytest.fixture(autouse=True)
def told(scripted: Scripted, typed: Typed, capsys: pytest.CaptureFixture[str]):
    """A memory with a dog and a password in it."""
    scripted(TALK)
    typed(b"My dog is called Biscuit\nThe wifi password is tulip42, keep it\n")
    assert run(["say", "-"]) == 0
    capsys.readouterr()


def objects(capsys: pytest.CaptureFixture[str], *argv: str) -> list[dict[str, Any]]:
    assert run(["memory", *argv, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def shown(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[str, str]:
    assert run(["memory", *argv]) == 0
    out, err = capsys.readouterr()
    return out, err


def test_blocks(capsys: pytest.CaptureFixture[str]):
    blocks = {each["label"]: each["value"] for each in objects(capsys, "blocks")}
    assert list(blocks) == ["persona", "human"]
    assert blocks["human"] == "Dog: Biscuit"
    assert "human (12 of 2000 characters)" in shown(capsys, "blocks")[0]


def test_blocks_that_match(capsys: pytest.CaptureFixture[str]):
    assert [each["label"] for each in objects(capsys, "blocks", "--query", "BISCUIT")] == ["human"]
    assert shown(capsys, "blocks", "--query", "nothing like it") == ("", "No block matches.\n")


def test_recall_is_oldest_first_and_limited_to_the_newest(capsys: pytest.CaptureFixture[str]):
    everything = objects(capsys, "recall")
    assert everything[0]["text"] == "My dog is called Biscuit"
    assert everything[0]["created_at"].endswith("Z")
    assert objects(capsys, "recall", "--limit", "2") == everything[-2:]
    assert "you   My dog is called Biscuit\n" in shown(capsys, "recall")[0]


def test_recall_is_searched(capsys: pytest.CaptureFixture[str]):
    found = objects(capsys, "recall", "--query", "What is the dog called?")
    assert found[0]["text"] == "My dog is called Biscuit"
    assert found[0]["score"] is not None


def test_archival(capsys: pytest.CaptureFixture[str]):
    (passage,) = objects(capsys, "archival")
    assert (passage["text"], passage["tags"]) == ("The wifi password is tulip42", ["home", "wifi"])
    assert objects(capsys, "archival", "--query", "wifi")[0]["text"] == passage["text"]


def test_the_journal_names_the_message_a_change_rests_on(capsys: pytest.CaptureFixture[str]):
    newest, append, *_ = objects(capsys, "journal")
    assert (newest["target"], newest["action"]) == ("passage", "create")
    assert (append["label"], append["after"], append["tool"]) == ("human", "Dog: Biscuit", "core_memory_append")
    (evidence,) = append["evidence"]
    assert evidence["text"][evidence["start"] : evidence["end"]].strip() == "Biscuit"
    assert [each["id"] for each in objects(capsys, "journal", "--query", "biscuit")] == [append["id"]]
    assert len(objects(capsys, "journal", "--limit", "1")) == 1


def test_a_block_is_edited_by_hand_and_the_edit_undone(capsys: pytest.CaptureFixture[str]):
    assert run(["memory", "edit", "human", "Dog: Rex"]) == 0
    assert capsys.readouterr().out == "human has its new value.\n"
    assert objects(capsys, "blocks")[1]["value"] == "Dog: Rex"
    assert run(["undo"]) == 0
    capsys.readouterr()
    assert objects(capsys, "blocks")[1]["value"] == "Dog: Biscuit"


def test_undo_takes_back_the_newest_change_and_says_which(capsys: pytest.CaptureFixture[str]):
    assert run(["memory", "edit", "human", "Dog: Rex"]) == 0
    capsys.readouterr()
    assert run(["undo", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["before"], made["after"], made["cause"]) == ("Dog: Rex", "Dog: Biscuit", "person")
    assert objects(capsys, "blocks")[1]["value"] == "Dog: Biscuit"


def test_undo_of_one_change_by_its_number(capsys: pytest.CaptureFixture[str]):
    append = objects(capsys, "journal", "--query", "biscuit")[0]
    assert run(["undo", str(append["id"])]) == 0
    assert "- Dog: Biscuit" in capsys.readouterr().out
    assert objects(capsys, "blocks")[1]["value"] == ""


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["memory", "edit", "nobody", "x"], "There is no block 'nobody'. Blocks: persona, human. Nothing was changed."),
        (["memory", "edit", "human", "x" * 2001], "limit"),
        (["undo", "4711"], "There is no change 4711"),
    ],
)
def test_what_cannot_be_done_is_said(argv: list[str], sentence: str, capsys: pytest.CaptureFixture[str]):
    assert run(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err


def test_a_value_comes_from_standard_input(typed: Typed, capsys: pytest.CaptureFixture[str]):
    typed("Name: Ann\nDog: Bärli\n".encode())
    assert run(["memory", "edit", "human", "-"]) == 0
    capsys.readouterr()
    assert objects(capsys, "blocks")[1]["value"] == "Name: Ann\nDog: Bärli"


def test_a_value_that_is_no_text_changes_nothing(typed: Typed, capsys: pytest.CaptureFixture[str]):
    typed(b"caf\xe9")
    assert run(["memory", "edit", "human", "-"]) == 2
    assert "not valid UTF-8" in capsys.readouterr().err
    assert objects(capsys, "blocks")[1]["value"] == "Dog: Biscuit"
