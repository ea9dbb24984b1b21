"""The evaluation is large, says each thing once, and in other words than the LLM was trained on."""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import phrasebook
import pytest
from evaluation.judging import demands, plain
from evaluation.reading import Dialogue, NotADialogue, all_dialogues
from evaluation.table import GOALS
from words import SLOT

LEAST = {
    "remember": 90,
    "correct": 60,
    "recall": 90,
    "page": 50,
    "invent": 40,
    "forget": 30,
    "talk": 40,
    "store": 20,
    "names": 60,
}
LITERAL_WORDS = 3
FILLED = r"\w+(?: \w+){0,2}"  # what a slot of the phrase book may have held


@pytest.fixture(scope="module")
def dialogues() -> list[Dialogue]:
    return all_dialogues()


def test_there_are_enough_of_every_skill(dialogues: list[Dialogue]):
    counts = Counter(each.skill for each in dialogues)
    assert {skill for skill, least in LEAST.items() if counts[skill] < least} == set()
    assert set(counts) == set(GOALS)
    assert counts.total() >= 400


def test_no_dialogue_stands_there_twice(dialogues: list[Dialogue]):
    said = Counter(tuple(map(_words, each.said)) for each in dialogues)
    assert [each for each, times in said.items() if times > 1] == []


def test_every_dialogue_expects_something_of_the_last_answer(dialogues: list[Dialogue]):
    assert [each.place for each in dialogues if each.script[-1].word in {">", ">>", "later"}] == []


def test_every_expectation_can_be_read(dialogues: list[Dialogue]):
    now = datetime.now(UTC)
    for dialogue in dialogues:
        for line in dialogue.script:
            assert all(all(demand) for demand in demands(line.text, now)) or not line.text, dialogue.place


def test_what_must_not_be_said_is_no_part_of_what_was_asked(dialogues: list[Dialogue]):
    """Else an answer that repeats the question would be wrong."""
    unfair = [
        f"{dialogue.place}: {line.text}"
        for dialogue in dialogues
        for line in dialogue.script
        if line.word == "not" and dialogue.skill == "invent" and plain(line.text) in plain(dialogue.said[-1])
    ]
    assert unfair == []


def test_no_sentence_is_one_of_the_wordings_that_are_trained_on(dialogues: list[Dialogue]):
    """Whatever their slots held; a wording of hardly more than slots could be anything."""
    trained = re.compile("|".join(f"(?:{each})" for each in sorted(_trained())))
    copied = [f"{each.place}: {said}" for each in dialogues for said in each.said if trained.fullmatch(_words(said))]
    assert copied == [], "say it in other words"


def test_what_means_nothing_is_named_with_its_place(tmp_path: Path):
    (tmp_path / "memories.txt").write_text("", encoding="utf-8")
    (tmp_path / "recall_x.txt").write_text("# head\n\n> hello\nreplies hello\n", encoding="utf-8")
    with pytest.raises(NotADialogue, match=re.escape("recall_x.txt:3: 'replies hello'")):
        all_dialogues(tmp_path)


def test_a_dialogue_in_which_nobody_speaks_is_refused(tmp_path: Path):
    (tmp_path / "memories.txt").write_text("", encoding="utf-8")
    (tmp_path / "talk.txt").write_text("block They live in Bergen\n", encoding="utf-8")
    with pytest.raises(NotADialogue, match=re.escape("talk.txt:1: nobody says anything")):
        all_dialogues(tmp_path)


def _words(text: str) -> str:
    """The text's words alone, as two sentences are compared."""
    return " ".join(re.sub(r"[^\w\s]", " ", plain(text).replace("'", "")).split())


def _trained() -> set[str]:
    """A pattern for each wording that is trained on and has enough words of its own."""
    kinds = [kind.wordings for kind in phrasebook.KINDS.values()]
    roles = {role for wordings in kinds for role in wordings} - {"line"}  # those stand in blocks, nobody says them
    said = [wording.partition(" => ")[0] for wordings in kinds for role in roles for wording in wordings.get(role, [])]
    around = [wording for wordings in phrasebook.AROUND.values() for wording in wordings]
    notes = [*phrasebook.NOTES.asks, *phrasebook.NOTES.finds]
    talk = [said for said, _ in phrasebook.TALK]
    return set(filter(None, map(_pattern, [*said, *around, *notes, *talk])))


def _pattern(wording: str) -> str:
    pieces = SLOT.split(wording)  # literal, slot, mark, literal, slot, mark, ..., literal
    literals = [_words(literal) for literal in pieces[::3]]
    slots = [FILLED] * (len(literals) - 1) + [""]
    if len(" ".join(literals).split()) < LITERAL_WORDS and len(literals) > 1:
        return ""
    parts = [part for literal, slot in zip(map(re.escape, literals), slots, strict=True) for part in (literal, slot)]
    return " ".join(filter(None, parts))
