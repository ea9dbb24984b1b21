"""The window has the memory tidied while the person is away, stops that when they are back, and shows what changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event

import pytest
from opened_window import Opened, OpenWindow, nameless
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.away.absence import Absence
from app.away.card import AwayCard
from app.away.tab import AwayTab
from app.memory.place import MemoryPlace
from runtime.errors import Stopped
from runtime.llm.port import Choice, Request
from runtime.llm.scripted import ScriptedLLM, say


class Body:
    """Senses as a test wants them."""

    def __init__(self) -> None:
        self.away = timedelta()
        self.battery = False

    def on_battery(self) -> bool | None:
        return self.battery

    def idle(self) -> timedelta | None:
        return self.away

    def load(self) -> float | None:
        return None

    def free_memory(self) -> int | None:
        return None

    def occupied(self) -> bool | None:
        return None


class Reading(ScriptedLLM):
    """Says what it is told in a turn; asked in a sleep, it reads until it is stopped."""

    def __init__(self) -> None:
        super().__init__(lambda _: say("Noted."))
        self.reading = Event()
        self.stopped_at = 0.0

    def generate(self, request: Request, *, on_text: Callable[[str], None], stop: Event):
        if not isinstance(request.forms[0].parameters[0].kind, Choice):
            return super().generate(request, on_text=on_text, stop=stop)
        self.reading.set()
        assert stop.wait(30)
        self.stopped_at = time.perf_counter()
        raise Stopped("Stopped.")


def told(open_window: OpenWindow, *texts: str, llm: ScriptedLLM | None = None) -> tuple[Opened, Absence, Body]:
    """A window in which something was told, and the senses that its absence is shown."""
    opened = open_window(llm or (lambda _: say("Noted.")))
    opened.ready()
    for text in texts:
        opened.say(text)
    absence, body = opened.window.findChild(Absence), Body()
    absence._senses = body  # noqa: SLF001 - in place of this machine's
    return opened, absence, body


def look(absence: Absence) -> None:
    """The timer fires."""
    absence._look()  # noqa: SLF001


def fall_asleep(opened: Opened, absence: Absence, llm: Reading) -> None:
    """The timer fires, and again where the end of the last turn came in between."""

    def reads() -> bool:
        if not absence._scheduler.asleep:  # noqa: SLF001
            look(absence)
        return llm.reading.is_set()

    opened.until(reads)


def test_the_memory_is_tidied_while_the_person_is_away_and_a_card_leads_to_what_changed(open_window: OpenWindow):
    opened, absence, body = told(open_window, "I live in Oslo", "My dog is called Biscuit")
    look(absence)
    assert not opened.assistant.sleep.report(), "they are there"
    card = opened.window.findChild(AwayCard)
    assert not card.isVisible()
    body.away = timedelta(hours=1)
    look(absence)
    opened.until(card.isVisible)
    assert card.words.text() == "2 added."
    assert nameless(card) == []
    card.look.setFocus()
    opened.qtbot.keyClick(card.look, Qt.Key.Key_Space)
    assert not card.isVisible()
    tab = opened.window.findChild(AwayTab)
    opened.until(lambda: tab.isVisible() and tab.browser.list.count() == 2)
    assert nameless(tab) == []
    detail = tab.browser.detail.toPlainText()
    assert "They live in Oslo" in detail
    assert "I live in Oslo" in detail, "with the words that it rests on"
    tab.undo.setFocus()
    opened.qtbot.keyClick(tab.undo, Qt.Key.Key_Space)
    opened.until(lambda: not tab.undo.isEnabled())
    assert opened.assistant.blocks()[1].value == "Their dog is called Biscuit"
    tab.undo_all.click()
    opened.until(lambda: not tab.undo_all.isEnabled())
    assert opened.assistant.blocks()[1].value == ""


def test_what_it_asks_is_answered_there(open_window: OpenWindow):
    opened, absence, _ = told(open_window, "I live in Oslo", "Maybe I live in Bergen")
    absence.sleep_now()
    place = opened.window.place("Memory")
    assert isinstance(place, MemoryPlace)
    place.show_away()
    tab = place.away
    opened.until(lambda: tab.browser.list.count() == 2)
    assert tab.newer.isVisible()
    assert "which is right?" in tab.browser.detail.toPlainText()
    tab.newer.click()
    opened.until(lambda: tab.browser.list.count() == 1)
    assert not tab.newer.isVisible()
    assert opened.assistant.blocks()[1].value == "They live in Bergen"


@pytest.mark.parametrize("back", ["input", "focus", "message", "system"])
def test_the_persons_return_stops_it_at_once(open_window: OpenWindow, back: str):
    llm = Reading()
    opened, absence, body = told(open_window, "I keep bees on the roof", llm=llm)
    body.away = timedelta(hours=1)
    fall_asleep(opened, absence, llm)
    began, body.away = time.perf_counter(), timedelta()
    match back:
        case "input":
            QTest.keyClick(opened.window.windowHandle(), Qt.Key.Key_Shift)
        case "focus":
            absence._presence._state(Qt.ApplicationState.ApplicationActive)  # noqa: SLF001 - as Qt tells it
        case "message":
            opened.type("I am back")
        case "system":
            look(absence)
    opened.until(lambda: llm.stopped_at)
    assert llm.stopped_at - began < 10, "far sooner where nothing else runs"
    opened.until(lambda: not opened.assistant.sleep.working)


def test_nothing_begins_on_battery_nor_for_an_hour_after_not_now(open_window: OpenWindow):
    opened, absence, body = told(open_window, "I live in Oslo")
    body.away, body.battery = timedelta(hours=1), True
    look(absence)
    body.battery = False
    absence.not_now()
    look(absence)
    assert absence.why.startswith("Not now, you said.")
    assert opened.assistant.sleep.report() is None


def test_its_timer_never_fires_more_often_than_every_15_seconds_while_it_waits(open_window: OpenWindow):
    _, absence, body = told(open_window)
    for away in (0, 200, 299):
        body.away = timedelta(seconds=away)
        look(absence)
        assert absence._timer.interval() >= 15_000  # noqa: SLF001


def test_a_card_that_was_put_away_is_not_shown_again(open_window: OpenWindow):
    opened, absence, body = told(open_window, "I live in Oslo")
    body.away = timedelta(hours=1)
    look(absence)
    card = opened.window.findChild(AwayCard)
    opened.until(card.isVisible)
    card._close.click()  # noqa: SLF001 - as the person does
    assert not card.isVisible()
    report = opened.assistant.sleep.report()
    assert report
    assert absence.was_seen(report)
    absence.reported.emit(report)
    assert not card.isVisible()
