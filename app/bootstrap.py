"""From nothing to a window with an open memory: the window is shown first, the memory opened behind it.

The order counts. Qt alone stands before the first paint; the engine room with its libraries is imported on a
worker afterwards. Closing goes the other way: the window vanishes, then the assistant is closed on a worker, then
the event loop ends.
"""

from __future__ import annotations

import signal
import sys
import traceback
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from app.bridge import Bridge
from app.main_window import MainWindow
from app.passphrase import Asker
from app.resources import mark
from app.session import Session
from app.theme import Appearance, Theme
from runtime.errors import FileInUse, LociError, WrongKey
from runtime.home import Home

if TYPE_CHECKING:
    from runtime.assistant import Assistant

_RETRY_MS = 500
_RETRIES = 20
_SIGNAL_TICK_MS = 300
_APPEARANCES: tuple[Appearance, ...] = ("system", "light", "dark")


class Desk(QObject):
    """Opens the memory for a window and closes it after it. One for the whole program."""

    def __init__(self, window: MainWindow, home: Home, application: QApplication) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        self._application = application
        self._bridge = Bridge(self)
        self._asker = Asker(window)
        self._assistant: Assistant | None = None
        self._session: Session | None = None
        self._opening = False
        self._closing = False
        self._retries = 0
        self._bridge.failed.connect(lambda problem: window.say(str(problem), problem=True))
        window.closing.connect(self._close)

    def open(self) -> None:
        """Open the memory on a worker; what comes of it is shown in the window."""
        self._opening = True
        self._window.say("Opening your memory …")
        self._bridge.ask(partial(_open, self._home, self._bridge, self._asker), self._opened, self._failed)

    def wait(self) -> None:
        """Wait for the workers, after the event loop has ended."""
        self._bridge.close()

    def _opened(self, assistant: Assistant) -> None:
        self._opening = False
        self._assistant = assistant
        if self._closing:
            self._close_assistant()
            return
        self._window.say("")
        self._session = Session(assistant, self._bridge, self._window.transcript, self)
        self._window.attach(self._session)

    def _failed(self, problem: LociError) -> None:
        self._opening = False
        if self._closing or self._asker.cancelled:
            self._application.quit()
        elif isinstance(problem, WrongKey) and self._asker.asked:
            self._asker.again(str(problem))
            self.open()
        elif isinstance(problem, FileInUse) and self._retries < _RETRIES:
            # A window that was closed a moment ago may still be finishing behind its back.
            self._retries += 1
            self._window.say("Your memory is open in another Loci; waiting for it to close …")
            QTimer.singleShot(_RETRY_MS, self, self.open)
        else:
            self._ask_again(str(problem))

    def _ask_again(self, sentence: str) -> None:
        self._window.say("")
        box = QMessageBox(QMessageBox.Icon.Warning, "Loci", "Your memory could not be opened.", parent=self._window)
        box.setInformativeText(sentence)
        again = box.addButton("Try again", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("Quit", QMessageBox.ButtonRole.RejectRole)
        for button in box.buttons():
            button.setAccessibleName(button.text())
        box.finished.connect(lambda _code: self._try_again(box.clickedButton() is again))
        box.open()

    def _try_again(self, again: bool) -> None:
        self._retries = 0
        if again:
            self.open()
        else:
            self._window.close()

    def _close(self) -> None:
        self._closing = True
        self._asker.cancel()
        if self._assistant is not None:
            self._close_assistant()
        elif not self._opening:
            self._application.quit()

    def _close_assistant(self) -> None:
        assistant, self._assistant = self._assistant, None
        if assistant is not None:
            self._bridge.ask(assistant.close, lambda _: self._application.quit(), lambda _: self._application.quit())


def _open(home: Home, bridge: Bridge, asker: Asker) -> Assistant:
    """On a worker: the engine room takes half a second to import, and the key a second to derive."""
    from runtime.assistant import Assistant  # noqa: PLC0415 - never before the first paint

    return Assistant.open(home, key=asker, emit=bridge.emit_event)


def make_application() -> QApplication:
    """The application object, in the style that the sheet is written for."""
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Loci")
    application.setDesktopFileName("loci")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    return application


def make_window(application: QApplication, home: Home) -> MainWindow:
    """The window, as the person left it last time."""
    settings = QSettings(str(home.root / "window.ini"), QSettings.Format.IniFormat)
    appearance = settings.value("appearance", "system")
    theme = Theme(application, appearance if appearance in _APPEARANCES else "system")
    return MainWindow(theme, settings)


def run() -> int:
    """Show the window, open the memory behind it, stay until it is closed; returns the exit code."""
    application = make_application()
    home = Home.find()
    window = make_window(application, home)
    desk = Desk(window, home, application)
    sys.excepthook = partial(_tell_bug, window, home)
    window.show()
    QTimer.singleShot(0, desk, lambda: application.setWindowIcon(mark()))
    QTimer.singleShot(0, desk, desk.open)
    ticking = _close_on_signals(window)
    code = application.exec()
    ticking.stop()
    desk.wait()
    return code


def _close_on_signals(window: MainWindow) -> QTimer:
    """Ctrl+C in the terminal and a polite kill close the window; Python sees them only while it runs something."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: window.close())
    timer = QTimer(window, interval=_SIGNAL_TICK_MS)
    timer.timeout.connect(lambda: None)
    timer.start()
    return timer


def _tell_bug(
    window: MainWindow, home: Home, kind: type[BaseException], problem: BaseException, trace: TracebackType | None
) -> None:
    """A bug of ours: where it happened goes to the log, without the texts that an exception may quote."""
    place = "".join(traceback.format_tb(trace))
    try:
        with home.log_file.open("a", encoding="utf-8") as log:
            log.write(f"{kind.__qualname__}\n{place}")
    except OSError:
        sys.stderr.write(f"{kind.__qualname__}: {problem}\n{place}")
    window.say(
        f"Something in Loci itself went wrong; your memory is as it was. What happened is in {home.log_file}.",
        problem=True,
    )
