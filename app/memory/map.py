"""Archival memory from above: a map, what was taken of it, and how the memory grew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout

from app.entries import Entry, TwoLineList
from app.instead import Instead
from app.memory.growth import Growth
from app.memory.map_view import MapView
from app.memory.tab import Tab
from app.memory.telling import at, short
from app.override import override
from app.pieces import label, push
from app.theme import Theme
from app.tones import GRID
from app.words import tr

if TYPE_CHECKING:
    from app.session import Session
    from runtime.landscape import Day, Spot

SHADES = ("accent", "code_number", "code_name", "code_keyword", "bad", "text")
"""The tones of the most used tags; the others are muted."""
_EMPTY = "Nothing lies here yet. What Loci puts away in archival memory is drawn so that what is alike lies together."
_BY_TAG = 0
Painted = tuple[dict[int, str], list[tuple[str, str]]]
"""The colour of each passage, and what the colours stand for."""
Seen = tuple[Sequence["Spot"], Mapping[int, Entry]]
"""The passages on the map, and of each what the list says."""


class MapTab(Tab):
    """Points for the eye and the mouse; the list beside them says the same, and is used by keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.map, self.growth = MapView(theme), Growth(theme)
        self.list = TwoLineList(theme, tr("Passages on the map"))
        self.shade = QComboBox()
        self.shade.setAccessibleName(tr("What the colours of the map tell"))
        self.shade.view().setAccessibleName(tr("What the colours of the map tell"))
        self.shade.addItems([tr("Coloured by tag"), tr("Coloured by time")])
        self.all = push(tr("Show all"), tr("Let go what was taken with the lasso"))
        self.legend, self.instead = label(wrap=True), Instead(tr("Looking …"))
        self._spots: tuple[Spot, ...] = ()
        self._entries: Mapping[int, Entry] = {}
        self._taken: frozenset[int] = frozenset()
        self.shade.currentIndexChanged.connect(lambda _way: self._paint())
        self.all.clicked.connect(lambda: self._take(frozenset()))
        self.map.taken.connect(self._take)
        self.map.pointed.connect(self._point)
        self.list.currentRowChanged.connect(lambda _row: self._mark())
        theme.changed.connect(self._paint)
        self._lay_out()

    @override
    def read(self, session: Session) -> None:
        """Where the passages lie, and how it all grew."""
        session.ask(lambda assistant: _seen(assistant.landscape.spots()), self._show_seen)
        session.ask(lambda assistant: assistant.landscape.growth(), self._show_growth)

    def _show_seen(self, seen: Seen) -> None:
        self.instead.say(tr(_EMPTY))
        self._show(seen)

    def _show(self, seen: Seen) -> None:
        spots, self._entries = seen
        self._spots = tuple(spots)
        for widget in (self.map, self.list, self.shade, self.all, self.legend):
            widget.setVisible(bool(spots))
        self.instead.setVisible(not spots)
        self._paint()
        self._take(self._taken & {each.passage.id for each in spots})

    def _show_growth(self, days: Sequence[Day]) -> None:
        self.growth.show_days(days)

    def _paint(self) -> None:
        tones, words = self._by_tag() if self.shade.currentIndex() == _BY_TAG else self._by_time()
        self.legend.setText("&nbsp;&nbsp; ".join(f"<span style='color:{tone}'>●</span> {name}" for name, tone in words))
        self.map.show_spots(self._spots, tones)

    def _by_tag(self) -> Painted:
        counts = Counter(each.passage.tags[0] for each in self._spots if each.passage.tags)
        shades = {tag: self._tone(name) for (tag, _), name in zip(counts.most_common(), SHADES, strict=False)}
        first = {each.passage.id: each.passage.tags[0] if each.passage.tags else "" for each in self._spots}
        tones = {number: shades.get(tag, self.theme.tones.muted) for number, tag in first.items()}
        others = [(tr("others"), self.theme.tones.muted)] if set(first.values()) - set(shades) else []
        return tones, [*((escape(short(tag, 24)), tone) for tag, tone in shades.items()), *others]

    def _by_time(self) -> Painted:
        """From the oldest, muted, to the newest in the accent."""
        old, new = self.theme.tones.muted, self.theme.tones.accent
        moments = {each.passage.id: each.passage.created_at.timestamp() for each in self._spots}
        first = min(moments.values(), default=0.0)
        span = max(max(moments.values(), default=0.0) - first, 1.0)
        tones = {number: _between(old, new, (moment - first) / span) for number, moment in moments.items()}
        return tones, [(tr("the oldest"), old), (tr("the newest"), new)]

    def _tone(self, name: str) -> str:
        return str(getattr(self.theme.tones, name))

    def _take(self, ids: frozenset[int]) -> None:
        """Show these in the list, all where there are none."""
        self._taken = ids
        self.list.show_entries([each for number, each in self._entries.items() if not ids or number in ids])
        self.all.setEnabled(bool(ids))
        self._mark()

    def _point(self, passage_id: int) -> None:
        if self._taken and passage_id not in self._taken:
            self._take(frozenset())
        ids = [number for number in self._entries if not self._taken or number in self._taken]
        self.list.choose(ids.index(passage_id))

    def _mark(self) -> None:
        current = self.list.value()
        self.map.take(self._taken, current if isinstance(current, int) else None)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self.shade)
        head.addWidget(self.legend, 1)
        head.addWidget(self.all)
        self.list.setMaximumWidth(46 * GRID)
        middle = QHBoxLayout()
        middle.setSpacing(2 * GRID)
        middle.addWidget(self.map, 3)
        middle.addWidget(self.list, 2)
        whole = QVBoxLayout()
        whole.setSpacing(GRID)
        whole.addLayout(head)
        whole.addLayout(middle, 1)
        whole.addWidget(self.instead, 1)
        whole.addWidget(self.growth)
        self.column.addLayout(whole)
        self._show(_seen(()))


def _seen(spots: Sequence[Spot]) -> Seen:
    """The spots with what the list says of each: thousands of them, on the worker that read them."""
    shown = [each.passage for each in spots]
    return spots, {
        each.id: Entry(short(each.text), " · ".join([at(each.created_at), *each.tags]), each.id) for each in shown
    }


def _between(old: str, new: str, share: float) -> str:
    """The colour so far on the way from one to the other."""
    one, other = QColor(old), QColor(new)
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in parts)).name()
