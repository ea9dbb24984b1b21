import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from runtime.cli.as_json import line
from runtime.events import LLMLoaded, TurnEnded, to_json
from runtime.llm.port import LLMInfo
from runtime.views import ChangeView, EvidenceView


def test_a_view_is_one_line_with_its_fields_names():
    moment = datetime(2026, 11, 21, 11, 4, tzinfo=timezone(timedelta(hours=1)))
    change = ChangeView(
        id=3,
        at=moment,
        target="block",
        label="human",
        action="update",
        before="",
        after="Dog: Biscuit",
        cause="turn",
        turn_id=1,
        tool="core_memory_append",
        evidence=(EvidenceView(message_id=7, text="My dog is called\nBiscuit"),),
    )
    text = line(change)
    assert "\n" not in text
    read = json.loads(text)
    assert list(read) == [*ChangeView.__dataclass_fields__]
    assert read["at"] == "2026-11-21T10:04:00Z"
    assert read["evidence"] == [{"message_id": 7, "text": "My dog is called\nBiscuit", "start": None, "end": None}]


def test_a_time_reads_back_as_the_same_moment():
    moment = datetime(2026, 11, 21, 10, 4, 5, 123456, tzinfo=UTC)
    assert datetime.fromisoformat(json.loads(line({"at": moment}))["at"]) == moment


def test_text_stays_readable_and_paths_are_text():
    assert line({"path": Path("/a/b"), "text": "Grüße"}) == '{"path": "/a/b", "text": "Grüße"}'
    assert json.loads(line(LLMInfo(Path("/a.gguf"), "a", metadata={"k": "v"})))["metadata"] == {"k": "v"}


def test_events_say_their_name():
    assert json.loads(line(to_json(TurnEnded(1, "end_turn", 2))))["event"] == "turn_ended"
    assert json.loads(line(to_json(LLMLoaded("tiny", 2048))))["event"] == "llm_loaded"
