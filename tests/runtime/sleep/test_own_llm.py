"""An LLM for sleeps alone is loaded when it is asked, asked in place of the other, and gone on waking."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from scripted_month import keep_all

from runtime import llms
from runtime.assistant import Assistant
from runtime.errors import WeightsUnusable
from runtime.events import Notice
from runtime.home import Home
from runtime.llm.port import LLMInfo
from runtime.llm.scripted import ScriptedLLM, say
from runtime.settings import Settings

ASIDE = "My knee hurts since I climbed the shelf"
"""What code does not understand, so that the LLM is asked."""


class Large(ScriptedLLM):
    """Takes its time to load, and may fail over it."""

    def __init__(self, *, seconds: float = 0.0, broken: bool = False) -> None:
        super().__init__(keep_all)
        self._seconds, self._broken = seconds, broken
        self._large, self.loading, self.closed = self.info_of(), Event(), Event()

    @staticmethod
    def info_of() -> LLMInfo:
        return LLMInfo(path=Path("large"), name="large", context_length=8_192)

    @property
    def info(self) -> LLMInfo:
        self.loading.set()
        time.sleep(self._seconds)
        if self._broken:
            raise WeightsUnusable("The file large.gguf is damaged.")
        return self._large

    @info.setter
    def info(self, given: LLMInfo) -> None:
        pass

    def close(self) -> None:
        self.closed.set()


class House:
    """An assistant whose settings name a file for sleeps."""

    def __init__(self, home: Home, path: Path) -> None:
        self.notices: list[str] = []
        self.chat = ScriptedLLM(lambda request: keep_all(request) if len(request.forms) < 4 else say("Noted."))
        self.assistant = Assistant.open(
            home,
            key=bytes(32),
            emit=lambda event: self.notices.append(event.text) if isinstance(event, Notice) else None,
            llm=self.chat,
            settings=Settings(sleep_llm_path=path),
        )

    def sleep_with(self, large: Large) -> None:
        self.assistant.llms.make = lambda _path: large
        self.assistant.wait(self.assistant.submit(ASIDE), 60)
        self.chat.requests.clear()
        self.assistant.sleep.now()


@pytest.fixture
def house(home: Home, tmp_path: Path) -> Iterator[House]:
    path = tmp_path / "large.gguf"
    path.write_bytes(b"GGUF")
    made = House(home, path)
    with made.assistant:
        yield made


def in_time(done: Callable[[], object]) -> None:
    until = time.monotonic() + 20
    while not done():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_it_is_asked_in_place_of_the_other_and_unloaded_afterwards(house: House):
    large = Large()
    house.sleep_with(large)
    assert len(large.requests) == 1
    assert house.chat.requests == []
    assert large.closed.wait(20)
    report = house.assistant.sleep.report()
    assert report
    assert report.asked == 1


def test_it_is_not_loaded_where_nothing_is_to_be_asked(house: House):
    large = Large()
    house.assistant.llms.make = lambda _path: large
    house.assistant.wait(house.assistant.submit("I live in Oslo"), 60)
    house.assistant.sleep.now()
    assert not large.loading.is_set()


def test_who_comes_back_waits_neither_for_its_loading_nor_for_its_unloading(house: House):
    large = Large(seconds=3.0)
    house.assistant.llms.make = lambda _path: large
    house.assistant.wait(house.assistant.submit(ASIDE), 60)
    asleep = house.assistant.sleep.start()
    assert large.loading.wait(20)
    began = time.monotonic()
    house.assistant.sleep.wake()
    assert asleep.result(20) == "interrupted"
    assert time.monotonic() - began < 2.0
    assert large.closed.wait(20), "given back as soon as it was loaded"


@pytest.mark.parametrize("broken", [True, False])
def test_where_it_cannot_be_loaded_the_other_is_asked_and_the_person_told(
    house: House, monkeypatch: pytest.MonkeyPatch, *, broken: bool
):
    large = Large(broken=broken)
    if not broken:
        monkeypatch.setattr(llms, "memory", lambda: (8 << 30, 1 << 20))
    house.sleep_with(large)
    assert large.requests == []
    assert len(house.chat.requests) == 1
    in_time(lambda: any("tidies the memory instead" in each for each in house.notices))


def test_a_file_that_is_gone_is_told_of(house: House, tmp_path: Path):
    (tmp_path / "large.gguf").unlink()
    house.sleep_with(Large())
    assert len(house.chat.requests) == 1
    assert any("is not at" in each for each in house.notices)
