"""While the person is away: looks whether they are, has the memory tidied then, and stops that when they are back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.away.presence import Presence
from app.away.senses import Away, detectors
from app.words import tr
from runtime.sleep.consent import Consent
from runtime.sleep.machine import Machine
from runtime.sleep.rules import Rules
from runtime.sleep.scheduler import OFTENEST_LOOK, Order, Scheduler

if TYPE_CHECKING:
    from concurrent.futures import Future

    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QWindow

    from app.bridge import Bridge
    from runtime.assistant import Assistant
    from runtime.sleep.report import ReportLine, SleepReport
    from runtime.sleep.scheduler import Senses
    from runtime.sleep.sleeping import Outcome


_SEEN = "seen_sleep"


class Absence(QObject):
    """``reported(report)`` at the start and when a sleep has ended; ``state(sentence)`` what it does, and why.

    ``look_wanted()``: the whole report is to be shown. There is one timer, set to when the scheduler wants to look
    again.
    """

    reported = Signal(object)
    state = Signal(str)
    look_wanted = Signal()
    _ended = Signal(str)

    def __init__(self, assistant: Assistant, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._assistant, self._bridge = assistant, bridge
        self._senses: Senses | None = None
        self._presence: Presence | None = None
        self._away: Away | None = None
        self._store: QSettings | None = None
        self.why = tr("Whether you are away is looked at in a moment.")
        self._scheduler = Scheduler(Rules.of(assistant.settings))
        self._insisted = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)
        self._ended.connect(self._show_ended)

    @property
    def detector(self) -> str:
        """Who tells whether the person is away, as far as it was asked."""
        return self._away.detector if self._away else ""

    @property
    def asleep(self) -> bool:
        """Whether the memory is being tidied."""
        return self._assistant.sleep.working

    def begin(self, window: QWindow, store: QSettings, senses: Senses | None = None) -> None:
        """Watch over ``window`` from now on; ``store`` keeps what was seen. ``senses`` None: those of this machine."""
        self._presence, self._store, self._senses = Presence(window, self), store, senses
        self._presence.noticed.connect(self.come_back)
        self._bridge.ask(self._assistant.sleep.report, self._show_first)

    def sleep_now(self) -> None:
        """Tidy the memory now, to the end; it gives way to messages, but looking on does not stop it."""
        self._insisted = True
        if not self._assistant.sleep.working:
            self._start()

    def accept(self, shown: Sequence[ReportLine], *, without: Collection[int]) -> None:
        """Make the changes that wait and were shown, but for those of the ids ``without``, which are never made."""
        self._insisted = True
        self._start(Consent.given(shown, without))

    def not_now(self) -> None:
        """Stop, and do not begin again for a while."""
        self._insisted = False
        self._scheduler.not_now(_now())
        self._assistant.sleep.wake()
        self._say(tr("Not now, you said."))

    def was_seen(self, report: SleepReport) -> bool:
        """Whether the person has looked at this report, or put it away."""
        return self._store is not None and report.id <= int(str(self._store.value(_SEEN, 0)))

    def seen(self, report: SleepReport) -> None:
        """The person has."""
        if self._store is not None:
            self._store.setValue(_SEEN, report.id)

    def come_back(self) -> None:
        """The person is here."""
        if self._scheduler.asleep:
            self._look()

    def _look(self) -> None:
        if self._assistant.sleep.over:
            return
        if self._senses is None:
            self._senses = self._own_senses()
        self._scheduler.rules = Rules.of(self._assistant.settings)
        order = self._scheduler.look(_now(), self._senses)
        if order.action == "sleep":
            self._start()
        elif order.action == "wake":
            self._assistant.sleep.wake()
        self._tell(order)

    def _tell(self, order: Order) -> None:
        self._say(tr(order.why))
        exact = order.again < OFTENEST_LOOK
        self._timer.setTimerType(Qt.TimerType.PreciseTimer if exact else Qt.TimerType.VeryCoarseTimer)
        self._timer.start(order.again // timedelta(milliseconds=1))

    def _start(self, consent: Consent | None = None) -> None:
        self._say(tr("It sleeps."))
        self._assistant.sleep.start(consent).add_done_callback(self._tell_ended)

    def _tell_ended(self, done: Future[Outcome]) -> None:
        """On the runtime thread."""
        self._ended.emit(done.result())

    def _show_ended(self, outcome: str) -> None:
        if self._assistant.sleep.over:
            return
        if outcome == "interrupted" and self._insisted:
            self._start()
            return
        self._insisted = False
        self._say(_told(outcome))
        if outcome == "nothing to do":
            self._scheduler.nothing_to_do()
        else:
            self._scheduler.ended(_now(), finished=outcome != "interrupted")
            self._bridge.ask(self._assistant.sleep.report, self.reported.emit)
        self._timer.start(OFTENEST_LOOK // timedelta(milliseconds=1))

    def _show_first(self, report: SleepReport | None) -> None:
        if report is not None and report.ended_at is not None:
            self._scheduler.ended(report.ended_at, finished=True)
        self.reported.emit(report)
        self._timer.start(OFTENEST_LOOK // timedelta(milliseconds=1))

    def _say(self, sentence: str) -> None:
        self.why = f"{sentence} {_told_by(self.detector)}".strip()
        self.state.emit(self.why)

    def _own_senses(self) -> Senses:
        assert self._presence is not None  # noqa: S101 - set before the first look
        found, occupied = detectors()
        self._away = Away(self._presence, found)
        return Machine(self._away.idle, occupied)


def _told(outcome: str) -> str:
    return {
        "finished": tr("The memory is in order."),
        "waiting": tr("What it would change waits for your yes."),
        "interrupted": tr("It was interrupted and goes on when you are away."),
        "nothing to do": tr("There is nothing new to tidy."),
    }[outcome]


def _told_by(detector: str) -> str:
    return tr("Whether you are away is told by {detector}.").format(detector=tr(detector)) if detector else ""


def _now() -> datetime:
    return datetime.now().astimezone()
