"""A change of memory in words: diffs, evidence, and nothing foreign unescaped."""

from __future__ import annotations

from datetime import UTC, datetime

from app.memory import telling
from app.tones import LIGHT
from runtime.views import ChangeView, EvidenceView, MessageView, PassageView

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EVIL = "<img src='https://example.org/x.png'> </table><b>"


def change(before: str | None, after: str | None, *evidence: EvidenceView, action: str = "update") -> ChangeView:
    return ChangeView(1, NOW, "block", "human", action, before, after, "turn", 1, "core_memory_replace", evidence)


def test_each_line_of_a_diff_has_its_sign():
    assert list(telling.diff("a\nb\nc", "a\nB\nc\nd")) == [(" ", "a"), ("−", "b"), ("+", "B"), (" ", "c"), ("+", "d")]


def test_what_was_made_and_what_was_removed_are_whole():
    assert list(telling.diff("", "a")) == [("+", "a")]
    assert list(telling.diff("a", "")) == [("−", "a")]


def test_a_change_in_one_line_names_its_block_and_what_came_and_went():
    assert (
        telling.title(change("Dog: Biscuit", "Dog: Biscuit, a beagle"))
        == "human: + Dog: Biscuit, a beagle − Dog: Biscuit"
    )


def test_a_block_made_empty_is_new():
    assert telling.title(change(None, "", action="create")) == "human: new"


def test_the_stretch_that_a_change_took_from_a_message_is_marked():
    html = telling.evidence_html(EvidenceView(1, "My dog is Biscuit.", 10, 17), LIGHT)
    assert f"<span style='background-color:{LIGHT.mark}'>Biscuit</span>" in html


def test_searched_words_are_marked_wherever_they_begin_a_word():
    html = telling.marked("Harbours, the harbour; no arbour", "harbour", LIGHT)
    assert html.count("<span") == 2


def test_nothing_foreign_is_markup():
    message = MessageView(1, "message-1", "tool", EVIL, NOW, 1, in_context=True, tool=EVIL)
    passage = PassageView(1, "passage-1", EVIL, (EVIL,), NOW)
    written = [
        telling.change_html(change(EVIL, EVIL + "x", EvidenceView(1, EVIL, 2, 9), EvidenceView(2, EVIL)), LIGHT),
        telling.message_html(message, LIGHT, EVIL),
        telling.passage_html(passage, LIGHT, EVIL),
    ]
    for html in written:
        assert "<img" not in html
        assert "</table><b>" not in html
