"""The window's conversation with one open assistant: what the person does goes out, what happens comes in.

Nothing here waits: every call that may is handed to the bridge. Events are held back there until the transcript is
read, so that each is told once and in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.away.absence import Absence
from app.bridge import Bridge
from app.chat.narrator import Narrator
from app.chat.pages import Pages
from app.chat.talks import Talks
from app.chat.transcript import Transcript
from app.words import tr
from runtime import events
from runtime.errors import EditConflict, LociError
from runtime.events import Event
from runtime.llm.port import LLMInfo
from runtime.views import BlockView, ChangeView

if TYPE_CHECKING:
    from runtime.assistant import Assistant

Result = TypeVar("Result")

_NEARLY_FULL = "The context is nearly full; Loci saves what matters before older messages leave it."
_TARGETS = {"passage": "the passage", "summary": "the summary", "agent": "the instructions"}


class Session(QObject):
    """Signals tell the widgets what to show; methods are what the person does.

    ``read`` the newest page of the transcript is in, ``running(bool)``, ``accepted`` and ``refused`` of a message,
    ``blocks(list)``, ``block_changed(event)``, ``saved(label)``, ``conflict(label, sentence, block)``,
    ``not_saved(label, sentence)``, ``llm(name, state)``, ``context(view)``, ``notice(sentence, problem)``,
    ``happened(event)`` everything, as it happens.
    """

    read = Signal()
    running = Signal(bool)
    accepted = Signal()
    refused = Signal()
    blocks = Signal(object)
    block_changed = Signal(object)
    saved = Signal(str)
    conflict = Signal(str, str, object)
    not_saved = Signal(str, str)
    llm = Signal(str, str)
    context = Signal(object)
    notice = Signal(str, bool)
    happened = Signal(object)

    def __init__(self, assistant: Assistant, bridge: Bridge, transcript: Transcript, parent: QObject) -> None:
        super().__init__(parent)
        self._assistant = assistant
        self._bridge = bridge
        self._narrator = Narrator(transcript)
        self._open_turns: set[int] = set()
        self._ended_through = 0
        self._info: LLMInfo | None = None
        self._llm_state = ""
        self.absence = Absence(assistant, bridge, self)
        self.talks = Talks(assistant, bridge, self)
        self.talks.moved.connect(self._begin_again)
        self.pages = Pages(assistant, bridge, transcript, self._say_problem, self)
        self.pages.begun.connect(self._begun)
        self.talks.refused.connect(lambda sentence: self.notice.emit(sentence, True))
        bridge.happened.connect(self._tell)

    def start(self) -> None:
        """Read what the window shows, and let the LLM be loaded behind it."""
        self.pages.begin()
        self._read_blocks()
        self.talks.refresh()
        self._bridge.ask(self._assistant.llm_info, self._show_info, self._say_problem)
        self._bridge.ask(self._assistant.warm_up)

    # --- what the person does --------------------------------------------------------------------------

    def send(self, text: str, *, edits: int | None = None) -> None:
        """Commit a message; its turn follows by events. ``edits``: it takes the place of that turn's message."""

        def accepted(turn_id: int) -> None:
            if turn_id > self._ended_through:  # a quick turn may have ended before this was told
                self._open_turns.add(turn_id)
            if edits is None:
                self._narrator.accepted(turn_id, text)
            else:
                self.pages.begin()
            self.accepted.emit()
            self._tell_running()

        def refused(problem: LociError) -> None:
            if edits is not None:
                self._bridge.release()
            self._say_problem(problem)
            self.refused.emit()

        if edits is not None:
            self._bridge.hold()  # until what is shown of the conversation is read
        self._bridge.ask(partial(self._assistant.submit, text, edits=edits), accepted, refused)

    def show_version(self, turn_id: int) -> None:
        """Show another version of an edited message, and what followed on it."""
        self.ask(lambda assistant: assistant.conversations.show_version(turn_id), lambda _none: self._begin_again())

    def ask(
        self,
        work: Callable[[Assistant], Result],
        then: Callable[[Result], None] | None = None,
        failed: Callable[[LociError], None] | None = None,
    ) -> None:
        """Do ``work`` with the assistant on a worker; what goes wrong is a notice where ``failed`` is not given."""
        self._bridge.ask(partial(work, self._assistant), then, failed or self._say_problem)

    def answer_again(self, turn_id: int) -> None:
        """Have the last message answered once more; its turn follows by events."""
        self.ask(lambda assistant: assistant.answer_again(turn_id))

    def stop(self) -> None:
        """End the running turn."""
        self._bridge.ask(self._assistant.stop)

    def go_to_message(self, message_id: int, draft: str) -> None:
        """Open the conversation that holds a message, keeping what is being written, and read back to where it is."""
        self.talks.open_message(message_id, draft, lambda: self.pages.reach(message_id))

    def save_block(self, label: str, value: str, version: int) -> None:
        """Give a block the person's text, if it is still at ``version``."""

        def saved(_block: BlockView) -> None:
            self.saved.emit(label)
            self._read_blocks()

        def failed(problem: LociError) -> None:
            if isinstance(problem, EditConflict):
                self._bridge.ask(self._assistant.blocks, partial(self._tell_conflict, label, str(problem)))
            else:
                self.not_saved.emit(label, str(problem))

        self._bridge.ask(partial(self._assistant.edit_block, label, value, version), saved, failed)

    def undo(self, change_id: int | None = None, then: Callable[[], None] = lambda: None) -> None:
        """Take a change of the memory back, the last one where none is named."""

        def undone(change: ChangeView) -> None:
            self._say_undone(change)
            then()

        self._bridge.ask(partial(self._assistant.undo, change_id), undone, self._say_problem)

    def redo(self, change_id: int | None = None, then: Callable[[], None] = lambda: None) -> None:
        """Do again what was taken back, the last that was where none is named."""

        def redone(change: ChangeView) -> None:
            self.notice.emit(tr("Did a change of {place} again.").format(place=_place(change)), False)
            then()

        self.ask(lambda assistant: assistant.history.redo(change_id), redone)

    def use_llm(self, path: Path | None) -> None:
        """Talk with other weights from the next turn on; None: the built-in ones."""

        def change() -> None:
            self._assistant.use_llm(path)
            self._assistant.warm_up()

        self._bridge.ask(change, None, self._say_problem)

    def unload_llm(self) -> None:
        """Give the LLM's memory back."""
        self._bridge.ask(self._assistant.unload_llm, None, self._say_problem)

    # --- what happens ----------------------------------------------------------------------------------

    def _tell(self, event: Event) -> None:
        self._narrator.tell(event)
        self.happened.emit(event)
        match event:
            case events.TurnStarted(turn_id=turn_id):
                self._open_turns.add(turn_id)
                self._tell_running()
            case events.TurnEnded(turn_id=turn_id):
                self._open_turns.discard(turn_id)
                self._ended_through = max(turn_id, self._ended_through)
                self._tell_running()
                self._read_context()
                self.talks.refresh()
            case events.BlockChanged():
                self.block_changed.emit(event)
                self._read_blocks()
                if not self._open_turns and not self.absence.asleep:  # asking for it would wake it
                    self._read_context()
            case events.SleepEnded():
                self._read_context()
            case events.Notice(text=text, problem=problem):
                self.notice.emit(text, problem)
            case events.PressureRose():
                self.notice.emit(tr(_NEARLY_FULL), False)
            case events.MemoryRevised():
                self._begin_again()
                self._read_blocks()
                self.talks.refresh()
            case events.LLMLoading() | events.LLMLoaded() | events.LLMUnloaded():
                self._tell_llm(event)

    def _tell_llm(self, event: events.LLMLoading | events.LLMLoaded | events.LLMUnloaded) -> None:
        match event:
            case events.LLMLoading(path=path):
                known = self._info is not None and self._info.path == Path(path)
                self._show_llm(self._info.name if self._info and known else Path(path).stem, tr("loading …"))
            case events.LLMLoaded(name=name):
                self._show_llm(name, "")
                self._read_context()
            case events.LLMUnloaded(name=name):
                self._show_llm(name, tr("not loaded; the next message loads it"))

    def _tell_running(self) -> None:
        self.running.emit(bool(self._open_turns))

    def _tell_conflict(self, label: str, sentence: str, blocks: tuple[BlockView, ...]) -> None:
        self.conflict.emit(label, sentence, next((block for block in blocks if block.label == label), None))

    def _say_undone(self, change: ChangeView) -> None:
        self.notice.emit(tr("Took a change of {place} back.").format(place=_place(change)), False)

    def _say_problem(self, problem: LociError) -> None:
        self.notice.emit(str(problem), True)

    # --- what is read ----------------------------------------------------------------------------------

    def _begin_again(self) -> None:
        """Another conversation is the current one, or what was said in it is no longer the same."""
        self.pages.begin()
        self._read_context()

    def _begun(self) -> None:
        self._bridge.release()
        self.read.emit()

    def _read_blocks(self) -> None:
        self._bridge.ask(self._assistant.blocks, self.blocks.emit, self._say_problem)

    def _show_info(self, info: LLMInfo) -> None:
        self._info = info
        self._show_llm(info.name, self._llm_state)

    def _show_llm(self, name: str, state: str) -> None:
        self._llm_state = state
        self.llm.emit(name, state)

    def _read_context(self) -> None:
        """Counted by the LLM; where that fails, a notice has said so already."""
        self._bridge.ask(self._assistant.context, self.context.emit, lambda _problem: None)


def _place(change: ChangeView) -> str:
    """What of the memory it changed, in a sentence."""
    return change.label if change.target == "block" else tr(_TARGETS.get(change.target, change.target))
