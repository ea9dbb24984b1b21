"""Tell it in one process, ask in the next: the built-in LLM remembers, and the memory shows it and why."""

import pytest
from fixture_types import Repetitions
from loci_process import loci, objects

pytestmark = pytest.mark.usefixtures("builtin", "home")

# What is said, what is asked in another process, and what must stand in the answer and in the memory.
FACTS = [
    ("My dog is called Biscuit", "What is my dog's name?", "Biscuit"),
    ("My name is Marta", "What is my name?", "Marta"),
    ("My sister lives in Bergen", "Where does my sister live?", "Bergen"),
    ("I work as a carpenter", "What is my job?", "carpenter"),
    ("My favourite colour is teal", "What is my favourite colour?", "teal"),
    ("I was born in Porto", "Where was I born?", "Porto"),
    ("I am allergic to walnuts", "What am I allergic to?", "walnut"),
    ("My brother's name is Anton", "What is my brother called?", "Anton"),
    ("My favourite food is ramen", "What is my favourite food?", "ramen"),
    ("My cat is called Momo", "What is my cat's name?", "Momo"),
]


@pytest.mark.parametrize(("said", "asked", "known"), FACTS, ids=[known for *_, known in FACTS])
def test_what_was_told_is_known_in_the_next_process(said: str, asked: str, known: str):
    told = loci("say", said, "--json")
    assert told.returncode == 0, told.stderr
    message_id = next(each["message_id"] for each in objects(told.stdout) if each["event"] == "turn_started")

    answer = loci("say", asked)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert known.casefold() in answer.stdout.casefold()

    blocks = {each["label"]: each["value"] for each in objects(loci("memory", "blocks", "--json").stdout)}
    assert known.casefold() in blocks["human"].casefold()

    changes = objects(loci("memory", "journal", "--json", "--query", known).stdout)
    evidence = [each for change in changes for each in change["evidence"] if change["label"] == "human"]
    assert {"message_id": message_id, "text": said} in [
        {"message_id": each["message_id"], "text": each["text"]} for each in evidence
    ]


def test_ten_facts_in_ten_runs_over_one_memory_file(repetitions: Repetitions):
    """Each fact told by a process of its own to the same memory; then each is asked for by a process of its own."""
    count = repetitions(4, len(FACTS))
    for said, _, _ in FACTS[:count]:
        assert loci("say", said).returncode == 0
    answers = {known: loci("say", asked).stdout for _, asked, known in FACTS[:count]}
    wrong = {known: answer for known, answer in answers.items() if known.casefold() not in answer.casefold()}
    assert not wrong


def test_the_chat_remembers_too_and_shows_its_work():
    told = loci("chat", typed="My dog is called Biscuit\n/blocks\n/steps\n/context\n/quit\n")
    assert (told.returncode, told.stderr) == (0, "")
    assert "  core_memory_append label=human" in told.stdout
    assert "Biscuit" in told.stdout.split("human (")[1]
    asked = loci("chat", typed="What is my dog's name?\n")
    assert "Biscuit" in asked.stdout
