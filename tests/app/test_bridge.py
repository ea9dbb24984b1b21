"""What comes from other threads is delivered on the GUI thread, in order, the pieces of a reply joined."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from app.bridge import Bridge
from runtime.errors import InputRefused, LociError
from runtime.events import Event, Notice, ReplyText, StepStarted


@pytest.fixture
def bridge(qtbot: QtBot):  # noqa: ARG001 - a running application
    made = Bridge()
    yield made
    made.close()


def test_events_arrive_on_the_gui_thread_in_order_and_pieces_are_joined(bridge: Bridge, qtbot: QtBot):
    seen: list[tuple[Event, threading.Thread]] = []
    bridge.happened.connect(lambda event: seen.append((event, threading.current_thread())))
    bridge.release()

    def happen() -> None:
        bridge.listener()(StepStarted(1, 1))
        for _ in range(200):
            bridge.listener()(ReplyText(1, "x"))
        bridge.listener()(StepStarted(1, 2))
        bridge.listener()(ReplyText(1, "y"))

    thread = threading.Thread(target=happen)
    thread.start()
    qtbot.waitUntil(lambda: (seen and seen[-1][0] == ReplyText(1, "y")) or False, timeout=5_000)
    thread.join()
    events = [event for event, _ in seen]
    assert events[0] == StepStarted(1, 1)
    pieces = events[1:-2]
    assert "".join(piece.text for piece in pieces if isinstance(piece, ReplyText)) == "x" * 200
    assert len(pieces) < 20
    assert events[-2] == StepStarted(1, 2)
    assert {thread for _, thread in seen} == {threading.main_thread()}


def test_events_before_anyone_watches_are_kept_for_who_does(bridge: Bridge, qtbot: QtBot):
    seen: list[Event] = []
    bridge.happened.connect(seen.append)
    bridge.listener()(Notice("early"))
    qtbot.wait(50)
    assert seen == []
    bridge.release()
    assert seen == [Notice("early")]


def test_work_is_done_elsewhere_and_its_result_comes_back_here(bridge: Bridge, qtbot: QtBot):
    threads: list[threading.Thread] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 42

    results: list[int] = []

    def done(result: int) -> None:
        results.append(result)
        threads.append(threading.current_thread())

    bridge.ask(work, done)
    qtbot.waitUntil(lambda: results == [42], timeout=5_000)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_the_world_s_failure_comes_back_as_an_error(bridge: Bridge, qtbot: QtBot):
    def refuse() -> None:
        raise InputRefused("Empty.")

    own: list[LociError] = []
    bridge.ask(refuse, None, own.append)
    qtbot.waitUntil(lambda: [str(each) for each in own] == ["Empty."], timeout=5_000)
    with qtbot.waitSignal(bridge.failed, timeout=5_000) as told:
        bridge.ask(refuse)
    assert str(told.args[0]) == "Empty."


def test_a_bug_of_ours_is_raised_on_the_gui_thread_and_told_in_a_sentence(bridge: Bridge, qtbot: QtBot):
    own: list[LociError] = []
    with qtbot.captureExceptions() as raised:
        bridge.ask(lambda: 1 // 0, None, own.append)
        qtbot.waitUntil(lambda: bool(raised), timeout=5_000)
    assert raised[0][0] is ZeroDivisionError
    assert "went wrong" in str(own[0])


def test_after_the_end_nothing_is_delivered(bridge: Bridge, qtbot: QtBot):
    results: list[int] = []
    gate = threading.Event()
    bridge.ask(lambda: gate.wait(5) and 1, results.append)
    bridge.close()
    gate.set()
    qtbot.wait(100)
    assert results == []


def test_when_the_memory_is_closed_nothing_else_is_delivered_and_nothing_else_is_done(bridge: Bridge, qtbot: QtBot):
    told: list[str] = []
    going = threading.Event()

    def slow() -> None:
        going.wait(10)
        message = "The file is closed."
        raise RuntimeError(message)

    bridge.ask(slow, lambda _: told.append("slow"), lambda _: told.append("slow failed"))
    bridge.leave(going.set, lambda: told.append("closed"))
    bridge.ask(lambda: told.append("late"))
    qtbot.waitUntil(lambda: "closed" in told, timeout=5_000)
    qtbot.wait(100)
    assert told == ["closed"]
