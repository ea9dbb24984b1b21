"""The command ``loci``: alone it opens the window, with any argument it is the terminal's.

Nothing else is imported at the top: the LLM's child process is spawned from here and must not load Qt, and the
first window is to be painted soon.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run what the command line asks for; returns the exit code."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["ask"] and not any(each.startswith("-") for each in arguments):
        return _ask(" ".join(arguments[1:]))
    if arguments:
        return _terminal(arguments)
    reason = _no_window()
    if reason is None:
        return _show()
    sys.stderr.write(f"No window can be shown here ({reason}); this is the chat in the terminal.\n")
    return _terminal(["chat"])


def _show() -> int:
    """The window: the one that is open, or a new one."""
    from app.bootstrap import run  # noqa: PLC0415 - Qt is loaded only where there is a window
    from runtime.home import Home  # noqa: PLC0415

    home = Home.find()
    if sys.platform == "win32" or home.bell.exists():  # the first window is to be painted soon: nothing for no one
        from app.doorbell import call_forward  # noqa: PLC0415

        if call_forward(home):
            return 0
    return run()


def _ask(question: str) -> int:
    """The small window, of the Loci that is open or of one of its own."""
    reason = _no_window()
    if reason is not None:
        sys.stderr.write(f"No window can be shown here ({reason}). Nothing was sent. In the terminal: loci say TEXT\n")
        return 1
    from app.bootstrap import run  # noqa: PLC0415 - Qt is loaded only where there is a window
    from app.doorbell import ring  # noqa: PLC0415
    from runtime.home import Home  # noqa: PLC0415

    return 0 if ring(Home.find(), question) else run(question)


def _no_window() -> str | None:
    """Why no window can be shown, or None."""
    from app.display import missing  # noqa: PLC0415 - not in the LLM's child process

    reason = missing()
    if reason is not None:
        return reason
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415 - only to see whether its system libraries are there
    except ImportError as problem:
        return f"Qt cannot be loaded: {problem}"
    return None


def _terminal(arguments: list[str]) -> int:
    from runtime.cli import run  # noqa: PLC0415 - the window does not need it

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
