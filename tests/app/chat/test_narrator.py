"""Events become rows: in order, once, and the right ones."""

from __future__ import annotations

import pytest

from app.chat.narrator import Narrator
from app.chat.rows import NewDay, Noted, Row, Said, Steps, Told
from app.chat.transcript import Transcript
from runtime import events
from runtime.events import Event
from runtime.llm.port import TokenCounts

STARTED = events.TurnStarted(7, 1, "My dog is called Biscuit")
STEP = events.StepStarted(7, 1)
CALLED = events.ToolCalled(7, 1, "core_memory_append", {"label": "human", "content": "Dog: Biscuit"})
RETURNED = events.ToolReturned(7, 1, "core_memory_append", ok=True, result="Dog: Biscuit")
ENDED = events.StepEnded(7, 1, TokenCounts(300, 280, 20, 14), 0.1, 0.4, 0.001)
REPLY = events.Reply(7, 4, "Noted.")
OVER = events.TurnEnded(7, "end_turn", 2)


@pytest.fixture
def transcript() -> Transcript:
    return Transcript()


def told(transcript: Transcript, *happened: Event) -> list[Row]:
    narrator = Narrator(transcript)
    for event in happened:
        narrator.tell(event)
    return transcript.rows()


def test_a_turn_is_message_note_reply_steps(transcript: Transcript):
    rows = told(transcript, STARTED, STEP, CALLED, RETURNED, ENDED, REPLY, OVER)
    assert [type(row) for row in rows] == [NewDay, Said, Noted, Said, Steps]
    assert isinstance(rows[-1], Steps)
    assert not rows[-1].running
    assert rows[-1].steps[0].tokens.prefilled == 20


def test_what_is_written_is_replaced_by_what_was_committed(transcript: Transcript):
    rows = told(transcript, STARTED, STEP, events.ReplyText(7, "Not"), events.ReplyText(7, "ed"))
    assert rows[2].text == "Noted"
    assert rows[2].writing
    rows = told(transcript, REPLY)
    assert [(row.text, row.writing) for row in rows if isinstance(row, Said)][1:] == [("Noted.", False)]


def test_a_note_that_comes_while_the_reply_is_written_stands_before_it(transcript: Transcript):
    rows = told(transcript, STARTED, STEP, events.ReplyText(7, "Not"), CALLED, RETURNED)
    assert [type(row) for row in rows] == [NewDay, Said, Noted, Said, Steps]


def test_a_reply_that_was_lost_is_not_left_standing(transcript: Transcript):
    rows = told(transcript, STARTED, STEP, events.ReplyText(7, "Not"), events.TurnEnded(7, "error", 1, "It died."))
    assert [row.text for row in rows if isinstance(row, Said)] == ["My dog is called Biscuit"]
    assert Told("It died.", problem=True) in rows


def test_the_same_problem_is_told_once(transcript: Transcript):
    rows = told(
        transcript, STARTED, STEP, events.Notice("It died.", problem=True), events.TurnEnded(7, "error", 1, "It died.")
    )
    assert [row for row in rows if isinstance(row, Told)] == [Told("It died.", problem=True)]


def test_a_turn_read_from_the_file_is_not_told_twice(transcript: Transcript):
    once = told(transcript, STARTED, STEP, CALLED, RETURNED, ENDED, REPLY, OVER)
    texts = [getattr(row, "text", "") for row in once]
    again = told(transcript, STARTED, STEP, CALLED, RETURNED, ENDED, REPLY, OVER)
    assert [getattr(row, "text", "") for row in again] == texts


def test_a_message_shown_when_it_was_accepted_is_the_one_that_starts_the_turn(transcript: Transcript):
    narrator = Narrator(transcript)
    narrator.accepted(7, "My dog is called Biscuit")
    narrator.tell(STARTED)
    said = [row for row in transcript.rows() if isinstance(row, Said)]
    assert [(row.text, row.message_id) for row in said] == [("My dog is called Biscuit", 1)]


def test_a_refused_call_leaves_no_note(transcript: Transcript):
    refused = events.ToolReturned(7, 1, "core_memory_append", ok=False, result="Error: too long")
    assert not any(isinstance(row, Noted) for row in told(transcript, STARTED, STEP, CALLED, refused))


def test_eviction_is_told_in_one_sentence(transcript: Transcript):
    rows = told(transcript, events.Evicted(12, "Ann told me about Bergen."))
    assert [row.text.split(",")[0] for row in rows if isinstance(row, Told)] == [
        "12 older messages left the context; a summary stands in"
    ]
