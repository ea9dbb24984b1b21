"""The place where each step of each answer is looked into: the call, its result, its tokens and times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.browser import Browser
from app.entries import Entry
from app.memory.telling import at, short
from app.override import override
from app.pieces import push
from app.place import Place
from app.theme import Theme
from app.trace.details import details
from app.trace.steps import recorded
from app.trace.words import folded
from app.words import tr
from runtime import events
from runtime.events import Event
from runtime.views import MessageView, StepView

if TYPE_CHECKING:
    from runtime.assistant import Assistant

_WORDS = "What the language model was asked and did, step by step, in this conversation."
_MOST = 400


@dataclass(frozen=True, slots=True)
class Turn:
    """A message, the steps that answered it, and the last message that the language model wrote for it."""

    turn_id: int
    message: MessageView
    steps: tuple[StepView, ...]
    written_id: int | None


def read_turns(assistant: Assistant) -> list[Turn]:
    """The newest turns of the conversation, newest first."""
    found: dict[int, MessageView] = {}
    written: dict[int, int] = {}
    for message in assistant.messages(_MOST):
        if message.turn_id is not None:
            found.setdefault(message.turn_id, message)
            if message.role == "assistant":
                written[message.turn_id] = message.id
    return [
        Turn(number, message, assistant.steps(number), written.get(number))
        for number, message in reversed(found.items())
    ]


class TracePlace(Place):
    """Turns at the left, newest first; the steps of the chosen one at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Trace"), tr(_WORDS))
        self.turns = Browser(theme, tr("Turns"), empty=tr("Nothing was asked yet. Say something in the chat."))
        self.turns.chosen.connect(self._choose)
        self.prompt = push(tr("The exact prompt…"), tr("Show the exact prompt behind the last step of this answer"))
        self.prompt.setEnabled(False)
        self.prompt.clicked.connect(self._show_prompt)
        self.turns.buttons.addWidget(self.prompt)
        self.column.addWidget(self.turns, 1)
        self.begins_at = self.turns.list

    @override
    def concerns(self, event: Event) -> bool:
        """Every step."""
        return isinstance(event, events.StepEnded | events.TurnEnded)

    @override
    def refresh(self) -> None:
        """The turns as the file holds them."""
        if self.session is not None:
            self.session.ask(read_turns, self._show)

    def _show(self, turns: list[Turn]) -> None:
        self.turns.show_entries(
            [
                Entry(
                    short(each.message.text) or tr("Another answer"),
                    f"{at(each.message.created_at)} · {folded([recorded(step) for step in each.steps], running=False)}",
                    each,
                )
                for each in turns
            ]
        )

    def _show_prompt(self) -> None:
        turn = self.turns.value()
        if isinstance(turn, Turn) and turn.written_id is not None and self.session is not None:
            from app.trace.prompt import PromptDialog  # noqa: PLC0415 - not before it is wanted

            PromptDialog(self.session, self.theme, turn.written_id, self).open()

    def _choose(self, turn: object) -> None:
        self.prompt.setEnabled(isinstance(turn, Turn) and turn.written_id is not None)
        if isinstance(turn, Turn):
            self.turns.show_detail(details([recorded(step) for step in turn.steps], self.theme.tones))
