from datetime import UTC, datetime
from pathlib import Path

from runtime.cli import show
from runtime.llm.port import LLMInfo
from runtime.views import (
    BlockView,
    ChangeView,
    ContextPart,
    ContextView,
    EvidenceView,
    MessageView,
    PassageView,
    StepView,
)

NOW = datetime(2026, 11, 21, 10, 4, tzinfo=UTC)
WHEN = NOW.astimezone().strftime("%Y-%m-%d %H:%M")


def test_a_block_shows_its_room_and_every_line():
    view = BlockView(
        1, "human", "What I know about the user.", "Name: Ann\nDog: Biscuit", 2000, read_only=False, version=2
    )
    assert show.block(view) == (
        "human (22 of 2000 characters) What I know about the user.\n    Name: Ann\n    Dog: Biscuit"
    )


def test_an_empty_read_only_block_says_so():
    view = BlockView(1, "rules", "", "", 10, read_only=True, version=0)
    assert show.block(view) == "rules (0 of 10 characters, read-only)\n    (empty)"


def test_a_message_shows_who_said_it_and_a_call_shows_its_arguments():
    said = MessageView(1, "message-1", "user", "Hello", NOW, 1, in_context=True)
    called = MessageView(
        2,
        "message-2",
        "assistant",
        "",
        NOW,
        1,
        in_context=True,
        tool="core_memory_append",
        arguments={"label": "human", "content": "Dog: Biscuit", "request_heartbeat": True},
    )
    assert show.message(said) == f"1  {WHEN}  you   Hello"
    assert show.message(called) == f'2  {WHEN}  loci  core_memory_append label=human content="Dog: Biscuit"'


def test_a_passage_shows_its_tags():
    assert show.passage(PassageView(1, "p", "tulip42", ("home", "wifi"), NOW)).endswith("tulip42  [home, wifi]")
    assert show.passage(PassageView(1, "p", "tulip42", (), NOW)).endswith("  tulip42")


def test_a_change_shows_only_the_lines_that_changed_and_what_they_rest_on():
    view = ChangeView(
        id=4,
        at=NOW,
        target="block",
        label="human",
        action="update",
        before="Name: Ann\nDog: Rex",
        after="Name: Ann\nDog: Biscuit",
        cause="turn",
        turn_id=2,
        tool="core_memory_replace",
        evidence=(EvidenceView(9, "It is Biscuit"),),
        undone_by=5,
    )
    assert show.change(view).split("\n") == [
        f"4  {WHEN}  update block human (turn 2 by core_memory_replace, undone by 5)",
        "    - Dog: Rex",
        "    + Dog: Biscuit",
        "    because of message 9: It is Biscuit",
    ]


def test_a_step_shows_its_tokens_and_a_refusal():
    view = StepView(
        turn_id=1,
        number=2,
        tool="memory_insert",
        arguments={"label": "human"},
        ok=False,
        result="Error: full",
        thinking="",
        prompt_tokens=90,
        reused_tokens=60,
        prefilled_tokens=30,
        generated_tokens=12,
        prefill_seconds=0.5,
        decode_seconds=0.25,
    )
    assert show.step(view) == (
        "2. memory_insert label=human refused: Error: full (90 tokens, 60 of them kept, 12 written, 0.75 s)"
    )


def test_the_context_shows_each_layer_and_its_limit():
    shown = show.context(ContextView((ContextPart("core memory", 80, "…"),), 80, 2048, 1536, 70, 10))
    assert "80  core memory" in shown
    assert "80  of 2048 tokens; warned at 1536" in shown


def test_weights_show_what_is_known_of_them_and_no_more():
    shown = show.llm(LLMInfo(Path("/a.gguf"), "tiny", size_bytes=3_500_000, trained_context_length=2048))
    assert "size          3.5 MB" in shown
    assert "context       2,048 tokens" in shown
    assert "licence" not in shown


def test_long_text_is_cut_to_one_line():
    assert show.one_line("a\n b") == "a b"
    assert show.one_line("x" * 200) == "x" * 119 + "…"
