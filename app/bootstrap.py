"""From nothing to a window: it is shown first, and the memory is opened behind it.

The order counts. Qt alone stands before the first paint; :mod:`app.desk` and the engine room with its libraries
are loaded afterwards.
"""

from __future__ import annotations

import signal
import sys
import traceback
from functools import partial
from types import TracebackType

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from app import zoom
from app.main_window import MainWindow
from app.preferences import Preferences
from app.resources import mark
from app.theme import Theme
from app.words import speak
from runtime.home import Home

_SIGNAL_TICK_MS = 300


def make_application() -> QApplication:
    """The application object, in the style that the sheet is written for."""
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Loci")
    application.setDesktopFileName("loci")
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    return application


def make_window(application: QApplication, home: Home) -> MainWindow:
    """The window, as the person wants it and left it last time."""
    preferences = Preferences(home)
    settings = preferences.settings
    speak(application, settings.language)
    theme = Theme(application, settings.appearance, settings.zoom)
    geometry = QSettings(str(home.root / "window.ini"), QSettings.Format.IniFormat)
    window = MainWindow(theme, preferences, geometry)
    theme.setParent(window)
    preferences.setParent(window)
    preferences.changed.connect(partial(_follow, window))
    zoom.fit_all(window)
    return window


def _follow(window: MainWindow, name: str) -> None:
    """What of the settings is seen at once."""
    settings = window.preferences.settings
    if name == "appearance":
        window.theme.choose(settings.appearance)
    elif name == "zoom":
        window.theme.zoom(settings.zoom)
    elif name == "language" and window.session is not None:  # where it was chosen is still at work
        QTimer.singleShot(0, window, partial(_reword, window))


def _reword(window: MainWindow) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication) and window.session is not None:
        speak(application, window.preferences.settings.language)
        window.reword()


def run(question: str | None = None) -> int:
    """Show the window, open the memory behind it, stay until it is closed; returns the exit code.

    With a question, which may be empty, the small window that asks is shown instead.
    """
    application = make_application()
    home = Home.find()
    window = make_window(application, home)
    sys.excepthook = partial(_tell_bug, window, home)
    if question is None:
        window.show()
    else:
        window.winId()  # its handle is needed, though nobody sees it

    def begin() -> None:
        from app.desk import Desk  # noqa: PLC0415 - never before the first paint
        from app.outside import Outside  # noqa: PLC0415

        application.setWindowIcon(mark())
        desk = Desk(window, home)
        desk.closed.connect(application.quit)
        outside = Outside(window, desk, home)
        desk.open()
        if question is not None:
            outside.ask(question)

    QTimer.singleShot(0, window, begin)
    ticking = _close_on_signals(window)
    code = application.exec()
    ticking.stop()
    return code


def _close_on_signals(window: MainWindow) -> QTimer:
    """Ctrl+C in the terminal and a polite kill close the window; Python sees them only while it runs something."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: window.quit())
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
