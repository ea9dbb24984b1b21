"""The LLM's process: it comes, answers, stops when told, dies without harm, and leaves nothing behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import random_gguf

from runtime.errors import LLMCrashed, PromptTooLong, Stopped, WeightsUnusable
from runtime.events import Event, LLMLoaded, LLMLoading, LLMUnloaded, Notice
from runtime.llm.host import HostedLLM
from runtime.llm.port import ChatMessage, Form, Generation, LLMSettings, Parameter, Prompt, Request, Text

PROMPT = Prompt((ChatMessage("system", "You are kind."), ChatMessage("user", "Hello!")))
SAY = (Form("send_message", (Parameter("message", Text(30, 1)),)),)
LONG = (Form("send_message", (Parameter("message", Text(8_000, 7_000)),)),)
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows SIGTERM is as sudden
posix = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
ROOT = Path(__file__).resolve().parents[3]
NEVER = threading.Event()
SHORT = Request(PROMPT, SAY)


class Hosted:
    """A hosted LLM and what it emitted."""

    def __init__(self, path: Path, context_length: int = 8_192) -> None:
        self.events: list[Event] = []
        settings = LLMSettings(path, context_length=context_length, threads=1)
        self.llm = HostedLLM(settings, on_event=self.events.append)

    def run(self, request: Request = SHORT, stop: threading.Event = NEVER) -> Generation:
        return self.llm.generate(request, on_text=lambda _: None, stop=stop)


@pytest.fixture
def hosted(toy: Path) -> Iterator[Hosted]:
    made = Hosted(toy)
    yield made
    made.llm.close()


@pytest.fixture(scope="session")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network that takes seconds to read a long prompt."""
    network = random_gguf.Network(width=512, layers=8, heads=8, inner=2_048)
    return random_gguf.build(tmp_path_factory.mktemp("slow") / "slow.gguf", network=network)


def gone(process_id: int, seconds: float = 10) -> bool:
    """Whether the process ends in time; a zombie has ended. Known on Linux, taken for granted elsewhere."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


def test_it_loads_at_first_use_and_unloads_by_ending(hosted: Hosted) -> None:
    assert hosted.llm.process_id is None
    assert hosted.run().call.name == "send_message"
    process = hosted.llm.process_id
    assert process not in (None, os.getpid())
    hosted.llm.close()
    assert gone(process)
    assert [type(event) for event in hosted.events] == [LLMLoading, LLMLoaded, LLMUnloaded]
    hosted.llm.close()
    assert len(hosted.events) == 3
    assert hosted.run().call, "it can be used again"


def test_what_is_loaded_is_told(hosted: Hosted, toy: Path) -> None:
    info = hosted.llm.info
    assert (info.path, info.name, info.context_length) == (toy, "toy", 8_192)
    assert info.dialect == "json tool_call name arguments"
    assert hosted.events[-1] == LLMLoaded("toy", 8_192)


def test_tokens_are_counted_as_they_will_be_read(hosted: Hosted) -> None:
    assert hosted.llm.count(PROMPT) == hosted.run().tokens.prompt
    assert hosted.llm.count_text("") == 0
    assert hosted.llm.count_text("Hello there") > 1


def test_a_warmed_prompt_is_not_read_again(hosted: Hosted) -> None:
    warmed = hosted.llm.warm(PROMPT, stop=NEVER)
    assert warmed.prefilled == warmed.prompt
    assert hosted.run().tokens.prefilled == 1


def test_the_end_of_a_call_is_read_while_its_tool_runs(hosted: Hosted) -> None:
    """The grammar wrote it, not the LLM; when the result comes, only the result is new."""
    call = hosted.run().call
    time.sleep(0.1)
    answered = (*PROMPT.messages, ChatMessage("assistant", call=call), ChatMessage("tool", "Sent."))
    after = hosted.run(Request(Prompt(answered), SAY)).tokens
    new = "<|im_end|>\n<|im_start|>tool\nSent.<|im_end|>\n<|im_start|>assistant\n"
    assert after.prefilled <= hosted.llm.count_text(new)


def test_the_reply_comes_in_pieces(hosted: Hosted) -> None:
    pieces: list[str] = []
    generation = hosted.llm.generate(Request(PROMPT, SAY, temperature=1.0), on_text=pieces.append, stop=NEVER)
    assert "".join(pieces) == generation.call.arguments["message"]
    assert len(pieces) > 1


def test_a_killed_process_is_told_and_replaced(hosted: Hosted) -> None:
    """Kill -9 in the middle of a reply: an error, one notice, and the next call is as if nothing was."""
    hosted.llm.load()

    def kill(_: str) -> None:
        os.kill(hosted.llm.process_id, KILL)

    with pytest.raises(LLMCrashed, match="ended unexpectedly"):
        hosted.llm.generate(Request(PROMPT, LONG, max_tokens=6_000), on_text=kill, stop=NEVER)
    notices = [event for event in hosted.events if isinstance(event, Notice)]
    assert len(notices) == 1
    assert notices[0].problem
    assert hosted.run().call.name == "send_message"


def test_processes_killed_at_any_time_lose_nothing_but_the_call(hosted: Hosted) -> None:
    """One that was killed between two questions is replaced without a word; one killed over a question is told."""
    for number in range(4):
        hosted.llm.load()
        before = hosted.llm.process_id
        killer = threading.Timer(number * 0.03, os.kill, [before, KILL])
        killer.start()
        with suppress(LLMCrashed):
            while hosted.llm.process_id == before:
                hosted.run(Request(PROMPT, LONG, max_tokens=4_000))
        killer.join()
    assert hosted.run().call


@posix
def test_a_segfault_is_a_crash_like_any_other(hosted: Hosted) -> None:
    hosted.llm.load()

    def fault(_: str) -> None:
        os.kill(hosted.llm.process_id, signal.SIGSEGV)

    with pytest.raises(LLMCrashed, match=f"signal {int(signal.SIGSEGV)}"):
        hosted.llm.generate(Request(PROMPT, LONG, max_tokens=6_000), on_text=fault, stop=NEVER)


def test_a_crash_while_nobody_asks_is_mended_at_the_next_question(hosted: Hosted) -> None:
    hosted.llm.load()
    before = hosted.llm.process_id
    os.kill(before, KILL)
    assert gone(before)
    assert hosted.run().call
    assert hosted.llm.process_id != before
    assert not [event for event in hosted.events if isinstance(event, Notice)], "nothing was lost, nothing is told"


def test_a_crash_that_is_noticed_by_the_question_only_is_mended_too(
    hosted: Hosted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dying process looks alive until its last thread is gone."""
    hosted.llm.load()
    before = hosted.llm.process_id
    os.kill(before, KILL)
    assert gone(before)
    monkeypatch.setattr("runtime.llm.host._Child.alive", True)
    assert hosted.run().call
    assert hosted.llm.process_id != before


def stopped_after(hosted: Hosted, request: Request, seconds: float) -> float:
    """Seconds from pressing stop until the call has ended."""
    stop = threading.Event()
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.perf_counter())
        stop.set()

    threading.Timer(seconds, press).start()
    with pytest.raises(Stopped):
        hosted.run(request, stop)
    return time.perf_counter() - pressed[0]


def test_a_stop_ends_a_reply_at_once(hosted: Hosted) -> None:
    hosted.llm.load()
    assert stopped_after(hosted, Request(PROMPT, LONG, max_tokens=6_000), 0.15) < 2
    process = hosted.llm.process_id
    assert hosted.run().call
    assert hosted.llm.process_id == process, "stopping is not killing"
    assert not [event for event in hosted.events if isinstance(event, Notice)]


def test_a_stop_ends_the_reading_of_a_long_prompt(slow: Path) -> None:
    """In the middle of a batch: reading this one takes many seconds."""
    hosted = Hosted(slow)
    try:
        hosted.llm.load()
        text = ChatMessage("user", "The quick brown fox jumps over the lazy dog. " * 160)
        assert stopped_after(hosted, Request(Prompt((text,)), SAY), 0.3) < 2.5
        assert hosted.run().call
    finally:
        hosted.llm.close()


def test_a_stop_before_the_call_reads_nothing(hosted: Hosted) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        hosted.run(stop=stop)
    assert hosted.llm.warm(PROMPT, stop=stop).prefilled == 0


def test_warming_is_ended_without_an_error(slow: Path) -> None:
    hosted = Hosted(slow)
    try:
        hosted.llm.load()
        stop = threading.Event()
        threading.Timer(0.3, stop.set).start()
        start = time.perf_counter()
        counts = hosted.llm.warm(Prompt((ChatMessage("user", "The quick brown fox. " * 350),)), stop=stop)
        assert counts.prefilled < counts.prompt
        assert time.perf_counter() - start < 3
    finally:
        hosted.llm.close()


@posix
def test_an_llm_that_does_not_stop_is_ended(hosted: Hosted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Frozen by a debugger or a driver: the person still gets the window back."""
    monkeypatch.setattr("runtime.llm.host._STOP_SECONDS", 0.5)
    hosted.llm.load()
    process = hosted.llm.process_id
    os.kill(process, signal.SIGSTOP)
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(Stopped, match="was ended"):
        hosted.run(stop=stop)
    assert gone(process)
    assert hosted.run().call


def test_a_listener_that_fails_leaves_no_half_answer(hosted: Hosted) -> None:
    def fail(_: str) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        hosted.llm.generate(Request(PROMPT, LONG, max_tokens=2_000), on_text=fail, stop=NEVER)
    assert hosted.llm.count_text("") == 0
    assert hosted.run().call.name == "send_message"


def test_a_prompt_that_does_not_fit_is_refused_and_the_next_is_answered(toy: Path) -> None:
    hosted = Hosted(toy, 512)
    try:
        with pytest.raises(PromptTooLong):
            hosted.run(Request(Prompt((ChatMessage("user", "word " * 2_000),)), SAY))
        assert hosted.run().call
    finally:
        hosted.llm.close()


def test_a_request_that_makes_no_sense_is_a_bug_that_is_told(hosted: Hosted) -> None:
    with pytest.raises(RuntimeError, match="Traceback"):
        hosted.run(Request(PROMPT, None))
    assert hosted.run().call


UNUSABLE = {
    "text": (b"This is a letter, not a language model.", "not a GGUF"),
    "nothing": (b"", "not a GGUF"),
    "a magic": (b"GGUF", "cut short"),
}


@pytest.mark.parametrize(("content", "reason"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_what_is_no_llm_is_refused_in_words(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    hosted = Hosted(path)
    with pytest.raises(WeightsUnusable, match=reason):
        hosted.llm.load()
    assert hosted.llm.process_id is None


def test_weights_cut_short_and_of_an_unknown_kind_are_refused_in_words(toy: Path, tmp_path: Path) -> None:
    cut, strange = tmp_path / "cut.gguf", tmp_path / "strange.gguf"
    cut.write_bytes(toy.read_bytes()[:-1_000])
    with pytest.raises(WeightsUnusable, match="cut short"):
        Hosted(cut).llm.load()
    strange.write_bytes(toy.read_bytes().replace(b"llama", b"hsiao"))
    with pytest.raises(WeightsUnusable, match=r"llama\.cpp cannot load .* unknown model architecture"):
        Hosted(strange).llm.load()
    with pytest.raises(WeightsUnusable, match="No such file"):
        Hosted(tmp_path / "nowhere.gguf").llm.load()


PARENT = """
import sys, threading, time
from pathlib import Path
from runtime.llm.host import HostedLLM
from runtime.llm.port import *

print("imported", flush=True)
if __name__ == "__main__":
    llm = HostedLLM(LLMSettings(Path(sys.argv[1]), threads=1))
    llm.load()
    print(llm.process_id, "llama_cpp" in sys.modules, flush=True)
    forms = (Form("send_message", (Parameter("message", Text(8_000, 7_000)),)),)
    request = Request(Prompt((ChatMessage("user", "Hello!"),)), forms, max_tokens=6_000)
    while sys.argv[2] == "busy":
        llm.generate(request, on_text=lambda _: None, stop=threading.Event())
    time.sleep(60)
"""


def parent(tmp_path: Path, toy: Path, mode: str) -> tuple[subprocess.Popen, int, list[str]]:
    """A program that hosts an LLM, the LLM's process id, and what the program said up to there."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    program = subprocess.Popen(
        [sys.executable, str(script), str(toy), mode],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])},
        start_new_session=True,
    )
    said = [program.stdout.readline(), program.stdout.readline()]
    return program, int(said[1].split()[0]), said


@linux
@pytest.mark.parametrize("mode", ["busy", "idle"])
def test_a_killed_app_leaves_no_orphan(mode: str, toy: Path, tmp_path: Path) -> None:
    program, process, _ = parent(tmp_path, toy, mode)
    time.sleep(0.2)
    program.kill()
    program.communicate()
    assert gone(process)


@linux
def test_the_process_does_not_import_the_app_and_says_nothing_in_the_terminal(toy: Path, tmp_path: Path) -> None:
    """Spawning would run the app's main module once more, window and all."""
    program, process, said = parent(tmp_path, toy, "idle")
    assert said == ["imported\n", f"{process} False\n"]
    maps = Path(f"/proc/{process}/maps").read_text()
    assert "llama" in maps
    assert "PySide6" not in maps
    os.kill(process, signal.SIGINT)
    time.sleep(0.2)
    assert Path(f"/proc/{process}").exists(), (
        "Ctrl-C in the terminal reaches the whole group; it is the app's to act on"
    )
    program.kill()
    rest, _ = program.communicate()
    assert rest == ""
    assert gone(process)


def test_nothing_is_left_running_after_all(hosted: Hosted) -> None:
    hosted.llm.load()
    process = hosted.llm.process_id
    assert process in [child.pid for child in multiprocessing.active_children()]
    hosted.llm.close()
    assert process not in [child.pid for child in multiprocessing.active_children()]
