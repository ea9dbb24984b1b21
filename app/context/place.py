"""The place where one sees what the language model reads: each layer with its tokens and its exact text."""

from __future__ import annotations

from html import escape

from app.browser import Browser
from app.context.bar import ContextBar, layer, shade
from app.entries import Entry
from app.override import override
from app.pieces import label
from app.place import Place
from app.theme import Theme
from app.words import grouped, tr
from runtime import events
from runtime.events import Event
from runtime.views import ContextPart, ContextView

_WORDS = "The text before the language model’s eyes. Nothing else of your memory is seen until it looks it up."
_COUNTS = (
    "{used} of {limit} tokens used, {free} free. From {pressure} on (dashed line) the oldest messages are about to "
    "leave for recall memory. The last step read {prefilled} tokens anew and reused {reused}."
)
_SHOWN = 200_000


class ContextPlace(Place):
    """A bar over the layers; the chosen one is shown to the letter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Context"), tr(_WORDS))
        self.bar = ContextBar(theme)
        self.counts = label(tone="muted", wrap=True)
        self.layers = Browser(theme, tr("Layers of the context"))
        self.layers.instead.say(tr("The language model is being asked …"))
        self.layers.chosen.connect(self._choose)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.counts)
        self.column.addWidget(self.layers, 1)
        self.begins_at = self.layers.list

    @override
    def concerns(self, event: Event) -> bool:
        """It grows with every turn, and changes with the LLM and with an eviction."""
        return isinstance(event, events.TurnEnded | events.BlockChanged | events.Evicted | events.LLMLoaded)

    @override
    def refresh(self) -> None:
        """The LLM counts, so this may wait for it."""
        if self.session is not None:
            self.session.ask(lambda assistant: assistant.context(), self._show)

    def _show(self, view: ContextView) -> None:
        self.bar.show_context(view)
        free = max(0, view.limit - view.used)
        self.counts.setText(
            tr(_COUNTS).format(
                used=grouped(view.used),
                limit=grouped(view.limit),
                free=grouped(free),
                pressure=grouped(view.pressure),
                prefilled=grouped(view.prefilled),
                reused=grouped(view.reused),
            )
        )
        self.layers.show_entries(
            [Entry(layer(part.name), _size(part), part, shade(number)) for number, part in enumerate(view.parts)]
        )

    def _choose(self, part: object) -> None:
        if isinstance(part, ContextPart):
            text = escape(part.text[:_SHOWN]) or f"<i>{tr('Empty.')}</i>"
            self.layers.show_detail(f"<pre style='white-space: pre-wrap'>{text}</pre>")


def _size(part: ContextPart) -> str:
    """Its tokens; an LLM that learned its tools in training reads nothing of them in the prompt."""
    if part.name == "tools" and part.tokens == 0:
        return tr("known to this language model, not in its prompt")
    return tr("{tokens} tokens · {count} characters").format(tokens=grouped(part.tokens), count=grouped(len(part.text)))
