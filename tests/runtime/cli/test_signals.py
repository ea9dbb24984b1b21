import signal

import pytest

from runtime.cli.signals import first_interrupt, leaving_cleanly


def interrupt_twice(acted: list[str]) -> None:
    with first_interrupt(lambda: acted.append("stopped")):
        signal.raise_signal(signal.SIGINT)
        acted.append("went on")
        signal.raise_signal(signal.SIGINT)


def end_by(number: int, closed: list[bool]) -> None:
    with leaving_cleanly():
        try:
            signal.raise_signal(number)
        finally:
            closed.append(True)


def test_the_first_interrupt_acts_and_the_second_interrupts():
    acted: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        interrupt_twice(acted)
    assert acted == ["stopped", "went on"]


def test_afterwards_an_interrupt_is_what_it_was():
    before = signal.getsignal(signal.SIGINT)
    with first_interrupt(lambda: None):
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_to_end_runs_every_finally_and_gives_its_exit_code(name: str):
    if not hasattr(signal, name):
        pytest.skip(f"this system has no {name}")
    number = getattr(signal, name)
    before = signal.getsignal(number)
    closed: list[bool] = []
    with pytest.raises(SystemExit) as end:
        end_by(number, closed)
    assert closed == [True]
    assert end.value.code == 128 + number
    assert signal.getsignal(number) is before
