"""What an evaluation counts as right and as wrong."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from evaluation.judging import Outcome, met
from evaluation.reading import Line

OUTCOME = Outcome(
    before=("Their sister Ana lives in Lyon", "They like tea"),
    now=("Their sister Ana lives in Nantes", "They like tea"),
    passages=("Goulash: a kilo of onions",),
    tagged=True,
    reply="Got it: your sister Ana lives in Nantes. Don’t worry, Þóra!",
    tools=("core_memory_replace", "send_message"),
    moment=datetime(2026, 3, 3, 9, 5, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "line",
    [
        Line("block", "ana & NANTES"),
        Line("block", "Paris | Nantes"),
        Line("gone", "Lyon"),
        Line("gone", "tea & Nantes"),
        Line("kept", ""),
        Line("stored", "goulash"),
        Line("passage", "onion*"),
        Line("tagged", ""),
        Line("reply", "don't worry & nantes"),
        Line("reply", '"Þóra"'),
        Line("reply", "*"),
        Line("not", "Lyon | Paris"),
        Line("not", "An"),
        Line("called", "memory_replace | core_memory_replace"),
        Line("uncalled", "core_memory_append"),
    ],
)
def test_it_is_met(line: Line):
    assert met(line, OUTCOME, ("Lyon",))


@pytest.mark.parametrize(
    "line",
    [
        Line("block", "Nantes & tea"),
        Line("block", "Nante"),
        Line("gone", "tea"),
        Line("same", ""),
        Line("safe", ""),
        Line("reply", '"þóra"'),
        Line("reply", "@unknown"),
        Line("not", "ana"),
        Line("called", "conversation_search"),
        Line("uncalled", "core_memory_replace"),
    ],
)
def test_it_is_not_met(line: Line):
    assert not met(line, OUTCOME, ("Lyon",))


def test_a_line_that_was_not_to_go_has_to_be_kept():
    assert not met(Line("kept", ""), OUTCOME, ())


def test_a_line_that_became_a_passage_is_safe():
    moved = replace(OUTCOME, passages=("Their sister Ana lives in Lyon",))
    assert met(Line("safe", ""), moved, ())


def test_the_moment_stands_for_itself():
    assert met(Line("reply", "{now:%A}"), replace(OUTCOME, reply="It is Tuesday."), ())
    assert not met(Line("reply", "{now:%A}"), replace(OUTCOME, reply="It is Friday."), ())


def test_no_reply_is_never_right():
    assert not met(Line("reply", "*"), replace(OUTCOME, reply=""), ())
